//! Long lists of which many items are alike: each is written once, and then only numbers.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Error as _, Serialize, Serializer};

use super::flat;

#[derive(serde::Serialize)]
struct Written<'a, T> {
    kinds: Vec<&'a T>,
    #[serde(with = "flat")]
    items: Vec<u32>,
}

#[derive(serde::Deserialize)]
struct Read<T> {
    kinds: Vec<T>,
    #[serde(with = "flat")]
    items: Vec<u32>,
}

/// For `#[serde(with = "crate::cache::alike")]`.
pub(crate) fn serialize<T: Serialize, S: Serializer>(
    list: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut numbers: HashMap<Vec<u8>, u32, FixedState> = HashMap::default();
    let mut kinds = Vec::new();
    let mut items = Vec::with_capacity(list.len());
    for item in list {
        let bytes = postcard::to_allocvec(item).map_err(S::Error::custom)?;
        let number = *numbers.entry(bytes).or_insert(kinds.len() as u32);
        if number as usize == kinds.len() {
            kinds.push(item);
        }
        items.push(number);
    }
    Written { kinds, items }.serialize(serializer)
}

/// For `#[serde(with = "crate::cache::alike")]`.
pub(crate) fn deserialize<'de, T: Deserialize<'de> + Clone, D: Deserializer<'de>>(
    from: D,
) -> Result<Vec<T>, D::Error> {
    let Read { kinds, items } = Read::<T>::deserialize(from)?;
    let mut out = Vec::with_capacity(items.len());
    for number in items {
        match kinds.get(number as usize) {
            Some(kind) => out.push(kind.clone()),
            None => return Err(D::Error::custom("no such kind")),
        }
    }
    Ok(out)
}
