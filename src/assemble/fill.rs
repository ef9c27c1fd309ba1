//! What fills the slots of a match, as fields of the record.

use super::beside::parts;
use super::discourse::Discourse;
use super::draft::{extend, mention, span};
use super::people::{casualties, participants};
use super::roll::roll;
use super::setting::{place, places};
use crate::event::*;
use crate::extract::{Filler, Kind, Match, Program, Scene, Slot};

/// Fills a record from the slots of a match, and gives those who stand in its toll.
pub(super) fn fill(
    scene: &Scene,
    program: &Program,
    discourse: &Discourse,
    m: &Match,
    certainty: Certainty,
    event: &mut Event,
) -> Vec<Participant> {
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
                toll(scene, discourse, filler, outcome, event);
                for named in roll(scene, filler) {
                    let named = Filler::Unit(named);
                    extend(
                        &mut victims,
                        participants(scene, discourse, named, Certainty::Stated),
                    );
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
                    event.content = Some(span(scene.context.text, range));
                }
            }
            Slot::Origin | Slot::Place => {
                if let Filler::Unit(unit) = filler {
                    let start = scene.parse.units[unit].start;
                    let mut found = places(scene).into_iter();
                    let found = found.find(|p| p.token == start).map(|p| p.place);
                    let found = found.or_else(|| place(scene, unit));
                    match slot {
                        Slot::Origin => event.origin = found.or(event.origin.take()),
                        _ => event.place = found.or(event.place.take()),
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
    victims
}

/// Counts those who stand in a slot of the toll: the group, those named beside it, its parts.
fn toll(scene: &Scene, discourse: &Discourse, filler: Filler, outcome: Outcome, event: &mut Event) {
    // "tried to kill the mayor": nobody was.
    if matches!(event.status, Status::Attempted | Status::Planned) {
        return;
    }
    event
        .casualties
        .extend(casualties(scene, discourse, filler, outcome));
    for named in roll(scene, filler) {
        for one in casualties(scene, discourse, Filler::Unit(named), outcome) {
            if !event.casualties.iter().any(|c| c.start == one.start) {
                event.casualties.push(one);
            }
        }
    }
    if let Filler::Unit(unit) = filler {
        for part in parts(scene, unit) {
            let part = Filler::Unit(part);
            event
                .casualties
                .extend(casualties(scene, discourse, part, outcome));
        }
    }
}
