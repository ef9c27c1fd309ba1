//! English noun groups, verb groups and clauses.
//!
//! In come the tokens of one sentence with their names and numbers; out goes a [`Parse`]: a tag for
//! each token, units over the tokens, and clauses with their subjects, objects and prepositional
//! arguments. It knows no domain word; what a head noun denotes comes from the lexicons.

mod chunk;
mod clause;
mod tag;

use std::ops::Range;

use crate::event::Count;
use crate::gazetteer::{EntryId, NameKind};
use crate::lexicon::{LexiconId, Words};
use crate::text::Text;

pub use chunk::chunk;
pub use clause::{Clause, ClauseKind, clauses};
pub use tag::{Tag, tag};

/// A gazetteer name in the sentence, already resolved.
#[derive(Clone, Debug)]
pub struct Name {
    /// Half-open token range.
    pub tokens: Range<usize>,
    /// The entry.
    pub entry: EntryId,
    /// How it is named.
    pub kind: NameKind,
    /// How it was decided that this entry is meant.
    pub basis: crate::gazetteer::resolve::Basis,
}

/// A number in the sentence.
#[derive(Clone, Debug)]
pub struct Number {
    /// Half-open token range, hedges included.
    pub tokens: Range<usize>,
    /// Its value.
    pub count: Count,
    /// Whether it counts things.
    pub counts: bool,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A noun group.
    Noun,
    /// A verb group.
    Verb,
    /// A preposition (or `to` before a noun group).
    Preposition,
    /// And, or, but.
    Conjunction,
    /// Because, after, if.
    Subordinator,
    /// Who, which, that after a noun.
    Relative,
    /// That after a verb.
    That,
    /// A time expression used as an adverb.
    Time,
    /// An adverb.
    Adverb,
    /// An adjective outside a noun group.
    Adjective,
    /// A comma.
    Comma,
    /// Quotation mark, colon, semicolon, bracket, dash, full stop.
    Mark,
    /// Anything else.
    Other,
}

/// Voice and tense of a verb group, as the grammar needs them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VerbGroup {
    /// Has tense: said, has said, will say.
    pub finite: bool,
    /// With `to`.
    pub infinitive: bool,
    /// A bare -ing form.
    pub ing: bool,
    /// A bare participle (or a past that may be one).
    pub participle: bool,
    /// The main verb may be a past as well as a participle.
    pub ambiguous: bool,
    /// Passive by its auxiliaries.
    pub passive: bool,
    /// Not, never, no longer.
    pub negated: bool,
    /// Will, would, is to.
    pub future: bool,
    /// Could, might, would.
    pub modal: bool,
    /// Is/are/was …ing.
    pub progressive: bool,
    /// Has, have, had.
    pub perfect: bool,
    /// Past tense.
    pub past: bool,
    /// Reportedly, allegedly.
    pub hearsay: bool,
}

/// A run of tokens with one head.
#[derive(Clone, Debug)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// The head token.
    pub head: usize,
    /// For verbs: voice and tense.
    pub verb: VerbGroup,
    /// For nouns: a number before the head.
    pub number: Option<usize>,
    /// For nouns: begins with the, these, their …
    pub definite: bool,
    /// For nouns: begins with no, neither.
    pub negated: bool,
    /// For nouns: is a pronoun.
    pub pronoun: bool,
    /// For nouns: the head is a name.
    pub named: bool,
    /// For nouns: the possessor's unit (X's …).
    pub possessor: Option<usize>,
    /// For nouns: the group attached by `of`.
    pub of: Option<usize>,
    /// For nouns: the next member of a coordination.
    pub next: Option<usize>,
    /// For nouns: a second name or description of the same thing.
    pub apposition: Option<usize>,
}

/// The shallow parse of one sentence.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// First token of the sentence.
    pub start: usize,
    /// Tags, by token from `start`.
    pub tags: Vec<Tag>,
    /// Units in order; they cover the sentence.
    pub units: Vec<Unit>,
    /// The unit of each token, from `start`.
    pub unit_at: Vec<usize>,
    /// Clauses, in order of their verbs.
    pub clauses: Vec<Clause>,
    /// Prepositional phrases: preposition token, noun unit, the noun unit before it, the clause.
    pub phrases: Vec<Phrase>,
}

/// A prepositional phrase.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// The preposition's token.
    pub preposition: usize,
    /// The noun group's unit.
    pub unit: usize,
    /// The noun group that stands before it in the same clause, if any.
    pub after: Option<usize>,
    /// The clause that it belongs to, if any verb came before.
    pub clause: Option<usize>,
}

impl Parse {
    /// The unit of an absolute token.
    #[inline]
    pub fn unit_of(&self, token: usize) -> usize {
        self.unit_at[token - self.start]
    }

    /// The last member of a coordination that starts at `unit`.
    pub fn last_member(&self, unit: usize) -> usize {
        let mut last = unit;
        while let Some(next) = self.units[last].next.filter(|&next| next > last) {
            last = next;
        }
        last
    }

    /// The members of a coordination that starts at `unit`.
    pub fn members(&self, unit: usize) -> Vec<usize> {
        let mut out = vec![unit];
        let mut at = unit;
        while let Some(next) = self.units[at].next {
            if out.contains(&next) {
                break;
            }
            out.push(next);
            at = next;
        }
        out
    }
}

/// What the grammar asks of the pack's words: lexicons that the engine uses by name.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Grammar {
    /// Verbs that take a clause: say, report.
    pub report: Option<LexiconId>,
    /// Nouns for who does a deed: the attackers, the rebels.
    pub doer: Option<LexiconId>,
    /// Adverbs of hearsay.
    pub hearsay: Option<LexiconId>,
    /// Verbs whose object is parted from an "of": accuse them of it, inform him of it.
    pub parting: Option<LexiconId>,
    /// Nouns for the land of a country: soil, territory.
    pub ground: Option<LexiconId>,
    /// Verbs that are never without an object: involve, accuse.
    pub transitive: Option<LexiconId>,
    /// Nouns for those who serve somebody: office, staff.
    pub office: Option<LexiconId>,
    /// Verbs of what is done to somebody: passives in a headline, where nothing follows.
    pub done_to: Option<LexiconId>,
    /// Nouns for what is done to suspects: the arrest, the trial of somebody.
    pub prosecution: Option<LexiconId>,
    /// Verbs of telling somebody that something is so: tell, assure.
    pub inform: Option<LexiconId>,
    /// Verbs that never have an object: die, flee.
    pub intransitive: Option<LexiconId>,
    /// Nouns for those of a group: men, members.
    pub adherent: Option<LexiconId>,
    /// Nouns that only measure what follows "of": tonne, dozen, group.
    pub measure: Option<LexiconId>,
}

/// Everything about one sentence that the grammar reads.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The text.
    pub text: &'a Text<'a>,
    /// The pack's words.
    pub words: &'a Words,
    /// Names, in order, not overlapping.
    pub names: &'a [Name],
    /// Numbers, in order, not overlapping.
    pub numbers: &'a [Number],
    /// Time expressions, in order, not overlapping.
    pub times: &'a [Range<usize>],
    /// Lexicons used by name.
    pub grammar: &'a Grammar,
    /// Whether the sentence is in capitals throughout.
    pub upper: bool,
}

/// Tags, groups and parses one sentence.
pub fn parse(context: &Context, sentence: Range<usize>) -> Parse {
    let mut parse = Parse {
        start: sentence.start,
        ..Parse::default()
    };
    parse.tags = tag(context, sentence.clone());
    chunk(context, sentence, &mut parse);
    clauses(context, &mut parse);
    parse
}
