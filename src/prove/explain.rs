//! Why a sentence gives the events that it gives.

use super::explanation::{Contest, Explained, Explanation, Fired, SlotText, Unit, Written};
use super::{Prover, miss};
use crate::Document;
use crate::event::Status;
use crate::extract::{Filler, Match, Scene, Slot, read};
use crate::group::UnitKind;
use crate::rules::RuleSet;

/// Slots that say when, where and who says so, not between whom.
const SETTING: &[&str] = &["place", "origin", "date", "attribution", "content"];

/// One rule's match among those of the same event type at the same words.
struct Candidate {
    rule: usize,
    found: Match,
    slots: Vec<SlotText>,
    note: Option<String>,
}

impl Prover {
    /// The units under the words of each sentence, the rules that fire there and why one wins; for a
    /// named rule also what keeps it from firing.
    pub fn explain(&mut self, document: &Document, rule: Option<usize>) -> Explanation {
        let relaxed = rule.map(|rule| miss::relaxed(self, rule));
        let interlinear = self.extractor.interlinear(document);
        let mut blocks = interlinear.split("\n\n");
        let mut sentences = Vec::new();
        self.extractor.each_scene(document, &mut |scene| {
            let groups = self.groups(scene);
            let misses = match (rule, &relaxed) {
                (Some(rule), Some(relaxed)) if !groups.iter().flatten().any(|c| c.rule == rule) => {
                    miss::describe(self, scene, rule, relaxed)
                }
                _ => None,
            };
            let parse = scene.parse;
            let all = parse.start..parse.start + parse.tags.len();
            sentences.push(Explained {
                text: one_line(scene.context.text.span(all)),
                units: units(scene),
                interlinear: blocks.next().unwrap_or_default().trim_end().to_owned(),
                fires: groups
                    .into_iter()
                    .filter_map(|group| self.contest(scene, group))
                    .collect(),
                misses,
            });
        });
        let events = self.extractor.extract(document).into_iter();
        let events: Vec<Written> = events
            .map(|event| Written {
                line: super::diff::line(&event),
                event: event.kind.clone(),
                rules: event.evidence.rules.clone(),
            })
            .collect();
        for contest in sentences.iter_mut().flat_map(|s| &mut s.fires) {
            let written = |rule: &Fired| events.iter().any(|e| e.rules.contains(&rule.rule));
            let told = |slot: &SlotText| !SETTING.contains(&slot.slot.as_str());
            let bare = |rule: &Fired| rule.note.is_none() && !rule.slots.iter().any(told);
            if !contest.rules.iter().any(written) && contest.rules.iter().all(bare) {
                contest.unwritten = Some("nobody and nothing is named as a side of it".to_owned());
            }
        }
        Explanation { sentences, events }
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
                let candidate = Candidate {
                    rule,
                    found,
                    slots,
                    note,
                };
                match same {
                    Some(group) => group.push(candidate),
                    None => groups.push(vec![candidate]),
                }
            }
        }
        for group in &mut groups {
            let rules = &self.extractor.program.rules;
            group.sort_by_key(|c| {
                (
                    std::cmp::Reverse((rules[c.rule].priority, c.found.slots.len())),
                    c.rule,
                )
            });
        }
        groups.sort_by_key(|group| group[0].found.anchor.token);
        groups
    }

    fn contest(&self, scene: &Scene, group: Vec<Candidate>) -> Option<Contest> {
        let rules = &self.extractor.program.rules;
        let best = group.first()?;
        let why = group.get(1).map(|second| {
            let (a, b) = (&rules[best.rule], &rules[second.rule]);
            if a.priority != b.priority {
                format!("its priority {} is above {}", a.priority, b.priority)
            } else if best.found.slots.len() != second.found.slots.len() {
                format!(
                    "it fills {} slots and the next fills {}",
                    best.found.slots.len(),
                    second.found.slots.len()
                )
            } else {
                "it stands first in the files; priority and number of slots are equal".to_owned()
            }
        });
        Some(Contest {
            event: rules[best.rule].event.clone(),
            at: scene.context.text.of(best.found.anchor.token).to_owned(),
            why,
            unwritten: None,
            rules: group
                .into_iter()
                .map(|c| Fired {
                    rule: rules[c.rule].id.clone(),
                    slots: c.slots,
                    note: c.note,
                })
                .collect(),
        })
    }
}

/// The units of a sentence.
fn units(scene: &Scene) -> Vec<Unit> {
    let parse = scene.parse;
    let mut out = Vec::new();
    for (number, unit) in parse.units.iter().enumerate() {
        let clause = parse.clauses.iter().find(|clause| clause.verb == number);
        out.push(Unit {
            text: one_line(scene.context.text.span(unit.start..unit.end)),
            unit: format!("{:?}", unit.kind).to_lowercase(),
            kind: (unit.kind == UnitKind::Noun).then(|| scene.meant(number).as_str().to_owned()),
            passive: clause.map(|clause| clause.passive),
        });
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The filled slots of a match, with their words.
fn slots(scene: &Scene, set: &RuleSet, found: &Match) -> Vec<SlotText> {
    let one = |(slot, filler): &(Slot, Filler)| SlotText {
        slot: slot_name(*slot, set),
        text: words(scene, *filler),
    };
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
    one_line(scene.context.text.span(range))
}

/// A slot as rules name it.
pub(super) fn slot_name(slot: Slot, set: &RuleSet) -> String {
    match slot {
        Slot::Other(number) => {
            let mut own = set.slots.iter().filter(|s| !s.built_in);
            own.nth(usize::from(number))
                .map_or_else(|| "_".to_owned(), |s| s.name.clone())
        }
        Slot::Discard => "_".to_owned(),
        slot => format!("{slot:?}").to_lowercase(),
    }
}
