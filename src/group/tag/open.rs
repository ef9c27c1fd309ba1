//! Words of the open classes: noun, verb, adjective or adverb, by their neighbours.

use super::Tag;
use super::ambiguous::verb_or_noun;
use super::before::{asked, spelled};
use super::beside::{goes_on, let_before, past_ahead, reports, verb_tag};
use super::view::{View, clause_ahead};
use crate::lexicon::{Closed, WordInfo, form};
use crate::text::Flags;

pub(super) fn open(
    view: &View,
    at: usize,
    info: &WordInfo,
    previous: Option<Tag>,
    first: bool,
    done: &[Tag],
) -> Tag {
    let tag = spelled(view, at, info, previous, first, done)
        .or_else(|| asked(view, at, info, previous, first, done));
    if let Some(tag) = tag {
        return tag;
    }
    let verb = info.verb();
    let noun = info.noun();
    let adjective = info.adjective();
    let share = info.shares;
    let joined = view.flags(at).has(Flags::JOINED);
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
        return verb_or_noun(view, at, info, previous, first, done);
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
