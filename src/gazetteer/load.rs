//! Gazetteer files to entries: TSV for places, YAML for groups and organisations.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Entry, EntryId, Gazetteer, NameKind};
use crate::text::Vocabulary;

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
        let files: Vec<(&str, &str)> = files.collect();
        let mut out = Gazetteer::default();
        out.edges.reserve(
            files
                .iter()
                .map(|(_, content)| content.len())
                .sum::<usize>()
                / 32,
        );
        for (path, content) in files {
            if path.ends_with("countries.tsv") {
                out.countries(path, content, vocabulary)?;
            } else if path.ends_with("given-names.tsv") {
                out.people(path, content, super::GIVEN, vocabulary)?;
            } else if path.ends_with("surnames.tsv") {
                out.people(path, content, super::SURNAME, vocabulary)?;
            } else if path.ends_with(".tsv") {
                out.places(path, content, vocabulary)?;
            } else if path.ends_with(".yaml") || path.ends_with(".yml") {
                out.named(path, content, vocabulary)?;
            }
        }
        out.finish();
        Ok(out)
    }

    fn push(&mut self, entry: Entry) -> EntryId {
        self.entries.push(entry);
        EntryId((self.entries.len() - 1) as u32)
    }

    fn countries(
        &mut self,
        path: &str,
        content: &str,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), LoadError> {
        for row in rows(path, content)? {
            let iso3 = row.get("iso3").to_owned();
            let id = self.push(Entry {
                id: format!("cty/{iso3}"),
                name: row.get("name").to_owned(),
                kind: "country".to_owned(),
                country: iso3.clone(),
                point: row.point(),
                population: row.get("population").parse().unwrap_or(0),
                geonames: row.get("geonames").parse().ok(),
                ..Entry::default()
            });
            self.countries.insert(iso3.clone(), id);
            self.iso2.insert(row.get("iso2").to_owned(), id);
            self.capitals
                .insert((row.get("capital").to_owned(), iso3), ());
            self.insert(vocabulary, row.get("name"), id, NameKind::Name);
            for alias in row.list("aliases") {
                self.insert(vocabulary, alias, id, NameKind::Name);
            }
            for adjective in row.list("adjectives") {
                self.insert(vocabulary, adjective, id, NameKind::Adjective);
                if !["ese", "ish", "ch"].iter().any(|e| adjective.ends_with(e)) {
                    self.insert(vocabulary, &format!("{adjective}s"), id, NameKind::Demonym);
                }
            }
            for demonym in row.list("demonyms") {
                self.insert(vocabulary, demonym, id, NameKind::Demonym);
                if !demonym.ends_with("men") && !demonym.ends_with('s') {
                    self.insert(vocabulary, &format!("{demonym}s"), id, NameKind::Demonym);
                }
            }
        }
        Ok(())
    }

    fn people(
        &mut self,
        path: &str,
        content: &str,
        bit: u8,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), LoadError> {
        for row in rows(path, content)? {
            let at = vocabulary.add(row.get("name")).0 as usize;
            if self.people.len() <= at {
                self.people.resize(at + 1, 0);
            }
            self.people[at] |= bit;
        }
        Ok(())
    }

    fn places(
        &mut self,
        path: &str,
        content: &str,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), LoadError> {
        for row in rows(path, content)? {
            // The same place in a second file: only its names are new.
            let id = match self.ids.get(row.get("id")) {
                Some(&known) => known,
                None => self.place(&row),
            };
            self.insert(vocabulary, row.get("name"), id, NameKind::Name);
            for alias in row.list("aliases") {
                self.insert(vocabulary, alias, id, NameKind::Name);
            }
            for adjective in row.list("adjectives") {
                self.insert(vocabulary, adjective, id, NameKind::Adjective);
                if adjective.ends_with(['n', 'i']) {
                    self.insert(vocabulary, &format!("{adjective}s"), id, NameKind::Demonym);
                }
            }
        }
        Ok(())
    }

    fn place(&mut self, row: &Row) -> EntryId {
        let id = self.push(Entry {
            id: row.get("id").to_owned(),
            name: row.get("name").to_owned(),
            kind: row.get("kind").to_owned(),
            country: row.get("country").to_owned(),
            admin1: row.get("admin1").to_owned(),
            point: row.point(),
            population: row.get("population").parse().unwrap_or(0),
            geonames: row.get("geonames").parse().ok(),
            ..Entry::default()
        });
        self.ids.insert(row.get("id").to_owned(), id);
        id
    }

    fn named(
        &mut self,
        path: &str,
        content: &str,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), LoadError> {
        let file = match super::plain::entries(content) {
            Some(entries) => YamlFile { entries },
            None => yaml(path, content)?,
        };
        for entry in file.entries {
            let day = |text: &Option<String>| text.as_deref().and_then(|t| t.parse().ok());
            let id = self.push(Entry {
                id: entry.id,
                name: entry.name.clone(),
                kind: entry.kind,
                country: entry.country.unwrap_or_default(),
                role: entry.role.unwrap_or_default(),
                from: day(&entry.from),
                until: day(&entry.until),
                ..Entry::default()
            });
            self.insert(vocabulary, &entry.name, id, NameKind::Name);
            for alias in &entry.aliases {
                self.insert(vocabulary, alias, id, NameKind::Name);
            }
        }
        Ok(())
    }
}

fn yaml(path: &str, content: &str) -> Result<YamlFile, LoadError> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_nodes: 2_000_000, max_events: 4_000_000 },
    };
    serde_saphyr::from_str_with_options(content, options).map_err(|error| {
        let line = error.location().map_or(1, |l| l.line() as usize);
        LoadError {
            file: path.to_owned(),
            line,
            message: error.to_string(),
        }
    })
}

struct Row<'a> {
    header: std::rc::Rc<Vec<&'a str>>,
    fields: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn get(&self, name: &str) -> &'a str {
        // Names of columns differ in length or first letter almost always: cheap to compare.
        let at = self
            .header
            .iter()
            .position(|h| h.len() == name.len() && *h == name);
        at.and_then(|i| self.fields.get(i)).copied().unwrap_or("")
    }

    fn list(&self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(name)
            .split('|')
            .map(str::trim)
            .filter(|s| !s.is_empty())
    }

    fn point(&self) -> Option<(f64, f64)> {
        Some((self.get("lat").parse().ok()?, self.get("lon").parse().ok()?))
    }
}

fn rows<'a>(path: &str, content: &'a str) -> Result<Vec<Row<'a>>, LoadError> {
    let mut header = None;
    let mut out = Vec::new();
    for (i, line) in content.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let mut fields: Vec<&str> = Vec::with_capacity(12);
        fields.extend(line.split('\t'));
        let Some(names) = &header else {
            header = Some(std::rc::Rc::new(fields));
            continue;
        };
        if fields.len() > names.len() {
            return Err(LoadError {
                file: path.to_owned(),
                line: i + 1,
                message: format!(
                    "{} columns where the header has {}: separate columns by single tabs",
                    fields.len(),
                    names.len()
                ),
            });
        }
        out.push(Row {
            header: names.clone(),
            fields,
        });
    }
    Ok(out)
}
