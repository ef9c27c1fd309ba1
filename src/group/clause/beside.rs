//! What stands beside a verb or noun group, as far as it decides how clauses go together.

use crate::group::{Context, Parse, UnitKind};
use crate::lexicon::{LexiconId, form};

/// Where the coordination that a noun group belongs to begins.
pub(super) fn first_member(parse: &Parse, mut unit: usize) -> usize {
    while let Some(before) = parse.units[..unit]
        .iter()
        .rposition(|u| u.next == Some(unit))
    {
        unit = before;
    }
    unit
}

/// Whether a verb is never without an object.
pub(super) fn transitive(context: &Context, head: usize) -> bool {
    reads(context, head, context.grammar.transitive)
}

/// "Five killed in blast": a headline has no auxiliaries.
pub(super) fn headline_passive(context: &Context, parse: &Parse, i: usize) -> bool {
    let group = parse.units[i].verb;
    let last = context.text.of(parse.start + parse.tags.len() - 1);
    let closed = matches!(last, "." | "!" | "?" | "\"" | "”" | "’" | "'" | ")" | ";");
    let object = parse
        .units
        .get(i + 1)
        .is_some_and(|u| u.kind == UnitKind::Noun);
    group.participle
        && group.ambiguous
        && !closed
        && !object
        && reads(context, parse.units[i].head, context.grammar.done_to)
}

/// Whether a word stands in a lexicon.
pub(super) fn reads(context: &Context, head: usize, lexicon: Option<LexiconId>) -> bool {
    let readings = context.words.readings(context.text.tokens[head].word);
    lexicon.is_some_and(|id| readings.iter().any(|r| r.lexicon == id))
}

/// "said on Thursday it would ask": a verb of saying, a day or a place, and a new subject.
pub(super) fn reporting(context: &Context, parse: &Parse, i: usize) -> bool {
    if !reads(context, parse.units[i].head, context.grammar.report) {
        return false;
    }
    let mut at = i + 1;
    let mut within = false;
    while let Some(unit) = parse.units.get(at) {
        match unit.kind {
            UnitKind::Preposition => within = true,
            UnitKind::Time | UnitKind::Adverb => within = false,
            UnitKind::Noun if within => within = false,
            UnitKind::Noun => {
                return at > i + 1
                    && parse
                        .units
                        .get(at + 1)
                        .is_some_and(|v| v.kind == UnitKind::Verb && v.verb.finite);
            }
            _ => return false,
        }
        at += 1;
    }
    false
}

/// Whether a verb group is a bare third person: conveys.
pub(super) fn singular_verb(context: &Context, parse: &Parse, verb: usize) -> bool {
    let unit = &parse.units[verb];
    let forms = context
        .words
        .info(context.text.tokens[unit.head].word)
        .forms;
    unit.start == unit.head && forms & form::THIRD != 0 && forms & form::PAST == 0
}

/// Whether a noun group's head is a plural and none can be meant: soldiers.
pub(super) fn plural_noun(context: &Context, parse: &Parse, noun: usize) -> bool {
    let head = parse.units[noun].head;
    let forms = context.words.info(context.text.tokens[head].word).forms;
    !parse.units[noun].named && forms & form::NOUN == form::PLURAL
}

/// Whether a unit is a pronoun that may be a subject.
pub(super) fn nominative(context: &Context, unit: &crate::group::Unit) -> bool {
    unit.pronoun
        && ["it", "he", "she", "they", "we"]
            .iter()
            .any(|w| context.text.of(unit.head).eq_ignore_ascii_case(w))
}

/// Whether a verb group begins with an auxiliary that asks for a plural: were, are, have.
pub(super) fn plural_verb(context: &Context, parse: &Parse, verb: usize) -> bool {
    let first = context.text.of(parse.units[verb].start);
    ["were", "are", "have"]
        .iter()
        .any(|w| first.eq_ignore_ascii_case(w))
}

/// Whether the verb at `i` has its object behind it, a particle between them or not: "seized two
/// men", "roughed up two men".
pub(super) fn object_follows(context: &Context, parse: &Parse, i: usize) -> bool {
    let noun = |at: usize| {
        parse
            .units
            .get(at)
            .is_some_and(|u| u.kind == UnitKind::Noun)
    };
    let particle = || {
        parse.units.get(i + 1).is_some_and(|u| {
            u.kind == UnitKind::Preposition
                && u.start == parse.units[i].end
                && ["up", "off", "down", "out"]
                    .iter()
                    .any(|w| context.text.of(u.start).eq_ignore_ascii_case(w))
        })
    };
    noun(i + 1) || particle() && noun(i + 2)
}
