//! What the engine may ask of an event type, whatever it is called: traits of the ontology.

use serde::{Deserialize, Serialize};

use super::decode::words;

words! {
    /// A trait of an event type.
    Trait {
        /// Done to somebody with some means: it has a toll, and may be claimed or denied.
        Attack = "attack",
        /// Done by force: arms and vehicles may be its subject.
        Force = "force",
        /// Happens at a place: its day and place may be told in the sentence before.
        Placed = "placed",
        /// May come from another place: its origin.
        Launched = "launched",
        /// Goes somewhere, which is its place; what moves stands for who moves it.
        Motion = "motion",
        /// What somebody may be forced to: "forced villagers to flee" happens at one place.
        Imposed = "imposed",
        /// Done with words: a noun tells it only together with its speaker.
        Spoken = "spoken",
        /// Told by a verb, it is worth writing with no more than a day or a place.
        Bare = "bare",
    }
}

/// The traits of an event type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits(u16);

impl Traits {
    /// Whether one is among them.
    pub fn has(self, one: Trait) -> bool {
        self.0 & 1 << one as u16 != 0
    }
}

impl<'a> FromIterator<&'a Trait> for Traits {
    fn from_iter<I: IntoIterator<Item = &'a Trait>>(all: I) -> Traits {
        Traits(all.into_iter().fold(0, |bits, one| bits | 1 << *one as u16))
    }
}
