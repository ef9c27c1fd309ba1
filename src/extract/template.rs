//! Linear templates on the words of a sentence.
//!
//! A template is tried at each token where it may begin, near its trigger. Bounded gaps and the
//! absence of repetition bound the work for each try.

use super::frame::fits;
use super::matches::{Anchor, Filler, Match};
use super::pattern::{Item, Lexeme};
use super::sentence::Scene;
use super::slot::SlotSpec;
use crate::group::{Clause, Tag, UnitKind};
use crate::lexicon::form;
use crate::template::Form;

/// How many steps one try may take; templates of the shipped pack need a few dozen.
const STEPS: usize = 4_000;
/// How many tokens before its trigger a template may begin.
const REACH: usize = 32;

/// The slots filled so far.
pub(super) type Slots = Vec<(super::slot::Slot, Filler)>;

pub(super) struct Run<'a, 's> {
    pub(super) scene: &'s Scene<'a>,
    pub(super) trigger: usize,
    pub(super) limit: usize,
    pub(super) steps: usize,
    pub(super) slots: Slots,
    pub(super) seen: bool,
}

/// Matches a template whose trigger stands at a token.
pub fn on_tokens(scene: &Scene, rule: usize, items: &[Item], token: usize) -> Option<Match> {
    let limit = scene.parse.start + scene.parse.tags.len();
    let first = token.saturating_sub(REACH).max(scene.parse.start);
    let slot = starts_with_slot(items);
    let mut best: Option<(usize, Slots)> = None;
    for start in (first..=token).rev() {
        if !may_start(scene, items, start) || slot && (within(scene, start) || hangs(scene, start))
        {
            continue;
        }
        let mut run = Run {
            scene,
            trigger: token,
            limit,
            steps: 0,
            slots: Vec::new(),
            seen: false,
        };
        if let Some(end) = run.items(items, start, &mut |_, at| Some(at))
            && run.seen
            && end > token
        {
            let better = best
                .as_ref()
                .is_none_or(|(_, slots)| run.slots.len() > slots.len());
            if better {
                best = Some((end, run.slots));
            }
        }
    }
    let best = best.or_else(|| after_subject(scene, items, token, limit));
    let (end, slots) = best?;
    let unit = scene.parse.unit_of(token);
    let clause = scene
        .parse
        .clauses
        .iter()
        .position(|c| c.verb == unit)
        .or_else(|| {
            scene
                .parse
                .clauses
                .iter()
                .rposition(|c| scene.parse.units[c.verb].start <= token)
        });
    let mut out = Match::new(
        rule,
        Anchor {
            token,
            clause,
            unit,
        },
    );
    out.nominal = scene.parse.units[unit].kind == UnitKind::Noun;
    out.definite = scene.parse.units[unit].definite;
    out.end = end;
    out.spelled = true;
    if out.nominal {
        let clauses = || scene.parse.clauses.iter();
        out.subject_of = clauses().position(|c| c.subject == Some(unit));
    }
    for (slot, filler) in slots {
        out.fill(slot, filler);
    }
    Some(out)
}

/// Whether a token stands inside a noun group, or begins a later member of a list.
fn within(scene: &Scene, start: usize) -> bool {
    let units = &scene.parse.units;
    let unit = scene.parse.unit_of(start);
    if units[unit].start < start {
        return true;
    }
    // Not so "of a guard and of seven men": with a preposition of its own it stands by itself.
    let own = unit
        .checked_sub(1)
        .is_some_and(|b| units[b].kind == UnitKind::Preposition);
    !own && units.iter().any(|u| u.next == Some(unit))
}

/// Whether a noun group hangs on the subject of the verb behind it: "lawmakers in Quito demanded".
fn hangs(scene: &Scene, start: usize) -> bool {
    let unit = scene.parse.unit_of(start);
    let end = scene.parse.units[unit].end;
    let of = |t: usize| scene.context.text.of(t).eq_ignore_ascii_case("of");
    let mut phrases = scene.parse.phrases.iter();
    phrases.any(|p| p.unit == unit && !of(p.preposition))
        && scene.parse.clauses.iter().any(|c| {
            let verb = &scene.parse.units[c.verb];
            verb.start == end && c.subject.is_some_and(|s| s < unit)
        })
}

/// A template whose first slot is the subject of the trigger's clause, wherever that stands:
/// "blamed the rebels and vowed that …".
fn after_subject(
    scene: &Scene,
    items: &[Item],
    token: usize,
    limit: usize,
) -> Option<(usize, Slots)> {
    let (Some(Item::Slot(spec)), Some(Item::Lexeme(..) | Item::Either(_))) =
        (items.first(), items.get(1))
    else {
        return None;
    };
    if spec.tail || spec.slot.casualty() {
        return None;
    }
    // The clause in which the trigger stands, or one above it that reports it.
    let started = |c: &&Clause| scene.parse.units[c.verb].start <= token;
    let mut clauses = scene.parse.clauses.iter().rev().filter(started).take(3);
    clauses.find_map(|clause| behind(scene, items, token, limit, clause, spec))
}

fn behind(
    scene: &Scene,
    items: &[Item],
    token: usize,
    limit: usize,
    clause: &Clause,
    spec: &SlotSpec,
) -> Option<(usize, Slots)> {
    let start = scene.parse.units[clause.verb].start;
    let slots = match clause.subject {
        Some(s) if scene.parse.units[s].end < start && fits(scene, s, spec) => {
            vec![(spec.slot, Filler::unit(s))]
        }
        // "Takes note with satisfaction …": an item of a communique names no subject.
        None if scene.headless() => Vec::new(),
        _ => return None,
    };
    let mut run = Run {
        scene,
        trigger: token,
        limit,
        steps: 0,
        slots,
        seen: false,
    };
    let end = run.items(&items[1..], start, &mut |_, at| Some(at))?;
    (run.seen && end > token).then_some((end, run.slots))
}

/// Whether a template's first element may stand at a token; cheap, and true when in doubt.
pub(super) fn may_start(scene: &Scene, items: &[Item], start: usize) -> bool {
    let unit = &scene.parse.units[scene.parse.unit_of(start)];
    match items.first() {
        Some(Item::Word(word, _)) => {
            scene.word(start) == *word || unit.kind == UnitKind::Noun && unit.start == start
        }
        Some(Item::Lexeme(lexeme, _)) => {
            let reads = |t: usize| {
                scene
                    .context
                    .words
                    .readings(scene.word(t))
                    .iter()
                    .any(|r| r.lexicon == lexeme.lexicon)
            };
            reads(start) || start <= unit.head && reads(unit.head)
        }
        Some(Item::Slot(spec)) => spec.tail || unit.start == start && unit.kind == UnitKind::Noun,
        Some(Item::Start) => start == scene.parse.start,
        Some(Item::Optional(inner)) => {
            may_start(scene, inner, start) || may_start(scene, &items[1..], start)
        }
        Some(Item::Either(parts) | Item::AnyOrder(parts)) => {
            parts.iter().any(|part| may_start(scene, part, start))
        }
        _ => true,
    }
}

fn starts_with_slot(items: &[Item]) -> bool {
    match items.first() {
        Some(Item::Slot(_)) => true,
        Some(Item::Optional(inner)) => starts_with_slot(inner),
        _ => false,
    }
}

pub(super) type Next<'n> = &'n mut dyn FnMut(&mut Run, usize) -> Option<usize>;

impl Run<'_, '_> {
    pub(super) fn items(&mut self, items: &[Item], at: usize, next: Next) -> Option<usize> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        let Some((item, rest)) = items.split_first() else {
            return next(self, at);
        };
        let direct = self.item(item, at, &mut |run, to| run.items(rest, to, next));
        if direct.is_some() {
            return direct;
        }
        // An adverb or a time may stand between any two elements.
        if at < self.limit && !matches!(item, Item::Start) {
            let unit = self.scene.parse.unit_of(at);
            let u = &self.scene.parse.units[unit];
            if u.start == at
                && matches!(u.kind, UnitKind::Adverb | UnitKind::Time)
                && at > self.scene.parse.start
            {
                let end = u.end;
                return self.item(item, end, &mut |run, to| run.items(rest, to, next));
            }
            // "was in Baku on Wednesday for talks"
            if u.kind == UnitKind::Preposition
                && at > self.scene.parse.start
                && let Some(time) = self.scene.parse.units.get(unit + 1)
                && time.kind == UnitKind::Time
            {
                let end = time.end;
                return self.item(item, end, &mut |run, to| run.items(rest, to, next));
            }
        }
        None
    }

    fn item(&mut self, item: &Item, at: usize, next: Next) -> Option<usize> {
        match item {
            Item::Start => (at == self.scene.parse.start)
                .then(|| next(self, at))
                .flatten(),
            Item::End => (at >= self.limit
                || at + 1 == self.limit && self.scene.context.text.of(at) == ".")
                .then(|| next(self, at))
                .flatten(),
            Item::Word(word, exact) => {
                let place = self.word_place(at, *word)?;
                if let Some(exact) = exact
                    && self.scene.context.text.of(place) != exact
                {
                    return None;
                }
                let seen = self.seen;
                self.seen |= place == self.trigger;
                let found = next(self, place + 1);
                if found.is_none() {
                    self.seen = seen;
                }
                found
            }
            Item::Lexeme(lexeme, _) => {
                let (place, end) = self.lexeme_place(at, lexeme)?;
                let seen = self.seen;
                self.seen |= place == self.trigger;
                let found = next(self, end);
                if found.is_none() {
                    self.seen = seen;
                }
                found
            }
            Item::Slot(spec) => self.slot(spec, at, next),
            Item::Gap(n) => {
                let mut to = at;
                let mut left = *n as usize;
                loop {
                    if let Some(found) = next(self, to) {
                        return Some(found);
                    }
                    if left == 0 || to >= self.limit {
                        return None;
                    }
                    let unit = &self.scene.parse.units[self.scene.parse.unit_of(to)];
                    if matches!(unit.kind, UnitKind::Comma | UnitKind::Mark) {
                        return None;
                    }
                    to = unit.end;
                    left -= 1;
                }
            }
            Item::Optional(inner) => {
                let with = self.items(inner, at, &mut |run, to| {
                    if to > at { next(run, to) } else { None }
                });
                with.or_else(|| next(self, at))
            }
            Item::Either(parts) => parts
                .iter()
                .find_map(|part| self.items(part, at, &mut *next)),
            Item::AnyOrder(parts) => self.any_order(parts, 0, at, next),
        }
    }

    fn any_order(
        &mut self,
        parts: &[Vec<Item>],
        done: u32,
        at: usize,
        next: Next,
    ) -> Option<usize> {
        if done.count_ones() as usize == parts.len() {
            return next(self, at);
        }
        for (i, part) in parts.iter().enumerate() {
            if done & 1 << i != 0 {
                continue;
            }
            let found = self.items(part, at, &mut |run, to| {
                run.any_order(parts, done | 1 << i, to, next)
            });
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Where a word stands at `at`: there, or as a noun group's own word after its determiners.
    fn word_place(&self, at: usize, word: crate::text::Word) -> Option<usize> {
        if at >= self.limit {
            return None;
        }
        if self.scene.word(at) == word {
            return Some(at);
        }
        let unit = &self.scene.parse.units[self.scene.parse.unit_of(at)];
        // "has come": the main verb stands for its group.
        if unit.kind == UnitKind::Verb
            && unit.start == at
            && !unit.verb.negated
            && self.scene.word(unit.head) == word
        {
            return Some(unit.head);
        }
        if unit.kind == UnitKind::Noun && unit.start == at {
            let mut place = at;
            while place < unit.head
                && matches!(
                    self.scene.parse.tags[place - self.scene.parse.start],
                    Tag::Determiner | Tag::Possessive | Tag::Adjective
                )
            {
                place += 1;
                if self.scene.word(place) == word {
                    return Some(place);
                }
            }
        }
        None
    }

    /// The head of a lexicon entry at `at`, and one past its group.
    fn lexeme_place(&self, at: usize, lexeme: &Lexeme) -> Option<(usize, usize)> {
        if at >= self.limit {
            return None;
        }
        let scene = self.scene;
        let unit_index = scene.parse.unit_of(at);
        let unit = &scene.parse.units[unit_index];
        match unit.kind {
            UnitKind::Verb if unit.start == at => {
                let clause = scene
                    .parse
                    .clauses
                    .iter()
                    .position(|c| c.verb == unit_index)?;
                let verbal = !matches!(
                    lexeme.form,
                    Some(Form::Noun | Form::Singular | Form::Plural)
                );
                if verbal && scene.verb_is(clause, lexeme, false)
                    || lexeme.form == Some(Form::Participle)
                        && (unit.verb.participle || unit.verb.passive)
                        && scene.reads(
                            unit.head,
                            lexeme.lexicon,
                            form::PARTICIPLE | form::PAST,
                            unit.start,
                            self.limit,
                        )
                    || matches!(lexeme.form, None | Some(Form::Adjective))
                        && scene.reads(
                            unit.head,
                            lexeme.lexicon,
                            lexeme.forms() & (form::ADJECTIVE | form::OTHER),
                            unit.start,
                            unit.end,
                        )
                {
                    return Some((
                        unit.head,
                        unit.end + self.particle(unit.head, lexeme, unit.end),
                    ));
                }
                None
            }
            UnitKind::Verb => {
                // A form after its auxiliary, where the template spells the auxiliary out.
                let reads = at == unit.head
                    && scene.reads(at, lexeme.lexicon, lexeme.forms(), unit.start, self.limit);
                reads.then(|| (at, unit.end + self.particle(at, lexeme, unit.end)))
            }
            UnitKind::Noun => {
                let nominal = matches!(
                    lexeme.form,
                    None | Some(Form::Noun | Form::Singular | Form::Plural)
                );
                let at_start = unit.start == at;
                if nominal && (at_start || at <= unit.head) && scene.noun_is(unit_index, lexeme) {
                    return Some((unit.head, unit.end));
                }
                (scene.reads(at, lexeme.lexicon, lexeme.forms(), unit.start, unit.end))
                    .then_some((at, at + 1))
            }
            _ => {
                let reading = scene
                    .context
                    .words
                    .readings(scene.word(at))
                    .iter()
                    .find(|r| {
                        r.lexicon == lexeme.lexicon
                            && r.forms & lexeme.forms() != 0
                            && super::complete(
                                scene.context.text,
                                r,
                                at,
                                scene.parse.start,
                                self.limit,
                            )
                    })?;
                Some((
                    at,
                    at + 1
                        + if reading.forms & form::NOUN == 0 {
                            reading.rest.len()
                        } else {
                            0
                        },
                ))
            }
        }
    }

    fn particle(&self, head: usize, lexeme: &Lexeme, end: usize) -> usize {
        self.scene
            .context
            .words
            .readings(self.scene.word(head))
            .iter()
            .filter(|r| r.lexicon == lexeme.lexicon)
            .map(|r| &r.rest[(r.before as usize).min(r.rest.len())..])
            .filter(|rest| {
                end + rest.len() <= self.limit
                    && (end..)
                        .zip(rest.iter())
                        .all(|(t, w)| self.scene.word(t) == *w)
            })
            .map(<[_]>::len)
            .max()
            .unwrap_or(0)
    }
}
