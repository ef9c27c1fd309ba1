//! Lengths of time, and the dates told by one: "three days", "two years ago", "the past week".
//!
//! In comes a token; out goes a TIMEX3 duration, placed on the calendar where "ago", "later" or
//! "the past" ties it to a day. It leaves ages ("34 years old") alone.

use super::scan::{Found, Scan, What};
use super::words::{Role, Unit};
use crate::event::Basis;

/// How many units; `None` for "several".
pub(super) type Amount = Option<f64>;

impl Scan<'_> {
    /// "about", "nearly", "at least", "no more than", "up to": one past the hedge.
    pub(super) fn hedge(&self, at: usize) -> Option<usize> {
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
    pub(super) fn amount(&self, at: usize) -> Option<(Amount, usize)> {
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
    pub(super) fn measure(&self, at: usize) -> Option<(Amount, Unit, usize)> {
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
        } else if self.is(end, Or)
            && (self.is(end + 1, So) || amount == Some(1.0) && self.lex(end + 1).number)
        {
            end += 2;
        }
        Some((amount, unit, end))
    }

    /// A length, or a date told by one.
    pub(super) fn length(&self, at: usize) -> Option<Found> {
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
            return Some(self.counted_from_named(amount, unit, sign, end + 1));
        }
        // "two days after the meeting": from the day of what was just told.
        let told =
            self.any(end, &[Before, After]) && self.any(end + 1, &[The, That, This, Possessive]);
        if told && unit < Unit::Year && !joined {
            let sign = if self.is(end, Before) { -1 } else { 1 };
            return Some(self.counted_from_named(amount, unit, sign, end));
        }
        if self.is(end, Hence) || self.is(end, From) && self.is(end + 1, Now) {
            let end = if self.is(end, Hence) {
                end + 1
            } else {
                end + 2
            };
            return Some(self.shift(amount, unit, 1, end));
        }
        if single && amount == Some(1.0) && self.rate(at, unit) {
            let value = duration(Some(1.0), unit);
            return Some(Found::new(What::Set(value), end, Basis::Explicit));
        }
        // "a five-year plan" is a length, "a day" alone often a rate or an idiom.
        Some(self.plain(amount, unit, end))
    }

    pub(super) fn plain(&self, amount: Amount, unit: Unit, end: usize) -> Found {
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
    pub(super) fn rate(&self, at: usize, unit: Unit) -> bool {
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
    pub(super) fn closes(&self, at: usize) -> bool {
        at >= self.end || matches!(self.of(at), "." | "," | ";" | ")" | ":")
    }
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
