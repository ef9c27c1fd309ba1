//! Which forms of which rules can match in a sentence at all, by the words that stand in it.
//!
//! A pattern hangs on its trigger, and it needs further words: the preposition of a required
//! argument, a fixed noun, the other words of a template. A sentence in which no trigger has its
//! company is not parsed; in the others only the forms that have theirs are tried.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::candidates::{Candidate, Candidates, Needs, Sieve, Way};
use super::kind::stands;
use super::pattern::{Argument, Item, Lexeme, Pattern, RolePattern, What, trigger_words, triggers};
use super::{ContextRule, Rule, Special};
use crate::lexicon::{LexiconId, WordInfo, Words, form};
use crate::template::Form;
use crate::text::{Text, Word};

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Key {
    rule: usize,
    pattern: usize,
    way: Way,
    /// Forms of which the trigger must be one.
    forms: u16,
    /// Of the needs the rarest, looked at before the others.
    rarest: Option<u16>,
    needs: Needs,
}

/// All forms of a program by their triggers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    lexicons: usize,
    /// By lexicon: whether a pattern asks for it, or the caller does.
    watched: Vec<bool>,
    by_lexicon: Vec<Vec<Key>>,
    /// The words that forms ask for by themselves; their bits follow those of the lexicons.
    asked: Vec<Word>,
    /// By asked word: the forms that hang on it.
    by_word: Vec<Vec<Key>>,
    /// By rule: its vetoes.
    vetoes: Vec<Vec<Wording>>,
    /// What contexts say, in order of the contexts.
    contexts: Vec<Context>,
    /// By bit: what contexts say with it; after the last bit, what they say without fixed words.
    contexts_by_bit: Vec<Vec<u16>>,
}

/// One alternative of a template of a context.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Context {
    number: usize,
    needs: Needs,
    items: Vec<Item>,
}

/// A template that hangs on no trigger, taken apart into what may stand there.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Wording {
    /// What any of the alternatives needs.
    needs: Needs,
    alternatives: Vec<(Needs, Vec<Item>)>,
}

impl Wording {
    /// The alternatives whose words stand among some tokens of the sentence.
    fn among<'a>(
        &'a self,
        candidates: &'a Candidates,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = &'a [Item]> {
        let none = !candidates.has_near(&self.needs, &tokens);
        let all = self.alternatives.iter().filter(move |_| !none);
        all.filter(move |(needs, _)| candidates.has_near(needs, &tokens))
            .map(|(_, items)| &items[..])
    }
}

impl Index {
    /// Indexes rules and marks in the vocabulary the words that matter to them.
    pub fn new(
        rules: &[Rule],
        contexts: &[ContextRule],
        special: &Special,
        watched: &[LexiconId],
        words: &mut Words,
    ) -> Index {
        let mut index = Index {
            lexicons: words.lexicons.len(),
            by_lexicon: vec![Vec::new(); words.lexicons.len()],
            watched: vec![false; words.lexicons.len()],
            ..Index::default()
        };
        let asked = watched
            .iter()
            .copied()
            .chain(special.claim)
            .chain(special.deny)
            .chain(special.culprit);
        for lexicon in asked {
            index.watched[lexicon.0 as usize] = true;
        }
        for (r, rule) in rules.iter().enumerate() {
            for (f, pattern) in rule.patterns.iter().enumerate() {
                match pattern {
                    Pattern::Roles(frame) => index.frame(rule, r, f, frame, special),
                    Pattern::Words(items) => index.template(r, f, items, words),
                }
            }
        }
        for rule in rules {
            let vetoes = rule.unless.iter().map(|(_, items)| index.wording(items));
            let vetoes = vetoes.collect();
            index.vetoes.push(vetoes);
        }
        index.contexts(contexts);
        let triggers: Vec<LexiconId> = (0..index.lexicons)
            .filter(|&l| !index.by_lexicon[l].is_empty())
            .map(|l| LexiconId(l as u16))
            .collect();
        words.mark_triggers(&triggers);
        words.mark_asked(&index.asked);
        index
    }

    fn frame(&mut self, rule: &Rule, r: usize, f: usize, frame: &RolePattern, special: &Special) {
        let mut needs = Needs::default();
        for argument in frame.arguments.iter().filter(|a| a.required) {
            self.argument(argument, &mut needs);
        }
        for word in &frame.words {
            needs.0.push([self.word(*word)].into());
        }
        if let Some(complement) = frame.complement.as_ref().filter(|c| c.required) {
            if let Some(verb) = &complement.verb {
                needs.0.push([self.lexicon(verb)].into());
            }
            let opener = complement.opener;
            if opener != Word::UNKNOWN && opener != special.to && opener != special.that {
                needs.0.push([self.word(opener)].into());
            }
        }
        let lexicon = frame.trigger.lexicon;
        let mut add = |way, forms, needs: Needs| {
            let rarest = needs.rarest(self.lexicons, Some(lexicon));
            self.by_lexicon[lexicon.0 as usize].push(Key {
                rule: r,
                pattern: f,
                way,
                forms,
                rarest,
                needs,
            });
        };
        add(Way::Clause, form::VERB, needs);
        if super::frame::nominal(frame) && rule.voice("nominal") {
            add(
                Way::Noun,
                form::NOUN & frame.trigger.forms(),
                Needs::default(),
            );
        }
    }

    fn argument(&mut self, argument: &Argument, needs: &mut Needs) {
        if !argument.prepositions.is_empty() {
            let any = argument.prepositions.iter().map(|w| self.word(*w));
            needs.0.push(any.collect());
        }
        if let What::Lexeme(lexeme) = &argument.what {
            needs.0.push([self.lexicon(lexeme)].into());
        }
    }

    fn template(&mut self, r: usize, f: usize, items: &[Item], words: &Words) {
        let mut needs = Needs::default();
        self.items(items, &mut needs);
        let lexicons = self.lexicons;
        let key = |forms, lexicon| Key {
            rule: r,
            pattern: f,
            way: Way::Words,
            forms,
            rarest: needs.rarest(lexicons, lexicon),
            needs: needs.clone(),
        };
        let lexemes = triggers(items);
        for lexeme in &lexemes {
            let key = key(forms(lexeme), Some(lexeme.lexicon));
            self.by_lexicon[lexeme.lexicon.0 as usize].push(key);
        }
        if lexemes.is_empty() {
            for word in trigger_words(items, words) {
                let at = self.asked(word);
                self.by_word[at].push(key(u16::MAX, None));
            }
        }
    }

    fn items(&mut self, items: &[Item], needs: &mut Needs) {
        for item in items {
            match item {
                Item::Word(word, _) => needs.0.push([self.word(*word)].into()),
                Item::Lexeme(lexeme, _) => needs.0.push([self.lexicon(lexeme)].into()),
                Item::AnyOrder(parts) => parts.iter().for_each(|p| self.items(p, needs)),
                Item::Either(parts) => {
                    // Of each alternative its first fixed element, if it has one.
                    let mut any = Vec::new();
                    for part in parts {
                        let mut own = Needs::default();
                        self.items(part, &mut own);
                        match own.0.first() {
                            Some(first) => any.extend_from_slice(first),
                            None => return self.rest(items, item, needs),
                        }
                    }
                    needs.0.push(any.into());
                }
                Item::Slot(_) | Item::Gap(_) | Item::Start | Item::End | Item::Optional(_) => {}
            }
        }
    }

    /// What follows an element that asks for nothing.
    fn rest(&mut self, items: &[Item], after: &Item, needs: &mut Needs) {
        let at = items.iter().position(|i| std::ptr::eq(i, after));
        if let Some(at) = at {
            self.items(&items[at + 1..], needs);
        }
    }

    fn lexicon(&mut self, lexeme: &Lexeme) -> u16 {
        self.watched[lexeme.lexicon.0 as usize] = true;
        lexeme.lexicon.0
    }

    fn word(&mut self, word: Word) -> u16 {
        (self.lexicons + self.asked(word)) as u16
    }

    /// The number of an asked word.
    fn asked(&mut self, word: Word) -> usize {
        let known = self.asked.iter().position(|w| *w == word);
        known.unwrap_or_else(|| {
            self.asked.push(word);
            self.by_word.push(Vec::new());
            self.asked.len() - 1
        })
    }

    fn wording(&mut self, items: &[Item]) -> Wording {
        let mut out = Wording::default();
        self.items(items, &mut out.needs);
        for items in alternatives(items) {
            let mut needs = Needs::default();
            self.items(&items, &mut needs);
            out.alternatives.push((needs, items));
        }
        out
    }

    /// What a rule's veto says, of that whose words stand among some tokens of the sentence.
    pub fn veto<'a>(
        &'a self,
        rule: usize,
        veto: usize,
        candidates: &'a Candidates,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = &'a [Item]> {
        self.vetoes[rule][veto].among(candidates, tokens)
    }

    fn contexts(&mut self, contexts: &[ContextRule]) {
        for (number, context) in contexts.iter().enumerate() {
            for template in &context.templates {
                for (needs, items) in self.wording(template).alternatives {
                    self.contexts.push(Context {
                        number,
                        needs,
                        items,
                    });
                }
            }
        }
        let bits = self.lexicons + self.asked.len();
        self.contexts_by_bit = vec![Vec::new(); bits + 1];
        for (at, context) in self.contexts.iter().enumerate() {
            match context.needs.0.iter().min_by_key(|any| any.len()) {
                Some(any) => any
                    .iter()
                    .for_each(|&bit| self.contexts_by_bit[bit as usize].push(at as u16)),
                None => self.contexts_by_bit[bits].push(at as u16),
            }
        }
    }

    /// Calls `hold` for each context with what it says, in order, where the words of that stand
    /// among the tokens that `room` gives for the context; what holds is not tried again.
    pub fn each_context(
        &self,
        candidates: &Candidates,
        room: impl Fn(usize) -> Range<usize>,
        mut hold: impl FnMut(usize, &[Item]) -> bool,
    ) {
        let mut near: Vec<u16> = Vec::new();
        for bit in candidates
            .bits()
            .chain(self.contexts_by_bit.len().checked_sub(1))
        {
            near.extend_from_slice(&self.contexts_by_bit[bit]);
        }
        near.sort_unstable();
        near.dedup();
        let mut held = None;
        for at in near {
            let context = &self.contexts[at as usize];
            if held != Some(context.number)
                && candidates.has_near(&context.needs, &room(context.number))
                && hold(context.number, &context.items)
            {
                held = Some(context.number);
            }
        }
    }

    /// Fills `out` with what may match among the tokens of a sentence.
    pub fn scan(&self, words: &Words, text: &Text, sentence: Range<usize>, out: &mut Candidates) {
        out.clear(self.lexicons + self.asked.len());
        let sieve = Sieve::of(text, &sentence);
        for at in sentence.clone() {
            let word = text.tokens[at].word;
            let info = words.info(word);
            let mut triggers = info.trigger;
            if let Some(asked) = self.number(info, word) {
                out.set(self.lexicons as u16 + asked, at);
                triggers |= !self.by_word[asked as usize].is_empty();
            }
            for reading in words.of(info) {
                let bit = reading.lexicon.0;
                if self.watched[bit as usize]
                    && (out.is_set(bit)
                        || sieve.may_hold(reading.further) && stands(text, reading, at, &sentence))
                {
                    out.set(bit, at);
                }
            }
            if triggers {
                out.triggers.push(at);
            }
        }
        for i in 0..out.triggers.len() {
            let token = out.triggers[i];
            let info = words.info(text.tokens[token].word);
            let from = out.list.len();
            if let Some(asked) = self.number(info, text.tokens[token].word) {
                Self::offer(&self.by_word[asked as usize], u16::MAX, token, from, out);
            }
            for reading in words.of(info) {
                let keys = &self.by_lexicon[reading.lexicon.0 as usize];
                if !keys.is_empty()
                    && sieve.may_hold(reading.further)
                    && stands(text, reading, token, &sentence)
                {
                    Self::offer(keys, reading.forms, token, from, out);
                }
            }
        }
    }

    /// The number of a word among those asked for. Where several programs share their words, as when
    /// rules are proved one by one, the word bears the number of the last.
    fn number(&self, info: &WordInfo, word: Word) -> Option<u16> {
        let number = info.asked()?;
        if self.asked.get(number as usize) == Some(&word) {
            return Some(number);
        }
        let own = self.asked.iter().position(|w| *w == word)?;
        Some(own as u16)
    }

    fn offer(keys: &[Key], forms: u16, token: usize, from: usize, out: &mut Candidates) {
        for key in keys {
            let candidate = Candidate {
                token,
                rule: key.rule,
                pattern: key.pattern,
                way: key.way,
            };
            if key.forms & forms != 0
                && key.rarest.is_none_or(|bit| out.is_set(bit))
                && out.has(&key.needs)
                && !out.list[from..].contains(&candidate)
            {
                out.list.push(candidate);
            }
        }
    }
}

/// A template that is nothing but a choice, as what may be chosen.
fn alternatives(items: &[Item]) -> Vec<Vec<Item>> {
    match items {
        [Item::Either(parts)] => parts.iter().flat_map(|p| alternatives(p)).collect(),
        _ => vec![items.to_vec()],
    }
}

/// The forms that a template's lexeme may take in a text, whatever part it plays there.
fn forms(lexeme: &Lexeme) -> u16 {
    let verbal = matches!(
        lexeme.form,
        None | Some(Form::Verb | Form::Passive | Form::Participle | Form::Ing | Form::Infinitive)
    );
    lexeme.forms() | if verbal { form::VERB } else { 0 }
}
