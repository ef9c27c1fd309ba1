//! Puts the files of a pack together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::check;
use super::decode::{Decode, Faults};
use super::file::{LexiconDef, OntologyFile, RuleFile};
use super::set::*;
use super::text::Text;
use super::yaml::{self, Kind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Reads the files of a pack, each a path and a text, in order.
///
/// A file with the key `types` is the ontology. On failure all faults of all files are returned;
/// what [`check`](super::check()) warns of does not count as failure.
pub fn load(files: &[(String, &str)]) -> Result<RuleSet, Diagnostics> {
    let (set, mut faults) = gather(files);
    if faults.has_errors() {
        faults.sort();
        Err(faults.only_errors())
    } else {
        Ok(set)
    }
}

/// Reads the files of a pack as far as they can be read, with all errors and warnings in order.
pub fn read(files: &[(String, &str)]) -> (RuleSet, Diagnostics) {
    let (set, mut faults) = gather(files);
    let garbled = |file: &Arc<str>| {
        faults
            .iter()
            .any(|d| matches!(d.code, Code::P002 | Code::P011 | Code::P045) && d.file == *file)
    };
    let (mut warnings, found) = (set.diagnostics(), check::check(&set));
    // A slot that is misspelt where it is filled, or a key, is reported as that.
    for warning in found
        .iter()
        .filter(|d| !matches!(d.code, Code::P041 | Code::P043) || !garbled(&d.file))
    {
        warnings.push(warning.clone());
    }
    faults.append(warnings);
    faults.sort();
    (set, faults)
}

/// The files of a pack put together, with their errors.
fn gather(files: &[(String, &str)]) -> (RuleSet, Diagnostics) {
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
    for ((path, source), parsed) in files.iter().zip(parse_all(files)) {
        let path: Arc<str> = path.as_str().into();
        loader.faults.add_source(&path, source);
        loader.set.files.push(SourceFile {
            path: path.clone(),
            source: (*source).into(),
        });
        if let Some(at) = garbled(source) {
            let fault = Diagnostic::new(Code::P001, &path, at..at + 1, GARBLED.into());
            loader.faults.push(fault);
        }
        match parsed {
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
    (set, faults)
}

/// What to say of a byte that is not UTF-8.
pub(crate) const GARBLED: &str = "this is not UTF-8; save the file in that encoding";

/// Where a text has the mark that stands for bytes that are not UTF-8.
pub(crate) fn garbled(text: &str) -> Option<usize> {
    text.find(char::REPLACEMENT_CHARACTER)
}

/// The files as YAML, in order, each or its fault. It is most of the work of a start, so that all
/// processors share it.
fn parse_all(files: &[(String, &str)]) -> Vec<Result<yaml::Value, Box<Diagnostic>>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    // The largest file bounds the time: each thread takes the next file that none has taken.
    let next = std::sync::atomic::AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some((path, source)) = files.get(at) else {
                return done;
            };
            done.push((at, yaml::parse(&path.as_str().into(), source)));
        }
    };
    let mut all = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(files.len()))
            .map(|_| scope.spawn(take))
            .collect();
        let mut all = take();
        for other in others {
            all.extend(other.join().unwrap_or_default());
        }
        all
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, parsed)| parsed).collect()
}

#[derive(Default)]
pub(super) struct Loader {
    pub set: RuleSet,
    pub faults: Diagnostics,
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
        let lexicons = &mut self.set.lexicons;
        let mut index: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, lexicon) in lexicons.iter().enumerate() {
            index.entry(&lexicon.name).or_insert(i);
        }
        let direct: Vec<Vec<usize>> = lexicons
            .iter()
            .map(|l| {
                l.include
                    .iter()
                    .filter_map(|n| index.get(n.as_str()).copied())
                    .collect()
            })
            .collect();
        let mut cyclic: Vec<usize> = Vec::new();
        for (start, lexicon) in lexicons.iter_mut().enumerate() {
            let mut found: Vec<usize> = Vec::new();
            let mut open: Vec<usize> = direct[start].iter().rev().copied().collect();
            while let Some(next) = open.pop() {
                if !found.contains(&next) {
                    found.push(next);
                    open.extend(direct[next].iter().rev());
                }
            }
            if found.contains(&start) {
                cyclic.push(start);
                found.retain(|&i| i != start);
            }
            lexicon.included = found;
        }
        for &start in &cyclic {
            // Told once, at the first lexicon of the cycle.
            let lexicon = &self.set.lexicons[start];
            let earlier = |&i: &usize| i < start && lexicon.included.contains(&i);
            let same = |i: usize| self.set.lexicons[i].included.contains(&start);
            if !cyclic.iter().copied().filter(earlier).any(same) {
                let text = lexicon.name.clone();
                self.fault(
                    Code::P015,
                    &text,
                    format!("the lexicon `{text}` includes itself"),
                );
            }
        }
    }

    /// Unfolds the macros in macros, to check them where they are written.
    fn macros(&mut self) {
        let macros = std::mem::take(&mut self.set.macros);
        let mut templates = std::mem::take(&mut self.set.macro_templates);
        for template in &mut templates {
            template.node = self.unfold(&template.written, &macros, &template.text);
        }
        self.set.macro_templates = templates;
        self.set.macros = macros;
    }
}
