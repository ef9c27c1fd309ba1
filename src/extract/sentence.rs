//! One sentence as the rules see it: its parse, what its groups denote, and its clauses.

use crate::gazetteer::{EntryId, Gazetteer};
use crate::group::{Context, Name, Parse, UnitKind};
use crate::lexicon::{LexiconId, NounClass, form};
use crate::text::Word;

use super::kind::{Denotation, Kind, complete, denotation, stands};
use super::pattern::Lexeme;
use crate::template::Form;

/// A parsed sentence with what its noun groups denote.
pub struct Scene<'a> {
    /// Text, words, names, numbers.
    pub context: Context<'a>,
    /// The gazetteer.
    pub gazetteer: &'a Gazetteer,
    /// The shallow parse.
    pub parse: &'a Parse,
    /// What each unit denotes; `Unknown` for units that are no noun groups.
    pub denotations: Vec<Denotation>,
    /// The pronouns by unit, and what those denote whom they stand for.
    pub stand: Vec<(usize, Kind)>,
}

impl<'a> Scene<'a> {
    /// Looks up what the noun groups of a parse denote.
    pub fn new(context: Context<'a>, gazetteer: &'a Gazetteer, parse: &'a Parse) -> Scene<'a> {
        let mut denotations: Vec<Denotation> = (0..parse.units.len())
            .map(|i| match parse.units[i].kind {
                UnitKind::Noun => denotation(&context, gazetteer, parse, i),
                UnitKind::Time => Denotation {
                    kind: Kind::Time,
                    entry: None,
                    lexicon: None,
                },
                _ => Denotation {
                    kind: Kind::Unknown,
                    entry: None,
                    lexicon: None,
                },
            })
            .collect();
        measured(&context, parse, &mut denotations);
        placed(&context, parse, &mut denotations);
        offices(&context, parse, &mut denotations);
        Scene {
            context,
            gazetteer,
            parse,
            denotations,
            stand: Vec::new(),
        }
    }

    /// The kind of a unit.
    #[inline]
    pub fn kind(&self, unit: usize) -> Kind {
        self.denotations[unit].kind
    }

    /// The kind of a unit, or, of a pronoun, of whom it stands for.
    pub fn meant(&self, unit: usize) -> Kind {
        let stands = self.stand.iter().find(|(u, _)| *u == unit);
        stands.map_or(self.kind(unit), |(_, kind)| *kind)
    }

    /// The word at a token.
    #[inline]
    pub fn word(&self, token: usize) -> Word {
        self.context.text.tokens[token].word
    }

    /// Whether the sentence begins with its verb: "Condemns the attack, and calls …".
    pub fn headless(&self) -> bool {
        self.parse.clauses.first().is_some_and(|c| {
            let verb = &self.parse.units[c.verb];
            c.subject.is_none() && verb.verb.finite && verb.start <= self.parse.start + 2
        })
    }

    /// Whether the token is an entry of the lexicon in one of these forms, within a unit or clause
    /// that reaches from `low` to `high`.
    pub fn reads(
        &self,
        token: usize,
        lexicon: LexiconId,
        forms: u16,
        low: usize,
        high: usize,
    ) -> bool {
        self.context
            .words
            .readings(self.word(token))
            .iter()
            .any(|r| {
                r.lexicon == lexicon && r.forms & forms != 0 && self.complete(r, token, low, high)
            })
    }

    fn complete(
        &self,
        reading: &crate::lexicon::Reading,
        token: usize,
        low: usize,
        high: usize,
    ) -> bool {
        if reading.forms & form::VERB == 0 {
            return complete(self.context.text, reading, token, low, high);
        }
        stands(self.context.text, reading, token, &(low..high))
    }

    /// One past the preposition that opens the first phrase from a unit on, "of" aside.
    fn phrase_from(&self, unit: usize) -> usize {
        let mut units = self.parse.units[unit..].iter();
        units
            .find(|u| {
                u.kind == UnitKind::Preposition
                    && !self.context.text.of(u.start).eq_ignore_ascii_case("of")
            })
            .map_or(usize::MAX, |u| u.end)
    }

    fn preposition(&self, word: Word) -> bool {
        self.context.words.info(word).closed == crate::lexicon::Closed::Preposition
    }

    /// The last further word of a verb's entry in a lexicon: "on" of "call on".
    pub fn particle(&self, head: usize, lexicon: LexiconId) -> Option<Word> {
        self.particles(head, lexicon).last().copied()
    }

    /// The further words of a verb's entry in a lexicon: "part in" of "take part in".
    pub fn particles(&self, head: usize, lexicon: LexiconId) -> &[Word] {
        let high = self.parse.start + self.parse.tags.len();
        self.context
            .words
            .readings(self.word(head))
            .iter()
            .find(|r| {
                r.lexicon == lexicon
                    && r.forms & form::VERB != 0
                    && self.complete(r, head, head, high)
            })
            .map_or(&[], |r| &r.rest[r.before as usize..])
    }

    /// Whether a clause's verb is an entry of the lexeme, by lexicon and form.
    /// In a frame `.v` means any voice: its voices are derived.
    pub fn verb_is(&self, index: usize, lexeme: &Lexeme, frame: bool) -> bool {
        let clause = &self.parse.clauses[index];
        let unit = &self.parse.units[clause.verb];
        let fits = match lexeme.form {
            None => true,
            Some(Form::Verb) => !clause.passive || frame,
            Some(Form::Passive | Form::Participle) => clause.passive,
            Some(Form::Ing) => unit.verb.ing || unit.verb.progressive,
            Some(Form::Infinitive) => unit.verb.infinitive,
            _ => false,
        };
        fits && self.verb_reads(index, lexeme.lexicon)
    }

    /// Whether a clause's verb is an entry of the lexicon.
    pub fn verb_reads(&self, clause: usize, lexicon: LexiconId) -> bool {
        let clause = &self.parse.clauses[clause];
        let unit = &self.parse.units[clause.verb];
        let end = clause.end.max(unit.end);
        // "was taken in Gao" takes nobody in: a passive's particle stands beside it.
        let readings = self.context.words.readings(self.word(unit.head));
        readings.iter().any(|r| {
            if r.lexicon != lexicon || r.forms & form::VERB == 0 {
                return false;
            }
            let high = match r.rest[(r.before as usize).min(r.rest.len())..] {
                [only] if clause.passive && self.preposition(only) => unit.head + 2,
                // "took the radio off the air in Gao": nor a particle behind another phrase.
                [only] if self.preposition(only) => self.phrase_from(clause.verb + 1).min(end),
                _ => end,
            };
            self.complete(r, unit.head, unit.start, high)
        })
    }

    /// Whether a noun group's head is a noun of the lexeme.
    pub fn noun_is(&self, unit: usize, lexeme: &Lexeme) -> bool {
        let u = &self.parse.units[unit];
        if u.kind != UnitKind::Noun {
            return false;
        }
        let forms = lexeme.forms() & (form::NOUN | form::OTHER);
        if forms != 0 && self.reads(u.head, lexeme.lexicon, forms, u.start, u.end) {
            return true;
        }
        // "A shipment of food aid" is food aid.
        u.of.is_some_and(|of| {
            of > unit
                && self
                    .context
                    .grammar
                    .measure
                    .is_some_and(|measure| self.reads(u.head, measure, form::NOUN, u.start, u.end))
                && self.noun_is(of, lexeme)
        })
    }

    /// Prepositional phrases of a clause with one of these prepositions.
    pub fn phrases(&self, clause: usize, prepositions: &[Word]) -> impl Iterator<Item = usize> {
        self.parse
            .phrases
            .iter()
            .filter(move |p| {
                p.clause == Some(clause)
                    && prepositions.contains(&self.word(p.preposition))
                    && !self.source(p.preposition)
            })
            .map(|p| p.unit)
    }

    /// "according to the mayor": who tells of it, no goal of the verb.
    fn source(&self, preposition: usize) -> bool {
        preposition > self.parse.start
            && self
                .context
                .text
                .of(preposition - 1)
                .eq_ignore_ascii_case("according")
    }

    /// Prepositional phrases that follow a noun group (directly or after other phrases of it).
    pub fn phrases_after(&self, unit: usize, prepositions: &[Word]) -> Option<usize> {
        let mut chain = vec![unit];
        for phrase in &self.parse.phrases {
            if let Some(after) = phrase.after
                && chain.contains(&after)
            {
                // "the raids as proof of cruelty": what they are called is no part of them.
                let called = self.context.text.of(phrase.preposition);
                if called.eq_ignore_ascii_case("as") {
                    continue;
                }
                chain.push(phrase.unit);
                // "the raid since the bombing of the town": what is owned by another deed is not its own.
                let info = self
                    .context
                    .words
                    .info(self.word(self.parse.units[after].head));
                let owned = after != unit
                    && self.parse.units[after].of == Some(phrase.unit)
                    && info.class == NounClass::Act
                    && info.trigger;
                if prepositions.contains(&self.word(phrase.preposition))
                    && !owned
                    && !self.source(phrase.preposition)
                {
                    return Some(phrase.unit);
                }
            }
        }
        None
    }
}

/// "the governor's office" speaks and acts as he does.
fn offices(context: &Context, parse: &Parse, denotations: &mut [Denotation]) {
    let Some(office) = context.grammar.office else {
        return;
    };
    for (i, unit) in parse.units.iter().enumerate() {
        let Some(owner) = unit.possessor else {
            continue;
        };
        let acts = matches!(
            denotations[owner].kind,
            Kind::Person | Kind::Government | Kind::Country | Kind::InternationalOrganisation
        );
        let speaks = parse
            .clauses
            .iter()
            .any(|c| c.subject == Some(i) && !c.passive)
            || i >= 2
                && context
                    .text
                    .of(parse.units[owner].start.saturating_sub(2))
                    .eq_ignore_ascii_case("according");
        if acts
            && speaks
            && matches!(
                denotations[i].kind,
                Kind::Object | Kind::Facility | Kind::Abstract | Kind::Unknown
            )
            && context
                .words
                .readings(context.text.tokens[unit.head].word)
                .iter()
                .any(|r| r.lexicon == office && r.rest.is_empty())
        {
            denotations[i].kind = match denotations[owner].kind {
                Kind::InternationalOrganisation => Kind::InternationalOrganisation,
                _ => Kind::Government,
            };
        }
    }
}

/// An unknown name after "in", "near" or "outside" is a place's, unless it is known as a person's.
fn placed(context: &Context, parse: &Parse, denotations: &mut [Denotation]) {
    use crate::text::Flags;
    if context.upper {
        return;
    }
    for (i, unit) in parse.units.iter().enumerate().skip(1) {
        let before = &parse.units[i - 1];
        let open = unit.named
            && matches!(
                denotations[i].kind,
                Kind::Unknown | Kind::Person | Kind::Country
            )
            && denotations[i].entry.is_none()
            && denotations[i].lexicon.is_none()
            && before.kind == UnitKind::Preposition
            && before.end == unit.start;
        let flags = |t: usize| context.text.tokens[t].flags;
        if open
            && (unit.start..unit.end)
                .all(|t| flags(t).has(Flags::CAPITAL) && !flags(t).has(Flags::PERSON))
            && ["in", "near", "outside", "at"]
                .iter()
                .any(|w| context.text.of(before.start).eq_ignore_ascii_case(w))
        {
            denotations[i].kind = Kind::Place;
        }
    }
}

/// "A group of armed men", "pairs of jets": a measure denotes what it measures.
fn measured(context: &Context, parse: &Parse, denotations: &mut [Denotation]) {
    let Some(measure) = context.grammar.measure else {
        return;
    };
    for (i, unit) in parse.units.iter().enumerate().rev() {
        let Some(of) = unit.of else { continue };
        let kind = denotations[of].kind;
        use crate::group::Tag;
        let tag = parse.tags[unit.head - parse.start];
        // "A column of fifty vehicles" acts as a column does.
        let force = matches!(
            denotations[i].kind,
            Kind::Military | Kind::ArmedGroup | Kind::Police
        ) && matches!(kind, Kind::Vehicle | Kind::Object | Kind::Weapon);
        if !matches!(tag, Tag::Noun | Tag::Number)
            || force
            || unit.kind != UnitKind::Noun
            || denotations[i].entry.is_some()
            || matches!(
                kind,
                Kind::Unknown | Kind::Abstract | Kind::Time | Kind::Place
            )
        {
            continue;
        }
        // "Hundreds of fighters" are fighters.
        let measures = tag == Tag::Number
            || context
                .words
                .readings(context.text.tokens[unit.head].word)
                .iter()
                .any(|r| {
                    r.lexicon == measure
                        && r.forms & form::NOUN != 0
                        && complete(context.text, r, unit.head, unit.start, unit.end)
                });
        if measures {
            denotations[i].kind = kind;
            denotations[i].lexicon = denotations[of].lexicon;
        }
    }
}

impl Scene<'_> {
    /// What a word inside a noun group denotes by itself: a group's name, a lexicon noun.
    pub fn modifier_kind(&self, at: usize, low: usize) -> Option<Kind> {
        if let Some(name) = self.context.names.iter().find(|n| n.tokens.contains(&at)) {
            let entry = self.gazetteer.entry(name.entry);
            return match entry.kind.as_str() {
                "country" => Some(Kind::Country),
                other => Kind::parse(other),
            };
        }
        self.context
            .words
            .readings(self.word(at))
            .iter()
            .find_map(|r| {
                if r.forms & (form::NOUN | form::OTHER) == 0
                    || !complete(self.context.text, r, at, low, at + 1)
                {
                    return None;
                }
                Kind::parse(
                    self.context.words.lexicons[r.lexicon.0 as usize]
                        .kind
                        .as_deref()?,
                )
            })
    }

    /// The country that a noun group belongs to: its nationality, its possessor, "of X", its entry.
    pub fn country(&self, unit: usize) -> Option<String> {
        let entry = self.country_entry(unit)?;
        Some(self.gazetteer.entry(entry).country.clone())
    }

    /// The entry whose country a noun group belongs to.
    pub fn country_entry(&self, unit: usize) -> Option<EntryId> {
        let u = &self.parse.units[unit];
        let told = |entry: &EntryId| !self.gazetteer.entry(*entry).country.is_empty();
        let own = self.denotations[unit].entry.filter(told);
        let inner = || {
            let within = |n: &&Name| n.tokens.start >= u.start && n.tokens.end <= u.end;
            let names = self.context.names.iter().filter(within);
            names.map(|n| n.entry).find(|e| told(e))
        };
        own.or_else(inner).or_else(|| {
            let possessor = u.possessor.and_then(|p| self.denotations[p].entry);
            let entry = possessor.or_else(|| self.denotations[u.of?].entry);
            entry.filter(told)
        })
    }

    /// The tokens of a noun group with its possessor and what hangs on it by "of".
    pub fn extent(&self, unit: usize) -> std::ops::Range<usize> {
        let u = &self.parse.units[unit];
        let mut start = u.start;
        if let Some(possessor) = u.possessor {
            start = start.min(self.parse.units[possessor].start);
        }
        let mut end = u.end;
        if let Some(of) = u.of {
            end = end.max(self.parse.units[of].end);
            // "the front of the office of the bank": a part or measure reaches as far as its whole.
            let measured = self.denotations[unit].lexicon.is_some()
                && self.denotations[unit].lexicon == self.denotations[of].lexicon;
            if let Some(next) = self.parse.units[of].of.filter(|_| measured) {
                end = end.max(self.parse.units[next].end);
            }
        }
        // Leave out the article.
        use crate::lexicon::Closed;
        while start < u.head
            && matches!(
                self.context.words.info(self.word(start)).closed,
                Closed::Definite | Closed::Indefinite
            )
            && u.possessor.is_none()
        {
            let text = self.context.text.of(start).to_ascii_lowercase();
            if !matches!(
                text.as_str(),
                "the" | "a" | "an" | "this" | "these" | "those" | "that" | "both"
            ) {
                break;
            }
            start += 1;
        }
        start..end
    }
}
