//! Which entry a name means: containment, the document's other places, distance, population, class.
//!
//! In come the mentions of a document with their candidates; out goes one entry for each. The same
//! name means the same entry throughout, unless what stands beside a mention says otherwise.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::Serialize;

use super::{Class, EntryId, Found, Gazetteer, NameKind, Row};

/// How it was decided what a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Nothing else is called so.
    Unique,
    /// What stands beside it, here or elsewhere in the text, says what it lies in.
    Containment,
    /// The publisher's country or town.
    Source,
    /// Other names of the text lie in the same country.
    DocumentCountry,
    /// Other names of the text lie near.
    Nearby,
    /// It is the largest or best known of that name.
    Population,
}

/// What a name means.
#[derive(Clone, Copy, Debug)]
pub struct Settled {
    /// The entry.
    pub entry: EntryId,
    /// How it is named.
    pub kind: NameKind,
    /// How it was decided.
    pub basis: Basis,
}

/// A name in a text and the mentions that say what it lies in.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The name with its candidates.
    pub found: Found,
    /// Mentions, by number, that it lies in.
    pub within: Vec<usize>,
}

/// What is known about the publisher, and of when.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The day of publication: an entry that holds at other times is not meant.
    day: Option<jiff::civil::Date>,
    country: u32,
    /// The letters of its domain, where a town's name may stand: `parisbeacon`.
    letters: String,
}

impl Home {
    /// From a domain: the country of its last part (`.ie`); generic ones say nothing.
    pub fn new(
        gazetteer: &Gazetteer,
        source: Option<&str>,
        day: Option<jiff::civil::Date>,
    ) -> Home {
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
            .map(|id| gazetteer.row(id).country);
        let letters = source
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_alphanumeric());
        Home {
            day,
            country: country.unwrap_or_default(),
            letters: letters.collect::<String>().to_lowercase(),
        }
    }

    /// Whether the publisher is called after a place of this name.
    fn called(&self, name: &str) -> bool {
        if self.letters.is_empty() {
            return false;
        }
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
    let country = gazetteer
        .country(country)
        .map_or(0, |id| gazetteer.row(id).country);
    let mut out: Vec<(EntryId, f64)> = candidates
        .iter()
        .map(|&(id, _)| {
            let entry = gazetteer.row(id);
            let here = country != 0 && entry.country == country;
            (id, base(entry) + if here { 4_000.0 } else { 0.0 })
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
pub fn settle(gazetteer: &Gazetteer, mentions: &[Mention], home: &Home) -> Vec<Settled> {
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
                        contains(gazetteer.row(o.id), gazetteer.row(c.id)) && o.share > 0.3
                    })
                })
            };
            let best = |a: &&Candidate, b: &&Candidate| a.score.total_cmp(&b.score);
            let within = sense.candidates.iter().filter(beside).max_by(best);
            let chosen = within.or_else(|| sense.candidates.iter().max_by(best));
            let (first, first_kind) = gazetteer.candidates(&mention.found.candidates)[0];
            let basis = match chosen {
                Some(_) if sense.candidates.len() == 1 => Basis::Unique,
                Some(_) if within.is_some() => Basis::Containment,
                Some(chosen) => basis(gazetteer, &senses, of[i], chosen),
                None => Basis::Unique,
            };
            Settled {
                entry: chosen.map_or(first, |c| c.id),
                kind: chosen.map_or(first_kind, |c| c.kind),
                basis,
            }
        })
        .collect()
}

/// Why a candidate was chosen that is neither the only one nor in what stands beside it.
fn basis(gazetteer: &Gazetteer, senses: &[Sense], own: usize, chosen: &Candidate) -> Basis {
    let sense = &senses[own];
    let row = gazetteer.row(chosen.id);
    let most = |by: &dyn Fn(&Candidate) -> f64| {
        let best = sense.candidates.iter().map(by).fold(f64::MIN, f64::max);
        by(chosen) >= best
    };
    if most(&|c| base(gazetteer.row(c.id))) {
        return Basis::Population;
    }
    if most(&|c| c.base) {
        return Basis::Source;
    }
    let likely = |sense: &Sense, is: &dyn Fn(&Row) -> bool| {
        let mut likely = sense.candidates.iter().filter(|c| c.share > 0.3);
        likely.any(|c| is(gazetteer.row(c.id)))
    };
    let inside = sense
        .within
        .iter()
        .any(|&outer| likely(&senses[outer], &|o| contains(o, row)));
    let around = senses
        .iter()
        .filter(|inner| inner.within.contains(&own))
        .any(|inner| likely(inner, &|i| contains(row, i)));
    if inside || around {
        return Basis::Containment;
    }
    let mut others = senses.iter().enumerate().filter(|(i, _)| *i != own);
    let same = |o: &Row| row.country != 0 && o.country == row.country;
    if others.any(|(_, other)| likely(other, &same)) {
        Basis::DocumentCountry
    } else {
        Basis::Nearby
    }
}

impl Sense {
    fn new(gazetteer: &Gazetteer, found: &Found, home: &Home) -> Sense {
        let all = gazetteer.candidates(&found.candidates);
        let holds = |id: EntryId| home.day.is_none_or(|day| gazetteer.row(id).holds(day));
        // What none of them holds for is still what the text names.
        let dated = all.iter().any(|(id, _)| holds(*id));
        let mut candidates: Vec<Candidate> = all
            .iter()
            .filter(|(id, _)| !dated || holds(*id))
            .map(|&(id, kind)| {
                let entry = gazetteer.row(id);
                let here = home.country != 0 && entry.country == home.country;
                let mut base = base(entry);
                if home.called(gazetteer.rows.name(entry)) {
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
    let mut likely: Vec<(usize, f64, &Row)> = Vec::new();
    for (i, sense) in senses.iter().enumerate().take(NAMES) {
        let weight = 1.0 + sense.weight.ln();
        let shares = sense.candidates.iter().filter(|c| c.share > 0.02);
        likely.extend(shares.map(|c| (i, c.share * weight, gazetteer.row(c.id))));
    }
    let mut scores: Vec<Vec<f64>> = Vec::with_capacity(senses.len());
    for (i, sense) in senses.iter().enumerate() {
        let alone = sense.candidates.len() == 1;
        let score = |c: &Candidate| {
            if alone {
                return c.base;
            }
            let entry = gazetteer.row(c.id);
            let others = likely.iter().filter(|(other, ..)| *other != i);
            let support: f64 = others
                .map(|(_, weight, other)| weight * near(entry, other))
                .sum();
            let inside = |outer: &Sense, c: &Row| -> f64 {
                outer
                    .candidates
                    .iter()
                    .filter(|o| contains(gazetteer.row(o.id), c))
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
                .filter(|inner| contains(entry, gazetteer.row(inner.id)))
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
fn base(entry: &Row) -> f64 {
    let size = |floor: f64| (entry.population as f64).max(floor).log10();
    match entry.class {
        Class::Country => 8_700.0,
        Class::Force => 8_000.0,
        Class::Body => 6_500.0,
        Class::Admin1 => 4_200.0 + 350.0 * size(1e5),
        Class::Settlement => 1_000.0 * size(300.0) + if entry.capital { 1_000.0 } else { 0.0 },
        Class::Admin2 => 4_500.0,
        Class::Region | Class::Nature => 6_000.0,
        Class::Facility | Class::Other => 5_000.0,
    }
}

fn contains(outer: &Row, inner: &Row) -> bool {
    if outer.country != inner.country || outer.country == 0 {
        return false;
    }
    match outer.class {
        Class::Country => inner.class != Class::Country,
        Class::Admin1 => {
            !matches!(inner.class, Class::Admin1 | Class::Country) && inner.admin1 == outer.admin1
        }
        Class::Admin2 => {
            inner.class == Class::Settlement && distance(outer, inner).is_some_and(|d| d < 70.0)
        }
        _ => false,
    }
}

/// How much one entry makes another likely.
fn near(entry: &Row, other: &Row) -> f64 {
    let same = entry.country != 0 && entry.country == other.country;
    let wide = |e: &Row| matches!(e.class, Class::Country | Class::Region);
    if wide(entry) || wide(other) || !entry.class.is_place() || !other.class.is_place() {
        return if same { 0.5 } else { 0.0 };
    }
    let division = same && entry.admin1 != 0 && entry.admin1 == other.admin1;
    if entry.class == Class::Admin1 || other.class == Class::Admin1 {
        let both = entry.class == other.class;
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

/// Kilometres, on a plane that is good enough for near places; nothing between far latitudes.
fn distance(a: &Row, b: &Row) -> Option<f64> {
    let ((la, lo), (lb, lp)) = (a.point?, b.point?);
    if (la - lb).abs() > 30.0 {
        return None;
    }
    let turn = (lo - lp).abs();
    let turn = if turn > 180.0 { 360.0 - turn } else { turn };
    let x = turn * ((la + lb) / 2.0).to_radians().cos();
    Some(111.2 * x.hypot(la - lb))
}
