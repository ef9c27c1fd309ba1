//! One tag a token, by what a word can be and what stands beside it.

use std::ops::Range;

mod ambiguous;
mod before;
mod beside;
mod open;
mod view;

use self::open::open;
use self::view::{View, clause_ahead};
use super::Context;
use crate::lexicon::{Closed, NounClass, form};
use crate::text::Flags;

/// The part that a token plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// The, a, this, many.
    Determiner,
    /// His, their.
    Possessive,
    /// 's.
    Clitic,
    /// He, they.
    Pronoun,
    /// Part of a number.
    Number,
    /// Part of a time expression.
    Time,
    /// An adjective or a participle before a noun.
    Adjective,
    /// A common noun.
    Noun,
    /// Part of a name.
    Name,
    /// A finite verb: base, third person or past.
    Verb,
    /// A past or a participle.
    Participle,
    /// An -ing form as a verb.
    Ing,
    /// Be, have, do.
    Auxiliary,
    /// Will, could.
    Modal,
    /// To before a verb.
    Infinitive,
    /// Not, never.
    Not,
    /// In, on, by, to before a noun.
    Preposition,
    /// And, or, but.
    Conjunction,
    /// Because, after.
    Subordinator,
    /// Who, which, whose; that after a noun.
    Relative,
    /// That before a clause.
    That,
    /// An adverb.
    Adverb,
    /// A comma.
    Comma,
    /// Another mark.
    Mark,
}

/// Tags the tokens of a sentence.
pub fn tag(context: &Context, sentence: Range<usize>) -> Vec<Tag> {
    let mut tags: Vec<Option<Tag>> = vec![None; sentence.len()];
    let base = sentence.start;
    for name in context.names {
        for at in name.tokens.clone() {
            if sentence.contains(&at) {
                tags[at - base] = Some(Tag::Name);
            }
        }
    }
    for time in context.times {
        for at in time.clone() {
            if sentence.contains(&at) {
                tags[at - base] = Some(Tag::Time);
            }
        }
    }
    for number in context.numbers.iter().filter(|n| n.counts) {
        for at in number.tokens.clone() {
            if sentence.contains(&at) && tags[at - base].is_none() {
                if at == number.tokens.start
                    && (handed(context, &sentence, at)
                        || beneath(context, &sentence, &number.tokens))
                {
                    continue;
                }
                tags[at - base] = Some(Tag::Number);
            }
        }
    }
    let titled = titled(context, &sentence);
    let mut out: Vec<Tag> = Vec::with_capacity(sentence.len());
    for at in sentence.clone() {
        let tag = match tags[at - base] {
            Some(tag) => tag,
            None => decide(context, &sentence, at, &out, &tags, titled),
        };
        out.push(tag);
    }
    out
}

/// "Police Arrest Two Men After Shooting": a headline whose capitals make no names. No word of an
/// open class is small, and one beyond the first is likelier a verb than a name.
fn titled(context: &Context, sentence: &Range<usize>) -> bool {
    if context.upper || sentence.len() < 4 {
        return false;
    }
    let mut words = 0;
    let mut verb = false;
    for at in sentence.clone() {
        let token = &context.text.tokens[at];
        if token.flags.has(Flags::PUNCT | Flags::DIGIT) {
            continue;
        }
        let info = context.words.info(token.word);
        if info.closed != Closed::Open {
            continue;
        }
        if !token.flags.has(Flags::CAPITAL) {
            if token.flags.has(Flags::JOINED) {
                continue;
            }
            return false;
        }
        let least = if info.forms & form::THIRD != 0 {
            25
        } else {
            40
        };
        verb |= at > sentence.start && info.verb() && info.shares[1] >= least;
        words += usize::from(info.forms != 0);
    }
    verb && words >= 2
}

/// "under one of the cars": a preposition, no part of the number.
fn beneath(context: &Context, sentence: &Range<usize>, number: &Range<usize>) -> bool {
    number.len() > 1
        && sentence.contains(&number.end)
        && context.text.of(number.end).eq_ignore_ascii_case("of")
        && ["under", "over"]
            .iter()
            .any(|w| context.text.of(number.start).eq_ignore_ascii_case(w))
}

/// "hand over two fugitives": the particle of a verb, no part of the number.
fn handed(context: &Context, sentence: &Range<usize>, at: usize) -> bool {
    at > sentence.start
        && context.text.of(at).eq_ignore_ascii_case("over")
        && context
            .words
            .readings(context.text.tokens[at - 1].word)
            .iter()
            .any(|r| {
                r.forms & form::VERB != 0
                    && r.before == 0
                    && r.rest.len() == 1
                    && r.rest[0] == context.text.tokens[at].word
            })
}

fn decide(
    context: &Context,
    sentence: &Range<usize>,
    at: usize,
    done: &[Tag],
    fixed: &[Option<Tag>],
    titled: bool,
) -> Tag {
    let view = View {
        context,
        sentence,
        fixed,
    };
    let flags = view.flags(at);
    let text = view.text(at);
    if flags.has(Flags::PUNCT) {
        return match text {
            "," => Tag::Comma,
            "'" | "’"
                if !flags.has(Flags::SPACE)
                    && matches!(done.last(), Some(Tag::Noun | Tag::Name)) =>
            {
                Tag::Clitic
            }
            "&" => Tag::Conjunction,
            _ => Tag::Mark,
        };
    }
    if flags.has(Flags::DIGIT) {
        return Tag::Number;
    }
    let Some(info) = view.info(at) else {
        return Tag::Noun;
    };
    if flags.has(Flags::PERSON) {
        return Tag::Name;
    }
    let previous = last(done);
    // "Roe, alias Poe": what follows is another name of his.
    if previous == Some(Tag::Comma)
        && ["alias", "aka"]
            .iter()
            .any(|w| text.eq_ignore_ascii_case(w))
    {
        return Tag::Adverb;
    }
    // "as well as": one conjunction.
    if previous == Some(Tag::Conjunction)
        && text.eq_ignore_ascii_case("well")
        && view.text(at + 1).eq_ignore_ascii_case("as")
    {
        return Tag::Conjunction;
    }
    let capital = flags.has(Flags::CAPITAL) && !context.upper && !(titled && info.forms != 0);
    let first = done.iter().all(|t| matches!(t, Tag::Mark));
    // A capital inside a sentence makes a name of what is no function word.
    if capital && !first && info.closed == Closed::Open {
        let title = info.noun()
            && (info.class == NounClass::Person
                || info.class == NounClass::Group
                || info.class == NounClass::Location);
        let after_name = matches!(done.last(), Some(Tag::Name));
        if !title || after_name || flags.has(Flags::JOINED) {
            return Tag::Name;
        }
        return Tag::Noun;
    }
    // "a round-the-clock curfew", "the sit-in": function words inside compounds.
    if flags.has(Flags::JOINED) && info.closed != Closed::Open && !capital {
        return if view.flags(at + 1).has(Flags::JOINED) {
            Tag::Adjective
        } else {
            Tag::Noun
        };
    }
    match info.closed {
        Closed::Open => open(&view, at, info, previous, first, done),
        // "bodies such as the African Union"
        Closed::Definite
            if text.eq_ignore_ascii_case("such")
                && view.text(at + 1).eq_ignore_ascii_case("as") =>
        {
            Tag::Preposition
        }
        Closed::Definite | Closed::NoDeterminer => Tag::Determiner,
        Closed::Indefinite => Tag::Determiner,
        Closed::Quantity => {
            // "have all expressed misgivings"
            let floats = ["all", "both", "each"]
                .iter()
                .any(|w| text.eq_ignore_ascii_case(w))
                && matches!(done.last(), Some(Tag::Auxiliary))
                && view
                    .info(at + 1)
                    .is_some_and(|i| i.forms & (form::PARTICIPLE | form::ING) != 0 && !i.noun());
            if floats {
                Tag::Adverb
            } else if text.eq_ignore_ascii_case("other")
                || text.eq_ignore_ascii_case("further")
                || view.nominal(at + 1)
            {
                Tag::Determiner
            } else if text.eq_ignore_ascii_case("others")
                || view.closed(at + 1) == Closed::Preposition
                || view.opens_group(at + 1)
            {
                Tag::Noun
            } else {
                Tag::Adverb
            }
        }
        // "shot her three times": nothing follows that she could own.
        Closed::Possessive
            if text.eq_ignore_ascii_case("her")
                && previous != Some(Tag::Preposition)
                && unowned(&view, at) =>
        {
            Tag::Pronoun
        }
        Closed::Possessive => Tag::Possessive,
        // "its IT chief"
        Closed::Pronoun if !context.upper && text == "IT" => Tag::Noun,
        Closed::Pronoun | Closed::Nobody => Tag::Pronoun,
        // "accused the WHO"
        Closed::Relative if !context.upper && text == "WHO" => Tag::Name,
        Closed::Relative | Closed::Whose => Tag::Relative,
        Closed::That => that(&view, at, previous, done),
        // "the following men died"
        Closed::Preposition
            if text.eq_ignore_ascii_case("following") && done.last() == Some(&Tag::Determiner) =>
        {
            Tag::Adjective
        }
        Closed::Preposition => {
            if text.eq_ignore_ascii_case("like") && previous == Some(Tag::Modal) {
                Tag::Verb
            } else if text.eq_ignore_ascii_case("since") && previous == Some(Tag::Auxiliary) {
                Tag::Adverb
            } else if text.eq_ignore_ascii_case("due") && previous == Some(Tag::Auxiliary) {
                // "are due to leave"
                Tag::Adjective
            } else {
                Tag::Preposition
            }
        }
        Closed::To => {
            let mut next = at + 1;
            while view.info(next).is_some_and(|i| {
                i.closed == Closed::Adverb
                    || i.closed == Closed::Not
                    || i.closed == Closed::Open && i.forms == form::OTHER
            }) {
                next += 1;
            }
            if view.compound(next) {
                next += 1;
            }
            // "not to "play with fire"": a quotation may begin with the verb.
            if matches!(view.text(next), "\"" | "“") {
                next += 1;
            }
            let verb = view.fixed(next).is_none()
                && view.info(next).is_some_and(|i| {
                    matches!(i.closed, Closed::Be | Closed::Have | Closed::Do)
                        || i.closed == Closed::Open
                            && i.forms & form::BASE != 0
                            && (i.shares[1] >= 15 || !i.noun() || view.phrasal(next))
                })
                && (context.upper || !view.flags(next).has(Flags::CAPITAL));
            if verb {
                Tag::Infinitive
            } else {
                Tag::Preposition
            }
        }
        Closed::Conjunction => Tag::Conjunction,
        // "no one has so far claimed it"
        Closed::Subordinator
            if text.eq_ignore_ascii_case("so")
                && ["far", "long"]
                    .iter()
                    .any(|w| view.text(at + 1).eq_ignore_ascii_case(w)) =>
        {
            Tag::Adverb
        }
        // "as well as"
        Closed::Subordinator
            if view.text(at).eq_ignore_ascii_case("as")
                && (view.text(at + 1).eq_ignore_ascii_case("well")
                    && view.text(at + 2).eq_ignore_ascii_case("as")
                    || at >= sentence.start + 2
                        && done.last() == Some(&Tag::Conjunction)
                        && view.text(at - 1).eq_ignore_ascii_case("well")) =>
        {
            Tag::Conjunction
        }
        // "because of the raid"
        Closed::Subordinator if view.text(at + 1).eq_ignore_ascii_case("of") => Tag::Preposition,
        // "the so-called front"
        Closed::Subordinator
            if view.flags(at + 1).has(Flags::JOINED)
                && view.text(at + 1).eq_ignore_ascii_case("called") =>
        {
            Tag::Adjective
        }
        Closed::Subordinator => {
            let after = matches!(
                text.to_ascii_lowercase().as_str(),
                "after" | "before" | "as" | "than"
            );
            if after
                && (view.nominal(at + 1) || view.opens_group(at + 1))
                && !clause_ahead(&view, at + 1)
            {
                Tag::Preposition
            } else if text.eq_ignore_ascii_case("once") && !clause_ahead(&view, at + 1) {
                Tag::Adverb
            } else {
                Tag::Subordinator
            }
        }
        Closed::Be | Closed::Have | Closed::Do => Tag::Auxiliary,
        Closed::Modal => {
            // "a gesture of good will": what follows is no verb.
            let wish = || {
                at > sentence.start
                    && ["good", "ill", "free"]
                        .iter()
                        .any(|w| view.text(at - 1).eq_ignore_ascii_case(w))
                    && (view.opens_group(at + 1)
                        || view.flags(at + 1).has(Flags::PUNCT)
                        || view.closed(at + 1) == Closed::Preposition)
            };
            if view.word(at).is_some()
                && text.eq_ignore_ascii_case("will")
                && (matches!(
                    previous,
                    Some(Tag::Determiner | Tag::Possessive | Tag::Clitic)
                ) || wish())
            {
                Tag::Noun
            } else {
                Tag::Modal
            }
        }
        Closed::Not => Tag::Not,
        Closed::Adverb => {
            if text.eq_ignore_ascii_case("first") && matches!(previous, Some(Tag::Determiner)) {
                Tag::Adjective
            } else {
                Tag::Adverb
            }
        }
        Closed::Clitic => {
            // 's after a noun is a possessive; after a pronoun it is a verb.
            if matches!(done.last(), Some(Tag::Pronoun | Tag::Relative | Tag::That)) {
                Tag::Auxiliary
            } else {
                Tag::Clitic
            }
        }
    }
}

/// Whether what follows a possessive is no noun group's inside.
fn unowned(view: &View, at: usize) -> bool {
    if view.text(at + 2).eq_ignore_ascii_case("times") {
        return true;
    }
    match view.fixed(at + 1) {
        Some(tag) => tag == Tag::Time,
        None => {
            view.flags(at + 1).has(Flags::PUNCT)
                || matches!(
                    view.closed(at + 1),
                    Closed::Preposition
                        | Closed::To
                        | Closed::Conjunction
                        | Closed::Definite
                        | Closed::Indefinite
                        | Closed::Subordinator
                )
        }
    }
}

fn last(done: &[Tag]) -> Option<Tag> {
    done.iter()
        .rev()
        .find(|t| !matches!(t, Tag::Adverb | Tag::Mark))
        .copied()
}

/// "said in a video that it had struck": what is said, though a noun stands before it.
fn told_in(view: &View, at: usize, done: &[Tag]) -> bool {
    let group = done
        .iter()
        .rev()
        .take_while(|t| {
            matches!(
                t,
                Tag::Noun | Tag::Name | Tag::Adjective | Tag::Determiner | Tag::Number
            )
        })
        .count();
    let Some(before) = done.len().checked_sub(group + 2) else {
        return false;
    };
    let verb = at - group - 2;
    done[before + 1] == Tag::Preposition
        && matches!(done[before], Tag::Verb | Tag::Participle)
        && beside::reports(view, verb)
        && (view.closed(at + 1) == Closed::Pronoun
            || view.opens_group(at + 1) && clause_ahead(view, at + 2))
}

/// Whether the noun before "that" is whom a verb of telling tells.
fn told(view: &View, at: usize, done: &[Tag]) -> bool {
    let group = |t: &&Tag| {
        matches!(
            t,
            Tag::Noun
                | Tag::Name
                | Tag::Adjective
                | Tag::Determiner
                | Tag::Possessive
                | Tag::Number
        )
    };
    let before = done.iter().rev().take_while(group).count();
    // "Kabul that": the group may open the sentence.
    let Some(verb) = at.checked_sub(before + 1) else {
        return false;
    };
    let Some(back) = at.checked_sub(done.len()).and_then(|s| verb.checked_sub(s)) else {
        return false;
    };
    matches!(done.get(back), Some(Tag::Verb | Tag::Participle | Tag::Ing))
        && view.reads(verb, view.context.grammar.inform)
}

fn that(view: &View, at: usize, previous: Option<Tag>, done: &[Tag]) -> Tag {
    // "rallies on 9 April that will demand", "said that would do": it stands for something.
    if view.closed(at + 1) == Closed::Modal && previous != Some(Tag::Noun) {
        return match previous {
            Some(Tag::Time | Tag::Name) => Tag::Relative,
            _ => Tag::Pronoun,
        };
    }
    // "promised that at the next meeting, he would": the clause follows the comma.
    if matches!(previous, Some(Tag::Verb | Tag::Participle | Tag::Ing))
        && matches!(view.closed(at + 1), Closed::Preposition)
        && (at + 2..at + 12).any(|t| {
            view.text(t) == "," && matches!(view.closed(t + 1), Closed::Pronoun | Closed::Definite)
        })
    {
        return Tag::That;
    }
    match previous {
        Some(Tag::Noun | Tag::Name) if told_in(view, at, done) => Tag::That,
        // "takes note that forces withdrew", "the fact that troops left": always a clause.
        Some(Tag::Noun)
            if ["note", "fact", "grounds"]
                .iter()
                .any(|w| view.text(at - 1).eq_ignore_ascii_case(w)) =>
        {
            Tag::That
        }
        Some(Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number) => {
            // "the report that police …" reads as a clause, "the bomb that exploded" as a relative;
            // "told the meeting that" as what is told.
            if told(view, at, done) && clause_ahead(view, at + 1) {
                Tag::That
            } else {
                Tag::Relative
            }
        }
        Some(
            Tag::Verb
            | Tag::Participle
            | Tag::Ing
            | Tag::Auxiliary
            | Tag::Time
            | Tag::Comma
            | Tag::Conjunction,
        ) => {
            // "disputed that account and said": the clause ahead is no clause of its own.
            let singular = view.fixed(at + 1).is_none()
                && view
                    .info(at + 1)
                    .is_some_and(|i| i.forms & form::NOUN == form::SINGULAR)
                && view.closed(at + 2) == Closed::Conjunction
                && view
                    .info(at + 3)
                    .is_some_and(|i| i.forms & form::PAST != 0 && !i.noun());
            // "announced that Senator Ana Roe, …, was": a title and a name are no "that senator".
            let titled = view.nominal(at + 1) && (at + 2..at + 4).any(|t| view.person(t));
            // "deplores that on 9 May the police …", "said that in Gao rebels …"
            let when_or_where = matches!(view.closed(at + 1), Closed::Preposition | Closed::To)
                && view.fixed(at + 1).is_none()
                && clause_ahead(view, at + 1);
            if titled
                || when_or_where
                || plural(view, at + 1)
                || view.fixed(at + 1) == Some(Tag::Time)
                || !singular
                    && (view.opens_group(at + 1)
                        || view.nominal(at + 1) && clause_ahead(view, at + 1))
            {
                Tag::That
            } else {
                Tag::Determiner
            }
        }
        // "it is not true that rebels attacked"
        Some(Tag::Adjective) if clause_ahead(view, at + 1) => Tag::That,
        _ if plural(view, at + 1) => Tag::That,
        _ if view.nominal(at + 1) => Tag::Determiner,
        _ => Tag::Pronoun,
    }
}

/// Whether a word can only be a plural noun, which no "that" determines.
fn plural(view: &View, at: usize) -> bool {
    view.fixed(at).is_none()
        && view
            .info(at)
            .is_some_and(|i| i.forms & form::NOUN == form::PLURAL && !i.verb())
}
