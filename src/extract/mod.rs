//! Rules on sentences: triggers, candidates, matches, and what their surroundings say of them.
//!
//! In come parsed sentences; out go [`Match`]es with a [`Reading`] of their context. It knows no
//! JSON and never merges what two sentences say.

mod accident;
mod beside;
mod candidates;
mod carry;
mod compiler;
mod context;
mod denial;
mod fill;
mod frame;
mod index;
mod kind;
mod matches;
mod pattern;
mod responsibility;
mod sentence;
mod slot;
mod sources;
mod template;
mod topics;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::candidates::{Candidate, Way};
use self::index::Index;

use crate::event::{Certainty, ClaimStatus, Status};
use crate::group::UnitKind;
use crate::lexicon::{LexiconId, Words};
use crate::rules::{Trait, Traits};
use crate::text::{Text, Word};

pub use candidates::Candidates;
pub use compiler::Compiler;
pub use context::{Reading, read};
pub use kind::{Kind, Kinds, complete, denotes_people, denotes_thing, stands};
pub use matches::{Filler, Match};
pub use pattern::{Argument, What};
pub use pattern::{Item, Lexeme, Pattern, RolePattern, trigger_words, triggers};
pub use responsibility::responsibility;
pub use sentence::Scene;
pub use slot::{Slot, SlotSpec};
pub use topics::Topics;

/// Whom a possessive before an event noun stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Possessor {
    /// Who does it.
    #[default]
    Actors,
    /// To whom it is done.
    Recipients,
    /// Nobody.
    None,
}

/// Which side of a match a template stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Directly before it.
    Before,
    /// Inside it.
    Inside,
    /// Directly after it.
    After,
}

/// A rule, compiled.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// Event type.
    pub event: String,
    /// What events of that type are like.
    pub traits: Traits,
    /// Whether both sides act in it: "clashed with".
    pub mutual: bool,
    /// Modes that it sets.
    pub modes: Vec<String>,
    /// How it is found.
    pub patterns: Vec<Pattern>,
    /// Prepositions of the recipient after the event noun.
    pub nominal: Vec<Word>,
    /// Whom a possessive stands for.
    pub possessor: Possessor,
    /// Voices that are derived; all if empty.
    pub voices: Vec<String>,
    /// What vetoes it.
    pub unless: Vec<(Side, Vec<Item>)>,
    /// Status that it sets.
    pub status: Option<Status>,
    /// Certainty that it sets.
    pub certainty: Option<Certainty>,
    /// Claim that it sets.
    pub claim: Option<ClaimStatus>,
    /// Wins over lower numbers.
    pub priority: i64,
    /// Its matches are parts of an event told before, never events of their own.
    pub dependent: bool,
    /// Its passives, participles and nouns count only with who does it: "was admitted" alone says
    /// nothing.
    pub agent: bool,
}

impl Rule {
    fn voice(&self, name: &str) -> bool {
        self.voices.is_empty() || self.voices.iter().any(|v| v == name)
    }
}

/// Words and lexicons that the engine uses by name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is named after its word or lexicon")]
pub struct Special {
    pub by: Word,
    pub of: Word,
    pub to: Word,
    pub that: Word,
    pub from: Word,
    pub in_: Word,
    pub for_: Word,
    pub where_: Word,
    pub without: Word,
    pub against: Word,
    pub behind: Word,
    pub after: Vec<Word>,
    pub nominal: Vec<Word>,
    pub light: Option<LexiconId>,
    pub suffer: Option<LexiconId>,
    pub survive: Option<LexiconId>,
    pub report: Option<LexiconId>,
    pub claim: Option<LexiconId>,
    pub deny: Option<LexiconId>,
    pub plan: Option<LexiconId>,
    pub attempt: Option<LexiconId>,
    pub fail: Option<LexiconId>,
    pub foil: Option<LexiconId>,
    pub suspect: Option<LexiconId>,
    pub accuse: Option<LexiconId>,
    pub succeed: Option<LexiconId>,
    pub decree: Option<LexiconId>,
    pub compel: Option<LexiconId>,
    pub culprit: Option<LexiconId>,
    pub mishap: Option<LexiconId>,
    pub female: Option<LexiconId>,
    pub male: Option<LexiconId>,
    pub arrest: Option<LexiconId>,
    pub involve: Option<LexiconId>,
    pub partake: Option<LexiconId>,
    pub epithet: Option<LexiconId>,
    pub prosecution: Option<LexiconId>,
    pub anonymous: Option<LexiconId>,
    pub answer: Option<LexiconId>,
    pub steered: Option<LexiconId>,
    pub civil_vehicle: Option<LexiconId>,
    pub collide: Option<LexiconId>,
    pub attack: Option<LexiconId>,
    pub release: Option<LexiconId>,
    pub war: Option<LexiconId>,
    pub upcoming: Option<LexiconId>,
    pub conceivable: Option<LexiconId>,
    pub abortive: Option<LexiconId>,
    pub prospect: Option<LexiconId>,
    pub call_for: Option<LexiconId>,
    pub ask_to: Option<LexiconId>,
    pub forestall: Option<LexiconId>,
    pub suspend: Option<LexiconId>,
    pub bring_about: Option<LexiconId>,
    pub take_on: Option<LexiconId>,
    pub responsibility: Option<LexiconId>,
    pub involvement: Option<LexiconId>,
    pub warn: Option<LexiconId>,
    pub hearsay: Option<LexiconId>,
    pub untrue: Option<LexiconId>,
    pub falsehood: Option<LexiconId>,
    pub dismiss: Option<LexiconId>,
    pub wish: Option<LexiconId>,
    traits: Vec<Traits>,
}

impl Default for Word {
    fn default() -> Self {
        Word::UNKNOWN
    }
}

impl Special {
    /// Looks the names up.
    pub fn new(words: &mut Words) -> Special {
        let mut word = |text: &str| words.vocabulary.add(text);
        let mut out = Special {
            by: word("by"),
            of: word("of"),
            to: word("to"),
            that: word("that"),
            from: word("from"),
            in_: word("in"),
            for_: word("for"),
            where_: word("where"),
            without: word("without"),
            against: word("against"),
            behind: word("behind"),
            after: ["after", "following", "since", "because"]
                .map(&mut word)
                .to_vec(),
            nominal: ["on", "against", "of", "at", "upon"]
                .map(&mut word)
                .to_vec(),
            ..Special::default()
        };
        out.light = words.lexicon("light");
        out.suffer = words.lexicon("undergo");
        out.survive = words.lexicon("survive");
        out.report = words.lexicon("report");
        out.claim = words.lexicon("claim");
        out.deny = words.lexicon("deny");
        out.plan = words.lexicon("plan");
        out.attempt = words.lexicon("attempt");
        out.fail = words.lexicon("fail");
        out.foil = words.lexicon("foil");
        out.suspect = words.lexicon("suspect");
        out.accuse = words.lexicon("accuse-of");
        out.succeed = words.lexicon("succeed");
        out.arrest = words.lexicon("arrest");
        out.involve = words.lexicon("involve");
        out.partake = words.lexicon("partake");
        out.epithet = words.lexicon("epithet");
        out.prosecution = words.lexicon("prosecution");
        out.warn = words.lexicon("warn");
        out.hearsay = words.lexicon("hearsay-noun");
        out.untrue = words.lexicon("untrue");
        out.falsehood = words.lexicon("falsehood");
        out.dismiss = words.lexicon("dismiss-as");
        out.wish = words.lexicon("wish");
        out.decree = words.lexicon("decree");
        out.compel = words.lexicon("compel");
        out.culprit = words.lexicon("doer");
        out.anonymous = words.lexicon("anonymous");
        out.answer = words.lexicon("answering");
        out.civil_vehicle = words.lexicon("civil-vehicle");
        out.collide = words.lexicon("collide");
        out.attack = words.lexicon("attack");
        out.release = words.lexicon("release");
        out.steered = words.lexicon("steered");
        out.war = words.lexicon("war");
        out.upcoming = words.lexicon("upcoming");
        out.conceivable = words.lexicon("conceivable");
        out.abortive = words.lexicon("abortive");
        out.prospect = words.lexicon("prospect");
        out.call_for = words.lexicon("call-for");
        out.ask_to = words.lexicon("ask-to");
        out.forestall = words.lexicon("forestall");
        out.suspend = words.lexicon("suspend");
        out.bring_about = words.lexicon("bring-about");
        out.take_on = words.lexicon("take-on");
        out.responsibility = words.lexicon("responsibility");
        out.involvement = words.lexicon("involvement");
        out.mishap = words.lexicon("mishap");
        out.female = words.lexicon("female");
        out.male = words.lexicon("male");
        out
    }

    /// Whether the events of a rule have a trait.
    pub fn has(&self, rule: usize, one: Trait) -> bool {
        self.traits.get(rule).is_some_and(|t| t.has(one))
    }
}

/// A context of a rule file: a wording beside an event that changes its status, certainty or claim.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ContextRule {
    /// Its id.
    pub id: String,
    /// Where it stands, seen from the event.
    pub side: Side,
    /// What stands there, any of them.
    pub templates: Vec<Vec<Item>>,
    /// Status that it sets.
    pub status: Option<Status>,
    /// Certainty that it sets.
    pub certainty: Option<Certainty>,
    /// Claim that it sets.
    pub claim: Option<ClaimStatus>,
}

impl ContextRule {
    /// Sets what the grammar has left open.
    fn set(&self, reading: &mut Reading) {
        if let Some(status) = self.status
            && reading.status == Status::Occurred
        {
            reading.status = status;
        }
        if let Some(certainty) = self.certainty
            && reading.certainty == Certainty::Stated
        {
            reading.certainty = certainty;
        }
        if let Some(claim) = self.claim
            && reading.claim.is_none()
        {
            reading.claim = Some((claim, None));
        }
    }
}

/// All rules of a pack, indexed by what triggers them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Program {
    /// The rules in file order.
    pub rules: Vec<Rule>,
    /// Names of the slots that the pack declares, by number.
    pub slots: Vec<String>,
    /// Contexts in file order.
    pub contexts: Vec<ContextRule>,
    /// Words and lexicons by name.
    pub special: Special,
    index: Index,
}

impl Program {
    /// Indexes rules and marks their triggers in the vocabulary; [`Candidates::holds`] will answer
    /// for the `watched` lexicons.
    pub fn new(
        rules: Vec<Rule>,
        contexts: Vec<ContextRule>,
        watched: &[LexiconId],
        words: &mut Words,
    ) -> Program {
        let mut out = Program {
            special: Special::new(words),
            ..Program::default()
        };
        out.special.traits = rules.iter().map(|r| r.traits).collect();
        out.index = Index::new(&rules, &contexts, &out.special, watched, words);
        out.contexts = contexts;
        out.rules = rules;
        out
    }

    /// Applies the contexts of the pack to what the grammar has read; what the grammar is sure of
    /// (a status other than plain happening) stays.
    pub fn apply(&self, scene: &Scene, candidates: &Candidates, m: &Match, reading: &mut Reading) {
        let unit = &scene.parse.units[m.anchor.unit];
        let room = |number: usize| match self.contexts[number].side {
            Side::Before => beside::room(unit.start.saturating_sub(beside::BEFORE), unit.start),
            Side::Inside => beside::room(unit.start, unit.end),
            Side::After => unit.end..usize::MAX,
        };
        self.index.each_context(candidates, room, |number, items| {
            let context = &self.contexts[number];
            let here = match context.side {
                Side::Before => beside::ends_at(scene, items, unit.start),
                Side::Inside => beside::stands(scene, items, unit.start, unit.end),
                Side::After => beside::starts_at(scene, items, unit.end),
            };
            if here {
                context.set(reading);
            }
            here
        });
    }

    /// Fills `out` with what may match among the tokens of a sentence; without any, the sentence
    /// need not be parsed.
    pub fn scan(&self, words: &Words, text: &Text, range: Range<usize>, out: &mut Candidates) {
        self.index.scan(words, text, range, out);
    }

    /// All matches in a sentence, the best for each anchor and event type, in order of the text.
    pub fn matches(&self, scene: &Scene) -> Vec<Match> {
        let range = scene.parse.start..scene.parse.start + scene.parse.tags.len();
        let mut candidates = Candidates::default();
        self.scan(
            scene.context.words,
            scene.context.text,
            range,
            &mut candidates,
        );
        self.of(scene, &candidates)
    }

    /// The matches among the candidates of a sentence.
    pub fn of(&self, scene: &Scene, candidates: &Candidates) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let parse = scene.parse;
        for (index, clause) in parse.clauses.iter().enumerate() {
            let voice = match clause.kind {
                crate::group::ClauseKind::Participle => "participle",
                _ => "passive",
            };
            for c in candidates.at(parse.units[clause.verb].head) {
                if clause.passive && !self.rules[c.rule].voice(voice) {
                    continue;
                }
                if let (Way::Clause, Pattern::Roles(frame)) = (c.way, self.pattern(c)) {
                    let found_here = frame::on_clause(scene, &self.special, c.rule, frame, index);
                    let bare = clause.passive && self.rules[c.rule].agent;
                    found.extend(found_here.filter(|m| !bare || m.acted(frame)));
                }
            }
        }
        for (unit, u) in parse.units.iter().enumerate() {
            if u.kind != UnitKind::Noun || u.pronoun {
                continue;
            }
            for c in candidates.at(u.head) {
                if let (Way::Noun, Pattern::Roles(frame)) = (c.way, self.pattern(c)) {
                    let rule = &self.rules[c.rule];
                    let found_here =
                        frame::on_noun(scene, &self.special, c.rule, rule, frame, unit);
                    found.extend(found_here.filter(|m| !rule.agent || m.acted(frame)));
                }
            }
        }
        for c in candidates.iter() {
            if let (Way::Words, Pattern::Words(items)) = (c.way, self.pattern(&c)) {
                found.extend(template::on_tokens(scene, c.rule, items, c.token));
            }
        }
        found.retain(|m| {
            !self.vetoed(scene, candidates, m)
                && !accident::mishap(scene, &self.special, m)
                && !accident::traffic(scene, &self.special, m)
        });
        self.best(found)
    }

    fn pattern(&self, candidate: &Candidate) -> &Pattern {
        &self.rules[candidate.rule].patterns[candidate.pattern]
    }

    fn vetoed(&self, scene: &Scene, candidates: &Candidates, m: &Match) -> bool {
        let low = scene.parse.start;
        let high = low + scene.parse.tags.len();
        let near = |side| match side {
            Side::Before => (m.anchor.token.saturating_sub(8).max(low), m.anchor.token),
            Side::After => (m.anchor.token + 1, (m.anchor.token + 8).min(high)),
            Side::Inside => {
                let unit = &scene.parse.units[m.anchor.unit];
                let near = m.end.max(unit.end) + 4;
                // A frame takes in its clause.
                let clause = m.anchor.clause.filter(|_| !m.spelled && !m.nominal);
                let reach = clause.map_or(0, |c| scene.parse.clauses[c].end.min(near + 8));
                (
                    unit.start.saturating_sub(6).max(low),
                    near.max(reach).min(high),
                )
            }
        };
        let mut vetoes = self.rules[m.rule].unless.iter().enumerate();
        vetoes.any(|(number, (side, _))| {
            let (from, to) = near(*side);
            let room = beside::room(from, to);
            let mut near = self.index.veto(m.rule, number, candidates, room);
            near.any(|items| beside::stands(scene, items, from, to))
        })
    }

    /// The best match for each anchor: priority, slots, order of the file. What others of its type
    /// know beyond it is added; other types that hang on the same word lose.
    fn best(&self, found: Vec<Match>) -> Vec<Match> {
        let mut out: Vec<Match> = Vec::new();
        for m in found {
            let same = out.iter_mut().find(|o| {
                o.anchor.token == m.anchor.token
                    || self.rules[o.rule].event == self.rules[m.rule].event
                        && (o.anchor.unit == m.anchor.unit
                            || o.extra.contains(&m.anchor.unit)
                            || m.extra.contains(&o.anchor.unit))
            });
            let Some(other) = same else {
                out.push(m);
                continue;
            };
            let key = |m: &Match| {
                (
                    self.rules[m.rule].priority,
                    m.slots.len() + m.extra.len(),
                    usize::MAX - m.rule,
                )
            };
            let (mut winner, loser) = if key(&m) > key(other) {
                (m, other.clone())
            } else {
                (other.clone(), m)
            };
            if self.rules[winner.rule].event == self.rules[loser.rule].event {
                for (slot, filler) in loser.slots {
                    let taken = winner.has(slot) || winner.slots.iter().any(|(_, f)| *f == filler);
                    if !taken {
                        winner.fill(slot, filler);
                    }
                }
                winner.subject_event = winner.subject_event.or(loser.subject_event);
            }
            *other = winner;
        }
        out.sort_by_key(|m| (m.anchor.token, m.rule));
        out
    }
}
