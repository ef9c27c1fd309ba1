//! Which of a sentence's times is the day of an event.

use super::draft::reach;
use super::setting::date;
use crate::annotate::time::{TimeMention, TimexType};
use crate::event::Event;
use crate::extract::{Match, Scene};
use crate::text::Text;

/// Dates an event by the time expression nearest to its anchor, those of its clause first.
pub(super) fn when(scene: &Scene, m: &Match, times: &[TimeMention], event: &mut Event) -> bool {
    let (low, high) = reach(scene, m);
    let anchor = m.anchor.token;
    let best = times
        .iter()
        .filter(|t| t.dates_events && t.edtf.is_some())
        .filter(|t| !clock(scene.context.text, t))
        .filter(|t| !in_relative(scene, t.tokens.start, m))
        .filter(|t| !in_name(scene, t, m))
        .min_by_key(|t| {
            let at = t.tokens.start;
            let outside = usize::from(at < low || at >= high) * 100;
            let verbs = scene.parse.clauses.iter().filter(|c| {
                let v = scene.parse.units[c.verb].head;
                v > at.min(anchor) && v < at.max(anchor)
            });
            let told = usize::from(told(scene, at, m)) * 60;
            outside
                + told
                + at.abs_diff(anchor)
                + 12 * (verbs.count() + usize::from(aside(scene, at, m)))
        });
    if let Some(found) = best {
        event.date = date(scene.context.text, found);
    }
    event.date.is_some()
}

/// Whether a mention gives an hour and no day, or stands inside an address.
fn clock(text: &Text, mention: &TimeMention) -> bool {
    let first = &text.tokens[mention.tokens.start];
    if first.start > 0
        && matches!(
            text.source.as_bytes()[first.start as usize - 1],
            b'/' | b'_' | b'='
        )
    {
        return true;
    }
    let word = text.of(mention.tokens.start).to_ascii_lowercase();
    mention.kind == TimexType::Time
        && (matches!(word.as_str(), "midnight" | "noon")
            || mention.tokens.len() <= 2 && first.flags.has(crate::text::Flags::DIGIT))
}

/// "ended a 1961 accord": the year of a thing, not of what is done to it.
fn in_name(scene: &Scene, mention: &TimeMention, m: &Match) -> bool {
    let at = mention.tokens.start;
    let unit = scene.parse.unit_of(at);
    mention.tokens.len() == 1
        && unit != m.anchor.unit
        && scene.parse.units[unit].kind == crate::group::UnitKind::Noun
        && scene.context.text.tokens[at]
            .flags
            .has(crate::text::Flags::DIGIT)
        && scene.context.text.of(at).len() == 4
}

/// "four died, the army said on Tuesday": the day of the report.
fn told(scene: &Scene, token: usize, m: &Match) -> bool {
    let Some(report) = scene.context.grammar.report else {
        return false;
    };
    scene.parse.clauses.iter().enumerate().any(|(i, c)| {
        let verb = &scene.parse.units[c.verb];
        Some(i) != m.anchor.clause
            && (verb.end..=verb.end + 1).contains(&token)
            && scene.reads(
                verb.head,
                report,
                crate::lexicon::form::VERB,
                verb.start,
                verb.end,
            )
    })
}

/// "Six nuns kidnapped on 19 January were freed": a time of the participle before the anchor.
fn aside(scene: &Scene, token: usize, m: &Match) -> bool {
    scene.parse.clauses.iter().enumerate().any(|(i, c)| {
        let verb = scene.parse.units[c.verb].head;
        Some(i) != m.anchor.clause
            && c.kind == crate::group::ClauseKind::Participle
            && verb < token
            && token < m.anchor.token
            && m.anchor
                .clause
                .is_some_and(|a| scene.parse.clauses[a].subject == c.subject)
    })
}

/// Whether a token stands in a relative clause that the match is not part of.
fn in_relative(scene: &Scene, token: usize, m: &Match) -> bool {
    scene.parse.clauses.iter().enumerate().any(|(i, c)| {
        let verb = &scene.parse.units[c.verb];
        Some(i) != m.anchor.clause
            && (c.kind == crate::group::ClauseKind::Relative
                || c.kind == crate::group::ClauseKind::Participle
                    && c.subject == c.verb.checked_sub(1))
            && token >= verb.start
            && token < c.end
            && m.anchor.token < verb.start
            && scene.parse.units[..c.verb]
                .iter()
                .rev()
                .take(3)
                .any(|u| u.kind == crate::group::UnitKind::Relative)
            && !scene.context.text.span(verb.end..token).contains(',')
    })
}
