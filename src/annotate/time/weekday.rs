//! Weekdays: "on Friday", "last Monday", "Tuesday of last week".
//!
//! In comes a token; out goes the day, fixed by the tense and the day of the report, by a heading, or
//! by a day whose date the text has named. Without any of them the week stays open.

use super::calendar::{self, Stretch, nearest_weekday, plus_days};
use super::relative::Pick;
use super::scan::{Found, Scan, What};
use super::tense::Tense;
use super::words::{Role, Unit};
use crate::event::Basis;
use crate::text::Flags;

impl Scan<'_> {
    /// A bare weekday: the tense says which one.
    pub(super) fn bare_weekday(&self, at: usize) -> Option<Found> {
        let lexeme = self.lex(at);
        if lexeme.weekday == 0 || lexeme.plural || !self.has(at, Flags::CAPITAL) {
            return None;
        }
        if lexeme.uncertain && self.of(at + 1) != "." {
            return None;
        }
        let short = self.of(at).len() <= 5;
        let stop = if short {
            self.after_stop(at + 1)
        } else {
            at + 1
        };
        let end = if stop == self.end { at + 1 } else { stop };
        let named = lexeme.weekday;
        let mut end = end;
        // "Tuesday of last week"
        let mut week = end;
        if self.is(week, Role::Of) {
            week += 1;
        }
        if let Some((pick, next)) = self.pick(week)
            && self.unit(next) == Some(Unit::Week)
            && let Some(Stretch::Week(monday)) =
                self.neighbour(pick, Unit::Week).map(|(stretch, _)| stretch)
        {
            end = next + 1;
            let day = plus_days(monday, i64::from(named) - 1)?;
            return Some(self.weekday_found(Stretch::Day(day, true), end, Basis::Publication));
        }
        // "a week ago Friday", "Friday week" are left open.
        if let Some((first, last)) = self.context.under() {
            if let (Stretch::Day(from, known), Stretch::Day(to, _)) = (first, last)
                && from != to
            {
                let day = nearest_weekday(from, named, false)?;
                if day <= to && known {
                    return Some(self.weekday_found(Stretch::Day(day, true), end, Basis::Context));
                }
            }
            if let Stretch::Week(monday) = first {
                let day = plus_days(monday, i64::from(named) - 1)?;
                return Some(self.weekday_found(Stretch::Day(day, true), end, Basis::Context));
            }
        }
        let under = self.context.under().map(|(first, _)| first);
        let anchor = match under {
            Some(Stretch::Day(date, true)) => Some((date, Basis::Context)),
            _ => self.context.published.map(|d| (d, Basis::Publication)),
        };
        if let Some((now, basis)) = anchor {
            let back = self.tense(at, end) != Tense::Future;
            let day = nearest_weekday(now, named, back)?;
            return Some(self.weekday_found(Stretch::Day(day, true), end, basis));
        }
        if let Some(Stretch::Day(date, known)) = self.context.fixed {
            // The nearest such day to the one that the text has named.
            let away =
                (i64::from(named) - i64::from(calendar::weekday(date)) + 3).rem_euclid(7) - 3;
            if let Some(stretch) = Stretch::Day(date, known).step(away) {
                return Some(self.weekday_found(stretch, end, Basis::Context));
            }
        }
        Some(Found::new(What::Weekday(named), end, Basis::Explicit))
    }

    pub(super) fn weekday_found(&self, stretch: Stretch, end: usize, basis: Basis) -> Found {
        let mut found = Found::point(stretch, end, basis);
        found.weekday = true;
        found
    }

    pub(super) fn determined_weekday(&self, pick: Pick, at: usize) -> Option<Found> {
        let named = self.lex(at).weekday;
        // "this coming Sunday, March 8" gives the day itself.
        if let Some(found) = self.absolute(at) {
            return Some(found);
        }
        let end = at + 1;
        let before = |date| nearest_weekday(date, named, true);
        let after = |date| nearest_weekday(date, named, false);
        let named_day = match self.context.last_day {
            Some(Stretch::Day(date, known)) => Some((date, known)),
            _ => None,
        };
        let now = self.context.day();
        let (date, known, basis) = match pick {
            Pick::Last => (before(plus_days(now?, -1)?)?, true, Basis::Publication),
            Pick::Next => (after(plus_days(now?, 1)?)?, true, Basis::Publication),
            Pick::This => {
                let back = self.tense(at, end) == Tense::Past && self.verb_beside(at - 1);
                (
                    nearest_weekday(now?, named, back)?,
                    true,
                    Basis::Publication,
                )
            }
            Pick::Previous => match named_day {
                Some((date, known)) => (before(plus_days(date, -1)?)?, known, Basis::Context),
                None => (before(plus_days(now?, -1)?)?, true, Basis::Publication),
            },
            Pick::Following => match named_day {
                Some((date, known)) => (after(plus_days(date, 1)?)?, known, Basis::Context),
                None => (after(plus_days(now?, 1)?)?, true, Basis::Publication),
            },
            Pick::That => match named_day {
                Some((date, known)) => (before(date)?, known, Basis::Context),
                None => return self.bare_weekday(at),
            },
        };
        Some(self.weekday_found(Stretch::Day(date, known), end, basis))
    }
}
