//! When and where: the dates and places of a sentence, of its headings, of its neighbours.

use std::ops::Range;

use crate::annotate::time::TimeMention;
use crate::event::{Date, Place, Relation};
use crate::extract::{Kind, Scene};
use crate::gazetteer::{Entry, EntryId, NameKind};
use crate::group::{Tag, UnitKind};

/// The date and place that hold for what stands under a heading or in an item.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// From the sentence before, the heading or the head of the item: for what happens somewhere.
    pub date: Option<Date>,
    /// From the heading or the head of the item alone.
    pub heading: Option<Date>,
    /// From the sentence before, the heading or the head of the item.
    pub place: Option<Place>,
    /// From the head of the item alone.
    pub lead: Option<Place>,
}

/// A place in a sentence, and how it is introduced.
#[derive(Clone, Debug)]
pub struct PlaceMention {
    /// The place.
    pub place: Place,
    /// First token.
    pub token: usize,
    /// The preposition before it, in lower case; empty for none.
    pub preposition: String,
    /// The clause of its phrase.
    pub clause: Option<usize>,
}

/// The event date of a time mention; offsets are bytes.
pub fn date(scene_text: &crate::text::Text, mention: &TimeMention) -> Option<Date> {
    let edtf = mention.edtf.clone()?;
    let start = scene_text.tokens[mention.tokens.start].start as usize;
    let end = scene_text.tokens[mention.tokens.end - 1].end as usize;
    Some(Date {
        text: scene_text.source[start..end].to_owned(),
        start,
        end,
        edtf,
        earliest: mention.earliest.map(|d| d.to_string()),
        latest: mention.latest.map(|d| d.to_string()),
        precision: mention.precision,
        basis: mention.basis,
    })
}

fn specific(kind: &str) -> u8 {
    match kind {
        "facility" => 6,
        "border" => 3,
        "settlement" => 7,
        "valley" | "river" => 5,
        "admin2" => 5,
        "admin1" => 4,
        "region" => 2,
        "country" => 1,
        _ => 3,
    }
}

/// How specific a place is; a higher figure is a smaller place.
pub fn rank(place: &Place) -> u8 {
    // A region without a country spans several.
    if place.kind == "region" && place.country.is_none() {
        return 0;
    }
    specific(&place.kind)
}

/// A place record of an entry.
pub fn of_entry(
    text: &crate::text::Text,
    tokens: Range<usize>,
    entry: Option<&Entry>,
    relation: Relation,
) -> Place {
    let start = text.tokens[tokens.start].start as usize;
    let end = text.tokens[tokens.end - 1].end as usize;
    Place {
        text: text.source[start..end]
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        start,
        end,
        id: entry.map(|e| e.id.clone()),
        name: entry.map(|e| e.name.clone()),
        kind: entry.map_or("settlement", |e| e.kind.as_str()).to_owned(),
        country: entry.map(|e| e.country.clone()).filter(|c| !c.is_empty()),
        admin1: entry.map(|e| e.admin1.clone()).filter(|a| !a.is_empty()),
        admin2: entry.filter(|e| e.kind == "admin2").map(|e| e.name.clone()),
        lat: entry.and_then(|e| e.point).map(|p| p.0),
        lon: entry.and_then(|e| e.point).map(|p| p.1),
        relation,
    }
}

const PLACING: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "on",
    "from",
    "into",
    "to",
    "around",
    "along",
    "across",
    "of",
    "through",
    "towards",
    "toward",
    "within",
    "inside",
    "over",
    "between",
    "beside",
    "by",
    "off",
    "throughout",
];

/// The places of a sentence.
pub fn places(scene: &Scene) -> Vec<PlaceMention> {
    let parse = scene.parse;
    let text = scene.context.text;
    let mut out = Vec::new();
    for phrase in &parse.phrases {
        // "according to a US officer": who tells of it.
        let before = phrase.preposition.checked_sub(1);
        if before.is_some_and(|t| text.of(t).eq_ignore_ascii_case("according")) {
            continue;
        }
        let mut preposition = text.of(phrase.preposition).to_ascii_lowercase();
        // "in the town of Sake", "the siege of Mopti": the name is the place of what it belongs to.
        if preposition == "of"
            && let Some(owner) = phrase.after
            && parse.units[owner].of == Some(phrase.unit)
        {
            let event = matches!(scene.kind(owner), Kind::Event | Kind::Abstract)
                && scene.kind(phrase.unit) == Kind::Place;
            let before = parse.phrases.iter().find(|p| p.unit == owner);
            // "the streets of Kassala", not "the embassy of Iran".
            let town =
                scene.kind(phrase.unit) == Kind::Place && scene.parse.units[phrase.unit].named;
            match (scene.kind(owner), before) {
                (Kind::Facility, _) if town => preposition = "in".to_owned(),
                (Kind::Place, Some(p)) => {
                    preposition = text.of(p.preposition).to_ascii_lowercase();
                    // "fell on the village of Nangade"
                    if matches!(preposition.as_str(), "on" | "upon" | "against") {
                        preposition = "in".to_owned();
                    }
                }
                (Kind::Place, None) => preposition = "in".to_owned(),
                _ if event => preposition = "in".to_owned(),
                _ => {}
            }
        }
        if !PLACING.contains(&preposition.as_str()) {
            continue;
        }
        let relation = match preposition.as_str() {
            "near" | "outside" | "around" | "off" | "by" => Relation::Near,
            "along" => Relation::Along,
            _ => Relation::In,
        };
        for member in parse.members(phrase.unit) {
            push(
                scene,
                member,
                relation,
                &preposition,
                phrase.clause,
                &mut out,
            );
            if let Some(other) = parse.units[member].apposition {
                push(
                    scene,
                    other,
                    relation,
                    &preposition,
                    phrase.clause,
                    &mut out,
                );
            }
        }
    }
    // Objects that are places: "bombed the town", "the town was bombed"; nationalities are none.
    for (index, clause) in parse.clauses.iter().enumerate() {
        let subject = clause.subject.filter(|_| clause.passive);
        for &object in clause.objects.iter().chain(&subject) {
            if scene.kind(object) == Kind::Place && bears_name(scene, object)
                || scene.kind(object) == Kind::Facility
            {
                push(scene, object, Relation::In, "", Some(index), &mut out);
            }
        }
    }
    out
}

/// Whether a name stands in a noun group: "Bandar village", "the Bandar district".
fn bears_name(scene: &Scene, unit: usize) -> bool {
    let u = &scene.parse.units[unit];
    let start = scene.parse.start;
    u.named || scene.parse.tags[u.start - start..=u.head - start].contains(&Tag::Name)
}

/// Whether a noun group means the land of a country: soil, territory, side.
fn ground(scene: &Scene, unit: usize) -> bool {
    let u = &scene.parse.units[unit];
    let ground = scene.context.grammar.ground;
    ground.is_some_and(|l| scene.reads(u.head, l, crate::lexicon::form::NOUN, u.start, u.end))
}

/// The country whose authorities tell of something that came over the border: "Tajik officials
/// recorded incursions from Afghan soil" tells of Tajikistan.
pub fn teller(scene: &Scene, origin: &Place, aimed: &[Option<String>]) -> Option<Place> {
    let parse = scene.parse;
    let text = scene.context.text;
    let authority = |unit: usize| {
        matches!(
            scene.kind(unit),
            Kind::Government | Kind::BorderGuard | Kind::Police | Kind::Military | Kind::Country
        )
    };
    let report = scene.context.grammar.report?;
    let told = parse.clauses.iter().find_map(|clause| {
        let verb = &parse.units[clause.verb];
        let subject = clause.subject.filter(|&s| authority(s))?;
        let tells = scene.reads(
            verb.head,
            report,
            crate::lexicon::form::VERB,
            verb.start,
            verb.end,
        );
        tells.then_some(subject)
    });
    let according = parse.phrases.iter().find_map(|p| {
        let before = p.preposition.checked_sub(1)?;
        let according = before >= parse.start && text.of(before).eq_ignore_ascii_case("according");
        (according && authority(p.unit)).then_some(p.unit)
    });
    let unit = told.or(according)?;
    let country = scene.country(unit)?;
    if origin.country.as_ref() == Some(&country) || aimed.iter().flatten().any(|c| *c == country) {
        return None;
    }
    let id = scene.gazetteer.country(&country)?;
    let u = &parse.units[unit];
    let name = scene.context.names.iter().find(|n| {
        let entry = scene.gazetteer.entry(n.entry);
        n.tokens.start >= u.start && n.tokens.end <= u.end && entry.country == country
    })?;
    let entry = scene.gazetteer.entry(id);
    Some(of_entry(
        text,
        name.tokens.clone(),
        Some(entry),
        Relation::In,
    ))
}

/// The place that a noun group names, if the gazetteer has it, and its words.
fn known(scene: &Scene, unit: usize) -> Option<(Range<usize>, EntryId)> {
    let u = &scene.parse.units[unit];
    let mut best: Option<(Range<usize>, EntryId)> = None;
    for name in scene.context.names {
        let inside = name.tokens.start >= u.start && name.tokens.end <= u.end;
        if !inside || name.kind == NameKind::Demonym {
            continue;
        }
        let entry = scene.gazetteer.entry(name.entry);
        if !entry.is_place() || name.kind == NameKind::Adjective && entry.kind == "country" {
            // "Afghan soil", "Tajik territory": the country itself.
            if entry.kind == "country" && ground(scene, unit) && best.is_none() {
                best = Some((name.tokens.start..u.end, name.entry));
            }
            continue;
        }
        if best
            .as_ref()
            .is_none_or(|(_, b)| specific(&scene.gazetteer.entry(*b).kind) < specific(&entry.kind))
        {
            best = Some((name.tokens.clone(), name.entry));
        }
    }
    best
}

/// The place that a noun group names, known or not, where a rule says that it is one.
pub fn place(scene: &Scene, unit: usize) -> Option<Place> {
    let u = &scene.parse.units[unit];
    if u.kind != UnitKind::Noun || u.pronoun {
        return None;
    }
    if let Some((tokens, id)) = known(scene, unit) {
        let entry = scene.gazetteer.entry(id);
        return Some(of_entry(
            scene.context.text,
            tokens,
            Some(entry),
            Relation::In,
        ));
    }
    let kind = scene.kind(unit);
    let spatial = matches!(kind, Kind::Place | Kind::Facility);
    (spatial && bears_name(scene, unit) || u.named && kind == Kind::Unknown)
        .then(|| unknown(scene, unit, Relation::In))
}

/// A place that no gazetteer holds, by its own words.
fn unknown(scene: &Scene, unit: usize, relation: Relation) -> Place {
    let u = &scene.parse.units[unit];
    let mut tokens = scene.extent(unit);
    if tokens.is_empty() {
        tokens = u.start..u.end;
    }
    let mut place = of_entry(scene.context.text, tokens, None, relation);
    place.country = scene.country(unit);
    match scene.kind(unit) {
        Kind::Facility => place.kind = "facility".to_owned(),
        Kind::Place if !u.named => place.kind = "region".to_owned(),
        _ => {}
    }
    place
}

fn push(
    scene: &Scene,
    unit: usize,
    relation: Relation,
    preposition: &str,
    clause: Option<usize>,
    out: &mut Vec<PlaceMention>,
) {
    let u = &scene.parse.units[unit];
    if u.kind != UnitKind::Noun || u.pronoun {
        return;
    }
    let place = if let Some((tokens, id)) = known(scene, unit) {
        let entry = scene.gazetteer.entry(id);
        of_entry(scene.context.text, tokens, Some(entry), relation)
    } else {
        let kind = scene.kind(unit);
        let spatial = matches!(kind, Kind::Place | Kind::Facility);
        // A name that no gazetteer holds is a place after "in", "at", "near".
        let like = spatial || matches!(kind, Kind::Unknown | Kind::Person | Kind::Object);
        let named = like
            && u.named
            && matches!(
                preposition,
                "in" | "at" | "near" | "outside" | "around" | "to" | "off" | "between"
            );
        let generic =
            spatial && matches!(preposition, "" | "in" | "at" | "near" | "outside" | "from");
        if scene.denotations[unit].entry.is_some() && !preposition.is_empty() || !named && !generic
        {
            return;
        }
        unknown(scene, unit, relation)
    };
    out.push(PlaceMention {
        place,
        token: u.start,
        preposition: preposition.to_owned(),
        clause,
    });
}
