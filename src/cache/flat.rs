//! Long lists of numbers as plain bytes: read back in one go instead of number by number.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

/// A number, or a few of them, of a fixed size.
pub trait Flat: Sized {
    /// Appends the bytes of all, little end first.
    fn put(list: &[Self], out: &mut Vec<u8>);
    /// Reads all back; nothing if there are some bytes too many.
    fn get(bytes: &[u8]) -> Option<Vec<Self>>;
}

impl Flat for u8 {
    fn put(list: &[u8], out: &mut Vec<u8>) {
        out.extend_from_slice(list);
    }

    fn get(bytes: &[u8]) -> Option<Vec<u8>> {
        Some(bytes.to_vec())
    }
}

impl Flat for u16 {
    fn put(list: &[u16], out: &mut Vec<u8>) {
        out.extend(list.iter().flat_map(|n| n.to_le_bytes()));
    }

    fn get(bytes: &[u8]) -> Option<Vec<u16>> {
        let (chunks, rest) = bytes.as_chunks();
        rest.is_empty()
            .then(|| chunks.iter().map(|c| u16::from_le_bytes(*c)).collect())
    }
}

impl Flat for u32 {
    fn put(list: &[u32], out: &mut Vec<u8>) {
        out.extend(list.iter().flat_map(|n| n.to_le_bytes()));
    }

    fn get(bytes: &[u8]) -> Option<Vec<u32>> {
        let (chunks, rest) = bytes.as_chunks();
        rest.is_empty()
            .then(|| chunks.iter().map(|c| u32::from_le_bytes(*c)).collect())
    }
}

impl Flat for [u32; 3] {
    fn put(list: &[[u32; 3]], out: &mut Vec<u8>) {
        u32::put(list.as_flattened(), out);
    }

    fn get(bytes: &[u8]) -> Option<Vec<[u32; 3]>> {
        let (chunks, rest) = bytes.as_chunks::<12>();
        let one = |c: &[u8; 12]| {
            let part = |i: usize| u32::from_le_bytes([c[i], c[i + 1], c[i + 2], c[i + 3]]);
            [part(0), part(4), part(8)]
        };
        rest.is_empty().then(|| chunks.iter().map(one).collect())
    }
}

/// For `#[serde(with = "crate::cache::flat")]`.
pub fn serialize<T: Flat, S: Serializer>(list: &[T], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(size_of_val(list));
    T::put(list, &mut bytes);
    serializer.serialize_bytes(&bytes)
}

/// For `#[serde(with = "crate::cache::flat")]`.
pub fn deserialize<'de, T: Flat, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct Bytes<T>(PhantomData<T>);

    impl<T: Flat> Visitor<'_> for Bytes<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("numbers as bytes")
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<T>, E> {
            T::get(bytes).ok_or_else(|| E::invalid_length(bytes.len(), &self))
        }
    }

    from.deserialize_bytes(Bytes(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::Flat;

    fn there_and_back<T: Flat + Clone + PartialEq + std::fmt::Debug>(list: &[T]) {
        let mut bytes = Vec::new();
        T::put(list, &mut bytes);
        assert_eq!(T::get(&bytes).as_deref(), Some(list));
        if bytes.len() > list.len() {
            bytes.pop();
            assert_eq!(T::get(&bytes), None);
        }
    }

    #[test]
    fn numbers_come_back() {
        there_and_back(&[1u8, 255]);
        there_and_back(&[1u16, 65_535]);
        there_and_back(&[1u32, u32::MAX]);
        there_and_back(&[[1u32, 2, u32::MAX], [0, 0, 7]]);
    }
}
