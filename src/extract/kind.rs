//! What a noun group denotes: from its name, its head's lexicon, or general English.

use serde::{Deserialize, Serialize};

use crate::gazetteer::{EntryId, Gazetteer, NameKind};
use crate::group::{Context, Name, Parse, Tag};
use crate::lexicon::{LexiconId, NounClass, Reading, Words, form};
use crate::text::{Flags, Text};

/// What a noun group denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names are the schema's own")]
pub enum Kind {
    Country,
    Government,
    Military,
    Police,
    BorderGuard,
    ArmedGroup,
    InternationalOrganisation,
    Organisation,
    Company,
    Media,
    Person,
    Civilians,
    Facility,
    Weapon,
    Vehicle,
    Document,
    Money,
    Event,
    Time,
    Place,
    Abstract,
    Object,
    Animal,
    Pronoun,
    Unknown,
}

use Kind::*;

const NAMES: &[(Kind, &str)] = &[
    (Country, "country"),
    (Government, "government"),
    (Military, "military"),
    (Police, "police"),
    (BorderGuard, "border-guard"),
    (ArmedGroup, "armed-group"),
    (InternationalOrganisation, "international-organisation"),
    (Organisation, "organisation"),
    (Company, "company"),
    (Media, "media"),
    (Person, "person"),
    (Civilians, "civilians"),
    (Facility, "facility"),
    (Weapon, "weapon"),
    (Vehicle, "vehicle"),
    (Document, "document"),
    (Money, "money"),
    (Event, "event"),
    (Time, "time"),
    (Place, "place"),
    (Abstract, "abstract"),
    (Object, "object"),
    (Animal, "animal"),
    (Unknown, "unknown"),
];

impl Kind {
    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Kind> {
        NAMES.iter().find(|(_, n)| *n == name).map(|&(k, _)| k)
    }

    /// Its name in the event record.
    pub fn as_str(self) -> &'static str {
        NAMES
            .iter()
            .find(|&&(k, _)| k == self)
            .map_or("unknown", |&(_, n)| n)
    }

    #[inline]
    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kinds(u32);

impl Kinds {
    /// Every kind.
    pub const ANY: Kinds = Kinds(u32::MAX);

    /// The set of these kinds.
    pub fn of(kinds: &[Kind]) -> Kinds {
        Kinds(kinds.iter().fold(0, |bits, k| bits | k.bit()))
    }

    /// Human beings.
    pub fn people() -> Kinds {
        Kinds::of(&[
            Person,
            Civilians,
            Military,
            Police,
            BorderGuard,
            ArmedGroup,
            Pronoun,
            Unknown,
        ])
    }

    /// Whoever can act.
    pub fn participant() -> Kinds {
        let more = Kinds::of(&[
            Country,
            Government,
            InternationalOrganisation,
            Organisation,
            Company,
            Media,
        ]);
        Kinds(Kinds::people().0 | more.0)
    }

    /// Things that can be hit.
    pub fn thing() -> Kinds {
        Kinds::of(&[Facility, Vehicle, Weapon, Object, Place, Animal])
    }

    /// The set that a rule's type name stands for.
    pub fn named(name: &str) -> Option<Kinds> {
        Some(match name {
            "people" => Kinds::people(),
            "participant" => Kinds::participant(),
            "organisation-like" => Kinds::of(&[
                Government,
                InternationalOrganisation,
                Organisation,
                Company,
                Media,
                Country,
            ]),
            "thing" => Kinds::thing(),
            "any" | "tail" => Kinds::ANY,
            "admin1" | "settlement" | "region" => Kinds::of(&[Place, Country]),
            _ => {
                let kind = Kind::parse(name)?;
                if kind == Place {
                    Kinds::of(&[Place, Country, Facility])
                } else {
                    Kinds::of(&[kind])
                }
            }
        })
    }

    /// Both sets together.
    pub fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Whether every kind of another set is in it.
    pub fn includes(self, other: Kinds) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether a kind is in it.
    #[inline]
    pub fn has(self, kind: Kind) -> bool {
        self.0 & kind.bit() != 0
    }
}

/// What a noun group denotes, and how that is known.
#[derive(Clone, Copy, Debug)]
pub struct Denotation {
    /// Its kind.
    pub kind: Kind,
    /// The entry that its head names.
    pub entry: Option<EntryId>,
    /// The lexicon that its head stands in.
    pub lexicon: Option<LexiconId>,
}

/// Whether all further words of a reading stand beside the head at `at`.
pub fn complete(text: &Text, reading: &Reading, at: usize, low: usize, high: usize) -> bool {
    let n = reading.rest.len();
    if n == 0 {
        return true;
    }
    if reading.forms & form::NOUN != 0 {
        // What follows "of" is a group of its own.
        let (before, after) = reading.rest.split_at((reading.before as usize).min(n));
        let stands = |from: usize, words: &[crate::text::Word]| {
            text.tokens
                .get(from..from + words.len())
                .is_some_and(|tokens| tokens.iter().zip(words).all(|(t, w)| t.word == *w))
        };
        at >= low + before.len() && stands(at - before.len(), before) && stands(at + 1, after)
    } else {
        at + n < high.min(text.tokens.len())
            && reading
                .rest
                .iter()
                .enumerate()
                .all(|(i, w)| text.tokens[at + 1 + i].word == *w)
    }
}

/// Whether the further words of a reading stand where they may in a sentence: beside a noun or
/// adjective, after a verb and perhaps its object ("shot the drone down").
pub fn stands(
    text: &Text,
    reading: &Reading,
    at: usize,
    sentence: &std::ops::Range<usize>,
) -> bool {
    if reading.rest.is_empty() {
        return true;
    }
    if reading.forms & form::VERB == 0 {
        return complete(text, reading, at, sentence.start, sentence.end);
    }
    // "test-fired": the first part stands before the head.
    let (before, after) = reading
        .rest
        .split_at((reading.before as usize).min(reading.rest.len()));
    let joined = at.checked_sub(before.len()).is_some_and(|low| {
        (low..at)
            .zip(before)
            .all(|(t, w)| text.tokens[t].word == *w)
    });
    if !joined {
        return false;
    }
    let mut next = at + 1;
    let mut gap = 0;
    let end = sentence.end.min(text.tokens.len());
    for word in after {
        loop {
            if next >= end || gap > 6 {
                return false;
            }
            if text.tokens[next].word == *word {
                next += 1;
                break;
            }
            if text.tokens[next].flags.has(Flags::PUNCT) {
                return false;
            }
            gap += 1;
            next += 1;
        }
    }
    true
}

/// The first complete reading of a head whose lexicon says what it denotes.
fn denoting<'a>(
    text: &Text,
    words: &'a Words,
    at: usize,
    low: usize,
    high: usize,
) -> Option<(LexiconId, &'a str)> {
    let word = text.tokens[at].word;
    let mut multi = None;
    for reading in words.readings(word) {
        if reading.forms & (form::NOUN | form::OTHER) == 0 {
            continue;
        }
        let Some(kind) = words.lexicons[reading.lexicon.0 as usize].kind.as_deref() else {
            continue;
        };
        if reading.forms & form::OTHER != 0 && !reading.rest.is_empty() {
            continue;
        }
        if complete(text, reading, at, low, high) {
            multi = Some((reading.lexicon, kind));
            break;
        }
    }
    multi
}

fn name_at(names: &[Name], at: usize) -> Option<&Name> {
    names.iter().find(|n| n.tokens.contains(&at))
}

/// Whether the men of a group are meant: "Hezbollah men", "FARC members".
fn adherent(context: &Context, gazetteer: &Gazetteer, start: usize, head: usize) -> bool {
    let Some(lexicon) = context.grammar.adherent else {
        return false;
    };
    let words = context.words.readings(context.text.tokens[head].word);
    words
        .iter()
        .any(|r| r.lexicon == lexicon && r.forms & form::NOUN != 0)
        && context.names.iter().any(|n| {
            n.tokens.start >= start
                && n.tokens.end <= head
                && gazetteer.entry(n.entry).kind == "armed-group"
        })
}

/// What the noun group `unit` denotes.
pub fn denotation(
    context: &Context,
    gazetteer: &Gazetteer,
    parse: &Parse,
    unit: usize,
) -> Denotation {
    let u = &parse.units[unit];
    let none = |kind| Denotation {
        kind,
        entry: None,
        lexicon: None,
    };
    if u.pronoun {
        // "That helped": no person.
        let text = context.text.of(u.head);
        if text.eq_ignore_ascii_case("that") || text.eq_ignore_ascii_case("this") {
            return none(Abstract);
        }
        return none(if u.negated { Civilians } else { Pronoun });
    }
    let head = u.head;
    if let Some(name) = name_at(context.names, head) {
        let entry = gazetteer.entry(name.entry);
        let kind = match name.kind {
            NameKind::Adjective | NameKind::Demonym => Civilians,
            _ => match entry.kind.as_str() {
                "country" => Country,
                "admin1" | "admin2" | "settlement" | "valley" | "river" | "border" | "region" => {
                    Place
                }
                other => Kind::parse(other).unwrap_or(Unknown),
            },
        };
        return Denotation {
            kind,
            entry: Some(name.entry),
            lexicon: None,
        };
    }
    if let Some((lexicon, kind)) = denoting(context.text, context.words, head, u.start, u.end) {
        let kind = Kind::parse(kind).unwrap_or(Unknown);
        let armed = kind == Civilians && adherent(context, gazetteer, u.start, head);
        return Denotation {
            kind: if armed { ArmedGroup } else { kind },
            entry: None,
            lexicon: Some(lexicon),
        };
    }
    if parse.tags[head - parse.start] == Tag::Name {
        // "Radio Okapi"
        if let Some((lexicon, "media")) =
            denoting(context.text, context.words, u.start, u.start, u.end)
            && u.end - u.start < 4
        {
            return Denotation {
                kind: Media,
                entry: None,
                lexicon: Some(lexicon),
            };
        }
        // A title before it, or two or more capitalised words: a person, as far as one can tell.
        let words = u.end - u.start;
        for at in u.start..head {
            if let Some((lexicon, kind)) = denoting(context.text, context.words, at, u.start, u.end)
                && matches!(
                    Kind::parse(kind),
                    Some(Person | Civilians | Military | Police | ArmedGroup | Government)
                )
            {
                return Denotation {
                    kind: Person,
                    entry: None,
                    lexicon: Some(lexicon),
                };
            }
        }
        // "radio station Okapi": the common noun says what the name names.
        let noun = (u.start..head)
            .rev()
            .find(|&t| parse.tags[t - parse.start] != Tag::Name);
        if let Some(at) = noun
            && parse.tags[at - parse.start] == Tag::Noun
            && let Some((lexicon, kind)) = denoting(context.text, context.words, at, u.start, u.end)
            && let Some(kind) = Kind::parse(kind)
            && matches!(
                kind,
                Media | Company | Organisation | Facility | Vehicle | InternationalOrganisation
            )
        {
            return Denotation {
                kind,
                entry: None,
                lexicon: Some(lexicon),
            };
        }
        return none(if words >= 2 { Person } else { Unknown });
    }
    let before = u.start.checked_sub(1).map_or("", |t| context.text.of(t));
    if matches!(before, "$" | "€" | "£" | "¥") {
        return none(Money);
    }
    if parse.tags[head - parse.start] == Tag::Number {
        // "beat them 45-23", "call 555-0143": a score or a telephone number counts nobody.
        let text = context.text.of(head);
        let joined = u.number.is_none() && text.as_bytes().contains(&b'-');
        if joined {
            return none(Abstract);
        }
        // "thousands of birds": what is counted.
        let counted = u.of.map(|of| denotation(context, gazetteer, parse, of));
        return match counted {
            Some(of)
                if matches!(
                    of.kind,
                    Animal | Object | Document | Money | Abstract | Time
                ) =>
            {
                none(of.kind)
            }
            _ => none(Civilians),
        };
    }
    // "JOHN BELL": among capitals a surname may be a word; what stands before it are unknown names.
    let forename =
        |t: usize| parse.tags[t - parse.start] == Tag::Name && name_at(context.names, t).is_none();
    if context.upper && head > u.start && (u.start..head).all(forename) {
        return none(Person);
    }
    let info = context.words.info(context.text.tokens[head].word);
    if parse.tags[head - parse.start] == Tag::Adjective
        || info.forms & form::NOUN == 0 && info.adjective()
    {
        return none(Unknown);
    }
    none(match info.class {
        NounClass::Person => Civilians,
        NounClass::Group => Organisation,
        NounClass::Artifact => Object,
        NounClass::Location => Place,
        NounClass::Act => Event,
        NounClass::Communication => Document,
        NounClass::Time => Time,
        NounClass::Abstract => Abstract,
        NounClass::None => {
            if context.text.tokens[head].flags.has(Flags::DIGIT) || u.number.is_some() {
                Civilians
            } else {
                Unknown
            }
        }
    })
}

/// Whether a noun group denotes a building, a vehicle or a firm, by its own words.
pub fn denotes_thing(context: &Context, parse: &Parse, unit: usize) -> bool {
    let u = &parse.units[unit];
    let word = context.text.tokens[u.head].word;
    context.words.readings(word).iter().any(|r| {
        let kind = context.words.lexicons[r.lexicon.0 as usize].kind.as_deref();
        r.forms & form::NOUN != 0
            && kind.is_some_and(|k| matches!(k, "facility" | "vehicle" | "company" | "media"))
            && complete(context.text, r, u.head, u.start, u.end)
    })
}

/// Whether a noun group denotes human beings, as a relative `who` asks; without a gazetteer.
pub fn denotes_people(context: &Context, parse: &Parse, unit: usize) -> bool {
    let u = &parse.units[unit];
    if u.pronoun
        || parse.tags[u.head - parse.start] == Tag::Name && name_at(context.names, u.head).is_none()
    {
        return true;
    }
    if let Some((_, kind)) = denoting(context.text, context.words, u.head, u.start, u.end) {
        return Kind::parse(kind).is_some_and(|k| Kinds::people().has(k));
    }
    if let Some(name) = name_at(context.names, u.head) {
        return matches!(name.kind, NameKind::Adjective | NameKind::Demonym);
    }
    context.words.info(context.text.tokens[u.head].word).class == NounClass::Person
}
