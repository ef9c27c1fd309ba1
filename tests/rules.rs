//! The examples of the shipped rules, and the schemas of the files.

use std::fs;
use std::path::Path;

use panj::prove::{Prover, describe, tally};
use panj::rules::{Which, schema, tidy};
use panj::{Extractor, Pack};

#[test]
fn examples_hold() {
    let extractor = Extractor::new(&Pack::embedded()).expect("the embedded pack is sound");
    let proofs = Prover::new(extractor).examples();
    let failed: Vec<String> = proofs.iter().filter(|p| !p.holds()).map(describe).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn schemas_are_as_committed() {
    let events = schemars::schema_for!(panj::event::Event).to_value();
    let all = [
        ("events", events),
        ("rules", schema(Which::Rules)),
        ("ontology", schema(Which::Ontology)),
        ("gazetteer", panj::gazetteer::schema()),
        ("dates", panj::annotate::time::schema()),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schemas");
    let update = std::env::var_os("PANJ_UPDATE").is_some();
    for (name, schema) in all {
        let text = format!("{schema:#}\n");
        let path = folder.join(name).with_extension("json");
        if update {
            fs::create_dir_all(&folder).expect("folder");
            fs::write(&path, &text).expect("schema");
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "docs/schemas/{name}.json differs; run PANJ_UPDATE=1 cargo test --test rules"
        );
    }
}

/// The YAML files that are shipped, with their paths from the root of the repository.
fn shipped() -> Vec<(String, String)> {
    let pack = Pack::embedded();
    let files = pack.files().filter(|(path, _)| path.ends_with(".yaml"));
    files.map(|(path, text)| (path, text.to_owned())).collect()
}

/// Editors complete and check each file, since it says which schema it keeps to.
#[test]
fn shipped_files_name_their_schema_and_keep_to_it() {
    for (path, text) in shipped() {
        let kind = match &*path {
            "rules/ontology.yaml" => "ontology",
            "rules/dates.yaml" => "dates",
            path if path.starts_with("gazetteers/") => "gazetteer",
            _ => "rules",
        };
        let up = "../".repeat(path.matches('/').count());
        let line = format!("# yaml-language-server: $schema={up}docs/schemas/{kind}.json");
        assert_eq!(text.lines().next(), Some(&*line), "{path}");
        let schema = match kind {
            "ontology" => schema(Which::Ontology),
            "dates" => panj::annotate::time::schema(),
            "gazetteer" => panj::gazetteer::schema(),
            _ => schema(Which::Rules),
        };
        let value: serde_json::Value = serde_yaml::from_str(&text).expect("YAML");
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let fault = validator.iter_errors(&value).next();
        let fault = fault.map(|f| format!("{}: {f}", f.instance_path()));
        assert_eq!(fault, None, "{path}");
    }
}

#[test]
fn shipped_files_are_laid_out() {
    for (path, text) in shipped() {
        assert!(tidy(&text) == text, "{path}: run panj rules fmt");
    }
}

/// Any layout of the same file becomes one layout, and says the same.
#[test]
fn layout_is_steady_and_changes_no_rule() {
    let files = shipped();
    let events: Vec<_> = files.iter().filter(|(p, _)| p.contains("events")).collect();
    proptest::proptest!(|(file in 0..events.len(), noise in proptest::collection::vec(0u8..12, 60))| {
        let text = &events[file].1;
        let mut other = String::new();
        for (number, line) in text.lines().enumerate() {
            let noise = noise[number % noise.len()];
            let deeper = if line.starts_with(' ') { "  " } else { "" };
            other.push_str(deeper);
            other.push_str(line);
            other.push_str(if noise % 3 == 0 { "  " } else { "" });
            other.push_str(if noise == 1 { "\n\n" } else { "\n" });
        }
        let once = tidy(&other);
        proptest::prop_assert_eq!(&tidy(&once), &once);
        let value = |text: &str| serde_yaml::from_str::<serde_json::Value>(text).expect("YAML");
        let lines = |text: &str| {
            let text = value(text).to_string();
            let lines = text.split("\\n").map(str::trim_end).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join("\n")
        };
        proptest::prop_assert_eq!(lines(&once), lines(&other));
    });
}

/// Runs the command; what it prints and its exit status.
fn panj(arguments: &[&str]) -> (String, i32) {
    let mut command = assert_cmd::Command::cargo_bin("panj").expect("the command is built");
    let output = command.args(arguments).output().expect("the command runs");
    (
        String::from_utf8(output.stdout).expect("UTF-8"),
        output.status.code().expect("an exit status"),
    )
}

/// The shipped rules in a folder, with an assault rule changed.
fn changed(from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in Pack::embedded().rule_files() {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        let assault = path.ends_with("assault.yaml");
        let text = if assault {
            text.replacen(from, to, 1)
        } else {
            text.to_owned()
        };
        fs::write(path, text).expect("a file");
    }
    for (path, text) in Pack::embedded()
        .files()
        .filter(|(path, _)| path.starts_with("rules/"))
    {
        let path = folder.path().join(path);
        if !path.exists() {
            fs::write(path, text).expect("a file");
        }
    }
    folder
}

#[test]
fn check_shows_faults_in_every_format() {
    let folder = changed("{attack} <recipients>", "{attak} <recipients>");
    let rules = folder.path().to_str().expect("UTF-8");
    let (text, exit) = panj(&["rules", "check", rules]);
    assert_eq!(exit, 2);
    assert!(
        text.contains("P010") && text.contains("assault.yaml:"),
        "{text}"
    );
    for (format, sign) in [
        ("json", "\"P010\""),
        ("github", "::error file="),
        ("sarif", "\"2.1.0\""),
    ] {
        let (text, exit) = panj(&["rules", "check", rules, "--format", format]);
        assert!(exit == 2 && text.contains(sign), "{format}: {text}");
    }
    let (text, exit) = panj(&["rules", "check"]);
    assert!(exit == 0 && text.contains("0 errors, 0 warnings"), "{text}");
}

#[test]
fn help_explains_commands_and_codes() {
    for arguments in [&["help", "P011"][..], &["rules", "help", "p011"]] {
        let (text, exit) = panj(arguments);
        assert!(
            exit == 0 && text.starts_with("## P011 unknown-slot"),
            "{text}"
        );
    }
    assert!(panj(&["help", "rules", "check"]).0.contains("--format"));
    assert_eq!(panj(&["help", "P999"]).1, 2);
}

#[test]
fn a_failing_example_shows_expected_and_found() {
    let folder = changed("<actors Gunmen> attacked", "Gunmen <recipients attacked>");
    let rules = folder.path().to_str().expect("UTF-8");
    let (text, exit) = panj(&["rules", "test", rules, "--rule", "assault/attack"]);
    assert_eq!(exit, 1);
    assert!(
        text.contains("expected") && text.contains("found"),
        "{text}"
    );
}

#[test]
fn a_change_of_rules_is_told_by_rule() {
    let lines = "<actors> {attack} <recipients> [with <instruments>]
      <actors> {attack} <recipients> [by <instruments>]";
    let (old, new) = (
        changed("", ""),
        changed(lines, "<actors> {attack} <recipients:weapon>"),
    );
    let corpus = old.path().join("report.txt");
    fs::write(
        &corpus,
        "Gunmen attacked an army post in Dori on Monday, officials said.\n",
    )
    .expect("a file");
    let paths = [old.path(), new.path(), &corpus].map(|p| p.to_str().expect("UTF-8").to_owned());
    let (text, exit) = panj(&["rules", "diff", &paths[0], &paths[1], &paths[2]]);
    assert!(
        exit == 0 && text.contains("assault/attack\n  - report"),
        "{text}"
    );
    let (text, _) = panj(&[
        "rules", "diff", &paths[1], &paths[0], &paths[2], "--format", "markdown",
    ]);
    assert!(
        text.contains("### `assault/attack`\n\n- **gained** in `report`"),
        "{text}"
    );
}

#[test]
fn explains_forms_coverage_and_near_misses() {
    let sentence = "Gunmen attacked an army post in Dori on Monday.";
    let (text, _) = panj(&["rules", "explain", sentence]);
    assert!(
        text.contains("N:facility") && text.contains("> assault/attack"),
        "{text}"
    );
    let (text, _) = panj(&["rules", "explain", "--rule", "assault/kill", sentence]);
    assert!(text.contains("no word of {kill}"), "{text}");
    let arguments = [
        "rules",
        "explain",
        "--rule",
        "assault/kill",
        "--format",
        "json",
    ];
    let (text, _) = panj(&[&arguments[..], &[sentence]].concat());
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let first = &json[0]["sentences"][0];
    assert_eq!(first["units"][2]["kind"], "facility");
    assert_eq!(first["fires"][0]["rules"][0]["rule"], "assault/attack");
    assert_eq!(first["misses"]["templates"][0]["triggers"][0], "{kill}");
    assert_eq!(json[0]["events"][0]["event"], "ASSAULT");
    let (text, exit) = panj(&["rules", "explain", "--rule", "assault/atack", sentence]);
    assert!(exit == 2 && text.is_empty());
    assert!(
        panj(&["rules", "expand", "assault/attack"])
            .0
            .contains("{attack.passive}")
    );
    assert!(panj(&["rules", "forms", "attack"]).0.contains("attacked"));
}

#[test]
fn coverage_tells_what_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Gunmen attacked an army post in Dori. The Zarvan Guild sent three letters.";
    std::fs::write(folder.path().join("a.txt"), text).expect("a file");
    let (text, exit) = panj(&["rules", "coverage", folder.path().to_str().expect("UTF-8")]);
    assert_eq!(exit, 0);
    let after = |title: &str| text.split_once(title).expect("the list").1.to_owned();
    assert!(text.contains("     1  assault/attack\n"), "{text}");
    assert!(after("no rule caught").contains("     1  sent\n"), "{text}");
    assert!(after("in no gazetteer").contains("Zarvan Guild"), "{text}");
}

#[test]
fn snapshots_lock_a_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("a.txt"),
        "Gunmen attacked an army post in Dori.\n",
    )
    .expect("a file");
    let path = folder.path().to_str().expect("UTF-8");
    assert_eq!(panj(&["snapshot", path]).1, 1);
    assert_eq!(panj(&["snapshot", path, "--accept"]).1, 0);
    assert_eq!(panj(&["snapshot", path, "--check"]).1, 0);
    fs::write(
        folder.path().join("a.txt"),
        "Gunmen attacked a school in Dori.\n",
    )
    .expect("a file");
    let (text, exit) = panj(&["snapshot", path]);
    assert!(exit == 1 && text.contains("school"), "{text}");
}

#[test]
fn snapshots_without_a_report_are_told_and_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str| folder.path().join(name);
    for name in ["a.txt", "old.txt"] {
        fs::write(file(name), "Gunmen attacked an army post in Dori.\n").expect("a file");
    }
    let path = folder.path().to_str().expect("UTF-8");
    assert_eq!(panj(&["snapshot", path, "--accept"]).1, 0);
    fs::remove_file(file("old.txt")).expect("a file");
    fs::write(file("notes.txt.events"), "Mine.").expect("a file");
    let (text, exit) = panj(&["snapshot", path, "--check"]);
    assert!(exit == 1 && text.contains("old.txt.events\n"), "{text}");
    assert!(
        text.contains("1 the same, 0 changed, 1 without a report"),
        "{text}"
    );
    assert!(file("old.txt.events").exists());
    assert_eq!(panj(&["snapshot", path, "--accept"]).1, 0);
    assert_eq!(panj(&["snapshot", path, "--check"]).1, 0);
    assert!(!file("old.txt.events").exists() && file("notes.txt.events").exists());
}

#[test]
fn explains_pronouns_by_whom_they_stand_for() {
    let sentence = "The prime minister met her party. He resigned on Monday.";
    let (text, _) = panj(&["rules", "explain", sentence]);
    let below = text.split_once("He ").expect("the sentence").1;
    assert!(below.contains("N:person"), "{text}");
    assert!(below.contains("\n  > "), "{text}");
}

#[test]
fn lists_what_no_example_misses() {
    let first = "<actors> {attack} <recipients> [with <instruments>]";
    let folder = changed(first, &format!("<actors> {{kill}} <origin>\n      {first}"));
    let rules = folder.path().to_str().expect("UTF-8");
    let arguments = ["rules", "test", "--mutate", "--rule", "assault/attack"];
    let (shipped, exit) = panj(&arguments);
    let (more, _) = panj(&[&arguments[..], &[rules]].concat());
    let lines = |text: &str| text.lines().count();
    assert!(
        exit == 0 && lines(&more) == lines(&shipped) + 1,
        "{shipped}{more}"
    );
}

/// What is printed as found is found: the lines with `+` can be pasted as examples.
#[test]
fn samples_are_sentences_that_the_rule_finds() {
    let rule = "assault/attack";
    let (text, exit) = panj(&["rules", "sample", rule, "--each", "1"]);
    assert_eq!(exit, 0);
    assert_eq!(
        panj(&["rules", "sample", rule, "--each", "1"]).0,
        text,
        "not the same twice"
    );
    let found: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("+ "))
        .collect();
    assert!(found.len() >= 8, "{text}");
    let first = "- The senator attacked the budget on Monday.";
    let pasted: Vec<String> = found.iter().map(|s| format!("+ {s}\n      ")).collect();
    let folder = changed(first, &format!("{}{first}", pasted.concat()));
    let rules = folder.path().to_str().expect("UTF-8");
    let failed = |text: &str| {
        let last = text.lines().last().unwrap_or_default();
        last.rsplit(", ").next().unwrap_or_default().to_owned()
    };
    let shipped = panj(&["rules", "test", "--rule", rule]).0;
    let more = panj(&["rules", "test", rules, "--rule", rule]).0;
    assert_eq!(failed(&more), failed(&shipped), "{more}");
}

/// What no example misses, counted by rule, so that a change of rules or examples shows. Examples
/// are what an analyst adds next: the counts should fall.
#[test]
fn parts_that_no_example_misses() {
    let extractor = Extractor::new(&Pack::embedded()).expect("the embedded pack is sound");
    let survivors = Prover::new(extractor).survivors();
    insta::assert_snapshot!(tally(&survivors));
}
