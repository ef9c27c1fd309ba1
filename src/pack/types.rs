//! The event types of a pack as the pipeline asks for them: codes, and what implies a mode.

use serde::{Deserialize, Serialize};

use crate::event::Codes;
use crate::lexicon::{LexiconId, Words};
use crate::rules::{self, Ontology};

/// An event type.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct EventType {
    name: String,
    codes: Codes,
    modes: Vec<Mode>,
}

/// A mode of an event type.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Mode {
    pub name: String,
    codes: Codes,
    /// Lexicons whose words imply it.
    pub from: Vec<LexiconId>,
    /// Wider modes that it stands for.
    pub over: Vec<String>,
    deeds: Deeds,
}

/// What sorts of deed the modes of an event show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Deeds {
    /// One bit a sort.
    sorts: u32,
    /// Those that are told as nothing else.
    apart: u32,
    /// Whether one is a blast.
    pub blast: bool,
}

impl Deeds {
    /// Takes in others.
    pub fn add(&mut self, other: Deeds) {
        self.sorts |= other.sorts;
        self.apart |= other.apart;
        self.blast |= other.blast;
    }

    /// Whether they cannot be of one event.
    pub fn contrary(self, other: Deeds) -> bool {
        let both = self.sorts != 0 && other.sorts != 0;
        self.sorts & other.sorts == 0 && (both || (self.apart | other.apart) != 0)
    }
}

/// All event types of a pack.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct EventTypes {
    types: Vec<EventType>,
    /// The lexicons that imply modes, in order.
    means: Vec<LexiconId>,
}

impl EventTypes {
    pub fn new(ontology: &Ontology, words: &Words) -> EventTypes {
        let full = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
        let modes = ontology.types.iter().flat_map(|t| &t.modes);
        let mut deeds: Vec<&str> = modes.filter_map(|m| m.deed.as_deref()).collect();
        deeds.sort_unstable();
        deeds.dedup();
        let sort = |mode: &rules::Mode| {
            let deed = mode.deed.as_deref()?;
            let at = deeds.binary_search(&deed).ok()?;
            1u32.checked_shl(at as u32)
        };
        let types = ontology.types.iter().map(|kind| {
            let name = kind.name.as_str();
            let own = Codes {
                cameo: full(&kind.cameo),
                plover: name.to_owned(),
                acled: full(&kind.acled),
            };
            let modes = kind.modes.iter().map(|mode| Mode {
                name: mode.name.as_str().to_owned(),
                codes: Codes {
                    cameo: full(&mode.cameo).or_else(|| own.cameo.clone()),
                    plover: format!("{name}/{}", mode.name.as_str()),
                    acled: full(&mode.acled).or_else(|| own.acled.clone()),
                },
                from: mode
                    .from
                    .iter()
                    .filter_map(|l| words.lexicon(l.as_str()))
                    .collect(),
                over: mode.over.iter().map(|m| m.as_str().to_owned()).collect(),
                deeds: Deeds {
                    sorts: sort(mode).unwrap_or(0),
                    apart: sort(mode).filter(|_| mode.apart).unwrap_or(0),
                    blast: mode.blast,
                },
            });
            EventType {
                name: name.to_owned(),
                modes: modes.collect(),
                codes: own,
            }
        });
        let types: Vec<EventType> = types.collect();
        let modes = types.iter().flat_map(|t| &t.modes);
        let mut means: Vec<LexiconId> = modes.flat_map(|m| m.from.iter().copied()).collect();
        means.sort_unstable();
        means.dedup();
        EventTypes { types, means }
    }

    fn of(&self, name: &str) -> Option<&EventType> {
        self.types.iter().find(|t| t.name == name)
    }

    /// The modes of an event type.
    pub fn modes(&self, name: &str) -> &[Mode] {
        self.of(name).map_or(&[], |t| &t.modes)
    }

    /// What sorts of deed some modes of an event type show.
    pub fn deeds(&self, name: &str, modes: &[String]) -> Deeds {
        let mut out = Deeds::default();
        let shown = |m: &&Mode| modes.contains(&m.name);
        for mode in self.modes(name).iter().filter(shown) {
            out.add(mode.deeds);
        }
        out
    }

    /// The codes of an event type, or of one of its modes.
    pub fn codes(&self, name: &str, mode: Option<&str>) -> Option<Codes> {
        let kind = self.of(name)?;
        let mode = mode.and_then(|m| kind.modes.iter().find(|k| k.name == m));
        Some(mode.map_or(&kind.codes, |m| &m.codes).clone())
    }

    /// The lexicons that imply modes, in order.
    pub fn means(&self) -> &[LexiconId] {
        &self.means
    }
}
