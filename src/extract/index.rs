//! Which forms of which rules can match in a sentence at all, by the words that stand in it.
//!
//! A form hangs on its trigger, and it needs further words: the preposition of a required
//! argument, a fixed noun, the other words of a template. A sentence in which no trigger has its
//! company is not parsed; in the others only the forms that have theirs are tried.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use super::kind::stands;
use super::program::{Argument, Form2, Frame, Item, Lexeme, What, trigger_words, triggers};
use super::{ContextRule, Rule, Special};
use crate::lexicon::{LexiconId, Words, form};
use crate::template::Form;
use crate::text::{Text, Word};

/// How a form is tried on its trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// A frame, on the clause of its verb.
    Clause,
    /// A frame, on the noun group of its noun.
    Noun,
    /// A template, on the words around it.
    Words,
}

/// A form that may match at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The trigger's token.
    pub token: usize,
    /// The rule.
    pub rule: usize,
    /// The form of the rule.
    pub form: usize,
    /// How it is tried.
    pub way: Way,
}

/// What may match in one sentence; made once and filled again for each.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// One bit for each lexicon that has an entry in the sentence, and for each word asked for.
    present: Vec<u64>,
    /// By bit, where it is set: its first and last token.
    ends: Vec<(u32, u32)>,
    /// Tokens on which a form may hang.
    triggers: Vec<usize>,
    /// In order of tokens, readings and rules.
    list: Vec<Candidate>,
}

impl Candidates {
    /// Whether nothing can match.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Leaves out the forms that hang on a token of a range: a name or a date triggers nothing.
    pub fn leave_out(&mut self, range: &Range<usize>) {
        self.list.retain(|c| !range.contains(&c.token));
    }

    /// Whether an entry of a watched lexicon stands in the sentence.
    pub fn holds(&self, lexicon: Option<LexiconId>) -> bool {
        lexicon.is_some_and(|l| self.is_set(l.0))
    }

    /// What may match, in order of tokens, readings and rules.
    pub fn iter(&self) -> impl Iterator<Item = Candidate> {
        self.list.iter().copied()
    }

    /// What may match at a token.
    pub fn at(&self, token: usize) -> &[Candidate] {
        let low = self.list.partition_point(|c| c.token < token);
        let high = low + self.list[low..].partition_point(|c| c.token == token);
        &self.list[low..high]
    }

    fn has(&self, needs: &Needs) -> bool {
        needs
            .0
            .iter()
            .all(|any| any.iter().any(|&bit| self.is_set(bit)))
    }

    /// Whether what is needed may stand among some tokens: exact but for what stands on both sides
    /// of them and not between.
    fn has_near(&self, needs: &Needs, tokens: &Range<usize>) -> bool {
        let near = |bit: u16| {
            let (first, last) = self.ends[bit as usize];
            self.is_set(bit) && (first as usize) < tokens.end && last as usize >= tokens.start
        };
        needs.0.iter().all(|any| any.iter().any(|&bit| near(bit)))
    }

    fn is_set(&self, bit: u16) -> bool {
        self.present[bit as usize / 64] & 1 << (bit % 64) != 0
    }

    fn set(&mut self, bit: u16, at: usize) {
        let ends = &mut self.ends[bit as usize];
        ends.1 = at as u32;
        let word = &mut self.present[bit as usize / 64];
        if *word & 1 << (bit % 64) == 0 {
            *word |= 1 << (bit % 64);
            ends.0 = at as u32;
        }
    }
}

/// What must stand in the sentence: of each group, one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Needs(Vec<Box<[u16]>>);

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Key {
    rule: usize,
    form: usize,
    way: Way,
    /// Forms of which the trigger must be one.
    forms: u16,
    needs: Needs,
}

/// All forms of a program by their triggers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    lexicons: usize,
    /// By lexicon: whether a form asks for it, or the caller does.
    watched: Vec<bool>,
    by_lexicon: Vec<Vec<Key>>,
    by_word: HashMap<Word, Vec<Key>, FixedState>,
    /// The bits of words that forms need.
    bits: HashMap<Word, u16, FixedState>,
    /// By rule: its vetoes.
    vetoes: Vec<Vec<Wording>>,
    /// By context: its templates.
    contexts: Vec<Vec<Wording>>,
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
            for (f, form) in rule.forms.iter().enumerate() {
                match form {
                    Form2::Frame(frame) => index.frame(rule, r, f, frame, special),
                    Form2::Template(items) => index.template(r, f, items, words),
                }
            }
        }
        for rule in rules {
            let vetoes = rule.unless.iter().map(|(_, items)| index.wording(items));
            let vetoes = vetoes.collect();
            index.vetoes.push(vetoes);
        }
        for context in contexts {
            let templates = context.templates.iter().map(|t| index.wording(t));
            let templates = templates.collect();
            index.contexts.push(templates);
        }
        let triggers: Vec<LexiconId> = (0..index.lexicons)
            .filter(|&l| !index.by_lexicon[l].is_empty())
            .map(|l| LexiconId(l as u16))
            .collect();
        words.mark_triggers(&triggers);
        let mut asked: Vec<Word> = index
            .bits
            .keys()
            .chain(index.by_word.keys())
            .copied()
            .collect();
        asked.sort_unstable();
        words.mark_needed(&asked);
        index
    }

    fn frame(&mut self, rule: &Rule, r: usize, f: usize, frame: &Frame, special: &Special) {
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
        let mut add = |way, forms, needs| {
            self.by_lexicon[frame.trigger.lexicon.0 as usize].push(Key {
                rule: r,
                form: f,
                way,
                forms,
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
        let key = |forms| Key {
            rule: r,
            form: f,
            way: Way::Words,
            forms,
            needs: needs.clone(),
        };
        let lexemes = triggers(items);
        for lexeme in &lexemes {
            self.by_lexicon[lexeme.lexicon.0 as usize].push(key(forms(lexeme)));
        }
        if lexemes.is_empty() {
            for word in trigger_words(items, words) {
                self.by_word.entry(word).or_default().push(key(u16::MAX));
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
        let next = (self.lexicons + self.bits.len()) as u16;
        *self.bits.entry(word).or_insert(next)
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

    /// What a context says, of that whose words stand among some tokens of the sentence.
    pub fn context<'a>(
        &'a self,
        context: usize,
        candidates: &'a Candidates,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = &'a [Item]> {
        let templates = self.contexts[context].iter();
        templates.flat_map(move |t| t.among(candidates, tokens.clone()))
    }

    /// Fills `out` with what may match among the tokens of a sentence.
    pub fn scan(&self, words: &Words, text: &Text, sentence: Range<usize>, out: &mut Candidates) {
        out.list.clear();
        out.triggers.clear();
        out.present.clear();
        let bits = self.lexicons + self.bits.len();
        out.present.resize(bits / 64 + 1, 0);
        out.ends.resize(bits, (0, 0));
        for at in sentence.clone() {
            let word = text.tokens[at].word;
            let info = words.info(word);
            if info.needed {
                if let Some(&bit) = self.bits.get(&word) {
                    out.set(bit, at);
                }
                if self.by_word.contains_key(&word) {
                    out.triggers.push(at);
                }
            }
            for reading in words.readings(word) {
                let bit = reading.lexicon.0;
                if self.watched[bit as usize]
                    && (out.is_set(bit) || stands(text, reading, at, &sentence))
                {
                    out.set(bit, at);
                }
            }
            if info.trigger && out.triggers.last() != Some(&at) {
                out.triggers.push(at);
            }
        }
        for i in 0..out.triggers.len() {
            let token = out.triggers[i];
            let word = text.tokens[token].word;
            let from = out.list.len();
            if let Some(keys) = self.by_word.get(&word) {
                Self::offer(keys, u16::MAX, token, from, out);
            }
            for reading in words.readings(word) {
                let keys = &self.by_lexicon[reading.lexicon.0 as usize];
                if !keys.is_empty() && stands(text, reading, token, &sentence) {
                    Self::offer(keys, reading.forms, token, from, out);
                }
            }
        }
    }

    fn offer(keys: &[Key], forms: u16, token: usize, from: usize, out: &mut Candidates) {
        for key in keys {
            let candidate = Candidate {
                token,
                rule: key.rule,
                form: key.form,
                way: key.way,
            };
            if key.forms & forms != 0
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
