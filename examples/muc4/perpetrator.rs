//! Perpetrators: individuals and organisations.

use panj::event::Participant;

use crate::filler::{article, numeral, proper, trim_bracket};
use crate::knowledge::{Knowledge, capitals};
use crate::{COUNTRIES, Groups, Template, add};

/// What an organised body that can be a perpetrator is called.
pub(crate) const BODIES: [&str; 5] = [
    "ARMED FORCES",
    "ARMY",
    "AIR FORCE",
    "NATIONAL GUARD",
    "BATTALION",
];
/// Head nouns of groups that are organisations, not men.
pub(crate) const GROUPS: [&str; 14] = [
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

pub(crate) fn perpetrator(
    known: &Knowledge,
    groups: &Groups,
    who: &Participant,
    out: &mut Template,
) {
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
    // "Army troops", "members of the army": as well.
    if own.is_none()
        && let Some((before, men)) = text.split(" OF ").next().and_then(|t| t.rsplit_once(' '))
        && (known.person(men) || known.units.contains(men))
        && BODIES.iter().any(|b| before.ends_with(b))
    {
        let words: Vec<&str> = before.split(' ').collect();
        let from = words.iter().rposition(|w| numeral(w)).map_or(0, |i| i + 1);
        add(&mut out.perp_org, article(&words[from..].join(" ")));
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
pub(crate) const HEDGES: [&str; 15] = [
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
pub(crate) fn described(known: &Knowledge, who: &Participant, text: &str) -> String {
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
    let names: Vec<&String> = match &who.id {
        Some(id) => known.names.get(id).into_iter().flatten().collect(),
        None => known.names.values().flatten().collect(),
    };
    let mut bare = text;
    for name in names.into_iter().filter(|n| n.len() > 2) {
        if let Some(rest) = text.strip_prefix(name.as_str())
            && let Some(rest) = rest.strip_prefix("'S ").or_else(|| rest.strip_prefix(' '))
            && rest != "MEMBERS"
            && rest.len() < bare.len()
        {
            bare = rest;
        }
    }
    bare.to_owned()
}
