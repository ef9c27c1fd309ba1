//! Who says that he did it, or that he did not: statements of responsibility beside any event.

use super::context::reads;
use super::sentence::Scene;
use super::{Kind, Special};
use crate::event::ClaimStatus;

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
    for (index, clause) in scene.parse.clauses.iter().enumerate() {
        let claims = reads(scene, special.claim, index);
        let denies = reads(scene, special.deny, index);
        let verb = &scene.parse.units[clause.verb];
        let head = scene.context.text.of(verb.head).to_ascii_lowercase();
        if let Some(group) = behind(scene, index, &head) {
            out.push(Responsibility {
                status: ClaimStatus::Claimed,
                by: Some(group),
            });
            continue;
        }
        let takes = matches!(
            head.as_str(),
            "took"
                | "take"
                | "taken"
                | "taking"
                | "takes"
                | "assumed"
                | "accepted"
                | "claimed"
                | "claiming"
                | "claim"
                | "claims"
                | "admitted"
        );
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
        let about = |words: &[&str]| {
            nouns.iter().any(|&u| {
                let unit = &scene.parse.units[u];
                words.contains(
                    &scene
                        .context
                        .text
                        .of(unit.head)
                        .to_ascii_lowercase()
                        .as_str(),
                )
            })
        };
        let claimed = (claims || takes)
            && about(&[
                "responsibility",
                "credit",
                "attack",
                "bombing",
                "raid",
                "killing",
                "killings",
                "assault",
            ]);
        let denied = denies
            && (about(&[
                "involvement",
                "part",
                "role",
                "responsibility",
                "hand",
                "complicity",
                "links",
                "connection",
                "knowledge",
            ]) || clause.objects.is_empty());
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
fn behind(scene: &Scene, index: usize, head: &str) -> Option<usize> {
    let parse = scene.parse;
    if !matches!(head, "was" | "were" | "is" | "are")
        || parse.units[parse.clauses[index].verb].verb.negated
    {
        return None;
    }
    let own = parse.clauses[index]
        .subject
        .is_some_and(|s| parse.units[s].pronoun);
    let word = |t: usize| scene.context.text.of(t);
    let stands = parse
        .phrases
        .iter()
        .any(|p| p.clause == Some(index) && word(p.preposition).eq_ignore_ascii_case("behind"));
    let teller = index.checked_sub(1)?;
    let report = scene.context.grammar.report;
    let says =
        reads(scene, report, teller) && !parse.units[parse.clauses[teller].verb].verb.negated;
    let group = parse.clauses[teller].subject?;
    (own && stands && says && scene.kind(group) == Kind::ArmedGroup).then_some(group)
}
