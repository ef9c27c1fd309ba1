//! When: which of a sentence's dates belongs to which of its events.

use super::draft::Finding;
use super::setting::date;
use crate::annotate::time::{Bound, TimeMention, TimexType};
use crate::event::{Event, Precision};
use crate::extract::{Match, Scene};
use crate::group::{ClauseKind, UnitKind};
use crate::text::Text;

/// The tokens of the anchor's clause, as far as they can be told.
pub(super) fn reach(scene: &Scene, m: &Match) -> (usize, usize) {
    let limit = scene.parse.start + scene.parse.tags.len();
    match m.anchor.clause {
        Some(index) => {
            let clause = &scene.parse.clauses[index];
            let previous = index.checked_sub(1).map_or(scene.parse.start, |i| {
                scene.parse.units[scene.parse.clauses[i].verb].end
            });
            (
                previous,
                clause
                    .end
                    .max(scene.parse.units[clause.verb].end)
                    .min(limit),
            )
        }
        None => (scene.parse.start, limit),
    }
}

/// Whether a time before the anchor's verb belongs to another verb before it: "said on Tuesday that
/// rebels attacked", "the rebels, who fled in May, attacked".
fn of_verb_before(scene: &Scene, m: &Match, at: usize) -> bool {
    let parse = scene.parse;
    let Some(own) = m.anchor.clause.map(|c| &parse.clauses[c]) else {
        return false;
    };
    let verb = parse.units[own.verb].start;
    let mut before = parse.clauses.iter().rev().map(|c| c.verb);
    let earlier = |v: &usize| *v != own.verb && parse.units[*v].start < at;
    let Some(other) = before.find(earlier) else {
        return false;
    };
    let Some(subject) = own.subject.filter(|_| at < verb) else {
        return false;
    };
    // "seized the town and on Monday burned it"
    let between = other + 1..parse.unit_of(at);
    let joined = between
        .rev()
        .map(|u| parse.units[u].kind)
        .find(|k| matches!(k, UnitKind::Noun | UnitKind::Conjunction));
    let start = parse.units[subject].start;
    joined != Some(UnitKind::Conjunction) && (start < parse.units[other].start || start > at)
}

/// Dates an event by the time expression nearest to its anchor, those of its clause first.
pub(super) fn when(
    scene: &Scene,
    finding: &Finding,
    times: &[TimeMention],
    event: &mut Event,
) -> bool {
    let m = finding.found;
    let (low, high) = reach(scene, m);
    let anchor = m.anchor.token;
    let best = times
        .iter()
        .filter(|t| t.dates_events && t.edtf.is_some())
        .filter(|t| !clock(scene.context.text, t))
        .filter(|t| !in_relative(scene, t.tokens.start, m))
        .filter(|t| !in_name(scene, t, m))
        .filter(|t| {
            !finding
                .apart
                .iter()
                .any(|e| e.tokens.contains(&t.tokens.start))
        })
        .min_by_key(|t| {
            let at = t.tokens.start;
            let outside = usize::from(at < low || at >= high || of_verb_before(scene, m, at)) * 100;
            let verbs = scene.parse.clauses.iter().filter(|c| {
                let v = scene.parse.units[c.verb].head;
                v > at.min(anchor) && v < at.max(anchor)
            });
            let told = usize::from(told(scene, at, m)) * 60;
            // "today carried out its third raid this year", "minister until May 1989"
            let wide = usize::from(t.precision == Precision::Year || t.bound == Bound::Until) * 30;
            outside
                + told
                + wide
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
        && scene.parse.units[unit].kind == UnitKind::Noun
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
        let verbal = crate::lexicon::form::VERB;
        Some(i) != m.anchor.clause
            && (verb.end..=verb.end + 1).contains(&token)
            && scene.reads(verb.head, report, verbal, verb.start, verb.end)
    })
}

/// "Six nuns kidnapped on 19 January were freed": a time of the participle before the anchor.
fn aside(scene: &Scene, token: usize, m: &Match) -> bool {
    scene.parse.clauses.iter().enumerate().any(|(i, c)| {
        let verb = scene.parse.units[c.verb].head;
        Some(i) != m.anchor.clause
            && c.kind == ClauseKind::Participle
            && verb < token
            && token < m.anchor.token
            && m.anchor
                .clause
                .is_some_and(|a| scene.parse.clauses[a].subject == c.subject)
    })
}

/// Whether a token stands in a relative clause that the match is not part of.
pub(super) fn in_relative(scene: &Scene, token: usize, m: &Match) -> bool {
    scene.parse.clauses.iter().enumerate().any(|(i, c)| {
        let verb = &scene.parse.units[c.verb];
        // "France, which left in 2022, condemned": what stands before the anchor ends at a comma.
        let closed = |anchor: usize| scene.context.text.span(token..anchor).contains(',');
        Some(i) != m.anchor.clause
            && (c.kind == ClauseKind::Relative
                || c.kind == ClauseKind::Participle && c.subject == c.verb.checked_sub(1))
            && token >= verb.start
            && token < c.end
            && (m.anchor.token < verb.start || m.anchor.token > token && closed(m.anchor.token))
            && scene.parse.units[..c.verb]
                .iter()
                .rev()
                .take(3)
                .any(|u| u.kind == UnitKind::Relative)
            && !scene.context.text.span(verb.end..token).contains(',')
    })
}

#[cfg(test)]
mod tests {
    use crate::{Document, Extractor, Pack};

    #[test]
    fn a_date_belongs_to_the_verb_beside_it() {
        let extractor = Extractor::new(&Pack::embedded()).unwrap();
        for (text, kind, day) in [
            (
                "Chad, which withdrew its troops on Sunday, condemned the raid on Monday.",
                "RETREAT",
                "2024-06-09",
            ),
            (
                "Chad, which withdrew its troops on Sunday, condemned the raid on Monday.",
                "ACCUSE",
                "2024-06-10",
            ),
            (
                "The army said on Tuesday that rebels attacked a village on Sunday.",
                "ASSAULT",
                "2024-06-09",
            ),
            (
                "The general, who was arrested in 2021, met the president on Monday.",
                "CONSULT",
                "2024-06-10",
            ),
            (
                "The general, who was arrested in 2021, met the president on Monday.",
                "COERCE",
                "2021",
            ),
            (
                "Rebels seized Bria and on Monday attacked Bambari.",
                "ASSAULT",
                "2024-06-10",
            ),
        ] {
            let mut document = Document::new("a", text);
            document.published = Some(jiff::civil::date(2024, 6, 14));
            let mut events = extractor.extract(&document);
            events.retain(|e| e.kind == kind);
            let last = events.last().and_then(|e| e.date.as_ref());
            assert_eq!(last.map(|d| d.edtf.as_str()), Some(day), "{kind} in {text}");
        }
    }
}
