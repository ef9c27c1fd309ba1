//! What a sentence tells as done before its own deed: "in retaliation for the raid on Gao", "after
//! two soldiers were killed". Such a deed has sides, a toll and a place of its own.

use std::ops::Range;

use crate::extract::{Scene, Special};
use crate::group::{ClauseKind, UnitKind};
use crate::lexicon::form;

/// The words of a sentence that tell of an earlier deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// From the word that says so on.
    pub tokens: Range<usize>,
    /// Whether the sentence's own deed answers it; else it may as well be its outcome: "five died
    /// after an attack".
    pub answered: bool,
}

/// The parts of a sentence that tell of earlier deeds.
pub fn earlier(scene: &Scene, special: &Special) -> Vec<Earlier> {
    let parse = scene.parse;
    let after = |token: usize| special.after.contains(&scene.word(token));
    let mut out: Vec<Earlier> = Vec::new();
    for phrase in &parse.phrases {
        let answered = answers(scene, special, phrase.after, phrase.clause)
            && [special.for_, special.to].contains(&scene.word(phrase.preposition));
        if answered || after(phrase.preposition) {
            out.push(Earlier {
                tokens: phrase.preposition..chain(scene, special, phrase.unit),
                answered,
            });
        }
    }
    for clause in &parse.clauses {
        // "avenged the killing of two soldiers"
        let verb = Some(clause.verb).filter(|_| !clause.passive && !clause.objects.is_empty());
        if verb.is_some_and(|v| reads(scene, special, v, form::VERB)) {
            out.extend(clause.objects.iter().map(|&object| Earlier {
                tokens: parse.units[object].start..chain(scene, special, object),
                answered: true,
            }));
        }
        let Some(opener) = clause.opener else {
            continue;
        };
        let before = parse.unit_of(opener).checked_sub(1);
        let noun = before.filter(|&u| parse.units[u].kind == UnitKind::Noun);
        let answered =
            scene.word(opener) == special.for_ && answers(scene, special, noun, clause.parent);
        if answered || after(opener) {
            // Before the main clause it ends where that begins, else with the sentence.
            let verb = parse.units[clause.verb].start;
            let main = parse.clauses.iter().find(|c| {
                c.kind == ClauseKind::Main && c.opener.is_none() && {
                    parse.units[c.verb].start > verb
                }
            });
            let end = main.map_or(parse.start + parse.tags.len(), |c| {
                parse.units[c.subject.unwrap_or(c.verb)].start
            });
            out.push(Earlier {
                tokens: opener..end.max(opener),
                answered,
            });
        }
    }
    out
}

/// Whether a noun or the verb of a clause says that a deed answers another.
fn answers(scene: &Scene, special: &Special, noun: Option<usize>, clause: Option<usize>) -> bool {
    noun.is_some_and(|unit| reads(scene, special, unit, form::NOUN))
        || clause.is_some_and(|c| reads(scene, special, scene.parse.clauses[c].verb, form::VERB))
}

fn reads(scene: &Scene, special: &Special, unit: usize, forms: u16) -> bool {
    let u = &scene.parse.units[unit];
    special
        .answer
        .is_some_and(|l| scene.reads(u.head, l, forms, u.start, u.end))
}

/// Where a noun group ends with all that hangs on it.
fn chain(scene: &Scene, special: &Special, unit: usize) -> usize {
    let parse = scene.parse;
    let mut units = parse.members(unit);
    let mut at = 0;
    while at < units.len() {
        let unit = units[at];
        let hung = parse.phrases.iter().filter(|p| p.after == Some(unit));
        let below = parse.clauses.iter().filter(|c| {
            matches!(c.kind, ClauseKind::Relative | ClauseKind::Participle)
                && c.subject == Some(unit)
                && parse.units[c.verb].start > parse.units[unit].start
        });
        let objects = below.flat_map(|c| c.objects.iter().copied().chain([c.verb]));
        let more: Vec<usize> = hung.map(|p| p.unit).chain(objects).collect();
        for unit in more {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        at += 1;
    }
    let end = units.iter().map(|&u| parse.units[u].end).max().unwrap_or(0);
    // "the raid on Gao, where ten men were killed"
    let limit = parse.start + parse.tags.len();
    let aside = end + 1 < limit && scene.context.text.of(end) == ",";
    let there = parse
        .clauses
        .iter()
        .find(|c| aside && c.opener == Some(end + 1) && scene.word(end + 1) == special.where_);
    there.map_or(end, |c| c.end.max(end))
}

#[cfg(test)]
mod tests {
    use crate::event::Event;
    use crate::probe::assaults;

    fn told(event: &Event) -> [String; 3] {
        let who = |list: &[crate::event::Participant]| {
            let texts: Vec<&str> = list.iter().map(|p| p.text.as_str()).collect();
            texts.join("+")
        };
        let place = event.place.as_ref().map(|p| p.text.clone());
        [
            who(&event.actors),
            who(&event.recipients),
            place.unwrap_or_default(),
        ]
    }

    #[test]
    fn an_answer_is_a_deed_of_its_own() {
        for (text, one, other) in [
            (
                "Turkish jets bombed a camp in Sinjar in response to a bomb attack in Ankara that killed 28 people.",
                ["Turkish jets", "camp", "Sinjar"],
                ["", "28 people", "Ankara"],
            ),
            (
                "In retaliation for the raid on Gao, the army shelled a village near Menaka.",
                ["", "Gao", "Gao"],
                ["army", "village", "Menaka"],
            ),
            (
                "The army avenged the killing of two soldiers in Gao by shelling a village near Menaka.",
                ["", "two soldiers", "Gao"],
                ["army", "village", "Menaka"],
            ),
            (
                "The army killed ten militants in Mopti after five soldiers were killed in Gao.",
                ["army", "ten militants", "Mopti"],
                ["", "five soldiers", "Gao"],
            ),
        ] {
            let events: Vec<_> = assaults(text).iter().map(told).collect();
            assert_eq!(events, [one, other], "{text}");
        }
    }

    #[test]
    fn a_toll_is_no_deed_of_its_own() {
        for text in [
            "Ten people died after an attack on a market in Gao.",
            "Ten people were killed after gunmen attacked a market in Gao.",
            "Rebels killed ten people after storming a market in Gao.",
        ] {
            let events = assaults(text);
            assert_eq!(events.len(), 1, "{text}");
            assert_eq!(events[0].casualties.len(), 1, "{text}");
        }
    }

    #[test]
    fn what_was_done_before_keeps_its_day() {
        let events = assaults(
            "It was the worst raid since the bombing of Gao, where 90 people died on 11 April 2021.",
        );
        assert_eq!(events[0].recipients[0].text, "Gao");
        assert_eq!(events[0].casualties[0].text, "90 people");
    }
}
