//! A verb group's clause: its kind, its subject and what it hangs on.

use super::ahead::{aside, finite_unambiguous_ahead};
use super::beside::{
    first_member, headline_passive, nominative, object_follows, plural_noun, plural_verb, reads,
    reporting, singular_verb, transitive,
};
use super::{Clause, ClauseKind, EMPTY, Level, State};
use crate::group::{Context, Parse, Tag, UnitKind};
use crate::lexicon::{NounClass, form};

impl State {
    pub(super) fn verb(&mut self, context: &Context, parse: &mut Parse, i: usize) {
        let group = parse.units[i].verb;
        let index = parse.clauses.len();
        let conjunction = self.conjunction;
        // "had arrested three before the vote and suspended flights": no clause followed "before".
        if conjunction
            && self.stack.len() > 1
            && self.top().clause.is_none()
            && self.top().pending.is_some()
            && self.top().opener.is_some_and(|t| {
                ["before", "after", "since", "until", "till"]
                    .iter()
                    .any(|w| context.text.of(t).eq_ignore_ascii_case(w))
            })
        {
            self.stack.pop();
        }
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
                        // "voted 3-2 to deny it": a score does nothing.
                        let score = |o: &usize| {
                            let unit = &parse.units[*o];
                            unit.number.is_none()
                                && parse.tags[unit.head - parse.start] == Tag::Number
                        };
                        let object = governor.objects.last().copied().filter(|o| !score(o));
                        object.or(governor.subject)
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
                .filter(|_| !self.comma && self.phrase.is_none() && !conjunction)
                // "joined a club after being told": not the club.
                .filter(|_| i == 0 || parse.units[i - 1].kind != UnitKind::Subordinator);
            // "the arrest of two officers for killing": they are who killed.
            let tried = self
                .phrase
                .and(self.last_noun)
                .map(|noun| first_member(parse, noun))
                .filter(|&noun| {
                    parse.units[..noun].iter().any(|u| {
                        u.of == Some(noun) && reads(context, u.head, context.grammar.prosecution)
                    })
                });
            clause.subject = match (beside.or(tried), level.clause) {
                (Some(noun), _) => Some(noun),
                (None, Some(mut parent)) => {
                    // "ambushed a bus carrying workers, killing seven": not the bus.
                    while self.comma
                        && self.phrase.is_none()
                        && matches!(
                            parse.clauses[parent].kind,
                            ClauseKind::Gerund | ClauseKind::Participle
                        )
                        && let Some(above) = parse.clauses[parent].parent
                        && above < parent
                    {
                        parent = above;
                    }
                    let governor = &parse.clauses[parent];
                    // "killed ten men after storming the market": when and how is told of who did it.
                    let adverbial = self.phrase.is_some_and(|p| {
                        [
                            "after", "before", "by", "while", "without", "since", "despite",
                        ]
                        .iter()
                        .any(|w| context.text.of(p).eq_ignore_ascii_case(w))
                    });
                    if self.phrase.is_some() && !adverbial {
                        // "claimed responsibility for killing": no abstract thing acts.
                        let acts = |&o: &usize| {
                            let head = context.text.tokens[parse.units[o].head].word;
                            !matches!(
                                context.words.info(head).class,
                                NounClass::Abstract | NounClass::Act | NounClass::Communication
                            )
                        };
                        governor
                            .objects
                            .first()
                            .copied()
                            .filter(|_| !governor.passive)
                            .filter(acts)
                            .or(governor.subject)
                    } else {
                        governor.subject
                    }
                }
                // "was fleeing after having killed": whoever fled.
                (None, None) => level
                    .pending
                    .or(level.antecedent)
                    .or_else(|| parse.clauses[level.parent?].subject),
            };
        } else if group.participle && self.reduced(context, parse, i) {
            clause.kind = ClauseKind::Participle;
            clause.passive = true;
            clause.parent = level.clause;
            clause.subject = match level.clause {
                // "arrested a man, accused of murder": the accused is who stands nearest.
                Some(_)
                    if self.comma
                        && transitive(context, parse.units[i].head)
                        && self
                            .last_noun
                            .is_some_and(|n| crate::extract::denotes_people(context, parse, n)) =>
                {
                    self.last_noun
                }
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
        // "One was killed and three others wounded": the auxiliary of the first is meant for both.
        if group.participle
            && group.ambiguous
            && !clause.passive
            && let Some(subject) = clause.subject
            && let Some(before) = parse.clauses.last()
            && before.passive
            && before.verb < subject
            && parse.units[subject - 1].kind == UnitKind::Conjunction
            && parse
                .units
                .get(i + 1)
                .is_none_or(|u| u.kind != UnitKind::Noun)
        {
            clause.passive = true;
        }
        if headline_passive(context, parse, i) && clause.subject.is_some() {
            clause.passive = true;
        }
        let passive = clause.passive;
        parse.clauses.push(clause);
        let top = self.top();
        // A noun with an infinitive or gerund of its own still waits for its finite verb: "a plan to
        // allow boys to ask for it was".
        let dependent = (group.infinitive || group.ing)
            && top.clause.is_none_or(|c| {
                matches!(
                    parse.clauses[c].kind,
                    ClauseKind::Infinitive | ClauseKind::Gerund
                )
            });
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
        // "said it stood by its friends": nothing is said of a pronoun by a participle.
        if level.clause.is_some() && i > 0 && !by && nominative(context, &parse.units[i - 1]) {
            return false;
        }
        // "a member of the army involved in the crime was": without an object it is no main verb.
        let phrase = next.is_some_and(|u| u.kind == UnitKind::Preposition)
            && !object_follows(context, parse, i);
        if phrase
            && self.last_noun.is_some()
            && !self.comma
            && transitive(context, parse.units[i].head)
        {
            return true;
        }
        // "Oslo, which said that it would help, stood by its friend": a noun further out still waits.
        let further = self.stack.iter().rev().skip(1).any(|l| l.pending.is_some());
        if self.comma && further && !finite_unambiguous_ahead(parse, i) {
            return false;
        }
        if by && (!waiting || finite_unambiguous_ahead(parse, i)) {
            return true;
        }
        // "The attack, carried out with rifles, was": the verb of the waiting noun follows the aside.
        if waiting && self.comma && aside(parse, i) {
            return true;
        }
        if waiting && reporting(context, parse, i) {
            return false;
        }
        // A finite verb further on shows that this one is not the main verb.
        let object = object_follows(context, parse, i)
            // "The army said there was no truth in it."
            || next.is_some_and(|u| context.text.of(u.start).eq_ignore_ascii_case("there"));
        if waiting && !object && finite_unambiguous_ahead(parse, i) {
            return true;
        }
        let reports = |c: usize| {
            let verb = parse.units[parse.clauses[c].verb].head;
            context.grammar.report.is_some_and(|id| {
                context
                    .words
                    .readings(context.text.tokens[verb].word)
                    .iter()
                    .any(|r| r.lexicon == id)
            })
        };
        // "Rockets fired from Gaza landed in …": a noun further out still waits for its verb.
        let outer = self.stack.iter().any(|l| l.pending.is_some());
        if outer && !finite_unambiguous_ahead(parse, i) {
            return false;
        }
        // "at a place called Roe": no subject waits, and none can be the verb before's own clause.
        !waiting
            && self.last_noun.is_some()
            && level
                .clause
                .is_some_and(|c| !object || !outer && !reports(c) && !self.comma)
    }

    fn finite(
        &mut self,
        context: &Context,
        parse: &mut Parse,
        i: usize,
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
        // "People with boats moored in Hull and Dover have been fined": not Dover alone.
        if let (Some(subject), Some(previous)) = (level.pending, level.clause)
            && parse.units[subject].named
            && parse.units[subject].next.is_none()
            && parse.units[subject.saturating_sub(1)].kind == UnitKind::Conjunction
            && plural_verb(context, parse, i)
        {
            let other = &parse.clauses[previous];
            let moored = other.kind == ClauseKind::Main
                && parse.units[other.verb].verb.ambiguous
                && other.objects.is_empty()
                && other.subject.is_some_and(|s| {
                    let head = context.text.tokens[parse.units[s].head].word;
                    !parse.units[s].named && context.words.info(head).forms & form::PLURAL != 0
                });
            if moored {
                let other = &mut parse.clauses[previous];
                other.kind = ClauseKind::Participle;
                other.passive = true;
                clause.subject = other.subject;
                return;
            }
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
        // "The report says A and B, members of C, were killed": not the report.
        let foreign = self.comma
            && level.clause.is_some_and(|c| {
                let objects = &parse.clauses[c].objects;
                let plural = |u: usize| parse.units[u].next.is_some();
                plural_verb(context, parse, i)
                    && objects.last().is_some_and(|&o| plural(o))
                    && parse.clauses[c].subject.is_some_and(|s| !plural(s))
            });
        if conjunction
            && !foreign
            && let Some(mut previous) = self.conjunct()
        {
            // "advised them to leave and called on …": a finite verb goes on from a finite one; so
            // does one with an object after "broke into a farm owned by Roe".
            let object = parse
                .units
                .get(i + 1)
                .is_some_and(|u| u.kind == UnitKind::Noun);
            while (matches!(
                parse.clauses[previous].kind,
                ClauseKind::Infinitive | ClauseKind::Gerund
            ) || object
                && !clause.passive
                && parse.clauses[previous].kind == ClauseKind::Participle)
                && let Some(parent) = parse.clauses[previous].parent
                && parent < previous
            {
                previous = parent;
            }
            // "salutes the soldiers who fell and conveys": one thing conveys, not the soldiers; "thanked
            // them for tents that came in May, and praised": the comma closes the relative.
            if parse.clauses[previous].kind == ClauseKind::Relative
                && (self.comma
                    || singular_verb(context, parse, i)
                        && parse.clauses[previous]
                            .subject
                            .is_some_and(|s| plural_noun(context, parse, s)))
                && let Some(parent) = parse.clauses[previous].parent
            {
                previous = parent;
            }
            let other = &parse.clauses[previous];
            clause.subject = other.subject;
            // "was dragged from his car and shot"
            let object = object_follows(context, parse, i);
            clause.passive |= other.passive && parse.units[i].verb.ambiguous && !object;
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
            // "The army said there was no truth in it": "there" fills the place of a subject.
            let there = parse.clauses[previous].verb + 2 == i
                && context
                    .text
                    .of(parse.units[i - 1].start)
                    .eq_ignore_ascii_case("there");
            if reports && there {
                clause.parent = Some(previous);
                clause.complement = true;
                return;
            }
            // "until he signed", "said it stood by them": a pronoun just before is the subject.
            if i > 0 && nominative(context, &parse.units[i - 1]) {
                parse.clauses[previous].objects.retain(|&o| o != i - 1);
                parse.phrases.retain(|p| p.unit != i - 1);
                clause.subject = Some(i - 1);
                clause.parent = Some(previous);
                clause.complement = reports;
                return;
            }
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
    fn conjunct(&mut self) -> Option<usize> {
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
