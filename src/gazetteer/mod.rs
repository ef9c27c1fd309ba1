//! Names to typed entries: places, groups, organisations.
//!
//! In come the gazetteer files of a pack; out goes a trie over words, so that names are found in the
//! one pass over the tokens. It never decides which of several entries is meant: see [`resolve`].

pub mod check;
pub mod import;
mod load;
mod plain;
pub mod resolve;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::text::{Flags, Text, Vocabulary, Word};

pub use load::{LoadError, schema};

const GIVEN: u8 = 1;
const SURNAME: u8 = 2;

/// A gazetteer entry, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub u32);

/// One named thing.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Stable id, e.g. `grp/iskp`, `gn/1220409`, `cty/TJK`.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Kind: place kinds, `country`, or participant kinds.
    pub kind: String,
    /// ISO 3166-1 alpha-3; empty where none.
    pub country: String,
    /// First-level division; empty where none.
    pub admin1: String,
    /// Role, if the entry states one.
    pub role: String,
    /// Latitude and longitude, WGS84 degrees.
    pub point: Option<(f64, f64)>,
    /// Inhabitants; 0 = unknown.
    pub population: u64,
    /// GeoNames id.
    pub geonames: Option<u64>,
    /// First day on which the entry holds.
    pub from: Option<jiff::civil::Date>,
    /// Last day on which it holds.
    pub until: Option<jiff::civil::Date>,
}

impl Entry {
    /// Whether it is a place on the map.
    pub fn is_place(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "country"
                | "admin1"
                | "admin2"
                | "settlement"
                | "valley"
                | "river"
                | "border"
                | "facility"
                | "region"
        )
    }
}

/// How a name refers to its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// The entry's own name or an alias.
    Name,
    /// An acronym: only in capitals.
    Acronym,
    /// An adjective of a country: Tajik.
    Adjective,
    /// Its people: Tajiks.
    Demonym,
}

/// One name found in a text.
#[derive(Clone, Debug)]
pub struct Found {
    /// Half-open range of tokens.
    pub tokens: std::ops::Range<usize>,
    /// All entries with that name.
    pub candidates: std::ops::Range<u32>,
}

/// All entries of a pack and the names that lead to them.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Candidates of all names, grouped by name.
    names: Vec<(EntryId, NameKind)>,
    /// Trie: (node, word) to node.
    edges: HashMap<(u32, Word), u32, FixedState>,
    /// Candidates of the name that ends at a node.
    ends: Vec<std::ops::Range<u32>>,
    /// Whether a name begins with a word.
    first: Vec<bool>,
    pending: Vec<(u32, EntryId, NameKind)>,
    countries: HashMap<String, EntryId, FixedState>,
    capitals: HashMap<(String, String), (), FixedState>,
    iso2: HashMap<String, EntryId, FixedState>,
    /// Knows no word.
    blank: Vocabulary,
    /// Places by their id, while loading.
    ids: HashMap<String, EntryId, FixedState>,
    /// Words that are people's names, as bits.
    people: Vec<u8>,
}

impl Gazetteer {
    fn insert(&mut self, vocabulary: &mut Vocabulary, name: &str, id: EntryId, kind: NameKind) {
        let acronym = kind == NameKind::Name
            && name.chars().count() <= 6
            && name.chars().any(char::is_alphabetic)
            && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
        let kind = if acronym { NameKind::Acronym } else { kind };
        // The words are looked up when they are added: here only their bounds count.
        let tokens = crate::text::tokenize(name, &self.blank);
        let mut node = 0u32;
        for (i, token) in tokens.iter().enumerate() {
            let text = &name[token.start as usize..token.end as usize];
            let word = vocabulary.add(text);
            if i == 0 {
                if self.first.len() <= word.0 as usize {
                    self.first.resize(word.0 as usize + 1, false);
                }
                self.first[word.0 as usize] = true;
            }
            let next = self.ends.len().max(1) as u32;
            if self.ends.is_empty() {
                self.ends.push(0..0);
            }
            let to = *self.edges.entry((node, word)).or_insert(next);
            if to == next {
                self.ends.push(0..0);
            }
            node = to;
        }
        if node != 0 {
            self.pending.push((node, id, kind));
        }
    }

    fn finish(&mut self) {
        self.ids = HashMap::default();
        let mut pending = std::mem::take(&mut self.pending);
        pending.sort_by_key(|(node, id, _)| (*node, *id));
        pending.dedup_by_key(|(node, id, _)| (*node, *id));
        for (node, id, kind) in pending {
            let at = self.names.len() as u32;
            let range = &mut self.ends[node as usize];
            if range.start == range.end {
                *range = at..at;
            }
            range.end = at + 1;
            self.names.push((id, kind));
        }
    }

    /// The entry with this number.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The candidates of a found name.
    pub fn candidates(&self, range: &std::ops::Range<u32>) -> &[(EntryId, NameKind)] {
        &self.names[range.start as usize..range.end as usize]
    }

    /// The country with this ISO alpha-3 code.
    pub fn country(&self, code: &str) -> Option<EntryId> {
        self.countries.get(code).copied()
    }

    /// The country with this ISO alpha-2 code.
    pub fn country_of_iso2(&self, code: &str) -> Option<EntryId> {
        self.iso2.get(code).copied()
    }

    /// The candidates of a name, written out.
    pub fn called(&self, vocabulary: &Vocabulary, name: &str) -> Option<std::ops::Range<u32>> {
        let mut node = 0u32;
        for token in crate::text::tokenize(name, vocabulary) {
            node = *self.edges.get(&(node, token.word))?;
        }
        self.ends
            .get(node as usize)
            .filter(|r| !r.is_empty())
            .cloned()
    }

    /// Whether people are given this name.
    pub fn is_given_name(&self, word: Word) -> bool {
        self.people
            .get(word.0 as usize)
            .is_some_and(|bits| bits & GIVEN != 0)
    }

    /// Whether families have this name.
    pub fn is_surname(&self, word: Word) -> bool {
        self.people
            .get(word.0 as usize)
            .is_some_and(|bits| bits & SURNAME != 0)
    }

    /// Whether a place of this name is the capital of that country.
    pub fn is_capital(&self, name: &str, country: &str) -> bool {
        self.capitals
            .contains_key(&(name.to_owned(), country.to_owned()))
    }

    /// The longest name that begins at a token, in capitals where names are written so.
    pub fn at(&self, text: &Text, at: usize, end: usize) -> Option<Found> {
        let word = text.tokens[at].word;
        if !self.first.get(word.0 as usize).copied().unwrap_or(false) {
            return None;
        }
        let mut node = 0u32;
        let mut best = None;
        for i in at..end {
            let Some(&next) = self.edges.get(&(node, text.tokens[i].word)) else {
                break;
            };
            node = next;
            let range = &self.ends[node as usize];
            if !range.is_empty() && self.spelled(text, at..i + 1, range) {
                best = Some(Found {
                    tokens: at..i + 1,
                    candidates: range.clone(),
                });
            }
        }
        best
    }

    /// A name is written with a capital; an acronym in capitals throughout.
    fn spelled(
        &self,
        text: &Text,
        tokens: std::ops::Range<usize>,
        range: &std::ops::Range<u32>,
    ) -> bool {
        let last = text.tokens[tokens.end - 1].flags;
        let first = text.tokens[tokens.start].flags;
        let capital = first.has(Flags::CAPITAL) || (tokens.len() > 1 && last.has(Flags::CAPITAL));
        if !capital {
            return false;
        }
        let upper = first.has(Flags::UPPER) || text.of(tokens.start).contains('.');
        upper
            || self
                .candidates(range)
                .iter()
                .any(|(_, kind)| *kind != NameKind::Acronym)
    }
}
