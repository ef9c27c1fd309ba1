//! Which entry a name means: containment, the document's other places, distance, population, class.
//!
//! In come the mentions of a document with their candidates; out goes one entry for each. The same
//! name means the same entry throughout, unless what stands beside a mention says otherwise.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::{Entry, EntryId, Found, Gazetteer, NameKind};

/// A name in a text and the mentions that say what it lies in.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The name with its candidates.
    pub found: Found,
    /// Mentions, by number, that it lies in.
    pub within: Vec<usize>,
}

/// What is known about the publisher.
#[derive(Clone, Debug, Default)]
pub struct Home {
    country: String,
    /// The letters of its domain, where a town's name may stand: `parisbeacon`.
    letters: String,
}

impl Home {
    /// From a domain: the country of its last part (`.ie`); generic ones say nothing.
    pub fn new(gazetteer: &Gazetteer, source: Option<&str>) -> Home {
        let end = source
            .and_then(|s| s.trim_end_matches('/').rsplit('.').next())
            .unwrap_or_default();
        let code = if end.eq_ignore_ascii_case("uk") {
            "GB".to_owned()
        } else {
            end.to_ascii_uppercase()
        };
        let country = gazetteer
            .country_of_iso2(&code)
            .map(|id| gazetteer.entry(id).country.clone());
        let letters = source
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_alphanumeric());
        Home {
            country: country.unwrap_or_default(),
            letters: letters.collect::<String>().to_lowercase(),
        }
    }

    /// Whether the publisher is called after a place of this name.
    fn called(&self, name: &str) -> bool {
        let letters: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.len() > 4 && self.letters.contains(&letters.to_lowercase())
    }
}

/// The readings of a name by how likely each is outside any text, the likeliest first; places of
/// `country` gain.
pub fn readings(
    gazetteer: &Gazetteer,
    candidates: &[(EntryId, NameKind)],
    country: &str,
) -> Vec<(EntryId, f64)> {
    let mut out: Vec<(EntryId, f64)> = candidates
        .iter()
        .map(|&(id, _)| {
            let entry = gazetteer.entry(id);
            let here = !country.is_empty() && entry.country == country;
            (
                id,
                base(gazetteer, entry) + if here { 4_000.0 } else { 0.0 },
            )
        })
        .collect();
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    out
}

/// At most so many candidates of a name are weighed.
const CANDIDATES: usize = 16;
/// At most so many names of a document support each other.
const NAMES: usize = 80;
/// Score per unit of the logarithm of support.
const SUPPORT: f64 = 1_300.0;
/// Support beyond this counts no more.
const MOST: f64 = 12.0;
/// Score of lying in what stands beside the name.
const CONTAINED: f64 = 6_000.0;
/// Difference in score that makes a reading e times as likely.
const TEMPER: f64 = 600.0;

struct Candidate {
    id: EntryId,
    kind: NameKind,
    base: f64,
    score: f64,
    share: f64,
}

/// One name of the document with all its mentions.
struct Sense {
    candidates: Vec<Candidate>,
    weight: f64,
    within: Vec<usize>,
}

/// The entry of each mention.
pub fn settle(
    gazetteer: &Gazetteer,
    mentions: &[Mention],
    home: &Home,
) -> Vec<(EntryId, NameKind)> {
    let mut number: HashMap<u32, usize, FixedState> = HashMap::default();
    let mut senses: Vec<Sense> = Vec::new();
    let mut of: Vec<usize> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let next = senses.len();
        let sense = *number.entry(mention.found.candidates.start).or_insert(next);
        if sense == next {
            senses.push(Sense::new(gazetteer, &mention.found, home));
        }
        senses[sense].weight += 1.0;
        of.push(sense);
    }
    for (i, mention) in mentions.iter().enumerate() {
        for &outer in &mention.within {
            let outer = of[outer];
            if outer != of[i] && !senses[of[i]].within.contains(&outer) {
                senses[of[i]].within.push(outer);
            }
        }
    }
    for _ in 0..3 {
        round(gazetteer, &mut senses);
    }
    mentions
        .iter()
        .enumerate()
        .map(|(i, mention)| {
            let sense = &senses[of[i]];
            // What stands beside this very mention goes first.
            let beside = |c: &&Candidate| {
                mention.within.iter().any(|&outer| {
                    let outer = &senses[of[outer]];
                    outer.candidates.iter().any(|o| {
                        contains(gazetteer.entry(o.id), gazetteer.entry(c.id)) && o.share > 0.3
                    })
                })
            };
            let best = |a: &&Candidate, b: &&Candidate| a.score.total_cmp(&b.score);
            let chosen = sense.candidates.iter().filter(beside).max_by(best);
            let chosen = chosen.or_else(|| sense.candidates.iter().max_by(best));
            chosen.map_or(gazetteer.candidates(&mention.found.candidates)[0], |c| {
                (c.id, c.kind)
            })
        })
        .collect()
}

impl Sense {
    fn new(gazetteer: &Gazetteer, found: &Found, home: &Home) -> Sense {
        let mut candidates: Vec<Candidate> = gazetteer
            .candidates(&found.candidates)
            .iter()
            .map(|&(id, kind)| {
                let entry = gazetteer.entry(id);
                let here = !home.country.is_empty() && entry.country == home.country;
                let mut base = base(gazetteer, entry);
                if home.called(&entry.name) {
                    // A local paper: its town is seldom the largest or the best known of that name.
                    base = 4_000.0 + base * 0.25;
                }
                base += if here { 1_200.0 } else { 0.0 };
                Candidate {
                    id,
                    kind,
                    base,
                    score: base,
                    share: 0.0,
                }
            })
            .collect();
        candidates.sort_by(|a, b| b.base.total_cmp(&a.base).then(a.id.cmp(&b.id)));
        candidates.truncate(CANDIDATES);
        let mut sense = Sense {
            candidates,
            weight: 0.0,
            within: Vec::new(),
        };
        sense.share();
        sense
    }

    fn share(&mut self) {
        let high = self
            .candidates
            .iter()
            .map(|c| c.score)
            .fold(f64::MIN, f64::max);
        let mut total = 0.0;
        for c in &mut self.candidates {
            c.share = ((c.score - high) / TEMPER).exp();
            total += c.share;
        }
        for c in &mut self.candidates {
            c.share /= total;
        }
    }
}

/// Weighs every candidate by what the other names most likely mean.
fn round(gazetteer: &Gazetteer, senses: &mut [Sense]) {
    let mut scores: Vec<Vec<f64>> = Vec::with_capacity(senses.len());
    for (i, sense) in senses.iter().enumerate() {
        let alone = sense.candidates.len() == 1;
        let score = |c: &Candidate| {
            if alone {
                return c.base;
            }
            let entry = gazetteer.entry(c.id);
            let mut support = 0.0;
            for (_, other) in senses
                .iter()
                .enumerate()
                .take(NAMES)
                .filter(|(j, _)| *j != i)
            {
                let near: f64 = other
                    .candidates
                    .iter()
                    .filter(|o| o.share > 0.02)
                    .map(|o| o.share * near(entry, gazetteer.entry(o.id)))
                    .sum();
                support += near * (1.0 + other.weight.ln());
            }
            let inside = |outer: &Sense, c: &Entry| -> f64 {
                outer
                    .candidates
                    .iter()
                    .filter(|o| contains(gazetteer.entry(o.id), c))
                    .map(|o| o.share)
                    .sum()
            };
            let within: f64 = sense
                .within
                .iter()
                .map(|&o| inside(&senses[o], entry))
                .fold(0.0, f64::max);
            let around: f64 = senses
                .iter()
                .filter(|inner| inner.within.contains(&i))
                .flat_map(|inner| &inner.candidates)
                .filter(|inner| contains(entry, gazetteer.entry(inner.id)))
                .map(|inner| inner.share)
                .fold(0.0, f64::max);
            c.base
                + SUPPORT * support.min(MOST).ln_1p()
                + CONTAINED * within
                + 0.5 * CONTAINED * around
        };
        scores.push(sense.candidates.iter().map(score).collect());
    }
    for (sense, scores) in senses.iter_mut().zip(scores) {
        for (candidate, score) in sense.candidates.iter_mut().zip(scores) {
            candidate.score = score;
        }
        sense.share();
    }
}

/// How likely an entry is meant when nothing else is known.
fn base(gazetteer: &Gazetteer, entry: &Entry) -> f64 {
    let size = |floor: f64| (entry.population as f64).max(floor).log10();
    match entry.kind.as_str() {
        "country" => 8_700.0,
        "armed-group" | "international-organisation" | "military" | "police" | "border-guard" => {
            8_000.0
        }
        "government" | "media" | "company" | "organisation" => 6_500.0,
        "admin1" => 4_200.0 + 350.0 * size(1e5),
        "settlement" => {
            let capital = gazetteer.is_capital(&entry.name, &entry.country);
            1_000.0 * size(300.0) + if capital { 1_000.0 } else { 0.0 }
        }
        "admin2" => 4_500.0,
        "region" | "river" | "valley" | "border" => 6_000.0,
        _ => 5_000.0,
    }
}

fn contains(outer: &Entry, inner: &Entry) -> bool {
    if outer.country != inner.country || outer.country.is_empty() {
        return false;
    }
    match outer.kind.as_str() {
        "country" => inner.kind != "country",
        "admin1" => {
            inner.kind != "admin1" && inner.admin1 == outer.admin1 && inner.kind != "country"
        }
        "admin2" => inner.kind == "settlement" && distance(outer, inner).is_some_and(|d| d < 70.0),
        _ => false,
    }
}

/// How much one entry makes another likely.
fn near(entry: &Entry, other: &Entry) -> f64 {
    let same = !entry.country.is_empty() && entry.country == other.country;
    let wide = |e: &Entry| matches!(e.kind.as_str(), "country" | "region");
    if wide(entry) || wide(other) || !entry.is_place() || !other.is_place() {
        return if same { 0.5 } else { 0.0 };
    }
    let division = same && !entry.admin1.is_empty() && entry.admin1 == other.admin1;
    if entry.kind == "admin1" || other.kind == "admin1" {
        let both = entry.kind == other.kind;
        return match (division, same) {
            (true, _) => 1.0,
            (_, true) if both => 1.5,
            (_, true) => 0.3,
            _ => 0.0,
        };
    }
    let close =
        distance(entry, other).map_or(0.0, |d| 2.0 * (-d / 50.0).exp() + 0.8 * (-d / 300.0).exp());
    close + if division { 0.5 } else { 0.0 } + if same { 0.3 } else { 0.0 }
}

/// Kilometres, on a plane that is good enough for near places.
fn distance(a: &Entry, b: &Entry) -> Option<f64> {
    let ((la, lo), (lb, lp)) = (a.point?, b.point?);
    let turn = (lo - lp).abs();
    let turn = if turn > 180.0 { 360.0 - turn } else { turn };
    let x = turn * ((la + lb) / 2.0).to_radians().cos();
    Some(111.2 * x.hypot(la - lb))
}
