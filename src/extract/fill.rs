//! Slots of a template: the noun groups and other words that may fill them.

use super::frame::fits;
use super::matches::Filler;
use super::slot::{Slot, SlotSpec};
use super::template::{Next, Run};
use crate::group::UnitKind;

impl Run<'_, '_> {
    pub(super) fn slot(&mut self, spec: &SlotSpec, at: usize, next: Next) -> Option<usize> {
        if at >= self.limit {
            return None;
        }
        if spec.tail {
            let mut end = at;
            while end < self.limit
                && !matches!(self.scene.context.text.of(end), ";" | "." | "\"" | "”")
            {
                end += 1;
            }
            if end == at {
                return None;
            }
            return self.bind(spec, Filler::tokens(at, end), end, next);
        }
        let unit = self.scene.parse.unit_of(at);
        // "with Niger's rulers": the group that is owned, then its owner.
        let units = &self.scene.parse.units;
        if let Some(owned) = units.get(unit + 2)
            && owned.possessor == Some(unit)
            && units[unit].start == at
            && let Some(found) = self.group(spec, unit + 2, &mut *next)
        {
            return Some(found);
        }
        let u = &self.scene.parse.units[unit];
        // "until Friday": a time expression is a unit of its own.
        let timely = spec.slot == Slot::Date || spec.narrowed && spec.kinds.has(super::Kind::Time);
        if u.start == at && u.kind == UnitKind::Time && timely {
            return self.bind(spec, Filler::unit(unit), u.end, next);
        }
        if u.start != at || u.kind != UnitKind::Noun {
            return None;
        }
        self.group(spec, unit, next)
    }

    /// Fills a slot with a noun group.
    fn group(&mut self, spec: &SlotSpec, unit: usize, next: Next) -> Option<usize> {
        let u = &self.scene.parse.units[unit];
        let counted = spec.slot.casualty() && u.number.is_some();
        if !fits(self.scene, unit, spec) {
            if counted
                && !spec.narrowed
                && let Some(number) = u.number
            {
                let tokens = self.scene.context.numbers[number].tokens.clone();
                return self.bind(
                    spec,
                    Filler::tokens(tokens.start, tokens.end),
                    tokens.end,
                    next,
                );
            }
            return None;
        }
        // With its coordination and what hangs on it by "of" first, then by itself.
        let mut ends = vec![];
        let mut further = None;
        let last = self.scene.parse.last_member(unit);
        let mut reach = self.scene.parse.units[last].end;
        if let Some(of) = self.scene.parse.units[last].of {
            let of = self.scene.parse.last_member(of);
            reach = reach.max(self.scene.parse.units[of].end);
        }
        if let Some(phrase) = self
            .scene
            .parse
            .phrases
            .iter()
            .filter(|p| p.after == Some(last))
            .map(|p| p.unit)
            .next()
        {
            further = Some(self.scene.parse.units[phrase].end);
        }
        ends.push(reach);
        ends.push(self.scene.parse.units[last].end);
        ends.push(u.end);
        ends.extend(further);
        ends.dedup();
        // "A shop and two cars were hit": the subject is all of them; "members of the army
        // accused of the murder": the members.
        let mut whole = unit;
        if self.slots.is_empty()
            && unit < self.scene.parse.unit_of(self.trigger.min(self.limit - 1))
        {
            let units = &self.scene.parse.units;
            let outer = |whole: usize| {
                let men = |before: &usize| {
                    spec.slot == super::slot::Slot::Actors
                        && units[*before].of == Some(whole)
                        && fits(self.scene, *before, spec)
                };
                let before = units[..whole].iter().position(|u| u.next == Some(whole));
                before.or_else(|| (0..whole).rev().take(3).find(men))
            };
            while let Some(before) = outer(whole) {
                whole = before;
            }
        }
        for end in ends {
            if let Some(found) = self.bind(spec, Filler::unit(whole), end, &mut *next) {
                return Some(found);
            }
        }
        // "30 deaths": the figure alone.
        if spec.slot.casualty()
            && let Some(number) = u.number
        {
            let tokens = self.scene.context.numbers[number].tokens.clone();
            if tokens.end <= u.head {
                return self.bind(
                    spec,
                    Filler::tokens(tokens.start, tokens.end),
                    tokens.end,
                    next,
                );
            }
        }
        None
    }

    fn bind(&mut self, spec: &SlotSpec, filler: Filler, end: usize, next: Next) -> Option<usize> {
        self.slots.push((spec.slot, filler));
        let found = next(self, end);
        if found.is_none() {
            self.slots.pop();
        }
        found
    }
}
