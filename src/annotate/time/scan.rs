//! A sentence under the finder's eyes: what its tokens can mean, and what was found in them.
//!
//! In come the sentence, the time words and the context; out go answers about single tokens. It
//! never moves by itself.

use super::calendar::Stretch;
use super::context::TimeContext;
use super::words::{Lexeme, Part, Reference, Role, TimeWords, Unit};
use crate::event::Basis;
use crate::text::{Flags, Text};

/// One sentence with all that is needed to read it.
pub(super) struct Scan<'a> {
    pub words: &'a TimeWords,
    pub text: &'a Text<'a>,
    pub begin: usize,
    pub end: usize,
    pub context: &'a TimeContext,
}

/// What an expression says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Impossible,
    Point(Stretch),
    /// From the first to the last.
    Span(Stretch, Stretch),
    /// A part of a day; without a day it names none ("in the morning").
    Part(Option<Stretch>, Part),
    /// The night before a day and its early hours.
    Overnight(Stretch),
    Clock {
        day: Option<Stretch>,
        hour: i8,
        minute: Option<i8>,
    },
    /// A length, with what it places on the calendar, if anything.
    Length {
        value: String,
        placed: Option<(Stretch, Stretch)>,
    },
    /// A weekday of an unknown week.
    Weekday(i8),
    Set(String),
    Reference(Reference),
    /// A TIMEX3 value with no place on the calendar.
    Vague(String),
}

/// An expression and one past its last token.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub what: What,
    pub end: usize,
    pub basis: Basis,
    /// The text names the weekday of the day.
    pub weekday: bool,
    /// Only compared with: later expressions do not count from it.
    pub aside: bool,
}

impl Found {
    pub fn new(what: What, end: usize, basis: Basis) -> Found {
        Found {
            what,
            end,
            basis,
            weekday: false,
            aside: false,
        }
    }

    pub fn point(stretch: Stretch, end: usize, basis: Basis) -> Found {
        Found::new(What::Point(stretch), end, basis)
    }

    /// Marks what is only compared with.
    pub fn aside(mut self) -> Found {
        self.aside = true;
        self
    }

    /// The point, if it is one.
    pub fn stretch(&self) -> Option<Stretch> {
        match self.what {
            What::Point(stretch) => Some(stretch),
            _ => None,
        }
    }
}

impl<'a> Scan<'a> {
    #[inline]
    pub fn lex(&self, at: usize) -> &'a Lexeme {
        if at < self.end && at >= self.begin {
            self.words.lexeme(self.text.tokens[at].word)
        } else {
            TimeWords::nothing()
        }
    }

    #[inline]
    pub fn is(&self, at: usize, role: Role) -> bool {
        self.lex(at).is(role)
    }

    #[inline(always)]
    pub fn any(&self, at: usize, roles: &[Role]) -> bool {
        self.lex(at).any(roles)
    }

    /// The words of a token; `""` outside the sentence.
    pub fn of(&self, at: usize) -> &'a str {
        if at < self.end && at >= self.begin {
            self.text.of(at)
        } else {
            ""
        }
    }

    #[inline]
    pub fn has(&self, at: usize, flag: u16) -> bool {
        at < self.end && at >= self.begin && self.text.tokens[at].flags.has(flag)
    }

    #[inline]
    pub fn joined(&self, at: usize) -> bool {
        self.has(at, Flags::JOINED)
    }

    /// One past an abbreviation's full stop at `at`, if one stands there.
    pub fn after_stop(&self, at: usize) -> usize {
        if self.of(at) == "." && !self.has(at, Flags::SPACE) {
            at + 1
        } else {
            at
        }
    }

    /// One past a comma at `at`, if one stands there.
    pub fn after_comma(&self, at: usize) -> usize {
        if self.of(at) == "," { at + 1 } else { at }
    }

    /// The token as a plain number of digits.
    pub fn digits(&self, at: usize) -> Option<&'a str> {
        if !self.has(at, Flags::DIGIT) {
            return None;
        }
        let word = self.of(at);
        word.bytes().all(|b| b.is_ascii_digit()).then_some(word)
    }

    /// Like [`Scan::lex`] unit, singular or plural.
    pub fn unit(&self, at: usize) -> Option<Unit> {
        self.lex(at).unit
    }

    /// A hyphen or dash as a token of its own, or "to" and its kin: the middle of a range.
    pub fn range_word(&self, at: usize) -> bool {
        matches!(self.of(at), "-" | "–" | "—" | "/") || self.any(at, &[Role::To, Role::Through])
    }
}
