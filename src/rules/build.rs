//! Builds rules and contexts from their entries.
//!
//! In come the entries of rule files; out go rules whose templates are read and unfolded. It never
//! asks whether a lexicon or slot exists.

use super::file::{ContextDef, Possessor, RuleDef, SetDef, Voice};
use super::load::Loader;
use super::roles::frame_roles;
use super::set::*;
use super::text::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::template::{self, Example, Node, SyntaxError, SyntaxKind, examples};

impl Loader {
    pub(super) fn fault(&mut self, code: Code, text: &Text, message: String) {
        self.faults.push(Diagnostic::new(
            code,
            &text.file,
            text.span.clone(),
            message,
        ));
    }

    pub(super) fn unfold(&mut self, node: &Node, macros: &template::Macros, text: &Text) -> Node {
        match template::expand(node, macros) {
            Ok(node) => node,
            Err(errors) => {
                for error in errors {
                    let span = text.locate(error.span);
                    let (code, message) = match (error.cycle, error.large) {
                        (true, _) => (
                            Code::P015,
                            format!("the macro `@{}` contains itself", error.name),
                        ),
                        (_, true) => (Code::P025, "the macros unfold into too much".to_owned()),
                        // Reported by the check of names.
                        _ => continue,
                    };
                    self.faults
                        .push(Diagnostic::new(code, &text.file, span, message));
                }
                node.clone()
            }
        }
    }

    fn syntax(&mut self, text: &Text, errors: Vec<SyntaxError>, code: Code) {
        for error in errors {
            let code = match error.kind {
                SyntaxKind::Syntax => code,
                SyntaxKind::Form => Code::P013,
                SyntaxKind::Mixed => Code::P026,
            };
            let span = text.locate(error.span);
            let fault = Diagnostic::new(code, &text.file, span, error.message);
            self.faults.push(fault.maybe_hint(error.hint));
        }
    }

    pub(super) fn parse(&mut self, text: &Text) -> Option<Node> {
        match template::parse(text) {
            Ok(node) => Some(node),
            Err(errors) => {
                self.syntax(text, errors, Code::P020);
                None
            }
        }
    }

    pub(super) fn template(&mut self, text: Text, node: Node, written: Node) -> Template {
        let (line, column) = self.faults.position(&text.file, text.span.start);
        Template {
            node,
            written,
            text,
            line,
            column,
        }
    }

    /// The templates of a block, one a line.
    fn templates(&mut self, block: &Text) -> Vec<Template> {
        let lines = block.lines();
        if lines.is_empty() {
            self.fault(Code::P020, block, "an empty template".to_owned());
        }
        let mut out = Vec::new();
        for line in lines {
            if let Some(written) = self.parse(&line) {
                let macros = std::mem::take(&mut self.set.macros);
                let node = self.unfold(&written, &macros, &line);
                self.set.macros = macros;
                out.push(self.template(line, node, written));
            }
        }
        out
    }

    fn examples(&mut self, block: &Option<Text>) -> Vec<Example> {
        let Some(block) = block else {
            return Vec::new();
        };
        let (examples, errors) = examples::parse(block);
        self.syntax(block, errors, Code::P045);
        examples
    }

    pub(super) fn rule(&mut self, def: RuleDef) {
        if def.frame.is_none() && def.r#match.is_none() {
            let message = format!("the rule `{}` has neither `frame` nor `match`", def.id);
            self.fault(Code::P004, &def.id, message);
        }
        let mut frames = Vec::new();
        for template in def
            .frame
            .as_ref()
            .map_or(Vec::new(), |block| self.templates(block))
        {
            match frame_roles(&template.node) {
                Ok(roles) => frames.push(Frame { template, roles }),
                Err(errors) => {
                    for error in errors {
                        let span = template.text.locate(error.span);
                        let file = &template.text.file;
                        let fault = Diagnostic::new(error.code, file, span, error.message);
                        self.faults.push(fault.maybe_hint(error.hint));
                    }
                }
            }
        }
        let templates = def
            .r#match
            .as_ref()
            .map_or(Vec::new(), |block| self.templates(block));
        let mut unless = Vec::new();
        for def in def.unless {
            for (side, text) in [
                (Side::Before, def.before),
                (Side::Inside, def.inside),
                (Side::After, def.after),
            ] {
                for template in text.map_or(Vec::new(), |text| self.templates(&text)) {
                    unless.push(Unless { side, template });
                }
            }
        }
        let (event, mode) = match def.event.find('/') {
            Some(at) => {
                let mode = def.event.slice(at + 1..def.event.len());
                (def.event.slice(0..at), Some(mode))
            }
            None => (def.event, None),
        };
        let nominal = def
            .nominal
            .as_ref()
            .map_or("on|against|of", |text| text.as_str());
        let words = nominal
            .split('|')
            .map(str::trim)
            .filter(|word| !word.is_empty());
        let rule = Rule {
            nominal: words.map(str::to_owned).collect(),
            event,
            mode,
            frames,
            templates,
            voices: def.voices.unwrap_or_else(|| Voice::ALL.to_vec()),
            possessor: def.possessor.unwrap_or(Possessor::Actors),
            unless,
            set: def.set.map_or_else(Set::default, set),
            priority: def.priority.unwrap_or(0),
            dependent: def.dependent.unwrap_or(false),
            agent: def.agent.unwrap_or(false),
            since: def.since.map(|text| text.to_string()),
            note: def.note.map(|text| text.to_string()),
            see: def.see.iter().map(Text::to_string).collect(),
            examples: self.examples(&def.examples),
            examples_text: def.examples,
            file: def.id.file.clone(),
            span: def.id.span.clone(),
            line: self.faults.position(&def.id.file, def.id.span.start).0,
            id: def.id,
        };
        self.set.rules.push(rule);
    }

    pub(super) fn context(&mut self, def: ContextDef) {
        let examples = self.examples(&def.examples);
        let sides = [
            (Side::Before, def.before),
            (Side::After, def.after),
            (Side::Inside, def.inside),
        ];
        let mut sides = sides
            .into_iter()
            .filter_map(|(side, text)| Some((side, text?)));
        let Some((side, text)) = sides.next() else {
            let message = format!(
                "the context `{}` has none of `before`, `after`, `inside`",
                def.id
            );
            self.fault(Code::P004, &def.id, message);
            return;
        };
        if let Some((_, second)) = sides.next() {
            let message = "a context stands on one side only".to_owned();
            let fault = Diagnostic::new(Code::P003, &second.file, second.span.clone(), message);
            self.faults.push(
                fault
                    .related(&text.file, text.span.clone(), "the other side")
                    .hint("write a second context"),
            );
        }
        let templates = self.templates(&text);
        self.set.contexts.push(Context {
            id: def.id,
            set: set(def.set),
            side,
            templates,
            note: def.note.map(|text| text.to_string()),
            examples,
            examples_text: def.examples,
        });
    }
}

fn set(def: SetDef) -> Set {
    Set {
        status: def.status,
        modes: def.modes,
        certainty: def.certainty,
        event: def.r#type,
        contexts: def.contexts,
        claim: def.claim,
        attribution: def.attribution,
    }
}
