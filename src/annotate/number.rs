//! Numbers: digits, words, hedges, ranges and vague words to counts.
pub(super) use super::numeral::{NumberFile, Numerals};
