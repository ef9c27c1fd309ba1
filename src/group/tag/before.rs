//! Words whose tag their spelling, or what stands before them, decides.

use super::Tag;
use super::beside::{auxiliary, capital, phrasal, verb_tag};
use super::view::{View, clause_ahead};
use crate::lexicon::{Closed, NounClass, WordInfo, form};
use crate::text::Flags;

/// Compounds, unknown words, titles before names.
pub(super) fn spelled(
    view: &View,
    at: usize,
    info: &WordInfo,
    previous: Option<Tag>,
    first: bool,
    done: &[Tag],
) -> Option<Tag> {
    let flags = view.flags(at);
    // "were re-established": the first part only goes with its verb.
    let within = matches!(
        previous,
        Some(Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective)
    );
    if !within && view.compound(at) {
        return Some(Tag::Adverb);
    }
    if flags.has(Flags::JOINED)
        && matches!(done.last(), Some(Tag::Adverb))
        && view.compound(at - 1)
        && info.forms & form::BASE == 0
    {
        return Some(verb_tag(info, view, at));
    }
    if info.forms == 0 {
        return Some(unknown(view, at, previous, first));
    }
    // "last 9 August": before a day it says which.
    if view.fixed(at + 1) == Some(Tag::Time)
        && ["last", "next", "past"]
            .iter()
            .any(|w| view.text(at).eq_ignore_ascii_case(w))
        && matches!(done.last(), Some(Tag::Noun | Tag::Name))
    {
        return Some(Tag::Adverb);
    }
    // "which Judge Ana Roe": a title before a name.
    if view.person(at + 1)
        && info.class == NounClass::Person
        && info.shares[0] > 50
        && info.forms & (form::PAST | form::PARTICIPLE) == 0
    {
        return Some(Tag::Noun);
    }
    let joined = flags.has(Flags::JOINED);
    let next_joined = view.flags(at + 1).has(Flags::JOINED);
    if next_joined && view.sentence.contains(&(at + 1)) {
        // First part of a compound: "gold-mining".
        return Some(if info.noun() {
            Tag::Noun
        } else {
            Tag::Adjective
        });
    }
    if joined
        && info.forms & (form::PARTICIPLE | form::ING) != 0
        && (view.nominal(at + 1) || !info.noun())
    {
        return Some(Tag::Adjective);
    }
    // "president-elect", "car-bomb": what a hyphen joins to a noun is no verb.
    if joined
        && matches!(done.last(), Some(Tag::Noun | Tag::Name))
        && info.forms & (form::PAST | form::ING) == 0
    {
        return Some(
            if info.noun() || !info.adjective() || view.nominal(at + 1) {
                Tag::Noun
            } else {
                Tag::Adjective
            },
        );
    }
    None
}

/// What an auxiliary, a comma, a number or the head of the sentence before it asks for.
pub(super) fn asked(
    view: &View,
    at: usize,
    info: &WordInfo,
    previous: Option<Tag>,
    first: bool,
    done: &[Tag],
) -> Option<Tag> {
    let verb = info.verb();
    let adjective = info.adjective();
    let share = info.shares;
    // An auxiliary, modal or infinitive marker before it asks for a verb.
    match previous {
        Some(Tag::Infinitive | Tag::Modal) if info.forms & form::BASE != 0 => {
            return Some(Tag::Verb);
        }
        Some(Tag::Not)
            if info.forms & form::BASE != 0
                && (share[1] >= 15 && !adjective || auxiliary(view, at, done) == Closed::Do) =>
        {
            return Some(Tag::Verb);
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
            return Some(Tag::Participle);
        }
        Some(Tag::Auxiliary) if info.forms & form::ING != 0 => return Some(Tag::Ing),
        Some(Tag::Auxiliary)
            if info.forms & form::BASE != 0 && auxiliary(view, at, done) == Closed::Do =>
        {
            return Some(Tag::Verb);
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
        return Some(verb_tag(info, view, at));
    }
    // "Welcomes the release …", "express our thanks": an item of a communiqué begins with its verb.
    if first
        && (info.forms & form::THIRD != 0
            && (view.opens_group(at + 1)
                || view.closed(at + 1) == Closed::That
                || share[1] >= 40 && listed(view) && !clause_ahead(view, at + 1))
            || info.forms & form::BASE != 0
                && (share[1] >= 80 && !(capital(view, at) && capital(view, at + 1))
                    || view.phrasal(at) && share[1] >= 40
                    || share[1] >= share[0]
                        && matches!(
                            view.closed(at + 1),
                            Closed::Definite
                                | Closed::Indefinite
                                | Closed::Possessive
                                | Closed::That
                        )))
    {
        return Some(Tag::Verb);
    }
    // "Accusing the president of treason, …", "Threatening to leave, …"
    if first
        && info.forms & form::ING != 0
        && (view.opens_group(at + 1)
            || view.closed(at + 1) == Closed::To
            || info.adjective() && view.phrasal(at))
    {
        return Some(Tag::Ing);
    }
    // "Rwanda, long accused of it"
    if matches!(done.last(), Some(Tag::Comma))
        && view.text(at).eq_ignore_ascii_case("long")
        && view
            .info(at + 1)
            .is_some_and(|i| i.forms & form::PARTICIPLE != 0)
    {
        return Some(Tag::Adverb);
    }
    // "works close to the wall"
    if view.text(at).eq_ignore_ascii_case("close")
        && view.closed(at + 1) == Closed::To
        && matches!(done.last(), Some(Tag::Noun | Tag::Name))
    {
        return Some(Tag::Adverb);
    }
    // "to Mali free of charge": said of what is given.
    if view.text(at).eq_ignore_ascii_case("free")
        && view.text(at + 1).eq_ignore_ascii_case("of")
        && matches!(done.last(), Some(Tag::Noun | Tag::Name))
    {
        return Some(Tag::Adverb);
    }
    // "five people dead", "left one national dead": said of the noun before it.
    if matches!(
        view.text(at).to_ascii_lowercase().as_str(),
        "dead" | "alive"
    ) && matches!(done.last(), Some(Tag::Noun | Tag::Name))
    {
        return Some(Tag::Adjective);
    }
    // "30 hurt", "four wounded": a singular cannot be counted.
    if matches!(done.last(), Some(Tag::Number))
        && info.forms & form::PARTICIPLE != 0
        && info.forms & form::PLURAL == 0
        && !view.nominal(at + 1)
    {
        return Some(Tag::Participle);
    }
    // "has long accused": an adverb between an auxiliary and its verb.
    if matches!(done.last(), Some(Tag::Auxiliary))
        && info.forms & form::OTHER != 0
        && view
            .info(at + 1)
            .is_some_and(|i| i.forms & (form::PARTICIPLE | form::ING) != 0 && !i.adjective())
    {
        return Some(Tag::Adverb);
    }
    None
}

/// Whether the sentence is an item of a list: "3. Expresses grave alarm at the fighting".
fn listed(view: &View) -> bool {
    let sentences = &view.context.text.sentences;
    let at = sentences.partition_point(|s| s.tokens().start < view.sentence.start);
    sentences
        .get(at)
        .is_some_and(|s| s.tokens().start == view.sentence.start && s.item > 0)
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
