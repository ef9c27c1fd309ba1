//! Rolls of names: "the following three men: Ana Roe, Juan Poe".

use super::mention::plural;
use crate::extract::{Filler, Kind, Kinds, Scene};

/// The names that follow a colon for the people of a noun group: "three men: Ana Roe, Juan Poe".
pub fn roll(scene: &Scene, filler: Filler) -> Vec<usize> {
    let Filler::Unit(unit) = filler else {
        return Vec::new();
    };
    let units = &scene.parse.units;
    let u = &units[unit];
    if u.named || u.pronoun || !plural(scene, unit) || !Kinds::people().has(scene.kind(unit)) {
        return Vec::new();
    }
    // "two guards, Ana Roe and Juan Poe, were": named beside them.
    let beside = u
        .apposition
        .or_else(|| u.of.and_then(|of| units[of].apposition))
        .filter(|&a| units[a].named && scene.kind(a) == Kind::Person);
    if let Some(first) = beside
        && units[first].next.is_some()
    {
        return scene.parse.members(first);
    }
    let colon = units
        .iter()
        .enumerate()
        .skip(unit)
        .find(|(_, u)| scene.context.text.of(u.start) == ":");
    let Some((colon, _)) = colon else {
        return Vec::new();
    };
    // The colon is theirs if it follows at once, or if they are "the following".
    let following = (u.start.max(scene.parse.start + 1) - 1..u.head)
        .any(|t| scene.context.text.of(t).eq_ignore_ascii_case("following"));
    let verb = |u: &crate::group::Unit| u.kind == crate::group::UnitKind::Verb;
    if !following && units[unit..colon].iter().any(verb) {
        return Vec::new();
    }
    (colon + 1..units.len())
        .take_while(|&i| !(verb(&units[i]) && units[i].verb.finite))
        .filter(|&i| units[i].named && scene.kind(i) == Kind::Person)
        .filter(|&i| !units.iter().any(|o| o.of == Some(i)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn names_after_a_colon_are_of_the_group_before_it() {
        let events = assaults(
            "Rebels killed three nurses near Goma: Ana Miller, Rosa Gomez, and Mary Lopez.",
        );
        let killed: Vec<_> = events[0]
            .casualties
            .iter()
            .map(|c| c.text.as_str())
            .collect();
        assert_eq!(
            killed,
            ["three nurses", "Ana Miller", "Rosa Gomez", "Mary Lopez"]
        );
    }
}
