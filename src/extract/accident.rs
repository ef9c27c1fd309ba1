//! Harm without a will: storms, lions and traffic attack nobody.

use super::matches::{Filler, Match};
use super::sentence::Scene;
use super::slot::Slot;
use super::{Kind, Special};
use crate::group::UnitKind;
use crate::lexicon::form;
use crate::rules::Trait;

/// Whether nature, an accident or an animal does it: "a storm destroyed", "attacked by a bear".
pub(super) fn mishap(scene: &Scene, special: &Special, m: &Match) -> bool {
    let (Some(mishap), Some(index)) = (special.mishap, m.anchor.clause) else {
        return false;
    };
    if m.nominal || !special.has(m.rule, Trait::Attack) {
        return false;
    }
    let clause = &scene.parse.clauses[index];
    let doer = match clause.passive {
        true => scene.phrases(index, &[special.by]).next(),
        false => clause.subject.filter(|&u| {
            let doing = |s| matches!(s, Slot::Actors | Slot::Instruments);
            m.slots
                .iter()
                .all(|(s, f)| doing(*s) || *f != Filler::Unit(u))
        }),
    };
    doer.is_some_and(|unit| {
        let u = &scene.parse.units[unit];
        scene.kind(unit) == Kind::Animal
            || !u.named && scene.reads(u.head, mishap, form::NOUN, u.start, u.end)
    })
}

/// Whether a match of an attack tells only of an accident: a vehicle that nobody fights with hits,
/// overturns or kills, and the sentence names no attacker, weapon or attack.
pub(super) fn traffic(scene: &Scene, special: &Special, m: &Match) -> bool {
    let (Some(vehicle), Some(verbs)) = (special.civil_vehicle, special.collide) else {
        return false;
    };
    if !special.has(m.rule, Trait::Attack) {
        return false;
    }
    let parse = scene.parse;
    let civil = |unit: usize| {
        let u = &parse.units[unit];
        scene.kind(unit) == Kind::Vehicle
            && scene.reads(u.head, vehicle, form::NOUN, u.start, u.end)
    };
    let harms = |clause: &crate::group::Clause| {
        let v = &parse.units[clause.verb];
        scene.reads(v.head, verbs, form::VERB, v.start, clause.end.max(v.end))
    };
    // Somebody else is said to have done it.
    let doer = m.get(Slot::Actors).any(|f| match f {
        Filler::Unit(unit) => !civil(unit),
        Filler::Tokens(..) => true,
    });
    // "A bus hit a truck", "a man was hit by a bus".
    let crash = |(index, c): (usize, &crate::group::Clause)| {
        let by = || scene.phrases(index, &[special.by]).any(civil);
        harms(c)
            && match c.passive {
                true => by(),
                false => c.subject.is_some_and(civil),
            }
    };
    let mut clauses = parse.clauses.iter().enumerate();
    !doer && clauses.any(crash) && !fighting(scene, special)
}

/// Whether a sentence names attackers, weapons or an attack.
fn fighting(scene: &Scene, special: &Special) -> bool {
    scene.parse.units.iter().enumerate().any(|(i, u)| {
        let noun = u.kind == UnitKind::Noun;
        noun && matches!(scene.kind(i), Kind::ArmedGroup | Kind::Weapon)
            || (u.start..u.end).any(|t| {
                let attack = |l| scene.reads(t, l, form::NOUN | form::VERB, t, t + 1);
                noun && scene.modifier_kind(t, u.start) == Some(Kind::Weapon)
                    || special.attack.is_some_and(attack)
            })
    })
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn traffic_is_no_attack() {
        for text in [
            "A bus hit a truck near Lahore on Monday, killing nine people.",
            "A lorry overturned in Kaduna, killing 12 people.",
            "Nine people were killed when a train struck a minibus near Lahore.",
            "Two cyclists were hit by a car near Lyon on Sunday.",
            "A man was struck and killed by a lorry near Lyon.",
        ] {
            assert!(assaults(text).is_empty(), "{text}");
        }
        for text in [
            "A car bomb hit a truck near Mosul, killing nine people.",
            "A bus struck a landmine near Kunduz, killing nine people.",
            "A truck driven by a militant hit a checkpoint near Gao, killing nine people.",
            "Two soldiers were hit by a car driven by a militant near Hebron.",
            "A speedboat attacked a tanker off Aden, killing two sailors.",
        ] {
            assert!(!assaults(text).is_empty(), "{text}");
        }
    }
}
