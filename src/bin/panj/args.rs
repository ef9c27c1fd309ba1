//! The words of the command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use panj::{Extractor, Pack, PackError};

use crate::rules::Rules;

/// Reads news reports and writes the events they report as normalized JSON.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the events of reports
    Extract(Extract),
    /// Write the names, dates and numbers of reports, to see what the rules have to go by
    Annotate(Annotate),
    /// Import, check and look up places, groups and organisations
    Gazetteer(crate::gazetteer::Gazetteer),
    /// Print the JSON Schema of a format
    Schema(Schema),
    /// Write the embedded rules and gazetteers to a folder, for editing
    Init(Init),
    /// Check, test, explain and compare rules
    #[command(subcommand)]
    Rules(Rules),
    /// Lock the events of a folder of reports in files next to them
    Snapshot(Snapshot),
    /// Read reports again whenever they or the rules are saved, and show what changed
    Watch(Watch),
    /// Explain a command, or a code such as P011
    Help(Help),
}

/// `panj watch`.
#[derive(Debug, clap::Args)]
pub struct Watch {
    /// Files, folders or patterns of reports
    #[arg(required = true, value_name = "PATH")]
    pub inputs: Vec<PathBuf>,
    /// Where rules and gazetteers are.
    #[command(flatten)]
    pub pack: PackDirs,
    /// Stop after the first change
    #[arg(long)]
    pub once: bool,
}

/// `panj help`.
#[derive(Debug, clap::Args)]
pub struct Help {
    /// A command or a code
    #[arg(value_name = "COMMAND|CODE")]
    pub topic: Vec<String>,
}

/// `panj snapshot`.
#[derive(Debug, clap::Args)]
pub struct Snapshot {
    /// The folder of reports
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Fail if the events have changed; this is what happens anyway
    #[arg(long, conflicts_with = "accept")]
    pub check: bool,
    /// Lock the events as they are now
    #[arg(long)]
    pub accept: bool,
    /// Where rules and gazetteers are.
    #[command(flatten)]
    pub pack: PackDirs,
}

/// `panj extract`.
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// What and how to read.
    #[command(flatten)]
    pub reading: Reading,
    /// How to write the events
    #[arg(long, value_enum, default_value_t = Format::Ndjson)]
    pub format: Format,
}

/// The kinds of mentions.
const KINDS: [&str; 11] = [
    "place",
    "nationality",
    "group",
    "organisation",
    "person",
    "weapon",
    "date",
    "time",
    "duration",
    "set",
    "number",
];

/// `panj annotate`.
#[derive(Debug, clap::Args)]
pub struct Annotate {
    /// What and how to read.
    #[command(flatten)]
    pub reading: Reading,
    /// Only mentions of these kinds, e.g. place,date
    #[arg(long, value_delimiter = ',', value_name = "KIND,…", value_parser = KINDS)]
    pub kinds: Vec<String>,
    /// How to write the mentions
    #[arg(long, value_enum, default_value_t = AnnotateFormat::Ndjson)]
    pub format: AnnotateFormat,
}

/// Where the rules and gazetteers are.
#[derive(Debug, clap::Args)]
pub struct PackDirs {
    /// Use the rules of this folder instead of the embedded ones; of a whole pack's folder, as
    /// `panj init` writes it, also the gazetteers
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    /// Use the gazetteers of this folder instead of the embedded ones
    #[arg(long, value_name = "DIR")]
    pub gazetteers: Option<PathBuf>,
}

impl PackDirs {
    /// Reads the pack.
    pub fn read(&self) -> Result<Pack, PackError> {
        Pack::from_dirs(self.rules.as_deref(), self.gazetteers.as_deref())
    }

    /// Reads and compiles the pack, with its rules at hand.
    pub fn compile(&self) -> anyhow::Result<Extractor> {
        compile(&self.read()?)
    }
}

/// Compiles a pack, with its rules at hand.
pub fn compile(pack: &Pack) -> anyhow::Result<Extractor> {
    Extractor::new(pack).map_err(|faults| anyhow::anyhow!("{faults}"))
}

/// What the commands that read reports share.
#[derive(Debug, clap::Args)]
pub struct Reading {
    /// Files (.txt, .md, .jsonl), folders, patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Day of publication of reports that state none, e.g. 2024-11-27
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub published: Option<Date>,
    /// Number of threads [default: one a processor]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// Write to this file, which appears only when it is complete
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Where rules and gazetteers are.
    #[command(flatten)]
    pub pack: PackDirs,
    /// Read only the documents of one part of N, chosen by their ids, e.g. 1/4
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Compile rules and gazetteers anew and leave no compiled form behind
    #[arg(long)]
    pub no_cache: bool,
    /// Show no progress and no summary
    #[arg(long, short)]
    pub quiet: bool,
}

/// `panj schema`.
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// Whose schema
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// `panj init`.
#[derive(Debug, clap::Args)]
pub struct Init {
    /// The folder; it is made if it does not exist
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Overwrite files that exist
    #[arg(long)]
    pub force: bool,
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a line
    Ndjson,
    /// One JSON array
    Json,
}

/// How mentions are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AnnotateFormat {
    /// One JSON object a line, one line a document
    Ndjson,
    /// One JSON array
    Json,
    /// The text with what was found between its lines
    Text,
}

/// What `panj schema` can print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// The event record of `panj extract`
    Events,
    /// A rule file
    Rules,
    /// The ontology
    Ontology,
    /// A gazetteer of groups or organisations
    Gazetteer,
    /// The time words and number words
    Dates,
}

/// One of several equal parts of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u64,
    count: u64,
}

impl Shard {
    /// Whether the document of this id hash belongs to the part.
    pub fn takes(self, hash: u64) -> bool {
        hash % self.count == self.index - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text
            .split_once('/')
            .and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((index, count)) if (1..=count).contains(&index) => Ok(Shard { index, count }),
            _ => Err("write it as I/N with I from 1 to N, e.g. 1/4".into()),
        }
    }
}

fn date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "no such day; write it as 2024-11-27".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_consistent() {
        <Args as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn shards_divide_everything_once() {
        let shards: Vec<Shard> = (1..=3)
            .filter_map(|i| format!("{i}/3").parse().ok())
            .collect();
        assert!((0..100).all(|hash| shards.iter().filter(|s| s.takes(hash)).count() == 1));
        assert!(
            ["0/3", "4/3", "1", "a/b", "1/0"]
                .iter()
                .all(|text| text.parse::<Shard>().is_err())
        );
    }
}
