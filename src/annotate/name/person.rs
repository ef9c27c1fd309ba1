//! Persons: a given name with what follows it, also where capitals say nothing.
//!
//! In come the tokens of a text; out go the persons that it names in full, and the mark
//! [`Flags::PERSON`] on their tokens. It knows no person: only which words are given names and
//! surnames.

use std::ops::Range;

use crate::gazetteer::Gazetteer;
use crate::lexicon::{Closed, NounClass, WordInfo, Words, form};
use crate::text::{Flags, Text};

/// Words inside a name: "de la Cruz", "van der Berg".
const PARTICLES: &[&str] = &[
    "de", "del", "la", "las", "los", "da", "dos", "van", "von", "y", "der",
];

/// Finds the persons that a text names in full and marks their tokens.
pub fn people(gazetteer: &Gazetteer, words: &Words, text: &mut Text) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let end = full_name(gazetteer, words, text, at);
        match end {
            Some(end) => {
                for token in &mut text.tokens[at..end] {
                    token.flags.0 |= Flags::PERSON;
                }
                out.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// Where the full name that begins at `at` ends.
fn full_name(gazetteer: &Gazetteer, words: &Words, text: &Text, at: usize) -> Option<usize> {
    let word = text.tokens[at].word;
    // "Policeman Castro Roe": a title and two surnames.
    let titled = at > 0
        && beside(text, at)
        && words.info(text.tokens[at - 1].word).class == NounClass::Person
        && gazetteer.is_surname(word)
        && !common(words.info(word));
    if !text.tokens[at].flags.has(Flags::CAPITAL)
        || !gazetteer.is_given_name(word) && !titled
        || words.info(word).closed != Closed::Open
    {
        return None;
    }
    let mut end = at + 1;
    let mut rest = 0;
    loop {
        let next = past_particles(text, end);
        if !beside(text, next) {
            break;
        }
        // "Ana M. Roe": an initial.
        if next == end
            && text.tokens[end].end - text.tokens[end].start == 1
            && rest == 0
            && text.tokens.get(end + 1).is_some()
        {
            let stop = text.of(end + 1) == ".";
            let after = end + 1 + usize::from(stop);
            if beside_after(text, after) && part(gazetteer, words, text, after) {
                end = after + 1;
                rest += 1;
                continue;
            }
            break;
        }
        if !part(gazetteer, words, text, next) {
            break;
        }
        end = next + 1;
        rest += 1;
        if rest == 4 {
            break;
        }
    }
    (rest > 0).then_some(end)
}

fn past_particles(text: &Text, from: usize) -> usize {
    let mut at = from;
    while at < from + 2
        && at < text.tokens.len()
        && PARTICLES
            .iter()
            .any(|p| text.of(at).eq_ignore_ascii_case(p))
    {
        at += 1;
    }
    at
}

fn beside(text: &Text, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|t| {
        t.flags.has(Flags::CAPITAL) && !t.flags.has(Flags::PARAGRAPH | Flags::PUNCT)
    })
}

fn beside_after(text: &Text, at: usize) -> bool {
    beside(text, at)
}

/// Whether a word can go on a name that has begun.
fn part(gazetteer: &Gazetteer, words: &Words, text: &Text, at: usize) -> bool {
    let token = text.tokens[at];
    let info = words.info(token.word);
    if info.closed != Closed::Open || token.flags.has(Flags::DIGIT | Flags::JOINED) {
        return false;
    }
    let known = gazetteer.is_surname(token.word) || gazetteer.is_given_name(token.word);
    if common(info) {
        return known && info.forms & (form::PAST | form::THIRD | form::PLURAL) == 0;
    }
    known || info.forms == 0
}

fn common(info: &WordInfo) -> bool {
    info.noun() || info.verb() || info.adjective()
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn names_among_capitals_and_their_parts_are_one_person() {
        let text = "UNIDENTIFIED MEN WOUNDED HECTOR ORTEGA LUNA IN THIS TOWN.  \
                    A POLICEMAN SAID THAT GUNMEN ALSO KIDNAPPED ORTEGA LAST MONTH.";
        let events = assaults(text);
        let names: Vec<_> = events
            .iter()
            .map(|e| e.recipients[0].name.as_deref())
            .collect();
        assert_eq!(names, [Some("HECTOR ORTEGA LUNA"); 2]);
    }
}
