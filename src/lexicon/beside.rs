//! What a word says of a name that stands beside it: `rules/lexicons/beside-names.tsv`.

use serde::{Deserialize, Serialize};

use crate::text::{Vocabulary, Word};

macro_rules! classes {
    ($($(#[$meta:meta])* $class:ident $name:literal,)*) => {
        /// What a word says of a name beside it, or of itself as a name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Beside {
            $($(#[$meta])* $class,)*
        }

        impl Beside {
            fn parse(name: &str) -> Option<Beside> {
                match name {
                    $($name => Some(Beside::$class),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    /// A title that may be written with a full stop, before a person.
    ShortTitle "short-title",
    /// Another title, before a person.
    Title "title",
    /// A number or the short form of a month: no town here.
    Number "number",
    /// What a person does, after a surname.
    Speech "speech",
    /// The kind of a street, after its name.
    Street "street",
    /// What a river, mountain or building is, after its name.
    Landmark "landmark",
    /// What a division is, after its name and part of it.
    Division "division",
    /// Before the rest of a longer name.
    Head "head",
    /// Before a name, and part of another.
    Side "side",
    /// A month, day or holiday.
    Time "time",
    /// A preposition before a place.
    Place "place",
}

/// The words of all classes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BesideNames {
    /// In order of the words, each with a bit a class.
    words: Vec<(Word, u16)>,
}

impl BesideNames {
    /// Reads the table: a class a line, and its words separated by `|`.
    pub fn parse(table: &str, vocabulary: &mut Vocabulary) -> BesideNames {
        let mut words: Vec<(Word, u16)> = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((class, list)) = line.split_once('\t') else {
                continue;
            };
            if let Some(class) = Beside::parse(class) {
                let bit = 1 << class as u16;
                words.extend(list.split('|').map(|word| (vocabulary.add(word), bit)));
            }
        }
        words.sort_unstable();
        words.dedup_by(|(word, bits), (known, all)| {
            let same = word == known;
            *all |= if same { *bits } else { 0 };
            same
        });
        BesideNames { words }
    }

    /// Whether a word says this.
    pub fn says(&self, word: Word, what: Beside) -> bool {
        let found = self.words.binary_search_by_key(&word, |(known, _)| *known);
        found.is_ok_and(|at| self.words[at].1 & 1 << what as u16 != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_of_several_classes() {
        let mut vocabulary = Vocabulary::default();
        let table = "class\twords\n# Note.\nstreet\troad|st\nhead\tst|lake\nother\tx\n";
        let names = BesideNames::parse(table, &mut vocabulary);
        let st = vocabulary.add("st");
        assert!(names.says(st, Beside::Street) && names.says(st, Beside::Head));
        assert!(!names.says(st, Beside::Title));
        let lake = vocabulary.add("lake");
        assert!(names.says(lake, Beside::Head) && !names.says(lake, Beside::Street));
        assert!(!names.says(vocabulary.add("x"), Beside::Head));
    }
}
