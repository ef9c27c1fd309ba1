//! `panj snapshot`: the events of a folder of reports, locked in files next to them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use panj::Extractor;
use panj::prove::diff::line;
use panj::read::{Format, documents, files, inputs};

use crate::args::Snapshot;
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Snapshot) -> anyhow::Result<Exit> {
    let extractor = args.pack.compile()?;
    let mut out = anstream::stdout().lock();
    let (mut same, mut changed) = (0, 0);
    let locks = locks(args, &extractor)?;
    for (path, now) in &locks {
        let before = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => {
                return Err(error).with_context(|| format!("{}: cannot be read", path.display()));
            }
        };
        if before == *now {
            same += 1;
            continue;
        }
        changed += 1;
        writeln!(out, "{}", path.display())?;
        let lines = if before.is_empty() {
            // All is new: one line an event is enough.
            let heads = now
                .lines()
                .filter(|l| l.starts_with(|c: char| c.is_ascii_uppercase()));
            heads.map(|line| format!("+ {line}")).collect()
        } else {
            differences(&before, now)
        };
        for line in lines {
            writeln!(out, "  {line}")?;
        }
        if args.accept {
            std::fs::write(path, now)
                .with_context(|| format!("{}: cannot be written", path.display()))?;
        }
    }
    let orphans = orphans(args, &locks)?;
    for path in &orphans {
        writeln!(out, "{}\n  - its report is gone", path.display())?;
        if args.accept {
            std::fs::remove_file(path)
                .with_context(|| format!("{}: cannot be removed", path.display()))?;
        }
    }
    let done = if args.accept { "accepted" } else { "changed" };
    write!(out, "{same} the same, {changed} {done}")?;
    if !orphans.is_empty() {
        let done = if args.accept {
            "removed"
        } else {
            "without a report"
        };
        write!(out, ", {} {done}", orphans.len())?;
    }
    writeln!(out)?;
    if changed + orphans.len() > 0 && !args.accept {
        writeln!(
            out,
            "if they should be so: panj snapshot {} --accept",
            args.folder.display()
        )?;
        return Ok(Exit::Documents);
    }
    Ok(Exit::Well)
}

/// What each lock should hold: for each document its id, and a block for each event.
fn locks(args: &Snapshot, extractor: &Extractor) -> anyhow::Result<BTreeMap<PathBuf, String>> {
    anyhow::ensure!(
        args.folder.is_dir(),
        "{}: no such folder",
        args.folder.display()
    );
    let mut out = BTreeMap::new();
    for input in inputs(vec![args.folder.clone()]) {
        let input = input?;
        let name = input.name();
        let mut text = String::new();
        for document in documents(&name, input.format, input.open()?) {
            let document = match document {
                Ok(document) => document,
                Err(error) if error.is_warning() => continue,
                Err(error) => return Err(error.into()),
            };
            let _ = writeln!(text, "# {}", document.id);
            for event in extractor.extract(&document) {
                let mut record = serde_json::to_value(&event)?;
                // The path depends on where the command is run.
                record["document"] =
                    serde_json::json!({"id": document.id, "published": event.document.published});
                let _ = writeln!(text, "\n{}\n{record:#}", line(&event));
            }
        }
        out.insert(PathBuf::from(format!("{name}.events")), text);
    }
    Ok(out)
}

/// The locks whose report was deleted or renamed, by name. What does not begin as a lock does is
/// somebody else's file.
fn orphans(args: &Snapshot, locks: &BTreeMap<PathBuf, String>) -> anyhow::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for path in files(&args.folder) {
        let path = path?;
        let report = path.with_extension("");
        let lock = path.extension().is_some_and(|e| e == "events")
            && Format::of_path(&report).is_some()
            && !locks.contains_key(&path)
            && !report.exists();
        if lock {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("{}: cannot be read", path.display()))?;
            if text.starts_with("# ") {
                out.push(path);
            }
        }
    }
    Ok(out)
}

/// The lines that differ, by the longest common run of lines.
fn differences(before: &str, now: &str) -> Vec<String> {
    let (a, b): (Vec<&str>, Vec<&str>) = (before.lines().collect(), now.lines().collect());
    let prefix = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = (a.len() - prefix).min(b.len() - prefix);
    let suffix = (0..rest)
        .take_while(|i| a[a.len() - 1 - i] == b[b.len() - 1 - i])
        .count();
    let (a, b) = (&a[prefix..a.len() - suffix], &b[prefix..b.len() - suffix]);
    if a.len() * b.len() > 4_000_000 {
        return a
            .iter()
            .map(|l| format!("- {l}"))
            .chain(b.iter().map(|l| format!("+ {l}")))
            .collect();
    }
    let mut length = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            length[i][j] = if a[i] == b[j] {
                length[i + 1][j + 1] + 1
            } else {
                length[i + 1][j].max(length[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || i < a.len() && length[i + 1][j] >= length[i][j + 1] {
            out.push(format!("- {}", a[i]));
            i += 1;
        } else {
            out.push(format!("+ {}", b[j]));
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn shows_only_what_differs() {
        assert_eq!(
            super::differences("a\nb\nc\nd", "a\nx\nc\ny\nd"),
            ["- b", "+ x", "+ y"]
        );
    }
}
