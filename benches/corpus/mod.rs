//! News that nobody reported: reports made from templates and the shipped gazetteers, the same for
//! the same seed on any machine, as much as is asked for.
//!
//! A report is 2 to 5 KB long: a title, a dateline, paragraphs. About one sentence in five tells of
//! an event; the rest is what stands between events in a paper. Places, peoples and armed groups
//! come from the gazetteers, persons from syllables, so that names known and unknown alternate.

mod sentences;

use std::io::{self, Write};

use sentences::{BACKGROUND, EVENTS, LISTS, TITLES};

/// How the reports are typed. The same seed gives the same reports in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Straight quotes, hyphens, no accents.
    Ascii,
    /// Curly quotes, dashes and accents.
    Typographic,
    /// As the telegraph wrote.
    Capitals,
}

impl Style {
    /// All of them.
    pub const ALL: [Style; 3] = [Style::Ascii, Style::Typographic, Style::Capitals];

    fn set(self, text: &str) -> String {
        let ascii = |text: &str| {
            let mut out = String::with_capacity(text.len());
            for letter in text.chars() {
                match letter {
                    '“' | '”' => out.push('"'),
                    '‘' | '’' => out.push('\''),
                    '—' => out.push_str("--"),
                    '–' => out.push('-'),
                    _ if letter.is_ascii() => out.push(letter),
                    _ => out.push(plain(letter)),
                }
            }
            out
        };
        match self {
            Style::Typographic => text.to_owned(),
            Style::Ascii => ascii(text),
            Style::Capitals => ascii(text).to_ascii_uppercase(),
        }
    }
}

/// Writes reports as JSON Lines until `bytes` of text are written; tells how many reports.
pub fn write(out: &mut impl Write, seed: u64, style: Style, bytes: usize) -> io::Result<usize> {
    let names = Names::load();
    let (mut written, mut count) = (0, 0);
    while written < bytes {
        let mut writer = Writer::new(&names, seed, count as u64);
        let (published, text) = writer.report();
        let text = style.set(&text);
        written += text.len();
        let id = format!("{seed}-{count}");
        let line = serde_json::json!({"id": id, "published": published, "text": text});
        writeln!(out, "{line}")?;
        count += 1;
    }
    Ok(count)
}

/// The letter without its accent.
fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => 'o',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ñ' | 'ń' => 'n',
        'ş' | 'š' | 'ś' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ł' => 'l',
        'Á' | 'À' | 'Â' | 'Ä' | 'Å' | 'Ã' => 'A',
        'É' | 'È' | 'Ê' => 'E',
        'Í' | 'Î' | 'İ' => 'I',
        'Ó' | 'Ö' | 'Ø' | 'Ô' => 'O',
        'Ú' | 'Ü' => 'U',
        'Ç' | 'Č' => 'C',
        'Š' | 'Ş' => 'S',
        'Ž' => 'Z',
        _ => 'x',
    }
}

/// What the slots of the templates are filled with.
struct Names {
    /// Town and country.
    towns: Vec<(String, usize)>,
    /// Country, its adjective.
    countries: Vec<(String, String)>,
    groups: Vec<String>,
    surnames: Vec<String>,
}

impl Names {
    fn load() -> Names {
        let rows = |text: &'static str| {
            let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
            rows.map(|line| line.split('\t').collect::<Vec<_>>())
        };
        let first = |list: &str| list.split('|').next().unwrap_or_default().to_owned();
        let mut codes = Vec::new();
        let mut countries = Vec::new();
        for row in rows(include_str!("../../gazetteers/places/countries.tsv")) {
            // The small ones are rarely in the news.
            let people = row.last().and_then(|n| n.parse().ok()).unwrap_or(0_u64);
            if people > 2_000_000 && !row[4].is_empty() {
                codes.push(row[0]);
                countries.push((row[2].to_owned(), first(row[4])));
            }
        }
        let towns = rows(include_str!("../../gazetteers/places/cities.tsv"))
            .filter_map(|row| {
                let country = codes.iter().position(|code| *code == row[4])?;
                Some((row[1].to_owned(), country))
            })
            .collect();
        let groups = [
            include_str!("../../gazetteers/groups/armed-groups-africa.yaml"),
            include_str!("../../gazetteers/groups/armed-groups-americas.yaml"),
            include_str!("../../gazetteers/groups/armed-groups-asia.yaml"),
            include_str!("../../gazetteers/groups/armed-groups-middle-east.yaml"),
        ]
        .iter()
        .flat_map(|file| file.lines())
        .filter_map(|line| line.trim().strip_prefix("name: "))
        .map(|name| name.trim_matches(['"', '\'']).to_owned())
        .collect();
        let surnames = rows(include_str!("../../gazetteers/people/surnames.tsv"))
            .map(|row| row[0].to_owned())
            .collect();
        Names {
            towns,
            countries,
            groups,
            surnames,
        }
    }
}

/// Numbers by chance (splitmix64), the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// One report with the people and places that it keeps coming back to.
struct Writer<'n> {
    names: &'n Names,
    chance: Chance,
    town: usize,
    group: usize,
    persons: Vec<String>,
    month: usize,
    day: usize,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl<'n> Writer<'n> {
    fn new(names: &'n Names, seed: u64, number: u64) -> Writer<'n> {
        let mut chance = Chance(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ (number << 20));
        let town = chance.below(names.towns.len());
        let group = chance.below(names.groups.len());
        let (month, day) = (chance.below(12), 1 + chance.below(28));
        let mut writer = Writer {
            names,
            chance,
            town,
            group,
            persons: Vec::new(),
            month,
            day,
        };
        writer.persons = (0..3).map(|_| writer.person()).collect();
        writer
    }

    /// The day of publication and the text.
    fn report(&mut self) -> (String, String) {
        let year = 2018 + self.chance.below(8);
        let published = format!("{year}-{:02}-{:02}", self.month + 1, self.day);
        let wanted = 2000 + self.chance.below(3000);
        let mut text = self.sentence(TITLES);
        text.push_str("\n\n");
        let (town, country) = &self.names.towns[self.town];
        let country = &self.names.countries[*country].0;
        text.push_str(&format!(
            "{}, {country}, {} {} — ",
            town.to_uppercase(),
            MONTHS[self.month],
            self.day
        ));
        let mut first = true;
        while text.len() < wanted {
            for _ in 0..2 + self.chance.below(3) {
                let list = match first || self.chance.percent(18) {
                    true => EVENTS,
                    false => BACKGROUND,
                };
                first = false;
                let sentence = self.sentence(list);
                text.push_str(&sentence);
                text.push(' ');
            }
            text.pop();
            text.push_str("\n\n");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        (published, text)
    }

    /// One of the templates with its slots filled; a sentence begins with a capital.
    fn sentence(&mut self, templates: &[&'static str]) -> String {
        let template = *self.chance.of(templates);
        let mut out = self.fill(template);
        let at = out.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
        if let Some(letter) = out[at..].chars().next() {
            let capital: String = letter.to_uppercase().collect();
            out.replace_range(at..at + letter.len_utf8(), &capital);
        }
        out
    }

    fn fill(&mut self, template: &str) -> String {
        let mut out = String::with_capacity(template.len() * 2);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('[') {
            let (slot, after) = after.split_once(']').unwrap_or((after, ""));
            out.push_str(before);
            let filler = self.slot(slot);
            out.push_str(&filler);
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn slot(&mut self, slot: &str) -> String {
        match slot {
            "town" if self.chance.percent(60) => self.names.towns[self.town].0.clone(),
            "town" => self.chance.of(&self.names.towns).0.clone(),
            "country" if self.chance.percent(60) => self.country().0.clone(),
            "country" => self.chance.of(&self.names.countries).0.clone(),
            "people" if self.chance.percent(60) => self.country().1.clone(),
            "people" => self.chance.of(&self.names.countries).1.clone(),
            "group" if self.chance.percent(70) => self.names.groups[self.group].clone(),
            "group" => self.chance.of(&self.names.groups).clone(),
            "person" if self.chance.percent(50) && self.persons.len() > 2 => {
                self.persons[self.chance.below(3)].clone()
            }
            "person" => self.person(),
            "surname" => {
                let full = &self.persons[self.chance.below(3)];
                full.rsplit(' ').next().unwrap_or(full).to_owned()
            }
            "number" => self.number(),
            "count" => (12 + self.chance.below(900)).to_string(),
            "decade" => format!("19{}0s", 2 + self.chance.below(8)),
            "year" => (1975 + self.chance.below(50)).to_string(),
            "date" => self.date(),
            _ => match LISTS.iter().find(|(name, _)| *name == slot) {
                Some((_, list)) => {
                    let filler = *self.chance.of(list);
                    self.fill(filler)
                }
                None => slot.to_owned(),
            },
        }
    }

    fn country(&self) -> &'n (String, String) {
        &self.names.countries[self.names.towns[self.town].1]
    }

    fn number(&mut self) -> String {
        const WORDS: [&str; 10] = [
            "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "a dozen",
        ];
        match self.chance.below(8) {
            0..=3 => (*self.chance.of(&WORDS)).to_owned(),
            4 => format!("at least {}", 11 + self.chance.below(80)),
            5 => format!("some {}", 10 * (2 + self.chance.below(30))),
            6 => format!(
                "{},{:03}",
                1 + self.chance.below(40),
                self.chance.below(1000)
            ),
            _ => (11 + self.chance.below(400)).to_string(),
        }
    }

    fn date(&mut self) -> String {
        const DAYS: [&str; 7] = [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ];
        let day = *self.chance.of(&DAYS);
        match self.chance.below(10) {
            0..=4 => format!("on {day}"),
            5 => format!("late on {day}"),
            6 => format!(
                "on {} {}",
                MONTHS[self.chance.below(12)],
                1 + self.chance.below(28)
            ),
            7 => "last week".to_owned(),
            8 => "earlier this month".to_owned(),
            _ => format!("in {}", MONTHS[self.chance.below(12)]),
        }
    }

    /// A person: an invented first name, and a surname that is listed or invented as well.
    fn person(&mut self) -> String {
        let first = self.invented();
        let last = match self.chance.percent(40) {
            true => self.chance.of(&self.names.surnames).clone(),
            false => self.invented(),
        };
        format!("{first} {last}")
    }

    fn invented(&mut self) -> String {
        const ONSETS: [&str; 18] = [
            "B", "D", "F", "G", "H", "J", "K", "L", "M", "N", "R", "S", "T", "V", "Y", "Z", "Kh",
            "Ch",
        ];
        const CORES: [&str; 14] = [
            "a", "e", "i", "o", "u", "aa", "ou", "ia", "é", "ó", "ü", "á", "ei", "ö",
        ];
        const CODAS: [&str; 12] = ["", "", "", "n", "r", "l", "m", "s", "d", "k", "ž", "ç"];
        let mut name = String::new();
        for syllable in 0..2 + self.chance.below(2) {
            let onset = *self.chance.of(&ONSETS);
            name.push_str(&if syllable == 0 {
                onset.to_owned()
            } else {
                onset.to_lowercase()
            });
            name.push_str(self.chance.of::<&str>(&CORES));
            name.push_str(self.chance.of::<&str>(&CODAS));
        }
        name
    }
}
