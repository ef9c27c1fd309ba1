//! Numbers: digits, words, hedges, ranges and vague words to counts.
//!
//! In come the tokens of a sentence; out go [`NumberMention`]s with bounds and kind, ordinals, ages,
//! money and measures kept apart from counts. It takes no weapon, road, year or clock time for a
//! number, and leaves "a" to the grammar.

use std::ops::Range;

use serde::Deserialize;

use super::numeral::{Hedge, Kind, NumberFile, Numeral, Numerals};
use crate::text::{Flags, Text, Vocabulary, Word};

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// People or things: may be a toll.
    Cardinal,
    /// A place in an order: "third", "10th".
    Ordinal,
    /// Parts of a hundred.
    Percent,
    /// An amount of money, in units of its currency.
    Money,
    /// A distance, weight, time or temperature, rounded down to a whole number of its unit.
    Measure,
    /// Years of life: "a 34-year-old", "aged 34".
    Age,
    /// A part of a whole: "a third of", "half of"; its bounds say nothing.
    Fraction,
}

/// Bounds of a number; `None` on an open side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At least so many.
    pub min: Option<u64>,
    /// At most so many.
    pub max: Option<u64>,
    /// A vague or hedged figure.
    pub approximate: bool,
}

/// One number in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberMention {
    /// Half-open range of tokens: the hedge and the number, without the unit, but with a currency
    /// sign before it.
    pub tokens: Range<usize>,
    /// Its value.
    pub count: Bounds,
    /// What it counts.
    pub kind: NumberKind,
}

impl NumberMention {
    /// The event record's count, with its words.
    pub fn to_count(&self, text: &Text) -> crate::event::Count {
        crate::event::Count {
            min: self.count.min,
            max: self.count.max,
            approximate: self.count.approximate,
            text: text.span(self.tokens.clone()).to_owned(),
        }
    }
}

/// The number words of a pack.
#[derive(Clone, Debug)]
pub struct NumberWords {
    /// By word id: bits of [`bit`].
    table: Vec<u16>,
    numerals: Numerals,
    vague: Vec<(Vec<Word>, Bounds)>,
    before: Vec<(Vec<Word>, Hedge)>,
    after: Vec<(Vec<Word>, Hedge)>,
    between: Word,
    and: Word,
    to: Word,
    no: Word,
    old: Word,
    years: Vec<Word>,
}

mod bit {
    pub const START: u16 = 1;
    pub const DOZEN: u16 = 2;
    pub const PERCENT: u16 = 4;
    pub const MONEY_BEFORE: u16 = 8;
    pub const MONEY_AFTER: u16 = 16;
    pub const MEASURE: u16 = 32;
    pub const STRENGTH: u16 = 64;
    pub const LABEL: u16 = 128;
    pub const FRACTION: u16 = 256;
    pub const AGED: u16 = 512;
    pub const MONTH: u16 = 1024;
    pub const BEFORE_YEAR: u16 = 2048;
    pub const CLOCK: u16 = 4096;
    pub const FUNCTION: u16 = 8192;
    pub const MOVES: u16 = 16384;
    pub const PEOPLE: u16 = 32768;
}

#[derive(Deserialize)]
struct File {
    months: Vec<Vec<String>>,
    roles: Roles,
    numbers: NumberFile,
}

#[derive(Deserialize)]
struct Roles {
    before_year: Vec<String>,
    follow: Vec<String>,
    am: Vec<String>,
    pm: Vec<String>,
    zone: Vec<String>,
    oclock: Vec<String>,
    measure: Vec<String>,
}

impl NumberWords {
    /// Compiles the number words of `yaml` (see `rules/dates.yaml`) and adds them to `vocabulary`.
    ///
    /// # Errors
    /// Says what is wrong with the YAML, with its line where the reader knows it.
    pub fn compile(yaml: &str, vocabulary: &mut Vocabulary) -> Result<NumberWords, String> {
        let file: File = serde_saphyr::from_str(yaml).map_err(|e| e.to_string())?;
        let numbers = &file.numbers;
        let numerals = Numerals::compile(numbers, vocabulary);
        let mut table = Vec::new();
        let mut mark = |word: Word, bits: u16| {
            let at = word.0 as usize;
            if table.len() <= at {
                table.resize(at + 1, 0);
            }
            table[at] |= bits;
        };
        let phrase = |text: &str, vocabulary: &mut Vocabulary| -> Vec<Word> {
            text.split_whitespace().map(|w| vocabulary.add(w)).collect()
        };
        for words in [numbers.cardinals.keys(), numbers.ordinals.keys()] {
            words.for_each(|w| mark(vocabulary.add(w), bit::START));
        }
        for w in ["a", "between"] {
            mark(vocabulary.add(w), bit::START);
        }
        let lists: [(&[String], u16); 18] = [
            (&numbers.moves, bit::MOVES),
            (&file.roles.measure, bit::PEOPLE),
            (&numbers.dozen, bit::DOZEN),
            (&numbers.percent, bit::PERCENT),
            (&numbers.money_before, bit::MONEY_BEFORE | bit::START),
            (&numbers.money_after, bit::MONEY_AFTER),
            (&numbers.measures, bit::MEASURE),
            (&numbers.strength, bit::STRENGTH),
            (&numbers.labels, bit::LABEL),
            (&numbers.fractions, bit::FRACTION),
            (&numbers.aged, bit::AGED),
            (&file.roles.before_year, bit::BEFORE_YEAR),
            (&file.roles.follow, bit::FUNCTION),
            (&file.roles.am, bit::CLOCK),
            (&file.roles.pm, bit::CLOCK),
            (&file.roles.zone, bit::CLOCK),
            (&file.roles.oclock, bit::CLOCK),
            (&["half".to_owned()], bit::START),
        ];
        for (words, bits) in lists {
            for text in words {
                let words = phrase(text, vocabulary);
                if let Some(first) = words.first() {
                    mark(*first, bits);
                }
            }
        }
        for word in file.months.iter().flatten() {
            mark(vocabulary.add(word), bit::MONTH);
        }
        let mut vague = Vec::new();
        for entry in &numbers.vague {
            let words = phrase(&entry.words, vocabulary);
            if let Some(first) = words.first() {
                mark(*first, bit::START);
            }
            let count = Bounds {
                min: Some(entry.least),
                max: entry.most,
                approximate: true,
            };
            vague.push((words, count));
        }
        let mut hedges = [Vec::new(), Vec::new()];
        for (i, map) in [&numbers.hedges, &numbers.after].into_iter().enumerate() {
            for (hedge, list) in map {
                for text in list {
                    let words = phrase(text, vocabulary);
                    if let Some(first) = words.first().filter(|_| i == 0) {
                        mark(*first, bit::START);
                    }
                    hedges[i].push((words, *hedge));
                }
            }
        }
        let [mut before, mut after] = hedges;
        vague.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        before.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        after.sort_by_key(|(w, _)| std::cmp::Reverse(w.len()));
        Ok(NumberWords {
            numerals,
            vague,
            before,
            after,
            between: vocabulary.add("between"),
            and: vocabulary.add("and"),
            to: vocabulary.add("to"),
            no: vocabulary.add("no"),
            old: vocabulary.add("old"),
            years: vec![vocabulary.add("year"), vocabulary.add("years")],
            table,
        })
    }

    /// Appends the numbers of a sentence (a range of tokens) to `out`, from left to right.
    pub fn find(&self, text: &Text, sentence: Range<usize>, out: &mut Vec<NumberMention>) {
        let end = sentence.end.min(text.tokens.len());
        let read = Reading {
            words: self,
            text,
            begin: sentence.start,
            end,
        };
        let mut at = sentence.start;
        let mut date_end = usize::MAX;
        while at < end {
            let token = &text.tokens[at];
            if !token.flags.has(Flags::DIGIT) && self.bits(token.word) & bit::START == 0 {
                at += 1;
                continue;
            }
            if token.flags.has(Flags::DIGIT) && read.part_of_date(at, date_end) {
                date_end = at + 1;
                at += 1;
                continue;
            }
            match read.mention(at) {
                Some(mention) => {
                    at = mention.tokens.end.max(at + 1);
                    out.push(mention);
                }
                None => at += 1,
            }
        }
    }

    #[inline]
    fn bits(&self, word: Word) -> u16 {
        self.table.get(word.0 as usize).copied().unwrap_or(0)
    }
}

/// A sentence being read.
struct Reading<'a> {
    words: &'a NumberWords,
    text: &'a Text<'a>,
    begin: usize,
    end: usize,
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

    fn has(&self, at: usize, flag: u8) -> bool {
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
        list.iter()
            .find(|(words, _)| {
                at + words.len() <= self.end
                    && words
                        .iter()
                        .zip(&self.text.tokens[at..])
                        .all(|(w, t)| *w == t.word)
            })
            .map(|(words, meaning)| (*meaning, at + words.len()))
    }

    /// Day numbers beside a month name, and what is listed with them.
    fn part_of_date(&self, at: usize, date_end: usize) -> bool {
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

    fn mention(&self, at: usize) -> Option<NumberMention> {
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
        (part
            && (of(next + 1)
                || self.has(next, Flags::JOINED) && lead.is_some()))
        .then_some((open, NumberKind::Fraction, next + 1))
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
                && matches!(self.of(numeral.end + 2), "morning" | "afternoon" | "evening");
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
    (value >= 0.0 && value < 1e18).then_some(value as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn read(source: &str) -> Vec<(String, Option<u64>, Option<u64>, bool, NumberKind)> {
        let mut vocabulary = Vocabulary::default();
        let yaml = include_str!("../../rules/dates.yaml");
        let words = NumberWords::compile(yaml, &mut vocabulary).unwrap();
        let tokens = tokenize(source, &vocabulary);
        let size = tokens.len();
        let text = Text {
            source,
            tokens,
            sentences: Vec::new(),
        };
        let mut out = Vec::new();
        words.find(&text, 0..size, &mut out);
        out.iter()
            .map(|m| {
                let span = text.span(m.tokens.clone()).to_owned();
                (span, m.count.min, m.count.max, m.count.approximate, m.kind)
            })
            .collect()
    }

    #[test]
    fn reads_counts() {
        use NumberKind::Cardinal;
        for (source, span, min, max, approximate) in [
            ("killed five people", "five", Some(5), Some(5), false),
            (
                "more than a dozen were hurt",
                "more than a dozen",
                Some(13),
                None,
                false,
            ),
            ("at least 20 people", "at least 20", Some(20), None, false),
            ("several villagers", "several", Some(3), None, true),
            ("dozens of homes", "dozens", Some(24), None, true),
            ("10 to 12 gunmen", "10 to 12", Some(10), Some(12), false),
            (
                "between 25 and 30 gunmen",
                "between 25 and 30",
                Some(25),
                Some(30),
                false,
            ),
            ("14-15 soldiers", "14-15", Some(14), Some(15), false),
            ("up to ten men", "up to ten", Some(0), Some(10), false),
            (
                "as many as 200 fled",
                "as many as 200",
                Some(0),
                Some(200),
                false,
            ),
            ("about 20 men", "about 20", Some(20), Some(20), true),
            (
                "nearly 1,360 homes",
                "nearly 1,360",
                Some(1360),
                Some(1360),
                true,
            ),
            ("some 40 houses", "some 40", Some(40), Some(40), true),
            (
                "one hundred and twenty-three men",
                "one hundred and twenty-three",
                Some(123),
                Some(123),
                false,
            ),
            (
                "1.2 million refugees",
                "1.2 million",
                Some(1_200_000),
                Some(1_200_000),
                false,
            ),
            ("two dozen fighters", "two dozen", Some(24), Some(24), true),
            ("half a dozen cars", "half a dozen", Some(6), Some(6), true),
            ("a couple of men", "a couple of", Some(2), Some(2), true),
            ("scores of people", "scores", Some(40), None, true),
            (
                "no fewer than 9 men",
                "no fewer than 9",
                Some(9),
                None,
                false,
            ),
            ("fewer than 9 men", "fewer than 9", Some(0), Some(8), false),
            (
                "2 to 3 million people",
                "2 to 3 million",
                Some(2_000_000),
                Some(3_000_000),
                false,
            ),
            (
                "hundreds of thousands marched",
                "hundreds of thousands",
                Some(200_000),
                None,
                true,
            ),
            (
                "two thousand five hundred men",
                "two thousand five hundred",
                Some(2500),
                Some(2500),
                false,
            ),
            ("the toll has gone up to 11, he said", "11", Some(11), Some(11), false),
            ("several hundred people", "several hundred", Some(300), None, true),
            ("a few dozen men", "a few dozen", Some(36), None, true),
            ("a 30-strong band", "30", Some(30), Some(30), false),
        ] {
            assert_eq!(
                read(source),
                [(span.to_owned(), min, max, approximate, Cardinal)],
                "{source}"
            );
        }
    }

    #[test]
    fn keeps_other_numbers_apart() {
        let kinds = |source: &str| read(source).into_iter().map(|m| m.4).collect::<Vec<_>>();
        assert_eq!(kinds("a 34-year-old man"), [NumberKind::Age]);
        assert_eq!(kinds("a man aged 34"), [NumberKind::Age]);
        assert_eq!(kinds("Ivan Petrov, 34, was hurt"), [NumberKind::Age]);
        assert_eq!(
            kinds("$4.2m and 20 million kroner"),
            [NumberKind::Money, NumberKind::Money]
        );
        assert_eq!(
            kinds("25 km away, 30 percent"),
            [NumberKind::Measure, NumberKind::Percent]
        );
        assert_eq!(
            kinds("the third and 10th men"),
            [NumberKind::Ordinal, NumberKind::Ordinal]
        );
        assert_eq!(kinds("two-thirds of them"), [NumberKind::Fraction]);
        assert_eq!(
            kinds("AK-47 rifles, a Su-25 and an RPG-7 on Highway 61"),
            []
        );
        assert_eq!(kinds("In 2021 at 19:40 and 7 p.m. on 5 May 2020"), []);
        assert_eq!(kinds("a three-day siege"), [NumberKind::Measure]);
        assert_eq!(kinds("No one came on 11 and 12 June or between 3 and 5 May"), []);
        assert_eq!(kinds("the 1996 campaign, 1-7 September"), []);
        assert_eq!(kinds("2000 villagers"), [NumberKind::Cardinal]);
    }
}
