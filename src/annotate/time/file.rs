//! The layout of `rules/dates.yaml`, as it is read.
//!
//! In comes YAML; out go lists of words by meaning. It checks keys, not words.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::{Part, Reference, Role, Season, Unit};
use crate::annotate::numeral::NumberFile;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::annotate) struct File {
    pub months: Vec<Vec<String>>,
    pub weekdays: Vec<Vec<String>>,
    pub weekday_plurals: Vec<Vec<String>>,
    pub uncertain: Vec<String>,
    pub units: BTreeMap<Unit, Names>,
    pub seasons: BTreeMap<Season, Vec<String>>,
    pub uncertain_seasons: Vec<String>,
    pub parts: BTreeMap<Part, Vec<String>>,
    pub part_plurals: BTreeMap<Part, Vec<String>>,
    pub clocks: BTreeMap<String, Vec<String>>,
    pub days: BTreeMap<i8, Vec<String>>,
    pub roles: BTreeMap<Role, Vec<String>>,
    pub sets: BTreeMap<String, Vec<String>>,
    pub references: BTreeMap<Reference, Vec<String>>,
    pub day_phrases: BTreeMap<i8, Vec<String>>,
    pub part_of_today: BTreeMap<Part, Vec<String>>,
    pub holidays: Vec<Holiday>,
    pub tense: Tense,
    pub numbers: NumberFile,
}

impl File {
    /// Reads the YAML text.
    pub fn read(yaml: &str) -> Result<File, String> {
        serde_saphyr::from_str(yaml).map_err(|error| error.to_string())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::annotate) struct Names {
    pub one: Vec<String>,
    pub many: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::annotate) struct Holiday {
    pub month: i8,
    pub day: i8,
    pub names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::annotate) struct Tense {
    pub future: Vec<String>,
    pub past: Vec<String>,
}
