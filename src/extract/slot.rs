//! The slots that rules fill, and the kinds of things that may fill them.

use serde::{Deserialize, Serialize};

use super::kind::Kinds;

/// The slots of the event record, and those that a pack declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the schema's own")]
pub enum Slot {
    Actors,
    Recipients,
    Instruments,
    Place,
    Origin,
    Date,
    Content,
    Attribution,
    Killed,
    Injured,
    Missing,
    Captured,
    Neutralised,
    /// A slot that a pack declares, by number.
    Other(u16),
    /// `<_>`.
    Discard,
}

impl Slot {
    /// The slot of this name, if it is one of the record's own.
    pub fn parse(name: &str) -> Option<Slot> {
        Some(match name {
            "actors" => Slot::Actors,
            "recipients" => Slot::Recipients,
            "instruments" => Slot::Instruments,
            "place" => Slot::Place,
            "origin" => Slot::Origin,
            "date" => Slot::Date,
            "content" => Slot::Content,
            "attribution" => Slot::Attribution,
            "killed" => Slot::Killed,
            "injured" => Slot::Injured,
            "missing" => Slot::Missing,
            "captured" => Slot::Captured,
            "neutralised" => Slot::Neutralised,
            "_" => Slot::Discard,
            _ => return None,
        })
    }

    /// Whether it holds part of a toll.
    pub fn casualty(self) -> bool {
        matches!(
            self,
            Slot::Killed | Slot::Injured | Slot::Missing | Slot::Captured | Slot::Neutralised
        )
    }

    /// What may fill it where a rule does not say.
    pub fn kinds(self) -> Kinds {
        use super::kind::Kind::*;
        match self {
            Slot::Actors => Kinds::participant(),
            Slot::Recipients => Kinds::participant()
                .and(Kinds::thing())
                .and(Kinds::of(&[Event])),
            Slot::Instruments => Kinds::of(&[Weapon, Vehicle, Object, Unknown]),
            Slot::Place | Slot::Origin => Kinds::of(&[Place, Country, Facility]),
            Slot::Date => Kinds::of(&[Time]),
            Slot::Killed | Slot::Injured | Slot::Missing | Slot::Captured | Slot::Neutralised => {
                Kinds::people().and(Kinds::of(&[Country, Organisation, Government, Animal]))
            }
            _ => Kinds::ANY,
        }
    }
}

/// A slot in a rule with the kinds that may fill it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SlotSpec {
    /// The slot.
    pub slot: Slot,
    /// What may fill it.
    pub kinds: Kinds,
    /// Takes the rest of the clause.
    pub tail: bool,
    /// Whether the rule narrows the slot's own type.
    pub narrowed: bool,
}
