//! The compiled form of a pack, on disk.
//!
//! In comes what a pack compiles to; out goes a file, and from the file the same again, without
//! reading a single rule. A file is bound to the pack's contents, the program's version and its own
//! checksum: one that is of another pack or version, cut short or changed in a single bit is never
//! used. It never fails: where no file can be read or written, the pack is compiled.

pub(crate) mod alike;
pub(crate) mod flat;

use std::fs::{self, File};
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;
use twox_hash::XxHash3_128;

/// Counts up whenever the layout of the file changes.
const FORMAT: u32 = 1;
const MAGIC: &[u8; 8] = b"panjpack";
/// Magic, format, look-up hash, key, checksum, length of the rest.
const HEADER: usize = 8 + 4 + 8 + 16 + 16 + 8;
/// At most so many files stay in the folder.
const FILES: usize = 8;
const ENDING: &str = "panjpack";

/// What a compiled pack depends on, as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(u128);

impl Key {
    /// The key of a pack's files, path and content, in order.
    pub fn new<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Key {
        let mut hasher = twox_hash::xxhash3_128::Hasher::new();
        let mut add = |text: &str| {
            hasher.write(&(text.len() as u64).to_le_bytes());
            hasher.write(text.as_bytes());
        };
        add(env!("CARGO_PKG_VERSION"));
        // Of the library's own sources: what a build from changed sources makes of a pack differs.
        add(env!("PANJ_FINGERPRINT"));
        for (path, text) in files {
            add(path);
            add(text);
        }
        Key(hasher.finish_128())
    }

    fn file(self, folder: &Path) -> PathBuf {
        folder.join(format!("{:032x}.{ENDING}", self.0))
    }

    /// The first bytes of a file that holds these bytes.
    fn header(self, body: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&FORMAT.to_le_bytes());
        // The vocabulary's table rests on a hash that another machine may compute otherwise.
        let probe = foldhash::fast::FixedState::with_seed(0).hash_one(MAGIC);
        out.extend_from_slice(&probe.to_le_bytes());
        out.extend_from_slice(&self.0.to_le_bytes());
        out.extend_from_slice(&XxHash3_128::oneshot(body).to_le_bytes());
        out.extend_from_slice(&(body.len() as u64).to_le_bytes());
        out
    }
}

/// What stands in the file of this key; nothing where there is none that can be trusted.
pub(crate) fn read<T: DeserializeOwned>(folder: &Path, key: Key) -> Option<T> {
    let bytes = fs::read(key.file(folder)).ok()?;
    let (header, body) = bytes.split_at_checked(HEADER)?;
    if header != key.header(body) {
        return None;
    }
    match postcard::take_from_bytes(body) {
        Ok((value, [])) => Some(value),
        _ => None,
    }
}

/// Writes the file of this key, whole or not at all. Whether that works is nobody's concern: what is
/// not there is compiled again.
pub(crate) fn write<T: Serialize>(folder: &Path, key: Key, value: &T) {
    let Ok(body) = postcard::to_allocvec(value) else {
        return;
    };
    if save(folder, key, &body).is_ok() {
        // A folder that cannot be listed is left as it is.
        let _ = prune(folder);
    }
}

fn save(folder: &Path, key: Key, body: &[u8]) -> io::Result<()> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    fs::create_dir_all(folder)?;
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let part = folder.join(format!(
        ".{:032x}.{}-{number}.part",
        key.0,
        std::process::id()
    ));
    // Another machine that shares the folder may have a process of the same number.
    let mut file = File::create_new(&part)?;
    let written = file
        .write_all(&key.header(body))
        .and_then(|()| file.write_all(body))
        .and_then(|()| fs::rename(&part, key.file(folder)));
    if written.is_err() {
        // The first error is the one that counts.
        let _ = fs::remove_file(&part);
    }
    written
}

/// Removes the oldest files beyond [`FILES`], and what a killed process left half written.
fn prune(folder: &Path) -> io::Result<()> {
    let mut packs: Vec<(SystemTime, PathBuf)> = Vec::new();
    let mut parts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = |stem: &str| stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
        // The folder may be anybody's: what is not called as we call it is not ours.
        if let Some((stem, ENDING)) = name.split_once('.')
            && ours(stem)
        {
            packs.push((entry.metadata()?.modified()?, entry.path()));
        } else if let Some(rest) = name.strip_prefix('.')
            && rest.get(..32).is_some_and(ours)
            && name.ends_with(".part")
        {
            parts.push((entry.metadata()?.modified()?, entry.path()));
        }
    }
    packs.sort_by(|a, b| b.cmp(a));
    let newest = packs.first().map(|(time, _)| *time);
    let day = Duration::from_secs(24 * 60 * 60);
    let left = parts.into_iter().filter(|(time, _)| {
        newest.is_some_and(|n| n.duration_since(*time).is_ok_and(|age| age > day))
    });
    for (_, path) in packs.into_iter().skip(FILES).chain(left) {
        // Another process may have been quicker.
        let _ = fs::remove_file(path);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::new([("rules/a.yaml", text)].into_iter())
    }

    #[test]
    fn gives_back_what_was_written_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let value = (vec![1u32, 2, 3], "text".to_owned());
        let read = |key| read::<(Vec<u32>, String)>(folder.path(), key);
        assert_eq!(read(key("a")), None);
        write(folder.path(), key("a"), &value);
        assert_eq!(read(key("a")), Some(value.clone()));
        assert_eq!(read(key("b")), None);
        // Under the name of another pack.
        fs::copy(key("a").file(folder.path()), key("b").file(folder.path())).unwrap();
        assert_eq!(read(key("b")), None);
        let good = fs::read(key("a").file(folder.path())).unwrap();
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                fs::write(key("a").file(folder.path()), &bad).unwrap();
                assert_eq!(read(key("a")), None, "byte {at}, bit {bit}");
            }
            fs::write(key("a").file(folder.path()), &good[..at]).unwrap();
            assert_eq!(read(key("a")), None, "{at} bytes");
        }
        write(folder.path(), key("a"), &value);
        assert_eq!(read(key("a")), Some(value));
    }

    #[test]
    fn keeps_few_files_and_leaves_those_of_others() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.panjpack"), "not ours").unwrap();
        for i in 0..FILES + 4 {
            write(folder.path(), key(&i.to_string()), &i);
        }
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), FILES + 1);
        assert!(folder.path().join("notes.panjpack").exists());
    }
}
