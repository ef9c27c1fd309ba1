//! All folded words that a pack knows, each with a small number.

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use std::hash::{BuildHasher, Hasher};

use super::{Word, fold};

/// The words of a pack. Look-up takes the text as it stands and folds it on the way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Open addressing, linear probing: a word's number (0 in an empty place) and its key. One look
    /// at one place in memory finds nearly every word.
    #[serde(with = "crate::cache::flat")]
    table: Vec<[u32; 4]>,
    /// Start of each word in `letters`; word `i` ends where `i + 1` starts.
    #[serde(with = "crate::cache::flat")]
    starts: Vec<u32>,
    letters: String,
    #[serde(skip)]
    scratch: String,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary {
            table: vec![[0; 4]; 1 << 10],
            starts: vec![0, 0],
            letters: String::new(),
            scratch: String::new(),
        }
    }
}

#[inline]
fn hash(text: &[u8]) -> usize {
    let mut hasher = FixedState::with_seed(0).build_hasher();
    hasher.write(text);
    hasher.finish() as usize
}

/// The longest word that is folded without a buffer on the heap, in bytes.
const SHORT: usize = 32;
/// The longest word that its key spells in full, in bytes.
const WHOLE: usize = 11;

/// A word's length and its first letters.
#[inline]
fn key(folded: &[u8]) -> [u32; 3] {
    let mut key = [0; 12];
    key[0] = folded.len().min(255) as u8;
    let first = folded.len().min(WHOLE);
    key[1..=first].copy_from_slice(&folded[..first]);
    let word = |at: usize| u32::from_le_bytes([key[at], key[at + 1], key[at + 2], key[at + 3]]);
    [word(0), word(4), word(8)]
}

impl Vocabulary {
    /// The number of words, counting [`Word::UNKNOWN`].
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether no word has been added.
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// The folded text of a word; `""` for [`Word::UNKNOWN`].
    pub fn text(&self, word: Word) -> &str {
        let i = word.0 as usize;
        &self.letters[self.starts[i] as usize..self.starts[i + 1] as usize]
    }

    #[inline]
    fn bytes(&self, word: u32) -> &[u8] {
        let i = word as usize;
        &self.letters.as_bytes()[self.starts[i] as usize..self.starts[i + 1] as usize]
    }

    fn place(&self, folded: &[u8]) -> (usize, u32) {
        let mask = self.table.len() - 1;
        let mut at = hash(folded) & mask;
        let [a, b, c] = key(folded);
        loop {
            let entry = self.table[at];
            let same = entry[1..] == [a, b, c]
                && (folded.len() <= WHOLE || self.bytes(entry[0]) == folded);
            if entry[0] == 0 || same {
                return (at, entry[0]);
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds a word that is already folded, or returns the one that stands there.
    pub fn add_folded(&mut self, folded: &str) -> Word {
        if folded.is_empty() {
            return Word::UNKNOWN;
        }
        let (at, entry) = self.place(folded.as_bytes());
        if entry != 0 {
            return Word(entry);
        }
        let word = self.len() as u32;
        self.letters.push_str(folded);
        self.starts.push(self.letters.len() as u32);
        let [a, b, c] = key(folded.as_bytes());
        self.table[at] = [word, a, b, c];
        if self.len() * 3 > self.table.len() * 2 {
            self.grow();
        }
        Word(word)
    }

    /// Folds and adds a word.
    pub fn add(&mut self, text: &str) -> Word {
        // Most words of a pack stand there folded.
        if text
            .bytes()
            .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
        {
            return self.add_folded(text);
        }
        let mut folded = std::mem::take(&mut self.scratch);
        folded.clear();
        fold(text, &mut folded);
        let word = self.add_folded(&folded);
        self.scratch = folded;
        word
    }

    /// The word of `text`, folded into `scratch`.
    pub fn look_up(&self, text: &str, scratch: &mut String) -> Word {
        let bytes = text.as_bytes();
        let mut short = [0; SHORT];
        if bytes.len() <= SHORT {
            short[..bytes.len()].copy_from_slice(bytes);
            // Over the whole buffer, whatever the word's length: a few wide instructions.
            if short.iter().fold(0, |all, b| all | b) < 0x80 {
                for b in &mut short {
                    *b = b.to_ascii_lowercase();
                }
                return Word(self.place(&short[..bytes.len()]).1);
            }
        }
        scratch.clear();
        fold(text, scratch);
        Word(self.place(scratch.as_bytes()).1)
    }

    /// The word with this folded text, if the pack knows it.
    pub fn get(&self, folded: &str) -> Option<Word> {
        match self.place(folded.as_bytes()).1 {
            0 => None,
            word => Some(Word(word)),
        }
    }

    fn grow(&mut self) {
        let size = self.table.len() * 2;
        let old = std::mem::replace(&mut self.table, vec![[0; 4]; size]);
        for entry in old.into_iter().filter(|entry| entry[0] != 0) {
            let mut at = hash(self.bytes(entry[0])) & (size - 1);
            while self.table[at][0] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.table[at] = entry;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_added() {
        let mut vocabulary = Vocabulary::default();
        let words: Vec<Word> = (0..5000)
            .map(|i| vocabulary.add(&format!("Word{i}")))
            .collect();
        let mut scratch = String::new();
        for (i, word) in words.iter().enumerate() {
            assert_eq!(vocabulary.look_up(&format!("wORD{i}"), &mut scratch), *word);
        }
        assert_eq!(vocabulary.look_up("absent", &mut scratch), Word::UNKNOWN);
        assert_eq!(vocabulary.text(words[7]), "word7");
    }
}
