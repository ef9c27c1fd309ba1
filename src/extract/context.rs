//! What surrounds a match: negation, modality, control, report. It changes status, attribution and
//! certainty; it never deletes.

use super::denial::denied;
use super::matches::Match;
use super::sentence::Scene;
use super::sources::{hearsay, reporters};
use super::{Kind, Special};
use crate::event::{Certainty, ClaimStatus, Status};
use crate::group::{ClauseKind, UnitKind};
use crate::lexicon::{LexiconId, form};
use crate::rules::Trait;

/// What a match's surroundings say of it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Whether it happened.
    pub status: Status,
    /// Certainty of the actors.
    pub certainty: Certainty,
    /// Who reports it: unit and verb token.
    pub attribution: Vec<(usize, usize)>,
    /// What is said of responsibility, and by whom.
    pub claim: Option<(ClaimStatus, Option<usize>)>,
    /// Whether it stands in the content of a request, threat or promise.
    pub content: bool,
    /// Whether it is told only to be denied.
    pub denied: bool,
}

/// Reads the surroundings of a match.
pub fn read(scene: &Scene, special: &Special, m: &Match) -> Reading {
    let mut out = Reading {
        status: Status::Occurred,
        certainty: Certainty::Stated,
        attribution: Vec::new(),
        claim: None,
        content: false,
        denied: false,
    };
    let parse = scene.parse;
    let unit = &parse.units[m.anchor.unit];
    if m.nominal {
        if unit.negated {
            out.status = Status::Negated;
        }
        adjectives(scene, special, m, &mut out);
        governors(scene, special, m, &mut out);
    }
    // "sentenced nobody", "no one was killed"
    let nobody = m.slots.iter().any(|(slot, filler)| {
        matches!(
            slot,
            super::Slot::Recipients | super::Slot::Killed | super::Slot::Captured
        ) && matches!(filler, super::Filler::Unit(u) if parse.units[*u].negated)
    });
    if nobody {
        out.status = Status::Negated;
    }
    if !m.nominal
        && let Some(index) = m.anchor.clause
        && parse.units[parse.clauses[index].verb].verb.infinitive
        && let Some(before) = parse.clauses[index].verb.checked_sub(1)
        && parse.units[before].kind == UnitKind::Noun
    {
        // "an attempt to kill", "a plan to seize", "the right to march".
        let noun = parse.units[before].head;
        let is = |l: Option<LexiconId>| {
            l.is_some_and(|l| scene.reads(noun, l, form::NOUN, noun, noun + 1))
        };
        if is(special.attempt) {
            out.status = Status::Attempted;
            hearsay(scene, m, &mut out);
            reporters(scene, special, m, &mut out);
            return out;
        }
        if is(special.plan) {
            out.status = Status::Planned;
        }
        // "under pressure to withdraw", "their refusal to meet"
        if is(special.wish) {
            out.status = Status::Hypothetical;
            out.content = true;
        }
    }
    let mut at = m.anchor.clause;
    let mut depth = 0;
    while let Some(index) = at {
        let clause = &parse.clauses[index];
        let verb = &parse.units[clause.verb];
        let group = verb.verb;
        let own = depth == 0 && !m.nominal;
        if own || depth == 0 && m.subject_of.is_none() && m.object_of.is_none() {
            if group.negated && own {
                out.status = Status::Negated;
            }
            if own && clause.subject.is_some_and(|s| parse.units[s].negated) {
                out.status = Status::Negated;
            }
            if group.future && own && out.status == Status::Occurred {
                out.status = if group.modal {
                    Status::Hypothetical
                } else {
                    Status::Planned
                };
                // "said it would …" is the future of the past.
                if group.modal && clause.complement {
                    out.status = Status::Planned;
                }
            } else if group.modal && own && out.status == Status::Occurred {
                out.status = Status::Hypothetical;
            }
            if group.progressive && !group.past && own && out.status == Status::Occurred {
                out.status = Status::Ongoing;
            }
        } else if depth > 0
            && (group.negated || group.modal && !group.perfect)
            && out.status == Status::Occurred
            && clause_kind(scene, at) != ClauseKind::Relative
            && !reads(scene, special.report, index)
        {
            out.status = Status::Hypothetical;
        }
        if let Some(opener) = clause.opener {
            let word = scene.context.text.of(opener).to_ascii_lowercase();
            match word.as_str() {
                "if" | "unless" | "whether" | "lest" | "should" => {
                    out.status = Status::Hypothetical
                }
                "without" => out.status = Status::Negated,
                _ => {}
            }
        }
        if clause.kind == ClauseKind::Relative {
            break;
        }
        if depth == 0 && presupposed(scene, special, m) {
            break;
        }
        let Some(parent) = clause.parent else { break };
        // "denied shelling the village"
        if own
            && clause.kind == ClauseKind::Gerund
            && parse.clauses[parent].verb + 1 == clause.verb
            && reads(scene, special.deny, parent)
        {
            out.claim = Some((ClaimStatus::Denied, parse.clauses[parent].subject));
            out.denied = true;
        }
        if !clause.complement && !group.infinitive {
            break;
        }
        control(scene, special, index, parent, &mut out);
        at = Some(parent);
        depth += 1;
        if depth > 6 {
            break;
        }
    }
    if denied(scene, special, m) {
        out.denied = true;
        out.claim = out.claim.or(Some((ClaimStatus::Denied, None)));
    }
    hearsay(scene, m, &mut out);
    reporters(scene, special, m, &mut out);
    out
}

fn clause_kind(scene: &Scene, clause: Option<usize>) -> ClauseKind {
    clause.map_or(ClauseKind::Main, |c| scene.parse.clauses[c].kind)
}

pub(super) fn reads(scene: &Scene, lexicon: Option<LexiconId>, clause: usize) -> bool {
    let Some(lexicon) = lexicon else { return false };
    let clause = &scene.parse.clauses[clause];
    let verb = &scene.parse.units[clause.verb];
    scene.reads(
        verb.head,
        lexicon,
        form::VERB,
        verb.start,
        clause.end.max(verb.end),
    )
}

/// "was quick to condemn it", "was the first to recognise it": he did.
fn ready(scene: &Scene, special: &Special, child: usize, parent: usize) -> bool {
    let Some(succeed) = special.succeed else {
        return false;
    };
    let above = &scene.parse.clauses[parent];
    let quick = |&t: &usize| scene.reads(t, succeed, form::ADJECTIVE | form::OTHER, t, t + 1);
    let before = scene.parse.clauses[child].verb.checked_sub(1);
    above.adverbs.iter().any(quick)
        || before.is_some_and(|b| {
            let unit = &scene.parse.units[b];
            scene.reads(
                unit.head,
                succeed,
                form::ADJECTIVE | form::OTHER,
                unit.head,
                unit.end,
            )
        })
}

/// Whether a clause says that somebody is due or set to do something.
fn due(scene: &Scene, special: &Special, clause: usize) -> bool {
    let Some(plan) = special.plan else {
        return false;
    };
    let clause = &scene.parse.clauses[clause];
    clause
        .adverbs
        .iter()
        .any(|&t| scene.reads(t, plan, form::ADJECTIVE | form::OTHER, t, t + 1))
}

/// "The rebels said they had hit the base": who tells of what he did claims it.
fn own(scene: &Scene, child: usize, parent: usize, out: &mut Reading) {
    let (above, below) = (&scene.parse.clauses[parent], &scene.parse.clauses[child]);
    let verb = |c: &crate::group::Clause| scene.parse.units[c.verb].verb;
    let itself = below
        .subject
        .is_some_and(|s| scene.parse.units[s].pronoun && !below.passive);
    let group = above.subject.filter(|&s| scene.kind(s) == Kind::ArmedGroup);
    if itself && group.is_some() && !verb(above).negated && !verb(below).future {
        out.claim = Some((ClaimStatus::Claimed, group));
    }
}

/// What the verb above says of a clause below it.
fn control(scene: &Scene, special: &Special, child: usize, parent: usize, out: &mut Reading) {
    let infinitive = scene.parse.units[scene.parse.clauses[child].verb]
        .verb
        .infinitive;
    let above = &scene.parse.clauses[parent];
    let group = scene.parse.units[above.verb].verb;
    if reads(scene, special.report, parent) && !infinitive {
        own(scene, child, parent, out);
        return;
    }
    let perfect = {
        let verb = &scene.parse.units[scene.parse.clauses[child].verb];
        verb.verb.perfect
            || (verb.start..verb.head)
                .any(|t| scene.context.text.of(t).eq_ignore_ascii_case("having"))
    };
    if infinitive && ready(scene, special, child, parent) {
        return;
    }
    if infinitive {
        let to = if reads(scene, special.attempt, parent) {
            Status::Attempted
        } else if reads(scene, special.plan, parent) || due(scene, special, parent) {
            // "want the minister to quit": others are to do it.
            let subject = scene.parse.clauses[child].subject;
            if !above.passive && subject.is_some() && above.objects.last() == subject.as_ref() {
                out.content = true;
                Status::Hypothetical
            } else {
                Status::Planned
            }
        } else if reads(scene, special.succeed, parent) || reads(scene, special.compel, parent) {
            // "was forced to resign": he did.
            return;
        } else if reads(scene, special.fail, parent) {
            Status::Negated
        } else if above.passive && reads(scene, special.suspect, parent)
            || reads(scene, special.accuse, parent)
        {
            out.certainty = Certainty::Suspected;
            return;
        } else if reads(scene, special.claim, parent) && perfect {
            // "confessed to having killed", "claimed to have shot".
            out.claim = Some((ClaimStatus::Claimed, above.subject));
            return;
        } else if above.passive && reads(scene, special.report, parent) {
            return;
        } else {
            out.content = true;
            Status::Hypothetical
        };
        if matches!(
            out.status,
            Status::Occurred | Status::Ongoing | Status::Planned
        ) {
            out.status = to;
        }
        return;
    }
    let clause = &scene.parse.clauses[child];
    // "demanded that the police arrest the killers": what is wanted, not what is.
    let verb = scene.parse.units[clause.verb].verb;
    if clause.complement
        && verb.finite
        && !verb.past
        && !verb.perfect
        && !verb.progressive
        && (reads(scene, special.decree, parent) || subjunctive(scene, child))
    {
        out.content = true;
        out.status = Status::Hypothetical;
        return;
    }
    // "warned that it would close the border": what is threatened.
    if clause.complement && (verb.future || verb.modal) && reads(scene, special.warn, parent) {
        out.content = true;
        return;
    }
    let preposition = clause
        .opener
        .map(|o| scene.context.text.of(o).to_ascii_lowercase());
    if reads(scene, special.accuse, parent) {
        out.certainty = Certainty::Accused;
        out.content = true;
    } else if reads(scene, special.suspect, parent) {
        out.certainty = Certainty::Suspected;
    } else if clause.kind == ClauseKind::Gerund && reads(scene, special.claim, parent) {
        // "owned up to firing at two ships", "admitted killing her"
        out.claim = Some((ClaimStatus::Claimed, above.subject));
    } else if reads(scene, special.deny, parent) {
        out.claim = Some((ClaimStatus::Denied, above.subject));
        out.denied = true;
    } else if reads(scene, special.plan, parent) && clause.complement {
        out.status = Status::Planned;
        out.content = true;
    } else if reads(scene, special.attempt, parent) && clause.complement {
        out.status = Status::Attempted;
    } else if matches!(preposition.as_deref(), Some("from" | "without" | "against")) {
        out.status = Status::Negated;
    } else if matches!(preposition.as_deref(), Some("for"))
        && clause.kind == ClauseKind::Gerund
        && !group.finite
    {
        out.status = Status::Hypothetical;
    }
}

/// "insisted that Skopje recognise them": a bare form after one who would say "recognises".
fn subjunctive(scene: &Scene, clause: usize) -> bool {
    let clause = &scene.parse.clauses[clause];
    let verb = &scene.parse.units[clause.verb];
    let forms = scene.context.words.info(scene.word(verb.head)).forms;
    let bare = verb.start == verb.head
        && forms & form::BASE != 0
        && forms & (form::PAST | form::THIRD | form::PARTICIPLE) == 0;
    let one = |s: usize| {
        let subject = &scene.parse.units[s];
        let head = scene.context.words.info(scene.word(subject.head)).forms;
        subject.next.is_none()
            && !subject.pronoun
            && subject.number.is_none()
            && (subject.named || head & form::NOUN == form::SINGULAR)
            && matches!(
                scene.kind(s),
                Kind::Country | Kind::Place | Kind::Government | Kind::Person
            )
    };
    bare && clause.subject.is_some_and(one)
}

/// Adjectives and nouns before an event noun: planned, attempted, alleged, further.
fn adjectives(scene: &Scene, special: &Special, m: &Match, out: &mut Reading) {
    let unit = &scene.parse.units[m.anchor.unit];
    for at in unit.start..unit.head {
        let reads = |lexicon: Option<LexiconId>, forms: u16| {
            lexicon.is_some_and(|l| scene.reads(at, l, forms, unit.start, unit.end))
        };
        let modifier = form::ADJECTIVE | form::PARTICIPLE | form::NOUN;
        if reads(special.upcoming, u16::MAX) {
            out.status = Status::Planned;
        } else if unit.start == at && reads(special.conceivable, u16::MAX) {
            out.status = Status::Hypothetical;
        } else if reads(special.abortive, u16::MAX) || reads(special.attempt, modifier) {
            out.status = Status::Attempted;
        }
    }
}

/// The noun or preposition that governs an event noun: "an attempt at", "the threat of", "to prevent".
fn governors(scene: &Scene, special: &Special, m: &Match, out: &mut Reading) {
    let unit = m.anchor.unit;
    if let Some(phrase) = scene.parse.phrases.iter().find(|p| p.unit == unit) {
        let word = scene.word(phrase.preposition);
        if let Some(after) = phrase.after {
            // "no plans for a meeting"
            if scene.parse.units[after].negated {
                out.status = Status::Negated;
            }
            let head = scene.parse.units[after].head;
            let prospect = special
                .prospect
                .is_some_and(|l| scene.reads(head, l, u16::MAX, head, head + 1));
            if prospect && [special.of, special.for_, special.to].contains(&word) {
                out.status = Status::Hypothetical;
            }
            let attempt = special
                .attempt
                .is_some_and(|l| scene.reads(head, l, form::NOUN, head, head + 1));
            if attempt {
                out.status = Status::Attempted;
            }
        }
        if word == special.without {
            out.status = Status::Negated;
        }
        // "called for the sacking of the chiefs": what is wanted.
        if word == special.for_
            && let Some(clause) = phrase.clause
            && scene.parse.units[scene.parse.clauses[clause].verb].end >= phrase.preposition
            && reads(scene, special.call_for, clause)
        {
            out.status = Status::Hypothetical;
            out.content = true;
        }
        if word == special.against
            && phrase
                .after
                .is_some_and(|a| scene.kind(a) == Kind::Abstract)
        {
            out.status = Status::Hypothetical;
        }
    }
    for clause in [m.object_of, m.subject_of].into_iter().flatten() {
        let c = &scene.parse.clauses[clause];
        let verb = &scene.parse.units[c.verb];
        let here = |l: Option<LexiconId>| reads(scene, l, clause);
        if m.object_of == Some(clause) && !c.passive || m.subject_of == Some(clause) && c.passive {
            if here(special.claim) {
                let by = if c.passive {
                    scene.phrases(clause, &[special.by]).next()
                } else {
                    c.subject
                };
                let nobody = verb.verb.negated || by.is_some_and(|b| scene.parse.units[b].negated);
                out.claim = Some(if nobody {
                    (ClaimStatus::Unclaimed, None)
                } else {
                    (ClaimStatus::Claimed, by)
                });
            } else if here(special.deny) {
                out.claim = Some((ClaimStatus::Denied, c.subject));
            } else if here(special.foil) || here(special.fail) {
                out.status = Status::Attempted;
            } else if here(special.forestall) && (verb.verb.infinitive || verb.verb.ing)
                || here(special.suspend)
                || verb.verb.infinitive
                    && here(special.bring_about)
                    && c.parent.is_some_and(|p| reads(scene, special.ask_to, p))
            {
                // "suspended air strikes": they do not happen any more; "asked him to secure their
                // release": not yet.
                out.status = Status::Hypothetical;
            } else if here(special.plan) && out.status == Status::Occurred {
                out.status = Status::Planned;
            }
        }
        if m.subject_of == Some(clause) && here(special.fail) && !c.passive {
            out.status = Status::Attempted;
        }
        // "demanded the resignation of the governor": he has not resigned.
        if m.object_of == Some(clause)
            && !special.has(m.rule, Trait::Attack)
            && here(special.wish)
            && !c.passive
        {
            out.status = Status::Hypothetical;
            out.content = true;
            continue;
        }
        if presupposed(scene, special, m) {
            continue;
        }
        if (verb.verb.modal && !verb.verb.perfect || verb.verb.future)
            && out.status == Status::Occurred
            && m.object_of == Some(clause)
        {
            out.status = if verb.verb.future && !verb.verb.modal {
                Status::Planned
            } else {
                Status::Hypothetical
            };
        }
        // "Talks will resume on Monday"
        if verb.verb.future
            && !verb.verb.modal
            && out.status == Status::Occurred
            && m.subject_of == Some(clause)
            && here(special.light)
        {
            out.status = Status::Planned;
        }
        if verb.verb.infinitive
            && m.object_of == Some(clause)
            && out.status == Status::Occurred
            && let Some(parent) = c.parent
        {
            control(scene, special, clause, parent, out);
        }
        if verb.verb.negated
            && out.status == Status::Occurred
            && out.claim.is_none()
            && reads(scene, special.light, clause)
        {
            out.status = Status::Negated;
        }
    }
}

/// "to protest the murder of the mayor": a definite deed with its victim has happened, whatever
/// is said, wanted or denied about it; only a verb that does the deed is about the deed itself.
fn presupposed(scene: &Scene, special: &Special, m: &Match) -> bool {
    // What a template spells out takes in the verb that does it: "respected the truce".
    m.nominal
        && !m.spelled
        && m.definite
        && !m.slots.is_empty()
        && [m.object_of, m.subject_of]
            .into_iter()
            .flatten()
            .all(|c| !reads(scene, special.light, c) && !reads(scene, special.plan, c))
}
