//! Where an event happened, and where it came from, by its own sentence.

use super::draft::Finding;
use super::setting::{PlaceMention, places, rank, teller};
use super::when::reach;
use crate::event::*;
use crate::extract::{Filler, Kind, Match, Scene, Slot};
use crate::rules::{Trait, Traits};

/// Whether a clause says what the anchor's verb made others do: "forced villagers to flee".
fn forced(scene: &Scene, clause: usize, m: &Match, traits: Traits) -> bool {
    let c = &scene.parse.clauses[clause];
    c.kind == crate::group::ClauseKind::Infinitive
        && c.parent.is_some()
        && c.parent == m.anchor.clause
        && traits.has(Trait::Imposed)
}

/// Places an event: the most specific place of its clause, else of its sentence.
pub(super) fn whereabouts(
    scene: &Scene,
    finding: &Finding,
    traits: Traits,
    event: &mut Event,
) -> bool {
    let m = finding.found;
    let (mut low, mut high) = reach(scene, m);
    // "struck Gaza after militants fired rockets": Gaza is where they struck.
    if let Some(own) = finding.earlier.filter(|_| finding.several) {
        low = low.max(own.tokens.start);
    }
    // "shot and killed a man near Jenin": as far as the last verb that the rule looked at.
    for clause in &scene.parse.clauses {
        let verb = scene.parse.units[clause.verb].start;
        if verb < m.end && verb > m.anchor.token {
            high = high.max(clause.end);
        }
    }
    let mut found = places(scene);
    // "shelled Rafah in response to an attack on Gao": either deed has its own.
    found.retain(|p| !finding.apart.iter().any(|e| e.tokens.contains(&p.token)));
    if let Some(own) = finding.earlier.filter(|e| e.answered) {
        found.retain(|p| own.tokens.contains(&p.token));
    }
    let anchor = m.anchor.token;
    let from = |p: &&PlaceMention| p.preposition == "from";
    // "halted work in Masisi after drivers were robbed": before the verb, but of another one.
    let verb = m
        .anchor
        .clause
        .map(|c| scene.parse.units[scene.parse.clauses[c].verb].start);
    let other = |p: &PlaceMention| {
        p.clause.is_some_and(|c| {
            Some(c) != m.anchor.clause
                && verb.is_some_and(|v| p.token < v)
                && scene.parse.units[scene.parse.clauses[c].verb].start < p.token
        })
    };
    let near = |p: &&PlaceMention| {
        p.token >= low && p.token < high && !other(p)
            || p.clause.is_some() && p.clause == m.anchor.clause
            || p.clause.is_some_and(|c| forced(scene, c, m, traits))
    };
    // "an attack launched from Afghan soil": a participle of the event's own noun.
    // So of who or what does it: "drones launched from Yemen hit".
    let subject = m.anchor.clause.and_then(|c| scene.parse.clauses[c].subject);
    let own = |p: &PlaceMention| {
        p.clause.is_some_and(|c| {
            let clause = &scene.parse.clauses[c];
            let launched = clause.kind == crate::group::ClauseKind::Participle
                && subject.is_some()
                && clause.subject == subject;
            m.nominal && clause.subject == Some(m.anchor.unit) || launched
        })
    };
    if event.origin.is_none()
        && traits.has(Trait::Launched)
        && let Some(origin) = found
            .iter()
            .filter(from)
            .filter(|p| near(p) || own(p))
            .min_by_key(|p| p.token.abs_diff(anchor))
        && origin.place.id.is_some()
    {
        event.origin = Some(origin.place.clone());
    }
    if event.place.is_some() {
        return true;
    }
    let usable = |p: &&PlaceMention| {
        p.preposition != "from"
            && p.preposition != "of"
            && (p.preposition != "to" || traits.has(Trait::Motion))
    };
    let aside = |p: &&PlaceMention| {
        p.clause.is_some_and(|c| {
            Some(c) != m.anchor.clause
                && scene.parse.clauses[c].kind == crate::group::ClauseKind::Relative
        })
    };
    let hit: Vec<usize> = m
        .get(Slot::Recipients)
        .filter_map(|f| match f {
            Filler::Unit(unit) => Some(scene.parse.units[unit].start),
            Filler::Tokens(..) => None,
        })
        .collect();
    let local: Vec<&PlaceMention> = found
        .iter()
        .filter(usable)
        .filter(near)
        .filter(|p| !aside(p))
        .collect();
    let best = local
        .iter()
        .copied()
        .max_by_key(|p| {
            (
                // "hit a school in Donetsk": what is hit says less than a place with a name.
                p.place.id.is_some() || !hit.contains(&p.token) && !p.preposition.is_empty(),
                rank(&p.place) + u8::from(p.place.id.is_some()),
                usize::MAX - p.token.abs_diff(anchor),
            )
        })
        .or_else(|| {
            found
                .iter()
                .filter(usable)
                .filter(|p| {
                    p.clause == m.anchor.clause
                        || traits.has(Trait::Placed) && (p.clause.is_none() || m.nominal)
                })
                .filter(|p| p.place.id.is_some() && !aside(p))
                .min_by_key(|p| p.token.abs_diff(anchor))
        });
    if let Some(best) = best {
        event.place = Some(best.place.clone());
        return true;
    }
    // "the Panj crossing": a place that is itself the thing acted upon.
    if let Some((_, Filler::Unit(unit))) = m.slots.iter().find(|(s, f)| *s == Slot::Recipients && matches!(f, Filler::Unit(u) if matches!(scene.kind(*u), Kind::Place | Kind::Facility)))
        && let Some(place) = found.iter().find(|p| p.token == scene.parse.units[*unit].start)
    {
        event.place = Some(place.place.clone());
        return true;
    }
    // "Residents of Canape-Vert have erected barricades."
    if traits.has(Trait::Placed) {
        let people = m
            .slots
            .iter()
            .filter(|(s, _)| matches!(s, Slot::Actors | Slot::Recipients));
        let home = people.filter_map(|(_, f)| match f {
            Filler::Unit(u) => scene.parse.units[*u]
                .of
                .filter(|_| matches!(scene.kind(*u), Kind::Civilians | Kind::Person)),
            Filler::Tokens(..) => None,
        });
        let mut named =
            home.filter(|&o| scene.kind(o) == Kind::Place && scene.parse.units[o].named);
        if let Some(place) = named.find_map(|o| super::setting::place(scene, o)) {
            event.place = Some(place);
            return true;
        }
    }
    let aimed: Vec<_> = event.actors.iter().map(|a| a.country.clone()).collect();
    if let Some(origin) = &event.origin
        && let Some(place) = teller(scene, origin, &aimed)
    {
        event.place = Some(place);
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn each_clause_has_its_own_place() {
        let events = assaults("Israel struck Gaza after militants fired rockets at Sderot.");
        let names = events
            .iter()
            .map(|e| e.place.as_ref().map(|p| p.text.as_str()));
        assert_eq!(names.collect::<Vec<_>>(), [Some("Gaza"), Some("Sderot")]);
    }

    #[test]
    fn the_place_of_an_attack_does_not_kill() {
        for text in [
            "A drone attack on Gao that killed one man was claimed by the Blue Front.",
            "The minister condemned the ambush near Gao that killed five soldiers.",
        ] {
            let events = assaults(text);
            assert_eq!(events.len(), 1, "{text}");
            assert!(events[0].actors.iter().all(|a| a.text != "Gao"), "{text}");
            assert_eq!(events[0].casualties.len(), 1, "{text}");
        }
    }
}
