//! The templates that a rule stands for, as text.
//!
//! In comes a rule; out go its own templates and those that its frames imply, one for each voice,
//! in the notation of the rule language. It shows what the engine does and never feeds it.

use std::ops::Range;

use super::file::{Possessor, Voice};
use super::frame::{FrameRoles, FrameSlot};
use super::set::{Pos, Rule, RuleSet};
use crate::template::{Form, Node, NodeKind, print};

/// A template that a rule stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The voice that it comes from; nothing for a template that is matched as it stands.
    pub voice: Option<Voice>,
    /// The template.
    pub text: String,
}

/// All templates of a rule, those of its frames first.
///
/// `{control}` stands for verbs such as 'try' and adjectives such as 'accused', `{light}` for
/// light verbs such as 'carry out', `{undergo}` for those such as 'come under'.
pub fn expand(rule: &Rule, set: &RuleSet) -> Vec<Derived> {
    let mut out = Vec::new();
    for frame in &rule.frames {
        let tree = &frame.roles;
        let has = |pos| {
            set.entries(&tree.trigger.name)
                .any(|(_, entry)| entry.pos == pos)
        };
        let form = tree.trigger.form;
        let verb = has(Pos::Verb)
            && !matches!(
                form,
                Some(Form::Noun | Form::Singular | Form::Plural | Form::Adjective)
            );
        let noun = has(Pos::Noun)
            && matches!(
                form,
                None | Some(Form::Noun | Form::Singular | Form::Plural)
            );
        for &voice in Voice::ALL {
            let nominal = matches!(voice, Voice::Nominal | Voice::Light);
            if rule.voices.contains(&voice) && (if nominal { noun } else { verb }) {
                let after = behind(&frame.template.written, &tree.trigger.span);
                let derived = Deriver { tree, rule, after }.derive(voice);
                out.extend(derived.into_iter().map(|text| Derived {
                    voice: Some(voice),
                    text,
                }));
            }
        }
    }
    let own = rule.templates.iter();
    out.extend(own.map(|template| Derived {
        voice: None,
        text: print(&template.written),
    }));
    out
}

struct Deriver<'a> {
    tree: &'a FrameRoles,
    rule: &'a Rule,
    /// What is written behind the trigger.
    after: Vec<&'a Node>,
}

/// The parts of a template behind the one at `trigger`.
fn behind<'a>(node: &'a Node, trigger: &Range<usize>) -> Vec<&'a Node> {
    let items = match &node.kind {
        NodeKind::Sequence(items) => &items[..],
        _ => return Vec::new(),
    };
    let at = items.iter().position(|item| item.span == *trigger);
    at.map_or(Vec::new(), |at| items[at + 1..].iter().collect())
}

impl Deriver<'_> {
    fn derive(&self, voice: Voice) -> Vec<String> {
        let subject = self.tree.subject.as_ref().map(bare);
        let object = self.object().map(|at| {
            let node = self.after[at];
            match &node.kind {
                NodeKind::Optional(inner) => print(inner),
                _ => print(node),
            }
        });
        let rest = self.rest(true);
        let after = self.rest(false);
        let by = subject.as_ref().map(|subject| format!("[by {subject}]"));
        let verb = |form: &str| format!("{{{}.{form}}}", self.tree.trigger.name);
        let s = subject.as_deref().unwrap_or_default();
        let o = object.as_deref().unwrap_or_default();
        let passive = [&verb("passive"), &after, by.as_deref().unwrap_or_default()];
        let mut out: Vec<String> = Vec::new();
        let mut add = |parts: &[&str]| {
            let parts: Vec<&str> = parts
                .iter()
                .copied()
                .filter(|part| !part.is_empty())
                .collect();
            out.push(parts.join(" "));
        };
        match voice {
            Voice::Active => add(&[s, &verb("v"), &rest]),
            Voice::Passive if object.is_some() => {
                add(&[o, passive[0], passive[2], passive[1]]);
            }
            Voice::Participle if object.is_some() && subject.is_some() => {
                add(&[o, &verb("pp"), "by", s, &after]);
            }
            Voice::Relative => {
                if subject.is_some() {
                    add(&[s, "[,] (who | which | that)", &verb("v"), &rest]);
                }
                if object.is_some() {
                    add(&[
                        o,
                        "[,] (who | which | that)",
                        passive[0],
                        passive[2],
                        passive[1],
                    ]);
                }
            }
            Voice::Control => {
                add(&[s, "{control} to", &verb("inf"), &rest]);
                add(&[s, "{control} of", &verb("ing"), &rest]);
            }
            Voice::Nominal => self.nominal(&mut add),
            Voice::Light => {
                let noun = self.noun();
                let on = self.recipient(false);
                if subject.is_some() {
                    add(&[s, "{light.v}", &noun, &on, &self.preps()]);
                }
                if object.is_some() {
                    add(&[o, "{undergo.v}", &noun, by.as_deref().unwrap_or_default()]);
                }
            }
            Voice::Passive | Voice::Participle => {}
        }
        out
    }

    fn nominal(&self, add: &mut impl FnMut(&[&str])) {
        let subject = self.tree.subject.as_ref().map(bare);
        let object = self.tree.objects.first().map(bare);
        let noun = self.noun();
        let preps = self.preps();
        let by = match (&subject, &object) {
            (Some(subject), Some(_)) => format!("[by {subject}]"),
            (Some(subject), None) => format!("(by | of) {subject}"),
            (None, _) => String::new(),
        };
        add(&[&noun, &self.recipient(false), &by, &preps]);
        match (self.rule.possessor, &subject, &object) {
            (Possessor::Actors, Some(subject), _) => {
                add(&[subject, "['s]", &noun, &self.recipient(true), &preps]);
            }
            (Possessor::Recipients, _, Some(object)) => add(&[object, "['s]", &noun, &by, &preps]),
            _ => {}
        }
    }

    fn noun(&self) -> String {
        let form = match self.tree.trigger.form {
            Some(form) => form.as_str(),
            None => "n",
        };
        format!("{{{}.{form}}}", self.tree.trigger.name)
    }

    /// The recipient after the event noun.
    fn recipient(&self, optional: bool) -> String {
        let Some(object) = self.tree.objects.first() else {
            return String::new();
        };
        let text = match &self.rule.nominal[..] {
            [] => return String::new(),
            [one] => format!("{one} {}", bare(object)),
            many => format!("({}) {}", many.join(" | "), bare(object)),
        };
        if optional || !object.required {
            format!("[{text}]")
        } else {
            text
        }
    }

    /// Which part behind the trigger is its object: the first slot or lexeme without a preposition.
    fn object(&self) -> Option<usize> {
        let bare =
            |node: &Node| matches!(node.kind, NodeKind::Slot { .. } | NodeKind::Lexeme { .. });
        let at = self.after.iter().position(|node| match &node.kind {
            NodeKind::Optional(inner) => bare(inner),
            _ => bare(node),
        })?;
        let introduced = at > 0
            && matches!(
                self.after[at - 1].kind,
                NodeKind::Word { .. } | NodeKind::Either(_)
            );
        (!introduced).then_some(at)
    }

    /// What follows the trigger, with its object or without.
    fn rest(&self, object: bool) -> String {
        let skip = self.object().filter(|_| !object);
        let parts = self.after.iter().enumerate();
        let parts: Vec<String> = parts
            .filter(|(at, _)| Some(*at) != skip)
            .map(|(_, node)| print(node))
            .collect();
        parts.join(" ")
    }

    fn preps(&self) -> String {
        let preps = self.tree.preps.iter();
        let parts: Vec<String> = preps
            .map(|p| optional(introduced(&p.words, &p.slot), p.slot.required))
            .collect();
        parts.join(" ")
    }
}

fn bare(slot: &FrameSlot) -> String {
    let name = slot.name.as_deref().unwrap_or("_");
    if slot.types.is_empty() {
        format!("<{name}>")
    } else {
        format!("<{name}:{}>", slot.types.join("|"))
    }
}

fn introduced(words: &[String], slot: &FrameSlot) -> String {
    match words {
        [] => bare(slot),
        [one] => format!("{one} {}", bare(slot)),
        many => format!("({}) {}", many.join(" | "), bare(slot)),
    }
}

fn optional(text: String, required: bool) -> String {
    if required { text } else { format!("[{text}]") }
}
