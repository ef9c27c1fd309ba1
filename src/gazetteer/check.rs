//! Gazetteer files to what is doubtful in them, each with file and line.
//!
//! In come the files of a pack; out go remarks, faults and doubts. It never changes a file.

use std::collections::HashMap;
use std::fmt;

use foldhash::fast::FixedState;
use serde_saphyr::Spanned;

use crate::lexicon::Words;
use crate::text::{Vocabulary, fold};

/// Something doubtful in a gazetteer file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Whether it is wrong; else only doubtful.
    pub fault: bool,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let word = if self.fault { "error" } else { "warning" };
        write!(f, "{}:{}: {word}: {}", self.file, self.line, self.message)
    }
}

/// Looks through the files (path and content) of a pack's `gazetteers/`; `english` is the list of
/// general English.
pub fn check<'a>(files: impl Iterator<Item = (&'a str, &'a str)>, english: &str) -> Vec<Remark> {
    let files: Vec<(&str, &str)> = files.collect();
    let mut words = Words::new(Vocabulary::default(), english, "");
    words.finish();
    let mut check = Check {
        words,
        ..Check::default()
    };
    for (path, content) in &files {
        if path.ends_with("countries.tsv") {
            let table = Table::new(content);
            check
                .countries
                .extend(table.rows.iter().map(|r| table.get(r, "iso3").to_owned()));
        }
    }
    for (path, content) in files {
        if path.ends_with(".tsv") && !path.contains("people/") {
            check.places(path, content);
        } else if path.ends_with(".yaml") || path.ends_with(".yml") {
            check.named(path, content);
        }
    }
    check.remarks.sort();
    check.remarks
}

#[derive(Default)]
struct Check {
    words: Words,
    countries: Vec<String>,
    ids: HashMap<String, (String, usize), FixedState>,
    names: HashMap<String, (String, String, usize), FixedState>,
    twins: HashMap<String, (String, usize), FixedState>,
    remarks: Vec<Remark>,
}

impl Check {
    fn add(&mut self, file: &str, line: usize, fault: bool, message: String) {
        self.remarks.push(Remark {
            file: file.to_owned(),
            line,
            fault,
            message,
        });
    }

    /// Two places of one id in two files are one place (`joins`): its names are joined.
    fn id(&mut self, file: &str, line: usize, id: &str, joins: bool) {
        if id.is_empty() {
            self.add(file, line, true, "no id".into());
        } else if let Some((other, at)) = self.ids.get(id) {
            if joins && other != file {
                return;
            }
            let message = format!("id {id} stands in {other}:{at} too; keep one of them");
            self.add(file, line, true, message);
        } else {
            self.ids.insert(id.to_owned(), (file.to_owned(), line));
        }
    }

    fn country(&mut self, file: &str, line: usize, code: &str) {
        if !code.is_empty() && !self.countries.iter().any(|c| c == code) {
            self.add(
                file,
                line,
                true,
                format!("\"{code}\" is no ISO 3166-1 alpha-3 code in countries.tsv"),
            );
        }
    }

    fn common(&mut self, file: &str, line: usize, name: &str) {
        let known = self
            .words
            .vocabulary
            .get(&folded(name))
            .map(|w| self.words.info(w));
        if known.is_some_and(|i| i.noun() || i.verb() || i.adjective()) {
            self.add(
                file,
                line,
                false,
                format!(
                    "\"{name}\" is a common word: it is only read as a name with evidence beside it"
                ),
            );
        }
    }

    fn places(&mut self, file: &str, content: &str) {
        let table = Table::new(content);
        for row in &table.rows {
            let get = |name| table.get(row, name);
            let line = row.line;
            let countries = !get("iso3").is_empty();
            let id = if countries {
                format!("cty/{}", get("iso3"))
            } else {
                get("id").to_owned()
            };
            self.id(file, line, &id, !countries);
            if get("name").is_empty() {
                self.add(file, line, true, "no name".into());
            }
            self.country(file, line, get("country"));
            let (lat, lon) = (get("lat"), get("lon"));
            let within = |text: &str, most: f64| text.parse::<f64>().is_ok_and(|n| n.abs() <= most);
            let unknown = lat.is_empty() && lon.is_empty();
            let inside = within(lat, 90.0) && within(lon, 180.0);
            if !unknown && !inside {
                self.add(
                    file,
                    line,
                    true,
                    format!("{lat},{lon} is no point: latitude -90 to 90, longitude -180 to 180"),
                );
            }
            if !countries {
                for name in std::iter::once(get("name")).chain(get("aliases").split('|')) {
                    self.common(file, line, name);
                }
                let twin = [
                    folded(get("name")).as_str(),
                    get("kind"),
                    get("country"),
                    get("admin1"),
                ]
                .join("\t");
                if let Some((other, at)) = self.twins.get(&twin) {
                    let message = format!(
                        "\"{}\" stands in {other}:{at} too, in the same division",
                        get("name")
                    );
                    self.add(file, line, false, message);
                } else {
                    self.twins.insert(twin, (file.to_owned(), line));
                }
            }
        }
    }

    /// Looks through a YAML file, however its entries are written.
    fn named(&mut self, file: &str, content: &str) {
        let entries = match super::load::marked(content) {
            Ok(entries) => entries,
            Err((line, message)) => return self.add(file, line, true, message),
        };
        for entry in &entries {
            let line = |text: &Spanned<String>| text.referenced.line() as usize;
            let id = entry.id.value.as_str();
            self.id(file, line(&entry.id), id, false);
            if let Some(country) = &entry.country {
                self.country(file, line(country), &country.value);
            }
            for name in std::iter::once(&entry.name).chain(&entry.aliases) {
                self.name(file, line(name), id, &name.value);
            }
            let mut days = [&entry.from, &entry.until].map(|day| {
                let text = day.as_ref()?;
                let day = text.value.parse::<jiff::civil::Date>();
                if day.is_err() {
                    let message = format!(
                        "\"{}\" is no day; write it as 2024-11-27, or the entry holds always",
                        text.value
                    );
                    self.add(file, line(text), true, message);
                }
                day.ok()
            });
            if let [Some(from), Some(until)] = &mut days
                && from > until
            {
                let message = format!("{id} ends ({until}) before it begins ({from})");
                self.add(file, line(&entry.id), true, message);
            }
        }
    }

    fn name(&mut self, file: &str, line: usize, id: &str, name: &str) {
        if name.is_empty() {
            return;
        }
        self.common(file, line, name);
        let key = folded(name);
        match self.names.get(&key) {
            Some((other, path, at)) if other != id => {
                let message = format!(
                    "\"{name}\" names {other} too ({path}:{at}); the document's country decides"
                );
                self.add(file, line, false, message);
            }
            Some(_) => {}
            None => {
                self.names
                    .insert(key, (id.to_owned(), file.to_owned(), line));
            }
        }
    }
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    fold(text, &mut out);
    out
}

struct Table<'a> {
    header: Vec<&'a str>,
    rows: Vec<Line<'a>>,
}

struct Line<'a> {
    line: usize,
    fields: Vec<&'a str>,
}

impl<'a> Table<'a> {
    fn new(content: &'a str) -> Table<'a> {
        let lines = content
            .lines()
            .enumerate()
            .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        let mut rows = lines.map(|(i, l)| Line {
            line: i + 1,
            fields: l.split('\t').collect(),
        });
        let header = rows.next().map(|l| l.fields).unwrap_or_default();
        Table {
            header,
            rows: rows.collect(),
        }
    }

    fn get(&self, row: &Line<'a>, name: &str) -> &'a str {
        self.header
            .iter()
            .position(|h| *h == name)
            .and_then(|i| row.fields.get(i))
            .copied()
            .unwrap_or("")
    }
}
