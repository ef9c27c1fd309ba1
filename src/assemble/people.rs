//! Noun groups to participants and casualties; pronouns and descriptions to whom they stand for.

use std::ops::Range;

use super::discourse::Discourse;
use super::mention::{code, count, participant, words};
use super::tellers::{own_body, speaker, teller};
use crate::event::{Casualty, Certainty, Count, Outcome, Participant};
use crate::extract::{Filler, Kind, Scene};
use crate::group::{Clause, ClauseKind, UnitKind};
use crate::lexicon::form;

/// The participants of a filler: each member of a coordination, pronouns resolved.
pub fn participants(
    scene: &Scene,
    discourse: &Discourse,
    filler: Filler,
    certainty: Certainty,
) -> Vec<Participant> {
    match filler {
        Filler::Tokens(start, end) => {
            let unit = scene.parse.unit_of(start);
            let u = &scene.parse.units[unit];
            if u.start == start && u.end == end {
                return vec![participant(scene, unit, certainty)];
            }
            let (text, from, to) = words(scene, start..end);
            let name = scene
                .context
                .names
                .iter()
                .find(|n| n.tokens.contains(&start));
            let entry = name.map(|n| scene.gazetteer.entry(n.entry));
            let kind = scene.modifier_kind(start, start).unwrap_or(Kind::Unknown);
            let country = entry.map(|e| e.country.clone()).filter(|c| !c.is_empty());
            vec![Participant {
                text,
                start: from,
                end: to,
                id: entry.map(|e| e.id.clone()),
                name: entry.map(|e| e.name.clone()),
                kind: kind.as_str().to_owned(),
                code: code(country.as_deref(), None, kind),
                country,
                role: None,
                count: None,
                certainty,
            }]
        }
        Filler::Unit(unit) => {
            let mut out = Vec::new();
            for member in scene.parse.members(unit) {
                let u = &scene.parse.units[member];
                if u.negated {
                    continue;
                }
                if u.pronoun {
                    let word = scene.context.text.of(u.head);
                    if let Some(speaker) = speaker(scene, word, member) {
                        out.push(participant(scene, speaker, certainty));
                        continue;
                    }
                    if let Some(teller) = teller(scene, word, member) {
                        out.push(participant(scene, teller, certainty));
                        continue;
                    }
                    if own_body(scene, word) {
                        let issuer = discourse.issuer(scene, certainty);
                        out.push(issuer.unwrap_or_else(|| participant(scene, member, certainty)));
                        continue;
                    }
                    let not = other(scene, unit, word);
                    let rival = rival(scene, unit);
                    out.extend(discourse.pronoun(scene, u.head, not, rival, certainty));
                    continue;
                }
                if let Some(named) = named_instead(scene, member) {
                    let each = scene.parse.members(named).into_iter();
                    out.extend(each.map(|m| participant(scene, m, certainty)));
                    continue;
                }
                let mut who = participant(scene, member, certainty);
                describe(scene, discourse, member, &mut who);
                if who.id.is_none()
                    && u.named
                    && matches!(who.kind.as_str(), "person" | "unknown")
                    && let Some(full) = discourse.full_name(scene, member)
                {
                    who.kind = Kind::Person.as_str().to_owned();
                    who.name = Some(scene.context.text.span(full).to_owned());
                }
                // "X, the group's leader": the name counts for more than the description.
                if let Some(other) = u.apposition
                    && who.id.is_none()
                    && scene.parse.units[other].named
                    && !u.named
                {
                    let named = participant(scene, other, certainty);
                    if named.kind == "person" || named.id.is_some() {
                        who.id = named.id.clone();
                        who.name = Some(named.name.unwrap_or(named.text));
                        who.country = who.country.or(named.country);
                    }
                }
                out.push(who);
            }
            out
        }
    }
}

/// "regional bodies such as ASEAN": the names say who it is.
fn named_instead(scene: &Scene, unit: usize) -> Option<usize> {
    let units = &scene.parse.units;
    if units[unit].named || scene.denotations[unit].entry.is_some() {
        return None;
    }
    let text = scene.context.text;
    let at = units[unit].end;
    let such = at + 1 < scene.parse.start + scene.parse.tags.len()
        && text.of(at).eq_ignore_ascii_case("such")
        && text.of(at + 1).eq_ignore_ascii_case("as");
    let first = such.then(|| scene.parse.unit_of(at + 2))?;
    let known = units[first].named || scene.denotations[first].entry.is_some();
    known.then_some(first)
}

/// Gives a definite description the id of whom it stands for.
fn describe(scene: &Scene, discourse: &Discourse, unit: usize, who: &mut Participant) {
    let u = &scene.parse.units[unit];
    if who.id.is_some() || !u.definite || u.named {
        return;
    }
    let head = scene.context.text.of(u.head).to_ascii_lowercase();
    let group = matches!(
        head.as_str(),
        "group"
            | "movement"
            | "organisation"
            | "organization"
            | "militants"
            | "rebels"
            | "insurgents"
            | "fighters"
            | "guerrillas"
            | "front"
            | "faction"
            | "outfit"
            | "militia"
            | "leaders"
            | "leader"
            | "spokesman"
            | "forces"
            | "men"
    );
    let doer = scene
        .context
        .grammar
        .doer
        .is_some_and(|l| scene.reads(u.head, l, form::NOUN, u.start, u.end));
    if (group || doer)
        && let Some(named) = discourse.description(Kind::ArmedGroup, u.start)
    {
        let named = named.participant(scene, Certainty::Stated);
        who.id = named.id;
        who.name = named.name;
        who.country = who.country.take().or(named.country);
        if matches!(
            head.as_str(),
            "group" | "movement" | "organisation" | "organization" | "outfit" | "front"
        ) {
            who.kind = "armed-group".to_owned();
        }
    }
}

/// The casualties of a filler: each counted member of a coordination.
pub fn casualties(
    scene: &Scene,
    discourse: &Discourse,
    filler: Filler,
    outcome: Outcome,
) -> Vec<Casualty> {
    let unit = match filler {
        Filler::Unit(unit) => unit,
        Filler::Tokens(start, end) => {
            let number = scene
                .context
                .numbers
                .iter()
                .find(|n| n.tokens.start == start);
            let (text, from, to) = words(scene, start..end);
            return number
                .map(|n| Casualty {
                    outcome,
                    count: Some(n.count.clone()),
                    country: scene.country(scene.parse.unit_of(start)),
                    role: None,
                    kind: Kind::Unknown.as_str().to_owned(),
                    text,
                    start: from,
                    end: to,
                    attribution: None,
                })
                .into_iter()
                .collect();
        }
    };
    let mut out = Vec::new();
    for member in scene.parse.members(unit) {
        let u = &scene.parse.units[member];
        let word = scene.context.text.of(u.head);
        let single = u.pronoun
            && ["he", "she", "him"]
                .iter()
                .any(|w| word.eq_ignore_ascii_case(w));
        let one = single.then(|| Count {
            min: Some(1),
            max: Some(1),
            approximate: false,
            text: word.to_owned(),
        });
        let told = one.or_else(|| count(scene, member));
        let Some(count) = told.or_else(|| discourse.count(scene, member)) else {
            continue;
        };
        if count.max == Some(0) || u.negated {
            continue;
        }
        let (text, start, end) = words(scene, scene.extent(member));
        let who = participant(scene, member, Certainty::Stated);
        out.push(Casualty {
            outcome,
            count: Some(count),
            country: who.country,
            role: who.role,
            kind: who.kind,
            text,
            start,
            end,
            attribution: None,
        });
    }
    out
}

/// Whom a pronoun that is an object cannot stand for: the subject of its own verb, with what is set
/// beside it.
fn other(scene: &Scene, unit: usize, word: &str) -> Option<Range<usize>> {
    if word.to_ascii_lowercase().contains("sel") {
        return None;
    }
    // "the group, which it blames": not the group.
    let clauses = &scene.parse.clauses;
    let relative = |c: &&Clause| c.subject == Some(unit) && c.kind == ClauseKind::Relative;
    if let Some(&owned) = clauses.iter().find(relative).and_then(|c| c.objects.last()) {
        let whom = &scene.parse.units[owned];
        return Some(whom.start..scene.extent(owned).end.max(whom.end));
    }
    let clause = clauses.iter().find(|c| c.objects.contains(&unit))?;
    let subject = clause.subject.filter(|&s| s != unit)?;
    let units = &scene.parse.units;
    let verb = units[subject..].iter().find(|u| u.kind == UnitKind::Verb)?;
    Some(units[subject].start..verb.start)
}

/// The pronoun that is the subject of the verb whose object a pronoun is: "he pressed him".
fn rival(scene: &Scene, unit: usize) -> Option<usize> {
    let mut clauses = scene.parse.clauses.iter();
    let subject = clauses.find(|c| c.objects.contains(&unit))?.subject?;
    let rival = &scene.parse.units[subject];
    (rival.pronoun && subject != unit).then_some(rival.head)
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn names_after_such_as_say_who_it_is() {
        let events = assaults("Rebels attacked towns such as Goma and Bukavu.");
        let texts: Vec<&str> = events[0].recipients.iter().map(|r| &r.text[..]).collect();
        assert_eq!(texts, ["Goma", "Bukavu"]);
    }

    #[test]
    fn men_are_of_the_group_that_they_belong_to() {
        for who in ["Rebels belonging to", "Members of the third front of"] {
            let events = assaults(&format!("{who} the FMLN attacked a school."));
            assert_eq!(events[0].actors[0].id.as_deref(), Some("grp/fmln"), "{who}");
        }
    }
}
