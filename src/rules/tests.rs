use proptest::prelude::*;

use super::*;
use crate::diagnostic::Code;

const ONTOLOGY: &str = "language: 1
types:
  ASSAULT: {quad: 4, cameo: \"190\", acled: null, modes: {drone: {cameo: \"195\", from: [drones]}}}
";

const RULES: &str = "language: 1
lexicons:
  attack: {verbs: [attack, gun down], nouns: [attack]}
  drones: {nouns: [drone, unmanned  aircraft], kind: weapon, include: [more]}
  more: {nouns: [loitering munition]}
macros:
  by: '(by | at the hands of) @_'
rules:
  - id: assault/attack
    event: ASSAULT/drone
    frame: <actors> {attack} <recipients> [with <instruments>]
    match: |
      <recipients> {attack.passive} @by(<actors>)
      # a comment
      {attack.n} on <recipients>
        [near <place>] {attack.v}
    unless:
      - before: no
    set: {status: attempted, modes: [drone]}
    examples: |
      + <actors Gunmen> attacked <recipients a post> with <instruments drones>.
          recipients.count = 1
      - He attacked the plan.
contexts:
  - {id: planned, set: {status: planned}, before: \"{attack.v} to\"}
topics:
  sport: {words: [match], lexicons: [attack]}
";

fn files(rules: &str) -> Vec<(String, &str)> {
    vec![("ontology.yaml".into(), ONTOLOGY), ("a.yml".into(), rules)]
}

#[test]
fn loads_a_pack() {
    let set = load(&files(RULES)).unwrap_or_else(|faults| panic!("{faults}"));
    let rule = set.rule("assault/attack").unwrap();
    assert_eq!(rule.event.as_str(), "ASSAULT");
    assert_eq!(rule.mode.as_ref().unwrap().as_str(), "drone");
    assert_eq!(rule.nominal, ["on", "against", "of"]);
    assert_eq!(rule.templates.len(), 3);
    assert_eq!((rule.templates[1].line, rule.templates[1].column), (15, 7));
    assert_eq!(rule.examples.len(), 2);
    assert_eq!(rule.unless[0].template.text.as_str(), "no");
    let words: Vec<&str> = set
        .entries("drones")
        .map(|(_, e)| e.lemma.as_str())
        .collect();
    assert_eq!(words, ["drone", "unmanned aircraft", "loitering munition"]);
    assert_eq!(
        crate::template::print(&rule.templates[0].node),
        "<recipients> {attack.passive} (by | at the hands of) <actors>"
    );
    let derived: Vec<String> = expand(rule, &set).into_iter().map(|d| d.text).collect();
    assert!(
        derived
            .contains(&"<recipients> {attack.passive} [by <actors>] [with <instruments>]".into())
    );
    for text in &derived {
        assert!(crate::template::parse(text).is_ok(), "{text}");
    }
}

#[test]
fn reports_all_faults_of_all_files_at_their_places() {
    let rules = "language: 1
lexicons: {hit: {verbs: [hit], kindd: weapon}}
rules:
  - id: a
    event: ASAULT
    match: |
      <recipeints> {hit.vv} by
      <actors> {hti.v}
    examples: \"+ <actor He> hit.\\n- \\u00e9 <place x> no.\"
  - {id: a, event: ASSAULT/dron, frame: '<actors> {hit} <recipients:wepon>', priority: high}
";
    let mut files = files(rules);
    files.push(("b.yml".into(), "language: 2\nrules: [{event: X}]\n"));
    let faults = load(&files).unwrap_err();
    let found: Vec<(Code, &str, usize, usize)> = faults
        .iter()
        .map(|d| (d.code, &*d.file, d.line, d.column))
        .collect();
    for wanted in [
        (Code::P002, "a.yml", 2, 32),
        (Code::P012, "a.yml", 5, 12),
        (Code::P013, "a.yml", 7, 25),
        (Code::P010, "a.yml", 8, 16),
        (Code::P011, "a.yml", 9, 19),
        (Code::P045, "a.yml", 9, 44),
        (Code::P016, "a.yml", 10, 10),
        (Code::P003, "a.yml", 10, 88),
        (Code::P007, "b.yml", 1, 11),
        (Code::P004, "b.yml", 2, 10),
    ] {
        assert!(
            found.contains(&wanted),
            "{wanted:?} is missing from {found:?}\n{faults}"
        );
    }
}

#[test]
fn bounds_macros_that_explode() {
    let chain: String = (0..5000)
        .map(|i| format!("  m{i}: '[@m{}(@_ @_)]'\n", i + 1))
        .collect();
    let text = format!("language: 1\nmacros:\n{chain}  m5000: x @_\n");
    let faults = load(&files(&text)).unwrap_err();
    assert!(faults.iter().any(|d| d.code == Code::P025));
    let calls = "@a(".repeat(20) + "x" + &")".repeat(20);
    let text = format!(
        "language: 1\nmacros:\n  a: '@_ @_ @_'\nrules:\n\
         - {{id: r, event: ASSAULT, match: '{calls}'}}\n"
    );
    let faults = load(&files(&text)).unwrap_err();
    assert!(faults.iter().any(|d| d.code == Code::P025));
}

#[test]
fn writes_schemas() {
    let rules = schema(Which::Rules);
    assert_eq!(rules["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(rules["required"], serde_json::json!(["language"]));
    let rule = &rules["definitions"]["RuleDef"];
    assert!(
        rule["properties"]["match"]["description"]
            .as_str()
            .unwrap()
            .contains("as they stand")
    );
    assert_eq!(rule["required"], serde_json::json!(["id", "event"]));
    assert_eq!(rule["additionalProperties"], false);
    assert!(schema(Which::Ontology)["properties"]["types"].is_object());
}

proptest! {
    #[test]
    fn survives_anything(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        let (_, faults) = read(&[("x".into(), &text)]);
        let _ = (faults.to_string(), faults.to_json(), faults.to_sarif(), faults.to_github());
    }

    #[test]
    fn survives_damage(
        at in 0..RULES.len(),
        cut in 0usize..20,
        put in "[\\PC\\n\\t:'\"{}<>\\[\\]|@]{0,6}",
    ) {
        let end = (at + cut).min(RULES.len());
        let text = format!("{}{put}{}", &RULES[..at], &RULES[end..]);
        let (_, faults) = read(&files(&text));
        for fault in &faults {
            prop_assert!(fault.line >= 1 && fault.column >= 1);
            prop_assert!(fault.span.end >= fault.span.start);
        }
        let _ = (faults.to_string(), faults.to_json(), faults.to_sarif(), faults.to_github());
    }
}
