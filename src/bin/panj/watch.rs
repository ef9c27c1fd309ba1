//! `panj watch`: what a saved rule or report changes, at once.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use panj::event::Event;
use panj::prove::diff::{describe, differences};

use crate::args::Watch;
use crate::exit::Exit;
use crate::rules::corpus;

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(150);

/// Runs the command until it is interrupted.
pub fn run(args: &Watch) -> anyhow::Result<Exit> {
    let mut out = anstream::stdout().lock();
    let mut seen = state(args);
    let mut events = read(args)?;
    writeln!(
        out,
        "{} events; save a rule or a report to see what changes",
        events.len()
    )?;
    out.flush()?;
    loop {
        std::thread::sleep(PAUSE);
        let now = state(args);
        if now == seen {
            continue;
        }
        let started = Instant::now();
        let changed = now
            .iter()
            .filter(|(path, time)| seen.get(*path) != Some(*time));
        let gone = seen.keys().filter(|path| !now.contains_key(*path));
        let mut names: Vec<String> = changed
            .map(|(path, _)| path)
            .chain(gone)
            .map(|p| p.display().to_string())
            .collect();
        names.sort();
        writeln!(out, "\n{}", names.join(", "))?;
        seen = now;
        match read(args) {
            Ok(new) => {
                write!(out, "{}", describe(&differences(&events, &new), false))?;
                events = new;
            }
            Err(error) => writeln!(out, "{error:#}")?,
        }
        writeln!(out, "({} ms)", started.elapsed().as_millis())?;
        out.flush()?;
        if args.once {
            return Ok(Exit::Well);
        }
    }
}

/// All events of all reports.
fn read(args: &Watch) -> anyhow::Result<Vec<Event>> {
    let extractor = args.pack.compile()?;
    Ok(corpus(&args.inputs)?
        .iter()
        .flat_map(|document| extractor.extract(document))
        .collect())
}

/// When each watched file was last saved.
fn state(args: &Watch) -> BTreeMap<PathBuf, SystemTime> {
    let mut out = BTreeMap::new();
    for path in args
        .inputs
        .iter()
        .chain(&args.pack.rules)
        .chain(&args.pack.gazetteers)
    {
        walk(path, &mut out);
    }
    out
}

/// Notes a file or all files of a folder; one that has just gone is not there the next time.
fn walk(path: &Path, out: &mut BTreeMap<PathBuf, SystemTime>) {
    if let Ok(entries) = std::fs::read_dir(path) {
        for entry in entries.flatten() {
            if !entry.file_name().to_string_lossy().starts_with('.') {
                walk(&entry.path(), out);
            }
        }
    } else if let Ok(time) = std::fs::metadata(path).and_then(|data| data.modified()) {
        out.insert(path.to_owned(), time);
    }
}
