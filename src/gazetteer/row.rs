//! Entries as a pack keeps them: numbers, and all texts in one.
//!
//! In come entries; out go rows of a fixed size, which are cheap to compare and quick to read from a
//! file. It knows no names other than an entry's own.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::cache::flat::Flat;

/// A text that many entries share (a kind, a country, a division), by number; 0 is the empty text.
pub(super) type Label = u32;

/// What counts of an entry's kind when names are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A country.
    Country,
    /// A first-level division.
    Admin1,
    /// A second-level division.
    Admin2,
    /// A town or village.
    Settlement,
    /// A region.
    Region,
    /// A river, a valley, a border.
    Nature,
    /// A facility.
    Facility,
    /// Armed groups, international organisations, forces: known by their names.
    Force,
    /// Governments, companies, media and other organisations.
    Body,
    /// Anything else.
    Other,
}

impl Class {
    const ALL: [Class; 10] = [
        Class::Country,
        Class::Admin1,
        Class::Admin2,
        Class::Settlement,
        Class::Region,
        Class::Nature,
        Class::Facility,
        Class::Force,
        Class::Body,
        Class::Other,
    ];

    fn of(kind: &str) -> Class {
        match kind {
            "country" => Class::Country,
            "admin1" => Class::Admin1,
            "admin2" => Class::Admin2,
            "settlement" => Class::Settlement,
            "region" => Class::Region,
            "river" | "valley" | "border" => Class::Nature,
            "facility" => Class::Facility,
            "armed-group"
            | "international-organisation"
            | "military"
            | "police"
            | "border-guard" => Class::Force,
            "government" | "media" | "company" | "organisation" => Class::Body,
            _ => Class::Other,
        }
    }

    /// Whether it is a place on the map.
    pub(crate) fn is_place(self) -> bool {
        !matches!(self, Class::Force | Class::Body | Class::Other)
    }
}

/// One entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    /// Where its id starts in the texts, where its name does, and where that ends.
    text: [u32; 3],
    pub(super) class: Class,
    kind: Label,
    pub(super) country: Label,
    pub(super) admin1: Label,
    role: Label,
    pub(super) point: Option<(f64, f64)>,
    pub(super) population: u64,
    geonames: Option<u64>,
    from: Option<Date>,
    until: Option<Date>,
    /// Whether it is the capital of its country.
    pub(super) capital: bool,
}

impl Row {
    /// Whether the entry holds on a day; one without dates always does.
    pub(super) fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// As numbers: a point that is none is no number, a day that is none is 0.
impl Flat for Row {
    const SIZE: usize = 4 * 18;

    fn put(&self, out: &mut Vec<u8>) {
        let class = self.class as u32 | u32::from(self.capital) << 8;
        let (lat, lon) = self.point.unwrap_or((f64::NAN, f64::NAN));
        let day = |day: Option<Date>| {
            let parts =
                |d: Date| (d.year() as u32) << 16 | (d.month() as u32) << 8 | d.day() as u32;
            day.map_or(0, parts)
        };
        let long = |n: u64| [n as u32, (n >> 32) as u32];
        self.text.put(out);
        [class, self.kind, self.country, self.admin1, self.role].put(out);
        for number in [
            lat.to_bits(),
            lon.to_bits(),
            self.population,
            self.geonames.unwrap_or(u64::MAX),
        ] {
            long(number).put(out);
        }
        [day(self.from), day(self.until)].put(out);
    }

    fn get(bytes: &[u8]) -> Row {
        let n: [u32; 18] = <[u32; 18]>::get(bytes);
        let long = |i: usize| u64::from(n[i]) | u64::from(n[i + 1]) << 32;
        let (lat, lon) = (f64::from_bits(long(8)), f64::from_bits(long(10)));
        let day = |n: u32| Date::new((n >> 16) as i16, (n >> 8) as i8, n as i8).ok();
        let some = |n: u32| if n == 0 { None } else { day(n) };
        Row {
            text: [n[0], n[1], n[2]],
            class: Class::ALL[(n[3] & 0xff) as usize % Class::ALL.len()],
            capital: n[3] >> 8 != 0,
            kind: n[4],
            country: n[5],
            admin1: n[6],
            role: n[7],
            point: (!lat.is_nan()).then_some((lat, lon)),
            population: long(12),
            geonames: Some(long(14)).filter(|id| *id != u64::MAX),
            from: some(n[16]),
            until: some(n[17]),
        }
    }
}

impl Row {
    /// What counts of its kind.
    pub(crate) fn class(&self) -> Class {
        self.class
    }

    /// Inhabitants; 0 = unknown.
    pub(crate) fn population(&self) -> u64 {
        self.population
    }
}

/// All entries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Rows {
    #[serde(with = "crate::cache::flat")]
    rows: Vec<Row>,
    texts: String,
    labels: Vec<String>,
}

impl Default for Rows {
    fn default() -> Self {
        Rows {
            rows: Vec::new(),
            texts: String::new(),
            labels: vec![String::new()],
        }
    }
}

/// An entry in the words of its file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Written<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub kind: &'a str,
    pub country: &'a str,
    pub admin1: &'a str,
    pub role: &'a str,
    pub point: Option<(f64, f64)>,
    pub population: u64,
    pub geonames: Option<u64>,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// The numbers of shared texts, while entries are added.
#[derive(Debug, Default)]
pub(super) struct Labels(HashMap<String, Label, FixedState>);

impl Labels {
    fn number(&mut self, rows: &mut Rows, text: &str) -> Label {
        if text.is_empty() {
            return 0;
        }
        if let Some(&known) = self.0.get(text) {
            return known;
        }
        let label = rows.labels.len() as Label;
        rows.labels.push(text.to_owned());
        self.0.insert(text.to_owned(), label);
        label
    }
}

impl Rows {
    /// The number of entries.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Adds an entry.
    pub fn push(&mut self, labels: &mut Labels, entry: &Written) {
        let start = self.texts.len() as u32;
        self.texts.push_str(entry.id);
        let middle = self.texts.len() as u32;
        self.texts.push_str(entry.name);
        let row = Row {
            text: [start, middle, self.texts.len() as u32],
            class: Class::of(entry.kind),
            kind: labels.number(self, entry.kind),
            country: labels.number(self, entry.country),
            admin1: labels.number(self, entry.admin1),
            role: labels.number(self, entry.role),
            point: entry.point,
            population: entry.population,
            geonames: entry.geonames,
            from: entry.from,
            until: entry.until,
            capital: false,
        };
        self.rows.push(row);
    }

    /// A row.
    pub fn get(&self, index: usize) -> &Row {
        &self.rows[index]
    }

    /// A row's own name.
    pub fn name(&self, row: &Row) -> &str {
        &self.texts[row.text[1] as usize..row.text[2] as usize]
    }

    /// Marks the entries that are called like a capital of their country; `capitals` by code.
    pub fn mark_capitals(&mut self, capitals: &BTreeMap<String, Vec<String>>) {
        let Rows {
            rows,
            texts,
            labels,
        } = self;
        let of: Vec<Option<&Vec<String>>> = labels.iter().map(|l| capitals.get(l)).collect();
        for row in rows {
            if let Some(names) = of[row.country as usize] {
                let name = &texts[row.text[1] as usize..row.text[2] as usize];
                row.capital = names.iter().any(|n| n == name);
            }
        }
    }

    /// The entry of a row.
    pub fn entry(&self, index: usize) -> Entry {
        let row = &self.rows[index];
        let label = |label: Label| self.labels[label as usize].clone();
        Entry {
            id: self.texts[row.text[0] as usize..row.text[1] as usize].to_owned(),
            name: self.name(row).to_owned(),
            kind: label(row.kind),
            country: label(row.country),
            admin1: label(row.admin1),
            role: label(row.role),
            point: row.point,
            population: row.population,
            geonames: row.geonames,
            from: row.from,
            until: row.until,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back() {
        let mut rows = Rows::default();
        let mut labels = Labels::default();
        let written = Written {
            id: "grp/x",
            name: "X",
            kind: "armed-group",
            country: "TJK",
            from: Date::new(-12, 3, 4).ok(),
            until: Date::new(2024, 11, 27).ok(),
            geonames: Some(0),
            ..Written::default()
        };
        rows.push(&mut labels, &written);
        let place = Written {
            kind: "settlement",
            point: Some((-0.0, 179.5)),
            population: u64::MAX,
            ..written
        };
        rows.push(&mut labels, &place);
        for row in &rows.rows {
            let mut bytes = Vec::new();
            row.put(&mut bytes);
            assert_eq!(bytes.len(), Row::SIZE);
            assert_eq!(Row::get(&bytes), *row);
        }
        assert_eq!(rows.entry(1).country, "TJK");
    }
}
