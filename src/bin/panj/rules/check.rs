//! `panj rules check`: all faults of all files.

use std::io::Write;

use panj::Extractor;
use panj::diagnostic::Severity;
use panj::prove::Prover;
use panj::rules::{self, check::literal_names};

use super::args::{Check, CheckFormat};
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Check) -> anyhow::Result<Exit> {
    let pack = super::pack(args.folder.as_deref())?;
    let shown = |path: &str| match &args.folder {
        Some(folder) if !folder.join("rules").is_dir() => folder
            .join(path.trim_start_matches("rules/"))
            .display()
            .to_string(),
        Some(folder) => folder.join(path).display().to_string(),
        None => path.to_owned(),
    };
    let files: Vec<(String, &str)> = pack
        .rule_files()
        .into_iter()
        .map(|(path, text)| (shown(&path), text))
        .collect();
    let (set, mut faults) = rules::read(&files);
    let mut elsewhere = None;
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
            Err(fault) => elsewhere = Some(fault),
        }
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
    if let Some(fault) = &elsewhere {
        // Nobody is left to tell if standard error is closed.
        let _ = writeln!(anstream::stderr(), "error: {fault}");
    }
    if args.format == CheckFormat::Text {
        let errors = faults
            .iter()
            .filter(|f| f.severity == Severity::Error)
            .count();
        let errors = errors + usize::from(elsewhere.is_some());
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
    Ok(if faults.has_errors() || elsewhere.is_some() {
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
