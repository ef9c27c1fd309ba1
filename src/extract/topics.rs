//! Topics that the words of a sentence show: terrorism, migration, illegal drugs.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use crate::text::{Text, Word};

/// The words that show a topic, by their first word.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Topics {
    names: Vec<String>,
    phrases: HashMap<Word, Vec<(usize, Vec<Word>)>, FixedState>,
}

impl Topics {
    /// Adds a topic with its words and phrases.
    pub fn add(&mut self, name: &str, phrases: impl IntoIterator<Item = Vec<Word>>) {
        let topic = self.names.len();
        self.names.push(name.to_owned());
        for mut phrase in phrases {
            if !phrase.is_empty() {
                let first = phrase.remove(0);
                self.phrases.entry(first).or_default().push((topic, phrase));
            }
        }
    }

    /// The topics that a sentence shows, in the order of the pack.
    pub fn shown(&self, text: &Text, sentence: Range<usize>) -> Vec<&str> {
        let mut found = Vec::new();
        for at in sentence.clone() {
            let Some(phrases) = self.phrases.get(&text.tokens[at].word) else {
                continue;
            };
            for (topic, rest) in phrases {
                let words = text.tokens[at + 1..sentence.end].iter().map(|t| &t.word);
                let stands =
                    rest.len() < sentence.end - at && rest.iter().zip(words).all(|(a, b)| a == b);
                if stands && !found.contains(topic) {
                    found.push(*topic);
                }
            }
        }
        found.sort_unstable();
        found.iter().map(|t| self.names[*t].as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Vocabulary, tokenize};

    #[test]
    fn phrases_stand_whole_within_the_sentence() {
        let mut vocabulary = Vocabulary::default();
        let mut topics = Topics::default();
        let phrase = ["illegal", "drugs"].map(|w| vocabulary.add(w)).to_vec();
        topics.add("illegal_drugs", [phrase]);
        let source = "Illegal crossings; illegal drugs";
        let text = Text {
            source,
            tokens: tokenize(source, &vocabulary),
            sentences: Vec::new(),
        };
        assert_eq!(topics.shown(&text, 0..5), ["illegal_drugs"]);
        assert!(topics.shown(&text, 0..4).is_empty());
    }
}
