//! A sentence as a tagger sees it: words that are fixed already, and what stands beside.

use std::ops::Range;

use super::Tag;
use crate::gazetteer::NameKind;
use crate::group::Context;
use crate::lexicon::{Closed, LexiconId, WordInfo, form};
use crate::text::{Flags, Word};

pub(super) struct View<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) sentence: &'a Range<usize>,
    pub(super) fixed: &'a [Option<Tag>],
}

impl View<'_> {
    #[inline]
    pub(super) fn word(&self, at: usize) -> Option<Word> {
        self.sentence
            .contains(&at)
            .then(|| self.context.text.tokens[at].word)
    }

    /// Whether the word at a token is by itself an entry of a lexicon.
    pub(super) fn reads(&self, at: usize, lexicon: Option<LexiconId>) -> bool {
        let readings = self.word(at).map(|w| self.context.words.readings(w));
        lexicon.zip(readings).is_some_and(|(id, readings)| {
            readings
                .iter()
                .any(|r| r.lexicon == id && r.rest.is_empty())
        })
    }
    #[inline]
    pub(super) fn info(&self, at: usize) -> Option<&WordInfo> {
        self.word(at).map(|w| self.context.words.info(w))
    }
    #[inline]
    pub(super) fn closed(&self, at: usize) -> Closed {
        self.info(at).map_or(Closed::Open, |i| i.closed)
    }
    #[inline]
    pub(super) fn fixed(&self, at: usize) -> Option<Tag> {
        self.sentence
            .contains(&at)
            .then(|| self.fixed[at - self.sentence.start])
            .flatten()
    }
    #[inline]
    pub(super) fn flags(&self, at: usize) -> Flags {
        if self.sentence.contains(&at) {
            self.context.text.tokens[at].flags
        } else {
            Flags(Flags::PUNCT)
        }
    }
    /// Whether a token is the adjective or demonym of a country.
    pub(super) fn origin(&self, at: usize) -> bool {
        self.context.names.iter().any(|n| {
            n.tokens.contains(&at) && matches!(n.kind, NameKind::Adjective | NameKind::Demonym)
        })
    }

    #[inline]
    pub(super) fn text(&self, at: usize) -> &str {
        if self.sentence.contains(&at) {
            self.context.text.of(at)
        } else {
            ""
        }
    }

    /// Part of a person's name among capitals.
    pub(super) fn person(&self, at: usize) -> bool {
        self.context.upper && self.flags(at).has(Flags::PERSON)
    }

    /// Whether a verb with a joined first part stands here: "test-fire", "re-establish".
    pub(super) fn compound(&self, at: usize) -> bool {
        let (Some(first), Some(second)) = (self.word(at), self.word(at + 1)) else {
            return false;
        };
        self.flags(at + 1).has(Flags::JOINED)
            && self
                .context
                .words
                .readings(second)
                .iter()
                .any(|r| r.forms & form::VERB != 0 && r.before == 1 && r.rest[0] == first)
    }

    /// Whether a noun of two words stands here: "stun grenade".
    pub(super) fn noun_pair(&self, at: usize) -> bool {
        let (Some(first), Some(second)) = (self.word(at), self.word(at + 1)) else {
            return false;
        };
        self.context.words.readings(second).iter().any(|r| {
            r.forms & form::NOUN != 0 && r.before == 1 && r.rest.len() == 1 && r.rest[0] == first
        })
    }

    /// Whether a phrasal verb stands here with its particle: "rounded up".
    pub(super) fn phrasal(&self, at: usize) -> bool {
        let (Some(head), Some(particle)) = (self.word(at), self.word(at + 1)) else {
            return false;
        };
        self.context.words.readings(head).iter().any(|r| {
            r.forms & form::VERB != 0
                && r.before == 0
                && r.rest.len() == 1
                && r.rest.first() == Some(&particle)
        })
    }

    /// Whether what follows can begin a noun group's inside: a noun, adjective, name or number.
    pub(super) fn nominal(&self, at: usize) -> bool {
        if let Some(tag) = self.fixed(at) {
            return matches!(tag, Tag::Name | Tag::Number);
        }
        if self.person(at) {
            return true;
        }
        if self.flags(at).has(Flags::PUNCT) || !self.sentence.contains(&at) {
            return false;
        }
        let Some(info) = self.info(at) else {
            return false;
        };
        if matches!(
            self.text(at).to_ascii_lowercase().as_str(),
            "dead" | "alive"
        ) {
            return false;
        }
        match info.closed {
            Closed::Open => {
                info.forms == 0 || info.shares[0] >= 10 || info.adjective() && info.shares[2] >= 10
            }
            Closed::Quantity => true,
            _ => false,
        }
    }

    /// Whether a noun group begins here: determiner, possessive, pronoun, name, number.
    pub(super) fn opens_group(&self, at: usize) -> bool {
        if let Some(tag) = self.fixed(at) {
            return matches!(tag, Tag::Name | Tag::Number);
        }
        self.person(at)
            || matches!(
                self.closed(at),
                Closed::Definite
                    | Closed::Indefinite
                    | Closed::Quantity
                    | Closed::Possessive
                    | Closed::Pronoun
                    | Closed::NoDeterminer
                    | Closed::Nobody
                    | Closed::That
            )
    }
}

/// Whether a finite verb comes before the next comma or mark.
pub(super) fn clause_ahead(view: &View, from: usize) -> bool {
    let mut at = from;
    while view.sentence.contains(&at) && at < from + 14 {
        if view.flags(at).has(Flags::PUNCT) {
            return false;
        }
        if view.fixed(at).is_none() {
            match view.closed(at) {
                Closed::Be | Closed::Have | Closed::Do | Closed::Modal => return true,
                Closed::Subordinator | Closed::Relative | Closed::That => return false,
                Closed::Open => {
                    if let Some(info) = view.info(at) {
                        let finite = info.forms & (form::PAST | form::THIRD) != 0;
                        let modifier = view.closed(at.wrapping_sub(1)) == Closed::Definite
                            || view.closed(at.wrapping_sub(1)) == Closed::Indefinite;
                        let by = view.text(at + 1).eq_ignore_ascii_case("by");
                        // "after President Ana Roe ordered it": a past after a name.
                        let named = info.forms & form::PAST != 0
                            && (view.fixed(at - 1) == Some(Tag::Name) || view.person(at - 1));
                        let sure = info.forms & form::NOUN == 0 && !info.adjective()
                            || info.shares[1] >= info.shares[0]
                            || named;
                        // "as prosecutors widen the inquiry": a bare verb after a plural.
                        let bare = info.forms & form::BASE != 0
                            && info.forms & form::NOUN == 0
                            && !info.adjective()
                            && view.fixed(at - 1).is_none()
                            && view
                                .info(at - 1)
                                .is_some_and(|i| i.forms & form::NOUN == form::PLURAL)
                            && view.opens_group(at + 1);
                        if bare && at > from {
                            return true;
                        }
                        if finite && sure && at > from && !modifier && !by {
                            return true;
                        }
                    }
                }
                _ => {}
            }
        }
        at += 1;
    }
    false
}
