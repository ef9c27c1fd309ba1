//! What is told only to be denied: "reports that rebels attacked were false".

use super::Special;
use super::context::reads;
use super::matches::Match;
use super::sentence::Scene;
use crate::group::UnitKind;
use crate::lexicon::{LexiconId, form};

/// How far a report's noun may stand before the deed, and its verdict behind it, in tokens.
const NEAR: usize = 18;

/// Whether a match stands in a report that the sentence calls untrue.
pub(super) fn denied(scene: &Scene, special: &Special, m: &Match) -> bool {
    let text = scene.context.text;
    let start = scene.parse.start;
    let anchor = m.anchor.token;
    let that = (anchor.saturating_sub(NEAR).max(start)..anchor)
        .rev()
        .find(|&t| text.of(t).eq_ignore_ascii_case("that"));
    let Some(that) = that.filter(|&t| t > start) else {
        return false;
    };
    let before = aside(scene, that);
    if untrue(scene, special, before) {
        return true;
    }
    let unit = scene.parse.unit_of(that - 1);
    let noun = &scene.parse.units[unit];
    // At the head of a sentence "Reports" may be read as a verb.
    let names = noun.kind == UnitKind::Noun || that - 1 == start;
    if !names || !noun_of(scene, special.hearsay, noun.head) {
        return false;
    }
    let adjective = (noun.start..noun.head).any(|t| word_of(scene, special.untrue, t));
    adjective || dismissed(scene, special, unit) || found_false(scene, special, anchor)
}

/// The token before "that", an aside between commas passed over: "was not true, he said, that".
fn aside(scene: &Scene, that: usize) -> usize {
    let text = scene.context.text;
    let comma = |t: usize| text.of(t) == ",";
    let mut at = that - 1;
    if comma(at) {
        let low = at.saturating_sub(6).max(scene.parse.start);
        if let Some(open) = (low..at).rev().find(|&t| comma(t))
            && open > scene.parse.start
        {
            at = open - 1;
        }
    }
    at
}

/// "not true", "untrue"
fn untrue(scene: &Scene, special: &Special, at: usize) -> bool {
    let text = scene.context.text;
    let not = at > scene.parse.start
        && ["not", "n't", "never"]
            .iter()
            .any(|w| text.of(at - 1).eq_ignore_ascii_case(w));
    text.of(at).eq_ignore_ascii_case("true") && not || word_of(scene, special.untrue, at)
}

/// Whether a verb denies or dismisses a report, or there is no truth in it.
fn dismissed(scene: &Scene, special: &Special, unit: usize) -> bool {
    let phrase = scene.parse.phrases.iter().find(|p| p.unit == unit);
    if phrase
        .and_then(|p| p.after)
        .is_some_and(|a| scene.parse.units[a].negated)
    {
        return true;
    }
    scene.parse.clauses.iter().enumerate().any(|(index, c)| {
        let object = c.objects.contains(&unit) && !c.passive
            || c.subject == Some(unit) && c.passive
            || phrase.is_some_and(|p| p.clause == Some(index) && p.after.is_none());
        object
            && [special.deny, special.dismiss]
                .into_iter()
                .any(|l| reads(scene, l, index))
    })
}

/// "… were false", "… is a fabrication", "called … nonsense"
fn found_false(scene: &Scene, special: &Special, anchor: usize) -> bool {
    let end = (scene.parse.start + scene.parse.tags.len()).min(anchor + NEAR);
    (anchor + 1..end).any(|t| {
        word_of(scene, special.untrue, t)
            || special
                .falsehood
                .is_some_and(|l| scene.reads(t, l, form::NOUN, t, end))
    })
}

fn noun_of(scene: &Scene, lexicon: Option<LexiconId>, token: usize) -> bool {
    lexicon.is_some_and(|l| scene.reads(token, l, form::NOUN, token, token + 1))
}

fn word_of(scene: &Scene, lexicon: Option<LexiconId>, token: usize) -> bool {
    lexicon.is_some_and(|l| {
        scene.reads(
            token,
            l,
            form::ADJECTIVE | form::PARTICIPLE | form::OTHER,
            token,
            token + 1,
        )
    })
}
