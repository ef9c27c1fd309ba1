//! Long lists as plain bytes: read back in one go instead of field by field.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

/// What is written in a fixed number of bytes.
pub(crate) trait Flat: Sized {
    /// How many.
    const SIZE: usize;
    /// Appends them.
    fn put(&self, out: &mut Vec<u8>);
    /// Reads it back from so many bytes.
    fn get(bytes: &[u8]) -> Self;
}

impl Flat for u8 {
    const SIZE: usize = 1;

    #[inline]
    fn put(&self, out: &mut Vec<u8>) {
        out.push(*self);
    }

    #[inline]
    fn get(bytes: &[u8]) -> u8 {
        bytes[0]
    }
}

impl Flat for u16 {
    const SIZE: usize = 2;

    #[inline]
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    #[inline]
    fn get(bytes: &[u8]) -> u16 {
        u16::from_le_bytes([bytes[0], bytes[1]])
    }
}

impl Flat for u32 {
    const SIZE: usize = 4;

    #[inline]
    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    #[inline]
    fn get(bytes: &[u8]) -> u32 {
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }
}

impl<const N: usize> Flat for [u32; N] {
    const SIZE: usize = 4 * N;

    #[inline]
    fn put(&self, out: &mut Vec<u8>) {
        self.iter().for_each(|n| n.put(out));
    }

    #[inline]
    fn get(bytes: &[u8]) -> [u32; N] {
        std::array::from_fn(|i| u32::get(&bytes[4 * i..4 * i + 4]))
    }
}

/// For `#[serde(with = "crate::cache::flat")]`.
pub(crate) fn serialize<T: Flat, S: Serializer>(
    list: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(T::SIZE * list.len());
    list.iter().for_each(|item| item.put(&mut bytes));
    serializer.serialize_bytes(&bytes)
}

/// For `#[serde(with = "crate::cache::flat")]`.
pub(crate) fn deserialize<'de, T: Flat, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct Bytes<T>(PhantomData<T>);

    impl<T: Flat> Visitor<'_> for Bytes<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            write!(f, "a multiple of {} bytes", T::SIZE)
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<T>, E> {
            let chunks = bytes.chunks_exact(T::SIZE);
            if chunks.remainder().is_empty() {
                Ok(chunks.map(T::get).collect())
            } else {
                Err(E::invalid_length(bytes.len(), &self))
            }
        }
    }

    from.deserialize_bytes(Bytes(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::Flat;

    fn there_and_back<T: Flat + PartialEq + std::fmt::Debug>(item: T) {
        let mut bytes = Vec::new();
        item.put(&mut bytes);
        assert_eq!(bytes.len(), T::SIZE);
        assert_eq!(T::get(&bytes), item);
    }

    #[test]
    fn numbers_come_back() {
        there_and_back(255u8);
        there_and_back(65_534u16);
        there_and_back(u32::MAX - 1);
        there_and_back([1u32, 2, u32::MAX]);
    }
}
