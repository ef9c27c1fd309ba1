//! What the examples of a rule leave unproved, and templates that never win, as faults with a place.

use std::ops::Range;
use std::sync::Arc;

use super::example::Fault;
use super::mutate::Part;
use super::{Prover, example, shadow};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::extract::Program;
use crate::rules::{Phrases, Rule, Template, Writer};
use crate::template::{NodeKind, Sign, examples, print};

/// How many sentences are tried as witnesses.
const TURNS: usize = 24;

impl Prover {
    /// Examples that do not hold, optional parts and `unless` that no example needs, templates that
    /// an earlier one covers.
    pub fn faults(&mut self) -> Diagnostics {
        let mut faults = Diagnostics::default();
        for file in &self.extractor.rules.files {
            faults.add_source(&file.path, &file.source);
        }
        self.failing(&mut faults);
        self.unproved(&mut faults);
        self.shadowed(&mut faults);
        faults.sort();
        faults
    }

    fn failing(&mut self, faults: &mut Diagnostics) {
        let rules = self.extractor.rules.rules.clone();
        for (index, rule) in rules.iter().enumerate() {
            for example in &rule.examples {
                let proof = example::prove(self, index, rule, example);
                let Some(fault) = proof.faults.first() else {
                    continue;
                };
                let (message, hint) = told(fault, &rule.id);
                let (file, span) = match &rule.examples_text {
                    Some(text) => (&text.file, text.locate(example.span.clone())),
                    None => (&rule.file, rule.span.clone()),
                };
                faults.push(Diagnostic::new(Code::P040, file, span, message).hint(hint));
            }
        }
    }

    fn unproved(&mut self, faults: &mut Diagnostics) {
        for survivor in self.survivors() {
            let set = &self.extractor.rules;
            let Some(rule) = set.rule(&survivor.rule) else {
                continue;
            };
            match survivor.kind {
                Part::Optional => {
                    // A slot that no example fills at all is reported as that.
                    let proofs = rule.examples.iter().filter(|e| e.sign != Sign::Silent);
                    let filled: Vec<&str> = proofs
                        .flat_map(|example| &example.slots)
                        .map(|slot| slot.name.as_str())
                        .collect();
                    let known = survivor.slots.iter().all(|s| filled.contains(&s.as_str()));
                    let template = survivor.template.and_then(|at| template(rule, at));
                    if let Some((file, span)) = template
                        .filter(|_| known)
                        .map(|template| optional(template, &survivor.slots))
                    {
                        let message =
                            format!("no example of `{}` needs this optional part", rule.id);
                        let fault = Diagnostic::new(Code::P042, &file, span, message);
                        faults
                            .push(fault.hint("add an example whose sentence has it, or remove it"));
                    }
                }
                Part::Unless(number) => {
                    let Some(unless) = rule.unless.get(number) else {
                        continue;
                    };
                    let text = &unless.template.text;
                    let message = format!("no example of `{}` needs this `unless`", rule.id);
                    let fault = Diagnostic::new(Code::P044, &text.file, text.span.clone(), message);
                    faults
                        .push(fault.hint(
                            "add an example that would fire without it: `- …`, or remove it",
                        ));
                }
                Part::Template | Part::Alternative => {}
            }
        }
    }

    fn shadowed(&mut self, faults: &mut Diagnostics) {
        let set = self.extractor.rules.clone();
        let rules = self.extractor.program.rules.clone();
        let irregular = self.extractor.words.irregular().clone();
        let phrases = Phrases::new(&set, &irregular, []);
        for (number, rule) in set.rules.iter().enumerate() {
            let forms = rules.get(number).map_or(0, |rule| rule.patterns.len());
            for form in 0..forms {
                let at = (number, form);
                let Some(first) = shadow::across(&rules, at, &self.extractor) else {
                    continue;
                };
                let Some((here, there)) =
                    template(rule, form).zip(template(&set.rules[first.0], first.1))
                else {
                    continue;
                };
                // Equal templates are told apart from this.
                if print(&here.node) == print(&there.node) {
                    continue;
                }
                let writer = Writer {
                    set: &set,
                    irregular: &irregular,
                    phrases: &phrases,
                };
                let witness = (0..TURNS)
                    .filter_map(|turn| writer.write(&here.node, turn))
                    .find(|text| self.both(first, at, text));
                let Some(witness) = witness else { continue };
                let message = format!(
                    "whatever this template matches, an earlier one of `{}` matches",
                    set.rules[first.0].id
                );
                let span = here.text.span.clone();
                let fault = Diagnostic::new(Code::P032, &here.text.file, span, message);
                let span = there.text.span.clone();
                let fault = fault.related(&there.text.file, span, "it never wins over this one");
                faults.push(fault.hint(format!("for instance: {}", plain(&witness))));
            }
        }
    }

    /// Whether two templates, each by itself, find something in a sentence.
    fn both(&mut self, first: (usize, usize), second: (usize, usize), text: &str) -> bool {
        let document = super::sentence(&plain(text));
        [first, second].into_iter().all(|(rule, form)| {
            let Some(mut copy) = self.extractor.program.rules.get(rule).cloned() else {
                return false;
            };
            if form >= copy.patterns.len() {
                return false;
            }
            copy.patterns = vec![copy.patterns.swap_remove(form)];
            let watched = self.extractor.types.means().to_vec();
            let program = Program::new(vec![copy], Vec::new(), &watched, &mut self.extractor.words);
            let before = std::mem::replace(&mut self.alone[rule], program);
            let found = !self.alone(rule, &document).is_empty();
            self.alone[rule] = before;
            found
        })
    }
}

/// What is wrong with an example, and what to do about it.
fn told(fault: &Fault, rule: &str) -> (String, String) {
    let compare = format!("`panj rules test --rule {rule}` shows expected and found");
    match fault {
        Fault::Silent => (
            format!("`{rule}` does not fire in this example"),
            format!("`panj rules explain --rule {rule} \"…\"` shows what keeps it from firing"),
        ),
        Fault::Fired => (
            format!("`{rule}` fires in this example and must not"),
            "narrow a slot, or add an `unless`".to_owned(),
        ),
        Fault::Done => (
            "this example holds now".to_owned(),
            "make it a `+`".to_owned(),
        ),
        Fault::Missing(slot) => (
            format!("`{}` is not filled with “{}”", slot.slot, slot.text),
            compare,
        ),
        Fault::Extra(slot) => (
            format!("`{}` is filled with “{}”, unmarked", slot.slot, slot.text),
            compare,
        ),
        Fault::Value {
            path,
            expected,
            found,
        } => (format!("`{path}` is {found}, not {expected}"), compare),
    }
}

/// A template of a rule by number, those of frames first.
fn template(rule: &Rule, at: usize) -> Option<&Template> {
    match rule.frames.get(at) {
        Some(frame) => Some(&frame.template),
        None => rule.templates.get(at - rule.frames.len()),
    }
}

/// Where the optional part with these slots stands in a template.
fn optional(template: &Template, slots: &[String]) -> (Arc<str>, Range<usize>) {
    let mut place = None;
    template.written.walk(&mut |node| {
        if let NodeKind::Optional(inner) = &node.kind {
            let mut names = Vec::new();
            inner.walk(&mut |node| {
                if let NodeKind::Slot {
                    name: Some(name), ..
                } = &node.kind
                {
                    names.push(name.as_str());
                }
            });
            if names == slots && !names.is_empty() {
                place.get_or_insert(node.span.clone());
            }
        }
    });
    let text = &template.text;
    let span = place.map_or(text.span.clone(), |span| text.locate(span));
    (text.file.clone(), span)
}

/// A sentence without the brackets of its slots.
fn plain(marked: &str) -> String {
    let (parsed, _) = examples::parse(&format!("+ {marked}"));
    parsed
        .into_iter()
        .next()
        .map_or_else(String::new, |example| example.text)
}
