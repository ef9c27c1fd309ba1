//! The time words of `rules/dates.yaml`, compiled for look-up by word.
//!
//! In comes the YAML text; out goes a dense table from [`Word`] to what the word can mean in a
//! time expression. It never looks at a text.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::file::File;
use crate::annotate::numeral::Numerals;
use crate::text::{Vocabulary, Word};

/// A unit of time.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub(in crate::annotate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A season of the northern half of the world.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub(in crate::annotate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of the day.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub(in crate::annotate) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// Where an expression points that names no stretch of the calendar.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub(in crate::annotate) enum Reference {
    Past,
    Present,
    Future,
}

/// What a function word does in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[rustfmt::skip]
pub(in crate::annotate) enum Role {
    The, Possessive, Clitic, A, One, This, That, These, Those, Each, Another, Be,
    Last, Past, Previous, Next, Coming, Following, Same, Current, Recent, Latest, Future,
    First, Final, Full, Other, Earlier, Later, Before, After, Ago, Hence,
    Early, Late, Mid, Middle, Beginning, End, Eve, Half, QuarterWord, Period, Fiscal, Calendar,
    Sometime, More, Less, Than, About, Nearly, Least, Most, Up, Over, Only, No,
    Couple, Few, Several, Many, Dozen, So, Or, And, Of, In, On, At, To, From, Between, Through,
    Within, During, For, By, Since, Until, Now, Ahead, Ended, Old, Age, Comparable, Local, Time,
    Date, YearWord, Am, Pm, Oclock, Hours, Zone, Era, Follow, BeforeYear, Measure, Overnight, Into,
}

/// What a phrase of several words (or a single one) means as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Phrase {
    Reference(Reference),
    /// Days from the day of the report.
    Day(i8),
    /// A part of the day of the report.
    PartOfToday(Part),
    /// Month and day.
    Holiday(i8, i8),
}

/// All that one word can mean.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Lexeme {
    /// Bits of [`Role`].
    pub roles: u128,
    /// 1..=12, or 0.
    pub month: i8,
    /// 1..=7, Monday first, or 0.
    pub weekday: i8,
    /// Several of the weekday, unit or part.
    pub plural: bool,
    /// Also another word; needs a number or a time word beside it.
    pub uncertain: bool,
    pub unit: Option<Unit>,
    pub season: Option<Season>,
    pub part: Option<Part>,
    /// An hour of the day, 12 or 24.
    pub clock: i8,
    /// Index + 1 of a SET value.
    pub set: u8,
    pub phrase: bool,
    /// `+1` future, `-1` past.
    pub tense: i8,
    /// 20 for "twenties".
    pub decade: i16,
    pub number: bool,
}

impl Lexeme {
    #[inline(always)]
    pub fn is(&self, role: Role) -> bool {
        self.roles & (1 << role as u32) != 0
    }

    /// Whether it has one of these roles.
    #[inline(always)]
    pub fn any(&self, roles: &[Role]) -> bool {
        self.roles & mask(roles) != 0
    }

    /// Whether it is a mere function word, which shows no time by itself: "the", "of", "to".
    fn thin(&self) -> bool {
        const THIN: u128 = mask(&[
            Role::The,
            Role::Possessive,
            Role::Clitic,
            Role::A,
            Role::One,
            Role::This,
            Role::That,
            Role::These,
            Role::Those,
            Role::Be,
            Role::So,
            Role::Or,
            Role::And,
            Role::Of,
            Role::In,
            Role::On,
            Role::At,
            Role::To,
            Role::From,
            Role::For,
            Role::By,
            Role::Into,
            Role::Follow,
            Role::No,
            Role::Only,
            Role::Up,
        ]);
        self.roles & !THIN == 0
            && self.unit.is_none()
            && self.season.is_none()
            && self.part.is_none()
            && !self.number
            && (self.month, self.weekday, self.clock, self.set, self.decade) == (0, 0, 0, 0, 0)
    }
}

#[inline]
const fn mask(roles: &[Role]) -> u128 {
    let mut bits = 0;
    let mut i = 0;
    while i < roles.len() {
        bits |= 1 << roles[i] as u32;
        i += 1;
    }
    bits
}

/// What the finder does with a token on first sight.
pub(super) mod start {
    /// May begin an expression.
    pub const YES: u8 = 1;
    /// May begin one only if the next token is a time word or number.
    pub const WEAK: u8 = 2;
    /// May begin one only if the next token shows a time: "the", "a", "this".
    pub const DETERMINER: u8 = 4;
    /// Begins a phrase; nothing if the phrase does not follow.
    pub const PHRASE: u8 = 8;
    /// A mere function word as the second word of an expression.
    pub const THIN: u8 = 16;
}

/// The time words of a pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TimeWords {
    /// By word id: 0, or 1 + index into `lexemes`.
    #[serde(with = "crate::cache::flat")]
    table: Vec<u16>,
    lexemes: Vec<Lexeme>,
    /// By lexeme: bits of [`start`].
    starts: Vec<u8>,
    /// In order of their first words, the longest of each first.
    phrases: Vec<(Vec<Word>, Phrase)>,
    sets: Vec<String>,
    pub(super) numerals: Numerals,
}

const NOTHING: Lexeme = Lexeme {
    roles: 0,
    month: 0,
    weekday: 0,
    plural: false,
    uncertain: false,
    unit: None,
    season: None,
    part: None,
    clock: 0,
    set: 0,
    phrase: false,
    tense: 0,
    decade: 0,
    number: false,
};

impl TimeWords {
    /// Compiles the words of `yaml` (see `rules/dates.yaml`) and adds them to `vocabulary`.
    ///
    /// # Errors
    /// Says what is wrong with the YAML, with its line where the reader knows it.
    pub fn compile(yaml: &str, vocabulary: &mut Vocabulary) -> Result<TimeWords, String> {
        TimeWords::of(&File::read(yaml)?, vocabulary)
    }

    pub(in crate::annotate) fn of(
        file: &File,
        vocabulary: &mut Vocabulary,
    ) -> Result<TimeWords, String> {
        let numerals = Numerals::compile(&file.numbers, vocabulary);
        let mut build = Build {
            words: BTreeMap::new(),
            vocabulary,
        };
        let mut phrases = Vec::new();
        let mut sets = Vec::new();
        build.calendar(file)?;
        for (role, words) in &file.roles {
            for word in words {
                build.at(word).roles |= 1 << *role as u32;
            }
        }
        for (value, words) in &file.sets {
            sets.push(value.clone());
            for word in words {
                build.at(word).set = sets.len() as u8;
            }
        }
        for (sign, words) in [(1, &file.tense.future), (-1, &file.tense.past)] {
            for word in words {
                build.at(word).tense = sign;
            }
        }
        for word in file
            .numbers
            .cardinals
            .keys()
            .chain(file.numbers.ordinals.keys())
        {
            build.at(word).number = true;
        }
        for (word, decade) in &file.numbers.decades {
            build.at(word).decade = *decade;
        }
        let mut named: Vec<(&str, Phrase)> = Vec::new();
        for (reference, words) in &file.references {
            named.extend(
                words
                    .iter()
                    .map(|w| (w.as_str(), Phrase::Reference(*reference))),
            );
        }
        for (days, words) in file.days.iter().chain(&file.day_phrases) {
            named.extend(words.iter().map(|w| (w.as_str(), Phrase::Day(*days))));
        }
        for (part, words) in &file.part_of_today {
            named.extend(
                words
                    .iter()
                    .map(|w| (w.as_str(), Phrase::PartOfToday(*part))),
            );
        }
        for h in &file.holidays {
            named.extend(
                h.names
                    .iter()
                    .map(|w| (w.as_str(), Phrase::Holiday(h.month, h.day))),
            );
        }
        for (text, meaning) in named {
            let words: Vec<Word> = text
                .split_whitespace()
                .map(|w| build.vocabulary.add(w))
                .collect();
            let Some(first) = text.split_whitespace().next() else {
                continue;
            };
            build.at(first).phrase = true;
            phrases.push((words, meaning));
        }
        // The longest phrase wins.
        phrases.sort_by_key(|(words, _)| (words[0], std::cmp::Reverse(words.len())));
        let Build { words, .. } = build;
        let size = words.keys().map(|w| w.0 as usize + 1).max().unwrap_or(0);
        let mut table = vec![0u16; size];
        let mut lexemes = Vec::with_capacity(words.len());
        let mut starts = Vec::with_capacity(words.len());
        for (word, lexeme) in words {
            lexemes.push(lexeme);
            starts.push(start_of(&lexeme));
            table[word.0 as usize] = lexemes.len() as u16;
        }
        Ok(TimeWords {
            table,
            lexemes,
            starts,
            phrases,
            sets,
            numerals,
        })
    }

    #[inline]
    fn index(&self, word: Word) -> usize {
        self.table.get(word.0 as usize).copied().unwrap_or(0) as usize
    }

    /// Bits of [`start`] for a word.
    #[inline]
    pub(super) fn start(&self, word: Word) -> u8 {
        match self.index(word) {
            0 => 0,
            i => self.starts[i - 1],
        }
    }

    #[inline]
    pub(super) fn lexeme(&self, word: Word) -> &Lexeme {
        match self.index(word) {
            0 => &NOTHING,
            i => &self.lexemes[i - 1],
        }
    }

    /// Whether the word means anything here.
    pub(super) fn is_known(&self, word: Word) -> bool {
        self.index(word) != 0
    }

    /// Whether the word shows a time, as "week" does and "of" does not.
    pub(super) fn shows(&self, word: Word) -> bool {
        match self.index(word) {
            0 => false,
            i => self.starts[i - 1] & start::THIN == 0,
        }
    }

    pub(super) fn nothing() -> &'static Lexeme {
        &NOTHING
    }

    /// The phrases that begin with a word, the longest first.
    pub(super) fn phrases(&self, first: Word) -> &[(Vec<Word>, Phrase)] {
        let low = self.phrases.partition_point(|(words, _)| words[0] < first);
        let rest = &self.phrases[low..];
        &rest[..rest.partition_point(|(words, _)| words[0] == first)]
    }

    pub(super) fn set(&self, index: u8) -> &str {
        &self.sets[index as usize - 1]
    }
}

fn start_of(lexeme: &Lexeme) -> u8 {
    use Role::*;
    let strong = lexeme.month != 0
        || lexeme.weekday != 0
        || lexeme.set != 0
        || lexeme.clock != 0
        || lexeme.is(Overnight)
        || lexeme.is(Each)
        || lexeme.season.is_some()
        || lexeme.part.is_some()
        || lexeme.unit.is_some()
        || lexeme.decade != 0;
    let weak = [
        Each, Another, Last, Past, Previous, Next, Coming, Following, Same, Latest, Current,
        Recent, Early, Late, Mid, Earlier, Later, Middle, Beginning, End, Eve, Half, Fiscal,
        Sometime, More, Less, About, Nearly, Up, Over, Only, No, Several, Few, Many, Dozen, At,
        Full, First, Final, Between, YearWord, Couple, Within, Comparable,
    ];
    let determiners = [The, Possessive, A, This, That, These, Those];
    let mut bits = 0;
    if strong {
        bits = start::YES;
    } else if lexeme.number || lexeme.any(&weak) {
        bits = start::WEAK;
    } else if lexeme.any(&determiners) {
        bits = start::DETERMINER;
    }
    if lexeme.phrase {
        bits |= start::PHRASE;
    }
    if lexeme.thin() {
        bits |= start::THIN;
    }
    bits
}

struct Build<'v> {
    words: BTreeMap<Word, Lexeme>,
    vocabulary: &'v mut Vocabulary,
}

impl Build<'_> {
    fn at(&mut self, word: &str) -> &mut Lexeme {
        self.words.entry(self.vocabulary.add(word)).or_default()
    }

    fn calendar(&mut self, file: &File) -> Result<(), String> {
        for (what, list, size) in [
            ("months", &file.months, 12),
            ("weekdays", &file.weekdays, 7),
            ("weekday_plurals", &file.weekday_plurals, 7),
        ] {
            if list.len() != size {
                return Err(format!(
                    "{what}: {size} lists expected, {} found",
                    list.len()
                ));
            }
        }
        for (number, words) in (1..).zip(&file.months) {
            for word in words {
                self.at(word).month = number;
            }
        }
        for (list, plural) in [(&file.weekdays, false), (&file.weekday_plurals, true)] {
            for (number, words) in (1..).zip(list) {
                for word in words {
                    let lexeme = self.at(word);
                    lexeme.weekday = number;
                    lexeme.plural |= plural;
                }
            }
        }
        for (unit, names) in &file.units {
            for (list, plural) in [(&names.one, false), (&names.many, true)] {
                for word in list {
                    let lexeme = self.at(word);
                    lexeme.unit = Some(*unit);
                    lexeme.plural |= plural;
                }
            }
        }
        for (season, words) in &file.seasons {
            for word in words {
                self.at(word).season = Some(*season);
            }
        }
        for (list, plural) in [(&file.parts, false), (&file.part_plurals, true)] {
            for (part, words) in list {
                for word in words {
                    let lexeme = self.at(word);
                    lexeme.part = Some(*part);
                    lexeme.plural |= plural;
                }
            }
        }
        for (hour, words) in &file.clocks {
            let hour: i8 = hour
                .split(':')
                .next()
                .and_then(|h| h.parse().ok())
                .filter(|h| (0..=24).contains(h))
                .ok_or_else(|| format!("clocks: {hour:?} is no time of day"))?;
            for word in words {
                self.at(word).clock = hour;
            }
        }
        for word in file.uncertain.iter().chain(&file.uncertain_seasons) {
            self.at(word).uncertain = true;
        }
        Ok(())
    }
}
