//! One tag a token, by what a word can be and what stands beside it.

use std::ops::Range;

use super::Context;
use crate::lexicon::{Closed, NounClass, WordInfo, form};
use crate::text::{Flags, Word};

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
                tags[at - base] = Some(Tag::Number);
            }
        }
    }
    let mut out: Vec<Tag> = Vec::with_capacity(sentence.len());
    for at in sentence.clone() {
        let tag = match tags[at - base] {
            Some(tag) => tag,
            None => decide(context, &sentence, at, &out, &tags),
        };
        out.push(tag);
    }
    out
}

struct View<'a> {
    context: &'a Context<'a>,
    sentence: &'a Range<usize>,
    fixed: &'a [Option<Tag>],
}

impl View<'_> {
    fn word(&self, at: usize) -> Option<Word> {
        self.sentence
            .contains(&at)
            .then(|| self.context.text.tokens[at].word)
    }
    fn info(&self, at: usize) -> Option<&WordInfo> {
        self.word(at).map(|w| self.context.words.info(w))
    }
    fn closed(&self, at: usize) -> Closed {
        self.info(at).map_or(Closed::Open, |i| i.closed)
    }
    fn fixed(&self, at: usize) -> Option<Tag> {
        self.sentence
            .contains(&at)
            .then(|| self.fixed[at - self.sentence.start])
            .flatten()
    }
    fn flags(&self, at: usize) -> Flags {
        if self.sentence.contains(&at) {
            self.context.text.tokens[at].flags
        } else {
            Flags(Flags::PUNCT)
        }
    }
    fn text(&self, at: usize) -> &str {
        if self.sentence.contains(&at) {
            self.context.text.of(at)
        } else {
            ""
        }
    }

    /// Whether what follows can begin a noun group's inside: a noun, adjective, name or number.
    fn nominal(&self, at: usize) -> bool {
        if let Some(tag) = self.fixed(at) {
            return matches!(tag, Tag::Name | Tag::Number);
        }
        if self.flags(at).has(Flags::PUNCT) || !self.sentence.contains(&at) {
            return false;
        }
        let Some(info) = self.info(at) else {
            return false;
        };
        if matches!(
            self.text(at).to_ascii_lowercase().as_str(),
            "dead" | "alive"
        ) {
            return false;
        }
        match info.closed {
            Closed::Open => {
                info.forms == 0 || info.shares[0] >= 10 || info.adjective() && info.shares[2] >= 10
            }
            Closed::Quantity => true,
            _ => false,
        }
    }

    /// Whether a noun group begins here: determiner, possessive, pronoun, name, number.
    fn opens_group(&self, at: usize) -> bool {
        if let Some(tag) = self.fixed(at) {
            return matches!(tag, Tag::Name | Tag::Number);
        }
        matches!(
            self.closed(at),
            Closed::Definite
                | Closed::Indefinite
                | Closed::Quantity
                | Closed::Possessive
                | Closed::Pronoun
                | Closed::NoDeterminer
                | Closed::Nobody
                | Closed::That
        )
    }
}

fn decide(
    context: &Context,
    sentence: &Range<usize>,
    at: usize,
    done: &[Tag],
    fixed: &[Option<Tag>],
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
    let previous = last(done);
    let capital = flags.has(Flags::CAPITAL) && !context.upper;
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
    match info.closed {
        Closed::Open => open(&view, at, info, previous, first, done),
        Closed::Definite | Closed::NoDeterminer => Tag::Determiner,
        Closed::Indefinite => Tag::Determiner,
        Closed::Quantity => {
            if text.eq_ignore_ascii_case("other")
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
        Closed::Possessive => Tag::Possessive,
        Closed::Pronoun | Closed::Nobody => Tag::Pronoun,
        Closed::Relative | Closed::Whose => Tag::Relative,
        Closed::That => that(&view, at, previous),
        Closed::Preposition => {
            if text.eq_ignore_ascii_case("like") && previous == Some(Tag::Modal) {
                Tag::Verb
            } else if text.eq_ignore_ascii_case("since") && previous == Some(Tag::Auxiliary) {
                Tag::Adverb
            } else {
                Tag::Preposition
            }
        }
        Closed::To => {
            let mut next = at + 1;
            while view.info(next).is_some_and(|i| {
                i.closed == Closed::Adverb || i.closed == Closed::Not || i.forms == form::OTHER
            }) {
                next += 1;
            }
            let verb = view.fixed(next).is_none()
                && view.info(next).is_some_and(|i| {
                    matches!(i.closed, Closed::Be | Closed::Have | Closed::Do)
                        || i.closed == Closed::Open
                            && i.forms & form::BASE != 0
                            && (i.shares[1] >= 15 || !i.noun())
                })
                && (context.upper || !view.flags(next).has(Flags::CAPITAL));
            if verb {
                Tag::Infinitive
            } else {
                Tag::Preposition
            }
        }
        Closed::Conjunction => Tag::Conjunction,
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
            if view.word(at).is_some()
                && text.eq_ignore_ascii_case("will")
                && matches!(
                    previous,
                    Some(Tag::Determiner | Tag::Possessive | Tag::Clitic)
                )
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

fn last(done: &[Tag]) -> Option<Tag> {
    done.iter()
        .rev()
        .find(|t| !matches!(t, Tag::Adverb | Tag::Mark))
        .copied()
}

fn that(view: &View, at: usize, previous: Option<Tag>) -> Tag {
    match previous {
        Some(Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number) => {
            // "the report that police …" reads as a clause, "the bomb that exploded" as a relative.
            Tag::Relative
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
            if view.opens_group(at + 1) || view.nominal(at + 1) && clause_ahead(view, at + 1) {
                Tag::That
            } else {
                Tag::Determiner
            }
        }
        _ if view.nominal(at + 1) => Tag::Determiner,
        _ => Tag::Pronoun,
    }
}

/// Whether a finite verb comes before the next comma or mark.
fn clause_ahead(view: &View, from: usize) -> bool {
    let mut at = from;
    while view.sentence.contains(&at) && at < from + 14 {
        if view.flags(at).has(Flags::PUNCT) {
            return false;
        }
        if view.fixed(at).is_none() {
            match view.closed(at) {
                Closed::Be | Closed::Have | Closed::Do | Closed::Modal => return true,
                Closed::Subordinator | Closed::Relative | Closed::That => return false,
                Closed::Open => {
                    if let Some(info) = view.info(at) {
                        let finite = info.forms & (form::PAST | form::THIRD) != 0;
                        let modifier = view.closed(at.wrapping_sub(1)) == Closed::Definite
                            || view.closed(at.wrapping_sub(1)) == Closed::Indefinite;
                        let by = view.text(at + 1).eq_ignore_ascii_case("by");
                        let sure = info.forms & form::NOUN == 0 && !info.adjective()
                            || info.shares[1] >= info.shares[0];
                        if finite && sure && at > from && !modifier && !by {
                            return true;
                        }
                    }
                }
                _ => {}
            }
        }
        at += 1;
    }
    false
}

fn open(
    view: &View,
    at: usize,
    info: &WordInfo,
    previous: Option<Tag>,
    first: bool,
    done: &[Tag],
) -> Tag {
    let flags = view.flags(at);
    if info.forms == 0 {
        return unknown(view, at, previous, first);
    }
    let joined = flags.has(Flags::JOINED);
    let next_joined = view.flags(at + 1).has(Flags::JOINED);
    if next_joined && view.sentence.contains(&(at + 1)) {
        // First part of a compound: "gold-mining".
        return if info.noun() {
            Tag::Noun
        } else {
            Tag::Adjective
        };
    }
    if joined
        && info.forms & (form::PARTICIPLE | form::ING) != 0
        && (view.nominal(at + 1) || !info.noun())
    {
        return Tag::Adjective;
    }
    let verb = info.verb();
    let noun = info.noun();
    let adjective = info.adjective();
    let share = info.shares;
    // An auxiliary, modal or infinitive marker before it asks for a verb.
    match previous {
        Some(Tag::Infinitive | Tag::Modal) if info.forms & form::BASE != 0 => return Tag::Verb,
        Some(Tag::Not) if info.forms & form::BASE != 0 && share[1] >= 15 && !adjective => {
            return Tag::Verb;
        }
        Some(Tag::Auxiliary | Tag::Not)
            if info.forms & form::PARTICIPLE != 0
                && (!(adjective && share[2] > 60 && share[1] < 20)
                    || view.text(at + 1).eq_ignore_ascii_case("by")) =>
        {
            return Tag::Participle;
        }
        Some(Tag::Auxiliary) if info.forms & form::ING != 0 => return Tag::Ing,
        Some(Tag::Auxiliary) if info.forms & form::BASE != 0 && did(view, at, done) => {
            return Tag::Verb;
        }
        _ => {}
    }
    // "Welcomes the release …": an item of a communiqué begins with its verb.
    if first
        && info.forms & form::THIRD != 0
        && (view.opens_group(at + 1) || view.closed(at + 1) == Closed::That)
    {
        return Tag::Verb;
    }
    // "five people dead", "left one national dead": said of the noun before it.
    if matches!(
        view.text(at).to_ascii_lowercase().as_str(),
        "dead" | "alive"
    ) && matches!(done.last(), Some(Tag::Noun | Tag::Name))
    {
        return Tag::Adjective;
    }
    // "30 hurt", "four wounded": a singular cannot be counted.
    if matches!(done.last(), Some(Tag::Number))
        && info.forms & form::PARTICIPLE != 0
        && info.forms & form::PLURAL == 0
        && !view.nominal(at + 1)
    {
        return Tag::Participle;
    }
    // "has long accused": an adverb between an auxiliary and its verb.
    if matches!(done.last(), Some(Tag::Auxiliary))
        && info.forms & form::OTHER != 0
        && view
            .info(at + 1)
            .is_some_and(|i| i.forms & (form::PARTICIPLE | form::ING) != 0 && !i.adjective())
    {
        return Tag::Adverb;
    }
    let inside = matches!(
        previous,
        Some(Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective | Tag::Number)
    ) && !matches!(done.last(), Some(Tag::Mark));
    if inside
        && !(matches!(previous, Some(Tag::Number))
            && info.forms & (form::PAST | form::PARTICIPLE) != 0
            && (!noun || info.shares[1] >= info.shares[0])
            && !view.nominal(at + 1))
    {
        if info.forms & (form::PARTICIPLE | form::ING) != 0 && !noun {
            // "the wounded soldiers" modifies; "the reporting" names.
            if adjective || view.nominal(at + 1) || !matches!(previous, Some(Tag::Adjective)) {
                return if view.nominal(at + 1) {
                    Tag::Adjective
                } else if adjective {
                    Tag::Noun
                } else {
                    Tag::Participle
                };
            }
            return Tag::Participle;
        }
        if noun && adjective {
            return if view.nominal(at + 1) && share[2] > share[0] {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
        if noun {
            // "the rebels attack the town": a third verb form after a noun is not inside any more.
            return Tag::Noun;
        }
        if adjective {
            return if view.nominal(at + 1) || joined {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
        if info.forms == form::OTHER {
            return Tag::Adverb;
        }
    }
    let after_noun = matches!(previous, Some(Tag::Noun | Tag::Name | Tag::Time));
    let after_subject = matches!(previous, Some(Tag::Pronoun | Tag::Relative));
    if verb && !noun && !adjective {
        return verb_tag(info, view, at);
    }
    if after_subject && verb && (share[1] >= 15) {
        return verb_tag(info, view, at);
    }
    if matches!(previous, Some(Tag::Preposition)) {
        if info.forms & form::ING != 0 && (!noun || view.opens_group(at + 1)) {
            return Tag::Ing;
        }
        if noun {
            return if adjective && view.nominal(at + 1) && share[2] > share[0] {
                Tag::Adjective
            } else {
                Tag::Noun
            };
        }
    }
    if verb && noun {
        let strong = share[1] > share[0];
        if info.forms & form::ING != 0 {
            let object = view.opens_group(at + 1);
            let of = view.text(at + 1).eq_ignore_ascii_case("of");
            return if of {
                Tag::Noun
            } else if object || share[1] >= 50 && after_comma(done) {
                Tag::Ing
            } else {
                Tag::Noun
            };
        }
        if info.forms & (form::PAST | form::PARTICIPLE) != 0 && info.forms & form::BASE == 0 {
            let object = view.opens_group(at + 1) || view.text(at + 1).eq_ignore_ascii_case("dead");
            if share[1] >= 20 || object || info.forms & form::NOUN == 0 {
                return Tag::Participle;
            }
        }
        if after_noun {
            let object = view.opens_group(at + 1)
                || view.closed(at + 1) == Closed::That
                || matches!(view.closed(at + 1), Closed::To) && strong;
            let finite_ahead = clause_ahead(view, at + 1);
            if info.forms & (form::THIRD | form::BASE) != 0
                && !finite_ahead
                && (object && share[1] >= 10 || strong && !view.nominal(at + 1))
            {
                return verb_tag(info, view, at);
            }
            if info.forms & form::PAST != 0 {
                // hit, cut, left, set: past forms that are nouns too.
                return if share[1] >= 20 {
                    Tag::Participle
                } else {
                    Tag::Noun
                };
            }
            return Tag::Noun;
        }
        if matches!(previous, Some(Tag::Conjunction)) && strong && view.opens_group(at + 1) {
            return verb_tag(info, view, at);
        }
        return Tag::Noun;
    }
    if adjective && info.forms & (form::PARTICIPLE | form::PAST | form::ING) != 0 {
        if after_noun || after_subject || matches!(previous, Some(Tag::Conjunction | Tag::Comma)) {
            if view.nominal(at + 1)
                && !view.opens_group(at + 1)
                && !after_noun
                && share[2] > share[1]
            {
                return Tag::Adjective;
            }
            return verb_tag(info, view, at);
        }
        return Tag::Adjective;
    }
    if noun && adjective {
        return if view.nominal(at + 1) && share[2] >= share[0] {
            Tag::Adjective
        } else if share[0] >= 15 {
            Tag::Noun
        } else {
            Tag::Adjective
        };
    }
    if noun {
        return Tag::Noun;
    }
    if adjective && info.forms & form::OTHER != 0 && share[3] > share[2] && !view.nominal(at + 1) {
        return Tag::Adverb;
    }
    if adjective && verb {
        return if view.opens_group(at + 1) && share[1] >= 20 {
            verb_tag(info, view, at)
        } else {
            Tag::Adjective
        };
    }
    if adjective {
        return Tag::Adjective;
    }
    Tag::Adverb
}

fn after_comma(done: &[Tag]) -> bool {
    matches!(last(done), Some(Tag::Comma) | None)
}

fn did(view: &View, at: usize, done: &[Tag]) -> bool {
    let mut back = at;
    for tag in done.iter().rev() {
        back -= 1;
        match tag {
            Tag::Adverb | Tag::Not => {}
            Tag::Auxiliary => return view.closed(back) == Closed::Do,
            _ => return false,
        }
    }
    false
}

fn verb_tag(info: &WordInfo, view: &View, at: usize) -> Tag {
    if info.forms & form::ING != 0 {
        return Tag::Ing;
    }
    if info.forms & form::PARTICIPLE != 0 && info.forms & form::BASE == 0 {
        return Tag::Participle;
    }
    if info.forms & form::PARTICIPLE != 0 && view.text(at + 1).eq_ignore_ascii_case("by") {
        return Tag::Participle;
    }
    Tag::Verb
}

fn unknown(view: &View, at: usize, previous: Option<Tag>, first: bool) -> Tag {
    let flags = view.flags(at);
    let text = view.text(at).to_ascii_lowercase();
    if flags.has(Flags::CAPITAL)
        && (view.context.upper || !first || view.flags(at + 1).has(Flags::CAPITAL))
    {
        if view.context.upper && text.len() > 5 {
            if text.ends_with("ly") {
                return Tag::Adverb;
            }
            if text.ends_with("ing") && matches!(previous, Some(Tag::Auxiliary)) {
                return Tag::Ing;
            }
        }
        return Tag::Name;
    }
    if flags.has(Flags::CAPITAL) && first && text.len() > 2 {
        return Tag::Name;
    }
    if text.ends_with("ly") {
        return Tag::Adverb;
    }
    let inside = matches!(
        previous,
        Some(Tag::Determiner | Tag::Possessive | Tag::Clitic | Tag::Adjective | Tag::Number)
    );
    if text.ends_with("ed") && text.len() > 4 {
        return if inside && view.nominal(at + 1) {
            Tag::Adjective
        } else {
            Tag::Participle
        };
    }
    if text.ends_with("ing") && text.len() > 5 {
        return if inside { Tag::Noun } else { Tag::Ing };
    }
    let endings = [
        "ous", "ful", "ive", "able", "ible", "al", "ic", "less", "ish",
    ];
    if endings.iter().any(|e| text.ends_with(e)) && view.nominal(at + 1) {
        return Tag::Adjective;
    }
    Tag::Noun
}
