//! What no example misses: parts of rules that could go without any example noticing.
//!
//! In come the rules of a pack; out go the templates, optional parts, alternatives and `unless`
//! without which every example holds that held before. Each is dropped by itself, and only in a copy.

use super::miss::{lexeme_name, shown};
use super::{Prover, example};
use crate::extract::{Form2, Item, Program, Rule, What};
use crate::lexicon::Words;
use crate::rules::RuleSet;

const WHOLE: &str = "the whole template";

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
            // The parts of a template that is not missed itself go without saying.
            let mut idle: Vec<usize> = Vec::new();
            for (form, part, mutant) in
                mutants(&whole, &self.extractor.rules, &self.extractor.words)
            {
                if form.is_some_and(|form| idle.contains(&form)) {
                    continue;
                }
                let program = Program::new(vec![mutant], Vec::new(), &mut self.extractor.words);
                let before = std::mem::replace(&mut self.alone[index], program);
                let noticed = rule.examples.iter().zip(&held).any(|(example, &held)| {
                    held && !example::prove(self, index, rule, example).holds()
                });
                self.alone[index] = before;
                if !noticed {
                    idle.extend(form.filter(|_| part == WHOLE));
                    let templates = rule
                        .frames
                        .iter()
                        .map(|f| &f.template)
                        .chain(&rule.templates);
                    let lines: Vec<usize> = templates.map(|template| template.line).collect();
                    let known = lines.len() == whole.forms.len();
                    let line = form.filter(|_| known).map_or(rule.line, |form| lines[form]);
                    out.push(Survivor {
                        rule: rule.id.as_str().to_owned(),
                        file: rule.file.to_string(),
                        line,
                        part,
                    });
                }
            }
        }
        out
    }
}

/// Copies of a rule that lack one part, each with the number of its form and the part.
fn mutants(whole: &Rule, set: &RuleSet, words: &Words) -> Vec<(Option<usize>, String, Rule)> {
    let mut out = Vec::new();
    for (number, (side, items)) in whole.unless.iter().enumerate() {
        let mut copy = whole.clone();
        copy.unless.remove(number);
        let side = format!("{side:?}").to_lowercase();
        out.push((
            None,
            format!("unless {side}: {}", line(items, set, words)),
            copy,
        ));
    }
    for (number, form) in whole.forms.iter().enumerate() {
        let mut copy = whole.clone();
        copy.forms.remove(number);
        out.push((Some(number), WHOLE.to_owned(), copy));
        let parts = match form {
            Form2::Template(items) => {
                let parts = without(items, set, words);
                parts
                    .into_iter()
                    .map(|(part, items)| (part, Form2::Template(items)))
                    .collect()
            }
            Form2::Frame(frame) => {
                let mut parts = Vec::new();
                let optional = frame
                    .arguments
                    .iter()
                    .enumerate()
                    .filter(|(_, a)| !a.required);
                for (at, argument) in optional {
                    let mut copy = frame.clone();
                    copy.arguments.remove(at);
                    let prepositions = argument.prepositions.iter();
                    let before: Vec<&str> = prepositions
                        .map(|word| words.vocabulary.text(*word))
                        .collect();
                    let what = match &argument.what {
                        What::Slot(spec) => shown(&Item::Slot(*spec), set, words),
                        What::Lexeme(lexeme) => lexeme_name(lexeme, words),
                    };
                    let part = format!("{} {what}", before.join("|"));
                    parts.push((format!("[{}]", part.trim()), Form2::Frame(copy)));
                }
                if frame
                    .complement
                    .as_ref()
                    .is_some_and(|complement| !complement.required)
                {
                    let mut copy = frame.clone();
                    copy.complement = None;
                    parts.push(("[the clause at the end]".to_owned(), Form2::Frame(copy)));
                }
                parts
            }
        };
        for (part, form) in parts {
            let mut copy = whole.clone();
            copy.forms[number] = form;
            out.push((Some(number), part, copy));
        }
    }
    out
}

/// Copies of a template that lack one optional part or one alternative, at any depth.
fn without(items: &[Item], set: &RuleSet, words: &Words) -> Vec<(String, Vec<Item>)> {
    let mut out = Vec::new();
    let mut put = |at: usize, part: String, item: Option<Item>| {
        let mut copy = items.to_vec();
        match item {
            Some(item) => copy[at] = item,
            None => {
                copy.remove(at);
            }
        }
        out.push((part, copy));
    };
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Optional(inner) => {
                put(at, shown(item, set, words), None);
                for (part, inner) in without(inner, set, words) {
                    put(at, part, Some(Item::Optional(inner)));
                }
            }
            Item::Either(parts) => {
                for (number, part) in parts.iter().enumerate() {
                    let mut rest = parts.clone();
                    rest.remove(number);
                    let name = format!("the alternative {}", line(part, set, words));
                    put(at, name, Some(Item::Either(rest)));
                    for (name, part) in without(part, set, words) {
                        let mut rest = parts.clone();
                        rest[number] = part;
                        put(at, name, Some(Item::Either(rest)));
                    }
                }
            }
            Item::AnyOrder(parts) => {
                for (number, part) in parts.iter().enumerate() {
                    for (name, part) in without(part, set, words) {
                        let mut rest = parts.clone();
                        rest[number] = part;
                        put(at, name, Some(Item::AnyOrder(rest)));
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
