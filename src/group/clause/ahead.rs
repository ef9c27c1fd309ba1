//! What stands between two units, and what is still to come.

use crate::group::{Context, Parse, Unit, UnitKind};

/// Whether only commas, conjunctions, brackets and adverbs stand between two units.
pub(super) fn separated_only_by(parse: &Parse, from: usize, to: usize) -> bool {
    // "the palace, the mayor's home and": what owns a member of the list stands in no way.
    let mut to = to;
    while let Some(owner) = parse.units[to].possessor.filter(|&p| p > from && p < to) {
        to = owner;
    }
    parse.units[from + 1..to].iter().all(|u| {
        matches!(
            u.kind,
            UnitKind::Comma
                | UnitKind::Conjunction
                | UnitKind::Mark
                | UnitKind::Adverb
                | UnitKind::Adjective
        ) || bare_number(u)
    })
}

/// A number without a noun: an age between commas.
pub(super) fn bare_number(unit: &Unit) -> bool {
    unit.kind == UnitKind::Noun && unit.number.is_some() && unit.end == unit.start + 1
}

pub(super) fn bracket_between(context: &Context, parse: &Parse, from: usize, to: usize) -> bool {
    parse.units[from + 1..to]
        .iter()
        .rev()
        .find(|u| u.kind == UnitKind::Mark)
        .is_some_and(|u| matches!(context.text.of(u.start), "(" | "["))
}

/// Whether a finite verb follows this noun group before the next comma, with only phrases between.
pub(super) fn finite_ahead(parse: &Parse, i: usize) -> bool {
    let mut relative = false;
    for (at, unit) in parse.units.iter().enumerate().skip(i + 1) {
        match unit.kind {
            // "a device that had been hidden was defused": the verb of a relative is not its own.
            UnitKind::Relative if at == i + 1 => relative = true,
            UnitKind::Verb if relative => relative = false,
            UnitKind::Verb => {
                return unit.verb.finite && (unit.verb.ambiguous || !unit.verb.participle);
            }
            UnitKind::Preposition
            | UnitKind::Noun
            | UnitKind::Adverb
            | UnitKind::Other
            | UnitKind::Time => {}
            UnitKind::Mark => {}
            _ => return false,
        }
    }
    false
}

pub(super) fn finite_unambiguous_ahead(parse: &Parse, i: usize) -> bool {
    for unit in &parse.units[i + 1..] {
        match unit.kind {
            UnitKind::Verb if unit.verb.finite => return true,
            UnitKind::Verb if unit.verb.infinitive || unit.verb.ing => {}
            UnitKind::Verb => {}
            UnitKind::Comma
            | UnitKind::Conjunction
            | UnitKind::Subordinator
            | UnitKind::That
            | UnitKind::Relative => return false,
            _ => {}
        }
    }
    false
}

/// Whether this noun group stands in a list: another comma or "and" with a noun group follows.
pub(super) fn list_follows(parse: &Parse, i: usize) -> bool {
    let mut at = i + 1;
    while let Some(unit) = parse.units.get(at) {
        match unit.kind {
            UnitKind::Preposition | UnitKind::Noun | UnitKind::Other => at += 1,
            UnitKind::Conjunction => {
                return parse
                    .units
                    .get(at + 1)
                    .is_some_and(|u| u.kind == UnitKind::Noun);
            }
            UnitKind::Comma => {
                let noun = parse
                    .units
                    .get(at + 1)
                    .is_some_and(|u| u.kind == UnitKind::Noun);
                let and = parse
                    .units
                    .get(at + 1)
                    .is_some_and(|u| u.kind == UnitKind::Conjunction)
                    && parse
                        .units
                        .get(at + 2)
                        .is_some_and(|u| u.kind == UnitKind::Noun);
                if and {
                    return true;
                }
                if !noun {
                    return false;
                }
                at += 1;
            }
            _ => return false,
        }
    }
    false
}

/// Whether the next comma is followed by a finite verb that has no subject of its own.
pub(super) fn aside(parse: &Parse, i: usize) -> bool {
    let Some(comma) = (i + 1..parse.units.len()).find(|&u| {
        !matches!(
            parse.units[u].kind,
            UnitKind::Preposition
                | UnitKind::Noun
                | UnitKind::Adverb
                | UnitKind::Other
                | UnitKind::Time
                | UnitKind::Conjunction
                | UnitKind::Adjective
        )
    }) else {
        return false;
    };
    let next = (comma + 1..parse.units.len()).find(|&u| parse.units[u].kind != UnitKind::Adverb);
    parse.units[comma].kind == UnitKind::Comma
        && next.is_some_and(|u| {
            let unit = &parse.units[u];
            unit.kind == UnitKind::Verb && unit.verb.finite
        })
}
