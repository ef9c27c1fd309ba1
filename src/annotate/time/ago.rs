//! Dates told by a length: "two years ago", "a week later", "the past three months".
//!
//! In come a length and where it is counted from; out goes the place on the calendar. A vague length
//! gives a reference without a place.

use super::calendar::{Stretch, plus_days, plus_months};
use super::length::{Amount, duration};
use super::scan::{Found, Scan, What};
use super::words::{Reference, Role, Unit};
use crate::event::Basis;

impl Scan<'_> {
    /// "the past three months", "the next few days", "recent years", "the first nine months".
    pub(super) fn stretch_of_units(&self, at: usize) -> Option<Found> {
        use Role::*;
        let mut next = at;
        let the = self.any(next, &[The, Possessive, These, Those]);
        if the {
            next += 1;
        }
        let start = next;
        let back = self.any(next, &[Last, Past, Previous, Recent]);
        let ahead = self.any(next, &[Next, Coming, Following, Future]);
        let latest = self.any(next, &[Latest, First, Final, Other, Early]);
        let recent = self.is(next, Recent);
        if back || ahead || latest {
            next += 1;
        } else if !the {
            return None;
        }
        if self.is(next, Calendar) || self.is(next, Fiscal) {
            next += 1;
        }
        if let Some((amount, after)) = self
            .amount(next)
            .filter(|_| !self.is(next, A) || back || ahead)
        {
            let mut unit_at = after;
            while self.is(unit_at, Calendar) {
                unit_at += 1;
            }
            let lexeme = self.lex(unit_at);
            let unit = lexeme
                .unit
                .filter(|_| lexeme.plural || !self.joined(unit_at))?;
            if self.is(unit_at + 1, Old) || unit == Unit::Quarter && !lexeme.plural {
                return None;
            }
            let mut end = unit_at + 1;
            if self.is(end, Or) && self.is(end + 1, So) {
                end += 2;
            }
            if self.is(end, Ahead) {
                end += 1;
            }
            if !(back || ahead || latest || lexeme.plural) {
                return None;
            }
            // "the three days before", "the two years since": from what is named.
            let placed = self.up_to_now(amount, unit, back && !self.is(start, Previous), ahead);
            let value = duration(amount, unit);
            return Some(Found::new(
                What::Length { value, placed },
                end,
                Basis::Publication,
            ));
        }
        let lexeme = self.lex(next);
        let unit = lexeme.unit?;
        let mut end = next + 1;
        if lexeme.plural {
            if !(back || ahead || self.is(end, Ahead)) {
                return None;
            }
            while self.is(end, And) && self.lex(end + 1).unit.is_some() && self.lex(end + 1).plural
            {
                end += 2;
            }
            if self.is(end, Ahead) {
                end += 1;
            }
            let what = if recent && unit >= Unit::Year || self.is(start, Past) && !the {
                What::Reference(Reference::Past)
            } else if recent || self.is(end - 1, Ahead) {
                What::Length {
                    value: duration(None, unit),
                    placed: None,
                }
            } else if ahead {
                What::Reference(Reference::Future)
            } else {
                What::Length {
                    value: duration(None, unit),
                    placed: None,
                }
            };
            return Some(Found::new(what, end, Basis::Explicit));
        }
        // "the past week", "the last decade", "the coming year"
        if the && (back || self.is(start, Coming)) && unit != Unit::Quarter && !recent {
            if self.is(end, Or) && self.is(end + 1, So) {
                end += 2;
            }
            let placed = self.up_to_now(Some(1.0), unit, back, !back);
            let value = duration(Some(1.0), unit);
            return Some(Found::new(
                What::Length { value, placed },
                end,
                Basis::Publication,
            ));
        }
        None
    }

    /// The days that "the past N units" covers, up to the report, or from it on.
    pub(super) fn up_to_now(
        &self,
        amount: Amount,
        unit: Unit,
        back: bool,
        ahead: bool,
    ) -> Option<(Stretch, Stretch)> {
        let now = self.context.day()?;
        let count = whole(amount?)?;
        let first = match unit {
            Unit::Day | Unit::Week | Unit::Fortnight => {
                let size = match unit {
                    Unit::Day => 1,
                    Unit::Week => 7,
                    _ => 14,
                };
                let days = count.checked_mul(size)?;
                if back {
                    plus_days(now, -days)?
                } else {
                    plus_days(now, days)?
                }
            }
            Unit::Month | Unit::Year | Unit::Decade => {
                let size = match unit {
                    Unit::Month => 1,
                    Unit::Year => 12,
                    _ => 120,
                };
                let months = count.checked_mul(size)?;
                let (year, month) =
                    plus_months(now.year(), now.month(), if back { -months } else { months })?;
                super::calendar::day(year, month, 1)
                    .map(|d| d.last_of_month().day().min(now.day()))
                    .and_then(|d| super::calendar::day(year, month, d))?
            }
            _ => return None,
        };
        let (first, now) = (Stretch::Day(first, true), Stretch::Day(now, true));
        if back {
            Some((first, now))
        } else {
            ahead.then_some((now, first))
        }
    }

    /// "two years ago", "six weeks ago", "several years ago".
    pub(super) fn ago(&self, amount: Amount, unit: Unit, end: usize) -> Found {
        if amount.is_none() {
            return Found::new(What::Reference(Reference::Past), end, Basis::Explicit);
        }
        if unit == Unit::Year && amount == Some(1.0) {
            return self.year_earlier(amount, unit, end);
        }
        self.shift(amount, unit, -1, end)
    }

    /// "a year ago", "a year earlier": the year before the quarter or year under discussion.
    pub(super) fn year_earlier(&self, amount: Amount, unit: Unit, end: usize) -> Found {
        if amount == Some(1.0) && unit == Unit::Year {
            let anchor = self
                .context
                .period
                .or_else(|| self.context.day().map(|d| Stretch::Year(d.year())));
            if let Some(stretch) = anchor.and_then(|p| p.plus_years(-1)) {
                return Found::point(stretch, end, Basis::Publication).aside();
            }
        }
        let named = self.context.last.and_then(Stretch::year);
        match (named, amount.and_then(whole), unit) {
            (Some(year), Some(count), Unit::Year) if Stretch::Year(year).step(-count).is_some() => {
                let stretch = Stretch::Year(year)
                    .step(-count)
                    .unwrap_or(Stretch::Year(year));
                Found::point(stretch, end, Basis::Context)
            }
            _ => self.shift(amount, unit, -1, end),
        }
    }

    /// A length from the day of the report.
    pub(super) fn shift(&self, amount: Amount, unit: Unit, sign: i64, end: usize) -> Found {
        let value = duration(amount, unit);
        let open = Found::new(What::Vague(value), end, Basis::Explicit);
        let (Some(now), Some(amount)) = (self.context.day(), amount) else {
            return open;
        };
        let stretch = move_by(now, amount, unit, sign);
        match stretch {
            Some(stretch) => Found::point(stretch, end, Basis::Publication),
            None => open,
        }
    }

    /// "two days later", "a week earlier": from the day named last.
    pub(super) fn counted_from_named(
        &self,
        amount: Amount,
        unit: Unit,
        sign: i64,
        end: usize,
    ) -> Found {
        let value = duration(amount, unit);
        let placed = match (self.context.last_day, amount) {
            (Some(day @ Stretch::Day(date, known)), Some(amount)) => match (unit, whole(amount)) {
                (Unit::Day, Some(count)) => day.step(sign * count),
                (Unit::Week, Some(count)) => day.step(sign * count.saturating_mul(7)),
                (Unit::Hour | Unit::Minute | Unit::Second, _) => Some(day),
                _ if known => move_by(date, amount, unit, sign),
                _ => None,
            },
            _ => None,
        };
        let what = What::Length {
            value,
            placed: placed.map(|s| (s, s)),
        };
        Found::new(what, end, Basis::Context)
    }
}

fn whole(amount: f64) -> Option<i64> {
    (0.0..1e6).contains(&amount).then_some(amount as i64)
}

fn move_by(now: jiff::civil::Date, amount: f64, unit: Unit, sign: i64) -> Option<Stretch> {
    let count = whole(amount)? * sign;
    let half = amount.fract() != 0.0;
    Some(match unit {
        Unit::Second | Unit::Minute => Stretch::Day(now, true),
        Unit::Hour => Stretch::Day(plus_days(now, count / 24)?, true),
        Unit::Day => Stretch::Day(plus_days(now, count)?, true),
        Unit::Week | Unit::Fortnight | Unit::Weekend => {
            let weeks = if unit == Unit::Fortnight {
                count * 2
            } else {
                count
            };
            Stretch::around(plus_days(now, weeks * 7)?, Unit::Week)?
        }
        Unit::Month => {
            let (year, month) = plus_months(now.year(), now.month(), count)?;
            Stretch::Month(Some(year), month)
        }
        Unit::Quarter => Stretch::around(now, Unit::Quarter)?.step(count)?,
        Unit::Year if half => {
            let (year, month) = plus_months(now.year(), now.month(), count * 12 + sign * 6)?;
            Stretch::Month(Some(year), month)
        }
        Unit::Year => Stretch::Year(now.year()).step(count)?,
        Unit::Decade | Unit::Century if half => {
            let years = if unit == Unit::Decade { 10.0 } else { 100.0 };
            Stretch::Year(now.year()).step((amount * years) as i64 * sign)?
        }
        Unit::Decade => Stretch::Decade(now.year() / 10 * 10).step(count)?,
        Unit::Century => Stretch::Century(now.year() / 100 * 100).step(count)?,
        Unit::Millennium => return None,
    })
}
