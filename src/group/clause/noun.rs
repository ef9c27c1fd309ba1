//! Where a noun group goes: phrase, list, apposition, object, or subject that waits for its verb.

use super::ahead::{
    aside, bare_number, bracket_between, finite_ahead, list_follows, separated_only_by,
};
use super::{ClauseKind, EMPTY, Level, State};
use crate::group::{Context, Parse, Phrase, Tag, UnitKind};
use crate::lexicon::{NounClass, form};
use crate::text::Flags;

/// "accused Chad of aggression": a name, or what a deed follows, does not own what stands behind "of".
fn parted(
    context: &Context,
    parse: &Parse,
    clause: Option<usize>,
    owner: usize,
    owned: usize,
) -> bool {
    let Some(verb) = clause.map(|c| parse.clauses[c].verb) else {
        return false;
    };
    if verb + 1 != owner {
        return false;
    }
    let word = |unit: usize| context.text.tokens[parse.units[unit].head].word;
    let deed = matches!(
        context.words.info(word(owned)).class,
        NounClass::Act | NounClass::Abstract
    );
    (parse.units[owner].named || deed)
        && context.grammar.parting.is_some_and(|parting| {
            let mut readings = context.words.readings(word(verb)).iter();
            readings.any(|r| r.lexicon == parting && r.rest.is_empty())
        })
}

/// "by Chad, on 1 May, of two men", "to Chad free of charge": what follows owns no name before it.
fn far(context: &Context, parse: &Parse, owner: usize, preposition: usize) -> bool {
    let owner = &parse.units[owner];
    let quoted =
        preposition == owner.end + 1 && context.text.tokens[owner.end].flags.has(Flags::PUNCT);
    owner.named && preposition > owner.end && !quoted
}

impl State {
    pub(super) fn noun(&mut self, context: &Context, parse: &mut Parse, i: usize) {
        // A possessor is no argument of its own.
        let possessor = parse
            .units
            .get(i + 2)
            .is_some_and(|n| n.possessor == Some(i));
        if possessor {
            return;
        }
        if let Some(preposition) = self.phrase {
            // "stayed until the envoy, a colonel, arrived": the noun has a verb of its own.
            let until = ["until", "till"]
                .iter()
                .any(|w| context.text.of(preposition).eq_ignore_ascii_case(w));
            let comma = parse
                .units
                .get(i + 1)
                .is_some_and(|u| u.kind == UnitKind::Comma);
            if until && (finite_ahead(parse, i) || comma && aside(parse, i + 1)) {
                let parent = self.top().clause;
                self.stack.push(Level {
                    opener: Some(preposition),
                    pending: Some(i),
                    parent,
                    ..EMPTY
                });
                self.last_noun = Some(i);
                return;
            }
            let after = self.last_noun;
            let clause = self.top().clause;
            let of = context.text.of(preposition).eq_ignore_ascii_case("of");
            if of
                && let Some(owner) = after
                && !parted(context, parse, clause, owner, i)
                && !far(context, parse, owner, preposition)
            {
                parse.units[owner].of = Some(i);
            }
            // "at the school and at the church": the same preposition again.
            // "at the house of a judge and at": not the one that hangs on it.
            let word = context.text.tokens[preposition].word;
            let mut before = parse.phrases.last().copied();
            while let Some(phrase) = before
                && context.text.tokens[phrase.preposition].word != word
                && let Some(after) = phrase.after
            {
                before = parse
                    .phrases
                    .iter()
                    .rev()
                    .find(|p| p.unit == after)
                    .copied();
            }
            if self.conjunction
                && let Some(before) = before
                && before.clause == clause
                && context.text.tokens[before.preposition].word == word
                && parse.units[before.unit].next.is_none()
                && parse.units[i].number.is_none()
            {
                link(parse, before.unit, i);
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
        if let Some(first) = self.rolled.take() {
            link(parse, parse.last_member(first), i);
            self.last_noun = Some(i);
            return;
        }
        if std::mem::take(&mut self.listed)
            && let Some(head) = self.top().pending
        {
            link(parse, parse.last_member(head), i);
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
        // "seven people, among them three officers, were hurt": a part of those who wait for the verb.
        if self.last_noun == i.checked_sub(1) && part(context, parse, i) {
            return;
        }
        let parted = parse
            .units
            .get(i + 1)
            .is_some_and(|u| u.kind == UnitKind::Comma)
            && part(context, parse, i + 4)
            && aside(parse, i + 1);
        // "…, and its premier, Ana Roe, threatened": a new subject with its name beside it.
        let named = self.conjunction
            && self.top().clause.is_some()
            && parse
                .units
                .get(i + 1)
                .is_some_and(|u| u.kind == UnitKind::Comma)
            && parse
                .units
                .get(i + 2)
                .is_some_and(|u| u.kind == UnitKind::Noun)
            && aside(parse, i + 1);
        let verb_ahead = parted || named || finite_ahead(parse, i);
        // "a group of men this evening fled": the hour between a subject and its verb.
        let hour = context
            .words
            .info(context.text.tokens[parse.units[i].head].word)
            .class
            == NounClass::Time
            && parse.units[i].definite;
        if hour && verb_ahead && self.top().pending.is_some() && self.fresh.is_none() {
            return;
        }
        // "In the latest incident, three men were killed": a fronted phrase is over at its comma.
        let level = *self.top();
        let fronted = self.comma && level.clause.is_none() && level.pending.is_none();
        let person = |u: usize| crate::extract::denotes_people(context, parse, u);
        let names = parse.units[i].named
            && self
                .last_noun
                .is_some_and(|l| parse.units[l].named && (person(l) || !person(i)));
        if fronted && (!names || verb_ahead) {
            self.last_noun = None;
        }
        if let Some(last) = self.last_noun {
            let beyond = self.apposed.filter(|&a| a > last).unwrap_or(last);
            let adjacent = separated_only_by(parse, beyond, i);
            if self.conjunction && adjacent {
                let clause_so_far = self.top().clause.is_some();
                if !(verb_ahead && clause_so_far) {
                    // "two guards, Ana Roe and Juan Poe": the names go together.
                    let names = beyond != last
                        && parse.units[beyond].named
                        && parse.units[i].named
                        && !parse.units[last].named
                        && !self.comma;
                    if names {
                        link(parse, beyond, i);
                        self.apposed = Some(i);
                        return;
                    }
                    link(parse, beside(context, parse, last, i), i);
                    self.last_noun = Some(i);
                    return;
                }
            } else if self.comma && adjacent {
                if list_follows(parse, i)
                    && !verb_ahead
                    && !beside_name(context, parse, beyond, i)
                    && titular(context, parse, beyond, i).is_none()
                {
                    link(parse, beside(context, parse, last, i), i);
                    self.last_noun = Some(i);
                    return;
                }
                if !verb_ahead {
                    let named = titular(context, parse, beyond, i).unwrap_or(beyond);
                    parse.units[named].apposition = Some(i);
                    self.apposed = Some(i);
                    return;
                }
            } else if adjacent && bracket_between(context, parse, last, i) {
                parse.units[last].apposition = Some(i);
                return;
            }
        }
        // "that happened near Gao a group of men fled": a noun with a verb of its own is no object.
        let last = parse.units.get(i.wrapping_sub(1));
        let apart = self.fresh.is_some()
            && verb_ahead
            && last.is_some_and(|u| u.kind == UnitKind::Noun)
            && parse.phrases.last().is_some_and(|p| p.unit + 1 == i);
        if apart {
            self.fresh = None;
        }
        if let Some(clause) = self.fresh {
            // "with which the men blocked roads": a relative with an object of its own needs no other.
            let verb = parse.clauses[clause].verb;
            let own = parse.clauses[clause].kind == ClauseKind::Relative
                && parse.clauses[clause]
                    .objects
                    .first()
                    .is_some_and(|&o| o < verb);
            if own {
                parse.clauses[clause].objects.clear();
            }
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
}

/// What a name after "and" is joined to: "Ana Roe, head of the school, and Juan Poe" joins persons.
fn beside(context: &Context, parse: &Parse, last: usize, i: usize) -> usize {
    let person = |u: usize| crate::extract::denotes_people(context, parse, u);
    // "offices of unions and houses of leaders": both have something of their own.
    let of = |u: usize| {
        parse.units.get(u + 1).is_some_and(|n| {
            n.kind == UnitKind::Preposition && context.text.of(n.start).eq_ignore_ascii_case("of")
        })
    };
    if of(i)
        && let Some(owner) = parse.units[..last].iter().rposition(|u| u.of == Some(last))
        && parse.units[owner].next.is_none()
    {
        return owner;
    }
    // "four officers, including a colonel, and five men": the colonel is one of the four.
    if let Some(phrase) = parse.phrases.last().filter(|p| p.unit == last)
        && context
            .text
            .of(phrase.preposition)
            .eq_ignore_ascii_case("including")
        && let Some(whole) = phrase.after
        && parse.units[whole].next.is_none()
    {
        return whole;
    }
    // "the office of a judge, a hotel, and": buildings beside buildings, whosever they are.
    let thing = |u: usize| crate::extract::denotes_thing(context, parse, u);
    if thing(i)
        && let Some(other) =
            holder(parse, last).filter(|&o| thing(o) && parse.units[o].next.is_none())
        && (!thing(last) || alike(context, parse, last, i))
    {
        return other;
    }
    // "the head of the corps and Colonel Roe": no body stands beside a person.
    let body = || {
        let head = context.text.tokens[parse.units[last].head].word;
        parse.units[i].named && context.words.info(head).class == NounClass::Group
    };
    if !person(i) || person(last) && !body() {
        return last;
    }
    let Some(owner) = parse.units[..last].iter().rposition(|u| u.of == Some(last)) else {
        return last;
    };
    // "the mayor of Gao and his wife"
    let human = |u: usize| {
        let head = context.text.tokens[parse.units[u].head].word;
        context.words.info(head).class == NounClass::Person
    };
    // "Roe, manager of the firm, and his wife": beside the manager stands a name.
    let name = parse.units[..owner]
        .iter()
        .rposition(|u| u.apposition == Some(owner) && u.named);
    match name {
        Some(name) if person(name) && parse.units[name].next.is_none() => name,
        _ if (parse.units[i].named || parse.units[owner].apposition.is_some() || human(i))
            && person(owner)
            && parse.units[owner].next.is_none() =>
        {
            owner
        }
        _ => last,
    }
}

/// What a noun group in a phrase belongs to: "the office of a judge", "an office at the station".
fn holder(parse: &Parse, unit: usize) -> Option<usize> {
    let phrase = parse.phrases.last().filter(|p| p.unit == unit)?;
    phrase.after
}

/// "an office at the station, a shop at the": both have the same preposition behind them.
fn alike(context: &Context, parse: &Parse, last: usize, i: usize) -> bool {
    let before = parse.phrases.last().filter(|p| p.unit == last);
    let after = parse
        .units
        .get(i + 1)
        .filter(|u| u.kind == UnitKind::Preposition);
    before.zip(after).is_some_and(|(b, a)| {
        context
            .text
            .of(b.preposition)
            .eq_ignore_ascii_case(context.text.of(a.start))
    })
}

/// "Ana Roe, manager of the firm, and": one person without an article beside a name is no further
/// member of a list.
fn beside_name(context: &Context, parse: &Parse, last: usize, i: usize) -> bool {
    let (name, unit) = (&parse.units[last], &parse.units[i]);
    let person = |u: usize| crate::extract::denotes_people(context, parse, u);
    let bare = parse.tags[unit.start - parse.start] != Tag::Determiner
        && parse.tags[unit.start - parse.start] != Tag::Possessive
        && unit.number.is_none();
    let singular = context
        .words
        .info(context.text.tokens[unit.head].word)
        .forms
        & form::PLURAL
        == 0;
    name.named && !unit.named && bare && singular && person(last) && person(i)
}

/// "The mayor of Gao, Ana Roe": the name is the mayor's, not the town's.
fn titular(context: &Context, parse: &Parse, last: usize, i: usize) -> Option<usize> {
    let person = |u: usize| crate::extract::denotes_people(context, parse, u);
    let owner = parse.units[..last]
        .iter()
        .rposition(|u| u.of == Some(last))?;
    let free = parse.units[owner].apposition.is_none() && !parse.units[owner].named;
    (parse.units[i].named && person(i) && person(owner) && free).then_some(owner)
}

/// Whether "among them" stands before a noun group.
fn part(context: &Context, parse: &Parse, i: usize) -> bool {
    i >= 2
        && i <= parse.units.len()
        && parse.units[i - 1].pronoun
        && parse.units[i - 2].kind == UnitKind::Preposition
        && ["among", "amongst"].iter().any(|w| {
            context
                .text
                .of(parse.units[i - 2].start)
                .eq_ignore_ascii_case(w)
        })
}

fn link(parse: &mut Parse, from: usize, to: usize) {
    // "two guards dead and nine wounded": what is said of the first is not said of the second.
    let said = to >= 2 && parse.units[to - 2].kind == UnitKind::Adjective;
    // The coordination hangs on its first member, not on what hangs on it by "of".
    if from != to && !said {
        parse.units[from].next = Some(to);
    }
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn a_name_belongs_to_the_title_and_not_to_the_town() {
        let events =
            assaults("The mayor of Goma, Ana Miller, and her driver were killed by gunmen.");
        assert_eq!(events[0].recipients[0].name.as_deref(), Some("Ana Miller"));
        assert_eq!(events[0].recipients.len(), 2);
    }

    #[test]
    fn buildings_go_with_buildings() {
        let recipients = |text: &str| -> Vec<String> {
            let events = assaults(text);
            events[0]
                .recipients
                .iter()
                .map(|r| r.text.clone())
                .collect()
        };
        assert_eq!(
            recipients("Rebels burned the house of a judge, two hotels, and a clinic near Goma."),
            ["house of a judge", "two hotels", "clinic"]
        );
        assert_eq!(
            recipients("Rebels attacked the palace, the mayor's home, and a clinic near Goma."),
            ["palace", "the mayor's home", "clinic"]
        );
        assert_eq!(
            recipients("Rebels burned two trucks as well as a clinic near Goma."),
            ["two trucks", "clinic"]
        );
    }

    #[test]
    fn the_dead_are_no_list_with_the_wounded() {
        let events = assaults("The shelling left one nurse dead and six others injured in Goma.");
        let toll: Vec<_> = events[0].casualties.iter().map(|c| &c.text[..]).collect();
        assert_eq!(toll, ["one nurse", "six"]);
    }

    #[test]
    fn people_in_the_plural_do_what_follows_them() {
        let events = assaults("Rebels fighting in the north killed a guard.");
        assert_eq!(events[0].actors[0].text, "Rebels");
    }

    #[test]
    fn those_who_follow_are_a_group() {
        let events = assaults(
            "Rebels attacked a patrol near Gao. The following policemen died: Ana Roe, Luis Doe.",
        );
        assert_eq!(events[0].casualties.len(), 2, "{events:?}");
    }

    #[test]
    fn semicolons_part_the_members_of_a_list() {
        let events = assaults("Rebels killed Ana Miller, 45; Rosa Gomez, a nurse; and Mary Lopez.");
        assert_eq!(events[0].recipients.len(), 3, "{events:?}");
        let events = assaults("Rebels killed Ana Miller; Rosa Gomez fled the town.");
        assert_eq!(events[0].recipients.len(), 1, "{events:?}");
    }
}
