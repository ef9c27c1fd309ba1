//! One match to one draft of an event, from its own sentence.

use super::beside::{aggregate, means, same_people, sends};
use super::discourse::Discourse;
use super::earlier::Earlier;
use super::fill::fill;
use super::people::participants;
use super::place::whereabouts;
use super::setting::Setting;
use super::when::when;
use crate::annotate::time::TimeMention;
use crate::document::DocumentInfo;
use crate::event::*;
use crate::extract::{Filler, Kind, Match, Program, Reading, Rule, Scene, Slot, Special};
use crate::lexicon::form;
use crate::pack::Deeds;
use crate::rules::{Trait, Traits};
use crate::text::Text;

/// A match with what surrounds it.
pub struct Finding<'a> {
    /// The match.
    pub found: &'a Match,
    /// What its surroundings say.
    pub reading: Reading,
    /// The part of the sentence that it stands in, if that tells of an earlier deed.
    pub earlier: Option<&'a Earlier>,
    /// The parts that tell of other deeds of its type.
    pub apart: Vec<&'a Earlier>,
    /// Whether the sentence tells of such deeds in other parts.
    pub several: bool,
}

/// An event in the making; offsets are bytes.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The record so far; `id`, `document` and `codes` are still empty.
    pub event: Event,
    /// What events of its type are like.
    pub traits: Traits,
    /// What sorts of deed its modes show.
    pub deeds: Deeds,
    /// Whether both sides act in it.
    pub mutual: bool,
    /// Number of its sentence.
    pub sentence: usize,
    /// Number of the last sentence that told of it.
    pub latest: usize,
    /// List item, 0 outside.
    pub item: u32,
    /// Paragraph.
    pub paragraph: u32,
    /// Clause of its anchor.
    pub clause: Option<usize>,
    /// Anchor unit.
    pub unit: usize,
    /// Whether a noun triggered it.
    pub nominal: bool,
    /// Whether that noun is definite.
    pub definite: bool,
    /// The event noun that is its verb's subject.
    pub subject_event: Option<usize>,
    /// Whether it is part of an event told before, never one of its own.
    pub dependent: bool,
    /// Whether its recipients are only the victims of its toll.
    pub victims: bool,
    /// Whether it sums up several happenings ("two attacks").
    pub aggregate: bool,
    /// Where actors are told of whom nothing is known but that they did it, in bytes.
    pub anonymous: Vec<usize>,
    /// Whether it is told as the circumstance of something else: "when rebels attacked", "in the raid".
    pub circumstance: bool,
    /// The part of its sentence that tells of an earlier deed, if it stands in one.
    pub earlier: Option<Earlier>,
    /// Whether it stands in the content of a request, threat or promise.
    pub content: bool,
    /// Whether its date is its own sentence's.
    pub own_date: bool,
    /// Whether its place is its own sentence's.
    pub own_place: bool,
    /// Whether a template found it, whose words are spelled out.
    pub spelled: bool,
    /// Its doers are those of an event told before: "they", "the attackers".
    pub same_doers: bool,
}

/// "condemned Israel's raid", "rejected the rebels' terms": whoever owns what the words are about is
/// whom they are aimed at.
fn whose(scene: &Scene, discourse: &Discourse, m: &Match) -> Vec<Participant> {
    let units = &scene.parse.units;
    let about = m
        .get(Slot::Content)
        .filter_map(|f| match f {
            Filler::Unit(unit) => Some(unit),
            Filler::Tokens(..) => None,
        })
        .chain(m.extra.iter().copied());
    let aimed = |u: usize| {
        let owner = units[u].possessor?;
        let body = matches!(
            scene.kind(owner),
            Kind::Country
                | Kind::Government
                | Kind::ArmedGroup
                | Kind::Military
                | Kind::Police
                | Kind::Organisation
                | Kind::InternationalOrganisation
                | Kind::Company
                | Kind::Person
        );
        let known = units[owner].named || scene.kind(owner) != Kind::Country;
        (body && known && !units[owner].pronoun && !m.uses(owner)).then_some(owner)
    };
    about
        .filter_map(aimed)
        .flat_map(|owner| participants(scene, discourse, Filler::Unit(owner), Certainty::Stated))
        .collect()
}

/// Makes a draft of a match.
pub fn draft(
    scene: &Scene,
    program: &Program,
    discourse: &Discourse,
    finding: &Finding,
    times: &[TimeMention],
    setting: &Setting,
    sentence: usize,
) -> Draft {
    let m = finding.found;
    let rule = &program.rules[m.rule];
    let reading = &finding.reading;
    let text = scene.context.text;
    let certainty = rule.certainty.unwrap_or(reading.certainty);
    let mut event = bare(text, rule, m, reading);
    let victims = fill(scene, program, discourse, m, certainty, &mut event);
    if rule.traits.has(Trait::Attack) {
        means(scene, m, &mut event);
    }
    if rule.traits.has(Trait::Spoken) && event.recipients.is_empty() && !m.nominal {
        event.recipients = whose(scene, discourse, m);
    }
    same_people(scene, &mut event.casualties);
    let told = !event.recipients.is_empty();
    if !told && event.status == Status::Occurred && nobody(scene, m) {
        event.status = Status::Negated;
    }
    if !told {
        extend(&mut event.recipients, harmed(victims));
    }
    if event.actors.is_empty()
        && rule.traits.has(Trait::Attack)
        && let Some(subject) = sender(scene, &program.special, m)
    {
        let who = participants(scene, discourse, Filler::Unit(subject), certainty);
        extend(&mut event.actors, who);
    }
    let actors: Vec<(usize, usize)> = event.actors.iter().map(|a| (a.start, a.end)).collect();
    event
        .recipients
        .retain(|r| !actors.contains(&(r.start, r.end)));
    if let Some((status, by)) = reading.claim.or(rule.claim.map(|c| (c, None))) {
        let by = by
            .map(|unit| participants(scene, discourse, Filler::Unit(unit), certain(status)))
            .unwrap_or_default();
        if status == ClaimStatus::Claimed {
            extend(&mut event.actors, by.clone());
        }
        event.claim = Some(Claim { status, by });
    }
    event.attribution = attribution(scene, discourse, &reading.attribution);
    // The day and place of a claim are not those of what is claimed.
    let aside = reading.claim.is_some() && m.nominal;
    let own_date = !aside && when(scene, finding, times, &mut event);
    let own_place = !aside && whereabouts(scene, finding, rule.traits, &mut event);
    set_in(setting, m, rule.traits, &mut event);
    Draft {
        event,
        traits: rule.traits,
        deeds: Deeds::default(),
        mutual: rule.mutual,
        sentence,
        latest: sentence,
        item: 0,
        paragraph: 0,
        clause: m.anchor.clause,
        unit: m.anchor.unit,
        nominal: m.nominal,
        definite: m.definite,
        subject_event: m.subject_event,
        dependent: rule.dependent || reading.denied,
        victims: !told,
        aggregate: aggregate(scene, &program.special),
        circumstance: match m.anchor.clause.filter(|_| !m.nominal) {
            Some(clause) => scene.parse.clauses[clause].opener.is_some(),
            None => m.nominal && m.subject_of.is_none() && m.object_of.is_none(),
        },
        earlier: finding.earlier.cloned(),
        anonymous: anonymous(scene, &program.special, m),
        content: reading.content && !(m.spelled && rule.status.is_some()),
        own_date,
        own_place,
        spelled: m.spelled,
        same_doers: same_doers(scene, program, m),
    }
}

/// A record of which only type, modes, status and evidence are known.
fn bare(text: &Text, rule: &Rule, m: &Match, reading: &Reading) -> Event {
    Event {
        id: String::new(),
        document: DocumentInfo {
            id: String::new(),
            title: None,
            published: None,
            source: None,
            path: None,
        },
        kind: rule.event.clone(),
        modes: rule.modes.clone(),
        contexts: Vec::new(),
        status: match (rule.status, reading.status) {
            (Some(status), Status::Occurred | Status::Ongoing) => status,
            // "did not attend": a template's words say what happened.
            (Some(status), _) if m.spelled => status,
            (_, status) => status,
        },
        actors: Vec::new(),
        recipients: Vec::new(),
        instruments: Vec::new(),
        casualties: Vec::new(),
        date: None,
        place: None,
        origin: None,
        claim: None,
        content: None,
        attribution: Vec::new(),
        other: Default::default(),
        codes: Codes::default(),
        evidence: Evidence {
            anchor: span(text, m.anchor.token..m.anchor.token + 1),
            sentences: Vec::new(),
            rules: vec![rule.id.clone()],
        },
    }
}

/// "has pushed back none": an object that is nobody.
fn nobody(scene: &Scene, m: &Match) -> bool {
    let units = &scene.parse.units;
    m.slots.iter().any(|(slot, filler)| {
        matches!(
            slot,
            Slot::Recipients | Slot::Killed | Slot::Injured | Slot::Captured
        ) && matches!(filler, Filler::Unit(u) if units[*u].negated && units[*u].next.is_none())
    })
}

/// Of those in a toll whom the deed was aimed at: no bare figure, and no attackers among others.
fn harmed(mut victims: Vec<Participant>) -> Vec<Participant> {
    let armed = |v: &Participant| v.kind == "armed-group";
    let mixed = victims.iter().any(armed) && !victims.iter().all(armed);
    victims.retain(|v| (v.kind != "unknown" || v.count.is_none()) && !(mixed && armed(v)));
    victims
}

/// Aircraft, guns and ships that strike stand for whoever sends them.
fn sender(scene: &Scene, special: &Special, m: &Match) -> Option<usize> {
    let clause = &scene.parse.clauses[m.anchor.clause.filter(|_| !m.nominal)?];
    let subject = clause.subject.filter(|_| !clause.passive)?;
    sends(scene, special, subject).then_some(subject)
}

/// Where the actors stand of whom a match says no more than that they did it: "attackers", "they".
fn anonymous(scene: &Scene, special: &Special, m: &Match) -> Vec<usize> {
    let Some(lexicon) = special.anonymous else {
        return Vec::new();
    };
    let nobody = |&unit: &usize| {
        let u = &scene.parse.units[unit];
        u.pronoun || scene.reads(u.head, lexicon, form::NOUN, u.start, u.end)
    };
    let start = |unit| scene.context.text.tokens[scene.extent(unit).start].start as usize;
    let actors = m.get(Slot::Actors).filter_map(|f| match f {
        Filler::Unit(unit) => Some(unit),
        Filler::Tokens(..) => None,
    });
    let members = actors.flat_map(|unit| scene.parse.members(unit));
    members.filter(nobody).map(start).collect()
}

/// Those who say so, each with the verb that says it.
fn attribution(
    scene: &Scene,
    discourse: &Discourse,
    sayers: &[(usize, usize)],
) -> Vec<Attribution> {
    let mut out = Vec::new();
    for &(unit, verb) in sayers {
        for who in participants(scene, discourse, Filler::Unit(unit), Certainty::Stated) {
            out.push(Attribution {
                text: who.text,
                start: who.start,
                end: who.end,
                id: who.id,
                name: who.name,
                kind: who.kind,
                verb: scene.context.text.of(verb).to_ascii_lowercase(),
            });
        }
    }
    out
}

/// What was told before of day and place, where the sentence has none.
fn set_in(setting: &Setting, m: &Match, traits: Traits, event: &mut Event) {
    let placed = traits.has(Trait::Placed);
    if event.date.is_none() && placed {
        event.date = setting.date.clone();
    }
    if event.date.is_none() {
        event.date = setting.heading.clone();
    }
    // "shifted troops to its border": its own place, though no gazetteer has it.
    let elsewhere = m.slots.iter().any(|(s, _)| *s == Slot::Place);
    // "Gwadar: the police station was stormed": some building says less than a town.
    let some = |p: &Place| p.id.is_none() && !p.text.contains(char::is_uppercase);
    if event.place.is_none() && placed && !elsewhere {
        event.place = setting.place.clone();
    } else if event.place.as_ref().is_some_and(some) && setting.lead.is_some() {
        event.place = setting.lead.clone();
    }
}

/// "They burned", "the attackers burned": who has been told of before.
fn same_doers(scene: &Scene, program: &Program, m: &Match) -> bool {
    m.get(Slot::Actors).any(|filler| {
        let Filler::Unit(unit) = filler else {
            return false;
        };
        let u = &scene.parse.units[unit];
        let the = scene.context.text.of(u.start).eq_ignore_ascii_case("the");
        u.pronoun
            || the
                && !u.named
                && program.special.culprit.is_some_and(|l| {
                    scene.reads(u.head, l, crate::lexicon::form::NOUN, u.start, u.end)
                })
    })
}

fn certain(status: ClaimStatus) -> Certainty {
    match status {
        ClaimStatus::Claimed => Certainty::Claimed,
        ClaimStatus::Denied => Certainty::Denied,
        ClaimStatus::Unclaimed => Certainty::Stated,
    }
}

/// Adds participants that are not there yet.
pub fn extend(list: &mut Vec<Participant>, more: Vec<Participant>) {
    for who in more {
        let known = list.iter().any(|w| {
            w.start < who.end && who.start < w.end
                || who.id.is_some() && w.id == who.id
                || who.id.is_none() && w.id.is_none() && who.name.is_some() && w.name == who.name
                || w.text.eq_ignore_ascii_case(&who.text)
        });
        if !known {
            list.push(who);
        }
    }
}

/// A span of the text by tokens; offsets are bytes.
pub fn span(text: &Text, tokens: std::ops::Range<usize>) -> Span {
    let start = text.tokens[tokens.start].start as usize;
    let end = text.tokens[tokens.end - 1].end as usize;
    Span {
        text: text.source[start..end].to_owned(),
        start,
        end,
    }
}

pub(super) fn mention(scene: &Scene, unit: usize) -> Mention {
    let u = &scene.parse.units[unit];
    // "5 kg of dynamite": a measure with what it measures.
    let of =
        u.of.filter(|&of| scene.kind(of) == Kind::Weapon && scene.kind(unit) == Kind::Weapon);
    let end = of.map_or(u.end, |of| scene.parse.units[of].end);
    let s = span(scene.context.text, u.start..end);
    let entry = scene.denotations[unit]
        .entry
        .map(|e| scene.gazetteer.entry(e));
    Mention {
        text: s.text,
        start: s.start,
        end: s.end,
        id: entry.map(|e| e.id.clone()),
        name: entry.map(|e| e.name.clone()),
        kind: scene.kind(unit).as_str().to_owned(),
    }
}
