//! What verbs around an event noun carry to it: who carried it out, who came under it, who is
//! accused of it.

use super::frame::fits;
use super::matches::{Filler, Match};
use super::sentence::Scene;
use super::slot::{Slot, SlotSpec};
use super::{Kind, Kinds, Special};
use crate::group::Clause;
use crate::lexicon::{Closed, LexiconId, form};

/// Who is accused of a deed, charged with it or arrested for it, however long the way is: "the
/// minister implicated four officers in the murder", "was held in connection with the attack".
pub(super) fn suspect(scene: &Scene, special: &Special, unit: usize) -> Option<usize> {
    let mut phrase = scene.parse.phrases.iter().find(|p| p.unit == unit)?;
    // "of involvement in the murder": up to the phrase that hangs on the verb.
    while let Some(outer) = phrase
        .after
        .and_then(|after| scene.parse.phrases.iter().find(|p| p.unit == after))
        && matches!(
            scene.kind(outer.unit),
            Kind::Abstract | Kind::Event | Kind::Document | Kind::Unknown
        )
        && outer.clause == phrase.clause
        && outer.preposition < phrase.preposition
    {
        phrase = outer;
    }
    let word = scene.context.text.of(phrase.preposition);
    let is = |words: &[&str]| words.iter().any(|w| word.eq_ignore_ascii_case(w));
    let fits = is(&["of", "with", "for", "in", "on", "over"]);
    // "the arrest of two officers for the murder"
    if fits
        && let Some(tried) = phrase.after
        && prosecuted(scene, special, tried)
    {
        return Some(tried);
    }
    let index = phrase.clause?;
    let clause = &scene.parse.clauses[index];
    let verb = &scene.parse.units[clause.verb];
    let reads = |lexicon: Option<LexiconId>| lexicon.is_some_and(|l| scene.verb_reads(index, l));
    let involved = word.eq_ignore_ascii_case("in")
        && (reads(special.involve) && clause.passive || reads(special.partake) && !clause.passive);
    if (involved || to_blame(scene, clause, word)) && !verb.verb.negated {
        return clause.subject.map(|s| men(scene, s));
    }
    let linked = word.eq_ignore_ascii_case("to") && reads(special.suspect);
    let charged = fits && (reads(special.accuse) || reads(special.arrest));
    if !linked && !charged || verb.verb.negated {
        return None;
    }
    if clause.passive {
        clause.subject.map(|s| men(scene, s))
    } else {
        clause.objects.first().copied()
    }
}

/// "Eight members of the army involved in the murder": the members, not the army.
fn men(scene: &Scene, unit: usize) -> usize {
    let units = &scene.parse.units;
    let of = |u: &usize| units[*u].of == Some(unit) && Kinds::people().has(scene.kind(*u));
    (0..unit).rev().take(3).find(of).unwrap_or(unit)
}

/// Whether somebody is arrested, tried or sentenced by the noun that he hangs on: "the trial of Roe".
fn prosecuted(scene: &Scene, special: &Special, unit: usize) -> bool {
    let reads = |u: &crate::group::Unit| {
        special
            .prosecution
            .is_some_and(|l| scene.reads(u.head, l, form::NOUN, u.start, u.end))
    };
    let units = &scene.parse.units;
    units[..unit].iter().any(|u| u.of == Some(unit) && reads(u))
}

/// "is behind the attack", "was guilty of the murder".
fn to_blame(scene: &Scene, clause: &Clause, preposition: &str) -> bool {
    let text = scene.context.text;
    let verb = scene.word(scene.parse.units[clause.verb].head);
    if scene.context.words.info(verb).closed != Closed::Be {
        return false;
    }
    let said = |words: &[&str]| {
        clause
            .adverbs
            .iter()
            .any(|&a| words.iter().any(|w| text.of(a).eq_ignore_ascii_case(w)))
    };
    preposition.eq_ignore_ascii_case("behind")
        || preposition.eq_ignore_ascii_case("for") && said(&["responsible"])
        || preposition.eq_ignore_ascii_case("of") && said(&["guilty"])
}

/// Arguments that a light verb carries: who carried out the attack, who came under it.
pub(super) fn light(
    scene: &Scene,
    special: &Special,
    unit: usize,
    subject: Option<&SlotSpec>,
    object: Option<&SlotSpec>,
    out: &mut Match,
) {
    for (index, clause) in scene.parse.clauses.iter().enumerate() {
        let verb = &scene.parse.units[clause.verb];
        let reads =
            |lexicon: Option<LexiconId>| lexicon.is_some_and(|l| scene.verb_reads(index, l));
        // "carried out an attack": the particle opens no phrase of its own.
        let particle = |lexicon: Option<crate::lexicon::LexiconId>| {
            lexicon.and_then(|l| scene.particle(verb.head, l))
        };
        let carried = scene.parse.phrases.iter().any(|p| {
            p.clause == Some(index)
                && p.unit == unit
                && p.preposition == verb.end
                && (Some(scene.word(p.preposition)) == particle(special.light)
                    || Some(scene.word(p.preposition)) == particle(special.suffer))
        });
        let object_here = carried
            || clause
                .objects
                .iter()
                .any(|&o| scene.parse.members(o).contains(&unit));
        let subject_here = clause.subject == Some(unit);
        let phrase_here = scene
            .parse
            .phrases
            .iter()
            .any(|p| p.clause == Some(index) && p.unit == unit);
        if reads(special.light)
            && (object_here && !clause.passive || subject_here && clause.passive)
        {
            out.anchor.clause = Some(index);
            let actor = if clause.passive {
                scene.phrases(index, &[special.by]).next()
            } else {
                clause.subject
            };
            if let (Some(spec), Some(actor)) = (subject, actor)
                && fits(scene, actor, spec)
                && !out.has(spec.slot)
            {
                out.fill(spec.slot, Filler::unit(actor));
            }
            if let Some(spec) = object
                && !out.has(spec.slot)
                && let Some(target) = scene.phrases(index, &special.nominal).find(|&u| {
                    scene.parse.units[u].end > scene.parse.units[u].start + 1
                        || scene.parse.units[u].number.is_none()
                            && !scene.context.text.tokens[scene.parse.units[u].head]
                                .flags
                                .has(crate::text::Flags::DIGIT)
                })
                && fits(scene, target, spec)
            {
                out.fill(spec.slot, Filler::unit(target));
            }
        } else if reads(special.suffer) && (object_here || phrase_here) {
            out.anchor.clause = Some(index);
            if let (Some(spec), Some(victim)) = (object, clause.subject)
                && fits(scene, victim, spec)
                && !out.has(spec.slot)
            {
                // Who survives a shooting is hit, not dead.
                let survives = reads(special.survive) && spec.slot.casualty();
                let slot = if survives {
                    Slot::Recipients
                } else {
                    spec.slot
                };
                out.fill(slot, Filler::unit(victim));
            }
        } else if subject_here {
            out.anchor.clause = Some(index);
            out.subject_of = Some(index);
        } else if object_here {
            out.anchor.clause = out.anchor.clause.or(Some(index));
            out.object_of = Some(index);
        } else if phrase_here {
            out.anchor.clause = out.anchor.clause.or(Some(index));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn the_accused_are_suspects_of_the_deed() {
        let text = "The minister implicated four officers of the army in the murder of a priest.";
        assert_eq!(
            assaults(text)[0].actors[0].text,
            "four officers of the army"
        );
        let text = "Two students were arrested in Goma in connection with the attack on a church.";
        assert_eq!(assaults(text)[0].actors[0].text, "Two students");
        let text = "The colonel, who lives in Goma, was involved in the murder of a priest.";
        assert_eq!(assaults(text)[0].actors[0].text, "colonel");
        let text = "The trial of two officers for the murder of a priest began in Goma.";
        assert_eq!(assaults(text)[0].actors[0].text, "two officers");
        let text = "The arrest of two officers for killing a priest was announced in Goma.";
        assert_eq!(assaults(text)[0].actors[0].text, "two officers");
    }
}
