//! Why a sentence gives the events that it gives.

use std::fmt::Write;

use super::{Prover, miss};
use crate::Document;
use crate::event::Status;
use crate::extract::{Filler, Match, Scene, Slot, read};
use crate::rules::RuleSet;

/// One rule's match among those of the same event type at the same words.
struct Candidate {
    rule: usize,
    found: Match,
    slots: Vec<String>,
    note: Option<String>,
}

impl Prover {
    /// The units under the words of each sentence, the rules that fire there and why one wins; for a
    /// named rule also what keeps it from firing.
    pub fn explain(&mut self, document: &Document, rule: Option<usize>) -> String {
        let relaxed = rule.map(|rule| miss::relaxed(self, rule));
        let interlinear = self.extractor.interlinear(document);
        let mut blocks = interlinear.split("\n\n");
        let mut out = String::new();
        self.extractor.each_scene(document, &mut |scene| {
            let _ = writeln!(out, "{}\n", blocks.next().unwrap_or_default().trim_end());
            let groups = self.groups(scene);
            if groups.is_empty() {
                out.push_str("no rule fires\n");
            }
            for group in &groups {
                self.describe(scene, group, &mut out);
            }
            if let (Some(rule), Some(relaxed)) = (rule, &relaxed)
                && !groups.iter().flatten().any(|c| c.rule == rule)
            {
                out.push_str(&miss::describe(self, scene, rule, relaxed));
            }
            out.push('\n');
        });
        let events = self.extractor.extract(document);
        for event in &events {
            let _ = writeln!(out, "event  {}  [{}]", super::diff::line(event), event.evidence.rules.join(", "));
        }
        if events.is_empty() {
            out.push_str("no event\n");
        }
        out
    }

    /// The matches of each rule by itself, put together by event type and anchor, the best first.
    fn groups(&self, scene: &Scene) -> Vec<Vec<Candidate>> {
        let mut groups: Vec<Vec<Candidate>> = Vec::new();
        for (rule, program) in self.alone.iter().enumerate() {
            for found in program.matches(scene) {
                let reading = read(scene, &program.special, &found);
                let note = match reading.status {
                    Status::Occurred => None,
                    status @ (Status::Hypothetical | Status::Negated) => {
                        Some(format!("{status:?}, so no event is written").to_lowercase())
                    }
                    status => Some(format!("{status:?}").to_lowercase()),
                };
                let slots = slots(scene, &self.extractor.rules, &found);
                let event = &self.extractor.program.rules[rule].event;
                let same = groups.iter_mut().find(|group| {
                    let first = &group[0];
                    self.extractor.program.rules[first.rule].event == *event
                        && (first.found.anchor.token == found.anchor.token
                            || first.found.anchor.unit == found.anchor.unit)
                });
                let candidate = Candidate { rule, found, slots, note };
                match same {
                    Some(group) => group.push(candidate),
                    None => groups.push(vec![candidate]),
                }
            }
        }
        for group in &mut groups {
            let rules = &self.extractor.program.rules;
            group.sort_by_key(|c| {
                (std::cmp::Reverse((rules[c.rule].priority, c.found.slots.len())), c.rule)
            });
        }
        groups.sort_by_key(|group| group[0].found.anchor.token);
        groups
    }

    fn describe(&self, scene: &Scene, group: &[Candidate], out: &mut String) {
        let rules = &self.extractor.program.rules;
        let Some(best) = group.first() else { return };
        let _ = writeln!(out, "{} at “{}”", rules[best.rule].event, scene.context.text.of(best.found.anchor.token));
        let width = group.iter().map(|c| rules[c.rule].id.len()).max().unwrap_or(0);
        for (number, c) in group.iter().enumerate() {
            let mark = if number == 0 { '>' } else { ' ' };
            let id = &rules[c.rule].id;
            let _ = write!(out, "  {mark} {id:<width$}  {}", c.slots.join("  "));
            if let Some(note) = &c.note {
                let _ = write!(out, "  ({note})");
            }
            out.push('\n');
        }
        if let Some(second) = group.get(1) {
            let (a, b) = (&rules[best.rule], &rules[second.rule]);
            let why = if a.priority != b.priority {
                format!("its priority {} is above {}", a.priority, b.priority)
            } else if best.found.slots.len() != second.found.slots.len() {
                format!("it fills {} slots and the next fills {}", best.found.slots.len(), second.found.slots.len())
            } else {
                "it stands first in the files; priority and number of slots are equal".to_owned()
            };
            let _ = writeln!(out, "    {} wins: {why}", a.id);
        }
    }
}

/// The filled slots of a match, with their words.
fn slots(scene: &Scene, set: &RuleSet, found: &Match) -> Vec<String> {
    let one = |(slot, filler): &(Slot, Filler)| format!("{}: {}", slot_name(*slot, set), words(scene, *filler));
    found.slots.iter().map(one).collect()
}

/// The words of a filler.
pub(super) fn words(scene: &Scene, filler: Filler) -> String {
    let range = match filler {
        Filler::Unit(unit) => scene.extent(unit),
        Filler::Tokens(start, end) => start..end,
    };
    if range.is_empty() {
        return String::new();
    }
    scene.context.text.span(range).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A slot as rules name it.
pub(super) fn slot_name(slot: Slot, set: &RuleSet) -> String {
    match slot {
        Slot::Other(number) => {
            let mut own = set.slots.iter().filter(|s| !s.built_in);
            own.nth(usize::from(number)).map_or_else(|| "_".to_owned(), |s| s.name.clone())
        }
        Slot::Discard => "_".to_owned(),
        slot => format!("{slot:?}").to_lowercase(),
    }
}
