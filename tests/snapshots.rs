//! The events of every seed, in full.
//!
//! A report dropped into `seeds/` gets its snapshot with no code. After a wanted change:
//! `INSTA_UPDATE=always cargo test --test snapshots`, then read the diff.
//!
//! The reports that the seeds were written after are other people's. With
//! `PANJ_ORIGINALS` naming their folder, `cargo test --test snapshots -- --ignored` compares their
//! events as well, with all words of the reports taken out.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;
use std::sync::LazyLock;

use panj::event::Event;
use panj::read::{Format, documents};
use panj::{Extractor, Pack};
use serde_json::Value;

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(&Pack::embedded()).expect("the embedded pack is sound"));

const SNAPSHOTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots");

fn name(path: &Path) -> String {
    path.file_name()
        .expect("a file")
        .to_string_lossy()
        .into_owned()
}

/// The events of a file, which is called `shown` in them.
fn events(path: &Path, shown: &str) -> Vec<Event> {
    let format = Format::of_path(path).expect("a readable format");
    let input = BufReader::new(File::open(path).expect("the file opens"));
    documents(shown, format, input)
        .flat_map(|document| EXTRACTOR.extract(&document.expect("a document")))
        .collect()
}

/// The names of a folder's files that `pick` maps to something.
fn names(folder: &Path, pick: impl Fn(&str) -> Option<String>) -> BTreeSet<String> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| pick(&name(&entry.expect("an entry").path())))
        .collect()
}

/// Fails for a snapshot without a document and for a document without a snapshot.
fn paired(folder: &Path, snapshots: &Path) {
    let documents = names(folder, |n| n.ends_with(".txt").then(|| n.to_owned()));
    let locked = names(snapshots, |n| {
        Some(n.strip_prefix("events@")?.strip_suffix(".snap")?.to_owned())
    });
    assert!(!documents.is_empty(), "{}: no reports", folder.display());
    let orphans: Vec<_> = locked.difference(&documents).collect();
    assert!(
        orphans.is_empty(),
        "snapshots without a document in {}; delete them from {}: {orphans:?}",
        folder.display(),
        snapshots.display(),
    );
    let new: Vec<_> = documents.difference(&locked).collect();
    assert!(
        new.is_empty(),
        "documents without a snapshot; write them with \
         `INSTA_UPDATE=always cargo test --test snapshots`: {new:?}"
    );
}

#[test]
fn seeds_give_the_same_events() {
    insta::with_settings!({prepend_module_to_snapshot => false, sort_maps => true}, {
        insta::glob!("../seeds", "*.txt", |path| {
            let events = events(path, &format!("seeds/{}", name(path)));
            insta::assert_json_snapshot!("events", events);
        });
    });
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    paired(&seeds, Path::new(SNAPSHOTS));
}

#[test]
#[ignore = "needs other people's reports: PANJ_ORIGINALS=FOLDER cargo test -- --ignored"]
fn originals_give_the_same_events() {
    let folder = std::env::var_os("PANJ_ORIGINALS").expect("PANJ_ORIGINALS names their folder");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let originals = Path::new(SNAPSHOTS).join("originals");
    for file in names(&folder, |n| n.ends_with(".txt").then(|| n.to_owned())) {
        let events = events(&folder.join(&file), &format!("originals/{file}"));
        let mut events = serde_json::to_value(events).expect("events are JSON");
        redact(&mut events);
        insta::with_settings!({
            prepend_module_to_snapshot => false,
            sort_maps => true,
            omit_expression => true,
            snapshot_path => &originals,
            snapshot_suffix => file,
        }, {
            insta::assert_json_snapshot!("events", events);
        });
    }
    paired(&folder, &originals);
}

/// Takes out whatever quotes the report; offsets, ids and normalised values stay.
fn redact(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(redact),
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), &value) {
                    ("text" | "title" | "verb" | "attribution", Value::String(_)) => {
                        *value = "[…]".into();
                    }
                    _ => redact(value),
                }
            }
        }
        _ => {}
    }
}
