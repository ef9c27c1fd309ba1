//! What a rule found: an anchor and its filled slots.

use super::pattern::RolePattern;
use super::slot::Slot;

/// Where a match hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The trigger's token.
    pub token: usize,
    /// Its clause.
    pub clause: Option<usize>,
    /// Its unit.
    pub unit: usize,
}

/// What fills a slot: a noun group, or a run of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filler {
    /// A noun group with its coordination.
    Unit(usize),
    /// Half-open run of tokens.
    Tokens(usize, usize),
}

impl Filler {
    /// A noun group.
    pub fn unit(unit: usize) -> Filler {
        Filler::Unit(unit)
    }

    /// A run of tokens.
    pub fn tokens(start: usize, end: usize) -> Filler {
        Filler::Tokens(start, end)
    }
}

/// One rule's match in one sentence.
#[derive(Clone, Debug)]
pub struct Match {
    /// The rule, by number.
    pub rule: usize,
    /// Where it hangs.
    pub anchor: Anchor,
    /// Its slots, in order of filling.
    pub slots: Vec<(Slot, Filler)>,
    /// Whether a noun triggered it.
    pub nominal: bool,
    /// Whether that noun is definite.
    pub definite: bool,
    /// An event noun that stands as the verb's subject.
    pub subject_event: Option<usize>,
    /// The clause whose subject the event noun is.
    pub subject_of: Option<usize>,
    /// The clause whose object the event noun is.
    pub object_of: Option<usize>,
    /// Further noun groups that the rule matched.
    pub extra: Vec<usize>,
    /// One past the last token that the rule looked at.
    pub end: usize,
    /// Whether a template found it, whose words are spelled out.
    pub spelled: bool,
}

impl Match {
    /// A match without slots.
    pub fn new(rule: usize, anchor: Anchor) -> Match {
        Match {
            rule,
            anchor,
            slots: Vec::new(),
            nominal: false,
            definite: false,
            subject_event: None,
            subject_of: None,
            object_of: None,
            extra: Vec::new(),
            end: anchor.token + 1,
            spelled: false,
        }
    }

    /// Fills a slot.
    pub fn fill(&mut self, slot: Slot, filler: Filler) {
        if slot != Slot::Discard && !self.slots.contains(&(slot, filler)) {
            self.slots.push((slot, filler));
        }
    }

    /// Whether a slot is filled.
    pub fn has(&self, slot: Slot) -> bool {
        self.slots.iter().any(|(s, _)| *s == slot)
    }

    /// Whether it names who or what does it, as the frame has it.
    pub fn acted(&self, frame: &RolePattern) -> bool {
        self.subject_event.is_some() || frame.subject.is_none_or(|s| self.has(s.slot))
    }

    /// Whether a noun group fills a slot already.
    pub fn uses(&self, unit: usize) -> bool {
        self.slots.iter().any(|(_, f)| *f == Filler::Unit(unit))
    }

    /// The fillers of a slot.
    pub fn get(&self, slot: Slot) -> impl Iterator<Item = Filler> {
        self.slots
            .iter()
            .filter(move |(s, _)| *s == slot)
            .map(|(_, f)| *f)
    }
}
