//! Names to typed entries: places, groups, organisations.
//!
//! In come the gazetteer files of a pack; out goes a trie over words, so that names are found in the
//! one pass over the tokens. It never decides which of several entries is meant: see `resolve`.

pub mod check;
pub mod import;
mod load;
pub mod patterns;
mod plain;
pub(crate) mod resolve;
mod row;
mod spelling;
mod trie;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::cache::flat::Flat;
use crate::text::{Flags, Text, Vocabulary, Word};
use row::Rows;
use trie::Trie;

pub(crate) use row::{Class, Row};

pub use load::{LoadError, schema};

const GIVEN: u8 = 1;
const SURNAME: u8 = 2;

/// A gazetteer entry, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Flat for (EntryId, NameKind) {
    const SIZE: usize = 5;

    fn put(&self, out: &mut Vec<u8>) {
        self.0.0.put(out);
        out.push(self.1 as u8);
    }

    fn get(bytes: &[u8]) -> Self {
        let kind = match bytes[4] {
            1 => NameKind::Acronym,
            2 => NameKind::Adjective,
            3 => NameKind::Demonym,
            _ => NameKind::Name,
        };
        (EntryId(u32::get(bytes)), kind)
    }
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
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Gazetteer {
    rows: Rows,
    /// The entries that have been asked for, each spelled out once.
    #[serde(skip)]
    entries: Vec<OnceLock<Box<Entry>>>,
    trie: Trie,
    countries: BTreeMap<String, EntryId>,
    iso2: BTreeMap<String, EntryId>,
    /// Capitals by country.
    capitals: BTreeMap<String, Vec<String>>,
    /// Words that are people's names, as bits.
    #[serde(with = "crate::cache::flat")]
    people: Vec<u8>,
}

impl Gazetteer {
    /// Makes room for the entries to be spelled out; call once, when all rows are there.
    pub(crate) fn open(&mut self) {
        self.entries.resize_with(self.rows.len(), OnceLock::new);
    }

    /// The entry with this number. It is spelled out when it is first asked for: of a world's places
    /// a text names few.
    pub fn entry(&self, id: EntryId) -> &Entry {
        let index = id.0 as usize;
        self.entries[index].get_or_init(|| Box::new(self.rows.entry(index)))
    }

    /// The row of an entry, which is cheaper to compare.
    pub(crate) fn row(&self, id: EntryId) -> &Row {
        self.rows.get(id.0 as usize)
    }

    /// All entries, in order of the files.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        (0..self.rows.len() as u32).map(|index| self.entry(EntryId(index)))
    }

    /// The candidates of a found name.
    #[inline]
    pub fn candidates(&self, range: &std::ops::Range<u32>) -> &[(EntryId, NameKind)] {
        self.trie.candidates(range)
    }

    /// The country with this ISO alpha-3 code.
    pub fn country(&self, code: &str) -> Option<EntryId> {
        self.countries.get(code).copied()
    }

    /// The country with this ISO alpha-2 code.
    pub fn country_of_iso2(&self, code: &str) -> Option<EntryId> {
        self.iso2.get(code).copied()
    }

    /// The candidates of a name, written out. Case, diacritics, hyphens and apostrophes do not count.
    pub fn called(&self, vocabulary: &Vocabulary, name: &str) -> Option<std::ops::Range<u32>> {
        let bare = || self.spelled_so(vocabulary, &spelling::bare(name)?);
        self.spelled_so(vocabulary, name).or_else(bare)
    }

    fn spelled_so(&self, vocabulary: &Vocabulary, name: &str) -> Option<std::ops::Range<u32>> {
        let mut node = trie::ROOT;
        for token in crate::text::tokenize(name, vocabulary) {
            node = self.trie.next(node, token.word)?;
        }
        (node != trie::ROOT)
            .then(|| self.trie.range(node))
            .filter(|r| !r.is_empty())
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
            .get(country)
            .is_some_and(|names| names.iter().any(|n| n == name))
    }

    /// The longest name that begins at a token, in capitals where names are written so; none goes
    /// on over an empty line.
    pub fn at(&self, text: &Text, at: usize, end: usize) -> Option<Found> {
        // "al-Qaeda", "the Hague": a small word or two may stand first.
        let head = &text.tokens[at..end.min(at + 3)];
        if !head.iter().any(|t| t.flags.has(Flags::CAPITAL)) {
            return None;
        }
        let mut node = trie::ROOT;
        let mut best = None;
        for i in at..end {
            let Some(next) = self.trie.next(node, text.tokens[i].word) else {
                break;
            };
            node = next;
            if i > at && text.tokens[i].flags.has(Flags::PARAGRAPH) {
                break;
            }
            let range = self.trie.range(node);
            if !range.is_empty() && self.spelled(text, at..i + 1, &range) {
                best = Some(Found {
                    tokens: at..i + 1,
                    candidates: range,
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
        // "M23", "U.S."
        let marked = |b: u8| b == b'.' || b.is_ascii_digit();
        let upper = first.has(Flags::UPPER) || text.of(tokens.start).bytes().any(marked);
        upper
            || self
                .candidates(range)
                .iter()
                .any(|(_, kind)| *kind != NameKind::Acronym)
    }
}
