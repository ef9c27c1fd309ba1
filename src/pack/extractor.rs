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
use crate::lexicon::{BesideNames, Words};
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
        let set = set.map_err(|mut faults| {
            faults.rename(&|path| pack.shown(path));
            faults.to_string()
        });
        let (set, beside) = match (set, beside) {
            (Ok(set), Ok(beside)) => (set, beside),
            (Err(rules), Ok(_)) => return Err(Diagnostics(rules)),
            (Ok(_), Err(beside)) => return Err(Diagnostics(beside)),
            (Err(rules), Err(beside)) => {
                return Err(Diagnostics(format!("{rules}\n\n{beside}")));
            }
        };
        let Known {
            mut words,
            times,
            numbers,
            gazetteer,
        } = beside;
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
            done_to: words.lexicon("done-to"),
            inform: words.lexicon("inform"),
            intransitive: words.lexicon("intransitive"),
            adherent: words.lexicon("adherent"),
            office: words.lexicon("bureau"),
            measure: words.lexicon("measure"),
            doer: words.lexicon("doer"),
            report: words.lexicon("report"),
            hearsay: words.lexicon("allege-adverb"),
            parting: words.lexicon("parting"),
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
                ..Pack::default()
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

    /// What is wrong with the files of a pack beside its rules: dates, word lists, gazetteers. Empty
    /// if nothing is.
    pub fn faults_beside(pack: &Pack) -> String {
        Known::read(pack).err().unwrap_or_default()
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

/// The words of dates and numbers.
const DATES: &str = "rules/dates.yaml";

/// The files beside the rules that have a byte which is no UTF-8, each a line for people.
fn garbled(pack: &Pack) -> Vec<String> {
    let beside = pack.files.iter().filter(|(path, _)| {
        path.as_str() == DATES
            || path.ends_with(".tsv")
            || path.starts_with("gazetteers/") && !path.ends_with(".md")
    });
    let line = |(path, text): &(String, std::borrow::Cow<str>)| {
        let at = rules::garbled(text)?;
        let line = text[..at].matches('\n').count() + 1;
        Some(format!("{}:{line}: {}", pack.shown(path), rules::GARBLED))
    };
    beside.filter_map(line).collect()
}

/// What a pack knows beside its rules.
struct Known {
    words: Words,
    times: TimeWords,
    numbers: NumberWords,
    gazetteer: Gazetteer,
}

impl Known {
    /// The faults are lines for people, one for each file at the most.
    fn read(pack: &Pack) -> Result<Known, String> {
        let mut faults = garbled(pack);
        let mut vocabulary = Vocabulary::default();
        let dates = match pack.file(DATES) {
            Some(dates) => annotate::words(dates, &mut vocabulary)
                .map_err(|e| faults.push(format!("{}: {e}", pack.shown(DATES))))
                .ok(),
            None => {
                faults.push(format!(
                    "{}: no dates.yaml in this folder; it holds the words of dates and numbers, \
                     and `panj init DIR` writes one",
                    pack.shown("rules"),
                ));
                None
            }
        };
        let table = |path| pack.file(path).unwrap_or_default();
        let mut words = Words::new(
            vocabulary,
            table("rules/lexicons/english.tsv"),
            table("rules/lexicons/irregular.tsv"),
        );
        words.beside = BesideNames::parse(
            table("rules/lexicons/beside-names.tsv"),
            &mut words.vocabulary,
        );
        let gazetteers = pack.files.iter();
        let mut names: Vec<(String, &str)> = gazetteers
            .filter(|(path, _)| path.starts_with("gazetteers/"))
            .map(|(path, text)| (pack.shown(path), text.as_ref()))
            .collect();
        names.sort_by_key(|(path, _)| !path.ends_with("countries.tsv"));
        let names = names.iter().map(|(path, text)| (path.as_str(), *text));
        let gazetteer =
            Gazetteer::load(names, &mut words.vocabulary).map_err(|e| faults.push(e.to_string()));
        match (dates, gazetteer) {
            (Some((times, numbers)), Ok(gazetteer)) if faults.is_empty() => Ok(Known {
                words,
                times,
                numbers,
                gazetteer,
            }),
            _ => Err(faults.join("\n")),
        }
    }
}
