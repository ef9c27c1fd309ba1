//! Quarters, halves and other numbered parts of a year, as business news has them.
//!
//! In comes a token; out goes the quarter that it means: of a named year, or of the one that the
//! report is about. Fiscal years count as calendar years.

use super::calendar::{self, Stretch};
use super::scan::{Found, Scan, What};
use super::tense::Tense;
use super::words::{Reference, Role, Unit};
use crate::event::Basis;

impl Scan<'_> {
    /// "the third quarter", "third-quarter", "the 1988 second quarter", "this year's first
    /// quarter", "the year-ago period", "the first half of 2023", "year-earlier".
    pub fn quarter(&self, at: usize) -> Option<Found> {
        use Role::*;
        let mut next = at;
        let the = self.is(next, The);
        if the {
            next += 1;
        }
        let mut year: Option<(i16, Basis)> = None;
        let mut back = false;
        let mut latest = false;
        // "this year's", "last year's"
        if !self.any(next, &[Of, In])
            && let Some((y, basis, end)) = self.relative_year(next)
            && self.is(end, Clitic)
        {
            year = Some((y, basis));
            next = end + 1;
        } else if let Some(found) = self.bare_year(next)
            && let Some(Stretch::Year(y)) = found.stretch()
        {
            year = Some((y, Basis::Explicit));
            next = found.end;
        }
        let comparable = self.is(next, Comparable);
        if comparable {
            next += 1;
        }
        if self.is(next, YearWord) && self.any(next + 1, &[Ago, Earlier]) {
            back = true;
            next += 2;
            if the
                && let Some(found) = self.length(next)
                && matches!(found.what, What::Length { .. })
                && !self.joined(next)
            {
                return Some(found.aside());
            }
            if !the
                || !self.any(next, &[QuarterWord, Period, Fiscal]) && !self.ordinal_quarter(next)
            {
                let end = next;
                if self.any(next, &[QuarterWord, Period]) {
                    next += 1;
                }
                let adjective = self.joined(end - 1);
                return (adjective && (!the || next > end)).then(|| {
                    let mut found = self.year_earlier(Some(1.0), Unit::Year, end);
                    found.end = next;
                    found.aside()
                });
            }
        } else if self.any(next, &[Latest, Current]) {
            latest = self.is(next, Latest);
            if self.any(next + 1, &[QuarterWord, Period]) || self.is(next + 1, Fiscal) {
                next += 1;
            }
        }
        if self.is(next, Fiscal) {
            next += 1;
            if self.is(next, YearWord) && (the || latest) {
                if self.is(next + 1, Ended) {
                    return Some(self.plain(Some(1.0), Unit::Year, next + 1));
                }
                let now = self.context.day()?.year();
                let step = i16::from(latest);
                return Some(Found::point(
                    Stretch::Year(now - step),
                    next + 1,
                    Basis::Publication,
                ));
            }
            let year_at = if self.is(next, YearWord) {
                next + 1
            } else {
                next
            };
            if let Some(found) = self.bare_year(year_at) {
                return Some(found);
            }
        }
        if let Some((number, end)) = self.numbered(next) {
            // "the third-quarter loss": the article belongs to the loss.
            if the && self.joined(end - 1) && !back {
                return None;
            }
            let mut found = self.numbered_quarter(at, number, end, year, back)?;
            found.aside |= back || self.tense(at, end) == Tense::Future;
            return Some(found);
        }
        if self.is(next, QuarterWord) && !self.lex(next).plural
            || self.is(next, Period) && (year.is_some() || back || latest || comparable)
        {
            return self.plain_quarter(next, the, year, back, latest);
        }
        None
    }

    fn ordinal_quarter(&self, at: usize) -> bool {
        self.numbered(at).is_some()
    }

    /// "third quarter", "third fiscal quarter", "first half": the number and the unit.
    fn numbered(&self, at: usize) -> Option<((i8, bool), usize)> {
        use Role::*;
        let lexeme = self.lex(at);
        if !lexeme.number
            && !self.has(at, crate::text::Flags::DIGIT)
            && !self.any(at, &[Last, Final])
        {
            return None;
        }
        let last = self.any(at, &[Last, Final]);
        let (number, mut next) = if last {
            (0, at + 1)
        } else {
            let numeral = self.words.numerals.read(self.text, at, self.end)?;
            if !numeral.ordinal || numeral.value > 4.0 {
                return None;
            }
            (numeral.value as i8, numeral.end)
        };
        if self.any(next, &[Fiscal]) {
            next += 1;
        }
        if self.is(next, QuarterWord) && !self.lex(next).plural && !last {
            return Some(((number, false), next + 1));
        }
        if self.is(next, Half) && number <= 2 {
            return Some(((if last { 2 } else { number }, true), next + 1));
        }
        None
    }

    fn numbered_quarter(
        &self,
        at: usize,
        (number, half): (i8, bool),
        end: usize,
        year: Option<(i16, Basis)>,
        back: bool,
    ) -> Option<Found> {
        use Role::*;
        let make = |year: i16| {
            if half {
                Stretch::Half(year, number)
            } else {
                Stretch::Quarter(Some(year), number)
            }
        };
        if let Some((year, basis)) = year {
            return Some(Found::point(make(year), end, basis));
        }
        // "of 1984", "of fiscal 1990", "of last year", "of the '80s", "a year ago"
        let mut of = end;
        if self.is(of, Of) {
            of += 1;
        }
        if self.is(of, Fiscal) {
            of += 1;
        }
        if let Some(found) = self.bare_year(of).filter(|_| of > end)
            && let Some(Stretch::Year(year)) = found.stretch()
        {
            return Some(Found::point(make(year), found.end, Basis::Explicit));
        }
        let decade = if self.is(of, The) { of + 1 } else { of };
        if half
            && of > end
            && let Some(found) = self.decade(decade)
        {
            return Some(found);
        }
        if let Some((year, basis, end)) = self.relative_year(end) {
            return Some(Found::point(make(year), end, basis));
        }
        if half && !(at > self.begin && self.any(at - 1, &[In, During, For]) || self.is(of, The)) {
            return None;
        }
        if half && self.is(of, The) {
            return (self.is(of + 1, YearWord))
                .then(|| {
                    self.context
                        .day()
                        .map(|d| Found::point(make(d.year()), of + 2, Basis::Publication))
                })
                .flatten();
        }
        let Some(now) = self.context.day() else {
            let value = if half {
                format!("XXXX-H{number}")
            } else {
                format!("XXXX-Q{number}")
            };
            return Some(Found::new(What::Vague(value), end, Basis::Explicit));
        };
        // The nearest one: a quarter is reported soon after its end.
        let current = calendar::quarter_of(now);
        let mut year = now.year();
        if !half {
            let ahead = number - current;
            if ahead >= 2 && self.tense(at, end) != Tense::Future {
                year -= 1;
            } else if ahead <= -3 && self.tense(at, end) == Tense::Future {
                year += 1;
            }
        }
        if back {
            year -= 1;
        }
        Some(Found::point(make(year), end, Basis::Publication))
    }

    /// "the quarter", "the latest quarter", "the 1988 period", "the year-ago quarter".
    fn plain_quarter(
        &self,
        at: usize,
        the: bool,
        year: Option<(i16, Basis)>,
        back: bool,
        latest: bool,
    ) -> Option<Found> {
        use Role::*;
        if !(the || year.is_some()) || self.is(at + 1, Of) && year.is_none() {
            return None;
        }
        let mut end = at + 1;
        let now = self.context.day();
        let done = now
            .and_then(|d| Stretch::around(d, Unit::Quarter))
            .and_then(|q| q.step(-1));
        let current = at > self.begin && self.is(at - 1, Current);
        if current && !latest && !back {
            let stretch = Stretch::around(now?, Unit::Quarter)?;
            return Some(Found::point(stretch, end, Basis::Publication));
        }
        let base = match self.context.period {
            Some(period @ Stretch::Quarter(..)) => period,
            Some(period) if self.is(at, Period) => period,
            _ => match done {
                Some(stretch) => stretch,
                None => {
                    return Some(Found::new(
                        What::Vague("XXXX-QX".to_owned()),
                        end,
                        Basis::Explicit,
                    ));
                }
            },
        };
        if let Some((year, basis)) = year {
            return Some(Found::point(base.in_year(year)?, end, basis).aside());
        }
        let mut earlier = back;
        // "the quarter a year ago"
        if self.is(end, A) && self.is(end + 1, YearWord) && self.any(end + 2, &[Ago, Earlier]) {
            earlier = true;
            end += 3;
        } else if let Some((year, basis, stop)) = self.relative_year(end)
            && self.is(at, Period)
        {
            return Some(Found::point(base.in_year(year)?, stop, basis).aside());
        }
        let stretch = if earlier {
            base.year()
                .filter(|y| now.is_none_or(|n| *y + 1 >= n.year()))
                .and_then(|_| base.plus_years(-1))
                .unwrap_or(base)
        } else {
            base
        };
        let found = Found::point(stretch, end, Basis::Publication);
        Some(if earlier { found.aside() } else { found })
    }

    /// "year-end", "year's end": the last day or the end of the year.
    pub fn year_end(&self, at: usize) -> Option<Found> {
        use Role::*;
        if !self.is(at, YearWord) {
            return None;
        }
        let end = if self.is(at + 1, End) {
            at + 2
        } else if self.is(at + 1, Clitic) && self.is(at + 2, End) {
            at + 3
        } else {
            return None;
        };
        let Some(now) = self.context.day() else {
            return Some(Found::new(
                What::Reference(Reference::Future),
                end,
                Basis::Explicit,
            ));
        };
        let stretch = if self.joined(end - 1) {
            Stretch::Day(calendar::day(now.year(), 12, 31)?, true)
        } else {
            Stretch::Year(now.year())
        };
        Some(Found::point(stretch, end, Basis::Publication))
    }

    /// "the 20th century", "the eleventh century".
    pub fn century(&self, at: usize) -> Option<Found> {
        let mut next = at;
        if self.is(next, Role::The) {
            next += 1;
        }
        if !self.has(next, crate::text::Flags::DIGIT) && !self.lex(next).number {
            return None;
        }
        let numeral = self.words.numerals.read(self.text, next, self.end)?;
        if !numeral.ordinal
            || !(2.0..=30.0).contains(&numeral.value)
            || self.unit(numeral.end) != Some(Unit::Century)
        {
            return None;
        }
        let stretch = Stretch::Century((numeral.value as i16 - 1) * 100);
        Some(Found::point(stretch, numeral.end + 1, Basis::Explicit))
    }
}
