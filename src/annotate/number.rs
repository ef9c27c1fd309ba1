//! Numbers: digits, words, hedges, ranges and vague words to counts.
//!
//! In come the tokens of a sentence; out go [`NumberMention`]s with bounds and kind, ordinals, ages,
//! money and measures kept apart from counts. It takes no weapon, road, year or clock time for a
//! number, and leaves "a" to the grammar.

mod read;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::numeral::{Hedge, Numerals};
use super::time::{File, Role};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NumberWords {
    /// By word id: bits of [`bit`].
    #[serde(with = "crate::cache::flat")]
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

impl NumberWords {
    /// Compiles the number words of `yaml` (see `rules/dates.yaml`) and adds them to `vocabulary`.
    ///
    /// # Errors
    /// Says what is wrong with the YAML, with its line where the reader knows it.
    pub fn compile(yaml: &str, vocabulary: &mut Vocabulary) -> Result<NumberWords, String> {
        Ok(NumberWords::of(&File::read(yaml)?, vocabulary))
    }

    pub(super) fn of(file: &File, vocabulary: &mut Vocabulary) -> NumberWords {
        let numbers = &file.numbers;
        let role = |role: Role| file.roles.get(&role).map_or(&[][..], Vec::as_slice);
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
            (role(Role::Measure), bit::PEOPLE),
            (&numbers.dozen, bit::DOZEN),
            (&numbers.percent, bit::PERCENT),
            (&numbers.money_before, bit::MONEY_BEFORE | bit::START),
            (&numbers.money_after, bit::MONEY_AFTER),
            (&numbers.measures, bit::MEASURE),
            (&numbers.strength, bit::STRENGTH),
            (&numbers.labels, bit::LABEL),
            (&numbers.fractions, bit::FRACTION),
            (&numbers.aged, bit::AGED),
            (role(Role::BeforeYear), bit::BEFORE_YEAR),
            (role(Role::Follow), bit::FUNCTION),
            (role(Role::Am), bit::CLOCK),
            (role(Role::Pm), bit::CLOCK),
            (role(Role::Zone), bit::CLOCK),
            (role(Role::Oclock), bit::CLOCK),
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
        NumberWords {
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
        }
    }

    /// Appends the numbers of a sentence (a range of tokens) to `out`, from left to right.
    pub fn find(&self, text: &Text, sentence: Range<usize>, out: &mut Vec<NumberMention>) {
        let end = sentence.end.min(text.tokens.len());
        let read = read::Reading {
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

#[cfg(test)]
mod tests;
