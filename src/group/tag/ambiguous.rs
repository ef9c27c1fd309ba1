//! Words that are verbs and nouns: which of them, by what stands around.

use super::Tag;
use super::beside::{
    after_comma, agent, bare, counted, disagrees, finite_before, grouped, opens_clause, reports,
    runs, singular, verb_tag,
};
use super::view::{View, clause_ahead};
use crate::lexicon::{Closed, WordInfo, form};

/// The tag of a word that may be either, where its surroundings tell.
pub(super) fn verb_or_noun(
    view: &View,
    at: usize,
    info: &WordInfo,
    previous: Option<Tag>,
    first: bool,
    done: &[Tag],
) -> Tag {
    let share = info.shares;
    let after_noun = matches!(previous, Some(Tag::Noun | Tag::Name | Tag::Time));
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
                    || matches!(done.last(), Some(Tag::Name)) && view.text(at - 1).ends_with('s')
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
    if matches!(previous, Some(Tag::Conjunction)) && strong && (view.opens_group(at + 1) || titled)
    {
        return verb_tag(info, view, at);
    }
    Tag::Noun
}

/// "stands accused of", "remains detained": a participle that no noun follows.
fn bare_participle(view: &View, at: usize) -> bool {
    view.info(at)
        .is_some_and(|i| i.forms & form::PARTICIPLE != 0)
        && !view.nominal(at + 1)
}

/// "Prosecutors in Pristina suspect him": a plural, and what hangs on it, before a bare verb.
fn headed_by_plural(view: &View, at: usize, done: &[Tag]) -> bool {
    let Some(preposition) = done.iter().position(|t| *t == Tag::Preposition) else {
        return false;
    };
    let noun = |&t: &Tag| grouped(t);
    preposition > 0
        && done[..preposition].iter().all(noun)
        && done[preposition + 1..].iter().all(|t| *t == Tag::Name)
        && done.len() > preposition + 1
        && view
            .info(at - done.len() + preposition - 1)
            .is_some_and(|i| i.forms & form::NOUN == form::PLURAL)
}

/// Whether a plural stands at `at` that may be an object: "…, beat vendors and left".
fn plural_object(view: &View, at: usize) -> bool {
    view.fixed(at).is_none()
        && view
            .info(at)
            .is_some_and(|i| i.forms & form::NOUN == form::PLURAL && i.forms & form::VERB == 0)
}

/// "faces growing calls": a modifier and a plural that is likelier a noun than a verb.
fn qualified(view: &View, at: usize) -> bool {
    let noun = |i: &WordInfo| i.forms & form::PLURAL != 0 && i.shares[0] >= i.shares[1];
    view.info(at)
        .is_some_and(|i| i.forms & form::ING != 0 || i.adjective())
        && view.info(at + 1).is_some_and(noun)
        && !view.opens_group(at + 2)
}
