//! The layout of `rules/dates.yaml`, as it is read.
//!
//! In comes YAML; out go lists of words by meaning. It checks keys, not words.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::words::{Part, Reference, Role, Season, Unit};
use crate::annotate::numeral::NumberFile;

/// The time words and number words of panj.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Dates")]
pub(in crate::annotate) struct File {
    /// Names of the months, January first; full names before short ones.
    pub months: Vec<Vec<String>>,
    /// Names of the weekdays, Monday first.
    pub weekdays: Vec<Vec<String>>,
    /// Weekdays in the plural, Monday first.
    pub weekday_plurals: Vec<Vec<String>>,
    /// Months and weekdays that are other words or names too: read only beside a number or another time word.
    pub uncertain: Vec<String>,
    /// Words for stretches of time.
    pub units: BTreeMap<Unit, Names>,
    /// Words for the seasons.
    pub seasons: BTreeMap<Season, Vec<String>>,
    /// Seasons that are other words too: read only with a determiner or a year.
    pub uncertain_seasons: Vec<String>,
    /// Words for the parts of a day.
    pub parts: BTreeMap<Part, Vec<String>>,
    /// Parts of a day in the plural.
    pub part_plurals: BTreeMap<Part, Vec<String>>,
    /// Words for one time of day, by the hour that they stand for.
    pub clocks: BTreeMap<String, Vec<String>>,
    /// Words for days, by their distance from the day of the report.
    pub days: BTreeMap<i8, Vec<String>>,
    /// Small words of time expressions, by what they do.
    pub roles: BTreeMap<Role, Vec<String>>,
    /// Repeated times, by their TIMEX3 value.
    pub sets: BTreeMap<String, Vec<String>>,
    /// Expressions that point at no stretch of the calendar.
    pub references: BTreeMap<Reference, Vec<String>>,
    /// Longer ways to name a day, by its distance from the day of the report.
    pub day_phrases: BTreeMap<i8, Vec<String>>,
    /// Words for a part of the day of the report.
    pub part_of_today: BTreeMap<Part, Vec<String>>,
    /// Days with a name.
    pub holidays: Vec<Holiday>,
    /// Verbs that place a bare weekday or month before or after the report.
    pub tense: Tense,
    /// Number words.
    pub numbers: NumberFile,
}

impl File {
    /// Reads the YAML text.
    pub fn read(yaml: &str) -> Result<File, String> {
        serde_saphyr::from_str(yaml).map_err(|error| error.to_string())
    }
}

/// Words for a stretch of time.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::annotate) struct Names {
    /// In the singular.
    pub one: Vec<String>,
    /// In the plural.
    pub many: Vec<String>,
}

/// A day with a name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::annotate) struct Holiday {
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
    /// Its names.
    pub names: Vec<String>,
}

/// Verbs before a bare weekday or month.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::annotate) struct Tense {
    /// Words before a future.
    pub future: Vec<String>,
    /// Words before a past.
    pub past: Vec<String>,
}

/// The JSON Schema (draft-07) of `rules/dates.yaml`.
pub fn schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft07().into_generator();
    generator.into_root_schema_for::<File>().to_value()
}
