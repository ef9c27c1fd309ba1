//! The nearest miss of a rule: what it would take for it to fire.
//!
//! In comes a rule that does not fire in a sentence; out goes the first single demand without which
//! it would. It tries weakened copies of the rule and never weakens the rule itself.

use super::Prover;
use super::explain::{slot_name, words};
use super::explanation::{Demand, Miss, Misses};
use crate::extract::{
    Filler, Item, Kinds, Lexeme, Pattern, Program, RolePattern, Rule, Scene, Slot, What,
    trigger_words, triggers,
};
use crate::lexicon::Words;
use crate::rules::RuleSet;

/// A copy of a rule that asks for less.
pub(super) struct Relaxed {
    /// The line of the rule.
    form: usize,
    /// What it does not ask for.
    what: String,
    /// The slot whose kind it does not look at.
    slot: Option<Slot>,
    program: Program,
}

/// Weakened copies of a rule, those that give up least first.
pub(super) fn relaxed(prover: &mut Prover, rule: usize) -> Vec<Relaxed> {
    let Some(whole) = prover.extractor.program.rules.get(rule).cloned() else {
        return Vec::new();
    };
    let mut copies: Vec<(usize, String, Option<Slot>, Rule)> = Vec::new();
    if !whole.unless.is_empty() {
        copies.push((
            usize::MAX,
            "an `unless` of it vetoes".into(),
            None,
            Rule {
                unless: Vec::new(),
                ..whole.clone()
            },
        ));
    }
    if !whole.voices.is_empty() {
        let what = "it does not allow this voice".to_owned();
        copies.push((
            usize::MAX,
            what,
            None,
            Rule {
                voices: Vec::new(),
                ..whole.clone()
            },
        ));
    }
    if whole.agent {
        let what = "it needs who does it".to_owned();
        copies.push((
            usize::MAX,
            what,
            None,
            Rule {
                agent: false,
                ..whole.clone()
            },
        ));
    }
    let (set, words) = (&prover.extractor.rules, &prover.extractor.words);
    for (number, form) in whole.patterns.iter().enumerate() {
        let weaker = match form {
            Pattern::Roles(frame) => frames(frame, set, words),
            Pattern::Words(items) => templates(items, set, words),
        };
        for (what, slot, form) in weaker {
            copies.push((
                number,
                what,
                slot,
                Rule {
                    patterns: vec![form],
                    ..whole.clone()
                },
            ));
        }
    }
    let words = &mut prover.extractor.words;
    copies
        .into_iter()
        .map(|(form, what, slot, rule)| Relaxed {
            form,
            what,
            slot,
            program: Program::new(vec![rule], Vec::new(), &[], words),
        })
        .collect()
}

type Weaker = (String, Option<Slot>, Pattern);

fn frames(frame: &RolePattern, set: &RuleSet, words: &Words) -> Vec<Weaker> {
    let mut out = Vec::new();
    let name = |slot| format!("<{}>", slot_name(slot, set));
    if let Some(spec) = &frame.subject {
        let mut copy = frame.clone();
        if let Some(spec) = &mut copy.subject {
            spec.kinds = Kinds::ANY;
        }
        out.push((
            format!("{} does not take this kind", name(spec.slot)),
            Some(spec.slot),
            Pattern::Roles(copy),
        ));
    }
    for (number, argument) in frame.arguments.iter().enumerate() {
        let before: Vec<&str> = argument
            .prepositions
            .iter()
            .map(|w| words.vocabulary.text(*w))
            .collect();
        let (shown, slot) = match &argument.what {
            What::Slot(spec) => (name(spec.slot), Some(spec.slot)),
            What::Lexeme(lexeme) => (lexeme_name(lexeme, words), None),
        };
        let shown = format!("{} {shown}", before.join("|")).trim().to_owned();
        let mut copy = frame.clone();
        if let What::Slot(spec) = &mut copy.arguments[number].what {
            spec.kinds = Kinds::ANY;
            out.push((
                format!("{shown} does not take this kind"),
                slot,
                Pattern::Roles(copy),
            ));
        }
        if argument.required {
            let mut copy = frame.clone();
            copy.arguments[number].required = false;
            out.push((format!("{shown} is not found"), None, Pattern::Roles(copy)));
        }
    }
    if !frame.words.is_empty() {
        let list: Vec<&str> = frame
            .words
            .iter()
            .map(|w| words.vocabulary.text(*w))
            .collect();
        let copy = RolePattern {
            words: Vec::new(),
            ..frame.clone()
        };
        out.push((
            format!("`{}` does not follow", list.join(" ")),
            None,
            Pattern::Roles(copy),
        ));
    }
    if frame.complement.as_ref().is_some_and(|c| c.required) {
        let mut copy = frame.clone();
        if let Some(complement) = &mut copy.complement {
            complement.required = false;
        }
        out.push((
            "the clause that it asks for is not found".into(),
            None,
            Pattern::Roles(copy),
        ));
    }
    let mut bare = frame.clone();
    bare.words.clear();
    bare.trigger.form = None;
    if let Some(spec) = &mut bare.subject {
        spec.kinds = Kinds::ANY;
    }
    for argument in &mut bare.arguments {
        argument.required = false;
        if let What::Slot(spec) = &mut argument.what {
            spec.kinds = Kinds::ANY;
        }
    }
    if let Some(complement) = &mut bare.complement {
        complement.required = false;
    }
    out.push((
        "more than one demand is not met".into(),
        None,
        Pattern::Roles(bare),
    ));
    out
}

fn templates(items: &[Item], set: &RuleSet, words: &Words) -> Vec<Weaker> {
    let mut out = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let shown = shown(item, set, words);
        if let Item::Slot(spec) = item {
            let mut copy = items.to_vec();
            if let Item::Slot(spec) = &mut copy[number] {
                spec.kinds = Kinds::ANY;
            }
            out.push((
                format!("{shown} does not take this kind"),
                Some(spec.slot),
                Pattern::Words(copy),
            ));
        }
        if !matches!(
            item,
            Item::Optional(_) | Item::Gap(_) | Item::Lexeme(_, true)
        ) {
            let mut copy = items.to_vec();
            copy[number] = Item::Optional(vec![item.clone()]);
            out.push((
                format!("{shown} does not stand there"),
                None,
                Pattern::Words(copy),
            ));
        }
    }
    out
}

/// A part of a template as rules write it.
pub(super) fn shown(item: &Item, set: &RuleSet, words: &Words) -> String {
    let all = |parts: &[Vec<Item>], between: &str| {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| {
                part.iter()
                    .map(|i| shown(i, set, words))
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        format!("({})", parts.join(between))
    };
    match item {
        Item::Word(word, exact) => match exact {
            Some(text) => format!("`={text}`"),
            None => format!("`{}`", words.vocabulary.text(*word)),
        },
        Item::Lexeme(lexeme, _) => lexeme_name(lexeme, words),
        Item::Slot(spec) => format!("<{}>", slot_name(spec.slot, set)),
        Item::Gap(_) => "...".to_owned(),
        Item::Start => "the start of the sentence".to_owned(),
        Item::End => "the end of the sentence".to_owned(),
        Item::Optional(inner) => {
            let parts: Vec<String> = inner.iter().map(|i| shown(i, set, words)).collect();
            format!("[{}]", parts.join(" "))
        }
        Item::Either(parts) => all(parts, " | "),
        Item::AnyOrder(parts) => all(parts, " ; "),
    }
}

/// A word of a lexicon as rules write it.
pub(super) fn lexeme_name(lexeme: &Lexeme, words: &Words) -> String {
    let name = words
        .lexicons
        .get(usize::from(lexeme.lexicon.0))
        .map_or("", |l| l.name.as_str());
    match lexeme.form {
        Some(form) => format!("{{{name}.{}}}", form.as_str()),
        None => format!("{{{name}}}"),
    }
}

/// What keeps a rule from firing in a sentence.
pub(super) fn describe(
    prover: &Prover,
    scene: &Scene,
    rule: usize,
    relaxed: &[Relaxed],
) -> Option<Misses> {
    let compiled = prover.extractor.program.rules.get(rule)?;
    let written = prover.extractor.rules.rules.get(rule)?;
    let frames = written.frames.iter().map(|frame| &frame.template);
    let lines: Vec<&str> = frames
        .chain(&written.templates)
        .map(|template| template.text.as_str().trim())
        .collect();
    let known = lines.len() == compiled.patterns.len();
    let miss = |(number, form): (usize, &Pattern)| {
        let (found, triggers) = trigger(scene, form, &prover.extractor.words);
        let nearest = relaxed
            .iter()
            .filter(|_| !found.is_empty())
            .find_map(|copy| {
                let form = copy.form == number || copy.form == usize::MAX;
                let found = form.then(|| copy.program.matches(scene).into_iter().next())??;
                let filler = copy.slot.and_then(|slot| found.get(slot).next());
                Some(Demand {
                    what: copy.what.clone(),
                    words: filler.map(|filler| words(scene, filler)),
                    kind: filler.and_then(|filler| match filler {
                        Filler::Unit(unit) => Some(scene.meant(unit).as_str().to_owned()),
                        Filler::Tokens(..) => None,
                    }),
                })
            });
        let line = lines.get(number).filter(|_| known);
        Miss {
            template: line.map_or(String::new(), |line| (*line).to_owned()),
            triggers,
            found: found.into_iter().map(str::to_owned).collect(),
            nearest,
        }
    };
    Some(Misses {
        rule: compiled.id.clone(),
        templates: compiled.patterns.iter().enumerate().map(miss).collect(),
    })
}

/// The words of a sentence on which a form hangs, and what they could have been.
fn trigger<'s>(scene: &'s Scene, form: &Pattern, words: &Words) -> (Vec<&'s str>, Vec<String>) {
    let (low, high) = (
        scene.parse.start,
        scene.parse.start + scene.parse.tags.len(),
    );
    let lexemes = match form {
        Pattern::Roles(frame) => vec![frame.trigger],
        Pattern::Words(items) => triggers(items),
    };
    let fixed = match form {
        Pattern::Words(items) if lexemes.is_empty() => trigger_words(items, words),
        _ => Vec::new(),
    };
    let found = (low..high)
        .filter(|&t| {
            fixed.contains(&scene.word(t))
                || lexemes
                    .iter()
                    .any(|l| scene.reads(t, l.lexicon, l.forms(), low, high))
        })
        .map(|t| scene.context.text.of(t))
        .collect();
    let mut names: Vec<String> = lexemes.iter().map(|l| lexeme_name(l, words)).collect();
    names.extend(
        fixed
            .iter()
            .map(|w| format!("`{}`", words.vocabulary.text(*w))),
    );
    (found, names)
}
