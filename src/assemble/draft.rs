//! One match to one draft of an event, from its own sentence.

use super::people::{Discourse, casualties, participants};
use super::setting::{PlaceMention, Setting, date, places, rank};
use crate::annotate::time::TimeMention;
use crate::event::*;
use crate::extract::{Filler, Kind, Match, Program, Reading, Scene, Slot};
use crate::text::Text;

/// A match with what surrounds it.
pub struct Finding<'a> {
    /// The match.
    pub found: &'a Match,
    /// What its surroundings say.
    pub reading: Reading,
}

/// An event in the making; offsets are bytes.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The record so far; `id`, `document` and `codes` are still empty.
    pub event: Event,
    /// Number of its sentence.
    pub sentence: usize,
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
    /// Whether it stands in the content of a request, threat or promise.
    pub content: bool,
    /// Whether date and place are its own sentence's.
    pub own_date: bool,
    /// Whether its place is its own sentence's.
    pub own_place: bool,
    /// The rule set modes.
    pub lemma: String,
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
    let mut event = Event {
        id: String::new(),
        document: DocumentInfo { id: String::new(), title: None, published: None, source: None, path: None },
        kind: rule.event.clone(),
        modes: rule.modes.clone(),
        contexts: Vec::new(),
        status: match (rule.status, reading.status) {
            (Some(status), Status::Occurred | Status::Ongoing) => status,
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
        evidence: Evidence { anchor: span(text, m.anchor.token..m.anchor.token + 1), sentences: Vec::new(), rules: vec![rule.id.clone()] },
    };
    let mut victims: Vec<Participant> = Vec::new();
    for &(slot, filler) in &m.slots {
        match slot {
            Slot::Actors => extend(&mut event.actors, participants(scene, discourse, filler, certainty)),
            Slot::Recipients => extend(&mut event.recipients, participants(scene, discourse, filler, Certainty::Stated)),
            Slot::Instruments => {
                if let Filler::Unit(unit) = filler {
                    event.instruments.push(mention(scene, unit));
                }
            }
            Slot::Killed | Slot::Injured | Slot::Missing | Slot::Captured | Slot::Neutralised => {
                let outcome = match slot {
                    Slot::Killed => Outcome::Killed,
                    Slot::Injured => Outcome::Injured,
                    Slot::Missing => Outcome::Missing,
                    Slot::Captured => Outcome::Captured,
                    _ => Outcome::Neutralised,
                };
                event.casualties.extend(casualties(scene, filler, outcome));
                extend(&mut victims, participants(scene, discourse, filler, Certainty::Stated));
            }
            Slot::Content => {
                let range = match filler {
                    Filler::Unit(unit) => scene.extent(unit),
                    Filler::Tokens(a, b) => a..b,
                };
                if !range.is_empty() {
                    event.content = Some(span(text, range));
                }
            }
            Slot::Origin | Slot::Place => {
                if let Filler::Unit(unit) = filler
                    && let Some(found) = places(scene).into_iter().find(|p| p.token == scene.parse.units[unit].start)
                {
                    if slot == Slot::Origin {
                        event.origin = Some(found.place);
                    } else {
                        event.place = Some(found.place);
                    }
                }
            }
            Slot::Attribution | Slot::Date | Slot::Discard | Slot::Other(_) => {}
        }
    }
    // "A mortar attack": the weapon before an event noun is its means.
    if m.nominal && event.kind == "ASSAULT" {
        let anchor = &scene.parse.units[m.anchor.unit];
        for at in anchor.start..anchor.head {
            if scene.modifier_kind(at, anchor.start) == Some(Kind::Weapon) {
                let s = span(text, at..at + 1);
                let kind = Kind::Weapon.as_str().to_owned();
                event.instruments.push(Mention { text: s.text, start: s.start, end: s.end, id: None, name: None, kind });
            }
        }
    }
    if event.recipients.is_empty() {
        let victims: Vec<Participant> = victims.into_iter().filter(|v| v.kind != "unknown" || v.count.is_none()).collect();
        extend(&mut event.recipients, victims);
    }
    let actors: Vec<(usize, usize)> = event.actors.iter().map(|a| (a.start, a.end)).collect();
    event.recipients.retain(|r| !actors.contains(&(r.start, r.end)));
    if let Some((status, by)) = reading.claim.or(rule.claim.map(|c| (c, None))) {
        let by = by.map(|unit| participants(scene, discourse, Filler::Unit(unit), certain(status))).unwrap_or_default();
        if status == ClaimStatus::Claimed {
            for who in &by {
                extend(&mut event.actors, vec![who.clone()]);
            }
        }
        event.claim = Some(Claim { status, by });
    }
    for &(unit, verb) in &reading.attribution {
        for who in participants(scene, discourse, Filler::Unit(unit), Certainty::Stated) {
            event.attribution.push(Attribution {
                text: who.text,
                start: who.start,
                end: who.end,
                id: who.id,
                name: who.name,
                kind: who.kind,
                verb: text.of(verb).to_ascii_lowercase(),
            });
        }
    }
    let own_date = when(scene, m, times, &mut event);
    let own_place = whereabouts(scene, m, &mut event);
    if event.date.is_none() {
        event.date = setting.date.clone();
    }
    if event.place.is_none() && material(&event.kind) {
        event.place = setting.place.clone();
    }
    Draft {
        event,
        sentence,
        item: 0,
        paragraph: 0,
        clause: m.anchor.clause,
        unit: m.anchor.unit,
        nominal: m.nominal,
        definite: m.definite,
        subject_event: m.subject_event,
        content: reading.content,
        own_date,
        own_place,
        lemma: text.of(m.anchor.token).to_ascii_lowercase(),
    }
}

use crate::document::DocumentInfo;

/// Whether events of a type happen at a place.
pub fn material(kind: &str) -> bool {
    matches!(kind, "ASSAULT" | "COERCE" | "MOBILIZE" | "PROTEST" | "RETREAT" | "COOPERATE")
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
            w.start < who.end && who.start < w.end || who.id.is_some() && w.id == who.id || w.text.eq_ignore_ascii_case(&who.text)
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
    Span { text: text.source[start..end].to_owned(), start, end }
}

fn mention(scene: &Scene, unit: usize) -> Mention {
    let u = &scene.parse.units[unit];
    let s = span(scene.context.text, u.start..u.end);
    let entry = scene.denotations[unit].entry.map(|e| scene.gazetteer.entry(e));
    Mention {
        text: s.text,
        start: s.start,
        end: s.end,
        id: entry.map(|e| e.id.clone()),
        name: entry.map(|e| e.name.clone()),
        kind: scene.kind(unit).as_str().to_owned(),
    }
}

/// The tokens of the anchor's clause, as far as they can be told.
fn reach(scene: &Scene, m: &Match) -> (usize, usize) {
    let limit = scene.parse.start + scene.parse.tags.len();
    match m.anchor.clause {
        Some(index) => {
            let clause = &scene.parse.clauses[index];
            let previous = index.checked_sub(1).map_or(scene.parse.start, |i| scene.parse.units[scene.parse.clauses[i].verb].end);
            (previous, clause.end.max(scene.parse.units[clause.verb].end).min(limit))
        }
        None => (scene.parse.start, limit),
    }
}

/// Dates an event by the time expression nearest to its anchor, those of its clause first.
fn when(scene: &Scene, m: &Match, times: &[TimeMention], event: &mut Event) -> bool {
    let (low, high) = reach(scene, m);
    let anchor = m.anchor.token;
    let best = times
        .iter()
        .filter(|t| t.dates_events && t.edtf.is_some())
        .filter(|t| !in_relative(scene, t.tokens.start, m))
        .min_by_key(|t| {
            let at = t.tokens.start;
            let outside = usize::from(at < low || at >= high) * 100;
            let verbs = scene.parse.clauses.iter().filter(|c| {
                let v = scene.parse.units[c.verb].head;
                v > at.min(anchor) && v < at.max(anchor)
            });
            outside + at.abs_diff(anchor) + 12 * verbs.count()
        });
    if let Some(found) = best {
        event.date = date(scene.context.text, found);
    }
    event.date.is_some()
}

/// Whether a token stands in a relative clause that the match is not part of.
fn in_relative(scene: &Scene, token: usize, m: &Match) -> bool {
    scene.parse.clauses.iter().enumerate().any(|(i, c)| {
        let verb = &scene.parse.units[c.verb];
        Some(i) != m.anchor.clause
            && c.kind == crate::group::ClauseKind::Relative
            && token >= verb.start
            && token < c.end
            && m.anchor.token < verb.start
            && scene.parse.units[..c.verb].iter().rev().take(3).any(|u| u.kind == crate::group::UnitKind::Relative)
            && !scene.context.text.span(verb.end..token).contains(',')
    })
}

/// Places an event: the most specific place of its clause, else of its sentence.
fn whereabouts(scene: &Scene, m: &Match, event: &mut Event) -> bool {
    let (low, high) = reach(scene, m);
    let found = places(scene);
    let anchor = m.anchor.token;
    let from = |p: &&PlaceMention| p.preposition == "from";
    let near = |p: &&PlaceMention| p.token >= low && p.token < high || p.clause.is_some() && p.clause == m.anchor.clause;
    if event.origin.is_none()
        && matches!(event.kind.as_str(), "ASSAULT" | "MOBILIZE" | "COERCE")
        && let Some(origin) = found.iter().filter(from).filter(near).min_by_key(|p| p.token.abs_diff(anchor))
        && origin.place.id.is_some()
    {
        event.origin = Some(origin.place.clone());
    }
    if event.place.is_some() {
        return true;
    }
    let usable = |p: &&PlaceMention| p.preposition != "from" && p.preposition != "of" && (p.preposition != "to" || event.kind == "MOBILIZE");
    let local: Vec<&PlaceMention> = found.iter().filter(usable).filter(near).collect();
    let best = local
        .iter()
        .copied()
        .max_by_key(|p| (rank(&p.place) + u8::from(p.place.id.is_some()), usize::MAX - p.token.abs_diff(anchor)))
        .or_else(|| {
            found
                .iter()
                .filter(usable)
                .filter(|p| material(&event.kind) || p.clause == m.anchor.clause)
                .filter(|p| p.place.id.is_some())
                .min_by_key(|p| p.token.abs_diff(anchor))
        });
    if let Some(best) = best {
        event.place = Some(best.place.clone());
        return true;
    }
    // "the Panj crossing": a place that is itself the thing acted upon.
    if let Some((_, Filler::Unit(unit))) = m.slots.iter().find(|(s, f)| *s == Slot::Recipients && matches!(f, Filler::Unit(u) if matches!(scene.kind(*u), Kind::Place | Kind::Facility)))
        && let Some(place) = found.iter().find(|p| p.token == scene.parse.units[*unit].start)
    {
        event.place = Some(place.place.clone());
        return true;
    }
    false
}
