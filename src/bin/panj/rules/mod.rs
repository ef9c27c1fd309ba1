//! `panj rules`: the workshop of those who write rules.

mod args;
mod check;
mod compare;
mod explain;
mod fmt;
mod sample;
mod show;
mod test;

use std::path::{Path, PathBuf};

use panj::read::{documents, inputs};
use panj::{Document, Extractor, Pack};

pub use args::Rules;

use crate::args::compile;
use crate::exit::Exit;

/// Runs a command.
pub fn run(args: &Rules) -> anyhow::Result<Exit> {
    match args {
        Rules::Check(args) => check::run(args),
        Rules::Test(args) => test::run(args),
        Rules::Fmt(args) => fmt::run(args),
        Rules::Expand(args) => show::expand(args),
        Rules::Sample(args) => sample::run(args),
        Rules::Forms(args) => show::forms(args),
        Rules::Explain(args) => explain::run(args),
        Rules::Coverage(args) => compare::coverage(args),
        Rules::Diff(args) => compare::diff(args),
        Rules::Codes => show::codes(),
        Rules::Help(args) => crate::help::run(&args.topic),
    }
}

/// The compiled pack of a folder; the embedded one without a folder.
pub fn extractor(folder: Option<&Path>) -> anyhow::Result<Extractor> {
    compile(&Pack::from_dirs(folder, None)?)
}

/// Reads a corpus; the first document that cannot be read ends it.
pub fn corpus(paths: &[PathBuf]) -> anyhow::Result<Vec<Document>> {
    let mut out = Vec::new();
    for input in inputs(paths.to_vec()) {
        let input = input?;
        for document in documents(&input.name(), input.format, input.open()?) {
            match document {
                Ok(document) => out.push(document),
                Err(error) if error.is_warning() => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(out)
}
