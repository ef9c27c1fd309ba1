//! Turns events into MUC-4 templates: reads what `panj extract` writes on standard input, writes
//! one line a document, `{"id", "templates": [...]}`.
//!
//! Only what is MUC's own convention stands here: which assaults count, which slot a participant
//! belongs to, what a filler string leaves out. What the words mean comes from the rule and
//! gazetteer files.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead, Write};

use panj::event::{Certainty, Event, Outcome, Participant, Status};
use panj::pack::Pack;
use serde::{Deserialize, Serialize};

/// The countries of interest.
const COUNTRIES: [&str; 9] = [
    "ARG", "BOL", "CHL", "COL", "ECU", "SLV", "GTM", "HND", "PER",
];

/// Mentions of one entity each, in order of the text.
type Fillers = Vec<String>;

#[derive(Clone, Debug, Default, Serialize)]
struct Template {
    #[serde(rename = "type")]
    kind: &'static str,
    perp_ind: Fillers,
    perp_org: Fillers,
    target: Fillers,
    victim: Fillers,
    victim_desc: Fillers,
    weapon: Fillers,
    stage: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    location: Fillers,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Day {
    from: Option<String>,
    to: Option<String>,
}

#[derive(Deserialize)]
struct GazetteerFile {
    entries: Vec<GazetteerEntry>,
}

#[derive(Deserialize)]
struct GazetteerEntry {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    country: Option<String>,
}

#[derive(Deserialize)]
struct LexiconFile {
    lexicons: BTreeMap<String, LexiconEntry>,
}

#[derive(Deserialize)]
struct LexiconEntry {
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
}

/// What the shipped files say about words and names.
#[derive(Default)]
struct Knowledge {
    /// Head nouns for people, singular and plural, in capitals.
    people: HashSet<String>,
    /// Head nouns for bodies of men: a column, a patrol.
    units: HashSet<String>,
    /// Head nouns for what only an army has.
    military: HashSet<String>,
    /// Names of an entry, in capitals, longest first.
    names: HashMap<String, Vec<String>>,
    /// Country of an entry.
    home: HashMap<String, String>,
    /// Countries by code.
    countries: HashMap<String, String>,
}

impl Knowledge {
    fn load() -> Result<Knowledge, Box<dyn std::error::Error>> {
        let mut known = Knowledge::default();
        for (path, text) in Pack::embedded().files() {
            if path.contains("groups/") || path.contains("security-forces") {
                let file: GazetteerFile = serde_yaml::from_str(text)?;
                for entry in file.entries {
                    let mut names: Vec<String> = entry
                        .aliases
                        .iter()
                        .chain([&entry.name])
                        .map(|n| capitals(n).trim_start_matches("THE ").to_owned())
                        .filter(|n| !n.ends_with(" GUERRILLAS") && !n.ends_with(" REBELS"))
                        .collect();
                    names.sort_by_key(|n| std::cmp::Reverse(n.len()));
                    known.names.insert(entry.id.clone(), names);
                    if let Some(country) = entry.country {
                        known.home.insert(entry.id, country);
                    }
                }
            } else if path.ends_with("lexicons/people.yaml") {
                let file: LexiconFile = serde_yaml::from_str(text)?;
                known.people = heads(file.lexicons.values(), usize::MAX);
            } else if path.ends_with("lexicons/organisations.yaml") {
                let file: LexiconFile = serde_yaml::from_str(text)?;
                known.units = heads(
                    file.lexicons
                        .iter()
                        .filter(|(n, _)| *n == "army-unit")
                        .map(|(_, l)| l),
                    1,
                );
            } else if path.ends_with("lexicons/facilities.yaml")
                || path.ends_with("lexicons/weapons.yaml")
            {
                let file: LexiconFile = serde_yaml::from_str(text)?;
                let army = ["military-facility", "armour", "warship", "aircraft"];
                known.military.extend(heads(
                    file.lexicons
                        .iter()
                        .filter(|(n, _)| army.contains(&n.as_str()))
                        .map(|(_, l)| l),
                    1,
                ));
            } else if path.ends_with("countries.tsv") {
                for line in text.lines() {
                    let mut cells = line.split('\t');
                    if let (Some(code), Some(name)) = (cells.next(), cells.next()) {
                        known.countries.insert(code.to_owned(), capitals(name));
                    }
                }
            }
        }
        Ok(known)
    }

    fn person(&self, word: &str) -> bool {
        self.people.contains(word)
    }
}

/// The head nouns of lexicons, singular and plural, in capitals.
fn heads<'a>(lexicons: impl Iterator<Item = &'a LexiconEntry>, longest: usize) -> HashSet<String> {
    let mut out = HashSet::new();
    for lexicon in lexicons {
        let words = lexicon.words.iter().filter(|w| !w.contains(' '));
        for noun in lexicon
            .nouns
            .iter()
            .chain(words)
            .filter(|n| n.split(' ').count() <= longest)
        {
            let Some(head) = noun.split(' ').next_back().map(capitals) else {
                continue;
            };
            let plural = match head.strip_suffix("MAN") {
                Some(stem) => format!("{stem}MEN"),
                None if head.ends_with('Y') => format!("{}IES", &head[..head.len() - 1]),
                None => format!("{head}S"),
            };
            out.extend([head, plural]);
        }
    }
    out
}

/// In capitals and without accents, as MUC prints it.
fn capitals(text: &str) -> String {
    text.chars()
        .flat_map(char::to_uppercase)
        .map(|c| match c {
            'Á' => 'A',
            'É' => 'E',
            'Í' => 'I',
            'Ó' => 'O',
            'Ú' | 'Ü' => 'U',
            'Ñ' => 'N',
            other => other,
        })
        .collect()
}

/// Numerals that a filler leaves out, but for `perp_ind`.
const NUMERALS: [&str; 14] = [
    "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "FIRST",
    "SECOND", "THIRD", "SEVERAL",
];

fn numeral(word: &str) -> bool {
    NUMERALS.contains(&word) || !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

fn trim_bracket(text: &str) -> String {
    let mut text = match text.find(['[', '(']) {
        Some(at) if at > 0 => text[..at].trim().to_owned(),
        _ => text.to_owned(),
    };
    if text.matches('"').count() == 1 {
        text = text.replace('"', "");
    }
    text
}

fn article(text: &str) -> String {
    let articles = [
        "FRONT OF ",
        "TOP OF ",
        "THE ",
        "A ",
        "AN ",
        "SO-CALLED ",
        "CALLED ",
        "SELF-STYLED ",
        "YESTERDAY ",
        "TODAY ",
        "THAT ",
        "THIS ",
        "THESE ",
        "THOSE ",
        "ITS ",
        "HIS ",
        "HER ",
        "THEIR ",
        "OUR ",
        "OF ",
        "IN ",
    ];
    let mut text = text;
    while let Some(rest) = articles.iter().find_map(|a| text.strip_prefix(a)) {
        text = rest;
    }
    text.trim_matches([' ', ',', '.', '-']).to_owned()
}

/// Parts of a building: the building is the target.
const PARTS: [&str; 20] = [
    "PART",
    "SECTION",
    "SECTIONS",
    "BASEMENT",
    "GARDEN",
    "PORTION",
    "WINDOW",
    "WINDOWS",
    "DOOR",
    "DOORS",
    "WALL",
    "WALLS",
    "FRONT",
    "FACADE",
    "ROOF",
    "BACK",
    "REAR",
    "ENTRANCE",
    "FURNITURE",
    "GLASS",
];

/// A target's string: the building, not its windows; none if only its parts are told.
fn whole(text: &str) -> Option<String> {
    let head = |t: &str| t.split(' ').next_back().is_some_and(|w| PARTS.contains(&w));
    match text.split_once(" OF ") {
        Some((part, rest)) if head(part) => Some(trim(rest, None)),
        None if head(text) => text.rsplit_once("'S ").map(|(owner, _)| owner.to_owned()),
        _ => Some(text.to_owned()),
    }
}

/// A filler string: no bracketed acronym, no article, no numeral.
fn trim(text: &str, count: Option<&str>) -> String {
    let mut text = trim_bracket(text);
    if let Some(count) = count.filter(|c| !c.is_empty())
        && let Some(rest) = text.strip_prefix(&format!("{count} "))
    {
        text = rest.to_owned();
    }
    text = article(&text);
    while let Some((first, rest)) = text.split_once(' ')
        && (NUMERALS.contains(&first)
            || matches!(first, "OTHER" | "ANOTHER" | "SOME" | "SAME")
            || first.bytes().all(|b| b.is_ascii_digit()))
    {
        text = article(rest);
    }
    text
}

fn add(list: &mut Fillers, filler: String) {
    if !filler.is_empty() && !list.contains(&filler) {
        list.push(filler);
    }
}

/// Somebody's proper name, without title; none for a description.
fn proper(known: &Knowledge, who: &Participant) -> Option<String> {
    if who.id.is_none()
        && let Some(name) = &who.name
    {
        return Some(untitled(known, &trim(name, None))).filter(|n| !n.is_empty());
    }
    let bare = who.kind == "unknown" && who.text.split(',').next().is_some_and(|t| t.contains(' '));
    if who.kind != "person" && !bare || who.id.is_some() {
        return None;
    }
    let text = trim(&who.text, who.count.as_ref().map(|c| c.text.as_str()));
    let text = text.split(',').next().unwrap_or("");
    let text = text.split(" OF ").next().unwrap_or("");
    let text = text.split(" ONE").next().unwrap_or("");
    Some(untitled(known, text)).filter(|n| !n.is_empty())
}

fn untitled(known: &Knowledge, text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let from = words
        .iter()
        .rposition(|w| known.person(w.trim_matches('.')) || w.ends_with("-OLD"))
        .map_or(0, |i| i + 1);
    words[from..]
        .join(" ")
        .trim_matches(['.', ' ', '"'])
        .to_owned()
}

/// Whose home is attacked is a victim as well.
fn resident(known: &Knowledge, text: &str) -> Option<String> {
    let (home, owner) = text
        .split_once(" OF ")
        .or_else(|| text.rsplit_once("'S ").map(|(owner, home)| (home, owner)))?;
    if !matches!(home, "HOME" | "HOUSE" | "RESIDENCE") || owner.contains(" OF ") {
        return None;
    }
    let owner = article(owner.split(',').next()?);
    let name = untitled(known, &owner);
    (!name.is_empty() && name.contains(' ')).then_some(name)
}

fn military(who: &Participant) -> bool {
    matches!(who.kind.as_str(), "military" | "border-guard")
}

/// A purely military target.
fn camp(known: &Knowledge, who: &Participant) -> bool {
    matches!(who.kind.as_str(), "facility" | "vehicle" | "object")
        && (!who.text.contains("HEADQUARTERS")
            || ["ARMY", "AIR FORCE", "NAVY", "BRIGADE", "BATTALION"]
                .iter()
                .any(|a| who.text.contains(a)))
        && who.text.split([' ', ',']).any(|x| {
            known.military.contains(x)
                || matches!(x, "MILITARY" | "ARMY" | "NAVY" | "BRIGADE" | "BATTALION")
                || x == "FORCE" && who.text.contains("AIR FORCE")
        })
}

fn guerrillas(who: &Participant) -> bool {
    who.kind == "armed-group" || who.id.as_deref().is_some_and(|id| id.starts_with("grp/"))
}

/// Whether an assault is an incident in MUC's sense.
fn relevant(known: &Knowledge, event: &Event) -> bool {
    let held = event.status == Status::Ongoing && event.modes.iter().any(|m| m == "abduct");
    if event.kind != "ASSAULT"
        || !held
            && matches!(
                event.status,
                Status::Hypothetical | Status::Negated | Status::Planned | Status::Ongoing
            )
    {
        return false;
    }
    let victims: Vec<&Participant> = event.recipients.iter().collect();
    let named = |w: &Participant| proper(known, w).is_some();
    // Operations of war.
    if event
        .evidence
        .rules
        .first()
        .is_some_and(|r| matches!(r.as_str(), "assault/neutralise" | "assault/capture-place"))
    {
        return false;
    }
    // Clashes, and the losses of those who fight.
    if !victims.is_empty() && victims.iter().all(|w| guerrillas(w)) {
        return false;
    }
    if !victims.is_empty()
        && victims
            .iter()
            .all(|w| (military(w) || guerrillas(w) || camp(known, w)) && !named(w))
    {
        return false;
    }
    let clash = |r: &String| r.contains("clash") || r.contains("exchange");
    let rules = &event.evidence.rules;
    if victims.is_empty() && rules.iter().all(clash)
        || rules.iter().any(clash) && victims.iter().all(|w| military(w) || guerrillas(w))
    {
        return false;
    }
    // Two months at most.
    if let (Some(date), Some(told)) = (&event.date, &event.document.published)
        && let Some(latest) = &date.latest
        && let (Ok(latest), Ok(told)) = (
            latest.parse::<jiff::civil::Date>(),
            told.parse::<jiff::civil::Date>(),
        )
        && latest.year() > 1950
        && (told - latest).get_days() > 90
    {
        return false;
    }
    true
}

/// Whether a report is about other countries: it names such a country as the place of an event,
/// and no place in a country of interest.
fn elsewhere(events: &[Event]) -> bool {
    let places = || events.iter().filter_map(|e| e.place.as_ref());
    let home = |c: &str| COUNTRIES.contains(&c);
    !places().any(|p| p.country.as_deref().is_some_and(home))
        && places().any(|p| p.kind == "country" && !p.country.as_deref().is_none_or(home))
}

/// Whether a report tells anything of an event: day, place, means, victims, targets.
fn telling(known: &Knowledge, event: &Event) -> bool {
    let narrow = |p: &panj::event::Place| !matches!(p.kind.as_str(), "country" | "region");
    let told = |w: &Participant| {
        proper(known, w).is_some()
            || w.count.is_some()
            || matches!(w.kind.as_str(), "facility" | "object" | "vehicle")
    };
    event.date.is_some()
        || event.place.as_ref().is_some_and(narrow)
        || !event.instruments.is_empty()
        || !event.casualties.is_empty()
        || event.recipients.iter().any(told)
        || event.actors.iter().any(|w| w.count.is_some())
}

/// Whether an event of a report on other countries is theirs.
fn abroad(event: &Event, elsewhere: bool) -> bool {
    elsewhere && event.place.as_ref().is_some_and(|p| p.country.is_some())
}

fn kind(event: &Event) -> &'static str {
    let mode = |m: &str| event.modes.iter().any(|x| x == m);
    let rule = |r: &str| event.evidence.rules.iter().any(|x| x == r);
    let people = !event.casualties.is_empty();
    if mode("abduct") {
        "kidnapping"
    } else if (mode("explosives") || mode("suicide-attack")) && !mode("aerial") {
        "bombing"
    } else if rule("assault/torch") && !people {
        "arson"
    } else if rule("assault/loot") {
        "robbery"
    } else {
        "attack"
    }
}

fn template(known: &Knowledge, groups: &Groups, event: &Event) -> Template {
    let mut out = Template {
        kind: kind(event),
        stage: "accomplished",
        ..Template::default()
    };
    if event.status == Status::Attempted {
        out.stage = "attempted";
    }
    for who in event
        .actors
        .iter()
        .chain(event.claim.iter().flat_map(|c| &c.by))
    {
        if who.certainty != Certainty::Denied {
            perpetrator(known, groups, who, &mut out);
        }
    }
    for who in &event.recipients {
        let text = trim(&who.text, who.count.as_ref().map(|c| c.text.as_str()));
        match who.kind.as_str() {
            "facility" if resident(known, &text).is_some() => {
                out.victim.extend(resident(known, &text));
                add(&mut out.target, text);
            }
            "vehicle" if camp(known, who) => {}
            "facility" | "vehicle" | "object" | "organisation" | "media" => {
                if let Some(text) = whole(&text) {
                    add(&mut out.target, text);
                }
            }
            "person" | "civilians" | "military" | "police" | "border-guard" | "armed-group" => {
                victim(known, who, &mut out);
            }
            "unknown" if proper(known, who).is_some() => victim(known, who, &mut out),
            _ => {}
        }
    }
    for toll in event
        .casualties
        .iter()
        .filter(|c| c.outcome != Outcome::Missing)
    {
        let who = Participant {
            text: toll.text.clone(),
            start: toll.start,
            end: toll.end,
            id: None,
            name: None,
            kind: toll.kind.clone(),
            country: None,
            role: toll.role.clone(),
            code: None,
            count: toll.count.clone(),
            certainty: Certainty::Stated,
        };
        if !event
            .recipients
            .iter()
            .any(|r| r.start < who.end && who.start < r.end)
            && (who.kind != "unknown" || proper(known, &who).is_some())
        {
            victim(known, &who, &mut out);
        }
    }
    if !matches!(out.kind, "kidnapping" | "arson") {
        for weapon in &event.instruments {
            if matches!(weapon.kind.as_str(), "weapon" | "object" | "unknown") {
                add(&mut out.weapon, tool(&weapon.text));
            }
        }
    }
    out.date = event
        .date
        .as_ref()
        .filter(|d| d.latest.is_some())
        .map(|d| Day {
            from: d.earliest.clone(),
            to: d.latest.clone(),
        });
    if let Some(place) = &event.place {
        out.country = place
            .country
            .as_ref()
            .and_then(|c| known.countries.get(c))
            .cloned();
        if place.kind != "country" {
            out.location = vec![trim(&capitals(&place.text), None)];
        }
    }
    out
}

/// What an organised body that can be a perpetrator is called.
const BODIES: [&str; 5] = [
    "ARMED FORCES",
    "ARMY",
    "AIR FORCE",
    "NATIONAL GUARD",
    "BATTALION",
];
/// Head nouns of groups that are organisations, not men.
const GROUPS: [&str; 14] = [
    "MAFIA",
    "MAFIAS",
    "CARTEL",
    "CARTELS",
    "GANG",
    "GANGS",
    "ORGANIZATION",
    "ORGANIZATIONS",
    "MOVEMENT",
    "FRONT",
    "FACTION",
    "ARMY",
    "BRIGADE",
    "UNIT",
];

/// A weapon's string: amounts stay, and so does what it is, but not how strong it is.
fn tool(text: &str) -> String {
    let amount = text
        .split(' ')
        .any(|w| matches!(w, "KG" | "GRAMS" | "KILOGRAMS" | "KILOS"));
    let text = if amount {
        article(text)
    } else {
        trim(text, None)
    };
    text.strip_prefix("POWERFUL ").unwrap_or(&text).to_owned()
}

fn perpetrator(known: &Knowledge, groups: &Groups, who: &Participant, out: &mut Template) {
    // Nor does the state's ordinary police or government count as terrorist.
    if matches!(
        who.kind.as_str(),
        "country" | "unknown" | "facility" | "vehicle" | "police" | "government" | "media"
    ) {
        return;
    }
    let own = who.id.as_ref().and_then(|id| known.names.get(id));
    if let Some(home) = who.id.as_ref().and_then(|id| known.home.get(id))
        && !COUNTRIES.contains(&home.as_str())
    {
        return;
    }
    let text = article(&trim_bracket(&who.text));
    // "A terrorist attack" names no terrorist.
    if own.is_none()
        && who.role.is_none()
        && who.count.is_none()
        && !text.contains(' ')
        && !text.ends_with('S')
        && !text.ends_with("MEN")
    {
        return;
    }
    if let Some(id) = &who.id
        && own.is_some()
    {
        let name = groups
            .get(id)
            .cloned()
            .unwrap_or_else(|| capitals(who.name.as_deref().unwrap_or(&text)));
        add(
            &mut out.perp_org,
            name.trim_start_matches("THE ").to_owned(),
        );
    }
    // "Soldiers of the army": both the men and the body that they belong to.
    if own.is_none()
        && let Some((_, body)) = text.split_once(" OF ")
        && BODIES.iter().any(|b| body.ends_with(b))
    {
        add(&mut out.perp_org, article(body));
    }
    if numeral(text.split([' ', ',']).next().unwrap_or("")) && !text.contains(' ')
        || text.starts_with("ONE OF")
        || matches!(text.as_str(), "ONES" | "THOSE" | "OTHERS")
    {
        return;
    }
    let (front, rest) = text.split_once(" OF ").unwrap_or((&text, ""));
    let head = front.split(' ').next_back().unwrap_or("");
    let men = known.person(head) || known.units.contains(head);
    let group = matches!(head, "GROUP" | "GROUPS") && rest.split(' ').any(|w| known.person(w));
    if men || group || matches!(who.kind.as_str(), "person" | "civilians") {
        add(
            &mut out.perp_ind,
            match proper(known, who) {
                // A perpetrator's name keeps its title.
                Some(_) => text.split(',').next().unwrap_or("").to_owned(),
                None => described(known, who, &text),
            },
        );
    } else if own.is_some() {
    } else if matches!(who.kind.as_str(), "armed-group" | "organisation") && GROUPS.contains(&head)
    {
        add(&mut out.perp_org, text);
    } else if who.kind == "armed-group" {
        add(&mut out.perp_ind, text);
    } else if who.kind != "organisation" {
        add(&mut out.perp_org, text);
    }
}

/// What a number is hedged with, and what else a description of perpetrators leaves out.
const HEDGES: [&str; 15] = [
    "SEVERAL ",
    "ALLEGED ",
    "SUSPECTED ",
    "PRESUMED ",
    "ABOUT ",
    "OVER ",
    "SOME ",
    "ALMOST ",
    "NEARLY ",
    "AT LEAST ",
    "APPROXIMATELY ",
    "MORE THAN ",
    "ANOTHER ",
    "AROUND ",
    "OTHER ",
];

/// A perpetrator's description: neither doubt nor the group's name before or after it.
fn described(known: &Knowledge, who: &Participant, text: &str) -> String {
    let mut text = text;
    while let Some(rest) = HEDGES.iter().find_map(|h| text.strip_prefix(h)) {
        text = rest;
    }
    if who.id.is_some()
        && let Some((front, _)) = text.split_once(" OF ")
        && !front.ends_with("MEMBERS")
        && !front.ends_with("MEMBER")
        && !front.ends_with("GROUP")
        && !front.ends_with("COLUMN")
    {
        text = front;
    }
    let names = who
        .id
        .as_ref()
        .and_then(|id| known.names.get(id))
        .into_iter()
        .flatten();
    for name in names {
        if let Some(rest) = text.strip_prefix(&format!("{name} "))
            && rest != "MEMBERS"
        {
            return rest.to_owned();
        }
    }
    text.to_owned()
}

/// The longest name of each group that the report uses.
type Groups = HashMap<String, String>;

fn groups(known: &Knowledge, events: &[Event]) -> Groups {
    let mut out = Groups::new();
    let named = events.iter().flat_map(|e| {
        let who = e
            .actors
            .iter()
            .chain(&e.recipients)
            .chain(e.claim.iter().flat_map(|c| &c.by))
            .map(|w| (&w.id, &w.text));
        who.chain(e.attribution.iter().map(|a| (&a.id, &a.text)))
    });
    for (id, text) in named {
        let Some(id) = id else { continue };
        let text = format!(" {} ", text.replace(['[', ']', '(', ')', ',', '"'], " "));
        let names = known.names.get(id).into_iter().flatten();
        if let Some(name) = names.into_iter().find(|n| text.contains(&format!(" {n} ")))
            && out.get(id).is_none_or(|old| old.len() < name.len())
        {
            out.insert(id.clone(), name.clone());
        }
    }
    out
}

fn victim(known: &Knowledge, who: &Participant, out: &mut Template) {
    match proper(known, who) {
        Some(name) => {
            let title = trim(&who.text, None);
            let title = title.strip_suffix(&name).unwrap_or("").trim();
            add(&mut out.victim_desc, title.to_owned());
            add(&mut out.victim, name);
        }
        None => {
            let text = trim(&who.text, who.count.as_ref().map(|c| c.text.as_str()));
            add(&mut out.victim_desc, text);
        }
    }
}

/// One incident told in several events.
fn join(templates: Vec<Template>) -> Vec<Template> {
    let mut out: Vec<Template> = Vec::new();
    for new in templates {
        let old = out.iter_mut().find(|t| {
            t.kind == new.kind
                && (t.date == new.date || t.date.is_none() || new.date.is_none())
                && (t.location == new.location || t.location.is_empty() || new.location.is_empty())
        });
        match old {
            Some(old) => {
                let pairs = [
                    (&mut old.perp_ind, new.perp_ind),
                    (&mut old.perp_org, new.perp_org),
                    (&mut old.target, new.target),
                    (&mut old.victim, new.victim),
                    (&mut old.victim_desc, new.victim_desc),
                    (&mut old.weapon, new.weapon),
                ];
                for (list, more) in pairs {
                    for filler in more {
                        add(list, filler);
                    }
                }
                old.date = old.date.take().or(new.date);
                if old.location.is_empty() {
                    old.location = new.location;
                }
                old.country = old.country.take().or(new.country);
            }
            None => out.push(new),
        }
    }
    for template in &mut out {
        let all = template.weapon.clone();
        template
            .weapon
            .retain(|w| !all.iter().any(|o| o.ends_with(&format!(" {w}"))));
    }
    out.retain(|t| {
        !(t.target.is_empty()
            && t.victim.is_empty()
            && t.victim_desc.is_empty()
            && (t.weapon.is_empty() || t.kind != "bombing"))
    });
    out
}

/// Who takes responsibility, or is accused, without a word on the deed itself: the first incident
/// that nobody is named for is theirs.
fn blame(known: &Knowledge, groups: &Groups, events: &[Event], templates: &mut [Template]) {
    for event in events.iter().filter(|e| e.kind == "ACCUSE") {
        for who in event
            .recipients
            .iter()
            .chain(&event.actors)
            .filter(|w| guerrillas(w))
        {
            if let Some(open) = templates.iter_mut().find(|t| t.perp_org.is_empty()) {
                perpetrator(known, groups, who, open);
            }
        }
    }
    // A report that knows but one armed group means it where it says "the guerrillas".
    let mut all: Vec<&String> = groups
        .iter()
        .filter(|(id, _)| {
            id.starts_with("grp/")
                && known
                    .home
                    .get(*id)
                    .is_none_or(|c| COUNTRIES.contains(&c.as_str()))
        })
        .map(|(_, name)| name)
        .collect();
    all.sort_unstable();
    if let [only] = all[..] {
        let rebels = |t: &Template| {
            t.perp_ind.iter().any(|p| {
                ["GUERRILLA", "REBEL", "TERRORIST", "COMMANDO"]
                    .iter()
                    .any(|w| p.contains(w))
            })
        };
        for open in templates
            .iter_mut()
            .filter(|t| t.perp_org.is_empty() && (rebels(t) || t.perp_ind.is_empty()))
        {
            open.perp_org.push(only.clone());
        }
    }
}

/// The fullest form of a victim's name in the report.
fn full(known: &Knowledge, events: &[Event], templates: &mut [Template]) {
    let names: Vec<String> = events
        .iter()
        .flat_map(|e| e.actors.iter().chain(&e.recipients))
        .filter_map(|w| proper(known, w))
        .collect();
    for template in templates {
        let mut victims = Fillers::new();
        for name in template.victim.drain(..) {
            let inside = format!(" {name} ");
            let longer = names
                .iter()
                .filter(|n| format!(" {n} ").contains(&inside))
                .max_by_key(|n| n.len());
            add(&mut victims, longer.cloned().unwrap_or(name));
        }
        template.victim = victims;
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let known = Knowledge::load()?;
    let mut documents: Vec<(String, Vec<Event>)> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let event: Event = serde_json::from_str(&line?)?;
        match documents.last_mut() {
            Some((id, events)) if *id == event.document.id => events.push(event),
            _ => documents.push((event.document.id.clone(), vec![event])),
        }
    }
    let mut out = std::io::stdout().lock();
    for (id, events) in documents {
        let elsewhere = elsewhere(&events);
        let groups = groups(&known, &events);
        let found = events
            .iter()
            .filter(|e| !abroad(e, elsewhere) && relevant(&known, e) && telling(&known, e))
            .map(|e| template(&known, &groups, e))
            .collect();
        let mut templates = join(found);
        blame(&known, &groups, &events, &mut templates);
        full(&known, &events, &mut templates);
        let line = serde_json::json!({"id": id, "templates": templates});
        writeln!(out, "{line}")?;
    }
    Ok(())
}
