//! The compiled form of a pack on disk: made, used, and never trusted further than it can be checked.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use panj::{Document, Extractor, Pack};
use tempfile::TempDir;

const REPORT: &str =
    "Gunmen attacked an army post near Quetta on 12 May 2024, killing three soldiers.";

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn command(cache: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_panj"));
    command
        .env_remove("PANJ_CACHE")
        .env("PANJ_CACHE_DIR", cache);
    command
}

/// What `panj extract` makes of the seeds.
fn extract(cache: &Path, more: &[&str]) -> Output {
    let mut command = command(cache);
    command
        .args(["extract", "--quiet"])
        .arg(root().join("seeds"))
        .args(more);
    command.output().expect("it runs")
}

fn packs(cache: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(cache).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// A pack so small that it can be compiled a hundred times.
fn small() -> (TempDir, Pack) {
    let dir = folder();
    for (path, text) in Pack::embedded().files() {
        let kept = path.starts_with("rules/") && !path.ends_with("english.tsv")
            || path.ends_with("countries.tsv");
        if kept {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
    }
    let (rules, gazetteers) = (dir.path().join("rules"), dir.path().join("gazetteers"));
    let pack = Pack::from_dirs(Some(&rules), Some(&gazetteers)).expect("the folders");
    (dir, pack)
}

fn bytes(extractor: &Extractor, text: &str) -> String {
    let document = Document::new("d", text);
    let events = serde_json::to_string(&extractor.extract(&document)).expect("JSON");
    events + &serde_json::to_string(&extractor.annotate(&document)).expect("JSON")
}

#[test]
fn a_cached_extractor_does_what_a_new_one_does() {
    let cache = folder();
    let pack = Pack::embedded();
    let new = Extractor::new(&pack).expect("it compiles");
    let writes = Extractor::cached(&pack, cache.path()).expect("it compiles");
    let reads = Extractor::cached(&pack, cache.path()).expect("it compiles");
    assert_eq!(packs(cache.path()).len(), 1);
    for seed in fs::read_dir(root().join("seeds")).expect("seeds") {
        let text = fs::read_to_string(seed.expect("a seed").path()).expect("a text");
        let expected = bytes(&new, &text);
        assert_eq!(bytes(&writes, &text), expected);
        assert_eq!(bytes(&reads, &text), expected);
    }
    // What the file leaves out is read when it is asked for.
    assert_eq!(reads.rules().rules.len(), new.rules().rules.len());
    assert_eq!(
        reads.gazetteer().entries().count(),
        new.gazetteer().entries().count()
    );
    let scores = |e: &Extractor| {
        let found = e.look_up("Georgia", "USA");
        found
            .into_iter()
            .map(|(entry, score)| (entry.id.clone(), score))
            .collect::<Vec<_>>()
    };
    assert_eq!(scores(&reads), scores(&new));
}

#[test]
fn the_command_makes_a_file_and_uses_it() {
    let cache = folder();
    let plain = extract(cache.path(), &["--no-cache"]);
    assert!(
        packs(cache.path()).is_empty(),
        "--no-cache leaves nothing behind"
    );
    let off = command(cache.path())
        .env("PANJ_CACHE", "off")
        .args(["extract", "--quiet"])
        .arg(root().join("seeds"))
        .output()
        .expect("it runs");
    assert!(
        packs(cache.path()).is_empty(),
        "PANJ_CACHE=off leaves nothing behind"
    );
    let first = extract(cache.path(), &[]);
    let files = packs(cache.path());
    assert_eq!(files.len(), 1);
    let written = fs::metadata(&files[0])
        .and_then(|m| m.modified())
        .expect("a time");
    let second = extract(cache.path(), &[]);
    assert_eq!(packs(cache.path()), files);
    let still = fs::metadata(&files[0])
        .and_then(|m| m.modified())
        .expect("a time");
    assert_eq!(written, still, "a good file is not written again");
    for other in [&off, &first, &second] {
        assert!(other.status.success());
        assert_eq!(other.stdout, plain.stdout);
    }
    // Deleted between two runs.
    fs::remove_dir_all(cache.path()).expect("removed");
    assert_eq!(extract(cache.path(), &[]).stdout, plain.stdout);
    assert_eq!(packs(cache.path()), files);
}

#[test]
fn an_edit_makes_another_file() {
    let cache = folder();
    let (dir, pack) = small();
    let before = bytes(
        &Extractor::cached(&pack, cache.path()).expect("it compiles"),
        REPORT,
    );
    let file = dir.path().join("rules/lexicons/own.yaml");
    fs::write(&file, "language: 1\nlexicons:\n  own: {nouns: [gunman]}\n").expect("written");
    let (rules, gazetteers) = (dir.path().join("rules"), dir.path().join("gazetteers"));
    let edited = Pack::from_dirs(Some(&rules), Some(&gazetteers)).expect("the folders");
    Extractor::cached(&edited, cache.path()).expect("it compiles");
    assert_eq!(packs(cache.path()).len(), 2);
    let after = Extractor::cached(&pack, cache.path()).expect("it compiles");
    assert_eq!(bytes(&after, REPORT), before);
    // A faulty pack has none.
    fs::write(&file, "language: 1\nlexicons: [\n").expect("written");
    let faulty = Pack::from_dirs(Some(&rules), Some(&gazetteers)).expect("the folders");
    assert!(Extractor::cached(&faulty, cache.path()).is_err());
    assert_eq!(packs(cache.path()).len(), 2);
}

#[test]
fn a_damaged_file_is_replaced() {
    let cache = folder();
    let (_dir, pack) = small();
    let expected = bytes(&Extractor::new(&pack).expect("it compiles"), REPORT);
    Extractor::cached(&pack, cache.path()).expect("it compiles");
    let file = packs(cache.path()).remove(0);
    let good = fs::read(&file).expect("bytes");
    let flip = |at: usize| {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        bad
    };
    let size = good.len();
    let mut damaged: Vec<Vec<u8>> = [0, 9, 15, 25, 40, 55, 60, size / 3, size / 2, size - 1]
        .map(flip)
        .to_vec();
    damaged.extend([0, 1, 59, 60, size / 2, size - 1].map(|length| good[..length].to_vec()));
    damaged.push([good.as_slice(), b"x"].concat());
    damaged.push(vec![0; size]);
    for bad in damaged {
        fs::write(&file, &bad).expect("written");
        let extractor = Extractor::cached(&pack, cache.path()).expect("it compiles");
        assert_eq!(bytes(&extractor, REPORT), expected);
        assert!(
            fs::read(&file).expect("bytes") == good,
            "it is written anew"
        );
    }
}

#[test]
fn two_processes_at_once_share_a_folder() {
    let cache = folder();
    let plain = extract(cache.path(), &["--no-cache"]).stdout;
    let run = || {
        let mut command = command(cache.path());
        command
            .args(["extract", "--quiet"])
            .arg(root().join("seeds"));
        command.stdout(std::process::Stdio::piped());
        command.spawn().expect("it runs")
    };
    let children = [run(), run(), run()];
    for child in children {
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success());
        assert_eq!(output.stdout, plain);
    }
    assert_eq!(
        packs(cache.path()).len(),
        1,
        "one file, and nothing half written"
    );
    assert_eq!(extract(cache.path(), &[]).stdout, plain);
}

#[test]
fn a_folder_that_cannot_be_used_is_no_fault() {
    let cache = folder();
    let (_dir, pack) = small();
    let expected = bytes(&Extractor::new(&pack).expect("it compiles"), REPORT);
    // A file where the folder should be: it can neither be made nor read, whoever runs the test.
    let taken = cache.path().join("taken");
    fs::write(&taken, "a file").expect("written");
    for place in [taken.clone(), taken.join("deeper")] {
        let extractor = Extractor::cached(&pack, &place).expect("it compiles");
        assert_eq!(bytes(&extractor, REPORT), expected);
    }
    assert_eq!(fs::read(&taken).expect("bytes"), b"a file");
    // A folder where the file should be.
    let other = cache.path().join("other");
    Extractor::cached(&pack, &other).expect("it compiles");
    let file = packs(&other).remove(0);
    fs::remove_file(&file).expect("removed");
    fs::create_dir_all(file.join("x")).expect("a folder");
    let extractor = Extractor::cached(&pack, &other).expect("it compiles");
    assert_eq!(bytes(&extractor, REPORT), expected);
    assert_eq!(packs(&other), [file], "nothing half written is left");
}

#[cfg(unix)]
#[test]
fn a_folder_without_leave_to_write_is_read() {
    use std::os::unix::fs::PermissionsExt;

    let cache = folder();
    let (_dir, pack) = small();
    let expected = bytes(
        &Extractor::cached(&pack, cache.path()).expect("it compiles"),
        REPORT,
    );
    fs::set_permissions(cache.path(), fs::Permissions::from_mode(0o555)).expect("set");
    let extractor = Extractor::cached(&pack, cache.path()).expect("it compiles");
    assert_eq!(bytes(&extractor, REPORT), expected);
    fs::remove_file(packs(cache.path()).remove(0)).unwrap_or_default();
    let extractor = Extractor::cached(&pack, cache.path()).expect("it compiles");
    assert_eq!(bytes(&extractor, REPORT), expected);
    fs::set_permissions(cache.path(), fs::Permissions::from_mode(0o755)).expect("set");
}
