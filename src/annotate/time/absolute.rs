//! Dates by number and name: days, months and years as the calendar has them.
//!
//! In comes a token; out goes the date that begins there, the year taken from the text, a heading
//! or the publication date. A day that no calendar has comes out as [`What::Impossible`].

use super::calendar::{self, Stretch};
use super::scan::{Found, Scan, What};
use super::tense::Tense;
use super::words::Role;
use super::year::{Year, two_digit_year};
use crate::event::Basis;
use crate::text::Flags;

/// Days from the report beyond which a day without a year is doubtful.
const FAR: i32 = 270;
/// Days from the report within which it is likely.
const NEAR: i32 = 95;

impl Scan<'_> {
    /// A date that begins at `at`: weekday and date, month first, day first, or all digits.
    pub(super) fn absolute(&self, at: usize) -> Option<Found> {
        let lexeme = self.lex(at);
        if lexeme.weekday != 0 && !lexeme.plural {
            let mut next = self.after_comma(self.after_stop(at + 1));
            if self.is(next, Role::The) {
                next += 1;
            }
            if !self.joined(next)
                && let Some(mut found) = self
                    .month_first(next, lexeme.weekday, at)
                    .or_else(|| self.day_first(next, lexeme.weekday, at))
                && matches!(
                    found.what,
                    What::Point(Stretch::Day(..)) | What::Impossible | What::Span(..)
                )
            {
                found.weekday = true;
                return Some(found);
            }
            return None;
        }
        if lexeme.month != 0 {
            return self.month_first(at, 0, at);
        }
        if self.has(at, Flags::DIGIT) || lexeme.number || lexeme.is(Role::The) {
            return self.numeric(at).or_else(|| self.day_first(at, 0, at));
        }
        None
    }

    /// "Nov. 24, 2024", "November 17 and 18", "May 26", "November 2024", "November".
    pub(super) fn month_first(&self, at: usize, weekday: i8, start: usize) -> Option<Found> {
        let (month, mut next) = self.month(at)?;
        if let Some((day, after)) = self.day_number(next)
            && !self.counts_something(after)
        {
            let mut last = None;
            let mut end = after;
            if let Some((second, after)) = self.second_day(end, day) {
                last = Some(second);
                end = after;
            }
            let (year, end) = self.year_after_day(end);
            return Some(self.day_found((day, last), month, year, weekday, start, end));
        }
        let bare = next;
        next = self.after_comma(next);
        if self.is(next, Role::Of) {
            next += 1;
        }
        match self.year(next) {
            Some((Year::Is(year), end)) => {
                return Some(Found::point(
                    Stretch::Month(Some(year), month),
                    end,
                    Basis::Explicit,
                ));
            }
            Some((Year::Wrong, end)) => {
                return Some(Found::new(What::Impossible, end, Basis::Explicit));
            }
            None => {}
        }
        if let Some((year, basis, end)) = self.relative_year(bare) {
            return Some(Found::point(Stretch::Month(Some(year), month), end, basis));
        }
        if weekday != 0 || !self.sure_month(at, bare) {
            return None;
        }
        // "March of a certain year" names none; the full stop belongs to the sentence.
        let end = if bare == self.end || bare > at + 1 && !self.has(bare, Flags::SPACE) {
            at + 1
        } else {
            bare
        };
        let (stretch, basis) = self.place_month(month, at, end);
        Some(Found::point(stretch, end, basis))
    }

    /// "27 November 2024", "26-27 April", "the 3rd of May", "13 JUL 89".
    pub(super) fn day_first(&self, at: usize, weekday: i8, start: usize) -> Option<Found> {
        let mut next = at;
        if self.is(next, Role::The) {
            next += 1;
        }
        let (day, mut end) = self.day_number(next)?;
        let mut last = None;
        // "3, 4 and 5 May": the last of the list counts.
        loop {
            let mut i = end;
            if self.of(i) == "," {
                i += 1;
            }
            if self.is(i, Role::And) || self.range_word(i) {
                i += 1;
            }
            if i == end && !self.joined(i) {
                break;
            }
            if self.is(i, Role::The) {
                i += 1;
            }
            match self.day_number(i) {
                Some((second, after)) if second > day && last.is_none_or(|l| second > l) => {
                    last = Some(second);
                    end = after;
                }
                _ => break,
            }
        }
        if self.is(end, Role::Of) {
            end += 1;
            if self.is(end, Role::This) || self.is(end, Role::Last) {
                return None;
            }
        }
        let (month, after) = self.month(end)?;
        let name_end = end + 1;
        let (mut year, mut after) = (self.year_after_day(after).0, self.year_after_day(after).1);
        // "13 JUL 89", "13-Jul-89"
        if year.is_none()
            && let Some(two) = self.digits(after).filter(|d| d.len() == 2)
            && (self.joined(after) || self.has(end, Flags::UPPER))
            && !self.has(after, Flags::LINE)
        {
            let number: i16 = two.parse().unwrap_or(0);
            year = Some((Year::Is(two_digit_year(number)), Basis::Explicit));
            after += 1;
        }
        // A full stop with no year after it ends the sentence.
        if year.is_none() {
            after = name_end;
        }
        Some(self.day_found((day, last), month, year, weekday, start, after))
    }

    /// "2024-11-27", "27.11.2024", "11/27/2024", "27/11/2024".
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let word = self.of(at);
        if let Some(year) = self.digits(at).filter(|d| d.len() == 4)
            && let Some(month) = self.digits(at + 1).filter(|d| d.len() == 2)
            && let Some(day) = self.digits(at + 2).filter(|d| d.len() == 2)
            && self.joined(at + 1)
            && self.joined(at + 2)
            && !self.joined(at + 3)
        {
            return Some(self.full(year, month, day, at + 3));
        }
        let dots: Vec<&str> = word.split('.').collect();
        if let [day, month, year] = dots[..]
            && day.len() <= 2
            && month.len() <= 2
            && matches!(year.len(), 2 | 4)
            && dots.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()))
        {
            return Some(self.full(year, month, day, at + 1));
        }
        if self.of(at + 1) == "/"
            && self.of(at + 3) == "/"
            && !self.has(at + 1, Flags::SPACE)
            && !self.has(at + 3, Flags::SPACE)
            && let (Some(a), Some(b), Some(c)) =
                (self.digits(at), self.digits(at + 2), self.digits(at + 4))
        {
            if a.len() == 4 && b.len() <= 2 && c.len() <= 2 {
                return Some(self.full(a, b, c, at + 5));
            }
            if a.len() <= 2 && b.len() <= 2 && matches!(c.len(), 2 | 4) {
                // American order, unless only the European one makes a date.
                let first: u32 = a.parse().unwrap_or(0);
                let (month, day) = if first > 12 { (b, a) } else { (a, b) };
                return Some(self.full(c, month, day, at + 5));
            }
        }
        None
    }

    pub(super) fn full(&self, year: &str, month: &str, day: &str, end: usize) -> Found {
        let number = |text: &str| text.parse::<i16>().unwrap_or(0);
        let year = if year.len() == 2 {
            two_digit_year(number(year))
        } else {
            number(year)
        };
        let what = match calendar::day(year, number(month) as i8, number(day) as i8) {
            Some(date) if year > 0 => What::Point(Stretch::Day(date, true)),
            _ => What::Impossible,
        };
        Found::new(what, end, Basis::Explicit)
    }

    /// The day or days of a month, their year found.
    pub(super) fn day_found(
        &self,
        (first, last): (i32, Option<i32>),
        month: i8,
        year: Option<(Year, Basis)>,
        weekday: i8,
        start: usize,
        end: usize,
    ) -> Found {
        let impossible = Found::new(What::Impossible, end, Basis::Explicit);
        let place = |day: i32| -> Option<(Stretch, Basis)> {
            let day = i8::try_from(day).ok()?;
            match &year {
                Some((Year::Wrong, _)) => None,
                Some((Year::Is(year), basis)) => Some((
                    Stretch::Day(calendar::day(*year, month, day)?, true),
                    *basis,
                )),
                None => self.place_day(month, day, weekday, start, end),
            }
        };
        match (place(first), last.map(place)) {
            (Some((stretch, basis)), None) => Found::point(stretch, end, basis),
            (Some((a, basis)), Some(Some((b, _)))) => {
                // Both days lie in one year.
                let b = a.year().and_then(|y| b.in_year(y)).unwrap_or(b);
                Found::new(What::Span(a, b), end, basis)
            }
            _ => impossible,
        }
    }

    /// A day without a year: by heading, by publication date, or open.
    pub(super) fn place_day(
        &self,
        month: i8,
        day: i8,
        weekday: i8,
        start: usize,
        end: usize,
    ) -> Option<(Stretch, Basis)> {
        calendar::day(2000, month, day)?;
        let Some((now, basis)) = self.context.written() else {
            let date = calendar::placeholder(month, day, weekday)?;
            return Some((Stretch::Day(date, false), Basis::Explicit));
        };
        let near = |years: std::ops::RangeInclusive<i16>| {
            years.filter_map(|y| calendar::day(now.year().checked_add(y)?, month, day))
        };
        if weekday != 0 {
            // The weekday chooses the year, where it fits a near one.
            let fitting = near(-3..=2)
                .filter(|d| calendar::weekday(*d) == weekday)
                .min_by_key(|d| distance(*d, now).abs());
            if let Some(date) = fitting {
                return Some((Stretch::Day(date, true), basis));
            }
        }
        let past = near(-4..=0).filter(|d| *d <= now).max();
        let future = near(0..=4).filter(|d| *d >= now).min();
        let (Some(past), Some(future)) = (past, future) else {
            return Some((Stretch::Day(past.or(future)?, true), basis));
        };
        let (back, ahead) = (distance(now, past), distance(future, now));
        let date = match self.tense(start, end) {
            // Nobody leaves out the year of a day ten months off; a day that soon comes is meant,
            // unless the verb beside it says that it happened.
            Tense::Past
                if back > FAR && (ahead <= 2 || ahead < NEAR && !self.verb_beside(start)) =>
            {
                future
            }
            Tense::Past => past,
            Tense::Future if ahead > FAR && back < NEAR => past,
            Tense::Future => future,
            Tense::Unknown if ahead * 2 < back => future,
            Tense::Unknown => past,
        };
        Some((Stretch::Day(date, true), basis))
    }

    /// A month without a year.
    pub(super) fn place_month(&self, month: i8, start: usize, end: usize) -> (Stretch, Basis) {
        let Some((now, basis)) = self.context.written() else {
            return (Stretch::Month(None, month), Basis::Explicit);
        };
        // Months ahead, 0 to 11.
        let ahead = (month - now.month()).rem_euclid(12);
        let future = match self.tense(start, end) {
            Tense::Past => false,
            Tense::Future => ahead < 10,
            Tense::Unknown => (1..=3).contains(&ahead),
        };
        let mut year = now.year() + i16::from(month < now.month());
        if !future && ahead > 0 {
            year -= 1;
        }
        (Stretch::Month(Some(year), month), basis)
    }

    /// A month name, and one past it and its full stop.
    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        let month = self.lex(at).month;
        if month == 0 || !(self.has(at, Flags::CAPITAL) || self.joined(at)) {
            return None;
        }
        let short = self.of(at).len() <= 4;
        Some((
            month,
            if short {
                self.after_stop(at + 1)
            } else {
                at + 1
            },
        ))
    }

    /// Whether a month word without a day or year is one.
    pub(super) fn sure_month(&self, at: usize, next: usize) -> bool {
        use Role::*;
        let lexeme = self.lex(at);
        let before = at.checked_sub(1).filter(|b| *b >= self.begin);
        let led = before.is_some_and(|b| {
            self.any(
                b,
                &[
                    In, Since, By, Until, Of, Last, This, Next, Early, Late, Mid, Each, Between,
                    From, To, Through, During, Past, Previous, Following, Coming, Through,
                ],
            )
        });
        if !lexeme.uncertain || led {
            return true;
        }
        // A lone name of three letters is more often something else.
        if self.of(at).len() < 4 {
            return false;
        }
        let name_before = before.is_some_and(|b| {
            self.has(b, Flags::CAPITAL) && b > self.begin && self.lex(b).roles == 0
        });
        let name_after = self.has(next, Flags::CAPITAL) && !self.has(next, Flags::PUNCT);
        let modal = matches!(lexeme.month, 3 | 5);
        !modal && !name_before && !name_after && before.is_some()
    }

    /// A day of the month, or a number that pretends to be one.
    pub(super) fn day_number(&self, at: usize) -> Option<(i32, usize)> {
        if let Some(digits) = self.digits(at) {
            return (digits.len() <= 2).then(|| (digits.parse().unwrap_or(0), at + 1));
        }
        let lexeme = self.lex(at);
        if !self.has(at, Flags::DIGIT) && !lexeme.number {
            return None;
        }
        let numeral = self.words.numerals.read(self.text, at, self.end)?;
        (numeral.ordinal && (1.0..=99.0).contains(&numeral.value))
            .then_some((numeral.value as i32, numeral.end))
    }

    /// The second day of "17-18", "17 and 18", "17 to 18" after a month and a first day.
    pub(super) fn second_day(&self, at: usize, first: i32) -> Option<(i32, usize)> {
        let joined = self.joined(at);
        let next = if joined {
            at
        } else if self.is(at, Role::And) || self.range_word(at) {
            at + 1
        } else {
            return None;
        };
        let (day, end) = self.day_number(next)?;
        if day <= first || day > 31 {
            return None;
        }
        // "the nights of March 3 and 4"
        let several = (self.begin.max(at.saturating_sub(5))..at).any(|i| {
            let lexeme = self.lex(i);
            lexeme.plural && (lexeme.part.is_some() || lexeme.unit == Some(super::words::Unit::Day))
        });
        let plain_end = several
            || self.tense_of(end) == Tense::Past
            || end >= self.end
            || self.has(end, Flags::PUNCT)
            || self.is(end, Role::Follow)
            || self.year(end).is_some();
        (joined || plain_end || !self.is(at, Role::And))
            .then_some((day, end))
            .filter(|_| !self.counts_something(end))
    }

    pub(super) fn counts_something(&self, at: usize) -> bool {
        self.is(at, Role::Measure)
            || matches!(self.of(at), "%")
            || self.joined(at) && self.lex(at).unit.is_some()
    }
}

/// Days from `b` to `a`.
fn distance(a: jiff::civil::Date, b: jiff::civil::Date) -> i32 {
    b.until(a).map_or(0, |s| s.get_days())
}
