//! What stands beside a match in its sentence: means, parts of groups, bare figures.

use super::draft::{mention, span};
use crate::event::*;
use crate::extract::{Kind, Match, Scene, Special, complete};
use crate::group::UnitKind;
use crate::lexicon::form;

/// The weapons that stand beside a deed: "a mortar attack", "were killed by bullets", "the raid,
/// staged with rifles".
pub(super) fn means(scene: &Scene, m: &Match, event: &mut Event) {
    let anchor = &scene.parse.units[m.anchor.unit];
    if anchor.kind == UnitKind::Noun {
        for at in anchor.start..anchor.head {
            if scene.modifier_kind(at, anchor.start) == Some(Kind::Weapon) {
                // "a car bomb explosion"
                let words = scene.context.words.readings(scene.word(at)).iter();
                let before = words
                    .filter(|r| complete(scene.context.text, r, at, anchor.start, at + 1))
                    .map(|r| r.before as usize)
                    .max();
                let s = span(scene.context.text, at - before.unwrap_or(0)..at + 1);
                event.instruments.push(Mention {
                    text: s.text,
                    start: s.start,
                    end: s.end,
                    id: None,
                    name: None,
                    kind: Kind::Weapon.as_str().to_owned(),
                });
            }
        }
    }
    for phrase in &scene.parse.phrases {
        let Some(index) = phrase.clause else { continue };
        let clause = &scene.parse.clauses[index];
        let own = if m.nominal {
            clause.subject == Some(m.anchor.unit) || clause.objects.contains(&m.anchor.unit)
        } else {
            m.anchor.clause == Some(index)
        };
        let word = scene.context.text.of(phrase.preposition);
        if !own
            || !["with", "by", "using"]
                .iter()
                .any(|p| word.eq_ignore_ascii_case(p))
        {
            continue;
        }
        for unit in scene.parse.members(phrase.unit) {
            let new = mention(scene, unit);
            let known = event
                .instruments
                .iter()
                .any(|i| i.start < new.end && new.start < i.end);
            if scene.kind(unit) == Kind::Weapon && !known {
                event.instruments.push(new);
            }
        }
    }
}

/// A bare figure counts the same people as the one before it.
pub(super) fn same_people(scene: &Scene, casualties: &mut [Casualty]) {
    for i in 1..casualties.len() {
        let (before, after) = casualties.split_at_mut(i);
        let (one, other) = (&before[i - 1], &mut after[0]);
        let bare = !other.text.chars().any(char::is_uppercase)
            && other.text.split_whitespace().count() <= 3;
        if bare && other.country.is_none() && counted_alone(scene, other) {
            other.country = one.country.clone();
            other.role = one.role.clone();
            other.kind = one.kind.clone();
        }
    }
}

/// Whether a casualty's words are a figure without a noun: "four", "several others".
fn counted_alone(scene: &Scene, casualty: &Casualty) -> bool {
    let text = scene.context.text;
    scene.parse.units.iter().any(|u| {
        text.tokens[u.start].start as usize <= casualty.start
            && text.tokens[u.end - 1].end as usize >= casualty.end
            && (scene.parse.tags[u.head - scene.parse.start] == crate::group::Tag::Number
                || text.of(u.head).eq_ignore_ascii_case("others"))
    })
}

/// Whether a noun group is a vehicle or weapon that somebody steers.
pub(super) fn sends(scene: &Scene, special: &Special, unit: usize) -> bool {
    let u = &scene.parse.units[unit];
    scene.kind(unit) == Kind::Vehicle
        || special
            .steered
            .is_some_and(|l| scene.reads(u.head, l, form::NOUN, u.start, u.end))
}

/// Whether a sentence counts happenings: "in two separate attacks".
pub(super) fn aggregate(scene: &Scene, special: &Special) -> bool {
    let within = |unit: usize| {
        let mut phrases = scene.parse.phrases.iter();
        phrases.any(|p| p.unit == unit && scene.word(p.preposition) == special.in_)
    };
    scene.parse.units.iter().enumerate().any(|(i, u)| {
        // "in the 15-year conflict": a toll of many deeds.
        let war = special
            .war
            .is_some_and(|l| scene.reads(u.head, l, form::NOUN, u.start, u.end));
        let many = u.number.is_some_and(|n| {
            let n = &scene.context.numbers[n];
            n.counts && n.count.min.is_some_and(|m| m >= 2)
        });
        let info = scene.context.words.info(scene.word(u.head));
        war && within(i)
            || many
                && matches!(scene.kind(i), Kind::Event | Kind::Abstract)
                && info.trigger
                && info.forms & form::PLURAL != 0
    })
}

/// Groups that are told as part of another: "including four children", "among them two guards",
/// "seven of them civilians".
pub(super) fn parts(scene: &Scene, unit: usize) -> Vec<usize> {
    let text = scene.context.text;
    let after = scene.parse.units[unit].end;
    let units = &scene.parse.units;
    let partitive = |i: &usize| {
        let is = |at: usize, word: &str| {
            units
                .get(at)
                .is_some_and(|u| text.of(u.start).eq_ignore_ascii_case(word))
        };
        let u = &units[*i];
        u.number.is_some()
            && u.start >= after
            && u.start < after + 8
            && (is(i + 1, "of") && is(i + 2, "them"))
            && units
                .get(i + 3)
                .is_none_or(|n| n.kind != crate::group::UnitKind::Verb)
    };
    let found = scene.parse.phrases.iter().filter(|p| {
        let word = text.of(p.preposition).to_ascii_lowercase();
        word == "including" && p.preposition >= after && p.preposition < after + 12
    });
    let mut out: Vec<usize> = found.map(|p| p.unit).collect();
    out.extend((unit + 1..units.len().min(unit + 12)).find(partitive));
    for phrase in &scene.parse.phrases {
        let among = text.of(phrase.preposition).eq_ignore_ascii_case("among")
            && phrase.preposition >= after;
        let them = scene.parse.units[phrase.unit].pronoun;
        if among && them && phrase.preposition < after + 10 {
            let next = phrase.unit + 1;
            if scene
                .parse
                .units
                .get(next)
                .is_some_and(|u| u.kind == crate::group::UnitKind::Noun && u.number.is_some())
            {
                out.push(next);
            }
        }
    }
    out
}
