//! `panj rules check`: all faults of all files.

use std::io::Write;

use panj::diagnostic::Severity;
use panj::prove::Prover;
use panj::rules::{self, check::literal_names};
use panj::{Extractor, Pack};

use super::args::{Check, CheckFormat};
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Check) -> anyhow::Result<Exit> {
    let pack = Pack::from_dirs(args.folder.as_deref(), None)?;
    let shown = |path: &str| pack.shown(path);
    let files: Vec<(String, &str)> = pack
        .rule_files()
        .into_iter()
        .map(|(path, text)| (shown(&path), text))
        .collect();
    let (set, mut faults) = rules::read(&files);
    let mut elsewhere = String::new();
    if !faults.has_errors() {
        match Extractor::new(&pack) {
            Ok(extractor) => {
                faults.append(literal_names(&set, &|words: &str| extractor.name(words)));
                // The same files under the names that are shown.
                let mut proved = Prover::new(extractor).faults();
                proved.rename(&shown);
                faults.append(proved);
                faults.sort();
            }
            Err(fault) => elsewhere = fault.to_string(),
        }
    } else {
        elsewhere = Extractor::faults_beside(&pack);
    }
    let wanted = |path: &str| args.file.as_deref().is_none_or(|end| path.ends_with(end));
    let faults = faults.only_in(&wanted);
    let files = files.iter().filter(|(path, _)| wanted(path)).count();
    anyhow::ensure!(
        files > 0,
        "no rule file ends in {}",
        args.file.as_deref().unwrap_or_default()
    );
    let rules = set.rules.iter().filter(|rule| wanted(&rule.file)).count();
    let mut out = anstream::stdout().lock();
    match args.format {
        CheckFormat::Text if faults.is_empty() => {}
        CheckFormat::Text => writeln!(out, "{}\n", faults.to_styled())?,
        CheckFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&faults.to_json())?)?,
        CheckFormat::Github => write!(out, "{}", faults.to_github())?,
        CheckFormat::Sarif => {
            writeln!(out, "{}", serde_json::to_string_pretty(&faults.to_sarif())?)?
        }
    }
    for fault in elsewhere.lines() {
        // Nobody is left to tell if standard error is closed.
        let _ = writeln!(anstream::stderr(), "error: {fault}");
    }
    if args.format == CheckFormat::Text {
        let errors = faults
            .iter()
            .filter(|f| f.severity == Severity::Error)
            .count();
        let errors = errors + elsewhere.lines().count();
        let warnings = faults
            .iter()
            .filter(|f| f.severity == Severity::Warning)
            .count();
        writeln!(
            out,
            "{}, {}: {}, {}",
            plural(files, "file"),
            plural(rules, "rule"),
            plural(errors, "error"),
            plural(warnings, "warning"),
        )?;
        if let Some(first) = faults.iter().next() {
            writeln!(out, "more about a code: panj help {}", first.code)?;
        }
    }
    Ok(if faults.has_errors() || !elsewhere.is_empty() {
        Exit::Usage
    } else {
        Exit::Well
    })
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}
