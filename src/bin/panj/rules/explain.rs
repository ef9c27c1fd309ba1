//! `panj rules explain`: what panj sees in a text, and why.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use panj::prove::{Prover, sentence};

use super::args::{Explain, ExplainFormat};
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
    let mut all = Vec::new();
    for document in &documents {
        let explanation = prover.explain(document, rule);
        match args.format {
            ExplainFormat::Text => write!(out, "{explanation}")?,
            ExplainFormat::Json => all.push(explanation),
        }
    }
    if args.format == ExplainFormat::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
    }
    Ok(Exit::Well)
}
