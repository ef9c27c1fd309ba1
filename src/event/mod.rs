//! The event record: what `panj extract` writes, field by field.
//!
//! Every record has every field: an empty list is `[]`, an unknown value `null`. Offsets count
//! Unicode code points of the document's decoded text, end exclusive.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::document::DocumentInfo;

/// One event.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Event {
    /// Stable id: derived from the document id, the type and the anchor span.
    pub id: String,
    /// The document it was read from.
    pub document: DocumentInfo,
    /// Event type of the ontology, e.g. `ASSAULT`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Modes of that type, e.g. `drone`.
    pub modes: Vec<String>,
    /// What the text is about, e.g. `terrorism`.
    pub contexts: Vec<String>,
    /// Whether it happened.
    pub status: Status,
    /// Who acts.
    pub actors: Vec<Participant>,
    /// To whom it is done.
    pub recipients: Vec<Participant>,
    /// Weapons and means.
    pub instruments: Vec<Mention>,
    /// Its toll.
    pub casualties: Vec<Casualty>,
    /// When it happened, not when it was reported.
    pub date: Option<Date>,
    /// Where it happened, the most specific place that the text supports.
    pub place: Option<Place>,
    /// Where it was launched or crossed from.
    pub origin: Option<Place>,
    /// Whether somebody takes responsibility.
    pub claim: Option<Claim>,
    /// What is asked, alleged, promised or refused.
    pub content: Option<Span>,
    /// Who says that it happened.
    pub attribution: Vec<Attribution>,
    /// Slots that a rule file declares beyond these.
    pub other: BTreeMap<String, Vec<Mention>>,
    /// The same event in other codings.
    pub codes: Codes,
    /// The words and rules that it was read from.
    pub evidence: Evidence,
}

/// Whether an event happened.
#[derive(
    Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is reported as done.
    Occurred,
    /// It goes on.
    Ongoing,
    /// It was tried and failed, or its end is not told.
    Attempted,
    /// It is announced or intended.
    Planned,
    /// It would happen under a condition.
    Hypothetical,
    /// It is said not to have happened.
    Negated,
}

/// A span of the text, with the gazetteer entry that it names, if any.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Mention {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Gazetteer id, e.g. `grp/iskp`.
    pub id: Option<String>,
    /// Canonical name of the entry.
    pub name: Option<String>,
    /// What it is, e.g. `armed-group`, `weapon`.
    pub kind: String,
}

/// Somebody who takes part in an event.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Participant {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Gazetteer id, e.g. `grp/iskp`.
    pub id: Option<String>,
    /// Canonical name of the entry.
    pub name: Option<String>,
    /// `country`, `government`, `military`, `police`, `border-guard`, `armed-group`,
    /// `international-organisation`, `company`, `media`, `organisation`, `person`, `civilians`,
    /// `facility` or `unknown`.
    pub kind: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Role from the lexicons, e.g. `worker`, `president`.
    pub role: Option<String>,
    /// CAMEO actor code derived from country and role, e.g. `TJKGOV`.
    pub code: Option<String>,
    /// How many.
    pub count: Option<Count>,
    /// How sure the text is that it took part.
    pub certainty: Certainty,
}

/// How sure the text is of a participant.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Told as fact.
    Stated,
    /// Thought to have done it.
    Suspected,
    /// Accused of it.
    Accused,
    /// Takes responsibility.
    Claimed,
    /// Denies it.
    Denied,
}

/// A number of people or things; `null` on an open side.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Count {
    /// At least so many.
    pub min: Option<u64>,
    /// At most so many.
    pub max: Option<u64>,
    /// A vague or hedged figure.
    pub approximate: bool,
    /// The words.
    pub text: String,
}

/// A part of an event's toll.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Casualty {
    /// What befell them.
    pub outcome: Outcome,
    /// How many.
    pub count: Option<Count>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Role from the lexicons.
    pub role: Option<String>,
    /// Participant kind.
    pub kind: String,
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Whose figure it is, where one source stands behind it.
    pub attribution: Option<String>,
}

/// What befell people.
#[derive(
    Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Dead.
    Killed,
    /// Hurt.
    Injured,
    /// Not found.
    Missing,
    /// Taken.
    Captured,
    /// Put out of action, as security services say.
    Neutralised,
}

/// A date, in EDTF level 1 (ISO 8601-2:2019).
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Date {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// EDTF, e.g. `XXXX-11-26`.
    pub edtf: String,
    /// First day, ISO; null while the year is unknown.
    pub earliest: Option<String>,
    /// Last day, ISO; null while the year is unknown or the end is open.
    pub latest: Option<String>,
    /// How fine it is.
    pub precision: Precision,
    /// Where its parts come from.
    pub basis: Basis,
}

/// How fine a date is.
#[derive(
    Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// One day.
    Day,
    /// A few days.
    Days,
    /// A calendar week.
    Week,
    /// A month.
    Month,
    /// A quarter or season.
    Season,
    /// A year or more.
    Year,
}

/// Where the parts of a date come from.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// All parts stand in the text.
    Explicit,
    /// Resolved against the day of publication.
    Publication,
    /// Year or month carried over from elsewhere in the document.
    Context,
    /// Supplied by another document's report of the same incident.
    Linked,
}

/// A place.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Place {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Gazetteer id.
    pub id: Option<String>,
    /// Canonical name.
    pub name: Option<String>,
    /// `country`, `admin1`, `admin2`, `settlement`, `valley`, `river`, `border`, `facility`, `region`.
    pub kind: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Second-level division.
    pub admin2: Option<String>,
    /// Latitude, WGS84 degrees.
    pub lat: Option<f64>,
    /// Longitude, WGS84 degrees.
    pub lon: Option<f64>,
    /// How the event lies to it.
    pub relation: Relation,
}

/// How an event lies to its place.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Inside it.
    In,
    /// Close to it.
    Near,
    /// Along it.
    Along,
}

/// Whether somebody takes responsibility for an event.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Claim {
    /// What is said of responsibility.
    pub status: ClaimStatus,
    /// Who claims or denies.
    pub by: Vec<Participant>,
}

/// What is said of responsibility.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClaimStatus {
    /// Somebody takes it.
    Claimed,
    /// Nobody has taken it.
    Unclaimed,
    /// Somebody denies it.
    Denied,
}

/// Who says that something happened.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Attribution {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Gazetteer id.
    pub id: Option<String>,
    /// Canonical name.
    pub name: Option<String>,
    /// Participant kind.
    pub kind: String,
    /// The reporting words: `said`, `according to`.
    pub verb: String,
}

/// The event in other codings; codes are text.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Codes {
    /// CAMEO, e.g. `190`.
    pub cameo: Option<String>,
    /// PLOVER type and first mode, e.g. `ASSAULT/drone`.
    pub plover: String,
    /// ACLED event and sub-event type, or null where ACLED does not code it.
    pub acled: Option<String>,
}

/// The words and rules that an event was read from.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Evidence {
    /// The words that triggered the first rule.
    pub anchor: Span,
    /// Every sentence that contributed a field.
    pub sentences: Vec<Span>,
    /// Every rule that contributed, in order of the text.
    pub rules: Vec<String>,
}

/// A quoted span.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, JsonSchema)]
pub struct Span {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}
