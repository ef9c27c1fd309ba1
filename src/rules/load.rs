//! Puts the files of a pack together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::decode::{Decode, Faults};
use super::file::{ContextDef, LexiconDef, OntologyFile, RuleDef, RuleFile, SetDef, Voice};
use super::frame::frame_tree;
use super::set::*;
use super::text::Text;
use super::yaml::{self, Kind};
use super::{check, file::Possessor};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::template::{self, Example, Node, NodeKind, SyntaxError, SyntaxKind, examples};

/// Reads the files of a pack, each a path and a text, in order.
///
/// A file with the key `types` is the ontology. On failure all faults of all files are returned;
/// what [`check`](super::check) warns of does not count as failure.
pub fn load(files: &[(String, &str)]) -> Result<RuleSet, Diagnostics> {
    let (set, faults) = read(files);
    if faults.has_errors() {
        Err(faults)
    } else {
        Ok(set)
    }
}

/// Reads the files of a pack as far as they can be read, with all errors and warnings in order.
pub fn read(files: &[(String, &str)]) -> (RuleSet, Diagnostics) {
    let mut loader = Loader::default();
    for &(name, types) in BUILT_IN_SLOTS {
        let types = types.iter().map(|t| (*t).to_owned()).collect();
        loader.set.slots.push(SlotDef {
            name: name.to_owned(),
            types,
            built_in: true,
        });
    }
    let mut read = Vec::new();
    for (path, source) in files {
        let path: Arc<str> = path.as_str().into();
        loader.faults.add_source(&path, source);
        loader.set.files.push(SourceFile {
            path: path.clone(),
            source: (*source).into(),
        });
        match yaml::parse(&path, source) {
            Ok(value) => read.push((path, value)),
            Err(fault) => loader.faults.push(*fault),
        }
    }
    let mut rule_files = Vec::new();
    for (file, value) in &read {
        let mut faults = Faults {
            file: file.clone(),
            list: &mut loader.faults,
        };
        let ontology =
            matches!(&value.kind, Kind::Map(map) if map.iter().any(|(k, _)| k.as_str() == "types"));
        if ontology {
            if let Some(ontology) = OntologyFile::decode(value, &mut faults) {
                loader.set.ontology.extend(ontology);
            }
        } else if let Some(rules) = RuleFile::decode(value, &mut faults) {
            rule_files.push(rules);
        }
    }
    loader.files(rule_files);
    let Loader {
        set, mut faults, ..
    } = loader;
    check::names(&set, &mut faults);
    check::shape(&set, &mut faults);
    let garbled = |file: &Arc<str>| {
        faults
            .iter()
            .any(|d| matches!(d.code, Code::P011 | Code::P045) && d.file == *file)
    };
    let (mut warnings, found) = (set.diagnostics(), check::check(&set));
    // A slot that is misspelt where it is filled is reported as that.
    for warning in found
        .iter()
        .filter(|d| d.code != Code::P041 || !garbled(&d.file))
    {
        warnings.push(warning.clone());
    }
    faults.append(warnings);
    faults.sort();
    (set, faults)
}

#[derive(Default)]
struct Loader {
    set: RuleSet,
    faults: Diagnostics,
    /// Ids and names by family, to find those that occur twice.
    ids: BTreeMap<(&'static str, String), Text>,
}

impl Loader {
    fn files(&mut self, files: Vec<RuleFile>) {
        let mut rules = Vec::new();
        let mut contexts = Vec::new();
        let types = std::mem::take(&mut self.set.ontology.types);
        self.set.ontology.types = types
            .into_iter()
            .filter(|t| self.unique("event type", &t.name))
            .collect();
        for file in files {
            for (name, def) in file.lexicons.0 {
                self.unique("lexicon", &name);
                self.lexicon(name, def);
            }
            for (name, body) in file.macros.0 {
                if self.unique("macro", &name)
                    && let Some(node) = self.parse(&body)
                {
                    self.set.macros.insert(name.to_string(), node.clone());
                    let template = self.template(body, node.clone(), node);
                    self.set.macro_templates.push(template);
                }
            }
            for (name, def) in file.slots.0 {
                if self.unique("slot", &name) {
                    let types = def.types.iter().map(Text::to_string).collect();
                    let name = name.to_string();
                    self.set.slots.push(SlotDef {
                        name,
                        types,
                        built_in: false,
                    });
                }
            }
            for (name, def) in file.topics.0 {
                if self.unique("topic", &name) {
                    let (words, lexicons) = (def.words, def.lexicons);
                    self.set.topics.push(Topic {
                        name,
                        words,
                        lexicons,
                    });
                }
            }
            rules.extend(file.rules);
            contexts.extend(file.contexts);
        }
        self.include();
        self.macros();
        for def in rules {
            self.unique("rule", &def.id);
            self.rule(def);
        }
        for def in contexts {
            self.unique("context", &def.id);
            self.context(def);
        }
    }

    fn fault(&mut self, code: Code, text: &Text, message: String) {
        self.faults.push(Diagnostic::new(
            code,
            &text.file,
            text.span.clone(),
            message,
        ));
    }

    fn unique(&mut self, family: &'static str, name: &Text) -> bool {
        if family == "slot"
            && BUILT_IN_SLOTS
                .iter()
                .any(|(slot, _)| *slot == name.as_str())
        {
            self.fault(Code::P016, name, format!("the slot `{name}` is built in"));
            return false;
        }
        let key = (family, name.to_string());
        if let Some(first) = self.ids.get(&key) {
            let message = format!("a second {family} `{name}`");
            let fault = Diagnostic::new(Code::P016, &name.file, name.span.clone(), message);
            self.faults
                .push(fault.related(&first.file, first.span.clone(), "the first one"));
            return false;
        }
        self.ids.insert(key, name.clone());
        true
    }

    fn lexicon(&mut self, name: Text, def: LexiconDef) {
        let mut entries = Vec::new();
        let families = [
            (Pos::Verb, def.verbs),
            (Pos::Noun, def.nouns),
            (Pos::Adjective, def.adjectives),
            (Pos::Adverb, def.adverbs),
            (Pos::Word, def.words),
        ];
        for (pos, words) in families {
            for word in words {
                let lemma: Vec<&str> = word.split_whitespace().collect();
                entries.push(Entry {
                    lemma: lemma.join(" "),
                    pos,
                    span: word.span.clone(),
                });
            }
        }
        let LexiconDef {
            kind,
            role,
            include,
            ..
        } = def;
        self.set.lexicons.push(Lexicon {
            name,
            entries,
            kind,
            role,
            include,
            included: vec![],
        });
    }

    /// Resolves what each lexicon includes.
    fn include(&mut self) {
        let index: BTreeMap<String, usize> = self
            .set
            .lexicons
            .iter()
            .enumerate()
            .map(|(i, l)| (l.name.to_string(), i))
            .collect();
        let direct = |i: usize, set: &RuleSet| -> Vec<usize> {
            set.lexicons[i]
                .include
                .iter()
                .filter_map(|n| index.get(n.as_str()).copied())
                .collect()
        };
        for start in 0..self.set.lexicons.len() {
            let mut found = Vec::new();
            let mut open = direct(start, &self.set);
            open.reverse();
            while let Some(next) = open.pop() {
                if next != start && !found.contains(&next) {
                    found.push(next);
                    open.extend(direct(next, &self.set).into_iter().rev());
                } else if next == start {
                    // Told once, at the first lexicon of the cycle.
                    if found.iter().all(|&i| i > start) {
                        let lexicon = &self.set.lexicons[start];
                        let text = lexicon.name.clone();
                        let message = format!("the lexicon `{text}` includes itself");
                        self.fault(Code::P015, &text, message);
                    }
                    open.retain(|&i| i != start);
                }
            }
            self.set.lexicons[start].included = found;
        }
    }

    /// Unfolds the macros in macros.
    fn macros(&mut self) {
        let written = self.set.macros.clone();
        let templates = std::mem::take(&mut self.set.macro_templates);
        for mut template in templates {
            // Unfolds to itself, so that the argument stays open.
            let mut macros = written.clone();
            let hole = NodeKind::Macro {
                name: "_".into(),
                argument: None,
            };
            macros.insert(
                "_".into(),
                Node {
                    kind: hole,
                    span: 0..0,
                },
            );
            let node = template.written.clone();
            template.node = self.unfold(&node, &macros, &template.text);
            self.set.macro_templates.push(template);
        }
    }

    fn unfold(&mut self, node: &Node, macros: &template::Macros, text: &Text) -> Node {
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

    fn parse(&mut self, text: &Text) -> Option<Node> {
        match template::parse(text) {
            Ok(node) => Some(node),
            Err(errors) => {
                self.syntax(text, errors, Code::P020);
                None
            }
        }
    }

    fn template(&mut self, text: Text, node: Node, written: Node) -> Template {
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

    fn rule(&mut self, def: RuleDef) {
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
            match frame_tree(&template.node) {
                Ok(tree) => frames.push(Frame { template, tree }),
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

    fn context(&mut self, def: ContextDef) {
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
