//! Whether every name means something.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::template::NodeKind;

use super::super::ontology::TYPES;
use super::super::set::{RuleSet, Set, Template};
use super::super::text::Text;
use super::inside;

/// Reports names of lexicons, slots, types, events, modes, kinds and macros that do not exist.
pub(crate) fn names(set: &RuleSet, faults: &mut Diagnostics) {
    let mut names = Names { set, faults };
    for lexicon in &set.lexicons {
        for include in &lexicon.include {
            names.lexicon(include);
        }
        if let Some(kind) = &lexicon.kind {
            names.kind(kind);
        }
    }
    for topic in &set.topics {
        for lexicon in &topic.lexicons {
            names.lexicon(lexicon);
        }
    }
    for event in &set.ontology.types {
        for lexicon in event.modes.iter().flat_map(|mode| &mode.from) {
            names.lexicon(lexicon);
        }
    }
    for template in set.all_templates() {
        names.template(template, false);
    }
    for template in &set.macro_templates {
        names.template(template, true);
    }
    for rule in &set.rules {
        names.event(&rule.event, rule.mode.iter().chain(&rule.set.modes));
        names.set_values(&rule.set);
        names.examples(&rule.examples, rule.examples_text.as_ref());
    }
    for context in &set.contexts {
        names.set_values(&context.set);
        names.examples(&context.examples, context.examples_text.as_ref());
    }
}

struct Names<'a> {
    set: &'a RuleSet,
    faults: &'a mut Diagnostics,
}

/// How many names are listed where none is near.
const LISTED: usize = 40;

/// Adds the nearest name as the label; where none is near, what there is, or where to add one.
fn near<'a>(
    fault: Diagnostic,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    write: impl Fn(&str) -> String,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = nearest(name, known.iter().copied()) {
        return fault.label(format!("did you mean `{}`?", write(near)));
    }
    let list = || known[..known.len().min(LISTED)].join(" ");
    let hint = match fault.code {
        Code::P010 => {
            "add it under `lexicons` in any file, or write the word itself without braces".into()
        }
        Code::P011 => format!(
            "the slots are {}; a file may declare more under `slots`",
            list()
        ),
        Code::P012 => format!("the types are {}; the ontology may define more", list()),
        Code::P014 => "add it under `macros` in any file".into(),
        Code::P018 => format!("there are {}", list()),
        _ => return fault,
    };
    fault.hint(hint)
}

impl Names<'_> {
    fn fault(&self, code: Code, text: &Text, message: String) -> Diagnostic {
        Diagnostic::new(code, &text.file, text.span.clone(), message)
    }

    fn lexicon(&mut self, name: &Text) {
        if self.set.lexicon(name).is_none() {
            let fault = self.fault(Code::P010, name, format!("no lexicon named `{name}`"));
            let known = self.set.lexicons.iter().map(|l| l.name.as_str());
            self.faults.push(near(fault, name, known, str::to_owned));
        }
    }

    fn kind(&mut self, kind: &Text) {
        if !self.set.ontology.has_kind(kind) {
            let fault = self.fault(Code::P018, kind, format!("no kind named `{kind}`"));
            let known = self.set.ontology.all_kinds();
            self.faults.push(near(fault, kind, known, str::to_owned));
        }
    }

    fn event<'t>(&mut self, event: &Text, modes: impl Iterator<Item = &'t Text>) {
        let types = &self.set.ontology.types;
        if types.is_empty() {
            return;
        }
        let Some(def) = self.set.ontology.event_type(event) else {
            let fault = self.fault(Code::P012, event, format!("no event type named `{event}`"));
            let known = types.iter().map(|t| t.name.as_str());
            self.faults.push(near(fault, event, known, str::to_owned));
            return;
        };
        for mode in modes {
            if def.mode(mode).is_none() {
                let message = format!("`{event}` has no mode `{mode}`");
                let known: Vec<&str> = def.modes.iter().map(|m| m.name.as_str()).collect();
                let fault = self.fault(Code::P017, mode, message);
                let fault = near(fault, mode, known.iter().copied(), str::to_owned);
                let hint =
                    (!known.is_empty()).then(|| format!("its modes are {}", known.join(", ")));
                self.faults.push(fault.maybe_hint(hint));
            }
        }
    }

    fn set_values(&mut self, values: &Set) {
        if let Some(event) = &values.event {
            self.event(event, [].into_iter());
        }
    }

    fn template(&mut self, template: &Template, in_macro: bool) {
        let mut found = Vec::new();
        template.written.walk(&mut |node| match &node.kind {
            NodeKind::Lexeme { name, .. } if self.set.lexicon(name).is_none() => {
                let message = format!("no lexicon named `{name}`");
                let fault = inside(template, node.span.clone(), Code::P010, message);
                let known = self.set.lexicons.iter().map(|l| l.name.as_str());
                found.push(near(fault, name, known, |near| format!("{{{near}}}")));
            }
            NodeKind::Macro { name, .. } if name == "_" && !in_macro => {
                let message = "`@_` outside a macro".to_owned();
                let fault = inside(template, node.span.clone(), Code::P014, message);
                found.push(fault.hint("in a macro it stands for the argument of the call"));
            }
            NodeKind::Macro { name, .. } if name != "_" && !self.set.macros.contains_key(name) => {
                let message = format!("no macro named `{name}`");
                let fault = inside(template, node.span.clone(), Code::P014, message);
                let known = self.set.macros.keys().map(String::as_str);
                found.push(near(fault, name, known, |near| format!("@{near}")));
            }
            NodeKind::Slot { name, types } => {
                if let Some(name) = name
                    && self.set.slot(name).is_none()
                {
                    let message = format!("no slot named `{name}`");
                    let fault = inside(template, node.span.clone(), Code::P011, message);
                    let known = self.set.slots.iter().map(|s| s.name.as_str());
                    found.push(near(fault, name, known, |near| format!("<{near}>")));
                }
                for kind in types {
                    if !TYPES.contains(&kind.as_str()) && !self.set.ontology.has_kind(kind) {
                        let message = format!("no kind named `{kind}`");
                        let fault = inside(template, node.span.clone(), Code::P018, message);
                        let known = TYPES.iter().copied().chain(self.set.ontology.all_kinds());
                        found.push(near(fault, kind, known, str::to_owned));
                    }
                }
            }
            _ => {}
        });
        for fault in found {
            self.faults.push(fault);
        }
    }

    fn examples(&mut self, examples: &[crate::template::Example], text: Option<&Text>) {
        let Some(text) = text else { return };
        let mut check = |name: &str, span: std::ops::Range<usize>, more: &[&str]| {
            if self.set.slot(name).is_some() || more.contains(&name) {
                return;
            }
            let message = format!("no slot named `{name}`");
            let fault = Diagnostic::new(Code::P011, &text.file, text.locate(span), message);
            let known = self
                .set
                .slots
                .iter()
                .map(|s| s.name.as_str())
                .chain(more.iter().copied());
            self.faults.push(near(fault, name, known, str::to_owned));
        };
        for example in examples {
            for slot in &example.slots {
                check(
                    &slot.name,
                    slot.span.start + 1..slot.span.start + 1 + slot.name.len(),
                    &[],
                );
            }
            for assert in &example.asserts {
                let root = assert.path.split(['.', '[']).next().unwrap_or_default();
                let span = assert.span.start..assert.span.start + root.len();
                check(root, span, FIELDS);
            }
        }
    }
}

/// Fields of the event record that are no slots.
const FIELDS: &[&str] = &[
    "type",
    "modes",
    "contexts",
    "status",
    "casualties",
    "claim",
    "codes",
    "other",
    "evidence",
];
