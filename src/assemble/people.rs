//! Noun groups to participants and casualties; pronouns and descriptions to whom they stand for.

use super::tellers::{own_body, speaker, teller};
use crate::event::{Casualty, Certainty, Count, Outcome, Participant};
use crate::extract::{Filler, Kind, Kinds, Scene};
use crate::group::Tag;
use crate::lexicon::form;

/// Somebody named earlier in the document.
#[derive(Clone, Debug)]
pub struct Referent {
    /// As a participant.
    pub participant: Participant,
    /// Its kind.
    pub kind: Kind,
    /// More than one.
    pub plural: bool,
    /// Was a subject.
    pub subject: bool,
    /// Named or in the gazetteer.
    pub named: bool,
    /// First token.
    pub token: usize,
}

/// Everybody named so far, in order.
#[derive(Clone, Debug, Default)]
pub struct Discourse {
    referents: Vec<Referent>,
    /// The persons that the document names in full, by token.
    full: Vec<std::ops::Range<usize>>,
}

impl Discourse {
    /// With the persons that the document names in full.
    pub fn new(full: &[std::ops::Range<usize>]) -> Discourse {
        Discourse {
            full: full.to_vec(),
            ..Discourse::default()
        }
    }

    /// The full name of whom a part of it names: "Roe" for "Ana Roe".
    fn full_name(&self, scene: &Scene, unit: usize) -> Option<String> {
        let text = scene.context.text;
        let u = &scene.parse.units[unit];
        let named = |t: usize| scene.parse.tags[t - scene.parse.start] == Tag::Name;
        if !named(u.head) {
            return None;
        }
        let mut first = u.head;
        while first > u.start && named(first - 1) {
            first -= 1;
        }
        let part = &text.tokens[first..=u.head];
        let longer = |r: &&std::ops::Range<usize>| {
            r.len() >= part.len()
                && text.tokens[(*r).clone()]
                    .windows(part.len())
                    .any(|w| w.iter().zip(part).all(|(a, b)| a.word == b.word))
        };
        let before = self.full.iter().filter(|r| r.start < u.start);
        let found = before.filter(longer).max_by_key(|r| r.len());
        let found = found.or_else(|| self.full.iter().find(longer))?;
        Some(text.span(found.clone()).to_owned())
    }

    /// Takes note of the noun groups of a sentence.
    pub fn note(&mut self, scene: &Scene) {
        for (index, unit) in scene.parse.units.iter().enumerate() {
            if unit.kind != crate::group::UnitKind::Noun || unit.pronoun {
                continue;
            }
            let kind = scene.kind(index);
            if !Kinds::participant().has(kind) || kind == Kind::Unknown && !unit.named {
                continue;
            }
            let subject = scene.parse.clauses.iter().any(|c| c.subject == Some(index));
            let mut who = participant(scene, index, Certainty::Stated);
            if who.id.is_none() && unit.named && who.kind == "person" {
                who.name = self.full_name(scene, index);
            }
            self.referents.push(Referent {
                participant: who,
                kind,
                plural: plural(scene, index) || unit.next.is_some(),
                subject,
                named: unit.named || scene.denotations[index].entry.is_some(),
                token: unit.start,
            });
        }
    }

    /// What the pronouns of a sentence stand for.
    pub fn stand(&self, scene: &Scene) -> Vec<(usize, Kind)> {
        let mut out = Vec::new();
        for (index, unit) in scene.parse.units.iter().enumerate() {
            if !unit.pronoun || unit.negated {
                continue;
            }
            let word = scene.context.text.of(unit.head);
            let kind = match teller(scene, word, index).or_else(|| speaker(scene, word, index)) {
                Some(teller) => Kind::parse(&participant(scene, teller, Certainty::Stated).kind),
                None => self
                    .pronoun(word, unit.start, None)
                    .and_then(|who| Kind::parse(&who.kind)),
            };
            if let Some(kind) = kind {
                out.push((index, kind));
            }
        }
        out
    }

    /// Whom a pronoun at a token stands for.
    pub fn pronoun(&self, word: &str, token: usize, not: Option<usize>) -> Option<Participant> {
        let word = word.to_ascii_lowercase();
        let fits = |r: &&Referent| {
            r.token < token
                && Some(r.token) != not
                && match word.as_str() {
                    "he" | "she" | "him" | "her" | "himself" | "herself" => {
                        !r.plural
                            && matches!(
                                r.kind,
                                Kind::Person
                                    | Kind::Civilians
                                    | Kind::Military
                                    | Kind::Police
                                    | Kind::ArmedGroup
                                    | Kind::Unknown
                            )
                            && r.participant
                                .count
                                .as_ref()
                                .is_none_or(|c| c.max == Some(1))
                            && !(r.named
                                && r.kind == Kind::ArmedGroup
                                && r.participant.id.is_some())
                    }
                    "they" | "them" | "themselves" => {
                        r.plural
                            || matches!(
                                r.kind,
                                Kind::ArmedGroup
                                    | Kind::Organisation
                                    | Kind::Government
                                    | Kind::Police
                                    | Kind::Military
                            )
                    }
                    "it" | "itself" => {
                        !r.plural
                            && matches!(
                                r.kind,
                                Kind::Country
                                    | Kind::Government
                                    | Kind::Organisation
                                    | Kind::InternationalOrganisation
                                    | Kind::ArmedGroup
                                    | Kind::Company
                                    | Kind::Media
                            )
                            || matches!(r.kind, Kind::Country | Kind::InternationalOrganisation)
                    }
                    _ => false,
                }
        };
        let recent = |r: &&Referent| token.saturating_sub(r.token) < 90;
        self.referents
            .iter()
            .rev()
            .take_while(recent)
            .find(|r| r.subject && fits(r))
            .or_else(|| self.referents.iter().rev().take_while(recent).find(fits))
            .map(|r| r.participant.clone())
    }

    /// How many "the intruders" are: the figure of the last group of that kind.
    fn count(&self, scene: &Scene, unit: usize) -> Option<Count> {
        let u = &scene.parse.units[unit];
        let kind = scene.kind(unit);
        if !u.definite || u.named || u.pronoun || kind != Kind::ArmedGroup {
            return None;
        }
        self.referents
            .iter()
            .rev()
            .filter(|r| r.token < u.start && u.start - r.token < 90 && r.kind == kind)
            .find_map(|r| r.participant.count.clone())
    }

    /// Whom "the group", "its leaders", "the attackers" stand for: the last named one of that kind.
    pub fn description(&self, kind: Kind, token: usize) -> Option<&Participant> {
        self.referents
            .iter()
            .rev()
            .filter(|r| r.token < token && token - r.token < 400)
            .find(|r| r.named && r.kind == kind && r.participant.id.is_some())
            .map(|r| &r.participant)
    }
}

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

fn base(scene: &Scene, tokens: std::ops::Range<usize>) -> (String, usize, usize) {
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

/// A noun group as a participant; offsets are bytes until the event is written.
pub fn participant(scene: &Scene, unit: usize, certainty: Certainty) -> Participant {
    let u = &scene.parse.units[unit];
    let denotation = scene.denotations[unit];
    let (text, start, end) = base(scene, scene.extent(unit));
    let mut kind = denotation.kind;
    let mut id = None;
    let mut name = None;
    let mut role = denotation
        .lexicon
        .and_then(|l| scene.context.words.lexicons[l.0 as usize].role.clone());
    let country = scene.country(unit);
    if let Some(entry) = denotation.entry {
        let entry = scene.gazetteer.entry(entry);
        let adjective = scene.context.names.iter().any(|n| {
            n.tokens.contains(&u.head)
                && matches!(
                    n.kind,
                    crate::gazetteer::NameKind::Adjective | crate::gazetteer::NameKind::Demonym
                )
        });
        if !adjective {
            id = Some(entry.id.clone());
            name = Some(entry.name.clone());
            if !entry.role.is_empty() {
                role = Some(entry.role.clone());
            }
            // A capital that acts is its country's government.
            if kind == Kind::Place {
                if scene.gazetteer.is_capital(&entry.name, &entry.country) {
                    kind = Kind::Government;
                    role = Some("GOV".to_owned());
                } else {
                    kind = Kind::Unknown;
                }
            }
        }
    } else {
        // A group's name inside a longer group: "Taliban fighters", "Abu Sayyaf men".
        for n in scene.context.names {
            if n.tokens.start >= u.start && n.tokens.end <= u.head {
                let entry = scene.gazetteer.entry(n.entry);
                if entry.kind == "armed-group" && !(u.named && kind == Kind::Person) {
                    id = Some(entry.id.clone());
                    name = Some(entry.name.clone());
                    kind = Kind::ArmedGroup;
                }
            }
        }
        if id.is_none()
            && let Some(of) = u.of
            && let Some(entry) = scene.denotations[of].entry
            && scene.gazetteer.entry(entry).kind == "armed-group"
        {
            id = Some(scene.gazetteer.entry(entry).id.clone());
            name = Some(scene.gazetteer.entry(entry).name.clone());
        }
    }
    let count = count(scene, unit);
    let code = code(country.as_deref(), role.as_deref(), kind);
    Participant {
        text,
        start,
        end,
        id,
        name,
        kind: kind.as_str().to_owned(),
        country,
        role,
        code,
        count,
        certainty,
    }
}

/// The CAMEO actor code of a country and a role.
fn code(country: Option<&str>, role: Option<&str>, kind: Kind) -> Option<String> {
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

/// The participants of a filler: each member of a coordination, pronouns resolved.
pub fn participants(
    scene: &Scene,
    discourse: &Discourse,
    filler: Filler,
    certainty: Certainty,
) -> Vec<Participant> {
    match filler {
        Filler::Tokens(start, end) => {
            let unit = scene.parse.unit_of(start);
            let u = &scene.parse.units[unit];
            if u.start == start && u.end == end {
                return vec![participant(scene, unit, certainty)];
            }
            let (text, from, to) = base(scene, start..end);
            let name = scene
                .context
                .names
                .iter()
                .find(|n| n.tokens.contains(&start));
            let entry = name.map(|n| scene.gazetteer.entry(n.entry));
            let kind = scene.modifier_kind(start, start).unwrap_or(Kind::Unknown);
            let country = entry.map(|e| e.country.clone()).filter(|c| !c.is_empty());
            vec![Participant {
                text,
                start: from,
                end: to,
                id: entry.map(|e| e.id.clone()),
                name: entry.map(|e| e.name.clone()),
                kind: kind.as_str().to_owned(),
                code: code(country.as_deref(), None, kind),
                country,
                role: None,
                count: None,
                certainty,
            }]
        }
        Filler::Unit(unit) => {
            let mut out = Vec::new();
            for member in scene.parse.members(unit) {
                let u = &scene.parse.units[member];
                if u.negated {
                    continue;
                }
                if u.pronoun {
                    let word = scene.context.text.of(u.head);
                    if let Some(speaker) = speaker(scene, word, member) {
                        out.push(participant(scene, speaker, certainty));
                        continue;
                    }
                    if let Some(teller) = teller(scene, word, member) {
                        out.push(participant(scene, teller, certainty));
                        continue;
                    }
                    if own_body(scene, word) {
                        out.push(participant(scene, member, certainty));
                        continue;
                    }
                    if let Some(mut who) =
                        discourse.pronoun(word, u.start, other(scene, unit, word))
                    {
                        who.certainty = certainty;
                        out.push(who);
                    }
                    continue;
                }
                let mut who = participant(scene, member, certainty);
                describe(scene, discourse, member, &mut who);
                if who.id.is_none()
                    && u.named
                    && matches!(who.kind.as_str(), "person" | "unknown")
                    && let Some(full) = discourse.full_name(scene, member)
                {
                    who.kind = Kind::Person.as_str().to_owned();
                    who.name = Some(full);
                }
                // "X, the group's leader": the name counts for more than the description.
                if let Some(other) = u.apposition
                    && who.id.is_none()
                    && scene.parse.units[other].named
                    && !u.named
                {
                    let named = participant(scene, other, certainty);
                    if named.kind == "person" || named.id.is_some() {
                        who.id = named.id.clone();
                        who.name = Some(named.name.unwrap_or(named.text));
                        who.country = who.country.or(named.country);
                    }
                }
                out.push(who);
            }
            out
        }
    }
}

/// Gives a definite description the id of whom it stands for.
fn describe(scene: &Scene, discourse: &Discourse, unit: usize, who: &mut Participant) {
    let u = &scene.parse.units[unit];
    if who.id.is_some() || !u.definite || u.named {
        return;
    }
    let head = scene.context.text.of(u.head).to_ascii_lowercase();
    let group = matches!(
        head.as_str(),
        "group"
            | "movement"
            | "organisation"
            | "organization"
            | "militants"
            | "rebels"
            | "insurgents"
            | "fighters"
            | "guerrillas"
            | "front"
            | "faction"
            | "outfit"
            | "militia"
            | "leaders"
            | "leader"
            | "spokesman"
            | "forces"
            | "men"
    );
    let doer = scene
        .context
        .grammar
        .doer
        .is_some_and(|l| scene.reads(u.head, l, form::NOUN, u.start, u.end));
    if (group || doer)
        && let Some(named) = discourse.description(Kind::ArmedGroup, u.start)
    {
        who.id = named.id.clone();
        who.name = named.name.clone();
        who.country = who.country.take().or_else(|| named.country.clone());
        if matches!(
            head.as_str(),
            "group" | "movement" | "organisation" | "organization" | "outfit" | "front"
        ) {
            who.kind = "armed-group".to_owned();
        }
    }
}

/// The casualties of a filler: each counted member of a coordination.
pub fn casualties(
    scene: &Scene,
    discourse: &Discourse,
    filler: Filler,
    outcome: Outcome,
) -> Vec<Casualty> {
    let unit = match filler {
        Filler::Unit(unit) => unit,
        Filler::Tokens(start, end) => {
            let number = scene
                .context
                .numbers
                .iter()
                .find(|n| n.tokens.start == start);
            let (text, from, to) = base(scene, start..end);
            return number
                .map(|n| Casualty {
                    outcome,
                    count: Some(n.count.clone()),
                    country: scene.country(scene.parse.unit_of(start)),
                    role: None,
                    kind: Kind::Unknown.as_str().to_owned(),
                    text,
                    start: from,
                    end: to,
                    attribution: None,
                })
                .into_iter()
                .collect();
        }
    };
    let mut out = Vec::new();
    for member in scene.parse.members(unit) {
        let u = &scene.parse.units[member];
        let word = scene.context.text.of(u.head);
        let single = u.pronoun
            && ["he", "she", "him"]
                .iter()
                .any(|w| word.eq_ignore_ascii_case(w));
        let one = single.then(|| Count {
            min: Some(1),
            max: Some(1),
            approximate: false,
            text: word.to_owned(),
        });
        let told = one.or_else(|| count(scene, member));
        let Some(count) = told.or_else(|| discourse.count(scene, member)) else {
            continue;
        };
        if count.max == Some(0) || u.negated {
            continue;
        }
        let (text, start, end) = base(scene, scene.extent(member));
        let who = participant(scene, member, Certainty::Stated);
        out.push(Casualty {
            outcome,
            count: Some(count),
            country: who.country,
            role: who.role,
            kind: who.kind,
            text,
            start,
            end,
            attribution: None,
        });
    }
    out
}

/// Whom a pronoun that is an object cannot stand for: the subject of its own verb.
fn other(scene: &Scene, unit: usize, word: &str) -> Option<usize> {
    if word.to_ascii_lowercase().contains("sel") {
        return None;
    }
    let clause = scene
        .parse
        .clauses
        .iter()
        .find(|c| c.objects.contains(&unit))?;
    let subject = clause.subject.filter(|&s| s != unit)?;
    Some(scene.parse.units[subject].start)
}
