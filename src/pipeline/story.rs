//! A document while it is read, a sentence after the other: what each tells, and what is known by then.

use super::blog;
use super::claims::{Doer, Said, attach, certain, name_doer};
use super::judge::{real, worth};
use super::prepare::Prepared;
use crate::annotate::time::{TimeContext, TimeMention};
use crate::assemble::{Discourse, Draft, Earlier, Finding, Setting, draft, earlier, merge, span};
use crate::event::*;
use crate::extract::{Candidates, Filler, Match, Scene, read, responsibility};
use crate::group::UnitKind;
use crate::lexicon::{Closed, form};
use crate::pack::Extractor;
use crate::rules::Trait;
use crate::text::SentenceKind;

/// How many sentences back a pronoun may reach over sentences without a trigger.
const RECALL: usize = 3;

/// A document while it is read, a sentence after the other: what has been told so far.
pub(super) struct Story<'a> {
    pub(super) extractor: &'a Extractor,
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) times: TimeContext,
    pub(super) discourse: Discourse,
    /// The place of the dateline.
    pub(super) origin: Option<Place>,
    /// What the last heading says of day and place.
    pub(super) heading: Setting,
    /// The list entry that is being read, and what its head says of day and place.
    pub(super) item: u32,
    pub(super) entry: Setting,
    /// The sentence that the last head of an item stands in.
    pub(super) led: usize,
    /// Whom the sentence above a list is about: "The Council, having met today, 1. Condemns …".
    pub(super) council: Option<Vec<Participant>>,
    pub(super) candidates: Candidates,
    /// The last sentences without a trigger, with their times.
    pub(super) skipped: Vec<(usize, Vec<TimeMention>)>,
    pub(super) drafts: Vec<Draft>,
    pub(super) claims: Vec<Said>,
    pub(super) doers: Vec<Doer>,
}

impl<'a> Story<'a> {
    pub(super) fn new(extractor: &'a Extractor, prepared: &'a Prepared<'a>) -> Story<'a> {
        let mut times = TimeContext::new(prepared.published, None);
        extractor.dateline(prepared, &mut times);
        Story {
            extractor,
            prepared,
            times,
            discourse: Discourse::new(&prepared.people, &extractor.program.special),
            origin: extractor.dateline_place(prepared),
            heading: Setting::default(),
            item: 0,
            entry: Setting::default(),
            led: 0,
            council: None,
            candidates: Candidates::default(),
            skipped: Vec::new(),
            drafts: Vec::new(),
            claims: Vec::new(),
            doers: Vec::new(),
        }
    }

    pub(super) fn sentence(&mut self, number: usize) {
        let extractor = self.extractor;
        let text = &self.prepared.text;
        let sentence = &text.sentences[number];
        let range = sentence.tokens();
        self.enter(sentence.item);
        let mentions = extractor.times.find(text, range.clone(), &mut self.times);
        self.lead(number, &mentions);
        let program = &extractor.program;
        program.scan(&extractor.words, text, range.clone(), &mut self.candidates);
        for mention in &mentions {
            self.candidates.leave_out(&mention.tokens);
        }
        let special = &program.special;
        let triggered = !self.candidates.is_empty()
            || [special.claim, special.deny, special.culprit]
                .iter()
                .any(|l| self.candidates.holds(*l));
        // "The Council, having met today,": what follows in items is said of it.
        let last = text.of(range.end - 1);
        let open = sentence.item == 0 && matches!(last, "," | ":");
        let heading = self.heads(number, &mentions);
        if heading && !open && (sentence.kind == SentenceKind::Heading || !triggered) {
            return;
        }
        if !triggered && !open {
            self.skip(number, mentions);
            return;
        }
        self.recall(&range);
        let analysis = extractor.analyse(text, range, mentions);
        extractor.scene(self.prepared, &analysis, |scene| {
            self.discourse.note(scene);
            scene.stand = self.discourse.stand(scene);
            // "Having heard …;", "Recalling its resolutions,": more of the same preamble.
            let preamble = self.council.is_some()
                && matches!(last, "," | ";")
                && scene
                    .parse
                    .units
                    .iter()
                    .find(|u| u.kind != UnitKind::Adverb)
                    .is_some_and(|u| {
                        u.kind == UnitKind::Adjective
                            || u.kind == UnitKind::Verb && (u.verb.ing || u.verb.participle)
                    });
            if sentence.item == 0 && !preamble {
                self.council = open.then(|| self.subject(scene)).flatten();
            }
            self.responsibility(scene, number);
            self.doers(scene, number);
            self.matches(scene, &analysis.mentions, number);
        });
    }

    /// Leaves a sentence unparsed, unless one that follows refers back to it.
    fn skip(&mut self, number: usize, mentions: Vec<TimeMention>) {
        if self.skipped.len() == RECALL {
            self.skipped.remove(0);
        }
        self.skipped.push((number, mentions));
        // "The group" may be named only here.
        let names = &self.prepared.names;
        let range = self.prepared.text.sentences[number].tokens();
        let gazetteer = &self.extractor.gazetteer;
        let within = self.extractor.within(names, &range);
        if within
            .iter()
            .any(|n| gazetteer.entry(n.entry).kind == "armed-group")
        {
            self.note_skipped();
        }
    }

    /// Parses the sentences left unparsed before one with a pronoun, for whom it stands for.
    fn recall(&mut self, range: &std::ops::Range<usize>) {
        let text = &self.prepared.text;
        let pronoun =
            |t: usize| self.extractor.words.info(text.tokens[t].word).closed == Closed::Pronoun;
        if !self.skipped.is_empty() && range.clone().any(pronoun) {
            self.note_skipped();
        }
        self.skipped.clear();
    }

    fn note_skipped(&mut self) {
        for (number, mentions) in std::mem::take(&mut self.skipped) {
            let range = self.prepared.text.sentences[number].tokens();
            let analysis = self.extractor.analyse(&self.prepared.text, range, mentions);
            self.extractor
                .scene(self.prepared, &analysis, |scene| self.discourse.note(scene));
        }
    }

    /// The first noun group of a sentence, as participants.
    fn subject(&self, scene: &Scene) -> Option<Vec<Participant>> {
        let unit = scene
            .parse
            .units
            .iter()
            .position(|u| u.kind == UnitKind::Noun && !u.pronoun)?;
        Some(self.participants(scene, unit, Certainty::Stated))
    }

    pub(super) fn participants(
        &self,
        scene: &Scene,
        unit: usize,
        certainty: Certainty,
    ) -> Vec<Participant> {
        crate::assemble::participants(scene, &self.discourse, Filler::Unit(unit), certainty)
    }

    fn responsibility(&mut self, scene: &Scene, number: usize) {
        for r in responsibility(scene, &self.extractor.program.special) {
            let by = r.by.map(|u| self.participants(scene, u, certain(r.status)));
            let sentence = &self.prepared.text.sentences[number];
            self.claims.push(Said {
                status: r.status,
                by: by.unwrap_or_default(),
                sentence: number,
                item: sentence.item,
                span: span(&self.prepared.text, sentence.tokens()),
            });
        }
    }

    /// Notes who is called after a deed as the subject of a clause.
    fn doers(&mut self, scene: &Scene, number: usize) {
        let Some(culprit) = self.extractor.program.special.culprit else {
            return;
        };
        if !self.candidates.holds(Some(culprit)) {
            return;
        }
        for (index, unit) in scene.parse.units.iter().enumerate() {
            let called = unit.kind == UnitKind::Noun
                && !unit.named
                && scene.reads(unit.head, culprit, form::NOUN, unit.start, unit.end);
            let acts = |c: &crate::group::Clause| c.subject == Some(index) && !c.passive;
            if called && scene.parse.clauses.iter().any(acts) {
                let item = self.prepared.text.sentences[number].item;
                for who in self.participants(scene, index, Certainty::Stated) {
                    self.doers.push(Doer {
                        who,
                        sentence: number,
                        item,
                    });
                }
            }
        }
    }

    fn matches(&mut self, scene: &Scene, mentions: &[TimeMention], number: usize) {
        let extractor = self.extractor;
        let program = &extractor.program;
        let text = &self.prepared.text;
        let sentence = &text.sentences[number];
        let setting = self.setting(number);
        let matches = program.of(scene, &self.candidates);
        let topics = match matches.is_empty() {
            true => Vec::new(),
            false => extractor.topics.shown(text, sentence.tokens()),
        };
        // Where a sentence tells of several deeds, which of them came first.
        let parts = match matches.len() {
            0 | 1 => Vec::new(),
            _ => earlier(scene, &program.special),
        };
        let within = |m: &Match| {
            let holds = |e: &&Earlier| e.tokens.contains(&m.anchor.token);
            let inner = parts.iter().filter(holds);
            inner.max_by_key(|e| (e.answered, e.tokens.start))
        };
        let kinds: Vec<(&str, Option<&Earlier>)> = matches
            .iter()
            .map(|m| (program.rules[m.rule].event.as_str(), within(m)))
            .collect();
        for (number_of_match, found) in matches.into_iter().enumerate() {
            let (kind, own) = kinds[number_of_match];
            let mut others = kinds.iter().filter(|(k, e)| *k == kind && *e != own);
            let apart = others.clone().filter_map(|(_, e)| *e).collect();
            let several = others.next().is_some();
            let mut reading = read(scene, &program.special, &found);
            program.apply(scene, &self.candidates, &found, &mut reading);
            let finding = Finding {
                found: &found,
                reading,
                earlier: own,
                apart,
                several,
            };
            let mut new = draft(
                scene,
                program,
                &self.discourse,
                &finding,
                mentions,
                &setting,
                number,
            );
            let elliptical = !found.nominal
                && found
                    .anchor
                    .clause
                    .is_some_and(|c| scene.parse.clauses[c].subject.is_none());
            if let Some(council) = self.council.as_ref().filter(|_| elliptical)
                && new.event.actors.is_empty()
            {
                new.event.actors = council.clone();
            }
            new.item = sentence.item;
            new.paragraph = sentence.paragraph;
            new.event
                .evidence
                .sentences
                .push(span(text, sentence.tokens()));
            extractor.modes(scene, &self.candidates, &found, &mut new.event);
            let (kind, modes) = (&new.event.kind, &new.event.modes);
            new.deeds = extractor.types.deeds(kind, modes);
            new.event.contexts = topics.iter().map(|t| (*t).to_owned()).collect();
            self.drafts.push(new);
        }
        self.share_place(number);
    }

    /// "closed the crossing at Terespol after migrants attacked guards": what has no place of its
    /// own happened where the rest of the sentence did.
    fn share_place(&mut self, number: usize) {
        let from = self
            .drafts
            .iter()
            .rev()
            .take_while(|d| d.sentence == number);
        let here = self.drafts.len() - from.count();
        let placed = |d: &&Draft| d.own_place && real(d) && d.traits.has(Trait::Placed);
        let Some(place) = self.drafts[here..]
            .iter()
            .find(placed)
            .and_then(|d| d.event.place.clone())
        else {
            return;
        };
        for draft in &mut self.drafts[here..] {
            if !draft.own_place && draft.traits.has(Trait::Placed) {
                draft.event.place = Some(place.clone());
            }
        }
    }

    /// The events of the whole document.
    pub(super) fn end(self) -> Vec<Draft> {
        let drafts: Vec<Draft> = self.drafts.into_iter().filter(real).collect();
        // Of a live blog the oldest entry is told first, unless its last entry sums it up.
        let mut ranks = blog::order(&self.prepared.text);
        let mut merged = Vec::new();
        if let Some(ranks) = &ranks {
            let mut timely = drafts.clone();
            blog::by_time(&mut timely, ranks);
            merged = merge(timely);
        }
        if ranks.is_none() {
            merged = merge(drafts);
        } else {
            let plain = merge(drafts);
            if plain.len() < merged.len() {
                merged = plain;
                ranks = None;
            }
        }
        let rank = |sentence: usize| ranks.as_ref().map_or(sentence, |r| r[sentence]);
        for mut claim in self.claims {
            claim.sentence = rank(claim.sentence);
            attach(&mut merged, claim);
        }
        // "The guerrillas condemned the attack": who is told to do something else.
        let others = merged.iter().filter(|d| !d.traits.has(Trait::Attack));
        let busy: std::collections::HashSet<usize> = others
            .flat_map(|d| d.event.actors.iter().map(|p| p.start))
            .collect();
        let free = |doer: &Doer| !busy.contains(&doer.who.start);
        let doers: Vec<Doer> = self.doers.into_iter().filter(free).collect();
        for mut doer in doers {
            doer.sentence = rank(doer.sentence);
            name_doer(&mut merged, doer);
        }
        if let Some(ranks) = &ranks {
            blog::by_text(&mut merged, ranks);
        }
        merged.retain(worth);
        merged
    }
}
