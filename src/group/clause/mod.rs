//! Units to clauses: who is the subject of which verb, and what stands in its objects.

mod ahead;
mod beside;
mod noun;
mod share;
mod verb;

use super::{Context, Parse, UnitKind};
use crate::lexicon::{Closed, NounClass};

/// How a clause hangs in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseKind {
    /// With a finite verb, on its own.
    Main,
    /// After who, which, that.
    Relative,
    /// With `to`.
    Infinitive,
    /// With a bare -ing form.
    Gerund,
    /// With a bare participle.
    Participle,
}

/// One verb with its arguments, by unit.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The verb group.
    pub verb: usize,
    /// How it hangs in the sentence.
    pub kind: ClauseKind,
    /// The subject's unit (for a passive: who suffers).
    pub subject: Option<usize>,
    /// Objects, in order.
    pub objects: Vec<usize>,
    /// Whether the verb is read as a passive.
    pub passive: bool,
    /// The clause that it depends on: control, report, relative.
    pub parent: Option<usize>,
    /// Whether it is the complement of its parent ("said that …", "tried to …").
    pub complement: bool,
    /// The subordinator's or preposition's token before it: if, after, without.
    pub opener: Option<usize>,
    /// Adverbs, particles and predicate adjectives after the verb, by token.
    pub adverbs: Vec<usize>,
    /// One past the last token that surely belongs to it.
    pub end: usize,
}

#[derive(Clone, Copy)]
struct Level {
    /// A noun group that waits for its verb.
    pending: Option<usize>,
    /// The clause whose verb was last seen on this level.
    clause: Option<usize>,
    /// For relatives: the antecedent.
    antecedent: Option<usize>,
    /// The opener's token.
    opener: Option<usize>,
    /// The clause it is a complement of.
    parent: Option<usize>,
    complement: bool,
}

const EMPTY: Level = Level {
    pending: None,
    clause: None,
    antecedent: None,
    opener: None,
    parent: None,
    complement: false,
};

/// Finds the clauses of a sentence and links noun groups (of, coordination, apposition).
pub fn clauses(context: &Context, parse: &mut Parse) {
    let mut state = State {
        stack: vec![EMPTY],
        phrase: None,
        fresh: None,
        last_noun: None,
        apposed: None,
        conjunction: false,
        comma: false,
        listed: false,
        rolled: None,
        aside: 0,
    };
    for i in 0..parse.units.len() {
        state.step(context, parse, i);
    }
    invert(context, parse);
    share::share(context, parse);
    fronted(parse);
    let ends: Vec<usize> = (0..parse.clauses.len())
        .map(|c| {
            parse
                .clauses
                .get(c + 1)
                .map_or(parse.start + parse.tags.len(), |n| {
                    parse.units[n.verb].start
                })
        })
        .collect();
    for (clause, end) in parse.clauses.iter_mut().zip(ends) {
        clause.end = end;
    }
}

/// "Accusing him of treason, the opposition walked out": who acts comes after the comma.
fn fronted(parse: &mut Parse) {
    let Some(first) = parse.clauses.first() else {
        return;
    };
    if first.kind != ClauseKind::Gerund || first.subject.is_some() || first.opener.is_some() {
        return;
    }
    let main = parse.clauses.iter().skip(1);
    let subject = main
        .filter(|c| c.kind == ClauseKind::Main && c.parent.is_none())
        .find_map(|c| c.subject);
    let comma =
        subject.is_some_and(|s| s > first.verb && parse.units[s - 1].kind == UnitKind::Comma);
    if comma {
        parse.clauses[0].subject = subject;
    }
}

/// "…, said the mayor": after a comma or a quotation the speaker follows the verb.
fn invert(context: &Context, parse: &mut Parse) {
    let Some(report) = context.grammar.report else {
        return;
    };
    let first = parse.clauses.first().map(|c| c.verb);
    for clause in &mut parse.clauses {
        // "Roe, a nurse, briefed the council": nobody has said anything before.
        if Some(clause.verb) == first && clause.subject.is_some() {
            continue;
        }
        let Some(before) = clause.verb.checked_sub(1) else {
            continue;
        };
        let quoted = matches!(parse.units[before].kind, UnitKind::Comma)
            || parse.units[before].kind == UnitKind::Mark
                && matches!(
                    context.text.of(parse.units[before].start),
                    "\"" | "”" | "’" | "'"
                );
        let head = parse.units[clause.verb].head;
        let reports = context
            .words
            .readings(context.text.tokens[head].word)
            .iter()
            .any(|r| r.lexicon == report && r.rest.is_empty());
        let directly = clause.objects.first().is_some_and(|&o| {
            o == clause.verb + 1 || parse.units[o].possessor == Some(clause.verb + 1)
        });
        // "Roe, known as Poe, reiterated its support": nobody is called "its support".
        let speaks = clause.objects.first().is_some_and(|&o| {
            let first = context
                .words
                .info(context.text.tokens[parse.units[o].start].word);
            let head = context
                .words
                .info(context.text.tokens[parse.units[o].head].word);
            first.closed != Closed::Possessive
                || matches!(head.class, NounClass::Person | NounClass::Group)
        });
        if quoted && reports && directly && speaks && clause.kind == ClauseKind::Main {
            clause.subject = Some(clause.objects.remove(0));
            clause.parent = None;
            clause.complement = false;
        }
    }
}

struct State {
    stack: Vec<Level>,
    /// An open preposition.
    phrase: Option<usize>,
    /// The clause whose object may follow at once.
    fresh: Option<usize>,
    /// The noun group just passed.
    last_noun: Option<usize>,
    /// What was last set beside it: "Roe, a teacher, a father".
    apposed: Option<usize>,
    conjunction: bool,
    comma: bool,
    /// A semicolon parted the members of a list that waits for its verb.
    listed: bool,
    /// The person of a list after its verb that a semicolon has just parted from the next.
    rolled: Option<usize>,
    /// The unit that ends an aside on a part of a group.
    aside: usize,
}

/// Where an aside on a part of the group before it ends: "34 people, 15 of them officers, were hurt".
fn partitive(context: &Context, parse: &Parse, i: usize) -> Option<usize> {
    let unit = |at: usize| parse.units.get(at);
    let some = |u: &crate::group::Unit| {
        ["half", "most", "some", "all", "many", "several", "both"]
            .iter()
            .any(|w| context.text.of(u.head).eq_ignore_ascii_case(w))
    };
    let number =
        unit(i).is_some_and(|u| u.kind == UnitKind::Noun && (u.number.is_some() || some(u)));
    let them = unit(i + 2).is_some_and(|u| {
        u.pronoun
            && ["them", "whom"]
                .iter()
                .any(|w| context.text.of(u.head).eq_ignore_ascii_case(w))
    });
    let of = unit(i + 1).is_some_and(|u| context.text.of(u.start).eq_ignore_ascii_case("of"));
    if !number || !of || !them {
        return None;
    }
    for at in i + 3..i + 8 {
        match unit(at) {
            None => return Some(at),
            Some(u) => match u.kind {
                UnitKind::Comma => return Some(at),
                UnitKind::Verb if !u.verb.participle => return None,
                UnitKind::Noun | UnitKind::Preposition | UnitKind::Adverb | UnitKind::Verb => {}
                UnitKind::Time => {}
                UnitKind::Conjunction => {}
                _ => return Some(at),
            },
        }
    }
    None
}

impl State {
    fn top(&mut self) -> &mut Level {
        if self.stack.is_empty() {
            self.stack.push(EMPTY);
        }
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    fn step(&mut self, context: &Context, parse: &mut Parse, i: usize) {
        if let Some(end) = self.comma.then(|| partitive(context, parse, i)).flatten() {
            self.aside = end;
        }
        if i < self.aside {
            return;
        }
        match parse.units[i].kind {
            // "in Sudan's Omdurman": the preposition waits for what is owned.
            UnitKind::Noun
                if parse
                    .units
                    .get(i + 2)
                    .is_some_and(|n| n.possessor == Some(i)) => {}
            UnitKind::Noun => {
                // "of Roe's party": the phrase goes on to what is possessed.
                let possessor = parse
                    .units
                    .get(i + 2)
                    .is_some_and(|n| n.possessor == Some(i));
                if possessor {
                    return;
                }
                self.noun(context, parse, i);
                self.conjunction = false;
                self.comma = false;
                self.phrase = None;
            }
            UnitKind::Verb => {
                self.verb(context, parse, i);
                self.conjunction = false;
                self.comma = false;
                self.phrase = None;
                self.last_noun = None;
            }
            UnitKind::Preposition => {
                // A particle before an object ("shut down the road") opens no phrase of its own.
                self.phrase = Some(parse.units[i].head);
                if let Some(clause) = self.top().clause
                    && self.fresh.is_some()
                {
                    parse.clauses[clause].adverbs.push(parse.units[i].head);
                }
            }
            UnitKind::Comma => {
                self.comma = true;
                self.fresh = None;
                self.phrase = None;
            }
            UnitKind::Conjunction => {
                self.conjunction = true;
                self.fresh = None;
                self.phrase = None;
            }
            UnitKind::Subordinator => {
                let parent = self.top().clause;
                let opener = Some(parse.units[i].head);
                self.stack.push(Level {
                    opener,
                    parent,
                    ..EMPTY
                });
                self.reset();
            }
            UnitKind::That => {
                let parent = self.top().clause;
                self.stack.push(Level {
                    parent,
                    complement: true,
                    opener: None,
                    ..EMPTY
                });
                self.reset();
            }
            UnitKind::Relative => {
                // "Oslo, whose ministry …": the antecedent owns the subject.
                let whose = context
                    .text
                    .of(parse.units[i].start)
                    .eq_ignore_ascii_case("whose");
                let antecedent = self.antecedent(context, parse, i).filter(|_| !whose);
                let parent = self.top().clause;
                self.stack.push(Level {
                    antecedent,
                    parent,
                    ..EMPTY
                });
                self.reset();
            }
            UnitKind::Adverb | UnitKind::Adjective => {
                if let Some(clause) = self.top().clause {
                    parse.clauses[clause].adverbs.push(parse.units[i].head);
                }
                if parse.units[i].kind == UnitKind::Adjective {
                    self.phrase = None;
                }
            }
            UnitKind::Mark => {
                let mark = context.text.of(parse.units[i].start);
                // "warned of "consequences"": words are quoted within a phrase.
                let quoted = matches!(mark, "\"" | "“")
                    && self.phrase.is_some()
                    && parse
                        .units
                        .get(i + 1)
                        .is_some_and(|u| u.kind == UnitKind::Noun);
                if quoted {
                    return;
                }
                self.phrase = None;
                // "Roe, a teacher; Poe, a nurse; and two others were": a list before its verb.
                let top = *self.top();
                if mark == ";" && top.clause.is_none() && top.pending.is_some() {
                    self.listed = true;
                    return;
                }
                // "killing Ana Roe, 45; Juan Poe, a nurse; and": a list after its verb.
                if mark == ";"
                    && let Some(member) = roll_member(context, parse, i)
                {
                    self.rolled = Some(member);
                    self.fresh = None;
                    self.comma = false;
                    return;
                }
                // "two men -- Roe and Poe -- were": an aside between the subject and its verb.
                // "pro - government": a hyphen among spaces.
                if mark == "-"
                    && [i.wrapping_sub(1), i + 1].iter().all(|&n| {
                        parse
                            .units
                            .get(n)
                            .is_none_or(|u| context.text.of(u.start) != "-")
                    })
                    && top.clause.is_none()
                {
                    return;
                }
                if matches!(mark, "--" | "—" | "–" | "-")
                    && top.clause.is_none()
                    && top.pending.is_some()
                {
                    self.comma = true;
                    return;
                }
                if matches!(mark, ";" | ":" | "—" | "–" | "--" | "-") {
                    self.stack = vec![EMPTY];
                    self.reset();
                    self.last_noun = None;
                }
            }
            UnitKind::Time => self.phrase = None,
            UnitKind::Other => {}
        }
    }

    fn reset(&mut self) {
        self.fresh = None;
        self.conjunction = false;
        self.comma = false;
        self.phrase = None;
    }

    /// The noun group that a relative pronoun stands for.
    fn antecedent(&self, context: &Context, parse: &Parse, i: usize) -> Option<usize> {
        let who = context
            .text
            .of(parse.units[i].start)
            .eq_ignore_ascii_case("who");
        let mut at = i;
        let mut nearest = None;
        while at > 0 && i - at < 12 {
            at -= 1;
            match parse.units[at].kind {
                // "an attack on Gao that killed two": a bare name takes no relative without a comma.
                UnitKind::Noun
                    if !who
                        && at + 1 == i
                        && parse.units[at].named
                        && !parse.units[at].definite
                        && at > 1
                        && parse.units[at - 1].kind == UnitKind::Preposition
                        && parse.units[at - 2].kind == UnitKind::Noun =>
                {
                    nearest = Some(at);
                }
                UnitKind::Noun => {
                    nearest = nearest.or(Some(at));
                    if !who || crate::extract::denotes_people(context, parse, at) {
                        // "Ana Roe and Juan Poe, who were": both of them.
                        let plural = parse.units.get(i + 1).is_some_and(|u| {
                            matches!(
                                context.text.of(u.start).to_ascii_lowercase().as_str(),
                                "were" | "are" | "have"
                            )
                        });
                        let mut first = whole(context, parse, at);
                        while plural
                            && let Some(before) = parse.units[..first]
                                .iter()
                                .position(|u| u.next == Some(first))
                        {
                            first = before;
                        }
                        return Some(first);
                    }
                }
                UnitKind::Preposition
                | UnitKind::Comma
                | UnitKind::Adverb
                | UnitKind::Other
                | UnitKind::Mark
                | UnitKind::Time => {}
                _ => break,
            }
        }
        nearest
    }
}

/// The named person before a semicolon whose list goes on after it with another: the first after the
/// verb or the semicolon before.
fn roll_member(context: &Context, parse: &Parse, semicolon: usize) -> Option<usize> {
    let person = |u: usize| crate::extract::denotes_people(context, parse, u);
    let conjunction = parse
        .units
        .get(semicolon + 1)
        .is_some_and(|u| u.kind == UnitKind::Conjunction);
    let next = semicolon + 1 + usize::from(conjunction);
    let goes_on = parse.units.get(next).is_some_and(|u| {
        u.kind == UnitKind::Noun && !u.pronoun && person(next) && !ahead::finite_ahead(parse, next)
    });
    if !goes_on {
        return None;
    }
    let from = (0..semicolon).rev().find(|&u| {
        parse.units[u].kind == UnitKind::Verb
            || parse.units[u].kind == UnitKind::Mark && context.text.of(parse.units[u].start) == ";"
    })?;
    (from + 1..semicolon)
        .find(|&u| parse.units[u].kind == UnitKind::Noun && person(u))
        .filter(|&u| parse.units[u].named || from > 0 && parse.units[from].kind == UnitKind::Mark)
}

/// "Ana Roe, mayor of Gao, who was": the name that the mayor stands beside, not the town.
fn whole(context: &Context, parse: &Parse, unit: usize) -> usize {
    let mut at = unit;
    let person = |u: usize| crate::extract::denotes_people(context, parse, u);
    // "the members of the army who": no body is who.
    let head = context.text.tokens[parse.units[at].head].word;
    let body = context.words.info(head).class == NounClass::Group;
    if let Some(owner) = parse.units[..at].iter().rposition(|u| u.of == Some(at))
        && (parse.units[at].named || body)
        && person(owner)
    {
        at = owner;
    }
    match parse.units[..at]
        .iter()
        .rposition(|u| u.apposition == Some(at))
    {
        Some(named) if parse.units[named].named && person(named) => named,
        _ => at,
    }
}
