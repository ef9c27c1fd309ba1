//! The tense around an expression: whether a bare weekday or month lies behind or ahead.
//!
//! In comes a token range; out goes past, future or neither. It goes by the nearest verb or its
//! kin, first before the expression, then after it.

use super::scan::Scan;
use super::words::Role;
use crate::text::Flags;

/// Which way a date lies from the day of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How many tokens away a verb may stand.
const REACH: usize = 24;

impl Scan<'_> {
    /// The tense of what `start..end` dates.
    pub fn tense(&self, start: usize, end: usize) -> Tense {
        let mut at = start;
        while at > self.begin && start - at < REACH {
            at -= 1;
            if matches!(self.of(at), ";" | ":") {
                break;
            }
            let tense = self.tense_of(at);
            if tense != Tense::Unknown {
                return tense;
            }
        }
        for at in end..self.end.min(end + REACH) {
            let tense = self.tense_of(at);
            if tense != Tense::Unknown {
                return tense;
            }
        }
        Tense::Unknown
    }

    /// Whether a past verb stands right before an expression and its preposition: "fell on May 3".
    pub fn verb_beside(&self, start: usize) -> bool {
        let Some(mut at) = start.checked_sub(1) else {
            return false;
        };
        if self.any(at, &[Role::On, Role::In, Role::At]) {
            match at.checked_sub(1) {
                Some(before) => at = before,
                None => return false,
            }
        }
        at >= self.begin && self.tense_of(at) == Tense::Past && !self.is(at, Role::Since)
    }

    pub fn tense_of(&self, at: usize) -> Tense {
        let lexeme = self.lex(at);
        // "may" is a verb only in lower case.
        if lexeme.tense > 0 && !(lexeme.month != 0 && self.has(at, Flags::CAPITAL)) {
            return Tense::Future;
        }
        if lexeme.tense < 0 {
            return Tense::Past;
        }
        if lexeme.is(Role::To) {
            return Tense::Unknown;
        }
        let word = self.of(at).as_bytes();
        let ed = word.len() > 4 && word.ends_with(b"ed") && !word.ends_with(b"eed");
        if ed && !self.has(at, Flags::CAPITAL) && !self.joined(at) {
            // "to be completed", "will be held"
            let planned = at > self.begin && self.is(at - 1, Role::Be);
            return if planned { Tense::Future } else { Tense::Past };
        }
        Tense::Unknown
    }
}
