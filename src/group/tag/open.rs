//! Words of the open classes: noun, verb, adjective or adverb, by their neighbours.

use super::Tag;
use super::beside::{
    after_comma, agent, auxiliary, bare, capital, counted, disagrees, finite_before, goes_on,
    let_before, opens_clause, past_ahead, phrasal, reports, runs, singular,
};
use super::view::{View, clause_ahead};
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
        Some(Tag::Not)
            if info.forms & form::BASE != 0
                && (share[1] >= 15 && !adjective || auxiliary(view, at, done) == Closed::Do) =>
        {
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
        return Tag::Verb;
    }
    // "Accusing the president of treason, …", "Threatening to leave, …"
    if first
        && info.forms & form::ING != 0
        && (view.opens_group(at + 1)
            || view.closed(at + 1) == Closed::To
            || info.adjective() && view.phrasal(at))
    {
        return Tag::Ing;
    }
    // "Rwanda, long accused of it"
    if matches!(done.last(), Some(Tag::Comma))
        && view.text(at).eq_ignore_ascii_case("long")
        && view
            .info(at + 1)
            .is_some_and(|i| i.forms & form::PARTICIPLE != 0)
    {
        return Tag::Adverb;
    }
    // "works close to the wall"
    if view.text(at).eq_ignore_ascii_case("close")
        && view.closed(at + 1) == Closed::To
        && matches!(done.last(), Some(Tag::Noun | Tag::Name))
    {
        return Tag::Adverb;
    }
    // "to Mali free of charge": said of what is given.
    if view.text(at).eq_ignore_ascii_case("free")
        && view.text(at + 1).eq_ignore_ascii_case("of")
        && matches!(done.last(), Some(Tag::Noun | Tag::Name))
    {
        return Tag::Adverb;
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
    // "the Colombian institute": among capitals a bare form after an adjective of origin.
    if noun
        && view.context.upper
        && matches!(done.last(), Some(Tag::Name))
        && done.len() > 1
        && done[done.len() - 2] == Tag::Determiner
        && info.forms & form::BASE != 0
        && view.origin(at.wrapping_sub(1))
    {
        return Tag::Noun;
    }
    let after_noun = matches!(previous, Some(Tag::Noun | Tag::Name | Tag::Time));
    // "…, reports Radio Okapi."
    if verb
        && noun
        && matches!(previous, Some(Tag::Comma))
        && info.forms & form::THIRD != 0
        && (view.fixed(at + 1) == Some(Tag::Name)
            || view.flags(at + 1).has(crate::text::Flags::CAPITAL)
            || view.closed(at + 1) == Closed::Definite)
        && done
            .iter()
            .any(|t| matches!(t, Tag::Verb | Tag::Participle))
        && !clause_ahead(view, at + 1)
        && reports(view, at)
    {
        return Tag::Verb;
    }
    // "witnesses say soldiers beat them", "the rebels claim it was": a noun is never called "say".
    if verb
        && noun
        && matches!(previous, Some(Tag::Noun | Tag::Name))
        && info.forms & (form::BASE | form::THIRD) != 0
        && (share[1] >= 95 || share[1] >= 30 && view.closed(at + 1) == Closed::Pronoun)
        && reports(view, at)
    {
        return verb_tag(info, view, at);
    }
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
    // "helped broker the deal": a bare verb after "help".
    if verb
        && info.forms & form::BASE != 0
        && matches!(done.last(), Some(Tag::Verb | Tag::Participle))
        && view.opens_group(at + 1)
        && ["help", "helps", "helped"]
            .iter()
            .any(|w| view.text(at - 1).eq_ignore_ascii_case(w))
    {
        return Tag::Verb;
    }
    // "with stun grenades"
    if verb
        && !noun
        && matches!(previous, Some(Tag::Preposition | Tag::Conjunction))
        && info.forms & form::BASE != 0
        && view.noun_pair(at)
    {
        return Tag::Noun;
    }
    if verb && !noun && !adjective {
        return verb_tag(info, view, at);
    }
    if after_subject && verb && (share[1] >= 15) {
        return verb_tag(info, view, at);
    }
    if matches!(previous, Some(Tag::Preposition)) {
        // "answered by shelling Goma"
        let named = || {
            view.text(at.wrapping_sub(1)).eq_ignore_ascii_case("by")
                && info.trigger
                && !view.context.upper
                && view.flags(at + 1).has(crate::text::Flags::CAPITAL)
        };
        // "accused of taking too much time": an adverb goes with a verb.
        let adverb = view.closed(at + 1) == Closed::Adverb && share[1] >= 50;
        if info.forms & form::ING != 0 && (!noun || view.opens_group(at + 1) || adverb || named()) {
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
        // "The ministry strongly protests against it": an adverb of manner stands before a verb.
        let manner = matches!(done.last(), Some(Tag::Adverb)) && view.text(at - 1).ends_with("ly");
        if manner
            && after_noun
            && (info.forms & form::THIRD != 0
                && !view.nominal(at + 1)
                && !finite_before(&done[..done.len() - 1])
                || info.forms & form::BASE != 0 && done.contains(&Tag::That))
        {
            return Tag::Verb;
        }
        // "reminds them of it and requests the council to act": a second verb of the same form.
        if matches!(done.last(), Some(Tag::Conjunction))
            && info.forms & form::THIRD != 0
            && share[1] >= 30
            && view.opens_group(at + 1)
            && done.contains(&Tag::Verb)
        {
            return Tag::Verb;
        }
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
        // "…, lost their lives": a past with its object after a comma.
        if info.forms & form::PAST != 0
            && strong
            && matches!(previous, Some(Tag::Comma))
            && (matches!(
                view.closed(at + 1),
                Closed::Definite | Closed::Indefinite | Closed::Possessive
            ) || info.trigger && plural_object(view, at + 1))
        {
            return verb_tag(info, view, at);
        }
        if info.forms & form::ING != 0 && after_noun && runs(view, at, info) {
            return Tag::Ing;
        }
        if info.forms & form::ING != 0 {
            let object = view.opens_group(at + 1);
            let of = view.text(at + 1).eq_ignore_ascii_case("of");
            // "the cathedral bombing that killed": a relative follows, no object.
            let relative = after_noun
                && view.closed(at + 1) == Closed::That
                && view
                    .info(at + 2)
                    .is_some_and(|i| i.forms & form::PAST != 0 && !i.noun());
            return if of || relative {
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
            // "The ministry welcomes the decision": a singular, its verb and an article.
            if info.forms & form::THIRD != 0
                && strong
                && (matches!(done.last(), Some(Tag::Name))
                    || view
                        .info(at - 1)
                        .is_some_and(|i| i.forms & form::PLURAL == 0))
                && opens_clause(done)
                && (matches!(
                    view.closed(at + 1),
                    Closed::Definite | Closed::Indefinite | Closed::Possessive | Closed::Pronoun
                ) || matches!(view.fixed(at + 1), Some(Tag::Name)) && reports(view, at))
            {
                return Tag::Verb;
            }
            // "its Telegram channel that it was": no verb where a noun is likelier by far.
            let object = object && (view.closed(at + 1) != Closed::That || share[1] >= 20);
            if info.forms & (form::THIRD | form::BASE) != 0
                && !finite_ahead
                && !disagrees(view, at, info, done)
                && (object && share[1] >= 10
                    || strong
                        && (!view.nominal(at + 1) || bare_participle(view, at + 1))
                        && !finite_before(done))
            {
                return verb_tag(info, view, at);
            }
            // "Farmers demand international help": the clause has no other verb.
            let plural = headed_by_plural(view, at, done)
                || view.info(at - 1).is_some_and(|i| {
                    i.forms & form::NOUN == form::PLURAL
                        || matches!(done.last(), Some(Tag::Name))
                            && view.text(at - 1).ends_with('s')
                });
            let followed = view
                .info(at + 1)
                .is_some_and(|i| i.forms & form::PAST != 0 && !i.noun());
            if (info.forms & form::BASE != 0 && plural && !followed
                || info.forms & form::THIRD != 0
                    && !plural
                    && share[1] >= 30
                    && view.info(at + 1).is_none_or(|i| {
                        i.forms & (form::PAST | form::THIRD) == 0
                            || share[1] >= 60
                                && i.forms & form::PLURAL != 0
                                && i.shares[0] >= i.shares[1]
                                && !view.opens_group(at + 2)
                    }))
                && (view.nominal(at + 1) || plural && view.phrasal(at))
                && (!finite_ahead || share[1] >= 60 && qualified(view, at + 1))
                && (opens_clause(done) || headed_by_plural(view, at, done))
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
    // "Ecuador, for its part, shared intelligence": no verb so far, and an aside is over.
    if adjective
        && info.forms & form::PAST != 0
        && matches!(previous, Some(Tag::Comma))
        && matches!(
            done.first(),
            Some(Tag::Name | Tag::Determiner | Tag::Noun | Tag::Possessive)
        )
        && done.iter().filter(|t| **t == Tag::Comma).count() == 2
        && !finite(done)
    {
        return verb_tag(info, view, at);
    }
    if adjective && info.forms & (form::PARTICIPLE | form::PAST | form::ING) != 0 {
        if after_noun || after_subject || matches!(previous, Some(Tag::Conjunction | Tag::Comma)) {
            if view.nominal(at + 1)
                && !view.opens_group(at + 1)
                && !after_noun
                && share[2] > share[1]
                && !goes_on(view, at, info, previous, done)
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

/// Whether any verb has come so far.
fn finite(done: &[Tag]) -> bool {
    done.iter().any(|t| {
        matches!(
            t,
            Tag::Verb | Tag::Participle | Tag::Ing | Tag::Auxiliary | Tag::Modal
        )
    })
}

/// "faces growing calls": a modifier and a plural that is likelier a noun than a verb.
fn qualified(view: &View, at: usize) -> bool {
    let noun = |i: &WordInfo| i.forms & form::PLURAL != 0 && i.shares[0] >= i.shares[1];
    view.info(at)
        .is_some_and(|i| i.forms & form::ING != 0 || i.adjective())
        && view.info(at + 1).is_some_and(noun)
        && !view.opens_group(at + 2)
}

/// "Prosecutors in Pristina suspect him": a plural, and what hangs on it, before a bare verb.
fn headed_by_plural(view: &View, at: usize, done: &[Tag]) -> bool {
    let Some(preposition) = done.iter().position(|t| *t == Tag::Preposition) else {
        return false;
    };
    let noun = |t: &Tag| {
        matches!(
            t,
            Tag::Determiner
                | Tag::Possessive
                | Tag::Number
                | Tag::Adjective
                | Tag::Noun
                | Tag::Name
        )
    };
    preposition > 0
        && done[..preposition].iter().all(noun)
        && done[preposition + 1..].iter().all(|t| *t == Tag::Name)
        && done.len() > preposition + 1
        && view
            .info(at - done.len() + preposition - 1)
            .is_some_and(|i| i.forms & form::NOUN == form::PLURAL)
}

/// Whether the sentence is an item of a list: "3. Expresses grave alarm at the fighting".
fn listed(view: &View) -> bool {
    let sentences = &view.context.text.sentences;
    let at = sentences.partition_point(|s| s.tokens().start < view.sentence.start);
    sentences
        .get(at)
        .is_some_and(|s| s.tokens().start == view.sentence.start && s.item > 0)
}

/// "stands accused of", "remains detained": a participle that no noun follows.
fn bare_participle(view: &View, at: usize) -> bool {
    view.info(at)
        .is_some_and(|i| i.forms & form::PARTICIPLE != 0)
        && !view.nominal(at + 1)
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

/// Whether a plural stands at `at` that may be an object: "…, beat vendors and left".
fn plural_object(view: &View, at: usize) -> bool {
    view.fixed(at).is_none()
        && view
            .info(at)
            .is_some_and(|i| i.forms & form::NOUN == form::PLURAL && i.forms & form::VERB == 0)
}
