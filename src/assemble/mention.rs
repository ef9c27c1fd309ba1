//! Whom a noun group names: entry, country, kind and count as numbers, spelt out when an event is
//! written. Every group of a sentence is noted, and few are ever written.

use std::ops::Range;

use crate::event::{Certainty, Count, Participant};
use crate::extract::{Kind, Kinds, Scene};
use crate::gazetteer::{EntryId, NameKind};
use crate::group::Tag;
use crate::lexicon::{LexiconId, form};

/// A noun group as somebody who may act or be acted upon.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Its tokens, with its possessor and what hangs on it by "of".
    tokens: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// The entry that it names.
    pub entry: Option<EntryId>,
    /// Whether the entry's role is its own.
    entry_role: bool,
    /// The lexicon of its head.
    lexicon: Option<LexiconId>,
    /// The entry whose country is its own.
    country: Option<EntryId>,
    /// How many.
    pub count: Option<Count>,
}

impl Mention {
    /// The mention of a unit.
    pub fn of(scene: &Scene, unit: usize) -> Mention {
        let u = &scene.parse.units[unit];
        let denotation = scene.denotations[unit];
        let mut out = Mention {
            tokens: scene.extent(unit),
            kind: denotation.kind,
            entry: None,
            entry_role: false,
            lexicon: denotation.lexicon,
            country: scene.country_entry(unit),
            count: count(scene, unit),
        };
        if let Some(id) = denotation.entry {
            let adjective = scene.context.names.iter().any(|n| {
                n.tokens.contains(&u.head)
                    && matches!(n.kind, NameKind::Adjective | NameKind::Demonym)
            });
            if !adjective {
                out.entry = Some(id);
                out.entry_role = true;
                // A capital that acts is its country's government.
                if out.kind == Kind::Place {
                    let entry = scene.gazetteer.entry(id);
                    out.kind = match scene.gazetteer.is_capital(&entry.name, &entry.country) {
                        true => Kind::Government,
                        false => Kind::Unknown,
                    };
                }
            }
        } else {
            let group = |id: EntryId| scene.gazetteer.entry(id).kind == "armed-group";
            // A group's name inside a longer group: "Taliban fighters", "Abu Sayyaf men".
            for n in scene.context.names {
                if n.tokens.start >= u.start
                    && n.tokens.end <= u.head
                    && group(n.entry)
                    && !(u.named && out.kind == Kind::Person)
                {
                    out.entry = Some(n.entry);
                    out.kind = Kind::ArmedGroup;
                }
            }
            // "Members of the front of the group": whatever it hangs on in the end.
            let units = &scene.parse.units;
            let within = std::iter::successors(u.of, |&of| units[of].of);
            let of = within.take(3).find_map(|of| {
                let entry = scene.denotations[of].entry;
                entry.filter(|&id| group(id))
            });
            out.entry = out.entry.or(of);
            let men = out.kind == Kind::ArmedGroup || Kinds::people().has(out.kind);
            if out.entry.is_none() && men {
                out.entry = belongs(scene, unit).filter(|&id| group(id));
            }
        }
        out
    }

    /// As a participant; offsets are bytes until the event is written.
    pub fn participant(&self, scene: &Scene, certainty: Certainty) -> Participant {
        let (text, start, end) = words(scene, self.tokens.clone());
        let entry = self.entry.map(|id| scene.gazetteer.entry(id));
        let lexicon = self
            .lexicon
            .map(|l| &scene.context.words.lexicons[l.0 as usize]);
        let mut role = lexicon.and_then(|l| l.role.clone());
        if let Some(entry) = entry.filter(|e| self.entry_role && !e.role.is_empty()) {
            role = Some(entry.role.clone());
        }
        let capital = self.entry_role && self.kind == Kind::Government;
        if capital && entry.is_some_and(|e| e.is_place() && e.kind != "country") {
            role = Some("GOV".to_owned());
        }
        let country = self
            .country
            .map(|id| scene.gazetteer.entry(id).country.clone());
        Participant {
            text,
            start,
            end,
            id: entry.map(|e| e.id.clone()),
            name: entry.map(|e| e.name.clone()),
            kind: self.kind.as_str().to_owned(),
            code: code(country.as_deref(), role.as_deref(), self.kind),
            country,
            role,
            count: self.count.clone(),
            certainty,
        }
    }
}

/// A noun group as a participant.
pub fn participant(scene: &Scene, unit: usize, certainty: Certainty) -> Participant {
    Mention::of(scene, unit).participant(scene, certainty)
}

/// The words of some tokens with single spaces, and the bytes where they start and end.
pub(super) fn words(scene: &Scene, tokens: Range<usize>) -> (String, usize, usize) {
    let text = scene.context.text;
    let start = text.tokens[tokens.start].start as usize;
    let end = text.tokens[tokens.end.max(tokens.start + 1) - 1].end as usize;
    (
        text.source[start..end]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        start,
        end,
    )
}

/// The CAMEO actor code of a country and a role.
pub(super) fn code(country: Option<&str>, role: Option<&str>, kind: Kind) -> Option<String> {
    let sector = role
        .filter(|r| r.len() == 3 && r.chars().all(|c| c.is_ascii_uppercase()))
        .or(match kind {
            Kind::Government => Some("GOV"),
            Kind::Military | Kind::BorderGuard => Some("MIL"),
            Kind::Police => Some("COP"),
            Kind::ArmedGroup => Some("REB"),
            Kind::Media => Some("MED"),
            Kind::Company => Some("BUS"),
            Kind::Civilians => Some("CVL"),
            Kind::InternationalOrganisation => return Some("IGO".to_owned()),
            _ => None,
        });
    match (country, sector) {
        (None, None) => None,
        (country, sector) => Some(format!(
            "{}{}",
            country.unwrap_or("---"),
            sector.unwrap_or("")
        )),
    }
}

/// How many a noun group counts: its number, or one for "a guard".
pub fn count(scene: &Scene, unit: usize) -> Option<Count> {
    let u = &scene.parse.units[unit];
    if let Some(number) = u.number {
        return Some(scene.context.numbers[number].count.clone());
    }
    let first = scene.context.text.of(u.start).to_ascii_lowercase();
    let one = |text: &str| Count {
        min: Some(1),
        max: Some(1),
        approximate: false,
        text: text.to_owned(),
    };
    if matches!(first.as_str(), "a" | "an" | "another")
        && scene.parse.tags[u.start - scene.parse.start] == Tag::Determiner
    {
        return Some(one(&first));
    }
    if plural(scene, unit) || scene.parse.units[unit].pronoun {
        return None;
    }
    let kind = scene.kind(unit);
    let person = matches!(
        kind,
        Kind::Person
            | Kind::Civilians
            | Kind::Military
            | Kind::Police
            | Kind::BorderGuard
            | Kind::ArmedGroup
    );
    let singular = scene.context.words.info(scene.word(u.head)).forms & form::SINGULAR != 0;
    (person && (singular || u.named && kind == Kind::Person)).then(|| one(""))
}

/// Whether a noun group is more than one.
pub(super) fn plural(scene: &Scene, unit: usize) -> bool {
    let u = &scene.parse.units[unit];
    let info = scene.context.words.info(scene.word(u.head));
    if let Some(number) = u.number {
        return scene.context.numbers[number].count.max != Some(1);
    }
    let always = matches!(
        scene.context.text.of(u.head).to_ascii_lowercase().as_str(),
        "police" | "people" | "troops"
    );
    info.forms & form::PLURAL != 0 && (always || info.forms & form::SINGULAR == 0)
}

/// "Rebels belonging to the front": the group.
fn belongs(scene: &Scene, unit: usize) -> Option<EntryId> {
    let text = scene.context.text;
    let end = scene.extent(unit).end;
    let limit = scene.parse.start + scene.parse.tags.len();
    if end + 2 >= limit
        || !text.of(end).eq_ignore_ascii_case("belonging")
        || !text.of(end + 1).eq_ignore_ascii_case("to")
    {
        return None;
    }
    let here = |n: &&crate::group::Name| (end + 2..=end + 3).contains(&n.tokens.start);
    scene.context.names.iter().find(here).map(|n| n.entry)
}
