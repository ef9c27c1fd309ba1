//! Lemmas to forms to word classes.
//!
//! In come the pack's lexicons and its list of general English; out goes, for every word of the
//! vocabulary, what it can be ([`WordInfo`]) and which lexicon entries it may belong to
//! ([`Reading`]). It never looks at a text.

mod beside;
mod closed;
mod inflect;

use std::ops::Range;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

pub use beside::{Beside, BesideNames};
pub use closed::{CLOSED, Closed};
pub use inflect::{Irregular, VerbForms};

use crate::text::{Vocabulary, Word};

/// Forms of a verb or noun, as bits.
pub mod form {
    /// `attack` as a verb.
    pub const BASE: u16 = 1;
    /// `attacks` as a verb.
    pub const THIRD: u16 = 2;
    /// `attacked` as a past.
    pub const PAST: u16 = 4;
    /// `attacked` as a participle.
    pub const PARTICIPLE: u16 = 8;
    /// `attacking`.
    pub const ING: u16 = 16;
    /// A noun's singular.
    pub const SINGULAR: u16 = 32;
    /// A noun's plural.
    pub const PLURAL: u16 = 64;
    /// An adjective.
    pub const ADJECTIVE: u16 = 128;
    /// An adverb, or a word of any other kind.
    pub const OTHER: u16 = 256;
    /// Any form of a verb.
    pub const VERB: u16 = BASE | THIRD | PAST | PARTICIPLE | ING;
    /// Any form of a noun.
    pub const NOUN: u16 = SINGULAR | PLURAL;
}

/// What a noun denotes when no lexicon says so; from the list of general English.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NounClass {
    /// Not a noun, or not known.
    #[default]
    None,
    /// A human being.
    Person,
    /// People or an organisation.
    Group,
    /// A thing made.
    Artifact,
    /// Somewhere.
    Location,
    /// A deed or happening.
    Act,
    /// Words, documents.
    Communication,
    /// A stretch of time.
    Time,
    /// Anything else.
    Abstract,
}

/// A lexicon of the pack, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LexiconId(pub u16);

/// One way to read a word as an entry of a lexicon.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    /// The lexicon.
    pub lexicon: LexiconId,
    /// The forms of the entry that are spelled so.
    pub forms: u16,
    /// Further words of the entry: "down" of "gun down", "car" of "car bomb".
    pub rest: Box<[Word]>,
    /// The first of them, here so that most entries of several words need no look elsewhere.
    pub further: Option<Word>,
    /// How many of them stand before the head: one in "car bomb", one in "test-fire".
    pub before: u8,
}

/// What one word can be.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct WordInfo {
    /// Shares of its lemma's use as noun, verb, adjective and adverb, in percent.
    pub shares: [u8; 4],
    /// Forms that it may be, as bits of [`form`].
    pub forms: u16,
    /// What it denotes as a noun.
    pub class: NounClass,
    /// Its closed class.
    pub closed: Closed,
    /// Its lexicon readings.
    readings: Range<u32>,
    /// Whether a rule hangs on it.
    pub trigger: bool,
    /// If rules ask for it by itself, beside their triggers: its number among those, from 1.
    asked: u16,
}

impl WordInfo {
    /// Its number among the words that rules ask for.
    #[inline]
    pub fn asked(&self) -> Option<u16> {
        self.asked.checked_sub(1)
    }
    /// Whether it can be a noun.
    #[inline]
    pub fn noun(&self) -> bool {
        self.forms & form::NOUN != 0
    }
    /// Whether it can be a verb.
    #[inline]
    pub fn verb(&self) -> bool {
        self.forms & form::VERB != 0
    }
    /// Whether it can be an adjective.
    #[inline]
    pub fn adjective(&self) -> bool {
        self.forms & form::ADJECTIVE != 0
    }
}

/// A named lexicon with what its nouns denote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// What its nouns denote, e.g. `military`.
    pub kind: Option<String>,
    /// The role that they play, e.g. `worker`.
    pub role: Option<String>,
}

/// The words of a pack and what they can be.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Words {
    /// The vocabulary; its words number the entries of `info`.
    pub vocabulary: Vocabulary,
    /// Of the words of lexicons and general English; those after them know nothing.
    #[serde(with = "crate::cache::alike")]
    info: Vec<WordInfo>,
    readings: Vec<Reading>,
    #[serde(skip)]
    pending: Vec<(Word, Reading)>,
    /// The lexicons by number.
    pub lexicons: Vec<Entry>,
    /// The table of irregular forms, as text: read when it is asked for.
    table: String,
    #[serde(skip)]
    irregular: OnceLock<Irregular>,
    /// What words say of names beside them.
    pub beside: BesideNames,
}

impl Words {
    /// Starts with the closed classes and the list of general English (`english.tsv`), after the
    /// words that the vocabulary holds already.
    pub fn new(vocabulary: Vocabulary, english: &str, irregular: &str) -> Words {
        let mut words = Words {
            vocabulary,
            table: irregular.to_owned(),
            ..Words::default()
        };
        for (class, list) in CLOSED {
            for text in list.split(' ') {
                words.entry(text).closed = *class;
            }
        }
        for line in english.lines() {
            words.general(line);
        }
        words
    }

    /// One line of `english.tsv`: lemma, four shares, noun class.
    fn general(&mut self, line: &str) {
        // Thirty thousand short lines: a plain loop over bytes beats a search for each tab.
        let mut rest = line;
        let mut cell = || {
            let end = rest.bytes().position(|b| b == b'\t');
            let (cell, next) = match end {
                Some(end) => (&rest[..end], &rest[end + 1..]),
                None => (rest, ""),
            };
            rest = next;
            cell
        };
        let lemma = cell();
        let mut shares = [0u8; 4];
        for share in &mut shares {
            match cell().parse() {
                Ok(n) => *share = n,
                Err(_) => return,
            }
        }
        let class = match cell() {
            "" => NounClass::None,
            "person" => NounClass::Person,
            "group" => NounClass::Group,
            "artifact" => NounClass::Artifact,
            "location" => NounClass::Location,
            "act" | "event" => NounClass::Act,
            "communication" => NounClass::Communication,
            "time" => NounClass::Time,
            _ => NounClass::Abstract,
        };
        if self.entry(lemma).closed != Closed::Open {
            return;
        }
        let own = [form::SINGULAR, 0, form::ADJECTIVE, form::OTHER];
        let own = own.iter().zip(shares).filter(|(_, share)| *share > 0);
        let own = own.fold(0, |bits, (bit, _)| bits | bit);
        self.learn(
            lemma,
            own,
            shares,
            if shares[0] > 0 {
                class
            } else {
                NounClass::None
            },
        );
        let known = std::mem::take(&mut self.irregular);
        let irregular = known.get_or_init(|| Irregular::parse(&self.table));
        if shares[0] > 0 {
            irregular.each_noun(lemma, |plural| {
                self.learn(plural, form::PLURAL, shares, class);
            });
        }
        if shares[1] > 0 {
            irregular.each_verb(lemma, |text, bits| {
                self.learn(text, bits, shares, NounClass::None);
            });
        }
        self.irregular = known;
    }

    fn learn(&mut self, text: &str, bits: u16, shares: [u8; 4], class: NounClass) {
        let info = self.entry(text);
        info.forms |= bits;
        for (have, new) in info.shares.iter_mut().zip(shares) {
            *have = (*have).max(new);
        }
        if class != NounClass::None {
            info.class = class;
        }
    }

    fn entry(&mut self, text: &str) -> &mut WordInfo {
        let word = self.vocabulary.add(text);
        self.info_mut(word)
    }

    fn info_mut(&mut self, word: Word) -> &mut WordInfo {
        let at = word.0 as usize;
        if self.info.len() <= at {
            self.info.resize(at + 1, WordInfo::default());
        }
        &mut self.info[at]
    }

    /// Adds a lexicon; entries follow by [`Words::add_entry`].
    pub fn add_lexicon(&mut self, entry: Entry) -> LexiconId {
        self.lexicons.push(entry);
        LexiconId((self.lexicons.len() - 1) as u16)
    }

    /// Adds one lemma in all its forms to a lexicon. `part` is one of [`form::VERB`],
    /// [`form::NOUN`], [`form::ADJECTIVE`] and [`form::OTHER`].
    pub fn add_entry(&mut self, lexicon: LexiconId, lemma: &str, part: u16) {
        let lower = lemma.to_lowercase();
        let parts: Vec<&str> = lower
            .split(|c: char| c.is_whitespace() || c == '-')
            .filter(|part| !part.is_empty())
            .collect();
        let joined = lemma
            .split_whitespace()
            .next()
            .map_or(0, |first| first.matches('-').count());
        let of = parts.iter().position(|p| *p == "of").unwrap_or(0);
        let head = match (part, parts.len()) {
            (_, 0) => return,
            // "state of emergency": what follows "of" stands behind the head.
            (form::NOUN, _) if of > 0 => of - 1,
            (form::NOUN, n) => n - 1,
            // "test-fire": the last part of a compound verb is inflected.
            (form::VERB, n) => joined.min(n - 1),
            _ => 0,
        };
        let before = head as u8;
        let rest: Box<[Word]> = parts
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != head)
            .map(|(_, p)| {
                let word = self.vocabulary.add(p);
                self.info_mut(word);
                word
            })
            .collect();
        let add = |words: &mut Words, text: &str, bits: u16| {
            let word = words.vocabulary.add(text);
            let info = words.info_mut(word);
            info.forms |= bits;
            // An entry of a lexicon weighs at least as much as what general English knows.
            let slot = if bits & form::NOUN != 0 {
                0
            } else if bits & form::VERB != 0 {
                1
            } else {
                2
            };
            if bits & form::OTHER == 0 {
                info.shares[slot] = info.shares[slot].max(15);
            }
            words.pending.push((
                word,
                Reading {
                    lexicon,
                    forms: bits,
                    rest: rest.clone(),
                    further: rest.first().copied(),
                    before,
                },
            ));
        };
        let known = std::mem::take(&mut self.irregular);
        let irregular = known.get_or_init(|| Irregular::parse(&self.table));
        match part {
            form::VERB => irregular.each_verb(parts[head], |text, bits| add(self, text, bits)),
            form::NOUN => {
                irregular.each_noun(parts[head], |plural| add(self, plural, form::PLURAL));
                add(self, parts[head], form::SINGULAR);
            }
            _ => add(self, parts[head], part),
        }
        self.irregular = known;
    }

    /// Sorts the readings into place; call once, after the last entry.
    pub fn finish(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        let key = |(word, reading): &(Word, Reading)| {
            // One number to compare: word, more words first, lexicon.
            let short = u64::from(u16::MAX - reading.rest.len().min(0xffff) as u16);
            u64::from(word.0) << 32 | short << 16 | u64::from(reading.lexicon.0)
        };
        pending.sort_by_key(key);
        for (word, reading) in pending {
            let at = self.readings.len() as u32;
            let info = &mut self.info[word.0 as usize];
            if info.readings.is_empty() {
                info.readings = at..at;
            }
            let same = self.readings[info.readings.start as usize..]
                .iter_mut()
                .find(|r| r.lexicon == reading.lexicon && r.rest == reading.rest);
            match same {
                Some(known) => known.forms |= reading.forms,
                None => {
                    self.readings.push(reading);
                    info.readings.end = at + 1;
                }
            }
        }
    }

    /// What a word can be; words added later than [`Words::finish`] know nothing.
    #[inline]
    pub fn info(&self, word: Word) -> &WordInfo {
        self.info.get(word.0 as usize).unwrap_or(&self.info[0])
    }

    /// The lexicon readings of a word, those with more words first.
    #[inline]
    pub fn readings(&self, word: Word) -> &[Reading] {
        self.of(self.info(word))
    }

    /// The lexicon readings of a word that has been looked up.
    #[inline]
    pub fn of(&self, info: &WordInfo) -> &[Reading] {
        &self.readings[info.readings.start as usize..info.readings.end as usize]
    }

    /// Marks the words of these lexicons as triggers.
    pub fn mark_triggers(&mut self, lexicons: &[LexiconId]) {
        let mut wanted = vec![false; self.lexicons.len()];
        for id in lexicons {
            wanted[id.0 as usize] = true;
        }
        for info in &mut self.info {
            let range = info.readings.start as usize..info.readings.end as usize;
            if self.readings[range]
                .iter()
                .any(|r| wanted[r.lexicon.0 as usize])
            {
                info.trigger = true;
            }
        }
    }

    /// Marks words that rules ask for by themselves, and numbers them in this order.
    pub fn mark_asked(&mut self, words: &[Word]) {
        for (number, word) in words.iter().enumerate() {
            self.info_mut(*word).asked = number as u16 + 1;
        }
    }

    /// The irregular forms.
    pub fn irregular(&self) -> &Irregular {
        self.irregular.get_or_init(|| Irregular::parse(&self.table))
    }

    /// The lexicon of this name.
    pub fn lexicon(&self, name: &str) -> Option<LexiconId> {
        self.lexicons
            .iter()
            .position(|l| l.name == name)
            .map(|i| LexiconId(i as u16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_with_their_lexicons() {
        let mut words = Words::new(
            Vocabulary::default(),
            "lemma\tn\tv\ta\tr\tclass\nattack\t60\t40\t0\t0\tact\n",
            "",
        );
        let attack = words.add_lexicon(Entry {
            name: "attack".into(),
            kind: None,
            role: None,
        });
        words.add_entry(attack, "attack", form::VERB);
        words.add_entry(attack, "gun down", form::VERB);
        words.finish();
        let gunned = words.vocabulary.get("gunned").unwrap();
        assert_eq!(words.readings(gunned)[0].rest.len(), 1);
        let attacked = words.vocabulary.get("attacked").unwrap();
        assert_eq!(words.info(attacked).forms, form::PAST | form::PARTICIPLE);
        assert_eq!(
            words.info(words.vocabulary.get("the").unwrap()).closed,
            Closed::Definite
        );
    }
}
