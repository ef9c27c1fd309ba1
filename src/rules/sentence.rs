//! Sentences that a template describes.
//!
//! In comes the tree of a template and a number; out goes a sentence, always the same for the same
//! number, with its slots marked as in an example. It follows the words of the template and knows no
//! more grammar than that: whether a rule finds the sentence is for others to try.

use super::phrase::{Phrase, Phrases, article};
use super::set::{Pos, RuleSet};
use crate::lexicon::{Irregular, VerbForms};
use crate::template::{Form, Node, NodeKind};

/// Writes sentences.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    /// The lexicons.
    pub set: &'a RuleSet,
    /// Irregular forms.
    pub irregular: &'a Irregular,
    /// What fills the slots.
    pub phrases: &'a Phrases,
}

impl Writer<'_> {
    /// A sentence; `turn` 0 takes every optional part and the first of all words, other numbers
    /// choose otherwise. Nothing where a lexicon has no word of the form.
    pub fn write(&self, node: &Node, turn: usize) -> Option<String> {
        let mut draft = Draft {
            writer: self,
            turn: turn as u64,
            step: 0,
            parts: Vec::new(),
            plural: false,
            single: false,
        };
        if starts_with_verb(node) {
            draft.word("the incident");
        }
        draft.node(node)?;
        Some(join(&draft.parts))
    }
}

/// A run of words, or one slot.
#[derive(Debug)]
struct Part {
    text: String,
    slot: Option<String>,
}

struct Draft<'a> {
    writer: &'a Writer<'a>,
    turn: u64,
    step: u64,
    parts: Vec<Part>,
    plural: bool,
    /// Whether the last slot holds one thing.
    single: bool,
}

/// What stands for the verbs that take another verb.
const CONTROL: &str = "tried";
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "his", "her", "its", "their", "no", "any", "some", "this", "that", "of",
    "its", "another", "each", "every", "for", "new", "under", "'s", "'",
];
const MODALS: &[&str] = &[
    "to", "will", "would", "can", "could", "may", "might", "must", "should", "not",
];

impl Draft<'_> {
    /// One of so many, by turn and place.
    fn pick(&mut self, count: usize) -> usize {
        self.step += 1;
        if self.turn == 0 || count == 0 {
            return 0;
        }
        let mut x = self.turn.wrapping_mul(0x9e37_79b9) ^ self.step.wrapping_mul(0x85eb_ca6b);
        x ^= x >> 13;
        x = x.wrapping_mul(0xc2b2_ae35);
        x ^= x >> 16;
        (x % count as u64) as usize
    }

    fn node(&mut self, node: &Node) -> Option<()> {
        match &node.kind {
            NodeKind::Word { text, .. } => self.word(text),
            NodeKind::Start | NodeKind::End | NodeKind::Gap(_) => {}
            NodeKind::Macro { .. } => return None,
            NodeKind::Lexeme { name, form, .. } => {
                let text = self.lexeme(name, *form)?;
                self.word(&text);
            }
            NodeKind::Slot { name, types } => self.slot(name.as_deref(), types)?,
            NodeKind::Sequence(nodes) => {
                for node in nodes {
                    self.node(node)?;
                }
            }
            NodeKind::Optional(inner) => {
                if self.pick(3) != 1 {
                    self.node(inner)?;
                }
            }
            NodeKind::Either(nodes) => {
                let at = self.pick(nodes.len());
                self.node(nodes.get(at)?)?;
            }
            NodeKind::AnyOrder(nodes) => {
                let back = self.pick(2) == 1;
                for at in 0..nodes.len() {
                    self.node(&nodes[if back { nodes.len() - 1 - at } else { at }])?;
                }
            }
        }
        Some(())
    }

    fn word(&mut self, text: &str) {
        let mut text = text;
        match (text, self.parts.last_mut()) {
            ("of", Some(last)) if last.text == CONTROL => {
                let were = if self.plural { "were" } else { "was" };
                last.text = format!("{were} accused");
            }
            ("who", _) if self.single => text = "which",
            _ => {}
        }
        self.parts.push(Part {
            text: text.to_owned(),
            slot: None,
        });
    }

    fn last(&self) -> &str {
        let last = self.parts.last().map_or("", |part| part.text.as_str());
        last.rsplit(' ').next().unwrap_or_default()
    }

    fn lexeme(&mut self, name: &str, form: Option<Form>) -> Option<String> {
        if name == "control" && self.writer.set.lexicon(name).is_none() {
            // Stands for the verbs and adjectives that take another verb; see `expand`.
            return Some(CONTROL.to_owned());
        }
        let entries: Vec<(&str, Pos)> = self
            .writer
            .set
            .entries(name)
            .filter(|(_, entry)| form.is_none_or(|form| fits(form, entry.pos)))
            .map(|(_, entry)| (entry.lemma.as_str(), entry.pos))
            .collect();
        let at = self.pick(entries.len());
        let &(lemma, pos) = entries.get(at)?;
        Some(match pos {
            Pos::Verb => self.verb(lemma, form.unwrap_or(Form::Verb)),
            Pos::Noun => self.noun(lemma, form),
            Pos::Adjective | Pos::Adverb | Pos::Word => lemma.to_owned(),
        })
    }

    fn verb(&mut self, lemma: &str, form: Form) -> String {
        let (head, rest) = match lemma.split_once(' ') {
            Some((head, rest)) => (head, format!(" {rest}")),
            None => (lemma, String::new()),
        };
        let VerbForms {
            base,
            past,
            participle,
            ing,
            ..
        } = auxiliary(head).unwrap_or_else(|| self.writer.irregular.verb(head));
        let first = |list: Vec<String>| list.into_iter().next().unwrap_or_default();
        let bare = MODALS.contains(&self.last());
        let word = match form {
            Form::Passive => {
                let be = match (bare, self.plural) {
                    (true, _) => "be",
                    (false, true) => "were",
                    (false, false) => "was",
                };
                let done = matches!(
                    self.last(),
                    "was" | "were" | "are" | "is" | "be" | "been" | "being"
                );
                let be = if done {
                    String::new()
                } else {
                    format!("{be} ")
                };
                format!("{be}{}", first(participle))
            }
            Form::Participle => first(participle),
            Form::Ing => first(ing),
            Form::Infinitive => base,
            _ if bare => base,
            _ if matches!(
                self.last(),
                "of" | "for" | "by" | "is" | "are" | "was" | "were"
            ) =>
            {
                first(ing)
            }
            _ => first(past),
        };
        format!("{word}{rest}")
    }

    fn noun(&mut self, lemma: &str, form: Option<Form>) -> String {
        let (before, last) = match lemma.rsplit_once(' ') {
            Some((before, last)) => (format!("{before} "), last),
            None => (String::new(), lemma),
        };
        let many = form == Some(Form::Plural);
        let text = if many {
            let forms = self.writer.irregular.noun(last);
            format!("{before}{}", forms.into_iter().next().unwrap_or_default())
        } else {
            lemma.to_owned()
        };
        let behind_slot = self.parts.last().is_some_and(|part| part.slot.is_some());
        self.plural = many || !behind_slot && lemma.ends_with('s') && !lemma.ends_with("ss");
        let bound = DETERMINERS.contains(&self.last()) && self.last() != "of" || behind_slot;
        if bound && !self.parts.is_empty() {
            return text;
        }
        match self.pick(3) {
            _ if many => text,
            0 => format!("the {text}"),
            1 => format!("{} {text}", article(&text)),
            _ => text,
        }
    }

    fn slot(&mut self, name: Option<&str>, types: &[String]) -> Option<()> {
        let slot = name.unwrap_or("_");
        let tail = types.iter().any(|t| t == "tail") || types.is_empty() && slot == "content";
        let phrase = if tail {
            let text = match self.last() {
                "to" => "leave the town",
                "of" | "for" | "from" | "against" | "over" | "about" => "closing the bridge",
                _ => "the bridge was closed",
            };
            Phrase {
                text: text.to_owned(),
                plural: false,
            }
        } else {
            let own = self.writer.phrases.own(slot);
            let declared = self.writer.set.slot(slot).filter(|s| !s.built_in);
            let types = match declared {
                Some(declared) if types.is_empty() => &declared.types,
                _ => types,
            };
            let mut list = self.writer.phrases.of(slot, types);
            if list.is_empty() || self.turn % 2 == 1 && !own.is_empty() {
                list = own.to_vec();
            }
            // The slot that was filled last must not be filled with the same words.
            list.retain(|phrase| self.parts.iter().all(|part| part.text != phrase.text));
            let at = self.pick(list.len());
            list.get(at)?.clone()
        };
        self.plural = phrase.plural;
        self.single = ["a ", "an "].iter().any(|a| phrase.text.starts_with(a));
        self.parts.push(Part {
            text: phrase.text,
            slot: name.map(str::to_owned),
        });
        Some(())
    }
}

/// The forms of verbs that are words of grammar.
fn auxiliary(lemma: &str) -> Option<VerbForms> {
    let [third, past, participle, ing] = match lemma {
        "be" => ["is", "was", "been", "being"],
        "have" => ["has", "had", "had", "having"],
        "do" => ["does", "did", "done", "doing"],
        _ => return None,
    };
    Some(VerbForms {
        base: lemma.to_owned(),
        third: third.to_owned(),
        past: vec![past.to_owned()],
        participle: vec![participle.to_owned()],
        ing: vec![ing.to_owned()],
    })
}

/// Whether the verb of a template comes first, so that the sentence lacks a subject.
fn starts_with_verb(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Sequence(nodes) => nodes.first().is_some_and(starts_with_verb),
        NodeKind::Lexeme { form, .. } => *form == Some(Form::Verb),
        _ => false,
    }
}

fn fits(form: Form, pos: Pos) -> bool {
    match form {
        Form::Noun | Form::Singular | Form::Plural => pos == Pos::Noun,
        Form::Adjective => pos == Pos::Adjective,
        _ => pos == Pos::Verb,
    }
}

/// The parts as one sentence.
fn join(parts: &[Part]) -> String {
    let mut out = String::new();
    for (number, part) in parts.iter().enumerate() {
        let mut text = part.text.clone();
        if number == 0
            && let Some(first) = text.get(..1)
        {
            text = first.to_uppercase() + &text[1..];
        }
        if text == "'s" && out.ends_with(['s', '>']) && out.trim_end_matches('>').ends_with('s') {
            text = "'".to_owned();
        }
        let close = text.starts_with(['\'', '’', ',', '.', ';', ':', ')', '!', '?']);
        if number > 0 && !close && !out.ends_with('(') {
            out.push(' ');
        }
        match &part.slot {
            Some(slot) => out.push_str(&format!("<{slot} {text}>")),
            None => out.push_str(&text),
        }
    }
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::parse;

    const RULES: &str = "language: 1
lexicons:
  raid: {verbs: [raid, gun down], nouns: [raid]}
  rebel: {nouns: [rebel], kind: armed-group}
  depot: {nouns: [depot], kind: facility}
";

    #[test]
    fn follows_the_words_of_a_template() {
        let (set, _) = crate::rules::read(&[("r.yaml".to_owned(), RULES)]);
        let irregular = Irregular::default();
        let phrases = Phrases::new(&set, &irregular, [("settlement", "Gao")]);
        let writer = Writer {
            set: &set,
            irregular: &irregular,
            phrases: &phrases,
        };
        let write = |text: &str| writer.write(&parse(text).unwrap(), 0);
        let written = |text: &str| Some(text.to_owned());
        assert_eq!(
            write("<actors> {raid.v} <recipients> [in <place>]"),
            written("<actors Rebels> raided <recipients a depot> in <place Gao>.")
        );
        assert_eq!(
            write("<recipients> {raid.passive} by <actors>"),
            written("<recipients A depot> was raided by <actors rebels>.")
        );
        assert_eq!(
            write("<actors> 's {raid.n} on <recipients>"),
            written("<actors Rebels>' raid on <recipients a depot>.")
        );
        assert_eq!(write("<actors> {raid.a}"), None);
    }
}
