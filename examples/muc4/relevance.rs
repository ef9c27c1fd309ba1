//! Which assaults are incidents in MUC's sense.

use panj::event::{Event, Participant, Status};

use crate::COUNTRIES;
use crate::filler::proper;
use crate::knowledge::Knowledge;

pub(crate) fn military(who: &Participant) -> bool {
    matches!(who.kind.as_str(), "military" | "border-guard")
}

/// A purely military target.
pub(crate) fn camp(known: &Knowledge, who: &Participant) -> bool {
    matches!(who.kind.as_str(), "facility" | "vehicle" | "object")
        && (!who.text.contains("HEADQUARTERS")
            || ["ARMY", "AIR FORCE", "NAVY", "BRIGADE", "BATTALION"]
                .iter()
                .any(|a| who.text.contains(a)))
        && who.text.split([' ', ',']).any(|x| {
            known.military.contains(x)
                || matches!(x, "MILITARY" | "ARMY" | "NAVY" | "BRIGADE" | "BATTALION")
                || x == "FORCE" && who.text.contains("AIR FORCE")
        })
}

pub(crate) fn guerrillas(who: &Participant) -> bool {
    who.kind == "armed-group" || who.id.as_deref().is_some_and(|id| id.starts_with("grp/"))
}

/// Whether an assault is an incident in MUC's sense.
pub(crate) fn relevant(known: &Knowledge, event: &Event) -> bool {
    let held = event.status == Status::Ongoing && event.modes.iter().any(|m| m == "abduct");
    if event.kind != "ASSAULT"
        || !held
            && matches!(
                event.status,
                Status::Hypothetical | Status::Negated | Status::Planned | Status::Ongoing
            )
    {
        return false;
    }
    let victims: Vec<&Participant> = event.recipients.iter().collect();
    let named = |w: &Participant| proper(known, w).is_some();
    // Operations of war.
    if event.evidence.rules.first().is_some_and(|r| {
        matches!(
            r.as_str(),
            "assault/neutralise" | "assault/capture-place" | "assault/shot-down"
        )
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
    // Two months at most.
    if let (Some(date), Some(told)) = (&event.date, &event.document.published)
        && let Some(latest) = &date.latest
        && let (Ok(latest), Ok(told)) = (
            latest.parse::<jiff::civil::Date>(),
            told.parse::<jiff::civil::Date>(),
        )
        && latest.year() > 1950
        && (told - latest).get_days() > 90
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
            || matches!(w.kind.as_str(), "facility" | "object" | "vehicle")
    };
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
