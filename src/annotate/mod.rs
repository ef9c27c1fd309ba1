//! Tokens to mentions: gazetteer names, numbers and time expressions, each with its normalised value.
//!
//! In come the tokens of a [`Text`](crate::text::Text); out go mentions over half-open token ranges.
//! It never decides what an ambiguous name means before its context is known.

pub mod name;
pub mod number;
mod numeral;
pub mod time;
