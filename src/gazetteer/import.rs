//! Tables of others to gazetteer rows: the GeoNames dump and any table with a header.
//!
//! In come lines of `cities500.txt`, `allCountries.txt`, `admin1CodesASCII.txt`, `countryInfo.txt` and
//! `alternateNamesV2.txt`; out goes TSV in the form of `gazetteers/places/`. Alternate names without a
//! language are never taken: in the main table all languages stand mixed.

use std::collections::HashMap;
use std::io::{self, BufRead, Write};

use foldhash::fast::FixedState;

use super::Gazetteer;
use crate::text::fold;

/// What to take.
#[derive(Clone, Debug)]
pub struct Filter {
    /// ISO 3166-1 codes, two letters or three; empty: all.
    pub countries: Vec<String>,
    /// Feature classes or class and code (`P`, `A.ADM2`); empty: all.
    pub classes: Vec<String>,
    /// Only places with so many inhabitants.
    pub min_population: u64,
    /// Languages of alternate names, e.g. `en`.
    pub languages: Vec<String>,
}

/// A table that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A line that does not have the columns of its table.
    #[error("line {0}: {1}")]
    Line(usize, String),
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Rows gathered from GeoNames files. Read the main tables before the alternate names.
#[derive(Debug)]
pub struct GeoNames {
    filter: Filter,
    /// Two-letter to three-letter codes.
    countries: HashMap<String, String, FixedState>,
    /// `US.TX` to `Texas`.
    divisions: HashMap<String, String, FixedState>,
    /// Votes for a division's name from places that the gazetteer knows.
    known: HashMap<u64, String, FixedState>,
    votes: HashMap<(String, String), u32, FixedState>,
    rows: Vec<Row>,
    index: HashMap<u64, usize, FixedState>,
}

#[derive(Debug)]
struct Row {
    id: u64,
    name: String,
    aliases: Vec<String>,
    kind: &'static str,
    country: String,
    division: String,
    lat: String,
    lon: String,
    population: u64,
}

const HEADER: &str = "id\tname\taliases\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\tgeonames";
const NOTICE: &str = "# Places from GeoNames (https://www.geonames.org), CC BY 4.0; changed: selected, columns rearranged.";

impl GeoNames {
    /// Starts an import. The gazetteer gives the codes of countries, and names for the divisions
    /// of places that it knows, where no `admin1CodesASCII.txt` does.
    pub fn new(filter: Filter, gazetteer: &Gazetteer) -> GeoNames {
        let countries = gazetteer
            .iso2
            .iter()
            .map(|(two, id)| (two.clone(), gazetteer.entry(*id).country.clone()));
        let known = gazetteer.entries().filter(|e| !e.admin1.is_empty());
        GeoNames {
            filter,
            countries: countries.collect(),
            divisions: HashMap::default(),
            known: known
                .filter_map(|e| Some((e.geonames?, e.admin1.clone())))
                .collect(),
            votes: HashMap::default(),
            rows: Vec::new(),
            index: HashMap::default(),
        }
    }

    /// How many places were taken.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no place was taken.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Reads a file; what it is its name says. Other names are main tables.
    ///
    /// # Errors
    /// A line that has other columns than its table, or a file that cannot be read.
    pub fn read(&mut self, name: &str, lines: impl BufRead) -> Result<(), ImportError> {
        for (number, line) in lines.lines().enumerate() {
            let line = line?;
            let fields: Vec<&str> = line.split('\t').collect();
            let result = match name {
                _ if line.is_empty() => Ok(()),
                "admin1CodesASCII.txt" => self.division(&fields),
                "countryInfo.txt" => self.country(&fields),
                "alternateNamesV2.txt" | "alternateNames.txt" => self.alternate(&fields),
                _ => self.place(&fields),
            };
            result.map_err(|message| ImportError::Line(number + 1, message))?;
        }
        Ok(())
    }

    fn division(&mut self, fields: &[&str]) -> Result<(), String> {
        if let [code, name, ..] = fields {
            self.divisions
                .insert((*code).to_owned(), (*name).to_owned());
            return Ok(());
        }
        Err("a line of admin1CodesASCII.txt has four columns".into())
    }

    fn country(&mut self, fields: &[&str]) -> Result<(), String> {
        if !fields[0].starts_with('#')
            && let [two, three, ..] = fields
        {
            self.countries
                .insert((*two).to_owned(), (*three).to_owned());
        }
        Ok(())
    }

    fn alternate(&mut self, fields: &[&str]) -> Result<(), String> {
        let [_, id, language, name, rest @ ..] = fields else {
            return Err("a line of alternateNamesV2.txt has at least four columns".into());
        };
        // Colloquial and historic names are no names of today's news.
        let apart = rest.iter().skip(2).take(2).any(|f| *f == "1");
        if !apart
            && self.filter.languages.iter().any(|l| l == language)
            && let Some(&row) = id.parse().ok().and_then(|id: u64| self.index.get(&id))
        {
            add(&mut self.rows[row], name);
        }
        Ok(())
    }

    fn place(&mut self, fields: &[&str]) -> Result<(), String> {
        let [
            id,
            name,
            ascii,
            _,
            lat,
            lon,
            class,
            code,
            two,
            _,
            admin1,
            _,
            _,
            _,
            population,
            ..,
        ] = fields
        else {
            return Err(format!(
                "{} columns where the main table of GeoNames has 19",
                fields.len()
            ));
        };
        let Ok(id) = id.parse::<u64>() else {
            return Err(format!("\"{id}\" is no GeoNames id"));
        };
        let population = population.parse().unwrap_or(0);
        if let Some(division) = self.known.get(&id) {
            *self
                .votes
                .entry((format!("{two}.{admin1}"), division.clone()))
                .or_default() += 1;
        }
        let country = self.countries.get(*two).cloned().unwrap_or_default();
        let chosen = self.filter.countries.is_empty()
            || self
                .filter
                .countries
                .iter()
                .any(|c| c.eq_ignore_ascii_case(two) || c.eq_ignore_ascii_case(&country));
        let feature = format!("{class}.{code}");
        let classes = &self.filter.classes;
        let fits = classes.is_empty()
            || classes
                .iter()
                .any(|c| c.as_str() == *class || *c == feature);
        let Some(kind) = kind(class, code) else {
            return Ok(());
        };
        if !chosen
            || !fits
            || population < self.filter.min_population
            || self.index.contains_key(&id)
        {
            return Ok(());
        }
        self.index.insert(id, self.rows.len());
        let mut row = Row {
            id,
            name: (*name).to_owned(),
            aliases: Vec::new(),
            kind,
            country,
            division: format!("{two}.{admin1}"),
            lat: (*lat).to_owned(),
            lon: (*lon).to_owned(),
            population,
        };
        add(&mut row, ascii);
        self.rows.push(row);
        Ok(())
    }

    /// Writes the rows as a gazetteer file.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write(mut self, mut out: impl Write) -> io::Result<()> {
        let mut votes: Vec<_> = self.votes.into_iter().collect();
        votes.sort_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
        let mut learnt: HashMap<String, String, FixedState> = HashMap::default();
        for ((code, name), _) in votes {
            learnt.insert(code, name);
        }
        // The shipped gazetteer's own names come first: its rows and these must agree.
        self.divisions.extend(learnt);
        writeln!(out, "{NOTICE}\n{HEADER}")?;
        for row in &self.rows {
            let division = self.divisions.get(&row.division).map_or("", String::as_str);
            let (id, name, aliases) = (row.id, &row.name, row.aliases.join("|"));
            let Row {
                kind,
                country,
                lat,
                lon,
                ..
            } = row;
            let people = if row.population > 0 {
                row.population.to_string()
            } else {
                String::new()
            };
            writeln!(
                out,
                "gn/{id}\t{name}\t{aliases}\t{kind}\t{country}\t{division}\t{lat}\t{lon}\t{people}\t{id}"
            )?;
        }
        out.flush()
    }
}

fn add(row: &mut Row, name: &str) {
    let folded = |text: &str| {
        let mut out = String::new();
        fold(text, &mut out);
        out
    };
    let new = folded(name);
    if !new.is_empty()
        && !name.contains('|')
        && folded(&row.name) != new
        && !row.aliases.iter().any(|a| folded(a) == new)
    {
        row.aliases.push(name.to_owned());
    }
}

/// Our kind for a feature; countries and what is no more stay out.
fn kind(class: &str, code: &str) -> Option<&'static str> {
    Some(match (class, code) {
        ("A", code) if code.starts_with("PCL") => return None,
        (_, code)
            if code.ends_with('H')
                && matches!(
                    code,
                    "PPLH" | "ADM1H" | "ADM2H" | "ADM3H" | "ADM4H" | "ADMDH"
                ) =>
        {
            return None;
        }
        ("A", "ADM1") => "admin1",
        ("A", "ADM2") => "admin2",
        ("P", _) => "settlement",
        ("H", "STM" | "STMI" | "STMM" | "STMX") => "river",
        ("T", "VAL" | "VALS" | "VALX") => "valley",
        ("S" | "R", _) => "facility",
        ("", _) => return None,
        _ => "region",
    })
}

/// A table with a header to gazetteer rows; `columns` says which of its columns is which of ours.
///
/// # Errors
/// A column that does not stand in the header, or a file that cannot be read.
pub fn table(
    lines: impl BufRead,
    separator: char,
    columns: &[(String, String)],
    mut out: impl Write,
) -> Result<usize, ImportError> {
    let mut lines = lines.lines();
    let header = lines.next().transpose()?.unwrap_or_default();
    let header = cells(&header, separator);
    let place = |ours: &str| -> Result<Option<usize>, ImportError> {
        let theirs = columns
            .iter()
            .find(|(o, _)| o == ours)
            .map_or(ours, |(_, t)| t.as_str());
        match header.iter().position(|h| h == theirs) {
            None if columns.iter().any(|(o, _)| o == ours) => Err(ImportError::Line(
                1,
                format!("no column \"{theirs}\"; there are: {}", header.join(", ")),
            )),
            found => Ok(found),
        }
    };
    let ours: Vec<&str> = HEADER.split('\t').collect();
    let places = ours
        .iter()
        .map(|o| place(o))
        .collect::<Result<Vec<_>, _>>()?;
    writeln!(out, "{HEADER}")?;
    let mut count = 0;
    for (number, line) in lines.enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let cells = cells(&line, separator);
        let cell = |at: &Option<usize>| {
            at.and_then(|i| cells.get(i))
                .map_or("", |c| c.trim())
                .replace('\t', " ")
        };
        let mut row: Vec<String> = places.iter().map(cell).collect();
        if row[1].is_empty() {
            return Err(ImportError::Line(number + 2, "no name".into()));
        }
        count += 1;
        if row[0].is_empty() {
            row[0] = format!("tab/{count}");
        }
        if row[3].is_empty() {
            row[3] = "settlement".to_owned();
        }
        for (at, what, most) in [(6, "latitude", 90.0), (7, "longitude", 180.0)] {
            let degrees = row[at].parse::<f64>().ok();
            if !row[at].is_empty() && !degrees.is_some_and(|d| d.abs() <= most) {
                let message = format!("\"{}\" is no {what} in degrees", row[at]);
                return Err(ImportError::Line(number + 2, message));
            }
        }
        writeln!(out, "{}", row.join("\t"))?;
    }
    out.flush()?;
    Ok(count)
}

/// The cells of a line; quotation marks hold a cell together in CSV.
fn cells(line: &str, separator: char) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' if separator == ',' => quoted = !quoted,
            c if c == separator && !quoted => out.push(String::new()),
            c => {
                if let Some(last) = out.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    out
}
