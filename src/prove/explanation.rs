//! What an explanation says, for people and for machines.

use std::fmt;

use serde::Serialize;

/// Why a document gives the events that it gives.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// Its sentences, in order.
    pub sentences: Vec<Explained>,
    /// The events that are written in the end.
    pub events: Vec<Written>,
}

/// What is seen in one sentence.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// The sentence.
    pub text: String,
    /// Its units, in order.
    pub units: Vec<Unit>,
    /// Units and clauses laid out for people.
    #[serde(skip)]
    pub interlinear: String,
    /// The rules that fire, those that compete put together.
    pub fires: Vec<Contest>,
    /// What keeps the rule that was asked for from firing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misses: Option<Misses>,
}

/// A run of words that rules see as one.
#[derive(Clone, Debug, Serialize)]
pub struct Unit {
    /// Its words.
    pub text: String,
    /// `noun`, `verb`, `preposition` …
    pub unit: String,
    /// What a noun group denotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Whether a verb group is passive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passive: Option<bool>,
}

/// Rules of one event type that fire at the same words, the winner first.
#[derive(Clone, Debug, Serialize)]
pub struct Contest {
    /// The event type.
    pub event: String,
    /// The word on which they hang.
    pub at: String,
    /// The rules.
    pub rules: Vec<Fired>,
    /// Why the first one wins, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Why no event is written, where it can be told from the match alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unwritten: Option<String>,
}

/// A rule that fires.
#[derive(Clone, Debug, Serialize)]
pub struct Fired {
    /// The rule.
    pub rule: String,
    /// Its slots.
    pub slots: Vec<SlotText>,
    /// What the context says of it, unless it simply occurred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A slot with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotText {
    /// The slot.
    pub slot: String,
    /// The words.
    pub text: String,
}

/// Why a rule does not fire, template by template.
#[derive(Clone, Debug, Serialize)]
pub struct Misses {
    /// The rule.
    pub rule: String,
    /// Its templates.
    pub templates: Vec<Miss>,
}

/// Why a template does not match.
#[derive(Clone, Debug, Serialize)]
pub struct Miss {
    /// The template.
    pub template: String,
    /// What it hangs on.
    pub triggers: Vec<String>,
    /// The words of the sentence that could be its trigger.
    pub found: Vec<String>,
    /// The first single demand without which it would match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Demand>,
}

/// A demand that is not met.
#[derive(Clone, Debug, Serialize)]
pub struct Demand {
    /// What is not met.
    pub what: String,
    /// The words that stand there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What they denote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// An event that is written.
#[derive(Clone, Debug, Serialize)]
pub struct Written {
    /// Its type.
    pub event: String,
    /// Type, status, slots and day in one line.
    pub line: String,
    /// The rules behind it.
    pub rules: Vec<String>,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for sentence in &self.sentences {
            writeln!(f, "{sentence}")?;
        }
        for event in &self.events {
            writeln!(f, "event  {}  [{}]", event.line, event.rules.join(", "))?;
        }
        if self.events.is_empty() {
            writeln!(f, "no event")?;
        }
        Ok(())
    }
}

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.interlinear)?;
        if self.fires.is_empty() {
            writeln!(f, "no rule fires")?;
        }
        for contest in &self.fires {
            write!(f, "{contest}")?;
        }
        match &self.misses {
            Some(misses) => write!(f, "{misses}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Contest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} at “{}”", self.event, self.at)?;
        let width = self.rules.iter().map(|c| c.rule.len()).max().unwrap_or(0);
        for (number, fired) in self.rules.iter().enumerate() {
            let mark = if number == 0 { '>' } else { ' ' };
            let slots: Vec<String> = fired
                .slots
                .iter()
                .map(|slot| format!("{}: {}", slot.slot, slot.text))
                .collect();
            write!(f, "  {mark} {:<width$}  {}", fired.rule, slots.join("  "))?;
            if let Some(note) = &fired.note {
                write!(f, "  ({note})")?;
            }
            writeln!(f)?;
        }
        if let (Some(why), Some(first)) = (&self.why, self.rules.first()) {
            writeln!(f, "    {} wins: {why}", first.rule)?;
        }
        match &self.unwritten {
            Some(unwritten) => writeln!(f, "    no event is written: {unwritten}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Misses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} does not fire:", self.rule)?;
        let (near, far): (Vec<&Miss>, Vec<&Miss>) = self
            .templates
            .iter()
            .partition(|miss| !miss.found.is_empty());
        for miss in &near {
            writeln!(f, "  {}", miss.template)?;
            writeln!(f, "    trigger found: “{}”", miss.found.join("”, “"))?;
            let Some(demand) = &miss.nearest else {
                writeln!(f, "    no single demand explains it")?;
                continue;
            };
            write!(f, "    nearest miss: {}", demand.what)?;
            if let Some(words) = &demand.words {
                write!(f, ": “{words}”")?;
            }
            if let Some(kind) = &demand.kind {
                write!(f, " is of kind `{kind}`")?;
            }
            writeln!(f)?;
        }
        let mut triggers: Vec<&str> = Vec::new();
        for trigger in far.iter().flat_map(|miss| &miss.triggers) {
            if !triggers.contains(&trigger.as_str()) {
                triggers.push(trigger);
            }
        }
        if !far.is_empty() {
            let which = match (near.len(), far.len()) {
                (0, _) => String::new(),
                (_, 1) => "1 other template: ".to_owned(),
                (_, n) => format!("{n} other templates: "),
            };
            let triggers = triggers.join(", ");
            writeln!(f, "  {which}no word of {triggers} in the sentence")?;
        }
        if near.is_empty() {
            writeln!(f, "  add the word to a lexicon, or look at another rule")?;
        }
        Ok(())
    }
}
