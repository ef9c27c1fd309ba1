//! Which entry a name means: containment, the document's other places, distance, population, class.

use std::collections::BTreeMap;

use super::{Entry, EntryId, Found, Gazetteer, NameKind};

/// What a document has said so far about where it plays: countries and how often each was named.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    countries: BTreeMap<String, u32>,
}

impl Scene {
    /// Notes that a country, or something in it, was named.
    pub fn note(&mut self, country: &str, weight: u32) {
        if !country.is_empty() {
            *self.countries.entry(country.to_owned()).or_default() += weight;
        }
    }

    /// How often a country was named.
    pub fn weight(&self, country: &str) -> u32 {
        self.countries.get(country).copied().unwrap_or(0)
    }

    /// The country named most.
    pub fn main(&self) -> Option<&str> {
        self.countries.iter().max_by_key(|(_, n)| **n).map(|(c, _)| c.as_str())
    }
}

/// The candidate of a name that fits the scene best.
pub fn choose(gazetteer: &Gazetteer, found: &Found, scene: &Scene) -> (EntryId, NameKind) {
    let candidates = gazetteer.candidates(&found.candidates);
    let mut best = candidates[0];
    let mut high = i64::MIN;
    for &(id, kind) in candidates {
        let score = rank(gazetteer.entry(id), scene);
        if score > high {
            high = score;
            best = (id, kind);
        }
    }
    best
}

fn rank(entry: &Entry, scene: &Scene) -> i64 {
    let class = match entry.kind.as_str() {
        "country" => 6_000,
        "armed-group" | "international-organisation" | "military" | "police" | "border-guard" => 5_000,
        "government" | "media" | "company" | "organisation" => 3_500,
        "admin1" => 2_600,
        "settlement" => 2_400,
        "region" | "river" | "valley" | "border" => 2_500,
        _ => 2_000,
    };
    let people = (entry.population.max(1) as f64).log10() * 120.0;
    let here = i64::from(scene.weight(&entry.country).min(12)) * 250;
    class + people as i64 + here
}
