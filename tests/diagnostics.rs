//! Every code has a faulty file, its report and a page.

use std::fs;
use std::path::{Path, PathBuf};

use panj::diagnostic::{Code, Diagnostics, explain};
use panj::prove::Prover;
use panj::{Extractor, Pack, rules};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics")
}

/// Names of files without their extension, in order.
fn names(extension: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn faults(file: &str) -> Diagnostics {
    let ontology = fs::read_to_string(folder().join("pack/ontology.yaml")).unwrap();
    let source = fs::read_to_string(folder().join(file).with_extension("yml")).unwrap();
    let files = [
        ("ontology.yaml".to_owned(), &*ontology),
        (format!("{file}.yml"), &*source),
    ];
    let (set, mut faults) = rules::read(&files);
    if !faults.has_errors() {
        let extractor = extractor(&ontology, &source);
        let name = |words: &str| extractor.name(words);
        faults.append(rules::check::literal_names(&set, &name));
        let mut proved = Prover::new(extractor).faults();
        proved.rename(&|_| format!("{file}.yml"));
        faults.append(proved);
    }
    faults.sort();
    faults
}

/// A pack of one rule file, with the general English of the shipped one.
fn extractor(ontology: &str, source: &str) -> Extractor {
    let folder = tempfile::tempdir().unwrap();
    let (rules, names) = (
        folder.path().join("rules"),
        folder.path().join("gazetteers"),
    );
    for folder in [&rules.join("lexicons"), &names] {
        fs::create_dir_all(folder).unwrap();
    }
    for (path, text) in Pack::embedded().files() {
        let path = folder.path().join(path);
        if path.extension().is_some_and(|e| e == "tsv") && path.starts_with(&rules)
            || path.ends_with("dates.yaml")
        {
            fs::write(path, text).unwrap();
        }
    }
    fs::write(rules.join("ontology.yaml"), ontology).unwrap();
    fs::write(rules.join("rule.yaml"), source).unwrap();
    let places = "id\tname\tkind\tcountry\ngn/1\tWest Bank\tregion\tPSE\n";
    fs::write(names.join("regions.tsv"), places).unwrap();
    let pack = Pack::from_dirs(Some(&rules), Some(&names)).unwrap();
    Extractor::new(&pack).unwrap()
}

#[test]
fn reports_are_as_they_were() {
    let update = std::env::var_os("PANJ_UPDATE").is_some();
    let mut changed = Vec::new();
    for name in names("yml") {
        let found = faults(&name).to_string();
        let path = folder().join(&name).with_extension("txt");
        if fs::read_to_string(&path).unwrap_or_default() != found {
            if update {
                fs::write(&path, &found).unwrap();
            } else {
                changed.push(format!("{name}:\n{found}"));
            }
        }
    }
    assert!(
        changed.is_empty(),
        "reports differ; if they should, run PANJ_UPDATE=1 cargo test --test diagnostics\n{}",
        changed.join("\n")
    );
}

#[test]
fn each_file_shows_its_code_and_no_other() {
    for name in names("yml") {
        let list = faults(&name);
        assert!(!list.is_empty(), "{name} has no fault");
        for fault in &list {
            let wanted = format!("{}-{}", fault.code, fault.code.name());
            assert_eq!(name, wanted, "\n{list}");
        }
    }
}

#[test]
fn every_code_has_a_pair_and_a_page() {
    let (files, reports) = (names("yml"), names("txt"));
    assert_eq!(
        files, reports,
        "a file without a report, or a report without a file"
    );
    for &code in Code::ALL {
        let name = format!("{code}-{}", code.name());
        assert!(
            files.contains(&name),
            "tests/diagnostics/{name}.yml is missing"
        );
        let page = explain(code);
        let heading = format!("## {code} {}", code.name());
        assert!(
            page.starts_with(&heading),
            "docs/diagnostics.md lacks `{heading}`"
        );
        assert!(
            page.contains(code.title()),
            "the page of {code} lacks `{}`",
            code.title()
        );
    }
    assert_eq!(files.len(), Code::ALL.len());
}

#[test]
fn machines_read_the_same_faults() {
    let list = faults("P011-unknown-slot");
    let json = list.to_json();
    assert_eq!(json[0]["code"], "P011");
    assert_eq!(
        (json[0]["line"].as_u64(), json[0]["column"].as_u64()),
        (Some(8), Some(7))
    );
    assert_eq!(json[0]["endColumn"], 19);
    assert!(
        list.to_github()
            .starts_with("::error file=P011-unknown-slot.yml,line=8,endLine=8,col=7")
    );
    let sarif = list.to_sarif();
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "P011");
    assert_eq!(
        result["locations"][0]["physicalLocation"]["region"]["startColumn"],
        7
    );
}
