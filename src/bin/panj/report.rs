//! What people are told on standard error: failures, progress, a summary.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::exit::Exit;

/// Counts and tells.
pub struct Report {
    started: Instant,
    bar: ProgressBar,
    quiet: bool,
    read: usize,
    skipped: usize,
    failed: usize,
    elsewhere: usize,
    bytes: usize,
    records: BTreeMap<String, usize>,
    noun: &'static str,
}

impl Report {
    /// Starts the clock; `noun` names what is counted.
    pub fn new(quiet: bool, noun: &'static str) -> Report {
        let bar = if quiet || !std::io::stderr().is_terminal() {
            ProgressBar::hidden()
        } else {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        };
        Report {
            started: Instant::now(),
            bar,
            quiet,
            read: 0,
            skipped: 0,
            failed: 0,
            elsewhere: 0,
            bytes: 0,
            records: BTreeMap::new(),
            noun,
        }
    }

    /// Counts a document that is done, and what was found in it.
    pub fn done(&mut self, bytes: usize, kinds: Vec<String>) {
        self.read += 1;
        self.bytes += bytes;
        for kind in kinds {
            *self.records.entry(kind).or_default() += 1;
        }
        if !self.bar.is_hidden() {
            let message = format!("{} documents, {} {}", self.read, self.total(), self.noun);
            self.bar.set_message(message);
        }
    }

    /// Tells why a document failed.
    pub fn failed(&mut self, message: &dyn Display) {
        self.failed += 1;
        self.tell("error", message);
    }

    /// Tells why a document was left out.
    pub fn skipped(&mut self, message: &dyn Display) {
        self.skipped += 1;
        self.tell("error", message);
    }

    /// Counts documents that belong to other shards.
    pub fn elsewhere(&mut self, count: usize) {
        self.elsewhere += count;
    }

    /// Tells what is odd about a document that is read all the same.
    pub fn warn(&self, message: &dyn Display) {
        self.tell("warning", message);
    }

    /// Tells the summary and gives the exit status.
    pub fn finish(self) -> Exit {
        self.bar.finish_and_clear();
        if !self.quiet {
            // A closed standard error must not fail the command.
            let _ = writeln!(
                anstream::stderr(),
                "{}",
                self.summary(self.started.elapsed())
            );
        }
        if self.failed + self.skipped > 0 {
            Exit::Documents
        } else {
            Exit::Well
        }
    }

    fn total(&self) -> usize {
        self.records.values().sum()
    }

    fn tell(&self, level: &str, message: &dyn Display) {
        self.bar.suspend(|| {
            let _ = writeln!(anstream::stderr(), "{level}: {message}");
        });
    }

    fn summary(&self, took: Duration) -> String {
        let plural = if self.read == 1 { "" } else { "s" };
        let mut text = format!(
            "{} document{plural} read, {} skipped, {} failed",
            self.read, self.skipped, self.failed
        );
        if self.elsewhere > 0 {
            text += &format!(", {} in other shards", self.elsewhere);
        }
        let mut kinds: Vec<_> = self.records.iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let kinds: Vec<String> = kinds
            .iter()
            .map(|(kind, count)| format!("{kind} {count}"))
            .collect();
        text += &format!("; {} {}", self.total(), self.noun);
        if !kinds.is_empty() {
            text += &format!(" ({})", kinds.join(", "));
        }
        let rate = self.bytes as f64 / 1e6 / took.as_secs_f64().max(1e-6);
        text + &format!("; {:.2} s, {rate:.1} MB/s", took.as_secs_f64())
    }
}
