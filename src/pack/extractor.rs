//! A compiled pack, and how one is made: from the files of a pack, or from its compiled form on disk.

use std::path::Path;
use std::sync::LazyLock;

use super::compile::{compile, contexts, declared, lexicons, topics};
use super::types::EventTypes;
use super::{Diagnostics, Pack};
use crate::annotate;
use crate::annotate::number::NumberWords;
use crate::annotate::time::TimeWords;
use crate::cache::{self, Key};
use crate::extract::{Program, Topics};
use crate::gazetteer::Gazetteer;
use crate::group::Grammar;
use crate::lexicon::Words;
use crate::rules::{self, RuleSet};
use crate::text::Vocabulary;

/// A compiled pack: built once, shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    pub(crate) words: Words,
    pub(crate) gazetteer: Gazetteer,
    pub(crate) grammar: Grammar,
    pub(crate) times: TimeWords,
    pub(crate) numbers: NumberWords,
    pub(crate) program: Program,
    /// The checked rules; from a compiled pack they are read when they are first asked for.
    pub(crate) rules: Rules,
    /// Event types with their modes and codes.
    pub(crate) types: EventTypes,
    /// Words that show a topic.
    pub(crate) topics: Topics,
}

type Rules = LazyLock<RuleSet, Box<dyn FnOnce() -> RuleSet + Send + Sync>>;

fn known(set: RuleSet) -> Rules {
    let rules = Rules::new(Box::new(move || set));
    LazyLock::force(&rules);
    rules
}

impl Extractor {
    /// Compiles a pack.
    ///
    /// # Errors
    /// Every fault of every file, with file, line, column and what to do.
    pub fn new(pack: &Pack) -> Result<Extractor, Diagnostics> {
        // Rules on the one hand, general English and names on the other know nothing of each other:
        // two threads read them.
        let (set, beside) = std::thread::scope(|scope| {
            let files = pack.rule_files();
            let rules = scope.spawn(move || rules::load(&files));
            let beside = Known::read(pack);
            let rules = rules.join();
            let rules = rules.unwrap_or_else(|e| std::panic::resume_unwind(e));
            (rules, beside)
        });
        let set = set.map_err(|d| Diagnostics(d.to_string()))?;
        let Known {
            mut words,
            times,
            numbers,
            gazetteer,
        } = beside?;
        let lexicons = lexicons(&set, &mut words);
        let compiled = compile(&set, &mut words, &lexicons);
        let contexts = contexts(&set, &mut words, &lexicons);
        let topics = topics(&set, &mut words);
        words.finish();
        let types = EventTypes::new(&set.ontology, &words);
        let mut program = Program::new(compiled, contexts, types.means(), &mut words);
        program.slots = declared(&set);
        let grammar = Grammar {
            ground: words.lexicon("ground"),
            prosecution: words.lexicon("prosecution"),
            transitive: words.lexicon("transitive"),
            measure: words.lexicon("measure"),
            doer: words.lexicon("doer"),
            report: words.lexicon("report"),
            hearsay: words.lexicon("allege-adverb"),
        };
        Ok(Extractor {
            words,
            gazetteer,
            grammar,
            times,
            numbers,
            program,
            rules: known(set),
            types,
            topics,
        })
    }

    /// Reads the compiled form of a pack from a folder, or compiles the pack and leaves its compiled
    /// form there for the next time. What it makes of a document is the same either way.
    ///
    /// A file of the folder is used only if it was written by the same version for the same contents
    /// of the pack and is undamaged. The folder may be deleted at any time and shared by processes;
    /// where it cannot be read or written, the pack is compiled, and nothing is said.
    ///
    /// # Errors
    /// Every fault of every file, with file, line, column and what to do.
    pub fn cached(pack: &Pack, folder: &Path) -> Result<Extractor, Diagnostics> {
        let key = Key::new(pack.files.iter().map(|(p, t)| (p.as_str(), t.as_ref())));
        if let Some((words, mut gazetteer, grammar, times, numbers, program, types, topics)) =
            cache::read::<(_, Gazetteer, _, _, _, _, _, _)>(folder, key)
        {
            gazetteer.open();
            let rules = Pack {
                files: pack
                    .files
                    .iter()
                    .filter(|(path, _)| path.starts_with("rules/"))
                    .cloned()
                    .collect(),
            };
            return Ok(Extractor {
                words,
                gazetteer,
                grammar,
                times,
                numbers,
                program,
                // These files have been compiled before: they have no faults.
                rules: Rules::new(Box::new(move || {
                    rules::load(&rules.rule_files()).unwrap_or_default()
                })),
                types,
                topics,
            });
        }
        let extractor = Extractor::new(pack)?;
        let Extractor {
            words,
            gazetteer,
            grammar,
            times,
            numbers,
            program,
            rules: _,
            types,
            topics,
        } = &extractor;
        let parts = (
            words, gazetteer, grammar, times, numbers, program, types, topics,
        );
        cache::write(folder, key, &parts);
        Ok(extractor)
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

/// What a pack knows beside its rules.
struct Known {
    words: Words,
    times: TimeWords,
    numbers: NumberWords,
    gazetteer: Gazetteer,
}

impl Known {
    fn read(pack: &Pack) -> Result<Known, Diagnostics> {
        let fault = |e: String| Diagnostics(format!("rules/dates.yaml: {e}"));
        let mut vocabulary = Vocabulary::default();
        let dates = pack.file("rules/dates.yaml");
        let (times, numbers) = annotate::words(dates, &mut vocabulary).map_err(fault)?;
        let mut words = Words::new(
            vocabulary,
            pack.file("rules/lexicons/english.tsv"),
            pack.file("rules/lexicons/irregular.tsv"),
        );
        let mut names = pack
            .files
            .iter()
            .filter(|(path, _)| path.starts_with("gazetteers/"))
            .map(|(path, text)| (path.as_str(), text.as_ref()))
            .collect::<Vec<_>>();
        names.sort_by_key(|(path, _)| !path.ends_with("countries.tsv"));
        let gazetteer = Gazetteer::load(names.into_iter(), &mut words.vocabulary)
            .map_err(|e| Diagnostics(e.to_string()))?;
        Ok(Known {
            words,
            times,
            numbers,
            gazetteer,
        })
    }
}
