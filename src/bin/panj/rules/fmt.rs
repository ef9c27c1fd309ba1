//! `panj rules fmt`: one layout for all files of a pack.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use panj::rules::tidy;

use super::args::Fmt;
use crate::exit::Exit;

/// Runs the command.
pub fn run(args: &Fmt) -> anyhow::Result<Exit> {
    let mut files = Vec::new();
    collect(&args.folder, &mut files)?;
    let mut out = anstream::stdout().lock();
    let mut changed = 0;
    for path in &files {
        let read = || path.display().to_string();
        let before = fs::read_to_string(path).with_context(read)?;
        let after = tidy(&before);
        if before == after {
            continue;
        }
        changed += 1;
        let word = if args.check {
            "would change"
        } else {
            "changed"
        };
        if !args.check {
            fs::write(path, after).with_context(read)?;
        }
        writeln!(out, "{word}  {}", path.display())?;
    }
    writeln!(out, "{changed} of {} files", files.len())?;
    Ok(if args.check && changed > 0 {
        Exit::Documents
    } else {
        Exit::Well
    })
}

/// The YAML files of a folder and the folders in it, in order; hidden ones are passed over.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    if path.is_dir() {
        let read = || path.display().to_string();
        let entries = fs::read_dir(path).with_context(read)?;
        let mut inner = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .with_context(read)?;
        inner.sort();
        for path in inner {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let yaml = name.ends_with(".yaml") || name.ends_with(".yml");
            if !name.starts_with('.') && (path.is_dir() || yaml) {
                collect(&path, files)?;
            }
        }
    } else {
        anyhow::ensure!(path.exists(), "{}: no such file or folder", path.display());
        files.push(path.to_owned());
    }
    Ok(())
}
