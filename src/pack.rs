//! A pack: the rules and gazetteers that an analyst edits, compiled once into an [`Extractor`].

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use foldhash::fast::FixedState;

use crate::annotate::number::NumberWords;
use crate::annotate::time::TimeWords;
use crate::extract::{Compiler, ContextRule, Form2, Possessor, Program, Rule, Side, Topics};
use crate::gazetteer::Gazetteer;
use crate::group::Grammar;
use crate::lexicon::{Entry, LexiconId, Words, form};
use crate::rules::{self, Pos, RuleSet};
use crate::template::Node;

static RULES: include_dir::Dir<'_> = include_dir::include_dir!("$CARGO_MANIFEST_DIR/rules");
static GAZETTEERS: include_dir::Dir<'_> =
    include_dir::include_dir!("$CARGO_MANIFEST_DIR/gazetteers");

/// Rules and gazetteers, as texts.
#[derive(Clone, Debug, Default)]
pub struct Pack {
    files: Vec<(String, std::borrow::Cow<'static, str>)>,
}

/// A pack that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A folder that does not exist.
    #[error("{}: no such folder; `panj init DIR` writes one to start from", .0.display())]
    Missing(PathBuf),
    /// A file that cannot be read.
    #[error("{}: {}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
}

/// What is wrong with a pack's files, for people.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Diagnostics(pub String);

impl Pack {
    /// The pack that the program carries.
    pub fn embedded() -> Pack {
        let mut pack = Pack::default();
        pack.collect("rules", &RULES);
        pack.collect("gazetteers", &GAZETTEERS);
        pack.sort();
        pack
    }

    /// A pack from folders; the embedded part stands in for a folder that is not given.
    ///
    /// # Errors
    /// A folder that does not exist, a file that cannot be read or is not UTF-8.
    pub fn from_dirs(rules: Option<&Path>, gazetteers: Option<&Path>) -> Result<Pack, PackError> {
        let mut pack = Pack::default();
        for (name, dir, embedded) in [
            ("rules", rules, &RULES),
            ("gazetteers", gazetteers, &GAZETTEERS),
        ] {
            match dir {
                Some(dir) => pack.read(name, dir)?,
                None => pack.collect(name, embedded),
            }
        }
        pack.sort();
        Ok(pack)
    }

    /// The files by their path, which begins with `rules/` or `gazetteers/`.
    pub fn files(&self) -> impl Iterator<Item = (String, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.clone(), text.as_ref()))
    }

    fn sort(&mut self) {
        self.files.sort_by(|a, b| a.0.cmp(&b.0));
    }

    fn file(&self, path: &str) -> &str {
        self.files
            .iter()
            .find(|(p, _)| p == path)
            .map_or("", |(_, text)| text)
    }

    fn collect(&mut self, root: &str, dir: &'static include_dir::Dir<'static>) {
        for file in dir.files() {
            let path = format!("{root}/{}", file.path().display());
            self.files
                .push((path, file.contents_utf8().unwrap_or_default().into()));
        }
        for dir in dir.dirs() {
            self.collect(root, dir);
        }
    }

    fn read(&mut self, root: &str, dir: &Path) -> Result<(), PackError> {
        if !dir.is_dir() {
            return Err(PackError::Missing(dir.to_owned()));
        }
        let unreadable = |path: &Path, e| PackError::Unreadable(path.to_owned(), e);
        for entry in std::fs::read_dir(dir).map_err(|e| unreadable(dir, e))? {
            let path = entry.map_err(|e| unreadable(dir, e))?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if name.starts_with('.') {
                continue;
            }
            let inner = format!("{root}/{name}");
            if path.is_dir() {
                self.read(&inner, &path)?;
            } else if [".yaml", ".yml", ".tsv", ".md"]
                .iter()
                .any(|e| name.ends_with(e))
            {
                let text = std::fs::read_to_string(&path).map_err(|e| unreadable(&path, e))?;
                self.files.push((inner, text.into()));
            }
        }
        Ok(())
    }

    /// The rule files: everything in `rules/` but the word lists and the dates.
    pub fn rule_files(&self) -> Vec<(String, &str)> {
        self.files()
            .filter(|(path, _)| {
                path.starts_with("rules/")
                    && (path.ends_with(".yaml") || path.ends_with(".yml"))
                    && !path.ends_with("dates.yaml")
            })
            .collect()
    }
}

/// A compiled pack: built once, shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    pub(crate) words: Words,
    pub(crate) gazetteer: Gazetteer,
    pub(crate) grammar: Grammar,
    pub(crate) times: TimeWords,
    pub(crate) numbers: NumberWords,
    pub(crate) program: Program,
    pub(crate) rules: RuleSet,
    /// Lexicons that imply a mode: (type, mode, lexicon).
    pub(crate) implied: Vec<(String, String, LexiconId)>,
    /// Words that show a topic.
    pub(crate) topics: Topics,
}

impl Extractor {
    /// Compiles a pack.
    ///
    /// # Errors
    /// Every fault of every file, with file, line, column and what to do.
    pub fn new(pack: &Pack) -> Result<Extractor, Diagnostics> {
        let set = rules::load(&pack.rule_files()).map_err(|d| Diagnostics(d.to_string()))?;
        let mut words = Words::new(
            pack.file("rules/lexicons/english.tsv"),
            pack.file("rules/lexicons/irregular.tsv"),
        );
        let lexicons = lexicons(&set, &mut words);
        let mut names = pack
            .files
            .iter()
            .filter(|(path, _)| path.starts_with("gazetteers/"))
            .map(|(path, text)| (path.as_str(), text.as_ref()))
            .collect::<Vec<_>>();
        names.sort_by_key(|(path, _)| !path.ends_with("countries.tsv"));
        let gazetteer = Gazetteer::load(names.into_iter(), &mut words.vocabulary)
            .map_err(|e| Diagnostics(e.to_string()))?;
        let dates = pack.file("rules/dates.yaml");
        let fault = |e: String| Diagnostics(format!("rules/dates.yaml: {e}"));
        let times = TimeWords::compile(dates, &mut words.vocabulary).map_err(fault)?;
        let numbers = NumberWords::compile(dates, &mut words.vocabulary).map_err(fault)?;
        let compiled = compile(&set, &mut words, &lexicons);
        let contexts = contexts(&set, &mut words, &lexicons);
        let topics = topics(&set, &mut words);
        words.finish();
        let mut implied = Vec::new();
        for kind in &set.ontology.types {
            for mode in &kind.modes {
                for from in &mode.from {
                    if let Some(id) = words.lexicon(from.as_str()) {
                        implied.push((
                            kind.name.as_str().to_owned(),
                            mode.name.as_str().to_owned(),
                            id,
                        ));
                    }
                }
            }
        }
        let watched: Vec<LexiconId> = implied.iter().map(|(_, _, id)| *id).collect();
        let mut program = Program::new(compiled, contexts, &watched, &mut words);
        program.slots = declared(&set);
        let grammar = Grammar {
            report: words.lexicon("report"),
            hearsay: words.lexicon("allege-adverb"),
            measure: words.lexicon("measure"),
            doer: words.lexicon("doer"),
        };
        Ok(Extractor {
            words,
            gazetteer,
            grammar,
            times,
            numbers,
            program,
            rules: set,
            implied,
            topics,
        })
    }

    /// The places, groups and organisations that it knows.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// What a name may mean, the likeliest first, each with its score; entries of `country` (ISO
    /// alpha-3, or empty) gain.
    pub fn look_up(&self, name: &str, country: &str) -> Vec<(&crate::gazetteer::Entry, f64)> {
        let Some(found) = self.gazetteer.called(&self.words.vocabulary, name) else {
            return Vec::new();
        };
        let candidates = self.gazetteer.candidates(&found);
        crate::gazetteer::resolve::readings(&self.gazetteer, candidates, country)
            .into_iter()
            .map(|(id, score)| (self.gazetteer.entry(id), score))
            .collect()
    }

    /// The checked rules that it was built from.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The name of the gazetteer that takes in these words from the first on, if any.
    pub fn name(&self, words: &str) -> Option<String> {
        let tokens = crate::text::tokenize(words, &self.words.vocabulary);
        let text = crate::text::Text {
            source: words,
            tokens,
            sentences: Vec::new(),
        };
        let hit = self.gazetteer.at(&text, 0, text.tokens.len())?;
        Some(text.span(hit.tokens).to_owned())
    }
}

fn lexicons(set: &RuleSet, words: &mut Words) -> HashMap<String, LexiconId, FixedState> {
    let mut out: HashMap<String, LexiconId, FixedState> = HashMap::default();
    for lexicon in &set.lexicons {
        let name = lexicon.name.as_str().to_owned();
        let id = words.add_lexicon(Entry {
            name: name.clone(),
            kind: lexicon.kind.as_ref().map(|k| k.as_str().to_owned()),
            role: lexicon.role.as_ref().map(|r| r.as_str().to_owned()),
        });
        for (_, entry) in set.entries(&name) {
            let part = match entry.pos {
                Pos::Verb => form::VERB,
                Pos::Noun => form::NOUN,
                Pos::Adjective => form::ADJECTIVE,
                Pos::Adverb | Pos::Word => form::OTHER,
            };
            words.add_entry(id, &entry.lemma, part);
        }
        out.insert(name, id);
    }
    out
}

fn compile(
    set: &RuleSet,
    words: &mut Words,
    lexicons: &HashMap<String, LexiconId, FixedState>,
) -> Vec<Rule> {
    let slots = declared(set);
    let mut compiler = Compiler {
        words,
        lexicons,
        slots: &slots,
    };
    let template = |compiler: &mut Compiler, node: &Node| compiler.items(node).map(Form2::Template);
    set.rules
        .iter()
        .map(|rule| {
            let mut forms = Vec::new();
            for frame in &rule.frames {
                let node = &frame.template.node;
                match compiler.frame(node) {
                    Some(frame) => forms.push(Form2::Frame(frame)),
                    None => forms.extend(template(&mut compiler, node)),
                }
            }
            for line in &rule.templates {
                forms.extend(template(&mut compiler, &line.node));
            }
            let unless = rule
                .unless
                .iter()
                .filter_map(|u| {
                    let side = match u.side {
                        rules::Side::Before => Side::Before,
                        rules::Side::Inside => Side::Inside,
                        rules::Side::After => Side::After,
                    };
                    Some((side, compiler.items(&u.template.node)?))
                })
                .collect();
            let mut modes: Vec<String> = rule.mode.iter().map(|m| m.as_str().to_owned()).collect();
            modes.extend(rule.set.modes.iter().map(|m| m.as_str().to_owned()));
            Rule {
                id: rule.id.as_str().to_owned(),
                event: rule.event.as_str().to_owned(),
                modes,
                forms,
                nominal: rule
                    .nominal
                    .iter()
                    .map(|n| compiler.words.vocabulary.add(n))
                    .collect(),
                possessor: match rule.possessor {
                    rules::Possessor::Actors => Possessor::Actors,
                    rules::Possessor::Recipients => Possessor::Recipients,
                    rules::Possessor::None => Possessor::None,
                },
                voices: rule.voices.iter().map(|v| v.as_str().to_owned()).collect(),
                unless,
                status: rule.set.status,
                certainty: rule.set.certainty,
                claim: rule.set.claim,
                priority: rule.priority,
                dependent: rule.dependent,
            }
        })
        .collect()
}

/// The slots that the pack declares beyond those of the record, in order.
fn declared(set: &RuleSet) -> Vec<String> {
    set.slots
        .iter()
        .filter(|s| !s.built_in)
        .map(|s| s.name.clone())
        .collect()
}

fn contexts(
    set: &RuleSet,
    words: &mut Words,
    lexicons: &HashMap<String, LexiconId, FixedState>,
) -> Vec<ContextRule> {
    let mut compiler = Compiler {
        words,
        lexicons,
        slots: &[],
    };
    set.contexts
        .iter()
        .map(|context| ContextRule {
            id: context.id.as_str().to_owned(),
            side: match context.side {
                rules::Side::Before => Side::Before,
                rules::Side::Inside => Side::Inside,
                rules::Side::After => Side::After,
            },
            templates: context
                .templates
                .iter()
                .filter_map(|t| compiler.items(&t.node))
                .collect(),
            status: context.set.status,
            certainty: context.set.certainty,
            claim: context.set.claim,
        })
        .collect()
}

fn topics(set: &RuleSet, words: &mut Words) -> Topics {
    let mut out = Topics::default();
    for topic in &set.topics {
        let phrases = topic.words.iter().map(|w| {
            let parts = w.as_str().split_whitespace();
            parts.map(|p| words.vocabulary.add(p)).collect()
        });
        out.add(topic.name.as_str(), phrases);
    }
    out
}
