//! What may match in one sentence: the words and lexicons that stand in it, and the patterns that hang
//! on its triggers.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::lexicon::LexiconId;
use crate::text::{Text, Word};

/// How a pattern is tried on its trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// A frame, on the clause of its verb.
    Clause,
    /// A frame, on the noun group of its noun.
    Noun,
    /// A template, on the words around it.
    Words,
}

/// A pattern that may match at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The trigger's token.
    pub token: usize,
    /// The rule.
    pub rule: usize,
    /// The pattern of the rule.
    pub pattern: usize,
    /// How it is tried.
    pub way: Way,
}

/// What may match in one sentence; made once and filled again for each.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// One bit for each lexicon that has an entry in the sentence, and for each word asked for.
    present: Vec<u64>,
    /// By bit, where it is set: its first and last token.
    ends: Vec<(u32, u32)>,
    /// Tokens on which a pattern may hang.
    pub(super) triggers: Vec<usize>,
    /// In order of tokens, readings and rules.
    pub(super) list: Vec<Candidate>,
}

impl Candidates {
    /// Whether nothing can match.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Forgets the sentence before; there are so many bits.
    pub(super) fn clear(&mut self, bits: usize) {
        self.list.clear();
        self.triggers.clear();
        self.present.clear();
        self.present.resize(bits / 64 + 1, 0);
        self.ends.resize(bits, (0, 0));
    }

    /// Leaves out the forms that hang on a token of a range: a name or a date triggers nothing.
    pub fn leave_out(&mut self, range: &Range<usize>) {
        self.list.retain(|c| !range.contains(&c.token));
    }

    /// Whether an entry of a watched lexicon stands in the sentence.
    pub fn holds(&self, lexicon: Option<LexiconId>) -> bool {
        lexicon.is_some_and(|l| self.is_set(l.0))
    }

    /// What may match, in order of tokens, readings and rules.
    pub fn iter(&self) -> impl Iterator<Item = Candidate> {
        self.list.iter().copied()
    }

    /// What may match at a token.
    pub fn at(&self, token: usize) -> &[Candidate] {
        let low = self.list.partition_point(|c| c.token < token);
        let high = low + self.list[low..].partition_point(|c| c.token == token);
        &self.list[low..high]
    }

    #[inline]
    pub(super) fn has(&self, needs: &Needs) -> bool {
        needs
            .0
            .iter()
            .all(|any| any.iter().any(|&bit| self.is_set(bit)))
    }

    /// The bits that are set.
    pub(super) fn bits(&self) -> impl Iterator<Item = usize> {
        let words = self.present.iter().enumerate();
        words.flat_map(|(i, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(i * 64 + bit)
            })
        })
    }

    /// Whether what is needed may stand among some tokens: exact but for what stands on both sides
    /// of them and not between.
    #[inline]
    pub(super) fn has_near(&self, needs: &Needs, tokens: &Range<usize>) -> bool {
        let near = |bit: u16| {
            let (first, last) = self.ends[bit as usize];
            self.is_set(bit) && (first as usize) < tokens.end && last as usize >= tokens.start
        };
        needs.0.iter().all(|any| any.iter().any(|&bit| near(bit)))
    }

    #[inline]
    pub(super) fn is_set(&self, bit: u16) -> bool {
        self.present[bit as usize / 64] & 1 << (bit % 64) != 0
    }

    #[inline]
    pub(super) fn set(&mut self, bit: u16, at: usize) {
        let ends = &mut self.ends[bit as usize];
        ends.1 = at as u32;
        let word = &mut self.present[bit as usize / 64];
        if *word & 1 << (bit % 64) == 0 {
            *word |= 1 << (bit % 64);
            ends.0 = at as u32;
        }
    }
}

/// What must stand in the sentence: of each group, one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Needs(pub(super) Vec<Box<[u16]>>);

impl Needs {
    /// The group of one that is rarest, beside the trigger itself: lexicons before words, open
    /// classes before function words (which are asked for first).
    pub(super) fn rarest(&self, lexicons: usize, trigger: Option<LexiconId>) -> Option<u16> {
        let single = self.0.iter().filter_map(|any| match any[..] {
            [bit] if trigger.is_none_or(|l| l.0 != bit) => Some(bit),
            _ => None,
        });
        single.min_by_key(|&bit| (bit as usize >= lexicons, u16::MAX - bit))
    }
}

/// The words of a sentence, folded into 256 bits: of entries of several words most are sorted out by
/// it, since their other words stand nowhere.
pub(super) struct Sieve([u64; 4]);

impl Sieve {
    pub(super) fn of(text: &Text, sentence: &Range<usize>) -> Sieve {
        let mut bits = [0; 4];
        for token in &text.tokens[sentence.clone()] {
            let (block, bit) = Sieve::place(token.word);
            bits[block] |= bit;
        }
        Sieve(bits)
    }

    #[inline]
    fn place(word: Word) -> (usize, u64) {
        (word.0 as usize / 64 % 4, 1 << (word.0 % 64))
    }

    #[inline]
    pub(super) fn may_hold(&self, word: Option<Word>) -> bool {
        word.is_none_or(|word| {
            let (block, bit) = Sieve::place(word);
            self.0[block] & bit != 0
        })
    }
}
