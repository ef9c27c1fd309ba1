//! Who has been named so far in a document, and whom pronouns and descriptions stand for.

use std::ops::Range;

use super::mention::{Mention, plural};
use super::tellers::{speaker, teller};
use crate::event::{Certainty, Count, Participant};
use crate::extract::{Kind, Kinds, Scene, Special};
use crate::group::{ClauseKind, Tag};
use crate::lexicon::{LexiconId, form};

/// Somebody named earlier in the document.
#[derive(Clone, Debug)]
struct Referent {
    /// Who it is.
    mention: Mention,
    /// Where the document names the person in full.
    full: Option<Range<usize>>,
    /// Its kind.
    kind: Kind,
    /// More than one.
    plural: bool,
    /// Was a subject.
    subject: bool,
    /// Was the subject of a clause that hangs on no other.
    main: bool,
    /// Something was done to it.
    suffers: bool,
    /// First token of its sentence.
    sentence: usize,
    /// Named or in the gazetteer.
    named: bool,
    /// A woman or a man, as far as the words say.
    female: Option<bool>,
    /// First token.
    token: usize,
}

/// Everybody named so far, in order.
#[derive(Clone, Debug, Default)]
pub struct Discourse {
    referents: Vec<Referent>,
    /// The persons that the document names in full, by token.
    full: Vec<Range<usize>>,
    /// Verbs of letting somebody go.
    release: Option<LexiconId>,
    /// Words that say that somebody is a woman, a man.
    female: Option<LexiconId>,
    male: Option<LexiconId>,
}

impl Discourse {
    /// With the persons that the document names in full.
    pub fn new(full: &[Range<usize>], special: &Special) -> Discourse {
        Discourse {
            full: full.to_vec(),
            release: special.release,
            female: special.female,
            male: special.male,
            ..Discourse::default()
        }
    }

    /// The full name of whom a part of it names: "Roe" for "Ana Roe".
    pub(super) fn full_name(&self, scene: &Scene, unit: usize) -> Option<Range<usize>> {
        let text = scene.context.text;
        let u = &scene.parse.units[unit];
        let named = |t: usize| scene.parse.tags[t - scene.parse.start] == Tag::Name;
        if !named(u.head) {
            return None;
        }
        let mut first = u.head;
        while first > u.start && named(first - 1) {
            first -= 1;
        }
        let part = &text.tokens[first..=u.head];
        let longer = |r: &&Range<usize>| {
            r.len() >= part.len()
                && text.tokens[(*r).clone()]
                    .windows(part.len())
                    .any(|w| w.iter().zip(part).all(|(a, b)| a.word == b.word))
        };
        let before = self.full.iter().filter(|r| r.start < u.start);
        let found = before.filter(longer).max_by_key(|r| r.len());
        let found = found.or_else(|| self.full.iter().find(longer))?;
        Some(found.clone())
    }

    /// Takes note of the noun groups of a sentence.
    pub fn note(&mut self, scene: &Scene) {
        for (index, unit) in scene.parse.units.iter().enumerate() {
            if unit.kind != crate::group::UnitKind::Noun || unit.pronoun {
                continue;
            }
            let kind = scene.kind(index);
            if !Kinds::participant().has(kind) || kind == Kind::Unknown && !unit.named {
                continue;
            }
            let mut of = scene.parse.clauses.iter();
            let subject = of.clone().any(|c| c.subject == Some(index));
            let main = of.any(|c| {
                c.subject == Some(index) && c.kind == ClauseKind::Main && c.parent.is_none()
            });
            let mention = Mention::of(scene, index);
            let person = mention.entry.is_none() && unit.named && mention.kind == Kind::Person;
            let full = person.then(|| self.full_name(scene, index)).flatten();
            self.referents.push(Referent {
                mention,
                full,
                kind,
                plural: plural(scene, index) || unit.next.is_some(),
                subject,
                main,
                suffers: scene.parse.clauses.iter().any(|c| match c.passive {
                    true => c.subject == Some(index),
                    false => c.objects.contains(&index),
                }),
                sentence: scene.parse.start,
                named: unit.named || scene.denotations[index].entry.is_some(),
                female: self.gender(scene, index),
                token: unit.start,
            });
        }
    }

    /// Whether a noun group is called a woman's or a man's name, by its head or a title.
    fn gender(&self, scene: &Scene, unit: usize) -> Option<bool> {
        let u = &scene.parse.units[unit];
        let called = |lexicon| {
            (u.start..=u.head).any(|t| scene.reads(t, lexicon, form::NOUN, u.start, u.end))
        };
        match (called(self.female?), called(self.male?)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// What the pronouns of a sentence stand for.
    pub fn stand(&self, scene: &Scene) -> Vec<(usize, Kind)> {
        let mut out = Vec::new();
        for (index, unit) in scene.parse.units.iter().enumerate() {
            if !unit.pronoun || unit.negated {
                continue;
            }
            let word = scene.context.text.of(unit.head);
            let kind = match teller(scene, word, index).or_else(|| speaker(scene, word, index)) {
                Some(teller) => Some(Mention::of(scene, teller).kind),
                None => self
                    .antecedent(word, unit.start, None, self.freed(scene, index))
                    .map(|who| who.mention.kind),
            };
            if let Some(kind) = kind {
                out.push((index, kind));
            }
        }
        out
    }

    /// Whom a pronoun at a token stands for.
    pub(super) fn pronoun(
        &self,
        scene: &Scene,
        token: usize,
        not: Option<Range<usize>>,
        rival: Option<usize>,
        certainty: Certainty,
    ) -> Option<Participant> {
        // "He pressed him": two persons.
        let other = rival.and_then(|r| self.antecedent(scene.context.text.of(r), r, None, false));
        let not = other.map(|r| r.token..r.token + 1).or(not);
        let freed = self.freed(scene, scene.parse.unit_of(token));
        let found = self.antecedent(scene.context.text.of(token), token, not, freed)?;
        let mut who = found.mention.participant(scene, certainty);
        if let Some(full) = &found.full {
            who.name = Some(scene.context.text.span(full.clone()).to_owned());
        }
        Some(who)
    }

    /// Whether a unit is let go: somebody was held before, not whoever held them.
    fn freed(&self, scene: &Scene, unit: usize) -> bool {
        let let_go = |lexicon| {
            scene.parse.clauses.iter().any(|c| {
                let held = match c.passive {
                    true => c.subject == Some(unit),
                    false => c.objects.contains(&unit),
                };
                let v = &scene.parse.units[c.verb];
                held && scene.reads(v.head, lexicon, form::VERB, v.start, c.end.max(v.end))
            })
        };
        self.release.is_some_and(let_go)
    }

    fn antecedent(
        &self,
        word: &str,
        token: usize,
        not: Option<Range<usize>>,
        freed: bool,
    ) -> Option<&Referent> {
        let word = word.to_ascii_lowercase();
        let fits = |r: &&Referent| {
            r.token < token
                && !not.as_ref().is_some_and(|n| n.contains(&r.token))
                && match word.as_str() {
                    "he" | "she" | "him" | "her" | "himself" | "herself" => {
                        let she = matches!(word.as_str(), "she" | "her" | "herself");
                        !r.plural
                            && r.female.is_none_or(|f| f == she)
                            && matches!(
                                r.kind,
                                Kind::Person
                                    | Kind::Civilians
                                    | Kind::Military
                                    | Kind::Police
                                    | Kind::ArmedGroup
                                    | Kind::Unknown
                            )
                            && r.mention.count.as_ref().is_none_or(|c| c.max == Some(1))
                            && !(r.named && r.kind == Kind::ArmedGroup && r.mention.entry.is_some())
                    }
                    "they" | "them" | "themselves" => {
                        r.plural
                            || matches!(
                                r.kind,
                                Kind::ArmedGroup
                                    | Kind::Organisation
                                    | Kind::Government
                                    | Kind::Police
                                    | Kind::Military
                            )
                    }
                    "it" | "itself" => {
                        !r.plural
                            && matches!(
                                r.kind,
                                Kind::Country
                                    | Kind::Government
                                    | Kind::Organisation
                                    | Kind::InternationalOrganisation
                                    | Kind::ArmedGroup
                                    | Kind::Company
                                    | Kind::Media
                            )
                            || matches!(r.kind, Kind::Country | Kind::InternationalOrganisation)
                    }
                    _ => false,
                }
        };
        let recent = |r: &&Referent| token.saturating_sub(r.token) < 90;
        // The nearest sentence that names somebody who fits; in it whom it is about, then who else
        // acts, then anybody.
        let near = || self.referents.iter().rev().take_while(recent);
        // "her son … she": further back it is only somebody named.
        let far = || {
            let told = |r: &&Referent| token.saturating_sub(r.token) < 250;
            let named = |r: &&Referent| {
                r.named && r.main && matches!(r.kind, Kind::Person | Kind::Unknown) && fits(r)
            };
            self.referents.iter().rev().take_while(told).find(named)
        };
        let Some(sentence) = near().find(fits).map(|r| r.sentence) else {
            return far();
        };
        let there = || near().filter(|r| r.sentence == sentence && fits(r));
        there()
            .find(|r| freed && r.suffers)
            .or_else(|| there().find(|r| r.main))
            .or_else(|| there().find(|r| r.subject))
            .or_else(|| there().next())
    }

    /// Who issues the text and says "we" in it: the office that its first sentence is about.
    pub(super) fn issuer(&self, scene: &Scene, certainty: Certainty) -> Option<Participant> {
        let first = self.referents.iter().find(|r| r.main)?;
        let office = matches!(
            first.kind,
            Kind::Government | Kind::InternationalOrganisation
        );
        office.then(|| first.mention.participant(scene, certainty))
    }

    /// How many "the intruders" are: the figure of the last group of that kind.
    pub(super) fn count(&self, scene: &Scene, unit: usize) -> Option<Count> {
        let u = &scene.parse.units[unit];
        let kind = scene.kind(unit);
        if !u.definite || u.named || u.pronoun || kind != Kind::ArmedGroup {
            return None;
        }
        self.referents
            .iter()
            .rev()
            .filter(|r| r.token < u.start && u.start - r.token < 90 && r.kind == kind)
            .find_map(|r| r.mention.count.clone())
    }

    /// Whom "the group", "its leaders", "the attackers" stand for: the last named one of that kind.
    pub(super) fn description(&self, kind: Kind, token: usize) -> Option<&Mention> {
        self.referents
            .iter()
            .rev()
            .filter(|r| r.token < token && token - r.token < 400)
            .find(|r| r.named && r.kind == kind && r.mention.entry.is_some())
            .map(|r| &r.mention)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Extractor, Pack};

    #[test]
    fn those_who_are_freed_were_held() {
        let extractor = Extractor::new(&Pack::embedded()).unwrap();
        for text in [
            "Fighters overran a post near Gao, taking seven soldiers hostage. They were freed on Tuesday.",
            "Fighters overran a post near Gao, taking seven hostage. They were freed on Tuesday.",
            "Gunmen kidnapped two nurses in Gao. The army freed them on Tuesday.",
        ] {
            let events = extractor.extract(&Document::new("d", text));
            let freed = events.iter().find(|e| e.kind == "RETREAT").unwrap();
            let who = &freed.recipients[0].text;
            assert!(
                ["seven soldiers", "seven", "two nurses"].contains(&who.as_str()),
                "{who}"
            );
        }
    }
}
