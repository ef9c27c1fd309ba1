//! Event types, kinds and roles.

use super::file::OntologyFile;
use super::text::Text;
use super::traits::Traits;

/// The event types of a pack, and the kinds and roles that it adds.
#[derive(Clone, Debug, Default)]
pub struct Ontology {
    /// Event types, in file order.
    pub types: Vec<EventType>,
    /// Kinds of things beyond [`KINDS`].
    pub kinds: Vec<String>,
    /// Roles of participants with the part of the actor code that they stand for.
    pub roles: Vec<(String, Option<String>)>,
}

/// An event type.
#[derive(Clone, Debug)]
pub struct EventType {
    /// Its name, e.g. `ASSAULT`.
    pub name: Text,
    /// Quad class, 0 to 4.
    pub quad: Option<i64>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// ACLED event and sub-event type.
    pub acled: Option<String>,
    /// Goldstein score.
    pub score: Option<f64>,
    /// Its modes, in file order.
    pub modes: Vec<Mode>,
    /// Contexts that every event of the type has.
    pub contexts: Vec<String>,
    /// What its events are like.
    pub traits: Traits,
}

/// A mode of an event type.
#[derive(Clone, Debug)]
pub struct Mode {
    /// Its name, e.g. `drone`.
    pub name: Text,
    /// CAMEO code, if it differs from the type's.
    pub cameo: Option<String>,
    /// ACLED type, if it differs from the type's.
    pub acled: Option<String>,
    /// Lexicons of instruments that imply it.
    pub from: Vec<Text>,
    /// Modes that it stands for: where both are shown, it is written alone.
    pub over: Vec<Text>,
    /// What sort of deed it is.
    pub deed: Option<String>,
    /// Whether that deed is never told as one of no known sort.
    pub apart: bool,
    /// Whether it is a blast.
    pub blast: bool,
}

/// What a head noun can denote.
pub const KINDS: &[&str] = &[
    "country",
    "government",
    "military",
    "police",
    "border-guard",
    "armed-group",
    "international-organisation",
    "organisation",
    "company",
    "media",
    "person",
    "civilians",
    "facility",
    "weapon",
    "vehicle",
    "document",
    "money",
    "event",
    "time",
    "place",
    "abstract",
    "object",
    "animal",
];

/// What a slot can ask for beyond a kind.
pub const TYPES: &[&str] = &[
    "any",
    "people",
    "participant",
    "organisation-like",
    "thing",
    "group",
    "name",
    "number",
    "date",
    "unknown",
    "tail",
];

impl Ontology {
    /// The event type of this name.
    pub fn event_type(&self, name: &str) -> Option<&EventType> {
        self.types.iter().find(|t| t.name.as_str() == name)
    }

    /// Whether a head noun can be of this kind.
    pub fn has_kind(&self, kind: &str) -> bool {
        KINDS.contains(&kind) || self.kinds.iter().any(|k| k == kind)
    }

    /// Every kind.
    pub fn all_kinds(&self) -> impl Iterator<Item = &str> + Clone {
        KINDS
            .iter()
            .copied()
            .chain(self.kinds.iter().map(String::as_str))
    }

    pub(super) fn extend(&mut self, file: OntologyFile) {
        let string = |text: Option<Text>| text.map(|t| t.to_string());
        for (name, def) in file.types.0 {
            let mode = |(name, def): (Text, super::file::ModeDef)| Mode {
                name,
                cameo: string(def.cameo),
                acled: string(def.acled),
                from: def.from,
                over: def.over,
                deed: string(def.deed),
                apart: def.apart.unwrap_or(false),
                blast: def.blast.unwrap_or(false),
            };
            self.types.push(EventType {
                name,
                quad: def.quad,
                cameo: string(def.cameo),
                acled: string(def.acled),
                score: def.score,
                modes: def.modes.0.into_iter().map(mode).collect(),
                contexts: def.contexts.iter().map(Text::to_string).collect(),
                traits: def.traits.iter().collect(),
            });
        }
        self.kinds
            .extend(file.kinds.0.iter().map(|(name, _)| name.to_string()));
        let roles = file.roles.0.into_iter();
        self.roles
            .extend(roles.map(|(name, def)| (name.to_string(), string(def.code))));
    }
}

impl EventType {
    /// The mode of this name.
    pub fn mode(&self, name: &str) -> Option<&Mode> {
        self.modes.iter().find(|m| m.name.as_str() == name)
    }
}
