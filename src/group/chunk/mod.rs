//! Tags to units: noun groups and verb groups, with their determiners and auxiliaries.

mod inside;
mod verb;

use std::ops::Range;

use self::inside::{Adjective, adjective, joins};
use self::verb::verb_group;
use super::{Context, Parse, Tag, Unit, UnitKind, VerbGroup};
use crate::gazetteer::NameKind;
use crate::lexicon::{Closed, NounClass, form};
use crate::text::Flags;

/// Groups the tagged tokens of a sentence into units.
pub fn chunk(context: &Context, sentence: Range<usize>, parse: &mut Parse) {
    let mut at = sentence.start;
    while at < sentence.end {
        let unit = next_unit(context, parse, at, sentence.end);
        let index = parse.units.len();
        for _ in unit.start..unit.end {
            parse.unit_at.push(index);
        }
        at = unit.end;
        parse.units.push(unit);
    }
    possessors(parse);
}

fn plain(kind: UnitKind, start: usize, end: usize) -> Unit {
    Unit {
        kind,
        start,
        end,
        head: end - 1,
        verb: VerbGroup::default(),
        number: None,
        definite: false,
        negated: false,
        pronoun: false,
        named: false,
        possessor: None,
        of: None,
        next: None,
        apposition: None,
    }
}

fn next_unit(context: &Context, parse: &Parse, at: usize, end: usize) -> Unit {
    let tag = |i: usize| {
        if i < end {
            Some(parse.tags[i - parse.start])
        } else {
            None
        }
    };
    match parse.tags[at - parse.start] {
        Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Noun | Tag::Name | Tag::Pronoun => {
            noun_group(context, parse, at, end)
        }
        Tag::Adjective => {
            // An adjective opens a group only if a noun follows it.
            let mut i = at;
            while matches!(tag(i), Some(Tag::Adjective))
                || matches!(tag(i), Some(Tag::Conjunction))
                    && matches!(tag(i + 1), Some(Tag::Adjective))
            {
                i += 1;
            }
            if matches!(tag(i), Some(Tag::Noun | Tag::Name)) {
                noun_group(context, parse, at, end)
            } else {
                plain(UnitKind::Adjective, at, at + 1)
            }
        }
        Tag::Verb | Tag::Participle | Tag::Ing | Tag::Auxiliary | Tag::Modal | Tag::Infinitive => {
            verb_group(context, parse, at, end)
        }
        Tag::Not => {
            if matches!(
                tag(at + 1),
                Some(Tag::Infinitive | Tag::Verb | Tag::Participle | Tag::Ing)
            ) {
                verb_group(context, parse, at, end)
            } else {
                plain(UnitKind::Adverb, at, at + 1)
            }
        }
        // "heavily armed men": an adverb that grades the adjective of a group that it opens.
        Tag::Adverb if grades(context, parse, at, end) => noun_group(context, parse, at, end),
        Tag::Adverb => plain(UnitKind::Adverb, at, at + 1),
        Tag::Preposition => plain(UnitKind::Preposition, at, at + 1),
        Tag::Conjunction => plain(UnitKind::Conjunction, at, at + 1),
        Tag::Subordinator => plain(UnitKind::Subordinator, at, at + 1),
        Tag::Relative => plain(UnitKind::Relative, at, at + 1),
        Tag::That => plain(UnitKind::That, at, at + 1),
        Tag::Comma => plain(UnitKind::Comma, at, at + 1),
        Tag::Mark => plain(UnitKind::Mark, at, at + 1),
        Tag::Clitic => plain(UnitKind::Other, at, at + 1),
        Tag::Time => {
            let mut i = at + 1;
            while matches!(tag(i), Some(Tag::Time))
                && context
                    .times
                    .iter()
                    .any(|t| t.contains(&at) && t.contains(&i))
            {
                i += 1;
            }
            // "On 17 February soldiers fled": a day after its preposition is over before the group.
            let mut noun = i;
            while tag(noun) == Some(Tag::Adjective) {
                noun += 1;
            }
            let next = context
                .words
                .info(context.text.tokens[noun.min(end - 1)].word);
            let person = next.class == NounClass::Person;
            // "Early on Sunday terrorists fled": no people are called after a morning.
            let opens = at == parse.start && person;
            let preposition =
                at > parse.start && parse.tags[at - 1 - parse.start] == Tag::Preposition;
            // "On Friday lawyers marched", not "on Friday prayers".
            let people =
                || person && preposition && context.text.of(at - 1).eq_ignore_ascii_case("on");
            let day = (opens || preposition)
                && next.forms & form::PLURAL != 0
                && (i > at + 1 || people());
            if day {
                return plain(UnitKind::Time, at, i);
            }
            // "the July raid", "Sunday's attack": a time inside a group belongs to it.
            if matches!(tag(i), Some(Tag::Noun))
                || matches!(tag(i), Some(Tag::Adjective)) && matches!(tag(i + 1), Some(Tag::Noun))
            {
                return noun_group(context, parse, at, end);
            }
            plain(UnitKind::Time, at, i)
        }
    }
}

fn noun_group(context: &Context, parse: &Parse, start: usize, end: usize) -> Unit {
    let tag = |i: usize| {
        if i < end {
            Some(parse.tags[i - parse.start])
        } else {
            None
        }
    };
    let info = |i: usize| context.words.info(context.text.tokens[i].word);
    let mut unit = plain(UnitKind::Noun, start, start + 1);
    let mut at = start;
    let mut head: Option<usize> = None;
    if tag(at) == Some(Tag::Pronoun) {
        unit.pronoun = true;
        unit.negated = info(at).closed == Closed::Nobody;
        return unit;
    }
    while at < end {
        let flags = context.text.tokens[at].flags;
        // "shot the mayor three times": how often is no part of whom.
        if head.is_some() && at + 1 < end && context.text.of(at + 1).eq_ignore_ascii_case("times") {
            break;
        }
        match parse.tags[at - parse.start] {
            Tag::Determiner | Tag::Possessive => {
                let closed = info(at).closed;
                // "at 0640 a unit attacked": a figure before an article is a group by itself.
                let figure = head.is_none()
                    && at > start
                    && parse.tags[at - 1 - parse.start] == Tag::Number
                    && matches!(closed, Closed::Definite | Closed::Indefinite)
                    && context.text.tokens[at - 1].flags.has(Flags::DIGIT);
                if head.is_some() || figure {
                    break;
                }
                match closed {
                    Closed::Definite | Closed::Possessive => unit.definite = true,
                    Closed::NoDeterminer => unit.negated = true,
                    _ => {}
                }
            }
            Tag::Time => {
                if head.is_some() {
                    break;
                }
            }
            // "the FARC 12th front": an ordinal between a name and its noun.
            Tag::Number
                if head.is_some_and(|h| parse.tags[h - parse.start] == Tag::Name)
                    && matches!(tag(at + 1), Some(Tag::Noun))
                    && ordinal(context.text.of(at)) => {}
            Tag::Number => {
                if head.is_some() && !flags.has(Flags::JOINED) {
                    break;
                }
                if (head.is_none() || !flags.has(Flags::JOINED))
                    && let Some(number) = context
                        .numbers
                        .iter()
                        .position(|n| n.counts && n.tokens.contains(&at))
                {
                    unit.number = Some(number);
                    at = context.numbers[number].tokens.end - 1;
                }
            }
            Tag::Adjective => match adjective(context, parse, start..end, at, head) {
                Adjective::Modifies => {}
                // "state-owned central bank": a compound adjective, not a head.
                Adjective::Compound => head = None,
                Adjective::Ends => break,
            },
            Tag::Noun
                if at > start
                    && head == Some(at - 1)
                    && unit
                        .number
                        .is_some_and(|n| context.numbers[n].count.min.is_some_and(|m| m >= 2))
                    && !flags.has(Flags::JOINED)
                    && parse.tags[at - 1 - parse.start] == Tag::Noun
                    && info(at - 1).forms & form::NOUN == form::PLURAL
                    && info(at).forms & form::NOUN == form::SINGULAR =>
            {
                // "denied two activists entry": a second object.
                break;
            }
            Tag::Noun
                if at > start
                    && head.is_none()
                    && parse.tags[at - 1 - parse.start] == Tag::Number
                    && unit
                        .number
                        .is_some_and(|n| context.numbers[n].count.min.is_some_and(|m| m >= 2))
                    && !flags.has(Flags::JOINED)
                    && info(at).class == NounClass::Person
                    && info(at).forms & form::NOUN == form::SINGULAR
                    && !matches!(tag(at + 1), Some(Tag::Noun | Tag::Name | Tag::Adjective)) =>
            {
                // "took seven hostage": what they became.
                break;
            }
            Tag::Noun => {
                // "militants Sunday": a new group cannot be told from a compound; compounds win.
                head = Some(at);
            }
            Tag::Name => {
                let adjective = context
                    .names
                    .iter()
                    .any(|n| n.tokens.contains(&at) && n.kind == NameKind::Adjective);
                if head.is_some()
                    && adjective
                    && head.is_some_and(|h| {
                        parse.tags[h - parse.start] == Tag::Noun
                            && info(h).forms & form::PLURAL != 0
                    })
                {
                    break;
                }
                head = Some(at);
            }
            Tag::Adverb
                if head.is_none()
                    && (at > start || matches!(tag(at + 1), Some(Tag::Adjective)))
                    && matches!(tag(at + 1), Some(Tag::Adjective | Tag::Noun)) => {}
            Tag::Conjunction if joins(context, parse, start..end, at, head) => {}
            Tag::Participle
                if head.is_none() && at > start && matches!(tag(at + 1), Some(Tag::Noun)) => {}
            // Quotation marks inside a name: the so-called "Ansar Group".
            Tag::Mark
                if matches!(context.text.of(at), "\"" | "“" | "‘" | "'")
                    && at > start
                    && head.is_none()
                    && matches!(tag(at + 1), Some(Tag::Name | Tag::Noun | Tag::Adjective)) => {}
            // "the 'Simon Bolivar' front": the closing mark of a name that modifies.
            Tag::Mark
                if head == at.checked_sub(1)
                    && quoted(context, start, at)
                    && matches!(tag(at + 1), Some(Tag::Noun)) => {}
            Tag::Mark
                if matches!(context.text.of(at), "[" | "(")
                    && acronym(context, parse, at, end)
                    && head.is_some() =>
            {
                at += 3;
                continue;
            }
            Tag::Mark
                if head == at.checked_sub(1)
                    && head.is_some()
                    && matches!(context.text.of(at), "[" | "(") =>
            {
                let Some(next) = glossed(context, parse, at, end) else {
                    break;
                };
                at = next;
                continue;
            }
            Tag::Mark
                if context.text.of(at) == "."
                    && at > start
                    && head == Some(at - 1)
                    && !flags.has(Flags::SPACE)
                    && matches!(tag(at + 1), Some(Tag::Name))
                    && (at - start == 1 || tag(at - 1) == Some(Tag::Noun)) => {}
            _ => break,
        }
        at += 1;
    }
    unit.end = at.max(start + 1);
    match head {
        Some(h) => {
            unit.head = h;
            unit.named = parse.tags[h - parse.start] == Tag::Name && !adjective_name(context, h);
        }
        None => unit.head = unit.end - 1,
    }
    unit
}

/// Whether words all have capitals, in a text that has not only capitals, and no gazetteer has them.
fn capitals(context: &Context, mut tokens: Range<usize>) -> bool {
    !context.upper
        && tokens.all(|t| {
            context.text.tokens[t].flags.has(Flags::CAPITAL)
                && !context.names.iter().any(|n| n.tokens.contains(&t))
        })
}

/// Whether adjectives and nouns from `at` on end in a word for an organised body.
fn body_follows(context: &Context, parse: &Parse, at: usize, end: usize) -> bool {
    let last = (at..end)
        .take_while(|&i| matches!(parse.tags[i - parse.start], Tag::Adjective | Tag::Noun))
        .last();
    last.is_some_and(|i| {
        parse.tags[i - parse.start] == Tag::Noun
            && context.words.info(context.text.tokens[i].word).class == NounClass::Group
    })
}

/// "12th", "3d": figures that end in letters.
fn ordinal(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether an adverb at `at` belongs to the participle before a noun that follows it.
fn grades(context: &Context, parse: &Parse, at: usize, end: usize) -> bool {
    let tag = |i: usize| (i < end).then(|| parse.tags[i - parse.start]);
    let before = (at > parse.start).then(|| parse.tags[at - 1 - parse.start]);
    let word = context.text.of(at);
    let manner = word.len() > 4 && word.as_bytes()[word.len() - 2..].eq_ignore_ascii_case(b"ly");
    let participle = || {
        let info = context.words.info(context.text.tokens[at + 1].word);
        info.forms & form::PARTICIPLE != 0 && info.adjective() && info.shares[2] > info.shares[1]
    };
    manner
        && tag(at + 1) == Some(Tag::Adjective)
        && tag(at + 2) == Some(Tag::Noun)
        && participle()
        && !matches!(
            before,
            Some(Tag::Verb | Tag::Participle | Tag::Auxiliary | Tag::Ing | Tag::Noun | Tag::Name)
        )
}

fn adjective_name(context: &Context, at: usize) -> bool {
    context
        .names
        .iter()
        .any(|n| n.tokens.contains(&at) && n.kind == NameKind::Adjective)
}

fn adjective_at(context: &Context, at: usize) -> bool {
    adjective_name(context, at)
}

/// Whether a bracketed acronym or name stands at `at`: "[FMLN]", "(BLA)".
fn acronym(context: &Context, parse: &Parse, at: usize, end: usize) -> bool {
    at + 2 < end
        && matches!(parse.tags[at + 1 - parse.start], Tag::Name | Tag::Noun)
        && matches!(context.text.of(at + 2), "]" | ")")
        && context.text.tokens[at + 1].flags.has(Flags::CAPITAL)
}

/// Whether a mark closes a quotation that a noun group has begun.
fn quoted(context: &Context, start: usize, at: usize) -> bool {
    let mark = |i: usize| matches!(context.text.of(i), "\"" | "“" | "”");
    mark(at) && (start..at).filter(|&i| mark(i)).count() == 1
}

/// "the FLN [National Liberation Front] rebels": past the bracket that spells an acronym out, where
/// the group goes on after it.
fn glossed(context: &Context, parse: &Parse, at: usize, end: usize) -> Option<usize> {
    let tag = |i: usize| parse.tags[i - parse.start];
    let short = at > parse.start && {
        let word = context.text.of(at - 1);
        word.len() <= 10 && word.len() >= 2 && word.bytes().all(|b| b.is_ascii_uppercase())
    };
    if !short {
        return None;
    }
    let close = (at + 2..end.min(at + 12)).find(|&i| matches!(context.text.of(i), "]" | ")"))?;
    let name = close > at + 2
        && (at + 1..close).all(|i| {
            matches!(
                tag(i),
                Tag::Name
                    | Tag::Noun
                    | Tag::Adjective
                    | Tag::Preposition
                    | Tag::Conjunction
                    | Tag::Clitic
                    | Tag::Determiner
            )
        });
    let next = close + 1;
    let goes_on = next < end
        && (matches!(tag(next), Tag::Noun | Tag::Name)
            || tag(next) == Tag::Adjective
                && next + 1 < end
                && matches!(tag(next + 1), Tag::Noun | Tag::Name));
    (name && goes_on).then_some(next)
}

/// Links "X" + "'s" + "Y": Y gets X for its possessor, and takes in the clitic.
fn possessors(parse: &mut Parse) {
    for i in 1..parse.units.len() {
        let clitic = parse.units[i].kind == UnitKind::Other
            && parse.tags[parse.units[i].start - parse.start] == Tag::Clitic;
        if !clitic
            || parse.units[i - 1].kind != UnitKind::Noun
                && parse.units[i - 1].kind != UnitKind::Time
        {
            continue;
        }
        if let Some(next) = parse.units.get(i + 1)
            && next.kind == UnitKind::Noun
        {
            parse.units[i + 1].possessor = Some(i - 1);
            parse.units[i + 1].definite = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn groups_end_where_the_next_one_begins() {
        let events = assaults("At 0640 a rebel unit attacked a bridge near Goma.");
        assert_eq!(events[0].actors[0].text, "rebel unit");
        let events = assaults("HEAVILY ARMED MEN ATTACKED A BRIDGE NEAR GOMA.");
        assert_eq!(events[0].actors[0].text, "HEAVILY ARMED MEN");
        let events = assaults("ADF [Allied Democratic Forces] rebels attacked a bridge near Goma.");
        assert_eq!(
            events[0].actors[0].text,
            "ADF [Allied Democratic Forces] rebels"
        );
    }
}
