//! Years and decades: "2024", "'89", "nineteen eighty-nine", "last year", "the 1990s".
//!
//! In comes a token; out goes the year that begins there. A number that counts something, or that
//! no year can be, is left alone.

use super::calendar::Stretch;
use super::scan::{Found, Scan};
use super::words::Role;
use crate::event::Basis;
use crate::text::Flags;

/// A year in the text.
pub(super) enum Year {
    Is(i16),
    /// More digits than a year has.
    Wrong,
}

impl Scan<'_> {
    /// The year after a day: ", 2024", "2024", "last year", "of the previous year".
    pub(super) fn year_after_day(&self, at: usize) -> (Option<(Year, Basis)>, usize) {
        let next = self.after_comma(at);
        if let Some((year, end)) = self.year(next) {
            return (Some((year, Basis::Explicit)), end);
        }
        match self.relative_year(at) {
            Some((year, basis, end)) => (Some((Year::Is(year), basis)), end),
            None => (None, at),
        }
    }

    /// "last year", "of this year", "that year", "of the previous year".
    pub(super) fn relative_year(&self, at: usize) -> Option<(i16, Basis, usize)> {
        use Role::*;
        let mut next = self.after_comma(at);
        if self.any(next, &[Of, In]) {
            next += 1;
        }
        let the = self.is(next, The);
        if the {
            next += 1;
        }
        if !self.is(next + 1, YearWord) || self.is(next + 2, Ago) {
            return None;
        }
        let published = || self.context.day().map(|d| (d.year(), Basis::Publication));
        let named = || {
            let year = self.context.last.and_then(Stretch::year);
            year.map(|y| (y, Basis::Context)).or_else(published)
        };
        let (base, step) = if self.is(next, That) || self.is(next, Same) {
            (named()?, 0)
        } else if self.is(next, Previous) {
            (named()?, -1)
        } else if self.is(next, Following) || (the && self.is(next, Next)) {
            (named()?, 1)
        } else if self.is(next, Last) || self.is(next, Past) {
            (published()?, -1)
        } else if self.is(next, This) || self.is(next, Current) {
            (published()?, 0)
        } else if self.any(next, &[Next, Coming]) {
            (published()?, 1)
        } else {
            return None;
        };
        Some((base.0 + step, base.1, next + 2))
    }

    /// A year: four digits, "'89", or spoken ("nineteen eighty-nine").
    pub(super) fn year(&self, at: usize) -> Option<(Year, usize)> {
        if let Some(digits) = self.digits(at) {
            // "at 1800", "at approximately 2045": an hour, never a year.
            let about = usize::from(at > 0 && self.is(at - 1, Role::About));
            if at > about && self.is(at - 1 - about, Role::At) {
                return None;
            }
            let joined_on = self.joined(at + 1) && self.has(at + 1, Flags::DIGIT);
            return match digits.len() {
                4 if !joined_on
                    || self
                        .digits(at + 1)
                        .is_some_and(|d| d.len() != 2 && d.len() != 3) =>
                {
                    let year = digits.parse().unwrap_or(0);
                    (1000..=2199)
                        .contains(&year)
                        .then_some((Year::Is(year), at + 1))
                }
                5..=12 => Some((Year::Wrong, at + 1)),
                _ => None,
            };
        }
        if matches!(self.of(at), "'" | "’" | "‘" | "`")
            && let Some(two) = self.digits(at + 1).filter(|d| d.len() == 2)
            && !self.has(at + 1, Flags::SPACE)
        {
            return Some((Year::Is(two_digit_year(two.parse().unwrap_or(0))), at + 2));
        }
        self.spoken_year(at)
            .map(|(year, end)| (Year::Is(year), end))
    }

    /// "nineteen ninety-four", "twenty twenty-four", "two thousand", "two thousand and one".
    pub(super) fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        if !self.lex(at).number || self.has(at, Flags::DIGIT) {
            return None;
        }
        let first = self.words.numerals.read(self.text, at, self.end)?;
        if first.ordinal {
            return None;
        }
        if (2000.0..2030.0).contains(&first.value) {
            return Some((first.value as i16, first.end));
        }
        if !(first.value == 20.0 || (13.0..=19.0).contains(&first.value)) || first.end != at + 1 {
            return None;
        }
        let second = self.words.numerals.read(self.text, at + 1, self.end)?;
        let fits = (10.0..100.0).contains(&second.value) && !second.ordinal && !second.digits;
        fits.then_some((first.value as i16 * 100 + second.value as i16, second.end))
    }

    /// A year that stands alone at `at`.
    pub(super) fn bare_year(&self, at: usize) -> Option<Found> {
        if let Some((year, end)) = self.spoken_year(at) {
            let sure = year != 2000 || at > self.begin && self.is(at - 1, Role::YearWord);
            return sure.then(|| Found::point(Stretch::Year(year), end, Basis::Explicit));
        }
        let digits = self.digits(at)?;
        if digits.len() != 4 || digits.starts_with('0') {
            return None;
        }
        let year: i16 = digits.parse().ok()?;
        let before = at.checked_sub(1).filter(|b| *b >= self.begin);
        let money =
            before.is_some_and(|b| matches!(self.of(b), "$" | "#" | "£" | "€" | "/" | "No"));
        let led = before.is_some_and(|b| self.is(b, Role::BeforeYear));
        let range = if led { 1000..=2199 } else { 1900..=2059 };
        let joined = self.joined(at)
            && before.is_none_or(|b| !self.is(b, Role::Mid) && !self.has(b, Flags::DIGIT));
        let rejected = money
            || joined
            || !range.contains(&year)
            || self.is(at + 1, Role::Measure)
            || self
                .lex(at + 1)
                .unit
                .is_some_and(|_| !self.is(at + 1, Role::QuarterWord) && !self.lex(at + 1).number)
            || matches!(self.of(at + 1), "%" | "/" | "°");
        (!rejected).then(|| Found::point(Stretch::Year(year), at + 1, Basis::Explicit))
    }

    /// "1990s", "'80s", "nineties".
    pub(super) fn decade(&self, at: usize) -> Option<Found> {
        let mut next = at;
        if matches!(self.of(at), "'" | "’" | "‘" | "`") {
            next += 1;
        }
        let mut word = self.of(next);
        let named = self.lex(next).decade;
        if named != 0 {
            return Some(Found::point(
                Stretch::Decade(1900 + named),
                next + 1,
                Basis::Explicit,
            ));
        }
        if !self.has(next, Flags::DIGIT) {
            return None;
        }
        let mut end = next + 1;
        if word.bytes().all(|b| b.is_ascii_digit())
            && self.is(end, Role::Clitic)
            && word.ends_with('0')
        {
            end += 1;
        } else {
            word = word.strip_suffix('s')?;
        }
        let year: i16 = word.parse().ok()?;
        let decade = match word.len() {
            4 if (1000..2200).contains(&year) && year % 10 == 0 => year,
            2 if year % 10 == 0 => 1900 + year,
            _ => return None,
        };
        let stretch = if decade % 100 == 0 && decade < 1900 {
            Stretch::Century(decade)
        } else {
            Stretch::Decade(decade)
        };
        Some(Found::point(stretch, end, Basis::Explicit))
    }
}

/// 1950 to 2049.
pub(super) fn two_digit_year(year: i16) -> i16 {
    if year < 50 { 2000 + year } else { 1900 + year }
}
