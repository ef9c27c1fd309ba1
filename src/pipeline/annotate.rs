//! The mentions of a document, for people and for other programs.

use serde::Serialize;

use super::points::CodePoints;
use crate::annotate::name::inside;
use crate::annotate::time::{TimeContext, TimexType};
use crate::event::Count;
use crate::extract::{Kind, Scene};
use crate::gazetteer::NameKind;
use crate::gazetteer::resolve::Basis;
use crate::group::Name;
use crate::pack::Extractor;
use crate::text::SentenceKind;
use crate::{Document, DocumentInfo};

/// A document with the mentions found in it.
#[derive(Clone, Debug, Serialize)]
pub struct Annotated {
    /// The document.
    pub document: DocumentInfo,
    /// The mentions, in order of the text.
    pub mentions: Vec<AnnotatedMention>,
}

/// One mention with its normalised value.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AnnotatedMention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `place`, `nationality`, `group`, `organisation`, `person`, `weapon`, `date`, `time`,
    /// `duration`, `set` or `number`.
    pub kind: String,
    /// Gazetteer id.
    pub id: Option<String>,
    /// Canonical name.
    pub name: Option<String>,
    /// What the entry is, e.g. `settlement`, `armed-group`.
    pub class: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Latitude, WGS84 degrees.
    pub lat: Option<f64>,
    /// Longitude, WGS84 degrees.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames_id: Option<u64>,
    /// For a place that stands for its authorities ("Beijing said"): `government`.
    pub metonym: Option<&'static str>,
    /// How it was decided which entry of that name is meant.
    pub basis: Option<Basis>,
    /// EDTF, for what stands on the calendar.
    pub edtf: Option<String>,
    /// First day, ISO.
    pub earliest: Option<String>,
    /// Last day, ISO.
    pub latest: Option<String>,
    /// TIMEX3 type and value.
    pub timex: Option<Timex>,
    /// For numbers.
    pub count: Option<Count>,
}

/// TIMEX3 type and value.
#[derive(Clone, Debug, Serialize)]
pub struct Timex {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The value.
    pub value: String,
}

impl Extractor {
    /// Marks the mentions of a document.
    pub fn annotate(&self, document: &Document) -> Annotated {
        let prepared = self.prepare(document, true);
        let text = &prepared.text;
        let points = CodePoints::new(&document.text);
        let mut times = TimeContext::new(prepared.published, None);
        self.dateline(&prepared, &mut times);
        let mut mentions = Vec::new();
        let mut acting: Vec<usize> = Vec::new();
        let place = |range: &std::ops::Range<usize>| {
            let s = crate::assemble::span(text, range.clone());
            (s.text, points.at(s.start), points.at(s.end))
        };
        for sentence in &text.sentences {
            let found = self.times.find(text, sentence.tokens(), &mut times);
            if sentence.kind == SentenceKind::Heading {
                times.heading(&found);
            }
            for m in &found {
                let (words, start, end) = place(&m.tokens);
                let (kind, timex) = match m.kind {
                    TimexType::Date => ("date", "DATE"),
                    TimexType::Time => ("time", "TIME"),
                    TimexType::Duration => ("duration", "DURATION"),
                    TimexType::Set => ("set", "SET"),
                };
                mentions.push(AnnotatedMention {
                    start,
                    end,
                    text: words,
                    kind: kind.to_owned(),
                    edtf: m.edtf.clone(),
                    earliest: m.earliest.map(|d| d.to_string()),
                    latest: m.latest.map(|d| d.to_string()),
                    timex: Some(Timex {
                        kind: timex,
                        value: m.value.clone(),
                    }),
                    ..AnnotatedMention::default()
                });
            }
            let analysis = self.analyse(text, sentence.tokens(), found);
            for number in &analysis.raw {
                if analysis
                    .mentions
                    .iter()
                    .any(|m| m.tokens.contains(&number.tokens.start))
                {
                    continue;
                }
                let (words, start, end) = place(&number.tokens);
                mentions.push(AnnotatedMention {
                    start,
                    end,
                    text: words,
                    kind: "number".to_owned(),
                    count: Some(number.to_count(text)),
                    ..AnnotatedMention::default()
                });
            }
            self.scene(&prepared, &analysis, |scene| {
                people_and_weapons(scene, &points, &mut mentions);
                acting.extend(actors(scene));
            });
        }
        let inner: Vec<Name> = prepared
            .names
            .iter()
            .filter_map(|n| inside(&self.gazetteer, text, n))
            .collect();
        for name in prepared.names.iter().chain(&inner) {
            let entry = self.gazetteer.entry(name.entry);
            let (words, start, end) = place(&name.tokens);
            let kind = match (name.kind, entry.kind.as_str()) {
                (NameKind::Adjective | NameKind::Demonym, _) => "nationality",
                _ if entry.is_place() => "place",
                (_, "armed-group") => "group",
                _ => "organisation",
            };
            mentions.push(AnnotatedMention {
                start,
                end,
                text: words,
                kind: kind.to_owned(),
                id: Some(entry.id.clone()),
                name: Some(entry.name.clone()),
                class: Some(entry.kind.clone()),
                country: Some(entry.country.clone()).filter(|c| !c.is_empty()),
                lat: entry.point.map(|p| p.0),
                lon: entry.point.map(|p| p.1),
                geonames_id: entry.geonames,
                metonym: acting.contains(&name.tokens.start).then_some("government"),
                basis: Some(name.basis),
                ..AnnotatedMention::default()
            });
        }
        mentions.sort_by_key(|m| (m.start, m.end));
        Annotated {
            document: prepared.info,
            mentions,
        }
    }
}

/// The first tokens of capitals and countries that act as governments do: subjects of verbs in the
/// active voice, agents of passives.
fn actors<'a>(scene: &'a Scene) -> impl Iterator<Item = usize> + 'a {
    let parse = scene.parse;
    let subjects = parse
        .clauses
        .iter()
        .filter(|c| !c.passive)
        .filter_map(|c| c.subject);
    let agents = parse.phrases.iter().filter(|p| {
        let passive = p.clause.is_some_and(|c| parse.clauses[c].passive);
        passive
            && scene
                .context
                .text
                .of(p.preposition)
                .eq_ignore_ascii_case("by")
    });
    let units = subjects.chain(agents.map(|p| p.unit));
    units
        .flat_map(|unit| parse.members(unit))
        .filter(|&unit| {
            let entry = scene.denotations[unit].entry;
            entry.is_some_and(|id| {
                let entry = scene.gazetteer.entry(id);
                match entry.kind.as_str() {
                    "country" => scene.kind(unit) == Kind::Country,
                    "settlement" => scene.gazetteer.is_capital(&entry.name, &entry.country),
                    _ => false,
                }
            })
        })
        .map(|unit| parse.units[unit].head)
        .filter_map(|head| {
            scene
                .context
                .names
                .iter()
                .find(|n| n.tokens.contains(&head))
        })
        .map(|name| name.tokens.start)
}

/// Persons that no gazetteer holds, and weapons of the lexicons, by the groups of a sentence.
fn people_and_weapons(scene: &Scene, points: &CodePoints, mentions: &mut Vec<AnnotatedMention>) {
    for (index, unit) in scene.parse.units.iter().enumerate() {
        let kind = match scene.kind(index) {
            Kind::Person if unit.named => "person",
            Kind::Weapon => "weapon",
            _ => continue,
        };
        let span = crate::assemble::span(scene.context.text, scene.extent(index));
        mentions.push(AnnotatedMention {
            start: points.at(span.start),
            end: points.at(span.end),
            text: span.text,
            kind: kind.to_owned(),
            country: scene.country(index),
            ..AnnotatedMention::default()
        });
    }
}
