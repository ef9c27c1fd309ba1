//! Matches to events: who is meant, which toll belongs to which attack, which day, which place.
//!
//! In come the matches of all sentences with their readings; out go [`Event`](crate::event::Event)s, each happening once.
//! It never invents what no text says.

mod beside;
mod discourse;
mod draft;
mod earlier;
mod fill;
mod mention;
mod merge;
mod people;
mod place;
mod roll;
mod setting;
mod tellers;
mod toll;
mod when;

pub use discourse::Discourse;
pub use draft::{Draft, Finding, draft, extend, span};
pub use earlier::{Earlier, earlier};
pub use merge::merge;
pub use people::participants;
pub use setting::{Setting, date, of_entry, rank};
