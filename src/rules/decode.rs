//! YAML trees to records, with every fault on the way.

use std::sync::Arc;

use super::text::Text;
use super::yaml::{Kind, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::event::{Certainty, ClaimStatus, Status};

/// A value that can be read from YAML.
pub(super) trait Decode: Sized {
    /// Reads it; what is wrong goes into `faults`.
    fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self>;

    /// What stands for it where the key is missing, if the key may be missing.
    fn missing() -> Option<Self> {
        None
    }

    /// What to go on with where the value is missing or wrong, which is reported.
    fn fallback() -> Option<Self> {
        Self::missing()
    }
}

/// The version of the rule language.
#[derive(Clone, Copy, Debug, schemars::JsonSchema)]
#[schemars(transparent)]
pub(super) struct Version(
    #[schemars(range(min = 1, max = 1))]
    #[allow(dead_code, reason = "there is one version so far")]
    pub i64,
);

impl Decode for Version {
    fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self> {
        let version = i64::decode(value, faults)?;
        if version != 1 {
            let message = format!("version {version} of the rule language");
            let fault = Diagnostic::new(Code::P007, &faults.file, value.span.clone(), message);
            faults.list.push(fault.label("this panj reads version 1"));
        }
        Some(Version(version))
    }

    fn fallback() -> Option<Self> {
        Some(Version(1))
    }
}

macro_rules! event_words {
    ($type:ty, $($word:literal => $value:expr,)*) => {
        impl Decode for $type {
            fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self> {
                [$($value,)*].get(one_of(value, &[$($word,)*], faults)?).copied()
            }
        }
    };
}

event_words! { Status,
    "occurred" => Status::Occurred, "ongoing" => Status::Ongoing,
    "attempted" => Status::Attempted, "planned" => Status::Planned,
    "hypothetical" => Status::Hypothetical, "negated" => Status::Negated,
}
event_words! { Certainty,
    "stated" => Certainty::Stated, "suspected" => Certainty::Suspected,
    "accused" => Certainty::Accused, "claimed" => Certainty::Claimed,
    "denied" => Certainty::Denied,
}
event_words! { ClaimStatus,
    "claimed" => ClaimStatus::Claimed, "unclaimed" => ClaimStatus::Unclaimed,
    "denied" => ClaimStatus::Denied,
}

/// Where the faults of one file are collected.
pub(super) struct Faults<'a> {
    pub file: Arc<str>,
    pub list: &'a mut Diagnostics,
}

impl Faults<'_> {
    pub fn wrong(&mut self, value: &Value, wanted: &str, hint: &str) {
        let message = format!("expected {wanted}, found {}", value.what());
        let fault = Diagnostic::new(Code::P003, &self.file, value.span.clone(), message);
        let hint = match (&value.kind, hint.is_empty()) {
            (Kind::Map(_), true) if wanted == "a list" => "begin each entry with `- `",
            _ => hint,
        };
        self.list.push(if hint.is_empty() {
            fault
        } else {
            fault.hint(hint)
        });
    }
}

/// A mapping from names that the author chooses.
#[derive(Clone, Debug)]
pub(super) struct Named<T>(pub Vec<(Text, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named(Vec::new())
    }
}

impl Decode for Text {
    fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self> {
        match &value.kind {
            Kind::Scalar(text) => Some(text.clone()),
            Kind::Null => {
                faults.wrong(value, "text", "remove the key or give it a value");
                None
            }
            _ => {
                let hint =
                    "text that starts with `{` or `[` needs single quotes or a literal block";
                faults.wrong(value, "text", hint);
                None
            }
        }
    }
}

impl Decode for i64 {
    fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self> {
        let number = match &value.kind {
            Kind::Scalar(text) => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            faults.wrong(value, "a whole number", "");
        }
        number
    }
}

impl Decode for f64 {
    fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self> {
        let number = match &value.kind {
            Kind::Scalar(text) => text.parse().ok().filter(|n: &f64| n.is_finite()),
            _ => None,
        };
        if number.is_none() {
            faults.wrong(value, "a number", "");
        }
        number
    }
}

impl Decode for bool {
    fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self> {
        let flag = match &value.kind {
            Kind::Scalar(text) => text.parse().ok(),
            _ => None,
        };
        if flag.is_none() {
            faults.wrong(value, "`true` or `false`", "");
        }
        flag
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self> {
        match value.kind {
            Kind::Null => Some(None),
            _ => Some(T::decode(value, faults)),
        }
    }

    fn missing() -> Option<Self> {
        Some(None)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self> {
        match &value.kind {
            Kind::List(list) => Some(list.iter().filter_map(|v| T::decode(v, faults)).collect()),
            Kind::Scalar(text) => {
                faults.wrong(value, "a list", &format!("write `[{text}]`"));
                None
            }
            _ => {
                faults.wrong(value, "a list", "");
                None
            }
        }
    }

    fn missing() -> Option<Self> {
        Some(Vec::new())
    }
}

impl<T: Decode> Decode for Named<T> {
    fn decode(value: &Value, faults: &mut Faults<'_>) -> Option<Self> {
        let Kind::Map(map) = &value.kind else {
            faults.wrong(value, "a mapping from names", "");
            return None;
        };
        duplicates(map, faults);
        let mut out: Vec<(Text, T)> = Vec::new();
        for (name, value) in map {
            if !out.iter().any(|(n, _)| n == name)
                && let Some(value) = T::decode(value, faults)
            {
                out.push((name.clone(), value));
            }
        }
        Some(Named(out))
    }

    fn missing() -> Option<Self> {
        Some(Named(Vec::new()))
    }
}

impl<T: schemars::JsonSchema> schemars::JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("map_of_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let inner = generator.subschema_for::<T>();
        schemars::json_schema!({"type": "object", "additionalProperties": inner})
    }
}

/// Reports keys that occur twice.
pub(super) fn duplicates(map: &[(Text, Value)], faults: &mut Faults<'_>) {
    let mut seen: std::collections::BTreeMap<&str, &Text> = std::collections::BTreeMap::new();
    for (key, _) in map {
        if let Some(first) = seen.get(key.as_str()) {
            let message = format!("the key `{key}` occurs twice");
            let fault = Diagnostic::new(Code::P005, &faults.file, key.span.clone(), message);
            let fault = fault.related(&faults.file, first.span.clone(), "first here");
            faults.list.push(fault);
        } else {
            seen.insert(key, key);
        }
    }
}

/// Reports a key that the entry does not have.
pub(super) fn unknown_key(key: &Text, known: &[&str], faults: &mut Faults<'_>) {
    let message = format!("unknown key `{key}`");
    let fault = Diagnostic::new(Code::P002, &faults.file, key.span.clone(), message);
    faults.list.push(match nearest(key, known.iter().copied()) {
        Some(near) => fault.label(format!("did you mean `{near}`?")),
        None => {
            let list: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
            fault.hint(format!("the keys here are {}", list.join(", ")))
        }
    });
}

/// Reads a word that must be one of `known`.
pub(super) fn one_of(value: &Value, known: &[&str], faults: &mut Faults<'_>) -> Option<usize> {
    let list: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
    let Kind::Scalar(text) = &value.kind else {
        faults.wrong(value, &format!("one of {}", list.join(", ")), "");
        return None;
    };
    let index = known.iter().position(|k| *k == text.as_str());
    if index.is_none() {
        let message = format!("`{text}` is none of {}", list.join(", "));
        let fault = Diagnostic::new(Code::P003, &faults.file, value.span.clone(), message);
        faults
            .list
            .push(match nearest(text, known.iter().copied()) {
                Some(near) => fault.label(format!("did you mean `{near}`?")),
                None => fault,
            });
    }
    index
}

/// Defines a record and how it is read: fields are keys, their documentation is the hover text of
/// the JSON Schema. A field is required unless its type has a [`Decode::missing`] value.
macro_rules! record {
    ($(#[$meta:meta])* $record:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields)]
        #[allow(dead_code, reason = "notes are for readers of the file")]
        pub(super) struct $record {
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl $record {
            /// The keys of such an entry.
            pub const KEYS: &[&str] = &[$(crate::rules::decode::key(stringify!($field)),)*];
        }

        impl crate::rules::decode::Decode for $record {
            fn decode(
                value: &crate::rules::yaml::Value,
                faults: &mut crate::rules::decode::Faults<'_>,
            ) -> Option<Self> {
                use crate::diagnostic::{Code, Diagnostic};
                use crate::rules::yaml::Kind;

                let Kind::Map(map) = &value.kind else {
                    let keys = format!("a mapping with the keys `{}`", Self::KEYS.join("`, `"));
                    faults.wrong(value, &keys, "");
                    return None;
                };
                crate::rules::decode::duplicates(map, faults);
                for (key, _) in map {
                    if !Self::KEYS.contains(&key.as_str()) {
                        crate::rules::decode::unknown_key(key, Self::KEYS, faults);
                    }
                }
                $(let $field: Option<$type> = {
                    let name = crate::rules::decode::key(stringify!($field));
                    match map.iter().find(|(key, _)| key.as_str() == name) {
                        Some((_, value)) => crate::rules::decode::Decode::decode(value, faults),
                        None => {
                            let none: Option<$type> = crate::rules::decode::Decode::missing();
                            if none.is_none() {
                                let span = map.first().map_or(value.span.clone(), |(k, _)| {
                                    k.span.clone()
                                });
                                let message = format!("the key `{name}` is missing");
                                let fault =
                                    Diagnostic::new(Code::P004, &faults.file, span, message);
                                faults.list.push(fault.label("in this entry"));
                            }
                            none
                        }
                    }
                };)*
                $(let $field: $type = match $field {
                    Some(value) => value,
                    // Its fault is reported; go on without it where that is possible.
                    None => crate::rules::decode::Decode::fallback()?,
                };)*
                Some(Self { $($field,)* })
            }
        }
    };
}

/// Defines a choice of words.
macro_rules! words {
    ($(#[$meta:meta])* $choice:ident {
        $($(#[$word_meta:meta])* $variant:ident = $word:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, schemars::JsonSchema)]
        pub enum $choice {
            $($(#[$word_meta])* #[schemars(rename = $word)] $variant,)*
        }

        impl $choice {
            /// All of them, in order.
            pub const ALL: &[$choice] = &[$($choice::$variant,)*];

            /// How it is written.
            pub fn as_str(self) -> &'static str {
                match self { $($choice::$variant => $word,)* }
            }
        }

        impl crate::rules::decode::Decode for $choice {
            fn decode(
                value: &crate::rules::yaml::Value,
                faults: &mut crate::rules::decode::Faults<'_>,
            ) -> Option<Self> {
                let index = crate::rules::decode::one_of(value, &[$($word,)*], faults)?;
                Self::ALL.get(index).copied()
            }
        }
    };
}

pub(super) use {record, words};

/// The key of a field: its name without the mark of a raw identifier.
pub(super) const fn key(name: &str) -> &str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}
