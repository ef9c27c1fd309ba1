//! Words of the open classes: noun, verb, adjective or adverb, by their neighbours.

use super::view::{View, clause_ahead};
use super::{Tag, last};
use crate::lexicon::{Closed, NounClass, WordInfo, form};
use crate::text::Flags;

pub(super) fn open(
    view: &View,
    at: usize,
    info: &WordInfo,
    previous: Option<Tag>,
    first: bool,
    done: &[Tag],
) -> Tag {
    let flags = view.flags(at);
    // "were re-established": the first part only goes with its verb.
    let within = matches!(
        previous,
        Some(Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective)
    );
    if !within && view.compound(at) {
        return Tag::Adverb;
    }
    if flags.has(Flags::JOINED)
        && matches!(done.last(), Some(Tag::Adverb))
        && view.compound(at - 1)
        && info.forms & form::BASE == 0
    {
        return verb_tag(info, view, at);
    }
    if info.forms == 0 {
        return unknown(view, at, previous, first);
    }
    // "last 9 August": before a day it says which.
    if view.fixed(at + 1) == Some(Tag::Time)
        && ["last", "next", "past"]
            .iter()
            .any(|w| view.text(at).eq_ignore_ascii_case(w))
        && matches!(done.last(), Some(Tag::Noun | Tag::Name))
    {
        return Tag::Adverb;
    }
    // "which Judge Ana Roe": a title before a name.
    if view.person(at + 1)
        && info.class == NounClass::Person
        && info.shares[0] > 50
        && info.forms & (form::PAST | form::PARTICIPLE) == 0
    {
        return Tag::Noun;
    }
    let joined = flags.has(Flags::JOINED);
    let next_joined = view.flags(at + 1).has(Flags::JOINED);
    if next_joined && view.sentence.contains(&(at + 1)) {
        // First part of a compound: "gold-mining".
        return if info.noun() {
            Tag::Noun
        } else {
            Tag::Adjective
        };
    }
    if joined
        && info.forms & (form::PARTICIPLE | form::ING) != 0
        && (view.nominal(at + 1) || !info.noun())
    {
        return Tag::Adjective;
    }
    // "president-elect", "car-bomb": what a hyphen joins to a noun is no verb.
    if joined
        && matches!(done.last(), Some(Tag::Noun | Tag::Name))
        && info.forms & (form::PAST | form::ING) == 0
    {
        return if info.noun() || !info.adjective() || view.nominal(at + 1) {
            Tag::Noun
        } else {
            Tag::Adjective
        };
    }
    let verb = info.verb();
    let noun = info.noun();
    let adjective = info.adjective();
    let share = info.shares;
    // An auxiliary, modal or infinitive marker before it asks for a verb.
    match previous {
        Some(Tag::Infinitive | Tag::Modal) if info.forms & form::BASE != 0 => return Tag::Verb,
        Some(Tag::Not) if info.forms & form::BASE != 0 && share[1] >= 15 && !adjective => {
            return Tag::Verb;
        }
        Some(Tag::Auxiliary | Tag::Not)
            if info.forms & form::PARTICIPLE != 0
                && (!(adjective && share[2] > 60 && share[1] < 20)
                    || ["been", "being"]
                        .iter()
                        .any(|w| view.text(at.wrapping_sub(1)).eq_ignore_ascii_case(w))
                    || auxiliary(view, at, done) == Closed::Have
                    || view.phrasal(at)
                    || view.text(at + 1).eq_ignore_ascii_case("by")) =>
        {
            return Tag::Participle;
        }
        Some(Tag::Auxiliary) if info.forms & form::ING != 0 => return Tag::Ing,
        Some(Tag::Auxiliary)
            if info.forms & form::BASE != 0 && auxiliary(view, at, done) == Closed::Do =>
        {
            return Tag::Verb;
        }
        _ => {}
    }
    // "indiscriminately opened fire": the words after it make it the verb that they belong to.
    if verb
        && !matches!(
            done.last(),
            Some(
                Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective | Tag::Preposition
            )
        )
        && phrasal(view, at)
    {
        return verb_tag(info, view, at);
    }
    // "Welcomes the release …": an item of a communiqué begins with its verb.
    if first
        && info.forms & form::THIRD != 0
        && (view.opens_group(at + 1) || view.closed(at + 1) == Closed::That)
    {
        return Tag::Verb;
    }
    // "five people dead", "left one national dead": said of the noun before it.
    if matches!(
        view.text(at).to_ascii_lowercase().as_str(),
        "dead" | "alive"
    ) && matches!(done.last(), Some(Tag::Noun | Tag::Name))
    {
        return Tag::Adjective;
    }
    // "30 hurt", "four wounded": a singular cannot be counted.
    if matches!(done.last(), Some(Tag::Number))
        && info.forms & form::PARTICIPLE != 0
        && info.forms & form::PLURAL == 0
        && !view.nominal(at + 1)
    {
        return Tag::Participle;
    }
    // "has long accused": an adverb between an auxiliary and its verb.
    if matches!(done.last(), Some(Tag::Auxiliary))
        && info.forms & form::OTHER != 0
        && view
            .info(at + 1)
            .is_some_and(|i| i.forms & (form::PARTICIPLE | form::ING) != 0 && !i.adjective())
    {
        return Tag::Adverb;
    }
    let inside = matches!(
        previous,
        Some(Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective | Tag::Number)
    ) && !matches!(done.last(), Some(Tag::Mark));
    if inside
        && !(matches!(previous, Some(Tag::Number))
            && info.forms & (form::PAST | form::PARTICIPLE) != 0
            && (!noun || info.shares[1] >= info.shares[0])
            && !view.nominal(at + 1))
    {
        if info.forms & (form::PARTICIPLE | form::ING) != 0 && !noun {
            // "the wounded soldiers" modifies; "the reporting" names.
            if adjective || view.nominal(at + 1) || !matches!(previous, Some(Tag::Adjective)) {
                return if view.nominal(at + 1) {
                    Tag::Adjective
                } else if adjective {
                    Tag::Noun
                } else {
                    Tag::Participle
                };
            }
            return Tag::Participle;
        }
        if noun && adjective {
            return if view.nominal(at + 1) && share[2] > share[0] && !past_ahead(view, at + 1) {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
        if noun {
            // "the rebels attack the town": a third verb form after a noun is not inside any more.
            return Tag::Noun;
        }
        if adjective {
            return if view.nominal(at + 1) || joined {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
        if info.forms == form::OTHER {
            return Tag::Adverb;
        }
    }
    let after_noun = matches!(previous, Some(Tag::Noun | Tag::Name | Tag::Time));
    let after_subject = matches!(previous, Some(Tag::Pronoun | Tag::Relative));
    // "a boycott of imported goods"
    if matches!(previous, Some(Tag::Preposition))
        && info.forms & form::PARTICIPLE != 0
        && !noun
        && view.nominal(at + 1)
        && !view.opens_group(at + 1)
    {
        return Tag::Adjective;
    }
    // "let the nuns go", "let doctors visit the camp"
    if info.forms & form::BASE != 0
        && matches!(done.last(), Some(Tag::Noun | Tag::Name | Tag::Pronoun))
        && let_before(view, at, done)
        && !(noun
            && view
                .info(at + 1)
                .is_some_and(|i| i.forms & form::BASE != 0 && !i.noun()))
    {
        return Tag::Verb;
    }
    if verb && !noun && !adjective {
        return verb_tag(info, view, at);
    }
    if after_subject && verb && (share[1] >= 15) {
        return verb_tag(info, view, at);
    }
    if matches!(previous, Some(Tag::Preposition)) {
        if info.forms & form::ING != 0 && (!noun || view.opens_group(at + 1)) {
            return Tag::Ing;
        }
        if noun {
            return if adjective && view.nominal(at + 1) && share[2] > share[0] {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
    }
    // "called home its envoy"
    if noun
        && matches!(done.last(), Some(Tag::Verb | Tag::Participle | Tag::Ing))
        && view.text(at).eq_ignore_ascii_case("home")
    {
        return Tag::Adverb;
    }
    // "joint naval exercises"
    if noun
        && adjective
        && share[2] >= 10
        && view.nominal(at + 2)
        && view
            .info(at + 1)
            .is_some_and(|i| i.adjective() && !i.noun() && i.closed == Closed::Open)
    {
        return Tag::Adjective;
    }
    if verb && noun {
        let strong = share[1] > share[0];
        // After "demanded that the army leave" and "the army and the navy leave" it may be one.
        let joint = done
            .iter()
            .rev()
            .take(8)
            .any(|t| matches!(t, Tag::Conjunction | Tag::That));
        if after_noun && singular(view, at) && bare(info) && !joint {
            return Tag::Noun;
        }
        if info.forms & form::PLURAL != 0
            && singular(view, at)
            && (counted(view, at, done) || agent(view, at, done))
        {
            return Tag::Noun;
        }
        if info.forms & form::ING != 0 && after_noun && runs(view, at, info) {
            return Tag::Ing;
        }
        if info.forms & form::ING != 0 {
            let object = view.opens_group(at + 1);
            let of = view.text(at + 1).eq_ignore_ascii_case("of");
            return if of {
                Tag::Noun
            } else if object
                || share[1] >= 50 && after_comma(done) && !(first && clause_ahead(view, at))
            {
                Tag::Ing
            } else {
                Tag::Noun
            };
        }
        if info.forms & (form::PAST | form::PARTICIPLE) != 0 && info.forms & form::BASE == 0 {
            let object = view.opens_group(at + 1) || view.text(at + 1).eq_ignore_ascii_case("dead");
            if share[1] >= 20 || object || info.forms & form::NOUN == 0 {
                return Tag::Participle;
            }
        }
        // "was dragged out and shot": a bare noun would need its article.
        if matches!(done.last(), Some(Tag::Conjunction))
            && info.forms & form::PARTICIPLE != 0
            && !view.nominal(at + 1)
            && done.contains(&Tag::Participle)
        {
            return Tag::Participle;
        }
        if after_noun {
            let object = view.opens_group(at + 1)
                || view.closed(at + 1) == Closed::That
                || matches!(view.closed(at + 1), Closed::To) && strong && !finite_before(done);
            let finite_ahead = clause_ahead(view, at + 1);
            if info.forms & (form::THIRD | form::BASE) != 0
                && !finite_ahead
                && !disagrees(view, at, info, done)
                && (object && share[1] >= 10
                    || strong && !view.nominal(at + 1) && !finite_before(done))
            {
                return verb_tag(info, view, at);
            }
            // "Farmers demand international help": the clause has no other verb.
            let plural = view.info(at - 1).is_some_and(|i| {
                i.forms & form::NOUN == form::PLURAL
                    || matches!(done.last(), Some(Tag::Name)) && view.text(at - 1).ends_with('s')
            });
            if (info.forms & form::BASE != 0 && plural
                || info.forms & form::THIRD != 0
                    && !plural
                    && share[1] >= 30
                    && view
                        .info(at + 1)
                        .is_none_or(|i| i.forms & (form::PAST | form::THIRD) == 0))
                && view.nominal(at + 1)
                && !finite_ahead
                && opens_clause(done)
            {
                return verb_tag(info, view, at);
            }
            if info.forms & form::PAST != 0 {
                // hit, cut, left, set: past forms that are nouns too.
                return if share[1] >= 20 {
                    Tag::Participle
                } else {
                    Tag::Noun
                };
            }
            return Tag::Noun;
        }
        let titled = view.nominal(at + 1) && view.person(at + 2);
        if matches!(previous, Some(Tag::Conjunction))
            && strong
            && (view.opens_group(at + 1) || titled)
        {
            return verb_tag(info, view, at);
        }
        return Tag::Noun;
    }
    if adjective && info.forms & (form::PARTICIPLE | form::PAST | form::ING) != 0 {
        if after_noun || after_subject || matches!(previous, Some(Tag::Conjunction | Tag::Comma)) {
            if view.nominal(at + 1)
                && !view.opens_group(at + 1)
                && !after_noun
                && share[2] > share[1]
            {
                return Tag::Adjective;
            }
            return verb_tag(info, view, at);
        }
        return Tag::Adjective;
    }
    if noun && adjective {
        let modifies = view.nominal(at + 1) && share[2] >= share[0] && !past_ahead(view, at + 1);
        return if modifies || share[0] < 15 {
            Tag::Adjective
        } else {
            Tag::Noun
        };
    }
    if noun {
        return Tag::Noun;
    }
    if adjective && info.forms & form::OTHER != 0 && share[3] > share[2] && !view.nominal(at + 1) {
        return Tag::Adverb;
    }
    if adjective && verb {
        return if view.opens_group(at + 1) && share[1] >= 20 {
            verb_tag(info, view, at)
        } else {
            Tag::Adjective
        };
    }
    if adjective {
        return Tag::Adjective;
    }
    Tag::Adverb
}

/// Whether the word before is a noun that can only be singular and one thing.
fn singular(view: &View, at: usize) -> bool {
    view.fixed(at.wrapping_sub(1)).is_none()
        && view.info(at.wrapping_sub(1)).is_some_and(|i| {
            i.forms & form::SINGULAR != 0
                && i.forms & form::PLURAL == 0
                && i.class != NounClass::Group
        })
}

/// A form that as a verb asks for a plural subject: "attack", not "attacks" or "attacked".
fn bare(info: &WordInfo) -> bool {
    info.forms & form::BASE != 0 && info.forms & (form::THIRD | form::PAST) == 0
}

/// "some 20 food stands": a plural number stands before the singular, so the plural is what it counts.
fn counted(view: &View, at: usize, done: &[Tag]) -> bool {
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
fn agent(view: &View, at: usize, done: &[Tag]) -> bool {
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
fn phrasal(view: &View, at: usize) -> bool {
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
fn runs(view: &View, at: usize, info: &WordInfo) -> bool {
    let person = view
        .info(at.wrapping_sub(1))
        .is_some_and(|i| i.class == NounClass::Person);
    info.shares[1] >= if person { 30 } else { 50 }
        && !info.trigger
        && matches!(view.closed(at + 1), Closed::Preposition | Closed::To)
        && !view.text(at + 1).eq_ignore_ascii_case("of")
        && view.info(at.wrapping_sub(1)).is_some_and(|i| {
            matches!(
                i.class,
                NounClass::Person | NounClass::Group | NounClass::Artifact
            )
        })
}

fn after_comma(done: &[Tag]) -> bool {
    matches!(last(done), Some(Tag::Comma) | None)
}

/// Whether a past with an object or complement stands here: "threatened to", "said that".
fn past_ahead(view: &View, at: usize) -> bool {
    view.info(at)
        .is_some_and(|i| i.forms & form::PAST != 0 && !i.noun())
        && (view.opens_group(at + 1)
            || matches!(
                view.closed(at + 1),
                Closed::To | Closed::That | Closed::Preposition
            ))
}

/// Whether nothing but one noun group stands before a word in its sentence.
fn opens_clause(done: &[Tag]) -> bool {
    done.iter().all(|t| {
        matches!(
            t,
            Tag::Determiner
                | Tag::Possessive
                | Tag::Number
                | Tag::Adjective
                | Tag::Noun
                | Tag::Name
                | Tag::Mark
        )
    })
}

/// Whether "let" and one noun group stand before a word.
fn let_before(view: &View, at: usize, done: &[Tag]) -> bool {
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
fn disagrees(view: &View, at: usize, info: &WordInfo, done: &[Tag]) -> bool {
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
fn auxiliary(view: &View, at: usize, done: &[Tag]) -> Closed {
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
fn finite_before(done: &[Tag]) -> bool {
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

fn verb_tag(info: &WordInfo, view: &View, at: usize) -> Tag {
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

fn unknown(view: &View, at: usize, previous: Option<Tag>, first: bool) -> Tag {
    let flags = view.flags(at);
    let text = view.text(at).to_ascii_lowercase();
    if flags.has(Flags::CAPITAL)
        && (view.context.upper || !first || view.flags(at + 1).has(Flags::CAPITAL))
    {
        if view.context.upper && text.len() > 5 {
            if text.ends_with("ly") {
                return Tag::Adverb;
            }
            if text.ends_with("ing") && matches!(previous, Some(Tag::Auxiliary)) {
                return Tag::Ing;
            }
        }
        return Tag::Name;
    }
    if flags.has(Flags::CAPITAL) && first && text.len() > 2 {
        return Tag::Name;
    }
    if text.ends_with("ly") {
        return Tag::Adverb;
    }
    let inside = matches!(
        previous,
        Some(Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective | Tag::Number)
    );
    if text.ends_with("ed") && text.len() > 4 {
        return if inside && view.nominal(at + 1) {
            Tag::Adjective
        } else {
            Tag::Participle
        };
    }
    if text.ends_with("ing")
        && at > 0
        && view.text(at - 1).eq_ignore_ascii_case("with")
        && view.nominal(at + 1)
    {
        return Tag::Adjective;
    }
    if text.ends_with("ing") && text.len() > 5 {
        return if inside { Tag::Noun } else { Tag::Ing };
    }
    let endings = [
        "ous", "ful", "ive", "able", "ible", "al", "ic", "less", "ish",
    ];
    if endings.iter().any(|e| text.ends_with(e)) && view.nominal(at + 1) {
        return Tag::Adjective;
    }
    Tag::Noun
}
