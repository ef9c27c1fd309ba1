//! Rules against a corpus: which bring events, and what a change of rules changes.

use std::io::Write;

use panj::prove::diff::{compare, describe};

use super::args::{Coverage, Diff, DiffFormat};
use crate::exit::Exit;

/// How many words and names a list of what is left shows.
const LONGEST: usize = 40;

/// `panj rules coverage`.
pub fn coverage(args: &Coverage) -> anyhow::Result<Exit> {
    let extractor = args.pack.compile()?;
    let mut coverage = panj::prove::coverage::Coverage::new(&extractor);
    let documents = super::corpus(&args.corpus)?;
    for document in &documents {
        coverage.read(&extractor, document);
    }
    let mut out = anstream::stdout().lock();
    for (rule, count) in coverage.busy() {
        writeln!(out, "{count:>6}  {rule}")?;
    }
    let idle: Vec<&str> = coverage.idle().collect();
    for rule in &idle {
        writeln!(out, "{:>6}  {rule}", 0)?;
    }
    writeln!(
        out,
        "{} rules brought no event in {} documents",
        idle.len(),
        documents.len()
    )?;
    for (title, list) in [
        (
            "trigger words that no rule caught",
            coverage.uncaught_words(),
        ),
        (
            "names of those who act, in no gazetteer",
            coverage.unknown_names(),
        ),
    ] {
        let shown = list.len().min(LONGEST);
        writeln!(out, "\n{} {title}; the most frequent {shown}:", list.len())?;
        for (what, count) in &list[..shown] {
            writeln!(out, "{count:>6}  {what}")?;
        }
    }
    Ok(Exit::Well)
}

/// `panj rules diff`.
pub fn diff(args: &Diff) -> anyhow::Result<Exit> {
    let old = super::extractor(Some(&args.old))?;
    let new = super::extractor(Some(&args.new))?;
    let mut differences = Vec::new();
    for document in super::corpus(&args.corpus)? {
        differences.extend(compare(&old, &new, &document));
    }
    let text = describe(&differences, args.format == DiffFormat::Markdown);
    write!(anstream::stdout().lock(), "{text}")?;
    Ok(Exit::Well)
}
