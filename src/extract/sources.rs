//! Who tells of a match, and how sure they are of the doer.

use super::context::Reading;
use super::matches::Match;
use super::sentence::Scene;
use super::{Kind, Special};
use crate::event::Certainty;
use crate::group::{ClauseKind, UnitKind};
use crate::lexicon::{LexiconId, form};

/// "allegedly", "suspected", "is thought to".
pub(super) fn hearsay(scene: &Scene, m: &Match, out: &mut Reading) {
    for (slot, filler) in &m.slots {
        if *slot != super::Slot::Actors {
            continue;
        }
        if let super::Filler::Unit(unit) = filler {
            let u = &scene.parse.units[*unit];
            for at in u.start..u.head {
                let word = scene.context.text.of(at);
                let hedges = ["suspected", "presumed", "alleged", "apparent"];
                if hedges.iter().any(|h| word.eq_ignore_ascii_case(h)) {
                    out.certainty = Certainty::Suspected;
                }
            }
        }
    }
}

/// Who reports: the subject of a verb of saying above or beside, or "according to".
pub(super) fn reporters(scene: &Scene, special: &Special, m: &Match, out: &mut Reading) {
    let parse = scene.parse;
    let Some(report) = special.report else { return };
    for (index, clause) in parse.clauses.iter().enumerate() {
        let verb = &parse.units[clause.verb];
        if Some(index) == m.anchor.clause && !m.nominal
            || !scene.reads(verb.head, report, form::VERB, verb.start, clause.end)
        {
            continue;
        }
        let Some(subject) = clause.subject else {
            continue;
        };
        // "responded by shelling the town": with a deed, not with words.
        let deed = || {
            parse.clauses.iter().any(|c| {
                c.parent == Some(index)
                    && c.kind == ClauseKind::Gerund
                    && c.opener.is_some_and(|o| scene.word(o) == special.by)
            })
        };
        let answers = |l: LexiconId| scene.reads(verb.head, l, form::VERB, verb.start, clause.end);
        if clause.passive
            || subject == m.anchor.unit
            || special.answer.is_some_and(answers) && deed()
        {
            continue;
        }
        if !matches!(
            scene.kind(subject),
            Kind::Event | Kind::Time | Kind::Abstract | Kind::Object | Kind::Place | Kind::Vehicle
        ) || parse.units[subject].named
        {
            out.attribution.push((subject, verb.head));
            break;
        }
    }
    for phrase in &parse.phrases {
        let at = phrase.preposition;
        let according = scene.context.text.of(at).eq_ignore_ascii_case("to")
            && at > parse.start
            && scene
                .context
                .text
                .of(at - 1)
                .eq_ignore_ascii_case("according");
        if according {
            out.attribution.push((phrase.unit, at - 1));
        }
    }
    // "citing", "quoting" and their kin come as gerunds with objects.
    for clause in &parse.clauses {
        let verb = &parse.units[clause.verb];
        let word = scene.context.text.of(verb.head);
        if (word.eq_ignore_ascii_case("citing") || word.eq_ignore_ascii_case("quoting"))
            && let Some(&object) = clause.objects.first()
            && parse.units[object].kind == UnitKind::Noun
        {
            out.attribution.push((object, verb.head));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn who_responds_with_a_deed_reports_nothing() {
        let text = "Rebels fired rockets at Sderot, and the army responded by bombing Gaza.";
        let events = assaults(text);
        assert_eq!(events.len(), 2);
        assert!(
            events.iter().all(|e| e.attribution.is_empty()),
            "{events:?}"
        );
    }
}
