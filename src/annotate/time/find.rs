//! The pass over a sentence that finds its time expressions.
//!
//! In come tokens; out go [`TimeMention`]s from left to right, each the longest that begins at its
//! token. A token that is neither a time word nor a digit costs one look at a table.

use std::ops::Range;

use super::calendar::Stretch;
use super::context::TimeContext;
use super::scan::{Found, Scan, What};
use super::words::{Role, TimeWords, start};
use super::{TimeMention, write};
use crate::event::Basis;
use crate::text::{Flags, Text};

impl TimeWords {
    /// Finds the time expressions of a sentence (a range of tokens) and resolves them; `context`
    /// takes note of what they name. A date that is a sentence of its own becomes a heading for
    /// what follows.
    pub fn find(
        &self,
        text: &Text,
        sentence: Range<usize>,
        context: &mut TimeContext,
    ) -> Vec<TimeMention> {
        let mut out = Vec::new();
        let mut at = sentence.start;
        let end = sentence.end.min(text.tokens.len());
        while at < end {
            let token = &text.tokens[at];
            let starts = if token.flags.has(Flags::DIGIT) {
                start::YES
            } else {
                self.start(token.word)
            };
            if starts == 0 {
                at += 1;
                continue;
            }
            if starts == start::WEAK {
                let next = text.tokens.get(at + 1).filter(|_| at + 1 < end);
                let promising = next.is_some_and(|t| {
                    t.flags.has(Flags::DIGIT) || self.is_known(t.word) || t.flags.has(Flags::PUNCT)
                });
                if !promising {
                    at += 1;
                    continue;
                }
            }
            let scan = Scan {
                words: self,
                text,
                begin: sentence.start,
                end,
                context,
            };
            let Some(found) = scan.expression(at).filter(|f| f.end > at && f.end <= end) else {
                at += 1;
                continue;
            };
            let mention = write::mention(&scan, at, &found);
            note(context, &found);
            at = found.end;
            out.push(mention);
        }
        if let [mention] = &out[..]
            && let Some((first, last)) = mention.stretch
            && stands_alone(self, text, sentence.start..end, mention)
        {
            context.head(first, last);
        }
        out
    }
}

fn note(context: &mut TimeContext, found: &Found) {
    if found.aside {
        return;
    }
    match &found.what {
        What::Point(stretch) => context.note(*stretch, found.weekday),
        What::Span(_, last) => context.note(*last, found.weekday),
        What::Part(Some(day), _) | What::Clock { day: Some(day), .. } => {
            context.note(*day, found.weekday);
        }
        What::Length { value, placed } => {
            if let Some((first, last)) = placed
                && first == last
            {
                context.note(*first, false);
            }
            // Figures for nine months are compared with those of the year before.
            if matches!(value.as_str(), "P9M" | "P6M" | "P1Y")
                && let Some(date) = context.day()
            {
                context.period = Some(Stretch::Year(date.year()));
            }
        }
        _ => {}
    }
}

/// Whether nothing but the date, "week of" and the like stands in the sentence.
fn stands_alone(
    words: &TimeWords,
    text: &Text,
    sentence: Range<usize>,
    mention: &TimeMention,
) -> bool {
    let mut others = 0;
    for i in sentence {
        let token = &text.tokens[i];
        if mention.tokens.contains(&i) || token.flags.has(Flags::PUNCT) {
            continue;
        }
        let lexeme = words.lexeme(token.word);
        let head = lexeme.unit.is_some()
            || lexeme.is(Role::Of)
            || lexeme.is(Role::Period)
            || lexeme.is(Role::The)
            || lexeme.is(Role::From)
            || lexeme.is(Role::On);
        if !head {
            others += 1;
        }
    }
    others == 0
}

impl Scan<'_> {
    /// The longest time expression that begins at `at`.
    pub fn expression(&self, at: usize) -> Option<Found> {
        use Role::*;
        let lexeme = self.lex(at);
        if let Some(found) = self.every(at) {
            return Some(found);
        }
        if self.any(at, &[Early, Late, Mid, Earlier, Later, Sometime])
            && let Some(found) = self.modified(at + 1, at)
        {
            return Some(found);
        }
        if self.any(at, &[The, Beginning, End, Middle, Eve, Half, First])
            && let Some(found) = self.part_of(at)
        {
            return Some(found);
        }
        if let Some(next) = self.hedge(at) {
            if let Some(found) = self.hedged(next) {
                return Some(found);
            }
            if !self.is(at, About) {
                return None;
            }
        }
        if lexeme.set != 0 {
            let value = self.words.set(lexeme.set).to_owned();
            return Some(Found::new(What::Set(value), at + 1, Basis::Explicit));
        }
        if self.is(at, Between)
            && let Some(found) = self.between(at)
        {
            return Some(found);
        }
        if self.is(at, A) {
            let year_ago = self.unit(at + 1).is_some() && self.joined(at + 2);
            if year_ago || self.compound(at + 1) {
                return None;
            }
            return self
                .quarter(at)
                .or_else(|| self.length(at))
                .or_else(|| self.phrase(at));
        }
        self.point(at)
    }

    /// "two-week", "five year" before a noun: the article before it belongs to the noun.
    fn compound(&self, at: usize) -> bool {
        let lexeme = self.lex(at);
        if lexeme.is(Role::Several) || lexeme.is(Role::Few) {
            return self.joined(at + 1);
        }
        if !lexeme.number && !self.has(at, Flags::DIGIT) {
            return false;
        }
        self.words
            .numerals
            .read(self.text, at, self.end)
            .is_some_and(|numeral| {
                let unit = self.lex(numeral.end);
                unit.unit.is_some() && !unit.plural && !numeral.ordinal
            })
    }

    fn hedged(&self, at: usize) -> Option<Found> {
        self.clock(at)
            .or_else(|| self.length(at))
            .or_else(|| {
                self.stretch_of_units(at).filter(|f| {
                    matches!(f.what, What::Length { .. })
                        && self.is(at, Role::The)
                        && !self.is(at - 1, Role::Over)
                })
            })
            .or_else(|| {
                self.is(at - 1, Role::About)
                    .then(|| self.point(at))
                    .flatten()
                    .filter(|f| !matches!(f.what, What::Reference(_)))
            })
    }

    /// Any expression but the modified ones.
    pub fn point(&self, at: usize) -> Option<Found> {
        let lexeme = self.lex(at);
        let digit = self.has(at, Flags::DIGIT);
        if digit && let Some(found) = self.clock(at) {
            return Some(found);
        }
        if lexeme.clock != 0 {
            return self.clock(at);
        }
        if let Some(found) = self.absolute(at) {
            return Some(self.ranged(at, self.with_part(found)));
        }
        if lexeme.weekday != 0 {
            if lexeme.plural && self.has(at, Flags::CAPITAL) {
                let value = format!("XXXX-WXX-{}", lexeme.weekday);
                return Some(Found::new(What::Set(value), at + 1, Basis::Explicit));
            }
            let found = self.bare_weekday(at)?;
            return Some(self.with_part(found));
        }
        self.quarter(at)
            .or_else(|| self.year_end(at))
            .or_else(|| self.century(at))
            .or_else(|| self.determined(at).map(|f| self.with_part(f)))
            .or_else(|| self.stretch_of_units(at))
            .or_else(|| self.length(at))
            .or_else(|| self.season(at))
            .or_else(|| self.decade(if self.is(at, Role::The) { at + 1 } else { at }))
            .or_else(|| self.plain_unit(at))
            .or_else(|| self.phrase(at).map(|f| self.with_part(f)))
            .or_else(|| self.bare_year(at))
            .or_else(|| self.lone_part(at))
            .or_else(|| self.overnight(at))
    }

    /// "each Thursday", "every month", "every summer", "each of the past three years".
    fn every(&self, at: usize) -> Option<Found> {
        use Role::*;
        if !self.is(at, Each) {
            return None;
        }
        let mut next = at + 1;
        if self.is(next, Of) {
            let found = self.stretch_of_units(next + 1)?;
            return Some(found);
        }
        if self.is(next, Other) {
            next += 1;
        }
        let lexeme = self.lex(next);
        let value = if lexeme.weekday != 0 {
            let part = self.lex(next + 1).part.map_or("", TimeContext::part_code);
            let value = format!("XXXX-WXX-{}{part}", lexeme.weekday);
            next += usize::from(!part.is_empty());
            value
        } else if lexeme.month != 0 && self.has(next, Flags::CAPITAL) {
            format!("XXXX-{:02}", lexeme.month)
        } else if let Some(season) = lexeme.season {
            Stretch::Season(None, season).timex()
        } else if let Some(part) = lexeme.part {
            format!("XXXX-XX-XX{}", TimeContext::part_code(part))
        } else if let Some(unit) = lexeme.unit.filter(|_| !lexeme.plural) {
            super::length::duration(Some(1.0), unit)
        } else if let Some(numeral) = self.words.numerals.read(self.text, next, self.end)
            && let Some(unit) = self.unit(numeral.end)
            && !numeral.ordinal
        {
            next = numeral.end;
            super::length::duration(Some(numeral.value), unit)
        } else {
            return None;
        };
        Some(Found::new(What::Set(value), next + 1, Basis::Explicit))
    }

    /// "early December", "late last week", "earlier Sunday", "sometime next year".
    fn modified(&self, at: usize, start: usize) -> Option<Found> {
        use Role::*;
        let mut next = at;
        let shifts = self.any(start, &[Earlier, Later]);
        // "early in the week", "late on December 23", "later that day"
        if self.any(next, &[In, On]) && !self.is(start, Mid) {
            next += 1;
        }
        let led = next > at;
        let found = if self.lex(next).part.is_some() && !shifts {
            // "mid afternoon", "early morning", "in the early evening"
            let part = self.lex(next).part?;
            let today = self.context.today();
            let day = today.map(|(d, _)| d);
            let basis = today.map_or(Basis::Explicit, |(_, b)| b);
            let mut end = next + 1;
            let mut found = Found::new(What::Part(day, part), end, basis);
            if self.any(end, &[On, Of]) {
                end += 1;
            }
            if let Some(later) = self.day_like(end) {
                found = Found::new(What::Part(later.stretch(), part), later.end, later.basis);
            }
            if self.lex(next).plural {
                return None;
            }
            found
        } else {
            self.point(next)?
        };
        let fits = match &found.what {
            What::Point(_)
            | What::Part(..)
            | What::Span(..)
            | What::Impossible
            | What::Weekday(_) => true,
            What::Clock { .. } => !shifts,
            What::Vague(_) => true,
            _ => false,
        };
        let year = matches!(found.what, What::Point(Stretch::Year(_)))
            && shifts
            && !self.any(next, &[This, The, That, Last, Next]);
        (fits
            && !year
            && (!led || !matches!(found.what, What::Point(Stretch::Year(_))) || self.is(next, The)))
        .then_some(found)
    }

    /// "the end of November", "the middle of last week", "the eve of", "the night of May 3",
    /// "the late 1970s".
    fn part_of(&self, at: usize) -> Option<Found> {
        use Role::*;
        let mut next = at;
        if self.is(next, The) {
            next += 1;
        }
        if self.any(next, &[Early, Late, Mid]) && next > at {
            return self.modified(next + 1, next);
        }
        let lexeme = self.lex(next);
        if let Some(part) = lexeme.part
            && self.any(next + 1, &[Of, On])
        {
            let mut day_at = next + 2;
            if self.is(day_at, The) {
                day_at += 1;
            }
            let found = self
                .absolute(day_at)
                .map(|f| self.ranged(day_at, f))
                .or_else(|| self.day_like(day_at))
                .or_else(|| self.bare_weekday(day_at));
            let found = found?;
            return match found.what {
                What::Point(day @ Stretch::Day(..)) => {
                    let mut out = Found::new(What::Part(Some(day), part), found.end, found.basis);
                    out.weekday = found.weekday;
                    Some(out)
                }
                What::Span(..) | What::Impossible | What::Weekday(_) => Some(found),
                _ => None,
            };
        }
        if self.is(next, Eve) && self.is(next + 1, Of) {
            let found = self.day_like(next + 2).or_else(|| self.phrase(next + 2))?;
            let day = found.stretch()?.step(-1)?;
            return Some(Found::point(day, found.end, found.basis));
        }
        let good_part = self.is(next, Half) && next > at;
        if !(self.any(next, &[Beginning, End, Middle]) || good_part) || !self.is(next + 1, Of) {
            return None;
        }
        let found = self.point(next + 2)?;
        let fits = matches!(found.what, What::Point(_) | What::Vague(_));
        fits.then_some(found)
    }

    /// "27 April to 3 May", "Nov. 28 - Dec. 3": a range of two full days.
    fn ranged(&self, at: usize, found: Found) -> Found {
        let What::Point(first @ Stretch::Day(_, known)) = found.what else {
            return found;
        };
        let mut next = found.end;
        if !self.range_word(next) {
            return found;
        }
        if self.is(next, Role::Until) && !(at > self.begin && self.is(at - 1, Role::From)) {
            return found;
        }
        next += 1;
        let Some(second) = self.absolute(next) else {
            return found;
        };
        let What::Point(mut last @ Stretch::Day(_, last_known)) = second.what else {
            return found;
        };
        let mut first = first;
        // A year said once holds for both.
        if let Stretch::Day(date, _) = last
            && second.basis == Basis::Explicit
            && last_known
            && (found.basis != Basis::Explicit || !known)
            && let Some(Stretch::Day(moved, _)) = first.in_year(date.year())
        {
            first = if moved <= date {
                Stretch::Day(moved, true)
            } else {
                first
            };
        }
        if let (Stretch::Day(a, true), Stretch::Day(b, true)) = (first, last)
            && b < a
            && let Some(moved) = last.in_year(a.year())
        {
            last = moved;
        }
        match (first, last) {
            (Stretch::Day(a, ka), Stretch::Day(b, kb)) if ka == kb && (a < b || !ka) => {
                Found::new(What::Span(first, last), second.end, second.basis)
            }
            _ => found,
        }
    }

    /// "between 3 and 5 May", "between May 3 and June 1".
    fn between(&self, at: usize) -> Option<Found> {
        let found = self.absolute(at + 1)?;
        match found.what {
            What::Span(..) => Some(found),
            What::Point(first @ Stretch::Day(..)) if self.is(found.end, Role::And) => {
                let second = self.absolute(found.end + 1)?;
                let last = second.stretch().filter(|s| matches!(s, Stretch::Day(..)))?;
                Some(Found::new(
                    What::Span(first, last),
                    second.end,
                    second.basis,
                ))
            }
            _ => None,
        }
    }

    /// "in the morning", "at night": of the day that the text is at.
    fn lone_part(&self, at: usize) -> Option<Found> {
        use Role::*;
        if !self.is(at, The) {
            return None;
        }
        let lexeme = self.lex(at + 1);
        let part = lexeme.part.filter(|_| !lexeme.plural)?;
        if !(at > self.begin && self.any(at - 1, &[In, During])) {
            return None;
        }
        let (day, basis) = match self.context.last_day {
            Some(day) => (Some(day), Basis::Context),
            None => match self.context.today() {
                Some((day, basis)) => (Some(day), basis),
                None => (None, Basis::Explicit),
            },
        };
        Some(Found::new(What::Part(day, part), at + 2, basis))
    }

    /// "overnight": the night before the day of the report, or before the day named beside it.
    fn overnight(&self, at: usize) -> Option<Found> {
        if !self.is(at, Role::Overnight) {
            return None;
        }
        let mut next = at + 1;
        if self.any(next, &[Role::On, Role::Into]) {
            next += 1;
        }
        let named = self.day_like(next);
        let (day, end, basis) = match &named {
            Some(found) => (found.stretch()?, found.end, found.basis),
            None => {
                let (today, basis) = self.context.today()?;
                (today, at + 1, basis)
            }
        };
        Some(Found::new(What::Overnight(day), end, basis))
    }
}
