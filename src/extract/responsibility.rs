//! Who says that he did it, or that he did not: statements of responsibility beside any event.

use super::context::reads;
use super::sentence::Scene;
use super::{Kind, Special};
use crate::event::ClaimStatus;
use crate::lexicon::{Closed, LexiconId, form};

/// A statement of responsibility that stands by itself: "has claimed responsibility".
#[derive(Clone, Debug)]
pub struct Responsibility {
    /// What is said of it.
    pub status: ClaimStatus,
    /// Who claims or denies.
    pub by: Option<usize>,
}

/// Statements of responsibility in a sentence.
pub fn responsibility(scene: &Scene, special: &Special) -> Vec<Responsibility> {
    let mut out = Vec::new();
    // "There was no immediate claim of responsibility."
    for unit in &scene.parse.units {
        let claim = special.claim.filter(|_| unit.negated && !unit.pronoun);
        if claim.is_some_and(|l| {
            scene.reads(
                unit.head,
                l,
                crate::lexicon::form::NOUN,
                unit.start,
                unit.end,
            )
        }) {
            out.push(Responsibility {
                status: ClaimStatus::Unclaimed,
                by: None,
            });
        }
    }
    for (index, clause) in scene.parse.clauses.iter().enumerate() {
        let claims = reads(scene, special.claim, index);
        let denies = reads(scene, special.deny, index);
        let verb = &scene.parse.units[clause.verb];
        if let Some(group) = behind(scene, special, index) {
            out.push(Responsibility {
                status: ClaimStatus::Claimed,
                by: Some(group),
            });
            continue;
        }
        let takes = reads(scene, special.take_on, index);
        if !claims && !denies && !takes {
            continue;
        }
        let mut nouns: Vec<usize> = clause.objects.clone();
        nouns.extend(
            scene
                .parse
                .phrases
                .iter()
                .filter(|p| p.clause == Some(index))
                .map(|p| p.unit),
        );
        nouns.extend(clause.subject.filter(|_| clause.passive));
        let about = |lexicon: Option<LexiconId>, forms| {
            let head = |&unit: &usize| scene.parse.units[unit].head;
            let named = |l| {
                nouns
                    .iter()
                    .map(head)
                    .any(|t| scene.reads(t, l, forms, t, t + 1))
            };
            lexicon.is_some_and(named)
        };
        // "should assume its responsibility" is a wish, "admitted attacks" no single deed.
        let wished = verb.verb.modal && !verb.verb.perfect;
        let claimed = (claims || takes) && !wished && about(special.responsibility, form::SINGULAR);
        let denied =
            denies && (about(special.involvement, form::NOUN) || clause.objects.is_empty());
        if !claimed && !denied || verb.verb.infinitive {
            continue;
        }
        let by = if clause.passive {
            scene.phrases(index, &[special.by]).next()
        } else {
            clause.subject
        };
        let nobody = verb.verb.negated || by.is_some_and(|b| scene.parse.units[b].negated);
        let status = match (denied, nobody) {
            (true, _) => ClaimStatus::Denied,
            (false, true) => ClaimStatus::Unclaimed,
            _ => ClaimStatus::Claimed,
        };
        out.push(Responsibility {
            status,
            by: by.filter(|_| !nobody),
        });
    }
    out
}

/// "The front said it was behind the raid": the group that says so of itself.
fn behind(scene: &Scene, special: &Special, index: usize) -> Option<usize> {
    let parse = scene.parse;
    let verb = &parse.units[parse.clauses[index].verb];
    let be = scene.context.words.info(scene.word(verb.head)).closed == Closed::Be;
    if !be || !verb.verb.finite || verb.verb.negated {
        return None;
    }
    let own = parse.clauses[index]
        .subject
        .is_some_and(|s| parse.units[s].pronoun);
    let stands = parse
        .phrases
        .iter()
        .any(|p| p.clause == Some(index) && scene.word(p.preposition) == special.behind);
    let teller = index.checked_sub(1)?;
    let report = scene.context.grammar.report;
    let says =
        reads(scene, report, teller) && !parse.units[parse.clauses[teller].verb].verb.negated;
    let group = parse.clauses[teller].subject?;
    (own && stands && says && scene.kind(group) == Kind::ArmedGroup).then_some(group)
}

#[cfg(test)]
mod tests {
    use crate::event::ClaimStatus;
    use crate::probe::assaults;

    #[test]
    fn who_takes_it_upon_themselves_has_done_it() {
        let claim = |text: &str| assaults(text)[0].claim.as_ref().map(|c| c.status);
        let told = "A bomb killed two men in Gao on Monday.";
        for said in [
            "The Blue Front took responsibility for the attack.",
            "The Blue Front has admitted the bombing.",
        ] {
            let claimed = claim(&format!("{told} {said}"));
            assert_eq!(claimed, Some(ClaimStatus::Claimed), "{said}");
        }
        for said in [
            "The council must take the bombing into consideration.",
            "The United Nations should assume responsibility for the peace.",
        ] {
            assert_eq!(claim(&format!("{told} {said}")), None, "{said}");
        }
    }

    #[test]
    fn what_is_suspended_happens_no_more() {
        for text in [
            "The front is suspending attacks on the army in Gao.",
            "The front has paused its attacks on the army in Gao.",
        ] {
            assert!(assaults(text).is_empty(), "{text}");
        }
    }
}
