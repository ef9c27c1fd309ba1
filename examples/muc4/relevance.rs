//! Which assaults are incidents in MUC's sense.

use panj::event::{Casualty, Certainty, Event, Outcome, Participant, Status};

use crate::COUNTRIES;
use crate::filler::{proper, thing};
use crate::knowledge::Knowledge;

/// No single incident of these years killed as many.
const MANY: u64 = 100;

pub(crate) fn military(who: &Participant) -> bool {
    matches!(who.kind.as_str(), "military" | "border-guard")
}

/// What makes a post no soldiers' post.
const CIVIL: [&str; 7] = [
    "POLICE",
    "TENSION",
    "POWER",
    "ELECTRIC",
    "TELEPHONE",
    "REFUGEE",
    "DISPLACED",
];

/// The head nouns of a text: "bases" in "bases of the army, and camps".
fn heads(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '[', '(']).filter_map(|t| {
        t.split(" OF ")
            .next()?
            .split(" IN ")
            .next()?
            .split(' ')
            .next_back()
    })
}

/// A purely military target.
pub(crate) fn camp(known: &Knowledge, who: &Participant) -> bool {
    matches!(who.kind.as_str(), "facility" | "vehicle" | "object")
        && (!who.text.contains("HEADQUARTERS")
            || ["ARMY", "AIR FORCE", "NAVY", "BRIGADE", "BATTALION"]
                .iter()
                .any(|a| who.text.contains(a)))
        && !CIVIL.iter().any(|c| who.text.contains(c))
        && (heads(&who.text).any(|x| known.military.contains(x))
            || who.text.split([' ', ',']).any(|x| {
                matches!(
                    x,
                    "MILITARY" | "ARMY" | "NAVY" | "BRIGADE" | "BATTALION" | "ENEMY" | "ARMORED"
                ) || x == "FORCE" && who.text.contains("AIR FORCE")
            }))
}

pub(crate) fn guerrillas(who: &Participant) -> bool {
    who.kind == "armed-group" || who.id.as_deref().is_some_and(|id| id.starts_with("grp/"))
}

/// Those whom a toll counts, as a participant.
pub(crate) fn fallen(toll: &Casualty) -> Participant {
    Participant {
        text: toll.text.clone(),
        start: toll.start,
        end: toll.end,
        id: None,
        name: None,
        kind: toll.kind.clone(),
        country: None,
        role: toll.role.clone(),
        code: None,
        count: toll.count.clone(),
        certainty: Certainty::Stated,
    }
}

fn days(event: &Event) -> Option<i32> {
    let date = event.date.as_ref()?;
    let day = |d: &Option<String>| d.as_deref()?.parse::<jiff::civil::Date>().ok();
    Some((day(&date.latest)? - day(&date.earliest)?).get_days())
}

/// What sums up many incidents: a year's dead, a toll of hundreds.
fn summary(event: &Event) -> bool {
    let many = |c: &Casualty| {
        c.outcome == Outcome::Killed
            && c.count
                .as_ref()
                .and_then(|n| n.min)
                .is_some_and(|n| n >= MANY)
    };
    days(event).is_some_and(|d| d > 45) || event.casualties.iter().any(many)
}

/// Whether an assault is an incident in MUC's sense.
pub(crate) fn relevant(known: &Knowledge, event: &Event) -> bool {
    let held = event.status == Status::Ongoing && event.modes.iter().any(|m| m == "abduct");
    let threat = event.status == Status::Planned
        && event.actors.iter().any(guerrillas)
        && event.recipients.iter().any(|w| {
            proper(known, w).is_some() || matches!(w.kind.as_str(), "facility" | "civilians")
        });
    if event.kind != "ASSAULT"
        || !threat
            && !held
            && matches!(
                event.status,
                Status::Hypothetical | Status::Negated | Status::Planned | Status::Ongoing
            )
    {
        return false;
    }
    let mut victims: Vec<&Participant> = event.recipients.iter().collect();
    let tolls: Vec<Participant> = event
        .casualties
        .iter()
        .filter(|c| c.outcome != Outcome::Missing)
        .map(fallen)
        .collect();
    if victims.is_empty() {
        victims.extend(&tolls);
    }
    if summary(event) {
        return false;
    }
    let named = |w: &Participant| proper(known, w).is_some();
    // Operations of war; but who stops a car shoots nothing down.
    let road = |w: &Participant| w.text.split([' ', ',']).any(|x| known.road.contains(x));
    let stopped = event.recipients.iter().any(road);
    if event.evidence.rules.first().is_some_and(|r| {
        matches!(r.as_str(), "assault/neutralise" | "assault/capture-place")
            || r == "assault/shot-down" && !stopped
    }) {
        return false;
    }
    // Clashes, and the losses of those who fight.
    if !victims.is_empty() && victims.iter().all(|w| guerrillas(w)) {
        return false;
    }
    if !victims.is_empty()
        && victims
            .iter()
            .all(|w| (military(w) || guerrillas(w) || camp(known, w)) && !named(w))
    {
        return false;
    }
    let clash = |r: &String| r.contains("clash") || r.contains("exchange");
    let rules = &event.evidence.rules;
    if victims.is_empty() && rules.iter().all(clash)
        || rules.iter().any(clash) && victims.iter().all(|w| military(w) || guerrillas(w))
    {
        return false;
    }
    let state = |w: &Participant| matches!(w.kind.as_str(), "military" | "police");
    let first = event.evidence.rules.first().map_or("", String::as_str);
    // The state arrests.
    if first == "assault/capture-people"
        && !event.actors.is_empty()
        && event.actors.iter().all(state)
        && !event.recipients.iter().any(named)
    {
        return false;
    }
    // It searches houses.
    if first == "assault/attack"
        && !event.actors.is_empty()
        && event.actors.iter().all(state)
        && event.casualties.is_empty()
        && !event.recipients.is_empty()
        && event
            .recipients
            .iter()
            .all(|w| matches!(w.kind.as_str(), "facility" | "place"))
    {
        return false;
    }
    // Two months at most.
    if let (Some(date), Some(told)) = (&event.date, &event.document.published)
        && let Some(latest) = &date.latest
        && let (Ok(latest), Ok(told)) = (
            latest.parse::<jiff::civil::Date>(),
            told.parse::<jiff::civil::Date>(),
        )
        && latest.year() > 1950
        && (told - latest).get_days() > 75
    {
        return false;
    }
    true
}

/// Whether a report is about other countries: it names such a country as the place of an event,
/// and no place in a country of interest.
pub(crate) fn elsewhere(events: &[Event]) -> bool {
    let places = || events.iter().filter_map(|e| e.place.as_ref());
    let home = |c: &str| COUNTRIES.contains(&c);
    !places().any(|p| p.country.as_deref().is_some_and(home))
        && places().any(|p| p.kind == "country" && !p.country.as_deref().is_none_or(home))
}

/// Whether a report tells anything of an event: day, place, means, victims, targets.
pub(crate) fn telling(known: &Knowledge, event: &Event) -> bool {
    let narrow = |p: &panj::event::Place| !matches!(p.kind.as_str(), "country" | "region");
    let told = |w: &Participant| {
        proper(known, w).is_some()
            || w.count.is_some()
            || matches!(w.kind.as_str(), "facility" | "vehicle")
            || w.kind == "object" && thing(known, &w.text)
    };
    let anchor = event.evidence.anchor.text.as_str();
    // A campaign, or attacks in the plural without a day, is talk of many incidents.
    if known.campaigns.contains(anchor)
        || anchor.ends_with('S') && event.date.is_none() && event.evidence.sentences.len() == 1
    {
        return event.recipients.iter().any(|w| {
            proper(known, w).is_some() || matches!(w.kind.as_str(), "facility" | "organisation")
        });
    }
    event.date.is_some()
        || event.place.as_ref().is_some_and(narrow)
        || !event.instruments.is_empty()
        || !event.casualties.is_empty()
        || event.recipients.iter().any(told)
        || event.actors.iter().any(|w| w.count.is_some())
}

/// Whether an event of a report on other countries is theirs.
pub(crate) fn abroad(event: &Event, elsewhere: bool) -> bool {
    elsewhere && event.place.as_ref().is_some_and(|p| p.country.is_some())
}
