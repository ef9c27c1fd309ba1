//! What no example misses: parts of rules that could go without any example noticing.
//!
//! In come the rules of a pack; out go the templates, optional parts, alternatives and `unless`
//! without which every example holds that held before. Each is dropped by itself, and only in a copy.
//!
//! Only parts that bring information count. Optional and alternative words that fill no slot are
//! wording, as the words of a lexicon are, and a template that an earlier one covers is reported by
//! `rules check`: no example could ever miss it.

use super::explain::slot_name;
use super::miss::{lexeme_name, shown};
use super::{Prover, example, shadow};
use crate::extract::{Item, Pattern, Program, RolePattern, Rule, Slot, What};
use crate::lexicon::Words;
use crate::rules::RuleSet;

/// A part of a rule that no example misses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survivor {
    /// The rule.
    pub rule: String,
    /// Path of its file.
    pub file: String,
    /// Line of the part's template, or of the rule.
    pub line: usize,
    /// The part.
    pub part: String,
    /// What kind of part it is.
    pub kind: Part,
    /// Its template by number, those of frames first.
    pub template: Option<usize>,
    /// The slots that only it fills there.
    pub slots: Vec<String>,
}

/// What can be dropped from a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A whole template.
    Template,
    /// An optional part.
    Optional,
    /// An alternative.
    Alternative,
    /// An `unless`, by number.
    Unless(usize),
}

/// A rule without one part.
struct Mutant {
    template: Option<usize>,
    kind: Part,
    part: String,
    slots: Vec<String>,
    rule: Rule,
}

impl Prover {
    /// Drops each part of each rule in turn and tries the rule's examples again.
    pub fn survivors(&mut self) -> Vec<Survivor> {
        let rules = self.extractor.rules.rules.clone();
        let mut out = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            let held: Vec<bool> = rule
                .examples
                .iter()
                .map(|example| example::prove(self, index, rule, example).holds())
                .collect();
            let Some(whole) = self.extractor.program.rules.get(index).cloned() else {
                continue;
            };
            let templates = rule.frames.iter().map(|f| &f.template);
            let lines: Vec<usize> = templates
                .chain(&rule.templates)
                .map(|template| template.line)
                .collect();
            let known = lines.len() == whole.patterns.len();
            // The parts of a template that is not missed itself go without saying.
            let mut idle: Vec<usize> = Vec::new();
            let watched = self.extractor.types.means().to_vec();
            for mutant in mutants(&whole, &self.extractor.rules, &self.extractor.words) {
                if mutant.template.is_some_and(|form| idle.contains(&form)) {
                    continue;
                }
                let program = Program::new(
                    vec![mutant.rule],
                    Vec::new(),
                    &watched,
                    &mut self.extractor.words,
                );
                let before = std::mem::replace(&mut self.alone[index], program);
                let noticed = rule.examples.iter().zip(&held).any(|(example, &held)| {
                    held && !example::prove(self, index, rule, example).holds()
                });
                self.alone[index] = before;
                if noticed {
                    continue;
                }
                if mutant.kind == Part::Template {
                    idle.extend(mutant.template);
                    let covered = |at: usize| shadow::within(&whole, at, &self.extractor).is_some();
                    if mutant.template.is_some_and(covered) {
                        continue;
                    }
                }
                let line = mutant.template.filter(|_| known);
                out.push(Survivor {
                    rule: rule.id.as_str().to_owned(),
                    file: rule.file.to_string(),
                    line: line.map_or(rule.line, |form| lines[form]),
                    part: mutant.part,
                    kind: mutant.kind,
                    template: mutant.template,
                    slots: mutant.slots,
                });
            }
        }
        out
    }
}

/// Copies of a rule that lack one part.
fn mutants(whole: &Rule, set: &RuleSet, words: &Words) -> Vec<Mutant> {
    let mut out = Vec::new();
    for (number, (side, items)) in whole.unless.iter().enumerate() {
        let mut rule = whole.clone();
        rule.unless.remove(number);
        let side = format!("{side:?}").to_lowercase();
        out.push(Mutant {
            template: None,
            kind: Part::Unless(number),
            part: format!("unless {side}: {}", line(items, set, words)),
            slots: Vec::new(),
            rule,
        });
    }
    for (number, form) in whole.patterns.iter().enumerate() {
        let mut rule = whole.clone();
        rule.patterns.remove(number);
        out.push(Mutant {
            template: Some(number),
            kind: Part::Template,
            part: "the whole template".to_owned(),
            slots: Vec::new(),
            rule,
        });
        let parts = match form {
            Pattern::Words(items) => {
                let parts = without(items, set, words).into_iter();
                parts
                    .map(|(kind, part, slots, items)| (kind, part, slots, Pattern::Words(items)))
                    .collect()
            }
            Pattern::Roles(frame) => arguments(frame, set, words),
        };
        for (kind, part, slots, form) in parts {
            let mut rule = whole.clone();
            rule.patterns[number] = form;
            let slots = slots.into_iter().map(|slot| slot_name(slot, set));
            out.push(Mutant {
                template: Some(number),
                kind,
                part,
                slots: slots.collect(),
                rule,
            });
        }
    }
    out
}

/// A part, how it is shown, the slots that it fills, and what is left without it.
type Without<T> = (Part, String, Vec<Slot>, T);

/// Copies of a frame that lack one optional argument.
fn arguments(frame: &RolePattern, set: &RuleSet, words: &Words) -> Vec<Without<Pattern>> {
    let mut parts = Vec::new();
    for (at, argument) in frame.arguments.iter().enumerate() {
        if argument.required {
            continue;
        }
        let mut copy = frame.clone();
        copy.arguments.remove(at);
        let prepositions = argument.prepositions.iter();
        let before: Vec<&str> = prepositions
            .map(|word| words.vocabulary.text(*word))
            .collect();
        let (what, slots) = match &argument.what {
            What::Slot(spec) => (shown(&Item::Slot(*spec), set, words), vec![spec.slot]),
            What::Lexeme(lexeme) => (lexeme_name(lexeme, words), Vec::new()),
        };
        let part = format!("{} {what}", before.join("|"));
        let part = format!("[{}]", part.trim());
        parts.push((Part::Optional, part, slots, Pattern::Roles(copy)));
    }
    if let Some(complement) = frame.complement.as_ref().filter(|c| !c.required) {
        let mut copy = frame.clone();
        copy.complement = None;
        let slots = complement.slot.iter().map(|spec| spec.slot).collect();
        let part = "[the clause at the end]".to_owned();
        parts.push((Part::Optional, part, slots, Pattern::Roles(copy)));
    }
    parts
}

/// The slots that a part fills.
fn fills(items: &[Item]) -> Vec<Slot> {
    let mut out = Vec::new();
    for item in items {
        match item {
            Item::Slot(spec) => out.push(spec.slot),
            Item::Optional(inner) => out.extend(fills(inner)),
            Item::Either(parts) | Item::AnyOrder(parts) => {
                out.extend(parts.iter().flat_map(|part| fills(part)));
            }
            _ => {}
        }
    }
    out
}

/// Copies of a template that lack one optional part or one alternative, at any depth.
fn without(items: &[Item], set: &RuleSet, words: &Words) -> Vec<Without<Vec<Item>>> {
    let mut out = Vec::new();
    let mut put = |at: usize, kind: Part, part: String, slots: Vec<Slot>, item: Option<Item>| {
        let mut copy = items.to_vec();
        match item {
            Some(item) => copy[at] = item,
            None => {
                copy.remove(at);
            }
        }
        out.push((kind, part, slots, copy));
    };
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Optional(inner) => {
                let slots = fills(inner);
                if !slots.is_empty() {
                    put(at, Part::Optional, shown(item, set, words), slots, None);
                }
                for (kind, part, slots, inner) in without(inner, set, words) {
                    put(at, kind, part, slots, Some(Item::Optional(inner)));
                }
            }
            Item::Either(parts) => {
                let bare = parts.iter().all(|part| fills(part).is_empty());
                for (number, part) in parts.iter().enumerate() {
                    if !bare {
                        let mut rest = parts.clone();
                        rest.remove(number);
                        let name = format!("the alternative {}", line(part, set, words));
                        let item = Some(Item::Either(rest));
                        put(at, Part::Alternative, name, fills(part), item);
                    }
                    for (kind, name, slots, part) in without(part, set, words) {
                        let mut rest = parts.clone();
                        rest[number] = part;
                        put(at, kind, name, slots, Some(Item::Either(rest)));
                    }
                }
            }
            Item::AnyOrder(parts) => {
                for (number, part) in parts.iter().enumerate() {
                    for (kind, name, slots, part) in without(part, set, words) {
                        let mut rest = parts.clone();
                        rest[number] = part;
                        put(at, kind, name, slots, Some(Item::AnyOrder(rest)));
                    }
                }
            }
            _ => {}
        }
    }
    out
}

fn line(items: &[Item], set: &RuleSet, words: &Words) -> String {
    items
        .iter()
        .map(|item| shown(item, set, words))
        .collect::<Vec<_>>()
        .join(" ")
}
