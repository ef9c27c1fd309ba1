//! `panj rules explain`: what panj sees in a text, and why.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use panj::prove::{Prover, sentence};

use super::args::Explain;
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Explain) -> anyhow::Result<Exit> {
    let extractor = super::extractor(args.rules.as_deref())?;
    let rule = match &args.rule {
        None => None,
        Some(id) => {
            let set = extractor.rules();
            let at = set.rules.iter().position(|rule| rule.id.as_str() == id);
            Some(at.with_context(|| super::show::unknown(set, id))?)
        }
    };
    let documents = if Path::new(&args.text).exists() {
        super::corpus(&[PathBuf::from(&args.text)])?
    } else {
        vec![sentence(&args.text)]
    };
    let mut prover = Prover::new(extractor);
    let mut out = anstream::stdout().lock();
    for document in &documents {
        write!(out, "{}", prover.explain(document, rule))?;
    }
    Ok(Exit::Well)
}
