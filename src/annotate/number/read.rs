//! The reading of one number: hedge, digits or words, range, and what it counts.
//!
//! In comes a token; out goes the [`NumberMention`] that begins there, if there is one. It looks a
//! few tokens to either side and no further.

use super::{Bounds, NumberKind, NumberMention, NumberWords, bit};
use crate::annotate::numeral::{Hedge, Kind, Numeral};
use crate::text::{Flags, Text, Word};

/// A sentence being read.
pub(super) struct Reading<'a> {
    pub words: &'a NumberWords,
    pub text: &'a Text<'a>,
    pub begin: usize,
    pub end: usize,
}

impl Reading<'_> {
    fn word(&self, at: usize) -> Word {
        if at < self.end && at >= self.begin {
            self.text.tokens[at].word
        } else {
            Word::UNKNOWN
        }
    }

    fn is(&self, at: usize, bits: u16) -> bool {
        self.words.bits(self.word(at)) & bits != 0
    }

    fn has(&self, at: usize, flag: u16) -> bool {
        at < self.end && at >= self.begin && self.text.tokens[at].flags.has(flag)
    }

    fn of(&self, at: usize) -> &str {
        if at < self.end && at >= self.begin {
            self.text.of(at)
        } else {
            ""
        }
    }

    fn phrase<T: Copy>(&self, at: usize, list: &[(Vec<Word>, T)]) -> Option<(T, usize)> {
        let first = self.word(at);
        list.iter()
            .find(|(words, _)| {
                words.first() == Some(&first)
                    && at + words.len() <= self.end
                    && words
                        .iter()
                        .zip(&self.text.tokens[at..])
                        .all(|(w, t)| *w == t.word)
            })
            .map(|(words, meaning)| (*meaning, at + words.len()))
    }

    /// Day numbers beside a month name, and what is listed with them.
    pub fn part_of_date(&self, at: usize, date_end: usize) -> bool {
        if self.begins_date_list(at) {
            return true;
        }
        let small = self.of(at).len() <= 4;
        let month = |i: usize| self.is(i, bit::MONTH) && self.has(i, Flags::CAPITAL);
        let before = at.wrapping_sub(1);
        let after_month = month(before) || self.of(before) == "." && month(at.wrapping_sub(2));
        if small && (after_month && !self.has(at, Flags::LINE) || month(at + 1)) {
            return true;
        }
        let joined = self.has(at, Flags::JOINED);
        let listed = before == date_end || joined && at == date_end;
        let linked = joined || self.word(before) == self.words.and || self.of(before) == ",";
        small && listed && linked && (self.of(at).len() == 4 || !self.counts(at + 1))
    }

    /// "11 and 12 June", "1-7 September", "26 to 27 April".
    fn begins_date_list(&self, at: usize) -> bool {
        let mut i = at + 1;
        for _ in 0..4 {
            let link = self.of(i) == ","
                || self.word(i) == self.words.and
                || self.word(i) == self.words.to
                || matches!(self.of(i), "-" | "–");
            if link {
                i += 1;
            } else if !self.has(i, Flags::JOINED) {
                return false;
            }
            if !self.has(i, Flags::DIGIT) || self.of(i).len() > 4 {
                return false;
            }
            i += 1;
            if self.is(i, bit::MONTH) && self.has(i, Flags::CAPITAL) {
                return true;
            }
        }
        false
    }

    /// Whether a plain noun seems to follow: a lower-case word that is no function word.
    fn counts(&self, at: usize) -> bool {
        at < self.end
            && !self.has(at, Flags::CAPITAL | Flags::PUNCT | Flags::DIGIT)
            && !self.is(at, bit::FUNCTION | bit::CLOCK | bit::MONTH)
    }

    pub fn mention(&self, at: usize) -> Option<NumberMention> {
        let (hedge, mut next) = match self.phrase(at, &self.words.before) {
            Some((Hedge::AtMost, _)) if self.is(at.wrapping_sub(1), bit::MOVES) => return None,
            Some((hedge, next)) => (Some(hedge), next),
            None => (None, at),
        };
        // "at least some 40", "more than about 40"
        if hedge.is_some()
            && let Some((Hedge::About, after)) = self.phrase(next, &self.words.before)
        {
            next = after;
        }
        let (mut count, mut kind, mut end) = if self.word(next) == self.words.between {
            self.between(next)?
        } else {
            self.core(next, hedge.is_some())?
        };
        let mut hedge = hedge;
        if hedge.is_none()
            && let Some((after, stop)) = self.phrase(end, &self.words.after)
            && (kind == NumberKind::Cardinal)
        {
            hedge = Some(after);
            end = stop;
        }
        if let Some(hedge) = hedge {
            count = hedged(count, hedge);
        }
        if kind == NumberKind::Cardinal {
            kind = self.kind(at, next, end);
        }
        Some(NumberMention {
            tokens: at..end,
            count,
            kind,
        })
    }

    /// "between 25 and 30"
    fn between(&self, at: usize) -> Option<(Bounds, NumberKind, usize)> {
        if self.has(at + 1, Flags::DIGIT) && self.begins_date_list(at + 1) {
            return None;
        }
        let first = self.numeral(at + 1, true)?;
        if self.word(first.end) != self.words.and {
            return None;
        }
        let second = self.numeral(first.end + 1, true)?;
        let plain = !first.ordinal && !second.ordinal && second.value > first.value;
        let count = Bounds {
            min: whole(first.value * scale_of(first.value, second.value, self, first.end)),
            max: whole(second.value),
            approximate: false,
        };
        plain.then_some((count, NumberKind::Cardinal, second.end))
    }

    /// A vague word, a number, or a range of numbers.
    fn core(&self, at: usize, hedged: bool) -> Option<(Bounds, NumberKind, usize)> {
        if let Some((mut count, mut end)) = self.phrase(at, &self.words.vague) {
            // "several hundred thousand", "a few dozen"
            while let Some(factor) = self.factor(end).filter(|_| count.max.is_none() || end > at) {
                count.min = count.min.map(|n| n.saturating_mul(factor));
                count.max = count.max.map(|n| n.saturating_mul(factor));
                end += 1;
            }
            return Some((count, NumberKind::Cardinal, end));
        }
        if let Some(found) = self.fraction(at) {
            return Some(found);
        }
        let sign = self.is(at, bit::MONEY_BEFORE);
        let at_number = if sign { at + 1 } else { at };
        let first = self.numeral(at_number, hedged || sign)?;
        let exact = |value: f64| Bounds {
            min: whole(value),
            max: whole(value),
            approximate: false,
        };
        if first.ordinal {
            return Some((exact(first.value), NumberKind::Ordinal, first.end));
        }
        let mut end = first.end;
        if self.is(end, bit::DOZEN) && first.value < 100.0 {
            let value = first.value * 12.0;
            let count = Bounds {
                approximate: true,
                ..exact(value)
            };
            return Some((count, NumberKind::Cardinal, end + 1));
        }
        let mut count = exact(first.value);
        // "10 to 12", "14-15", "$2-3 million"
        let joined = self.has(end, Flags::JOINED);
        let link = self.word(end) == self.words.to || matches!(self.of(end), "-" | "–" | "—");
        let second_at = if link { end + 1 } else { end };
        // "voted 3-2", "beat them 45-23": a score.
        let hyphen = self.of(end) == "-" || joined;
        if hyphen
            && first.digits
            && self.has(second_at, Flags::DIGIT)
            && let Some(second) = self.numeral(second_at, true)
            && second.value < first.value
        {
            return None;
        }
        if (link || joined)
            && let Some(second) = self.numeral(second_at, true)
            && !second.ordinal
            && second.value > first.value
            && (link || self.has(second_at, Flags::DIGIT) || !first.digits)
            && !(first.digits && self.is_year(at_number, false))
        {
            count.min = whole(first.value * scale_of(first.value, second.value, self, first.end));
            count.max = whole(second.value);
            end = second.end;
        }
        let kind = if sign {
            NumberKind::Money
        } else {
            NumberKind::Cardinal
        };
        Some((count, kind, end))
    }

    /// What a scale word or "dozen" multiplies by.
    fn factor(&self, at: usize) -> Option<u64> {
        match self.words.numerals.kind(self.word(at)) {
            Some(Kind::Scale(scale)) => Some(scale),
            _ => self.is(at, bit::DOZEN).then_some(12),
        }
    }

    /// "half of", "two-thirds", "a third of", "one in three" stays with the grammar.
    fn fraction(&self, at: usize) -> Option<(Bounds, NumberKind, usize)> {
        let open = Bounds {
            min: None,
            max: None,
            approximate: true,
        };
        let of = |i: usize| matches!(self.of(i), "of" | "the" | "its" | "their");
        if self.of(at).eq_ignore_ascii_case("half") && of(at + 1) {
            return Some((open, NumberKind::Fraction, at + 1));
        }
        let lead = self
            .numeral(at, false)
            .filter(|n| !n.ordinal && n.value < 20.0);
        let next = match lead {
            Some(n) => n.end,
            None if self.of(at).eq_ignore_ascii_case("a") => at + 1,
            None => return None,
        };
        let part = self.is(next, bit::FRACTION);
        (part && (of(next + 1) || self.has(next, Flags::JOINED) && lead.is_some())).then_some((
            open,
            NumberKind::Fraction,
            next + 1,
        ))
    }

    /// A number, unless its surroundings make it a name, a year or a time.
    fn numeral(&self, at: usize, led: bool) -> Option<Numeral> {
        let numeral = self.words.numerals.read(self.text, at, self.end)?;
        if !numeral.digits {
            let before = at.wrapping_sub(1);
            // "no one", "one another", "at six in the evening"
            let nobody = numeral.value == 1.0
                && (self.word(before) == self.words.no || self.of(numeral.end) == "another");
            let hour = numeral.value <= 12.0
                && self.of(numeral.end) == "in"
                && self.of(numeral.end + 1) == "the"
                && matches!(
                    self.of(numeral.end + 2),
                    "morning" | "afternoon" | "evening"
                );
            return (!nobody && !hour).then_some(numeral);
        }
        if numeral.ordinal {
            return Some(numeral);
        }
        let before = at.wrapping_sub(1);
        // AK-47, Su-25, RPG-7, Covid-19; "14-15" is a range and begins at its first number.
        if self.has(at, Flags::JOINED) && !led {
            return None;
        }
        if !led
            && (self.is(before, bit::LABEL)
                || self.of(before) == "."
                    && self.is(at.wrapping_sub(2), bit::LABEL)
                    && !self.has(at, Flags::LINE)
                    && self.of(at.wrapping_sub(2)).len() <= 3)
            && !self.counts(numeral.end)
        {
            return None;
        }
        let clock = self.is(numeral.end, bit::CLOCK) && numeral.value <= 2400.0;
        let slash = self.of(numeral.end) == "/"
            && !self.has(numeral.end, Flags::SPACE)
            && self.has(numeral.end + 1, Flags::DIGIT);
        if clock || slash || !led && self.is_year(at, true) {
            return None;
        }
        Some(numeral)
    }

    fn is_year(&self, at: usize, strict: bool) -> bool {
        let word = self.of(at);
        let plain = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        if !plain || !(1900..=2059).contains(&word.parse().unwrap_or(0)) {
            return false;
        }
        // "2000 villagers" are counted, "the 1996 campaign" is dated.
        let plural = (1..=2).any(|i| {
            self.counts(at + i) && (self.is(at + i, bit::PEOPLE) || self.of(at + i).ends_with('s'))
        });
        !strict || self.is(at.wrapping_sub(1), bit::BEFORE_YEAR) || !plural
    }

    /// What the number counts, by the words around it.
    fn kind(&self, start: usize, number: usize, end: usize) -> NumberKind {
        let word = self.word(end);
        let joined = self.has(end, Flags::JOINED);
        if self.words.years.contains(&word) && self.word(end + 1) == self.words.old
            || self.words.years.contains(&word) && self.of(end + 1) == "olds"
            || self.is(start.wrapping_sub(1), bit::AGED)
            || self.is(number.wrapping_sub(1), bit::AGED)
        {
            return NumberKind::Age;
        }
        // "Ivan Petrov, 34, was": a name before it, nothing after it.
        let value = self
            .words
            .numerals
            .read(self.text, number, self.end)
            .map_or(0.0, |n| n.value);
        if self.of(start.wrapping_sub(1)) == ","
            && start == number
            && (1.0..=120.0).contains(&value)
            && self.has(start.wrapping_sub(2), Flags::CAPITAL)
            && (self.of(end) == ","
                || end + 1 == self.end && self.has(start.wrapping_sub(3), Flags::CAPITAL))
        {
            return NumberKind::Age;
        }
        if self.is(end, bit::PERCENT)
            && (self.of(end) != "per" || self.of(end + 1).eq_ignore_ascii_case("cent"))
        {
            return NumberKind::Percent;
        }
        if self.is(end, bit::MONEY_AFTER) {
            return NumberKind::Money;
        }
        if self.of(end) == "of" && self.is(end + 1, bit::MEASURE) && self.of(end + 1).len() > 1 {
            return NumberKind::Measure;
        }
        if self.is(end, bit::MEASURE) && (self.of(end).len() > 1 || !self.has(end, Flags::CAPITAL))
        {
            return NumberKind::Measure;
        }
        if joined && !self.is(end, bit::STRENGTH) && !self.has(end, Flags::DIGIT) {
            return NumberKind::Measure;
        }
        NumberKind::Cardinal
    }
}

/// "2 to 3 million" means two million: the scale of the second number holds for the first.
fn scale_of(first: f64, second: f64, read: &Reading, first_end: usize) -> f64 {
    let scaled = first_end >= 1 && first < 1000.0 && read.has(first_end - 1, Flags::DIGIT);
    let factor = if second >= 1e9 {
        1e9
    } else if second >= 1e6 {
        1e6
    } else {
        1.0
    };
    if scaled && first < second / factor {
        factor
    } else {
        1.0
    }
}

fn hedged(count: Bounds, hedge: Hedge) -> Bounds {
    match hedge {
        Hedge::AtLeast => Bounds { max: None, ..count },
        Hedge::MoreThan => {
            let min = if count.max.is_some() {
                count.min.map(|n| n.saturating_add(1))
            } else {
                count.min
            };
            Bounds {
                min,
                max: None,
                approximate: count.approximate && count.max.is_none(),
            }
        }
        Hedge::AtMost => Bounds {
            min: Some(0),
            max: count.max.or(count.min),
            ..count
        },
        Hedge::FewerThan => {
            let max = count.max.or(count.min).map(|n| n.saturating_sub(1));
            Bounds {
                min: Some(0),
                max,
                ..count
            }
        }
        Hedge::About => Bounds {
            approximate: true,
            ..count
        },
    }
}

fn whole(value: f64) -> Option<u64> {
    (0.0..1e18).contains(&value).then_some(value as u64)
}
