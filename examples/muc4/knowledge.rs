//! What the shipped files say about words and names.

use std::collections::{BTreeMap, HashMap, HashSet};

use panj::Pack;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct GazetteerFile {
    entries: Vec<GazetteerEntry>,
}

#[derive(Deserialize)]
pub(crate) struct GazetteerEntry {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    country: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct LexiconFile {
    lexicons: BTreeMap<String, LexiconEntry>,
}

#[derive(Deserialize)]
pub(crate) struct LexiconEntry {
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
}

/// What the shipped files say about words and names.
#[derive(Default)]
pub(crate) struct Knowledge {
    /// Head nouns for people, singular and plural, in capitals.
    pub(crate) people: HashSet<String>,
    /// Head nouns for bodies of men: a column, a patrol.
    pub(crate) units: HashSet<String>,
    /// Head nouns for what only an army has.
    pub(crate) military: HashSet<String>,
    /// Head nouns for what can be a target: buildings, works, vehicles.
    pub(crate) things: HashSet<String>,
    /// Head nouns for what drives on a road.
    pub(crate) road: HashSet<String>,
    /// What names a whole campaign of attacks, in capitals.
    pub(crate) campaigns: HashSet<String>,
    /// What nationals are called, in capitals.
    pub(crate) nationals: HashSet<String>,
    /// Names of an entry, in capitals, longest first.
    pub(crate) names: HashMap<String, Vec<String>>,
    /// Country of an entry.
    pub(crate) home: HashMap<String, String>,
    /// Given names, in capitals.
    pub(crate) given: HashSet<String>,
    /// Countries by code.
    pub(crate) countries: HashMap<String, String>,
}

/// The head nouns of lexicons, singular and plural, in capitals.
pub(crate) fn heads<'a>(
    lexicons: impl Iterator<Item = &'a LexiconEntry>,
    longest: usize,
) -> HashSet<String> {
    let mut out = HashSet::new();
    for lexicon in lexicons {
        let words = lexicon.words.iter().filter(|w| !w.contains(' '));
        for noun in lexicon
            .nouns
            .iter()
            .chain(words)
            .filter(|n| n.split(' ').count() <= longest)
        {
            let Some(head) = noun.split(' ').next_back().map(capitals) else {
                continue;
            };
            let plural = match head.strip_suffix("MAN") {
                Some(stem) => format!("{stem}MEN"),
                None if head.ends_with('Y') => format!("{}IES", &head[..head.len() - 1]),
                None => format!("{head}S"),
            };
            out.extend([head, plural]);
        }
    }
    out
}

/// In capitals and without accents, as MUC prints it.
pub(crate) fn capitals(text: &str) -> String {
    text.chars()
        .flat_map(char::to_uppercase)
        .map(|c| match c {
            'Á' => 'A',
            'É' => 'E',
            'Í' => 'I',
            'Ó' => 'O',
            'Ú' | 'Ü' => 'U',
            'Ñ' => 'N',
            other => other,
        })
        .collect()
}

impl Knowledge {
    pub(crate) fn load() -> Result<Knowledge, Box<dyn std::error::Error>> {
        let mut known = Knowledge::default();
        for (path, text) in Pack::embedded().files() {
            if path.contains("groups/") || path.contains("security-forces") {
                let file: GazetteerFile = serde_yaml::from_str(text)?;
                for entry in file.entries {
                    let mut names: Vec<String> = entry
                        .aliases
                        .iter()
                        .chain([&entry.name])
                        .map(|n| capitals(n).trim_start_matches("THE ").to_owned())
                        .filter(|n| !n.ends_with(" GUERRILLAS") && !n.ends_with(" REBELS"))
                        .collect();
                    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
                    known.names.insert(entry.id.clone(), names);
                    if let Some(country) = entry.country {
                        known.home.insert(entry.id, country);
                    }
                }
            } else if path.ends_with("lexicons/people.yaml") {
                let file: LexiconFile = serde_yaml::from_str(text)?;
                known.people = heads(file.lexicons.values(), usize::MAX);
            } else if path.ends_with("lexicons/organisations.yaml") {
                let file: LexiconFile = serde_yaml::from_str(text)?;
                known.units = heads(
                    file.lexicons
                        .iter()
                        .filter(|(n, _)| *n == "army-unit")
                        .map(|(_, l)| l),
                    1,
                );
            } else if path.ends_with("lexicons/events.yaml") {
                let file: LexiconFile = serde_yaml::from_str(text)?;
                known.campaigns = heads(
                    file.lexicons
                        .iter()
                        .filter(|(n, _)| *n == "campaign")
                        .map(|(_, l)| l),
                    1,
                );
            } else if path.ends_with("lexicons/facilities.yaml")
                || path.ends_with("lexicons/weapons.yaml")
            {
                let file: LexiconFile = serde_yaml::from_str(text)?;
                known.things.extend(heads(
                    file.lexicons
                        .iter()
                        .filter(|(n, _)| *n != "goods" && path.ends_with("facilities.yaml"))
                        .map(|(_, l)| l),
                    usize::MAX,
                ));
                known.road.extend(heads(
                    file.lexicons
                        .iter()
                        .filter(|(n, _)| *n == "road-vehicle")
                        .map(|(_, l)| l),
                    1,
                ));
                let army = ["military-facility", "armour", "warship", "aircraft"];
                known.military.extend(heads(
                    file.lexicons
                        .iter()
                        .filter(|(n, _)| army.contains(&n.as_str()))
                        .map(|(_, l)| l),
                    1,
                ));
            } else if path.ends_with("given-names.tsv") {
                let names = text.lines().filter(|l| !l.starts_with('#'));
                known.given = names
                    .filter_map(|l| l.split('\t').next())
                    .map(capitals)
                    .collect();
            } else if path.ends_with("countries.tsv") {
                for line in text.lines().filter(|l| !l.starts_with('#')) {
                    let cells: Vec<&str> = line.split('\t').collect();
                    if let [code, _, name, _, adjectives, ..] = cells[..] {
                        known.countries.insert(code.to_owned(), capitals(name));
                        known.nationals.extend(adjectives.split('|').map(capitals));
                    }
                }
            }
        }
        Ok(known)
    }

    pub(crate) fn person(&self, word: &str) -> bool {
        self.people.contains(word)
    }
}
