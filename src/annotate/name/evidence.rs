//! What the words around a name say: a place, a person, a street, or only a common word.
//!
//! In comes a name found in the gazetteer; out goes whether it stands for what the gazetteer knows,
//! and how far it reaches. It never chooses between two entries.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use crate::gazetteer::{Class, Found, Gazetteer, NameKind};
use crate::lexicon::{Beside, Closed, NounClass, Words};
use crate::text::{Flags, Text, Word};

/// Inhabitants from which a town needs no evidence against a surname.
const LARGE: u64 = 150_000;

/// A text with what its gazetteer and words know, and what was learnt from a first look at it.
pub(super) struct View<'a> {
    pub gazetteer: &'a Gazetteer,
    pub words: &'a Words,
    pub text: &'a Text<'a>,
    /// Written in capitals throughout: capitals say nothing.
    loud: bool,
    /// Surnames of people who are named in full.
    people: HashSet<Word, FixedState>,
    /// Words that stand where places do: 'in X', 'X, Texas'.
    placed: HashSet<Word, FixedState>,
}

impl<'a> View<'a> {
    pub fn new(gazetteer: &'a Gazetteer, words: &'a Words, text: &'a Text<'a>) -> View<'a> {
        let letters = text
            .tokens
            .iter()
            .filter(|t| t.end - t.start > 2 && !t.flags.has(Flags::PUNCT | Flags::DIGIT));
        let (upper, all) = letters.fold((0, 0), |(u, a), t| {
            (u + usize::from(t.flags.has(Flags::UPPER)), a + 1)
        });
        let loud = upper * 10 > all * 7;
        let mut view = View {
            gazetteer,
            words,
            text,
            loud,
            people: HashSet::default(),
            placed: HashSet::default(),
        };
        for at in 0..text.tokens.len() {
            if !view.capital(at) || text.tokens[at].word == Word::UNKNOWN {
                continue;
            }
            let word = text.tokens[at].word;
            if view.named_before(at) {
                view.people.insert(word);
            } else if view.in_place(at) || view.comma(at + 1) {
                view.placed.insert(word);
            }
        }
        view
    }

    /// Whether the text is written in capitals throughout.
    pub fn loud(&self) -> bool {
        self.loud
    }

    /// Whether a token is a word with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.text
            .tokens
            .get(at)
            .is_some_and(|t| t.flags.has(Flags::CAPITAL))
    }

    /// Whether one reading of a name is a country, a first-level division or a region.
    pub fn larger(&self, hit: &Found) -> bool {
        self.gazetteer
            .candidates(&hit.candidates)
            .iter()
            .any(|(id, kind)| {
                matches!(kind, NameKind::Name | NameKind::Acronym)
                    && matches!(
                        self.gazetteer.row(*id).class(),
                        Class::Country | Class::Admin1 | Class::Region
                    )
            })
    }

    /// "Dara-e-Nur", "Khak-i-Jabbar": a small word binds what follows to the name.
    fn goes_on(&self, at: usize) -> bool {
        let [small, next] = match self.text.tokens.get(at..at + 2) {
            Some([small, next]) => [small, next],
            _ => return false,
        };
        small.flags.has(Flags::JOINED)
            && next.flags.has(Flags::JOINED)
            && next.flags.has(Flags::CAPITAL)
            && self.text.of(at).len() <= 2
            && !small.flags.has(Flags::CAPITAL)
    }

    /// Whether a name of the gazetteer stands for what it names there.
    pub fn stands(&self, hit: &Found, before: Option<&Found>) -> bool {
        let at = hit.tokens.start;
        let candidates = self.gazetteer.candidates(&hit.candidates);
        let place = candidates
            .iter()
            .any(|(id, _)| self.gazetteer.row(*id).class().is_place());
        if hit.tokens.len() > 1 {
            let open = |t: usize| self.words.info(self.text.tokens[t].word).closed == Closed::Open;
            let small = !self.text.tokens[hit.tokens.clone().last().unwrap_or(at)]
                .flags
                .has(Flags::PUNCT);
            let only = candidates
                .iter()
                .all(|(id, _)| self.gazetteer.row(*id).class() == Class::Settlement);
            return !only
                || !small
                || hit
                    .tokens
                    .clone()
                    .all(|t| self.capital(t) || !open(t) || self.text.of(t).len() < 4);
        }
        if place && self.goes_on(hit.tokens.end) {
            return false;
        }
        let info = self.words.info(self.text.tokens[at].word);
        let upper = self.text.tokens[at].flags.has(Flags::UPPER);
        // Among capitals throughout, capitals say nothing: "IS" is a verb there, not an acronym.
        let shouted = upper && self.shouted(at);
        if shouted && info.noun() && info.verb() && info.class == NounClass::Person {
            return false;
        }
        if info.closed != Closed::Open {
            return upper
                && !shouted
                && candidates
                    .iter()
                    .any(|(_, kind)| *kind == NameKind::Acronym);
        }
        // "SO FAR": an adverb among capitals is no acronym, but in brackets.
        let bracketed = at > 0 && matches!(self.text.of(at - 1), "[" | "(");
        if shouted && info.shares[3] > info.shares[0] + info.shares[1] && !bracketed {
            return false;
        }
        if !place {
            return !self.common(at);
        }
        if candidates
            .iter()
            .any(|(_, kind)| matches!(kind, NameKind::Adjective | NameKind::Demonym))
        {
            // "power poles": among capitals a common word for a thing is no people.
            if self.loud
                && info.noun()
                && !matches!(info.class, NounClass::Person | NounClass::None)
            {
                return false;
            }
            return !self.named_before(at) || before.is_some_and(|b| b.tokens.end == at);
        }
        let larger = self.larger(hit);
        let person = |t: usize| {
            self.text
                .tokens
                .get(t)
                .is_some_and(|t| t.flags.has(Flags::PERSON))
        };
        if self.loud && person(at) && (!larger || person(at.wrapping_sub(1))) {
            return false;
        }
        let after_name = before.is_some_and(|b| b.tokens.end == at);
        if self.named_before(at) && !(larger && after_name) || self.named_after(at, larger) {
            return false;
        }
        if self.solid(hit) {
            return true;
        }
        if self.text.of(at).chars().count() < 3 && !upper {
            return self.comma(at + 1);
        }
        if self.street(at) || !self.loud && self.headed(at) {
            return false;
        }
        let people = candidates
            .iter()
            .map(|(id, _)| self.gazetteer.row(*id).population())
            .max()
            .unwrap_or(0);
        let word = self.text.tokens[at].word;
        let here = self.in_place(at) || self.comma(at + 1);
        if self.says(at, Beside::Number) {
            return false;
        }
        let month = self.says(at, Beside::Time);
        let known = info.noun() || info.verb() || info.adjective();
        if known || month {
            let strong =
                self.comma(at + 1) || here && !month && (self.loud || !self.capital(at + 1));
            return strong || people > 2 * LARGE && !month && !self.common(at);
        }
        if here {
            return true;
        }
        let personal = self.gazetteer.is_surname(word) || self.gazetteer.is_given_name(word);
        if people < 10 * LARGE
            && (self.people.contains(&word) && (personal || !self.placed.contains(&word))
                || personal && self.says(at + 1, Beside::Speech))
        {
            return false;
        }
        people >= LARGE
            || self.placed.contains(&word)
            || !personal && (self.loud || !self.follows_unknown(at))
    }

    /// A country, a region, or a division that is called like no person and no common word.
    fn solid(&self, hit: &Found) -> bool {
        let word = self.text.tokens[hit.tokens.start].word;
        let info = self.words.info(word);
        let personal = self.gazetteer.is_surname(word) || self.gazetteer.is_given_name(word);
        let known = info.noun() || info.verb() || info.adjective();
        self.gazetteer
            .candidates(&hit.candidates)
            .iter()
            .any(|(id, kind)| {
                let entry = self.gazetteer.row(*id);
                matches!(kind, NameKind::Name | NameKind::Acronym)
                    && match entry.class() {
                        Class::Country | Class::Region => true,
                        Class::Admin1 => !known && (!personal || entry.population() > 1_000_000),
                        _ => false,
                    }
            })
    }

    /// Where a name ends with the generic word after it: 'Readington Township'.
    pub fn extent(&self, hit: &Found) -> usize {
        let end = hit.tokens.end;
        let place = self
            .gazetteer
            .candidates(&hit.candidates)
            .iter()
            .all(|(id, _)| self.gazetteer.row(*id).class().is_place());
        let unit =
            place && self.beside(end) && self.capital(end) && self.says(end, Beside::Division);
        end + usize::from(unit)
    }

    /// Whether a token is a word that says something of the names beside it.
    fn says(&self, at: usize, what: Beside) -> bool {
        let token = self.text.tokens.get(at);
        token.is_some_and(|t| self.words.beside.says(t.word, what))
    }

    /// Whether a token follows the one before it within a line.
    fn beside(&self, at: usize) -> bool {
        at > 0
            && self
                .text
                .tokens
                .get(at)
                .is_some_and(|t| !t.flags.has(Flags::PARAGRAPH | Flags::PUNCT | Flags::JOINED))
    }

    /// A common word at a sentence's start or in capitals, not after a preposition of place.
    fn common(&self, at: usize) -> bool {
        let info = self.words.info(self.text.tokens[at].word);
        let word = info.noun() || info.verb() || info.adjective();
        let token = self.text.tokens[at];
        let first = at == 0
            || matches!(self.text.of(at - 1), "." | "\"" | "“" | "!" | "?")
            || token.flags.has(Flags::PARAGRAPH);
        word && (first || token.flags.has(Flags::UPPER) && self.text.of(at).len() > 3)
            && !self.in_place(at)
    }

    /// After 'in', 'near', 'at', 'town of'.
    fn in_place(&self, at: usize) -> bool {
        if !self.beside(at) {
            return false;
        }
        if self.text.of(at - 1).eq_ignore_ascii_case("of") {
            return at > 1
                && (self.text.of(at - 2) == ","
                    || self.words.info(self.text.tokens[at - 2].word).class
                        == NounClass::Location);
        }
        self.says(at - 1, Beside::Place)
    }

    /// A comma, and after it a state, a division or a country.
    fn comma(&self, at: usize) -> bool {
        if at + 1 >= self.text.tokens.len() || self.text.of(at) != "," || !self.capital(at + 1) {
            return false;
        }
        if super::states::at(self, at + 1).is_some() {
            return true;
        }
        let end = self.text.tokens.len().min(at + 6);
        self.gazetteer
            .at(self.text, at + 1, end)
            .is_some_and(|hit| {
                self.larger(&hit)
                    || self
                        .gazetteer
                        .candidates(&hit.candidates)
                        .iter()
                        .any(|(id, _)| self.gazetteer.row(*id).class() == Class::Admin2)
            })
    }

    /// A given name, a title or an initial before it: a surname.
    fn named_before(&self, at: usize) -> bool {
        if !self.beside(at) {
            return false;
        }
        let before = self.text.of(at - 1);
        if before == "." && at > 1 {
            let title = self.text.of(at - 2);
            let initial =
                title.len() == 1 && self.capital(at - 2) && at > 2 && self.capital(at - 3);
            return initial || self.capital(at - 2) && self.says(at - 2, Beside::ShortTitle);
        }
        if self.loud || !self.capital(at - 1) {
            if self.loud
                && self.gazetteer.is_given_name(self.text.tokens[at - 1].word)
                && !self.larger_at(at)
            {
                return !self.larger_at(at - 1) && !self.generic(at);
            }
            let info = self.words.info(self.text.tokens[at - 1].word);
            return info.class == NounClass::Person && info.shares[0] > 80 && !self.larger_at(at);
        }
        if before.trim_end_matches('.').len() == 1 {
            return at > 1 && self.capital(at - 2);
        }
        let word = self.text.tokens[at - 1].word;
        let given = self.gazetteer.is_given_name(word) && !self.larger_at(at - 1);
        given && !self.generic(at)
            || self.says(at - 1, Beside::ShortTitle)
            || self.says(at - 1, Beside::Title)
            || self.words.info(word).class == NounClass::Person
                && self.words.info(word).shares[0] > 80
                && !self.larger_at(at)
    }

    /// A given name with a surname after it: 'Paris Hilton', 'Austin Clark'.
    fn named_after(&self, at: usize, larger: bool) -> bool {
        if !self.beside(at + 1) || !self.capital(at + 1) || self.generic(at + 1) {
            return false;
        }
        if self.loud {
            let (this, next) = (self.text.tokens[at].word, self.text.tokens[at + 1].word);
            return !larger
                && self.gazetteer.is_given_name(this)
                && self.gazetteer.is_surname(next);
        }
        if self.capital(at) && self.text.of(at + 1).len() == 1 {
            return !larger;
        }
        let next = self.text.tokens[at + 1].word;
        let info = self.words.info(next);
        let open = !(info.noun() || info.verb() || info.adjective()) && info.closed == Closed::Open;
        let surname = self.gazetteer.is_surname(next);
        let given = self.gazetteer.is_given_name(self.text.tokens[at].word);
        let place = self.larger_at(at + 1);
        !place
            && (given && (surname || open && !larger)
                || !larger && next == Word::UNKNOWN && !self.in_place(at))
    }

    fn larger_at(&self, at: usize) -> bool {
        let end = self.text.tokens.len().min(at + 4);
        self.gazetteer
            .at(self.text, at, end)
            .is_some_and(|hit| self.larger(&hit))
    }

    /// A word that makes a name a place's: County, Beach, River.
    fn generic(&self, at: usize) -> bool {
        let class = self.words.info(self.text.tokens[at].word).class;
        self.says(at, Beside::Street)
            || self.says(at, Beside::Landmark)
            || self.says(at, Beside::Division)
            || matches!(class, NounClass::Location | NounClass::Group)
    }

    fn street(&self, at: usize) -> bool {
        self.beside(at + 1)
            && self.capital(at + 1)
            && (self.says(at + 1, Beside::Street) || self.says(at + 1, Beside::Landmark))
    }

    /// The rest of a longer name: 'Lake X', 'North X', 'St. X'.
    fn headed(&self, at: usize) -> bool {
        if !self.beside(at) {
            return false;
        }
        let stop = at > 1
            && self.text.of(at - 1) == "."
            && !self.text.tokens[at - 1].flags.has(Flags::SPACE);
        let head = if stop { at - 2 } else { at - 1 };
        self.capital(head)
            && (self.says(head, Beside::Head) || !stop && self.says(head, Beside::Side))
    }

    /// Whether the words beside it are in capitals too.
    fn shouted(&self, at: usize) -> bool {
        [at.wrapping_sub(2), at.wrapping_sub(1), at + 1, at + 2]
            .into_iter()
            .filter_map(|t| self.text.tokens.get(t))
            .filter(|t| !t.flags.has(Flags::PUNCT | Flags::DIGIT))
            .all(|t| {
                t.flags.has(Flags::UPPER) || t.end - t.start == 1 && t.flags.has(Flags::CAPITAL)
            })
    }

    /// After a capitalised word that nothing knows: most likely a surname.
    fn follows_unknown(&self, at: usize) -> bool {
        if !self.beside(at) || !self.capital(at - 1) {
            return false;
        }
        let info = self.words.info(self.text.tokens[at - 1].word);
        info.closed == Closed::Open && !(info.noun() || info.verb() || info.adjective())
    }
}
