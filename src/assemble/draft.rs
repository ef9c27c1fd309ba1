//! One match to one draft of an event, from its own sentence.

use super::beside::{aggregate, counted_alone, means, parts, sends};
use super::discourse::Discourse;
use super::people::{casualties, participants};
use super::roll::roll;
use super::setting::{PlaceMention, Setting, places, rank, teller};
use super::when::{reach, when};
use crate::annotate::time::TimeMention;
use crate::document::DocumentInfo;
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
    /// Whether it stands in the content of a request, threat or promise.
    pub content: bool,
    /// Whether its date is its own sentence's.
    pub own_date: bool,
    /// Whether its place is its own sentence's.
    pub own_place: bool,
    /// Whether a template found it, whose words are spelled out.
    pub spelled: bool,
    /// The word of its anchor, in lower case.
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
    };
    let mut victims: Vec<Participant> = Vec::new();
    for &(slot, filler) in &m.slots {
        match slot {
            Slot::Actors => extend(
                &mut event.actors,
                participants(scene, discourse, filler, certainty),
            ),
            Slot::Recipients => {
                extend(
                    &mut event.recipients,
                    participants(scene, discourse, filler, Certainty::Stated),
                );
                // "ten houses, including the mayor's house"
                if let Filler::Unit(unit) = filler
                    && scene.kind(unit) == Kind::Facility
                {
                    for part in parts(scene, unit) {
                        if scene.kind(part) == Kind::Facility {
                            let told = Filler::Unit(part);
                            let more = participants(scene, discourse, told, Certainty::Stated);
                            extend(&mut event.recipients, more);
                        }
                    }
                }
            }
            Slot::Instruments => {
                if let Filler::Unit(unit) = filler {
                    for member in scene.parse.members(unit) {
                        event.instruments.push(mention(scene, member));
                    }
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
                // "tried to kill the mayor": nobody was.
                let toll = !matches!(event.status, Status::Attempted | Status::Planned);
                if toll {
                    event
                        .casualties
                        .extend(casualties(scene, discourse, filler, outcome));
                }
                for named in roll(scene, filler) {
                    let named = Filler::Unit(named);
                    for one in casualties(scene, discourse, named, outcome) {
                        if toll && !event.casualties.iter().any(|c| c.start == one.start) {
                            event.casualties.push(one);
                        }
                    }
                    extend(
                        &mut victims,
                        participants(scene, discourse, named, Certainty::Stated),
                    );
                }
                if let Filler::Unit(unit) = filler
                    && toll
                {
                    for part in parts(scene, unit) {
                        event.casualties.extend(casualties(
                            scene,
                            discourse,
                            Filler::Unit(part),
                            outcome,
                        ));
                    }
                }
                extend(
                    &mut victims,
                    participants(scene, discourse, filler, Certainty::Stated),
                );
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
                    && let Some(found) = places(scene)
                        .into_iter()
                        .find(|p| p.token == scene.parse.units[unit].start)
                {
                    if slot == Slot::Origin {
                        event.origin = Some(found.place);
                    } else {
                        event.place = Some(found.place);
                    }
                }
            }
            Slot::Other(number) => {
                if let (Some(name), Filler::Unit(unit)) =
                    (program.slots.get(number as usize), filler)
                {
                    event
                        .other
                        .entry(name.clone())
                        .or_default()
                        .push(mention(scene, unit));
                }
            }
            Slot::Attribution | Slot::Date | Slot::Discard => {}
        }
    }
    // "A mortar attack": the weapon before an event noun is its means.
    if m.nominal && event.kind == "ASSAULT" {
        let anchor = &scene.parse.units[m.anchor.unit];
        for at in anchor.start..anchor.head {
            if scene.modifier_kind(at, anchor.start) == Some(Kind::Weapon) {
                let s = span(text, at..at + 1);
                let kind = Kind::Weapon.as_str().to_owned();
                event.instruments.push(Mention {
                    text: s.text,
                    start: s.start,
                    end: s.end,
                    id: None,
                    name: None,
                    kind,
                });
            }
        }
    }
    if event.kind == "ASSAULT" {
        means(scene, m, &mut event);
    }
    // A bare figure counts the same people as the one before it.
    for i in 1..event.casualties.len() {
        let (before, after) = event.casualties.split_at_mut(i);
        let (one, other) = (&before[i - 1], &mut after[0]);
        let bare = !other.text.chars().any(char::is_uppercase)
            && other.text.split_whitespace().count() <= 3;
        if bare && other.country.is_none() && counted_alone(scene, other) {
            other.country = one.country.clone();
            other.role = one.role.clone();
            other.kind = one.kind.clone();
        }
    }
    // "has pushed back none": an object that is nobody.
    let nobody = m.slots.iter().any(|(slot, filler)| {
        matches!(
            slot,
            Slot::Recipients | Slot::Killed | Slot::Injured | Slot::Captured
        ) && matches!(filler, Filler::Unit(u) if scene.parse.units[*u].negated
                && scene.parse.units[*u].next.is_none())
    });
    if nobody && event.status == Status::Occurred && event.recipients.is_empty() {
        event.status = Status::Negated;
    }
    let told = !event.recipients.is_empty();
    if !told {
        let mixed = victims.iter().any(|v| v.kind == "armed-group")
            && victims.iter().any(|v| v.kind != "armed-group");
        let victims: Vec<Participant> = victims
            .into_iter()
            .filter(|v| v.kind != "unknown" || v.count.is_none())
            .filter(|v| !mixed || v.kind != "armed-group")
            .collect();
        extend(&mut event.recipients, victims);
    }
    // Aircraft, guns and ships that strike stand for whoever sends them.
    if event.actors.is_empty()
        && event.kind == "ASSAULT"
        && let Some(clause) = m.anchor.clause.filter(|_| !m.nominal)
        && let Some(subject) = scene.parse.clauses[clause].subject
        && !scene.parse.clauses[clause].passive
        && sends(scene, subject)
    {
        extend(
            &mut event.actors,
            participants(scene, discourse, Filler::Unit(subject), certainty),
        );
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
    // The day and place of a claim are not those of what is claimed.
    let aside = reading.claim.is_some() && m.nominal;
    let own_date = !aside && when(scene, m, times, &mut event);
    let own_place = !aside && whereabouts(scene, m, &mut event);
    if event.date.is_none() && material(&event.kind) {
        event.date = setting.date.clone();
    }
    if event.date.is_none() {
        event.date = setting.heading.clone();
    }
    // "shifted troops to its border": its own place, though no gazetteer has it.
    let elsewhere = m.slots.iter().any(|(s, _)| *s == Slot::Place);
    if event.place.is_none() && material(&event.kind) && !elsewhere {
        event.place = setting.place.clone();
    }
    Draft {
        event,
        sentence,
        latest: sentence,
        item: 0,
        paragraph: 0,
        clause: m.anchor.clause,
        unit: m.anchor.unit,
        nominal: m.nominal,
        definite: m.definite,
        subject_event: m.subject_event,
        dependent: rule.dependent,
        victims: !told,
        aggregate: aggregate(scene),
        content: reading.content && !(m.spelled && rule.status.is_some()),
        own_date,
        own_place,
        spelled: m.spelled,
        lemma: text.of(m.anchor.token).to_ascii_lowercase(),
    }
}

/// Whether events of a type happen at a place.
pub fn material(kind: &str) -> bool {
    matches!(
        kind,
        "ASSAULT" | "COERCE" | "MOBILIZE" | "PROTEST" | "RETREAT" | "COOPERATE"
    )
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

/// Whether a clause says what the anchor's verb made others do: "forced villagers to flee".
fn forced(scene: &Scene, clause: usize, m: &Match, kind: &str) -> bool {
    let c = &scene.parse.clauses[clause];
    c.kind == crate::group::ClauseKind::Infinitive
        && c.parent.is_some()
        && c.parent == m.anchor.clause
        && (material(kind) || kind == "SANCTION")
}

/// Places an event: the most specific place of its clause, else of its sentence.
fn whereabouts(scene: &Scene, m: &Match, event: &mut Event) -> bool {
    let (low, mut high) = reach(scene, m);
    // "shot and killed a man near Jenin": as far as the last verb that the rule looked at.
    for clause in &scene.parse.clauses {
        let verb = scene.parse.units[clause.verb].start;
        if verb < m.end && verb > m.anchor.token {
            high = high.max(clause.end);
        }
    }
    let found = places(scene);
    let anchor = m.anchor.token;
    let from = |p: &&PlaceMention| p.preposition == "from";
    let near = |p: &&PlaceMention| {
        p.token >= low && p.token < high
            || p.clause.is_some() && p.clause == m.anchor.clause
            || p.clause.is_some_and(|c| forced(scene, c, m, &event.kind))
    };
    // "an attack launched from Afghan soil": a participle of the event's own noun.
    let own = |p: &PlaceMention| {
        p.clause
            .is_some_and(|c| m.nominal && scene.parse.clauses[c].subject == Some(m.anchor.unit))
    };
    if event.origin.is_none()
        && matches!(event.kind.as_str(), "ASSAULT" | "MOBILIZE" | "COERCE")
        && let Some(origin) = found
            .iter()
            .filter(from)
            .filter(|p| near(p) || own(p))
            .min_by_key(|p| p.token.abs_diff(anchor))
        && origin.place.id.is_some()
    {
        event.origin = Some(origin.place.clone());
    }
    if event.place.is_some() {
        return true;
    }
    let usable = |p: &&PlaceMention| {
        p.preposition != "from"
            && p.preposition != "of"
            && (p.preposition != "to" || event.kind == "MOBILIZE")
    };
    let aside = |p: &&PlaceMention| {
        p.clause.is_some_and(|c| {
            Some(c) != m.anchor.clause
                && scene.parse.clauses[c].kind == crate::group::ClauseKind::Relative
        })
    };
    let hit: Vec<usize> = m
        .get(Slot::Recipients)
        .filter_map(|f| match f {
            Filler::Unit(unit) => Some(scene.parse.units[unit].start),
            Filler::Tokens(..) => None,
        })
        .collect();
    let local: Vec<&PlaceMention> = found
        .iter()
        .filter(usable)
        .filter(near)
        .filter(|p| !aside(p))
        .collect();
    let best = local
        .iter()
        .copied()
        .max_by_key(|p| {
            (
                // "hit a school in Donetsk": what is hit says less than a place with a name.
                p.place.id.is_some() || !hit.contains(&p.token) && !p.preposition.is_empty(),
                rank(&p.place) + u8::from(p.place.id.is_some()),
                usize::MAX - p.token.abs_diff(anchor),
            )
        })
        .or_else(|| {
            found
                .iter()
                .filter(usable)
                .filter(|p| {
                    p.clause == m.anchor.clause
                        || material(&event.kind) && (p.clause.is_none() || m.nominal)
                })
                .filter(|p| p.place.id.is_some() && !aside(p))
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
    let aimed: Vec<_> = event.actors.iter().map(|a| a.country.clone()).collect();
    if let Some(origin) = &event.origin
        && let Some(place) = teller(scene, origin, &aimed)
    {
        event.place = Some(place);
        return true;
    }
    false
}
