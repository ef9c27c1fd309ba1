//! Gazetteer files to entries: TSV for places, YAML for groups and organisations.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_saphyr::Spanned;

use super::row::{Labels, Written};
use super::{EntryId, Gazetteer, NameKind, trie};
use crate::text::{Vocabulary, Word};

/// A fault in a gazetteer file.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct LoadError {
    /// The file, relative to the pack.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// A gazetteer of panj: groups, organisations and other names that are no places.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Gazetteer")]
struct YamlFile {
    /// What has a name.
    entries: Vec<YamlEntry>,
}

/// What has a name.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Entry")]
pub(super) struct YamlEntry {
    /// Stable id that records carry, e.g. `grp/al-shabaab`.
    pub(super) id: String,
    /// Its name, as records write it.
    pub(super) name: String,
    /// Other names and spellings. Acronyms of up to six letters are found in capitals only.
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    /// What it is: `armed-group`, `government`, `military`, `company`, `media` …
    pub(super) kind: String,
    /// Home country, ISO 3166-1 alpha-3.
    #[serde(default)]
    pub(super) country: Option<String>,
    /// Role of the participant, e.g. `rebels`.
    #[serde(default)]
    pub(super) role: Option<String>,
    /// First day on which it exists under these names: `2007-03-01`.
    #[serde(default)]
    pub(super) from: Option<String>,
    /// Last day on which it exists.
    #[serde(default)]
    pub(super) until: Option<String>,
    /// For readers.
    #[serde(default)]
    #[allow(dead_code, reason = "for readers of the file")]
    pub(super) note: Option<String>,
}

/// The JSON Schema (draft-07) of a gazetteer in YAML.
pub fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft07().into_generator();
    generator.into_root_schema_for::<YamlFile>().to_value()
}

impl Gazetteer {
    /// Reads the files of a pack's `gazetteers/` (path and content) and adds their names to the
    /// vocabulary. Files other than `.tsv`, `.yaml` and `.yml` are passed over.
    ///
    /// # Errors
    /// The first fault of a file: its place and what is wrong.
    pub fn load<'a>(
        files: impl Iterator<Item = (&'a str, &'a str)>,
        vocabulary: &mut Vocabulary,
    ) -> Result<Gazetteer, LoadError> {
        let mut loader = Loader {
            out: Gazetteer::default(),
            vocabulary,
            labels: Labels::default(),
            ids: HashMap::default(),
            blank: Vocabulary::default(),
        };
        for (path, content) in files {
            if path.ends_with("countries.tsv") {
                loader.countries(path, content)?;
            } else if path.ends_with("given-names.tsv") {
                loader.people(path, content, super::GIVEN)?;
            } else if path.ends_with("surnames.tsv") {
                loader.people(path, content, super::SURNAME)?;
            } else if path.ends_with(".tsv") {
                loader.places(path, content)?;
            } else if path.ends_with(".yaml") || path.ends_with(".yml") {
                loader.named(path, content)?;
            }
        }
        let mut out = loader.out;
        out.trie.finish();
        out.rows.mark_capitals(&out.capitals);
        out.open();
        Ok(out)
    }
}

/// A gazetteer on its way.
struct Loader<'a, 'v> {
    out: Gazetteer,
    vocabulary: &'v mut Vocabulary,
    labels: Labels,
    /// Places by their id.
    ids: HashMap<&'a str, EntryId, FixedState>,
    /// Knows no word: where only the bounds of words count.
    blank: Vocabulary,
}

impl<'a> Loader<'a, '_> {
    fn push(&mut self, entry: &Written) -> EntryId {
        self.out.rows.push(&mut self.labels, entry);
        EntryId((self.out.rows.len() - 1) as u32)
    }

    fn insert(&mut self, name: &str, id: EntryId, kind: NameKind) {
        super::spelling::each(name, |spelling| self.spell(spelling, id, kind));
    }

    fn spell(&mut self, name: &str, id: EntryId, kind: NameKind) {
        let kind = if kind == NameKind::Name && acronym(name) {
            NameKind::Acronym
        } else {
            kind
        };
        let mut node = trie::ROOT;
        let mut add = |text: &str| {
            let word = self.vocabulary.add(text);
            // What folds to nothing would stand for every word that no pack file mentions.
            if word != Word::UNKNOWN {
                node = self.out.trie.add(node, word);
            }
        };
        let plain = |b: u8| b.is_ascii_alphabetic() || b == b' ';
        if name.bytes().all(plain) {
            // Most names, and words of letters only are what the tokeniser would make of them.
            name.split(' ').filter(|w| !w.is_empty()).for_each(add);
        } else {
            for token in crate::text::tokenize(name, &self.blank) {
                add(&name[token.start as usize..token.end as usize]);
            }
        }
        if node != trie::ROOT {
            self.out.trie.end(node, id, kind);
        }
    }

    fn countries(&mut self, path: &str, content: &'a str) -> Result<(), LoadError> {
        let mut rows = Rows::new(path, content);
        let [iso3, iso2, name, population, geonames, capital] =
            rows.columns(["iso3", "iso2", "name", "population", "geonames", "capital"]);
        let [aliases, adjectives, demonyms] = rows.columns(["aliases", "adjectives", "demonyms"]);
        let point = rows.columns(["lat", "lon"]);
        while let Some(row) = rows.next()? {
            let code = row.get(iso3);
            let id = self.push(&Written {
                id: &format!("cty/{code}"),
                name: row.get(name),
                kind: "country",
                country: code,
                point: row.point(point),
                population: row.get(population).parse().unwrap_or(0),
                geonames: row.get(geonames).parse().ok(),
                ..Written::default()
            });
            self.out.countries.insert(code.to_owned(), id);
            self.out.iso2.insert(row.get(iso2).to_owned(), id);
            let capitals = self.out.capitals.entry(code.to_owned()).or_default();
            capitals.push(row.get(capital).to_owned());
            self.insert(row.get(name), id, NameKind::Name);
            for alias in row.list(aliases) {
                self.insert(alias, id, NameKind::Name);
            }
            for adjective in row.list(adjectives) {
                self.insert(adjective, id, NameKind::Adjective);
                if !["ese", "ish", "ch"].iter().any(|e| adjective.ends_with(e)) {
                    self.insert(&format!("{adjective}s"), id, NameKind::Demonym);
                }
            }
            for demonym in row.list(demonyms) {
                self.insert(demonym, id, NameKind::Demonym);
                if !demonym.ends_with("men") && !demonym.ends_with('s') {
                    self.insert(&format!("{demonym}s"), id, NameKind::Demonym);
                }
            }
        }
        Ok(())
    }

    fn people(&mut self, path: &str, content: &'a str, bit: u8) -> Result<(), LoadError> {
        let mut rows = Rows::new(path, content);
        let [name] = rows.columns(["name"]);
        while let Some(row) = rows.next()? {
            let at = self.vocabulary.add(row.get(name)).0 as usize;
            let people = &mut self.out.people;
            if people.len() <= at {
                people.resize(at + 1, 0);
            }
            people[at] |= bit;
        }
        Ok(())
    }

    fn places(&mut self, path: &str, content: &'a str) -> Result<(), LoadError> {
        let mut rows = Rows::new(path, content);
        let [id, name, kind, country, admin1] =
            rows.columns(["id", "name", "kind", "country", "admin1"]);
        let [population, geonames] = rows.columns(["population", "geonames"]);
        let [aliases, adjectives] = rows.columns(["aliases", "adjectives"]);
        let point = rows.columns(["lat", "lon"]);
        while let Some(row) = rows.next()? {
            // The same place in a second file: only its names are new.
            let number = match self.ids.get(row.get(id)) {
                Some(&known) => known,
                None => {
                    let number = self.push(&Written {
                        id: row.get(id),
                        name: row.get(name),
                        kind: row.get(kind),
                        country: row.get(country),
                        admin1: row.get(admin1),
                        point: row.point(point),
                        population: row.get(population).parse().unwrap_or(0),
                        geonames: row.get(geonames).parse().ok(),
                        ..Written::default()
                    });
                    self.ids.insert(row.get(id), number);
                    number
                }
            };
            self.insert(row.get(name), number, NameKind::Name);
            for alias in row.list(aliases) {
                self.insert(alias, number, NameKind::Name);
            }
            for adjective in row.list(adjectives) {
                self.insert(adjective, number, NameKind::Adjective);
                if adjective.ends_with(['n', 'i']) {
                    self.insert(&format!("{adjective}s"), number, NameKind::Demonym);
                }
            }
        }
        Ok(())
    }

    fn named(&mut self, path: &str, content: &str) -> Result<(), LoadError> {
        let file = match super::plain::entries(content) {
            Some(entries) => YamlFile { entries },
            None => yaml(path, content)?,
        };
        for entry in file.entries {
            let day = |text: &Option<String>| text.as_deref().and_then(|t| t.parse().ok());
            let id = self.push(&Written {
                id: &entry.id,
                name: &entry.name,
                kind: &entry.kind,
                country: entry.country.as_deref().unwrap_or_default(),
                role: entry.role.as_deref().unwrap_or_default(),
                from: day(&entry.from),
                until: day(&entry.until),
                ..Written::default()
            });
            self.insert(&entry.name, id, NameKind::Name);
            for alias in &entry.aliases {
                self.insert(alias, id, NameKind::Name);
            }
        }
        Ok(())
    }
}

/// A short name in capitals throughout: IS, U.N., G20.
fn acronym(name: &str) -> bool {
    name.chars().take(7).count() <= 6
        && name.chars().any(char::is_alphabetic)
        && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
}

fn yaml(path: &str, content: &str) -> Result<YamlFile, LoadError> {
    read(content).map_err(|(line, message)| LoadError {
        file: path.to_owned(),
        line,
        message,
    })
}

fn read<T: serde::de::DeserializeOwned>(content: &str) -> Result<T, (usize, String)> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_nodes: 2_000_000, max_events: 4_000_000 },
    };
    serde_saphyr::from_str_with_options(content, options).map_err(|error| {
        let line = error.location().map_or(1, |l| l.line() as usize);
        (line, error.to_string())
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkedFile {
    entries: Vec<MarkedEntry>,
}

/// An entry of which each part knows its line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    dead_code,
    reason = "a key is known even where nobody asks for its value"
)]
pub(super) struct MarkedEntry {
    pub id: Spanned<String>,
    pub name: Spanned<String>,
    #[serde(default)]
    pub aliases: Vec<Spanned<String>>,
    pub kind: String,
    #[serde(default)]
    pub country: Option<Spanned<String>>,
    #[serde(default)]
    pub role: Option<String>,
    #[serde(default)]
    pub from: Option<Spanned<String>>,
    #[serde(default)]
    pub until: Option<Spanned<String>>,
    #[serde(default)]
    pub note: Option<String>,
}

/// The entries of a YAML file with their lines, or the line at which it cannot be read, and why.
pub(super) fn marked(content: &str) -> Result<Vec<MarkedEntry>, (usize, String)> {
    Ok(read::<MarkedFile>(content)?.entries)
}

/// A column by its place; a table without it has empty cells there.
type Column = usize;

/// The rows of a table, one at a time.
struct Rows<'p, 'a> {
    path: &'p str,
    lines: std::iter::Enumerate<std::str::Lines<'a>>,
    header: Vec<&'a str>,
    fields: Vec<&'a str>,
}

struct Row<'r, 'a> {
    fields: &'r [&'a str],
}

impl<'p, 'a> Rows<'p, 'a> {
    fn new(path: &'p str, content: &'a str) -> Self {
        let mut out = Rows {
            path,
            lines: content.lines().enumerate(),
            header: Vec::new(),
            fields: Vec::with_capacity(12),
        };
        if let Some((_, line)) = out.line() {
            out.header = line.split('\t').collect();
        }
        out
    }

    fn columns<const N: usize>(&self, names: [&str; N]) -> [Column; N] {
        names.map(|name| {
            let at = self.header.iter().position(|h| *h == name);
            at.unwrap_or(Column::MAX)
        })
    }

    /// The next line that is neither empty nor a comment, with its number from 0.
    fn line(&mut self) -> Option<(usize, &'a str)> {
        self.lines
            .by_ref()
            .find(|(_, line)| !line.starts_with('#') && !line.trim_start().is_empty())
    }

    fn next(&mut self) -> Result<Option<Row<'_, 'a>>, LoadError> {
        let Some((number, line)) = self.line() else {
            return Ok(None);
        };
        self.fields.clear();
        let mut start = 0;
        // Cells are short: a plain loop over bytes beats a search for each tab.
        for (at, byte) in line.bytes().enumerate() {
            if byte == b'\t' {
                self.fields.push(&line[start..at]);
                start = at + 1;
            }
        }
        self.fields.push(&line[start..]);
        if self.fields.len() > self.header.len() {
            return Err(LoadError {
                file: self.path.to_owned(),
                line: number + 1,
                message: format!(
                    "{} columns where the header has {}: separate columns by single tabs",
                    self.fields.len(),
                    self.header.len()
                ),
            });
        }
        Ok(Some(Row {
            fields: &self.fields,
        }))
    }
}

impl<'a> Row<'_, 'a> {
    fn get(&self, column: Column) -> &'a str {
        self.fields.get(column).copied().unwrap_or("")
    }

    fn list(&self, column: Column) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column)
            .split('|')
            .map(str::trim)
            .filter(|s| !s.is_empty())
    }

    fn point(&self, [lat, lon]: [Column; 2]) -> Option<(f64, f64)> {
        let degrees = |column| {
            self.get(column)
                .parse()
                .ok()
                .filter(|n: &f64| n.is_finite())
        };
        Some((degrees(lat)?, degrees(lon)?))
    }
}
