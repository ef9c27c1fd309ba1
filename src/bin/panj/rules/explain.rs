//! `panj rules explain`: what panj sees in a text, and why.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use panj::prove::{Prover, sentence};
use panj::read::Format;

use super::args::{Explain, ExplainFormat};
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Explain) -> anyhow::Result<Exit> {
    let extractor = args.pack.compile()?;
    let rule = match &args.rule {
        None => None,
        Some(id) => {
            let set = extractor.rules();
            let at = set.rules.iter().position(|rule| rule.id.as_str() == id);
            Some(at.with_context(|| super::show::unknown(set, id))?)
        }
    };
    let documents = if is_path(&args.text) {
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

/// Whether an argument is a file rather than a sentence: it is there, or it looks like one, so that
/// a misspelt name is told and not parsed.
fn is_path(text: &str) -> bool {
    let path = Path::new(text);
    let one_word = !text.contains(char::is_whitespace);
    path.exists()
        || Format::of_path(path).is_some()
        || one_word
            && (text == "-"
                || text.contains(['/', '\\'])
                || path.extension().is_some_and(|e| !e.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn tells_files_from_sentences() {
        for file in ["no.txt", "my notes.md", "a/b", "a\\b.log", "n/*.txt", "-"] {
            assert!(is_path(file), "{file}");
        }
        for sentence in [
            "Rebels attacked.",
            "Attacked.",
            "U.S. and/or NATO troops fled",
            "Fire",
        ] {
            assert!(!is_path(sentence), "{sentence}");
        }
    }
}
