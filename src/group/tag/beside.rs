//! What stands before and after a word, as far as it decides what the word is.

use super::view::{View, clause_ahead};
use super::{Tag, last};
use crate::lexicon::{Closed, NounClass, WordInfo, form};

/// Whether the word before is a noun that can only be singular and one thing.
pub(super) fn singular(view: &View, at: usize) -> bool {
    view.fixed(at.wrapping_sub(1)).is_none()
        && view.info(at.wrapping_sub(1)).is_some_and(|i| {
            i.forms & form::SINGULAR != 0
                && i.forms & form::PLURAL == 0
                && i.class != NounClass::Group
        })
}

/// A form that as a verb asks for a plural subject: "attack", not "attacks" or "attacked".
pub(super) fn bare(info: &WordInfo) -> bool {
    info.forms & form::BASE != 0 && info.forms & (form::THIRD | form::PAST) == 0
}

/// "some 20 food stands": a plural number stands before the singular, so the plural is what it counts.
pub(super) fn counted(view: &View, at: usize, done: &[Tag]) -> bool {
    let back = done
        .iter()
        .rev()
        .skip(1)
        .take_while(|t| matches!(t, Tag::Noun | Tag::Adjective))
        .count();
    let number = at.wrapping_sub(back + 2);
    done.len() >= back + 2
        && done[done.len() - back - 2] == Tag::Number
        && !matches!(view.text(number), "1")
        && !view.text(number).eq_ignore_ascii_case("one")
}

/// "were killed by machine-gun bursts": what follows "by" after a participle holds no verb.
pub(super) fn agent(view: &View, at: usize, done: &[Tag]) -> bool {
    let back = done
        .iter()
        .rev()
        .take_while(|t| matches!(t, Tag::Noun | Tag::Adjective | Tag::Name))
        .count();
    done.len() >= back + 2
        && done[done.len() - back - 1] == Tag::Preposition
        && done[done.len() - back - 2] == Tag::Participle
        && view
            .text(at.wrapping_sub(back + 1))
            .eq_ignore_ascii_case("by")
}

/// Whether the words after a verb are those of a fixed expression that begins with it.
pub(super) fn phrasal(view: &View, at: usize) -> bool {
    let Some(word) = view.word(at) else {
        return false;
    };
    view.context.words.readings(word).iter().any(|r| {
        let follows = |(i, w): (usize, &crate::text::Word)| view.word(at + 1 + i) == Some(*w);
        r.forms & form::VERB != 0
            && !r.rest.is_empty()
            && r.rest.iter().enumerate().all(follows)
            && view.info(at + 1).is_some_and(|i| i.closed == Closed::Open)
    })
}

/// "men riding in a car", "a train running from": what somebody does, before a preposition.
pub(super) fn runs(view: &View, at: usize, info: &WordInfo) -> bool {
    let before = view.info(at.wrapping_sub(1));
    let person = before.is_some_and(|i| i.class == NounClass::Person);
    // "rebels fighting in": people in the plural are no first part of a compound.
    let people = before.is_some_and(|i| {
        matches!(i.class, NounClass::Person | NounClass::Group)
            && i.forms & form::PLURAL != 0
            && i.forms & form::SINGULAR == 0
    });
    (people
        || info.shares[1] >= if person { 30 } else { 50 }
            && (!info.trigger || person && info.shares[1] >= 60))
        && matches!(view.closed(at + 1), Closed::Preposition | Closed::To)
        && !view.text(at + 1).eq_ignore_ascii_case("of")
        && view.info(at.wrapping_sub(1)).is_some_and(|i| {
            matches!(
                i.class,
                NounClass::Person | NounClass::Group | NounClass::Artifact
            )
        })
}

pub(super) fn after_comma(done: &[Tag]) -> bool {
    matches!(last(done), Some(Tag::Comma) | None)
}

/// Whether a past with an object or complement stands here: "threatened to", "said that".
pub(super) fn past_ahead(view: &View, at: usize) -> bool {
    view.info(at)
        .is_some_and(|i| i.forms & form::PAST != 0 && !i.noun())
        && (view.opens_group(at + 1)
            || matches!(
                view.closed(at + 1),
                Closed::To | Closed::That | Closed::Preposition
            ))
}

/// Whether nothing but one noun group stands before a word in its sentence.
pub(super) fn opens_clause(done: &[Tag]) -> bool {
    done.iter()
        .all(|&t| grouped(t) || matches!(t, Tag::Mark | Tag::Clitic))
}

/// Whether a word is a verb of saying.
pub(super) fn reports(view: &View, at: usize) -> bool {
    view.reads(at, view.context.grammar.report)
}

/// Whether "let" and one noun group stand before a word.
pub(super) fn let_before(view: &View, at: usize, done: &[Tag]) -> bool {
    let mut back = at;
    for tag in done.iter().rev() {
        back -= 1;
        match tag {
            Tag::Verb | Tag::Participle | Tag::Ing => {
                let text = view.text(back);
                return ["let", "lets", "letting"]
                    .iter()
                    .any(|w| text.eq_ignore_ascii_case(w));
            }
            Tag::Noun
            | Tag::Name
            | Tag::Pronoun
            | Tag::Determiner
            | Tag::Possessive
            | Tag::Adjective
            | Tag::Number => {}
            _ => return false,
        }
    }
    false
}

/// Whether a base form stands after a singular: "a phone call" is no clause.
pub(super) fn disagrees(view: &View, at: usize, info: &WordInfo, done: &[Tag]) -> bool {
    info.forms & (form::THIRD | form::PAST) == 0
        && matches!(done.last(), Some(Tag::Noun))
        && view
            .info(at - 1)
            .is_some_and(|i| i.forms & form::NOUN == form::SINGULAR)
        && !done
            .iter()
            .rev()
            .take(8)
            .any(|t| matches!(t, Tag::Conjunction | Tag::That))
}

/// The class of the auxiliary that stands before a word.
pub(super) fn auxiliary(view: &View, at: usize, done: &[Tag]) -> Closed {
    let mut back = at;
    for tag in done.iter().rev() {
        back -= 1;
        match tag {
            Tag::Adverb | Tag::Not => {}
            Tag::Auxiliary => return view.closed(back),
            _ => return Closed::Open,
        }
    }
    Closed::Open
}

/// Whether the clause so far has a finite verb.
pub(super) fn finite_before(done: &[Tag]) -> bool {
    for tag in done.iter().rev() {
        match tag {
            Tag::Verb | Tag::Participle | Tag::Auxiliary | Tag::Modal => return true,
            Tag::Comma
            | Tag::Mark
            | Tag::Conjunction
            | Tag::Subordinator
            | Tag::Relative
            | Tag::That => return false,
            _ => {}
        }
    }
    false
}

/// "looted clinics and raped women": a deed after "and" that goes on from a past before it.
pub(super) fn goes_on(
    view: &View,
    at: usize,
    info: &WordInfo,
    previous: Option<Tag>,
    done: &[Tag],
) -> bool {
    info.trigger
        && info.forms & form::PAST != 0
        && matches!(previous, Some(Tag::Conjunction))
        && done
            .iter()
            .rev()
            .skip(1)
            .take_while(|t| !matches!(t, Tag::Mark | Tag::Subordinator | Tag::Relative | Tag::That))
            .find(|t| {
                matches!(
                    t,
                    Tag::Participle | Tag::Verb | Tag::Auxiliary | Tag::Preposition
                )
            })
            .is_some_and(|t| {
                !matches!(t, Tag::Preposition) || matches!(done.iter().nth_back(1), Some(Tag::Time))
            })
        && !clause_ahead(view, at + 1)
}

/// Whether a word is written with a capital, in a text that has small letters too.
pub(super) fn capital(view: &View, at: usize) -> bool {
    !view.context.upper && view.flags(at).has(crate::text::Flags::CAPITAL)
}

pub(super) fn verb_tag(info: &WordInfo, view: &View, at: usize) -> Tag {
    if info.forms & form::ING != 0 {
        return Tag::Ing;
    }
    if info.forms & form::PARTICIPLE != 0 && info.forms & form::BASE == 0 {
        return Tag::Participle;
    }
    if info.forms & form::PARTICIPLE != 0 && view.text(at + 1).eq_ignore_ascii_case("by") {
        return Tag::Participle;
    }
    Tag::Verb
}

/// Whether a token with this tag may stand in a plain noun group.
pub(super) fn grouped(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Adjective | Tag::Noun | Tag::Name
    )
}
