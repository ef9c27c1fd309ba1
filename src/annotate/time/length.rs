//! Lengths of time, and the dates told by one: "three days", "two years ago", "the past week".
//!
//! In comes a token; out goes a TIMEX3 duration, placed on the calendar where "ago", "later" or
//! "the past" ties it to a day. It leaves ages ("34 years old") alone.

use super::calendar::{Stretch, plus_days, plus_months};
use super::scan::{Found, Scan, What};
use super::words::{Reference, Role, Unit};
use crate::event::Basis;

/// How many units; `None` for "several".
type Amount = Option<f64>;

impl Scan<'_> {
    pub fn length_found(&self, amount: f64, unit: Unit, end: usize) -> Found {
        let value = duration(Some(amount), unit);
        Found::new(
            What::Length {
                value,
                placed: None,
            },
            end,
            Basis::Explicit,
        )
    }

    /// "about", "nearly", "at least", "no more than", "up to": one past the hedge.
    pub fn hedge(&self, at: usize) -> Option<usize> {
        use Role::*;
        if self.any(at, &[About, Nearly]) {
            return Some(at + 1);
        }
        // "over a week" measures, "over three years" more often says when.
        if self.is(at, Over) {
            let led = at > self.begin && self.any(at - 1, &[For, In, After, Within, Of]);
            let compound = self.joined(at + 2) || self.joined(at + 3);
            return (led || self.is(at + 1, A) && !compound).then_some(at + 1);
        }
        let mut next = at;
        if self.is(next, No) {
            next += 1;
        }
        if self.any(next, &[More, Less]) && self.is(next + 1, Than) {
            return Some(next + 2);
        }
        if self.is(at, At) && self.any(at + 1, &[Least, Most]) {
            return Some(at + 2);
        }
        if self.is(at, Up) && self.is(at + 1, To) {
            return Some(at + 2);
        }
        None
    }

    /// How many: a number, "a", "a few", "several", "half a".
    fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        use Role::*;
        if self.is(at, Half) && self.is(at + 1, A) {
            return Some((Some(0.5), at + 2));
        }
        let article = self.any(at, &[A, Another]);
        let mut next = if article { at + 1 } else { at };
        if self.is(at, A) && self.is(next, Another) {
            next += 1;
        }
        if self.is(next, Couple) && article {
            let end = if self.is(next + 1, Of) {
                next + 2
            } else {
                next + 1
            };
            return Some((Some(2.0), end));
        }
        if self.is(next, Couple) && self.is(next + 1, Of) {
            return Some((Some(2.0), next + 2));
        }
        if self.is(next, Half) && article && self.is(next + 1, Dozen) {
            return Some((Some(6.0), next + 2));
        }
        if self.is(next, Dozen) && article {
            return Some((Some(12.0), next + 1));
        }
        if self.any(next, &[Few, Several, Many]) {
            return Some((None, next + 1));
        }
        if let Some(numeral) = self
            .words
            .numerals
            .read(self.text, at, self.end)
            .or_else(|| self.words.numerals.read(self.text, next, self.end))
            .filter(|n| !n.ordinal)
        {
            let mut end = numeral.end;
            let mut value = numeral.value;
            // "two and a half", "12 to 18", "3-5", "two or three"
            if self.is(end, And) && self.is(end + 1, A) && self.is(end + 2, Half) {
                return Some((Some(value + 0.5), end + 3));
            }
            let joins = self.is(end, Or) || self.range_word(end);
            let second = if joins { end + 1 } else { end };
            if (joins || self.joined(end))
                && let Some(more) = self.words.numerals.read(self.text, second, self.end)
                && !more.ordinal
                && more.value > value
            {
                end = more.end;
                value = numeral.value;
            }
            return Some((Some(value), end));
        }
        article.then_some((Some(1.0), next))
    }

    /// A length at `at`, and what it is the length of.
    fn measure(&self, at: usize) -> Option<(Amount, Unit, usize)> {
        use Role::*;
        let (amount, mut next) = match self.amount(at) {
            Some(found) => found,
            None => {
                // "for weeks", "within months", "years ago"
                let lexeme = self.lex(at);
                let unit = lexeme.unit.filter(|_| lexeme.plural)?;
                let led = at > self.begin
                    && self.any(at - 1, &[In, For, Within, After, Over, Of, Until, During]);
                let tied = self.any(at + 1, &[Ago, Later, Earlier, Before, After]);
                if !led && !tied || self.is(at + 1, Old) {
                    return None;
                }
                let mut end = at + 1;
                if self.is(end, Or) && self.unit(end + 1).is_some() {
                    end += 2;
                }
                return Some((None, unit, end));
            }
        };
        while self.is(next, Calendar) && !self.joined(next) || self.is(next, Full) {
            next += 1;
        }
        let lexeme = self.lex(next);
        let unit = lexeme.unit?;
        // "a second" and "the first quarter" are ordinals and fractions as often as not.
        if unit == Unit::Second && amount == Some(1.0) || unit == Unit::Weekend {
            return None;
        }
        if unit == Unit::Quarter && (!lexeme.plural || self.joined(next)) {
            return None;
        }
        let mut end = next + 1;
        // "a minute and a half", "a year and a half"
        let mut amount = amount;
        if self.is(end, And) && self.is(end + 1, A) && self.is(end + 2, Half) {
            amount = amount.map(|a| a + 0.5);
            end += 3;
        } else if self.is(end, Or) && self.any(end + 1, &[So]) {
            end += 2;
        } else if self.is(end, Or) && amount == Some(1.0) && self.lex(end + 1).number {
            end += 2;
        }
        Some((amount, unit, end))
    }

    /// A length, or a date told by one.
    pub fn length(&self, at: usize) -> Option<Found> {
        use Role::*;
        let (amount, unit, end) = self.measure(at)?;
        let joined = self.joined(end - 1);
        if self.is(end, Old) {
            // An age: of people in years, of things in smaller units.
            let thing = joined && self.joined(end) && unit < Unit::Year;
            return thing.then(|| self.plain(amount, unit, end + 1));
        }
        if self.is(end, Ago) {
            return Some(self.ago(amount, unit, end + 1));
        }
        let single = self.any(at, &[A, One]) && !joined;
        if self.is(end, Earlier) && unit >= Unit::Year && !joined {
            return Some(self.year_earlier(amount, unit, end + 1));
        }
        if self.any(end, &[Earlier, Later])
            || self.any(end, &[Before, After]) && self.closes(end + 1)
        {
            let sign = if self.any(end, &[Earlier, Before]) {
                -1
            } else {
                1
            };
            return Some(self.from_named(amount, unit, sign, end + 1));
        }
        // "two days after the meeting": from the day of what was just told.
        let told =
            self.any(end, &[Before, After]) && self.any(end + 1, &[The, That, This, Possessive]);
        if told && unit < Unit::Year && !joined {
            let sign = if self.is(end, Before) { -1 } else { 1 };
            return Some(self.from_named(amount, unit, sign, end));
        }
        if self.is(end, Hence) || self.is(end, From) && self.is(end + 1, Now) {
            let end = if self.is(end, Hence) {
                end + 1
            } else {
                end + 2
            };
            return Some(self.shift(amount, unit, 1, end));
        }
        if single && self.rate(at, unit) {
            let value = duration(Some(1.0), unit);
            return Some(Found::new(What::Set(value), end, Basis::Explicit));
        }
        // "a five-year plan" is a length, "a day" alone often a rate or an idiom.
        Some(self.plain(amount, unit, end))
    }

    fn plain(&self, amount: Amount, unit: Unit, end: usize) -> Found {
        let value = duration(amount, unit);
        Found::new(
            What::Length {
                value,
                placed: None,
            },
            end,
            Basis::Explicit,
        )
    }

    /// "$5 million a year", "four flights a week", "twice a day".
    fn rate(&self, at: usize, unit: Unit) -> bool {
        use Role::*;
        if unit < Unit::Hour || at == self.begin {
            return false;
        }
        if self.any(
            at - 1,
            &[
                For, In, Within, After, Over, Than, Of, About, Nearly, Only, By, Before, During,
                Until, On, To, At, From, And,
            ],
        ) {
            return false;
        }
        (self.begin.max(at.saturating_sub(5))..at).any(|i| {
            self.has(i, crate::text::Flags::DIGIT)
                || self.lex(i).number
                || matches!(
                    self.of(i),
                    "%" | "times" | "twice" | "million" | "billion" | "thousand"
                )
        })
    }

    /// Whether an adverbial "before" or "after" ends here: no noun follows.
    fn closes(&self, at: usize) -> bool {
        at >= self.end || matches!(self.of(at), "." | "," | ";" | ")" | ":")
    }

    /// "the past three months", "the next few days", "recent years", "the first nine months".
    pub fn stretch_of_units(&self, at: usize) -> Option<Found> {
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
    fn up_to_now(
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
    fn ago(&self, amount: Amount, unit: Unit, end: usize) -> Found {
        if amount.is_none() {
            return Found::new(What::Reference(Reference::Past), end, Basis::Explicit);
        }
        if unit == Unit::Year && amount == Some(1.0) {
            return self.year_earlier(amount, unit, end);
        }
        self.shift(amount, unit, -1, end)
    }

    /// "a year ago", "a year earlier": the year before the quarter or year under discussion.
    pub fn year_earlier(&self, amount: Amount, unit: Unit, end: usize) -> Found {
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
    fn shift(&self, amount: Amount, unit: Unit, sign: i64, end: usize) -> Found {
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
    fn from_named(&self, amount: Amount, unit: Unit, sign: i64, end: usize) -> Found {
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
    (amount >= 0.0 && amount < 1e6).then_some(amount as i64)
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
        Unit::Decade => Stretch::Decade(now.year() / 10 * 10).step(count)?,
        Unit::Century => Stretch::Century(now.year() / 100 * 100).step(count)?,
        Unit::Millennium => return None,
    })
}

/// A TIMEX3 duration: `P3M`, `PT2H`, `PXY`, `P2Y6M`.
pub(super) fn duration(amount: Amount, unit: Unit) -> String {
    let (prefix, letter, factor) = match unit {
        Unit::Second => ("PT", "S", 1.0),
        Unit::Minute => ("PT", "M", 1.0),
        Unit::Hour => ("PT", "H", 1.0),
        Unit::Day => ("P", "D", 1.0),
        Unit::Weekend => ("P", "WE", 1.0),
        Unit::Week => ("P", "W", 1.0),
        Unit::Fortnight => ("P", "W", 2.0),
        Unit::Month => ("P", "M", 1.0),
        Unit::Quarter => ("P", "Q", 1.0),
        Unit::Year => ("P", "Y", 1.0),
        Unit::Decade => ("P", "E", 1.0),
        Unit::Century => ("P", "C", 1.0),
        Unit::Millennium => ("P", "L", 1.0),
    };
    let Some(amount) = amount else {
        return format!("{prefix}X{letter}");
    };
    let amount = amount * factor;
    let (count, rest) = (amount.trunc(), amount.fract());
    if rest == 0.0 {
        return format!("{prefix}{count:.0}{letter}");
    }
    let lower = match unit {
        Unit::Minute => Some(("S", 60.0)),
        Unit::Hour => Some(("M", 60.0)),
        Unit::Year => Some(("M", 12.0)),
        _ => None,
    };
    match lower {
        Some((small, size)) if count > 0.0 => {
            format!("{prefix}{count:.0}{letter}{:.0}{small}", rest * size)
        }
        Some((small, size)) => format!("{prefix}{:.0}{small}", rest * size),
        None => format!("{prefix}{amount}{letter}"),
    }
}
