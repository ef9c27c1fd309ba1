//! The examples of the shipped rules, and the schemas of the files.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use panj::prove::{Prover, describe};
use panj::rules::{Which, schema};
use panj::{Extractor, Pack};

/// The examples that do not hold yet, so that the list changes only knowingly.
#[test]
fn examples_hold_but_for_these() {
    let extractor = Extractor::new(&Pack::embedded()).expect("the embedded pack is sound");
    let mut proofs = Prover::new(extractor).examples();
    proofs.retain(|proof| !proof.holds());
    let mut list = String::new();
    for proof in &proofs {
        let _ = writeln!(list, "{}: {}", proof.rule, proof.text);
    }
    let all: Vec<String> = proofs.iter().map(describe).collect();
    assert!(all.iter().all(|text| text.lines().count() > 1));
    insta::assert_snapshot!(list);
}

#[test]
fn schemas_are_as_committed() {
    let events = schemars::schema_for!(panj::event::Event).to_value();
    let all = [("events", events), ("rules", schema(Which::Rules)), ("ontology", schema(Which::Ontology))];
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
        assert!(committed == text, "docs/schemas/{name}.json differs; run PANJ_UPDATE=1 cargo test --test rules");
    }
}
