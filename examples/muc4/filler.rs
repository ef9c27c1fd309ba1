//! What a filler string leaves out.

use panj::event::Participant;

use crate::knowledge::Knowledge;

/// Numerals that a filler leaves out, but for `perp_ind`.
pub(crate) const NUMERALS: [&str; 15] = [
    "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN", "FIRST",
    "SECOND", "THIRD", "SEVERAL", "DOZEN",
];

pub(crate) fn numeral(word: &str) -> bool {
    NUMERALS.contains(&word) || !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

pub(crate) fn trim_bracket(text: &str) -> String {
    let mut text = text.to_owned();
    // "DAS [SECURITY DEPARTMENT] DIRECTOR": a gloss goes, what follows it stays.
    while let Some(at) = text.find(['[', '(']).filter(|&at| at > 0) {
        let rest = text[at..]
            .find([']', ')'])
            .map_or("", |close| text[at + close + 1..].trim_start());
        text = format!("{} {rest}", text[..at].trim_end())
            .trim_end()
            .to_owned();
    }
    if text.matches('"').count() == 1 {
        text = text.replace('"', "");
    }
    text
}

pub(crate) fn article(text: &str) -> String {
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
        "AT LEAST ",
        "EITHER ",
    ];
    let mut text = text;
    while let Some(rest) = articles.iter().find_map(|a| text.strip_prefix(a)) {
        text = rest;
    }
    text.trim_matches([' ', ',', '.', '-']).to_owned()
}

/// Parts of a building: the building is the target.
pub(crate) const PARTS: [&str; 21] = [
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
    "SHOWCASES",
    "GLASS",
];

/// A target's string: the building, not its windows; none if only its parts are told.
pub(crate) fn whole(text: &str) -> Option<String> {
    let head = |t: &str| t.split(' ').next_back().is_some_and(|w| PARTS.contains(&w));
    match text.split_once(" OF ") {
        Some((part, rest)) if head(part) => Some(trim(rest, None)),
        None if head(text) => text.rsplit_once("'S ").map(|(owner, _)| owner.to_owned()),
        _ => Some(text.to_owned()),
    }
}

/// A filler string: no bracketed acronym, no article, no numeral.
pub(crate) fn trim(text: &str, count: Option<&str>) -> String {
    let mut text = trim_bracket(text);
    if let Some(count) = count.filter(|c| !c.is_empty())
        && let Some(rest) = text.strip_prefix(&format!("{count} "))
    {
        text = rest.to_owned();
    }
    text = article(&text);
    while let Some((first, rest)) = text.split_once(' ')
        && (NUMERALS.contains(&first)
            || matches!(first, "OTHER" | "ANOTHER" | "SOME" | "SAME" | "VARIOUS")
            || first.bytes().all(|b| b.is_ascii_digit()))
    {
        text = article(rest);
    }
    text
}

/// Somebody's proper name, without title; none for a description.
pub(crate) fn proper(known: &Knowledge, who: &Participant) -> Option<String> {
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
    // Towns bear the names of saints, and articles; people do not.
    let town = |n: &String| {
        ["SAN ", "SANTA ", "EL ", "LA ", "LOS ", "LAS "]
            .iter()
            .any(|a| n.starts_with(a))
    };
    Some(untitled(known, text)).filter(|n| !n.is_empty() && !town(n) && !mere_count(n))
}

/// Streets are where something is attacked, not what.
pub(crate) fn street(text: &str) -> bool {
    let head = text
        .split(" OF ")
        .next()
        .unwrap_or("")
        .split(' ')
        .next_back();
    head.is_some_and(|w| {
        ["STREET", "AVENUE", "HIGHWAY", "BOULEVARD"]
            .iter()
            .any(|s| w.strip_suffix('S').unwrap_or(w) == *s)
    })
}

/// Whether a text names something that can be a target, not just any object.
pub(crate) fn thing(known: &Knowledge, text: &str) -> bool {
    let front = text.split([',']).next().unwrap_or("");
    let front = front.split(" OF ").next().unwrap_or("");
    let front = front.split(" IN ").next().unwrap_or("");
    front
        .split(' ')
        .next_back()
        .is_some_and(|head| known.things.contains(head))
}

/// Whether a text counts somebody and does not say whom.
pub(crate) fn mere_count(text: &str) -> bool {
    text.split(' ').all(|w| {
        numeral(w)
            || w.bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
            || matches!(
                w,
                "AT" | "LEAST"
                    | "OVER"
                    | "MORE"
                    | "THAN"
                    | "SOME"
                    | "OTHERS"
                    | "ONES"
                    | "THEM"
                    | "DEAD"
            )
    })
}

pub(crate) fn untitled(known: &Knowledge, text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let from = words
        .iter()
        .rposition(|w| {
            known.person(w.trim_matches('.')) || known.nationals.contains(*w) || w.ends_with("-OLD")
        })
        .map_or(0, |i| i + 1);
    // "President of the Supreme Court Ana Roe": a name of three or more begins with a given name.
    let given = words[from..]
        .iter()
        .position(|w| known.given.contains(*w))
        .filter(|i| *i > 1 && from + i + 1 < words.len() && words[from + i - 1] != "DE")
        .unwrap_or(0);
    words[from + given..]
        .join(" ")
        .trim_matches(['.', ' ', '"'])
        .to_owned()
}

/// Whose home is attacked is a victim as well.
pub(crate) fn resident(known: &Knowledge, text: &str) -> Option<String> {
    let (home, owner) = text
        .split_once(" OF ")
        .or_else(|| text.rsplit_once("'S ").map(|(owner, home)| (home, owner)))?;
    let homes = ["HOME", "HOUSE", "RESIDENCE"];
    let lives = home
        .split(' ')
        .any(|w| homes.contains(&w.strip_suffix('S').unwrap_or(w)));
    if !lives || owner.contains(" OF ") {
        return None;
    }
    let owner = article(owner.split(',').next()?);
    let name = untitled(known, &owner);
    (!name.is_empty() && name.contains(' ')).then_some(name)
}

/// A weapon's string: amounts stay, and so does what it is, but not how strong it is.
pub(crate) fn tool(text: &str) -> String {
    let amount = text
        .split(' ')
        .any(|w| matches!(w, "KG" | "GRAMS" | "KILOGRAMS" | "KILOS"));
    let text = if amount {
        article(text)
    } else {
        trim(text, None)
    };
    // "Rifle fire" comes from a rifle.
    let text = [" FIRE", " BURSTS", " BURST", " ATTACKS", " ATTACK"]
        .iter()
        .find_map(|s| text.strip_suffix(s))
        .unwrap_or(&text);
    text.strip_prefix("POWERFUL ").unwrap_or(text).to_owned()
}
