//! Whether a noun group goes on after its noun: adjectives before another noun, words joined by "and".

use std::ops::Range;

use super::{adjective_at, adjective_name, body_follows, capitals};
use crate::group::{Context, Parse, Tag};
use crate::lexicon::{Closed, NounClass, WordInfo, form};
use crate::text::Flags;

/// What an adjective does to the group that it stands in.
pub(super) enum Adjective {
    /// It belongs to what follows in the group.
    Modifies,
    /// It makes one adjective with the word before it, which is no head then.
    Compound,
    /// It does not belong to the group.
    Ends,
}

/// A noun group on its way.
struct Group<'a> {
    context: &'a Context<'a>,
    parse: &'a Parse,
    /// From its first token to the end of the sentence.
    tokens: Range<usize>,
}

impl Group<'_> {
    /// The tag of a token, within the sentence.
    fn tag(&self, at: usize) -> Option<Tag> {
        (at < self.tokens.end).then(|| self.parse.tags[at - self.parse.start])
    }

    fn info(&self, at: usize) -> &WordInfo {
        self.context.words.info(self.context.text.tokens[at].word)
    }

    fn joined(&self, at: usize) -> bool {
        self.context.text.tokens[at].flags.has(Flags::JOINED)
    }

    fn singular(&self, at: usize) -> bool {
        self.info(at).forms & form::PLURAL == 0
    }
}

/// What the adjective at a token does, after a head or before any.
pub(super) fn adjective(
    context: &Context,
    parse: &Parse,
    tokens: Range<usize>,
    at: usize,
    head: Option<usize>,
) -> Adjective {
    let group = Group {
        context,
        parse,
        tokens,
    };
    let head_is = |tag| head.is_some_and(|h| parse.tags[h - parse.start] == tag);
    if head_is(Tag::Noun) && !group.joined(at) {
        return match after_noun(&group, at, head) {
            true => Adjective::Modifies,
            // "soldiers wounded", "people dead": the adjective does not belong to the group.
            false => Adjective::Ends,
        };
    }
    let name = head_is(Tag::Name);
    // "Roe alive": what stands alone after a name is said of it.
    let alone = !matches!(
        group.tag(at + 1),
        Some(Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number)
    );
    if context.upper && name && !group.joined(at) && alone {
        return Adjective::Ends;
    }
    if context.upper && group.joined(at) && head == Some(at - 1) {
        return Adjective::Compound;
    }
    // "holds Turkey responsible": nothing follows that it could belong to.
    if name && !context.upper && !group.joined(at) {
        let mut next = at + 1;
        while group.tag(next) == Some(Tag::Adjective) {
            next += 1;
        }
        if !matches!(group.tag(next), Some(Tag::Noun | Tag::Name)) {
            return Adjective::Ends;
        }
    }
    Adjective::Modifies
}

/// Whether an adjective after a noun modifies another noun of the group.
fn after_noun(group: &Group, at: usize, head: Option<usize>) -> bool {
    let Group {
        context,
        parse,
        tokens,
    } = group;
    let (start, end) = (tokens.start, tokens.end);
    let noun_next = group.tag(at + 1) == Some(Tag::Noun);
    // "SECRETARY GENERAL ANNA ROE": in capitals an adjective before a name is a title's.
    let name_ahead = group.tag(at + 1) == Some(Tag::Name)
        || noun_next && group.tag(at + 2) == Some(Tag::Name) && group.singular(at + 1);
    if context.upper && at > start && name_ahead && group.info(at).forms & form::PARTICIPLE == 0 {
        return true;
    }
    // "guerrilla urban units": a bare singular before an adjective and a noun modifies.
    if head == Some(start)
        && noun_next
        && group.singular(start)
        && group.info(start).class == NounClass::Person
        && group.info(at).forms & form::PARTICIPLE == 0
    {
        return true;
    }
    // "in a camouflage military uniform": no second group follows in a phrase.
    if context.upper
        && start > parse.start
        && parse.tags[start - 1 - parse.start] == Tag::Preposition
        && matches!(
            parse.tags[start - parse.start],
            Tag::Determiner | Tag::Number
        )
        && noun_next
        && group.info(at).forms & (form::PARTICIPLE | form::PAST) == 0
        && head.is_some_and(|h| group.singular(h) && h + 1 == at)
    {
        return true;
    }
    // "large-scale military exercises": a compound that modifies.
    let compound = head.is_some_and(|h| h + 1 == at && h > start && group.joined(h));
    if compound && (noun_next || group.tag(at + 1) == Some(Tag::Name)) {
        return true;
    }
    // "the Transport Workers National Union": among capitals a body's name goes on.
    context.upper && at > start && body_follows(context, parse, at, end)
}

/// Whether a conjunction joins words of one group.
pub(super) fn joins(
    context: &Context,
    parse: &Parse,
    tokens: Range<usize>,
    at: usize,
    head: Option<usize>,
) -> bool {
    let (start, end) = (tokens.start, tokens.end);
    let group = Group {
        context,
        parse,
        tokens,
    };
    let Some(head) = head else {
        // "bloody and costly wars"
        return at > start
            && group.tag(at + 1) == Some(Tag::Adjective)
            && group.tag(at - 1) == Some(Tag::Adjective);
    };
    // "the agriculture and livestock ministry": two matters of one body.
    let matters = head == at - 1
        && parse.tags[head - parse.start] == Tag::Noun
        && group.singular(head)
        && !matches!(group.info(head).class, NounClass::Person | NounClass::Group)
        && group.tag(at + 1) == Some(Tag::Noun)
        && group.tag(at + 2) == Some(Tag::Noun)
        && group.singular(at + 1)
        && group.info(at + 2).class == NounClass::Group;
    // "a Trade and Economic Partnership Agreement": one article, so one thing.
    let titled = || {
        head == at - 1
            && group.info(start).closed == Closed::Indefinite
            && context.text.of(at).eq_ignore_ascii_case("and")
            && capitals(context, start + 1..at)
            && at + 3 < end
            && capitals(context, at + 1..at + 3)
    };
    // Adjectives and nationalities joined by "and": "Belarusian and Russian airmen".
    let nations = || {
        adjective_name(context, head)
            && adjective_at(context, at + 1)
            && matches!(group.tag(at + 2), Some(Tag::Noun | Tag::Adjective))
    };
    matters || titled() || nations()
}
