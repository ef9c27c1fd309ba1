//! Units to clauses: who is the subject of which verb, and what stands in its objects.

use super::{Context, Parse, Phrase, Unit, UnitKind};

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
        conjunction: false,
        comma: false,
    };
    for i in 0..parse.units.len() {
        state.step(context, parse, i);
    }
    invert(context, parse);
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

/// "…, said the mayor": after a comma or a quotation the speaker follows the verb.
fn invert(context: &Context, parse: &mut Parse) {
    let Some(report) = context.grammar.report else {
        return;
    };
    for clause in &mut parse.clauses {
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
            .any(|r| r.lexicon == report);
        let directly = clause
            .objects
            .first()
            .is_some_and(|&o| o == clause.verb + 1);
        if quoted && reports && directly && clause.kind == ClauseKind::Main {
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
    conjunction: bool,
    comma: bool,
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
        match parse.units[i].kind {
            UnitKind::Noun => {
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
                let antecedent = self.antecedent(context, parse, i);
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
                self.phrase = None;
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
        while at > 0 && i - at < 8 {
            at -= 1;
            match parse.units[at].kind {
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
                        let mut first = at;
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

    fn noun(&mut self, context: &Context, parse: &mut Parse, i: usize) {
        // A possessor is no argument of its own.
        let possessor = parse
            .units
            .get(i + 2)
            .is_some_and(|n| n.possessor == Some(i));
        if possessor {
            return;
        }
        if let Some(preposition) = self.phrase {
            let after = self.last_noun;
            let clause = self.top().clause;
            let of = context.text.of(preposition).eq_ignore_ascii_case("of");
            if of && let Some(owner) = after {
                parse.units[owner].of = Some(i);
            }
            parse.phrases.push(Phrase {
                preposition,
                unit: i,
                after,
                clause,
            });
            self.last_noun = Some(i);
            return;
        }
        // "Ana Roe, 45, a teacher": the age is no member of a list.
        if self.comma
            && self.last_noun.is_some_and(|last| parse.units[last].named)
            && bare_number(&parse.units[i])
            && parse
                .units
                .get(i + 1)
                .is_some_and(|u| u.kind == UnitKind::Comma)
        {
            return;
        }
        let verb_ahead = finite_ahead(parse, i);
        // "In the latest incident, three men were killed": a fronted phrase is over at its comma.
        let level = *self.top();
        let fronted = self.comma && level.clause.is_none() && level.pending.is_none();
        let names = self.last_noun.is_some_and(|l| parse.units[l].named) && parse.units[i].named;
        if fronted && (!names || verb_ahead) {
            self.last_noun = None;
        }
        if let Some(last) = self.last_noun {
            let adjacent = separated_only_by(parse, last, i);
            if self.conjunction && adjacent {
                let clause_so_far = self.top().clause.is_some();
                if !(verb_ahead && clause_so_far) {
                    link(parse, beside(context, parse, last, i), i);
                    self.last_noun = Some(i);
                    return;
                }
            } else if self.comma && adjacent {
                if list_follows(parse, i) && !verb_ahead {
                    link(parse, last, i);
                    self.last_noun = Some(i);
                    return;
                }
                if !verb_ahead {
                    parse.units[last].apposition = Some(i);
                    return;
                }
            } else if adjacent && bracket_between(context, parse, last, i) {
                parse.units[last].apposition = Some(i);
                return;
            }
        }
        if let Some(clause) = self.fresh {
            parse.clauses[clause].objects.push(i);
            self.last_noun = Some(i);
            // A second object may follow ("gave the army rifles").
            if parse.clauses[clause].objects.len() >= 2 {
                self.fresh = None;
            }
            return;
        }
        self.top().pending = Some(i);
        self.last_noun = Some(i);
    }

    fn verb(&mut self, context: &Context, parse: &mut Parse, i: usize) {
        let group = parse.units[i].verb;
        let index = parse.clauses.len();
        let conjunction = self.conjunction;
        let mut clause = Clause {
            verb: i,
            kind: ClauseKind::Main,
            subject: None,
            objects: Vec::new(),
            passive: group.passive,
            parent: None,
            complement: false,
            opener: self.top().opener,
            adverbs: Vec::new(),
            end: 0,
        };
        let level = *self.top();
        if group.infinitive {
            clause.kind = ClauseKind::Infinitive;
            clause.parent = level.clause;
            clause.complement = true;
            clause.subject = match level.clause {
                // "ordered the men to leave": the object acts; "tried to leave": the subject does.
                Some(parent) => {
                    let governor = &parse.clauses[parent];
                    // "used mortars to attack": the means does not act.
                    let head = context
                        .text
                        .of(parse.units[governor.verb].head)
                        .to_ascii_lowercase();
                    if matches!(head.as_str(), "use" | "uses" | "used" | "using")
                        && !governor.passive
                    {
                        governor.subject
                    } else {
                        governor.objects.last().copied().or(governor.subject)
                    }
                }
                None => level.pending.or(self.last_noun),
            };
            if conjunction
                && let Some(parent) = level.clause
                && parse.clauses[parent].kind == ClauseKind::Infinitive
            {
                clause.subject = parse.clauses[parent].subject;
                clause.parent = parse.clauses[parent].parent;
            }
            // An infinitive after a noun says what it is for ("permission to cross").
        } else if group.ing {
            clause.kind = ClauseKind::Gerund;
            clause.parent = level.clause;
            clause.opener = self.phrase.or(clause.opener);
            clause.complement = self.phrase.is_some();
            let beside = self
                .last_noun
                .filter(|_| !self.comma && self.phrase.is_none() && !conjunction);
            clause.subject = match (beside, level.clause) {
                (Some(noun), _) => Some(noun),
                (None, Some(parent)) => {
                    let governor = &parse.clauses[parent];
                    if self.phrase.is_some() {
                        governor
                            .objects
                            .first()
                            .copied()
                            .filter(|_| !governor.passive)
                            .or(governor.subject)
                    } else {
                        governor.subject
                    }
                }
                (None, None) => level.pending.or(level.antecedent),
            };
        } else if group.participle && self.reduced(context, parse, i) {
            clause.kind = ClauseKind::Participle;
            clause.passive = true;
            clause.parent = level.clause;
            clause.subject = match level.clause {
                Some(parent) if self.comma => parse.clauses[parent].subject,
                _ => self.last_noun.or(level.pending),
            };
            if self.comma && clause.subject.is_none() {
                clause.subject = level.pending.or(self.last_noun);
            }
            // The noun keeps waiting for its finite verb.
            parse.clauses.push(clause);
            self.fresh = None;
            self.stack.push(Level {
                clause: Some(index),
                ..EMPTY
            });
            return;
        } else {
            self.finite(context, parse, i, &mut clause, conjunction);
        }
        let passive = clause.passive;
        parse.clauses.push(clause);
        let top = self.top();
        // A noun with an infinitive or gerund of its own still waits for its finite verb.
        let dependent = (group.infinitive || group.ing) && top.clause.is_none();
        top.clause = Some(index);
        if !dependent {
            top.pending = None;
        }
        self.fresh = (!passive).then_some(index);
        if passive {
            // "was given asylum", "were shot dead": what follows may still be an argument.
            self.fresh = Some(index);
        }
    }

    /// Whether a bare participle at `i` is a reduced relative: "a patrol ambushed by rebels".
    fn reduced(&self, context: &Context, parse: &Parse, i: usize) -> bool {
        let group = parse.units[i].verb;
        let next = parse.units.get(i + 1);
        let by = next.is_some_and(|u| {
            u.kind == UnitKind::Preposition && context.text.of(u.start).eq_ignore_ascii_case("by")
        });
        if !group.ambiguous {
            return true;
        }
        let level = self.stack.last().copied().unwrap_or(EMPTY);
        let waiting = level.pending.is_some() || level.antecedent.is_some();
        if level.antecedent.is_some() && level.clause.is_none() {
            return false;
        }
        if self.conjunction {
            return false;
        }
        if by && (!waiting || finite_unambiguous_ahead(parse, i)) {
            return true;
        }
        // A finite verb further on shows that this one is not the main verb.
        let object = next.is_some_and(|u| u.kind == UnitKind::Noun);
        if waiting && !object && finite_unambiguous_ahead(parse, i) {
            return true;
        }
        !waiting && self.last_noun.is_some() && !object && level.clause.is_some()
    }

    fn finite(
        &mut self,
        context: &Context,
        parse: &mut Parse,
        _i: usize,
        clause: &mut Clause,
        conjunction: bool,
    ) {
        let level = *self.top();
        if level.antecedent.is_some() && level.clause.is_none() {
            clause.kind = ClauseKind::Relative;
            clause.parent = level.parent;
            match level.pending {
                // "the soldiers whom the rebels captured": the antecedent is the object.
                Some(subject) => {
                    clause.subject = Some(subject);
                    clause.objects.extend(level.antecedent);
                }
                None => clause.subject = level.antecedent,
            }
            return;
        }
        if let Some(subject) = level.pending {
            clause.subject = Some(subject);
            clause.parent = level.parent;
            clause.complement = level.complement;
            // A new subject after a finished clause: a clause of its own.
            if level.clause.is_some() && !level.complement {
                clause.opener = None;
                if conjunction || level.parent.is_none() {
                    clause.parent = None;
                }
            }
            return;
        }
        let outer = self.stack.iter().rev().skip(1).any(|l| l.pending.is_some());
        let conjunction = conjunction || self.comma && level.clause.is_some() && !outer;
        if conjunction && let Some(mut previous) = self.conjunct(parse) {
            // "advised them to leave and called on …": a finite verb goes on from a finite one.
            while matches!(
                parse.clauses[previous].kind,
                ClauseKind::Infinitive | ClauseKind::Gerund
            ) && let Some(parent) = parse.clauses[previous].parent
                && parent < previous
            {
                previous = parent;
            }
            let other = &parse.clauses[previous];
            clause.subject = other.subject;
            clause.kind = if other.kind == ClauseKind::Relative {
                ClauseKind::Relative
            } else {
                ClauseKind::Main
            };
            clause.parent = other.parent;
            clause.complement = other.complement;
            clause.opener = other.opener;
            return;
        }
        // No subject in sight: a reporting verb takes the noun just passed for its clause's subject.
        if let Some(previous) = level.clause {
            let verb = parse.units[parse.clauses[previous].verb].head;
            let reports = context.grammar.report.is_some_and(|id| {
                context
                    .words
                    .readings(context.text.tokens[verb].word)
                    .iter()
                    .any(|r| r.lexicon == id)
            });
            if reports && let Some(subject) = parse.clauses[previous].objects.pop() {
                clause.subject = Some(subject);
                clause.parent = Some(previous);
                clause.complement = true;
                return;
            }
        }
        // Close relatives and participles until a noun waits for its verb.
        while self.stack.len() > 1 {
            self.stack.pop();
            let outer = *self.top();
            if let Some(subject) = outer.pending {
                clause.subject = Some(subject);
                clause.parent = outer.parent;
                clause.complement = outer.complement;
                clause.opener = outer.opener;
                return;
            }
            if conjunction && let Some(previous) = outer.clause {
                clause.subject = parse.clauses[previous].subject;
                clause.opener = parse.clauses[previous].opener;
                return;
            }
        }
        if let Some(previous) = self.top().clause {
            // An ambiguous past before it was a participle after all.
            let other = &mut parse.clauses[previous];
            if parse.units[other.verb].verb.ambiguous && other.objects.is_empty() && !other.passive
            {
                other.kind = ClauseKind::Participle;
                other.passive = true;
                clause.subject = other.subject;
                return;
            }
            if let Some(subject) = other.objects.last().copied() {
                other.objects.pop();
                clause.subject = Some(subject);
                clause.parent = Some(previous);
                clause.complement = true;
                return;
            }
            clause.subject = parse.clauses[previous].subject;
        }
    }

    /// The clause that a verb after "and" goes on from: the last finite one on the nearest level.
    fn conjunct(&mut self, _parse: &Parse) -> Option<usize> {
        while self.stack.len() > 1 {
            let top = *self.top();
            if top.clause.is_some() && top.opener.is_none() {
                break;
            }
            if top.clause.is_some() {
                break;
            }
            self.stack.pop();
        }
        self.top().clause
    }
}

/// What a name after "and" is joined to: "Ana Roe, head of the school, and Juan Poe" joins persons.
fn beside(context: &Context, parse: &Parse, last: usize, i: usize) -> usize {
    let person = |u: usize| crate::extract::denotes_people(context, parse, u);
    if !parse.units[i].named || !person(i) || person(last) {
        return last;
    }
    let owner = parse.units[..last].iter().rposition(|u| u.of == Some(last));
    owner
        .filter(|&o| person(o) && parse.units[o].next.is_none())
        .unwrap_or(last)
}

fn link(parse: &mut Parse, from: usize, to: usize) {
    // The coordination hangs on its first member, not on what hangs on it by "of".
    if from != to {
        parse.units[from].next = Some(to);
    }
}

/// Whether only commas, conjunctions, brackets and adverbs stand between two units.
fn separated_only_by(parse: &Parse, from: usize, to: usize) -> bool {
    parse.units[from + 1..to].iter().all(|u| {
        matches!(
            u.kind,
            UnitKind::Comma | UnitKind::Conjunction | UnitKind::Mark | UnitKind::Adverb
        ) || bare_number(u)
    })
}

/// A number without a noun: an age between commas.
fn bare_number(unit: &Unit) -> bool {
    unit.kind == UnitKind::Noun && unit.number.is_some() && unit.end == unit.start + 1
}

fn bracket_between(context: &Context, parse: &Parse, from: usize, to: usize) -> bool {
    parse.units[from + 1..to]
        .iter()
        .any(|u| matches!(context.text.of(u.start), "(" | "["))
}

/// Whether a finite verb follows this noun group before the next comma, with only phrases between.
fn finite_ahead(parse: &Parse, i: usize) -> bool {
    for unit in &parse.units[i + 1..] {
        match unit.kind {
            UnitKind::Verb => {
                return unit.verb.finite && (unit.verb.ambiguous || !unit.verb.participle);
            }
            UnitKind::Preposition
            | UnitKind::Noun
            | UnitKind::Adverb
            | UnitKind::Other
            | UnitKind::Time => {}
            UnitKind::Mark => {}
            _ => return false,
        }
    }
    false
}

fn finite_unambiguous_ahead(parse: &Parse, i: usize) -> bool {
    for unit in &parse.units[i + 1..] {
        match unit.kind {
            UnitKind::Verb if unit.verb.finite => return true,
            UnitKind::Verb if unit.verb.infinitive || unit.verb.ing => {}
            UnitKind::Verb => {}
            UnitKind::Comma
            | UnitKind::Conjunction
            | UnitKind::Subordinator
            | UnitKind::That
            | UnitKind::Relative => return false,
            _ => {}
        }
    }
    false
}

/// Whether this noun group stands in a list: another comma or "and" with a noun group follows.
fn list_follows(parse: &Parse, i: usize) -> bool {
    let mut at = i + 1;
    while let Some(unit) = parse.units.get(at) {
        match unit.kind {
            UnitKind::Preposition | UnitKind::Noun | UnitKind::Other => at += 1,
            UnitKind::Conjunction => {
                return parse
                    .units
                    .get(at + 1)
                    .is_some_and(|u| u.kind == UnitKind::Noun);
            }
            UnitKind::Comma => {
                let noun = parse
                    .units
                    .get(at + 1)
                    .is_some_and(|u| u.kind == UnitKind::Noun);
                let and = parse
                    .units
                    .get(at + 1)
                    .is_some_and(|u| u.kind == UnitKind::Conjunction)
                    && parse
                        .units
                        .get(at + 2)
                        .is_some_and(|u| u.kind == UnitKind::Noun);
                if and {
                    return true;
                }
                if !noun {
                    return false;
                }
                at += 1;
            }
            _ => return false,
        }
    }
    false
}
