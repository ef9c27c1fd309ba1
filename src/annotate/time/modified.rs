//! What stands around a date: "early December", "the end of May", "from 3 to 5 May", "overnight".
//!
//! In comes a token; out goes the date inside with the words around it taken into its span. The
//! modifier itself does not move the date, save for "the eve of".

use super::calendar::{self, Stretch};
use super::scan::{Found, Scan, What};
use super::words::{Role, Unit};
use crate::event::Basis;
use crate::text::Flags;

impl Scan<'_> {
    /// "early December", "late last week", "earlier Sunday", "sometime next year".
    pub(super) fn modified(&self, at: usize, start: usize) -> Option<Found> {
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
            && (!led
                || !shifts
                || !matches!(found.what, What::Point(Stretch::Year(_)))
                || self.is(next, The)))
        .then_some(found)
    }

    /// "the end of November", "the middle of last week", "the eve of", "the night of May 3",
    /// "the late 1970s".
    pub(super) fn part_of(&self, at: usize) -> Option<Found> {
        use Role::*;
        if let Some(found) = self.part_before(at).or_else(|| self.portion(at)) {
            return Some(found);
        }
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
    pub(super) fn ranged(&self, at: usize, found: Found) -> Found {
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
    pub(super) fn between(&self, at: usize) -> Option<Found> {
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
    /// "the night before", "the evening before": of the day before the one named last.
    fn part_before(&self, at: usize) -> Option<Found> {
        use Role::*;
        let part = self.lex(at + 1).part.filter(|_| !self.lex(at + 1).plural)?;
        let closes = at + 3 >= self.end || self.has(at + 3, Flags::PUNCT);
        if !self.is(at, The) || !self.any(at + 2, &[Before, After]) || !closes {
            return None;
        }
        let step = if self.is(at + 2, Before) { -1 } else { 1 };
        let (day, basis) = match self.context.last_day {
            Some(day) => (day, Basis::Context),
            None => self.context.today()?,
        };
        Some(Found::new(
            What::Part(Some(day.step(step)?), part),
            at + 3,
            basis,
        ))
    }

    /// "the first week of March", "the second half of June 2023", "the last ten days of May".
    fn portion(&self, at: usize) -> Option<Found> {
        use Role::*;
        if !self.is(at, The) {
            return None;
        }
        let last = self.any(at + 1, &[Last, Final]);
        let (number, mut next) = if last {
            (0, at + 2)
        } else {
            let numeral = self.words.numerals.read(self.text, at + 1, self.end)?;
            if !numeral.ordinal || !(1.0..=5.0).contains(&numeral.value) {
                return None;
            }
            (numeral.value as i8, numeral.end)
        };
        let mut size = 1;
        if let Some(count) = self.words.numerals.read(self.text, next, self.end) {
            if count.ordinal || !(1.0..=20.0).contains(&count.value) {
                return None;
            }
            size = count.value as i8;
            next = count.end;
        }
        let half = self.is(next, Half);
        let unit = match self.unit(next) {
            Some(Unit::Day) if size > 1 => 1,
            Some(Unit::Week) => 7,
            _ if half => 15,
            _ => return None,
        };
        if !self.is(next + 1, Of) {
            return None;
        }
        let found = self
            .absolute(next + 2)
            .or_else(|| self.determined(next + 2))?;
        let Some(Stretch::Month(year, month)) = found.stretch() else {
            return None;
        };
        let holder = calendar::day(year.unwrap_or(2001), month, 1)?;
        let length = holder.days_in_month();
        let days = unit * size;
        let (from, to) = match (last, half, number) {
            (true, true, _) | (false, true, 2) => (16, length),
            (false, true, 1) => (1, 15),
            (true, false, _) => (length - days + 1, length),
            (false, false, n) => (days * (n - 1) + 1, (days * n).min(length)),
            _ => return None,
        };
        let place =
            |d: i8| calendar::day(holder.year(), month, d).map(|d| Stretch::Day(d, year.is_some()));
        Some(Found::new(
            What::Span(place(from)?, place(to)?),
            found.end,
            found.basis,
        ))
    }

    pub(super) fn lone_part(&self, at: usize) -> Option<Found> {
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
    pub(super) fn overnight(&self, at: usize) -> Option<Found> {
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
