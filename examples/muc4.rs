//! Turns events into MUC-4 templates: reads what `panj extract` writes on standard input, writes
//! one line a document, `{"id", "templates": [...]}`.
//!
//! Only what is MUC's own convention stands here: which assaults count, which slot a participant
//! belongs to, what a filler string leaves out. What the words mean comes from the rule and
//! gazetteer files.

#[path = "muc4/filler.rs"]
mod filler;
#[path = "muc4/knowledge.rs"]
mod knowledge;
#[path = "muc4/perpetrator.rs"]
mod perpetrator;
#[path = "muc4/relevance.rs"]
mod relevance;

use std::collections::HashMap;
use std::io::{BufRead, Write};

use panj::event::{Certainty, Event, Outcome, Participant, Status};
use serde::Serialize;

use crate::filler::{mere_count, proper, resident, street, thing, tool, trim, whole};
use crate::knowledge::{Knowledge, capitals};
use crate::perpetrator::perpetrator;
use crate::relevance::{abroad, camp, elsewhere, fallen, guerrillas, relevant, telling};

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

fn add(list: &mut Fillers, filler: String) {
    if !filler.is_empty() && !list.contains(&filler) {
        list.push(filler);
    }
}

/// What a body of the state is called after that has a house of its own.
const SEATS: [&str; 8] = [
    "MINISTRY",
    "EMBASSY",
    "EMBASSIES",
    "CONSULATE",
    "COURT",
    "COURTS",
    "CONGRESS",
    "PRESIDENCY",
];

/// A body that has a house: a union, a university, the branch of a bank, but no party.
fn institution(known: &Knowledge, who: &Participant, text: &str) -> bool {
    match (&who.role, &who.id) {
        (Some(role), _) => role != "PTY",
        (None, Some(id)) => !id.starts_with("org/gov"),
        (None, None) => thing(known, text),
    }
}

fn seat(text: &str) -> bool {
    text.split([' ', ',']).any(|w| SEATS.contains(&w))
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
    } else if event.status == Status::Planned {
        out.stage = "threatened";
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
    let stopped = event
        .evidence
        .rules
        .first()
        .is_some_and(|r| r == "assault/shot-down");
    for who in &event.recipients {
        let text = trim(&who.text, who.count.as_ref().map(|c| c.text.as_str()));
        match who.kind.as_str() {
            "facility" if resident(known, &text).is_some() => {
                out.victim.extend(resident(known, &text));
                add(&mut out.target, text);
            }
            // A car that is stopped is not what they are after.
            "vehicle" if stopped => {}
            "vehicle" | "facility" if camp(known, who) => {}
            "object" if !whole(&text).is_some_and(|t| thing(known, &t)) => {}
            // "The economy", "the opposition": nothing that stands somewhere.
            "organisation" if !institution(known, who, &text) => {}
            "media"
                if who
                    .country
                    .as_deref()
                    .is_some_and(|c| !COUNTRIES.contains(&c)) => {}
            "facility" | "vehicle" | "object" | "organisation" | "media" | "company" => {
                if let Some(text) = whole(&text).filter(|t| !street(t)) {
                    add(&mut out.target, text);
                }
            }
            "government" if seat(&text) => add(&mut out.target, text),
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
        let who = fallen(toll);
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
            // What is shot is no weapon.
            if !weapon.text.ends_with("BULLETS")
                && matches!(weapon.kind.as_str(), "weapon" | "object" | "unknown")
            {
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

/// The name of each group that the report uses: its letters, else the longest.
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
        let rank = |n: &String| (!n.contains(' ') && n.len() < 7, n.len());
        for name in names.filter(|n| text.contains(&format!(" {n} "))) {
            if out.get(id).is_none_or(|old| rank(old) < rank(name)) {
                out.insert(id.clone(), name.clone());
            }
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
            // Those who fight are no victims.
            let fights = guerrillas(who) || text.ends_with("ENEMY") || text.starts_with("ENEMY ");
            if !mere_count(&text) && !fights {
                add(&mut out.victim_desc, text);
            }
        }
    }
}

/// One incident told in several events.
fn join(templates: Vec<Template>) -> Vec<Template> {
    let mut out: Vec<Template> = Vec::new();
    for new in templates {
        let old = out.iter_mut().find(|t| {
            t.kind == new.kind
                && ((t.date == new.date || t.date.is_none() || new.date.is_none())
                    && (t.location == new.location
                        || t.location.is_empty()
                        || new.location.is_empty())
                    || t.victim.iter().any(|v| new.victim.contains(v)))
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
    // Perpetrators of a deed that says nothing of whom it befell are those of the one told before.
    let bare = |t: &Template| {
        t.target.is_empty()
            && t.victim.is_empty()
            && t.victim_desc.is_empty()
            && (t.weapon.is_empty() || t.kind != "bombing")
    };
    let mut told: Vec<Template> = Vec::new();
    for template in out {
        if !bare(&template) {
            told.push(template);
        } else if let Some(last) = told.last_mut()
            && last.perp_ind.is_empty()
            && last.perp_org.is_empty()
        {
            last.perp_ind = template.perp_ind;
            last.perp_org = template.perp_org;
        }
    }
    told
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
    // Who condemns or negotiates is not named for the deed.
    let talks = ["ACCUSE", "AGREE", "CONSULT", "REJECT", "RETREAT"];
    let condemn: Vec<&String> = events
        .iter()
        .filter(|e| talks.contains(&e.kind.as_str()))
        .flat_map(|e| e.actors.iter().filter_map(|w| w.id.as_ref()))
        .collect();
    // A report that knows but one armed group means it where it says "the guerrillas".
    let mut all: Vec<&String> = groups
        .iter()
        .filter(|(id, _)| {
            id.starts_with("grp/")
                && !condemn.contains(id)
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

/// A kidnapping that only its end tells: guerrillas let somebody go, or he is rescued.
fn freed(known: &Knowledge, groups: &Groups, events: &[Event], templates: &mut Vec<Template>) {
    for event in events {
        let rule = |r: &str| event.evidence.rules.iter().any(|x| x == r);
        let captors = rule("retreat/release") && event.actors.iter().any(guerrillas);
        if !(rule("retreat/release") || rule("aid/rescue")) {
            continue;
        }
        let names: Fillers = event
            .recipients
            .iter()
            .filter_map(|w| proper(known, w))
            .collect();
        match templates.iter_mut().find(|t| t.kind == "kidnapping") {
            Some(told) => {
                names.into_iter().for_each(|n| add(&mut told.victim, n));
                if captors && told.perp_org.is_empty() {
                    for who in &event.actors {
                        perpetrator(known, groups, who, told);
                    }
                }
            }
            None if captors && !names.is_empty() => {
                let mut told = Template {
                    kind: "kidnapping",
                    stage: "accomplished",
                    victim: names,
                    ..Template::default()
                };
                for who in &event.actors {
                    perpetrator(known, groups, who, &mut told);
                }
                templates.push(told);
            }
            None => {}
        }
    }
}

/// Who is said to be killed if they do not get their way is threatened with an attack.
fn threatened(known: &Knowledge, groups: &Groups, events: &[Event], templates: &mut Vec<Template>) {
    let state = |w: &Participant| {
        matches!(
            w.kind.as_str(),
            "country" | "government" | "military" | "police"
        )
    };
    for event in events {
        let vowed = event
            .evidence
            .rules
            .iter()
            .any(|r| r == "threaten/vow-revenge");
        if !vowed || event.actors.is_empty() || event.actors.iter().any(state) {
            continue;
        }
        let mut told = Template {
            kind: "attack",
            stage: "threatened",
            ..Template::default()
        };
        for who in &event.actors {
            perpetrator(known, groups, who, &mut told);
        }
        for who in &event.recipients {
            if matches!(who.kind.as_str(), "person" | "civilians") {
                victim(known, who, &mut told);
            }
        }
        templates.push(told);
    }
}

/// A bomb that is made harmless is an attempt.
fn defused(events: &[Event], templates: &mut Vec<Template>) {
    for event in events {
        if !event.evidence.rules.iter().any(|r| r == "coerce/defuse") {
            continue;
        }
        let mut told = Template {
            kind: "bombing",
            stage: "attempted",
            ..Template::default()
        };
        for weapon in event.recipients.iter().filter(|w| w.kind == "weapon") {
            add(&mut told.weapon, tool(&weapon.text));
        }
        let stage = |t: &&mut Template| t.kind == "bombing" && t.stage == "attempted";
        match templates.iter_mut().find(stage) {
            Some(old) => told
                .weapon
                .into_iter()
                .for_each(|w| add(&mut old.weapon, w)),
            None => templates.push(told),
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

/// "The residence" is what was called "the residence of the consul" elsewhere in the report.
fn sparse(templates: &mut [Template]) {
    let all: Vec<String> = templates.iter().flat_map(|t| t.target.clone()).collect();
    let head = |t: &str| {
        let front = t.split(" OF ").next().unwrap_or(t);
        front.split(' ').next_back().unwrap_or("").to_owned()
    };
    for template in templates {
        template
            .target
            .retain(|t| t.contains(' ') || !all.iter().any(|o| o != t && head(o) == *t));
    }
}

/// What a report mentions in passing, without a day, a place or a name, is no incident of its own.
fn passing(events: &[Event], templates: &mut Vec<Template>) {
    let [only] = &templates[..] else { return };
    let vague = only.date.is_none()
        && only.location.is_empty()
        && only.victim.is_empty()
        && only.weapon.is_empty()
        && only.stage != "threatened";
    let sentences: std::collections::HashSet<usize> = events
        .iter()
        .filter(|e| e.kind == "ASSAULT" && e.status == Status::Occurred)
        .flat_map(|e| e.evidence.sentences.iter().map(|s| s.start))
        .collect();
    let anybody = !only.perp_ind.is_empty() || !only.perp_org.is_empty();
    if vague && sentences.len() < if anybody { 2 } else { 3 } {
        templates.clear();
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
        freed(&known, &groups, &events, &mut templates);
        defused(&events, &mut templates);
        threatened(&known, &groups, &events, &mut templates);
        blame(&known, &groups, &events, &mut templates);
        full(&known, &events, &mut templates);
        sparse(&mut templates);
        passing(&events, &mut templates);
        let line = serde_json::json!({"id": id, "templates": templates});
        writeln!(out, "{line}")?;
    }
    Ok(())
}
