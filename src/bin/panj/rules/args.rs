//! The words of `panj rules`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use crate::args::{Help, PackDirs};

/// The commands for rules.
#[derive(Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
pub enum Rules {
    /// Tell all faults of all rule files at once
    Check(Check),
    /// Try the examples of all rules
    Test(Test),
    /// Lay out rule files and gazetteers in one way
    Fmt(Fmt),
    /// Show all templates that a rule stands for
    Expand(Expand),
    /// Show sentences that a rule would match
    Sample(Sample),
    /// Show the forms of a word and the lexicons that it stands in
    Forms(Forms),
    /// Show what panj sees in a sentence, which rules fire and why one wins
    Explain(Explain),
    /// Show which rules bring events in a corpus and which bring none
    Coverage(Coverage),
    /// Show which events of a corpus a change of rules brings and loses
    Diff(Diff),
    /// List the codes of all faults
    Codes,
    /// Explain a code such as P011
    Help(Help),
}

/// `panj rules check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Folder of rules, or of a whole pack [default: the embedded one]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Only files whose path ends so, e.g. events/assault.yaml
    #[arg(long, value_name = "PATH")]
    pub file: Option<String>,
    /// How to write the faults
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}

/// `panj rules test`.
#[derive(Debug, clap::Args)]
pub struct Test {
    /// Folder of rules, or of a whole pack [default: the embedded one]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Only rules whose id starts so, e.g. assault/
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// List the templates, optional parts, alternatives and `unless` that no example misses
    #[arg(long, conflicts_with = "files")]
    pub mutate: bool,
    /// With --mutate: count them by rule
    #[arg(long, requires = "mutate")]
    pub counts: bool,
    /// Show how many examples hold in each file
    #[arg(long)]
    pub files: bool,
}

/// `panj rules fmt`.
#[derive(Debug, clap::Args)]
pub struct Fmt {
    /// Folder or file
    #[arg(value_name = "DIR", default_value = "rules")]
    pub folder: PathBuf,
    /// Change nothing and tell which files would change
    #[arg(long)]
    pub check: bool,
}

/// `panj rules expand`.
#[derive(Debug, clap::Args)]
pub struct Expand {
    /// The rule
    pub id: String,
    /// Where rules and gazetteers are.
    #[command(flatten)]
    pub pack: PackDirs,
}

/// `panj rules sample`.
#[derive(Debug, clap::Args)]
pub struct Sample {
    /// The rule
    pub id: String,
    /// How many sentences for each template
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub each: usize,
    /// Where rules and gazetteers are.
    #[command(flatten)]
    pub pack: PackDirs,
}

/// `panj rules forms`.
#[derive(Debug, clap::Args)]
pub struct Forms {
    /// The word, e.g. attack
    #[arg(value_name = "LEMMA")]
    pub lemma: String,
    /// Where rules and gazetteers are.
    #[command(flatten)]
    pub pack: PackDirs,
}

/// `panj rules explain`.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// A sentence, or a file
    #[arg(value_name = "SENTENCE|FILE")]
    pub text: String,
    /// Say what keeps this rule from firing
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Where rules and gazetteers are.
    #[command(flatten)]
    pub pack: PackDirs,
    /// How to write it
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text)]
    pub format: ExplainFormat,
}

/// How an explanation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For a terminal
    Text,
    /// A list of objects, one a document
    Json,
}

/// `panj rules coverage`.
#[derive(Debug, clap::Args)]
pub struct Coverage {
    /// Files, folders or patterns
    #[arg(required = true, value_name = "CORPUS")]
    pub corpus: Vec<PathBuf>,
    /// Where rules and gazetteers are.
    #[command(flatten)]
    pub pack: PackDirs,
}

/// `panj rules diff`.
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// Folder of the rules or the whole pack before
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// Folder of the rules or the whole pack after
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// Files, folders or patterns
    #[arg(required = true, value_name = "CORPUS")]
    pub corpus: Vec<PathBuf>,
    /// How to write the changes
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
}

/// How faults are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// The line, a caret and what to do
    Text,
    /// A list of objects
    Json,
    /// Annotations of GitHub
    Github,
    /// SARIF 2.1.0
    Sarif,
}

/// How changes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For a terminal
    Text,
    /// For a review
    Markdown,
}
