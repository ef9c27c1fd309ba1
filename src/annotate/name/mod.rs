//! Text to resolved names: places, peoples, groups and organisations.
//!
//! In come the tokens of a text and what is known about its publisher; out go the gazetteer names that
//! stand for themselves, each with one entry. It never reads a person's name, a street or a common
//! word as a place without evidence beside it.

mod evidence;
mod person;
mod states;

use crate::gazetteer::resolve::{Basis, Home, Mention, settle};
use crate::gazetteer::{Found, Gazetteer};
use crate::group::Name;
use crate::lexicon::Words;
use crate::text::Text;

use evidence::View;
pub use person::people;

/// What is known about a text besides its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The publisher or its domain.
    pub source: Option<&'a str>,
    /// The day of publication.
    pub day: Option<jiff::civil::Date>,
}

/// All names of a text, resolved in the light of the whole.
pub fn names(gazetteer: &Gazetteer, words: &Words, text: &Text, hints: Hints) -> Vec<Name> {
    let view = View::new(gazetteer, words, text);
    let found = scan(&view);
    let mut mentions: Vec<Mention> = found
        .into_iter()
        .map(|found| Mention {
            found,
            within: Vec::new(),
        })
        .collect();
    link(&view, &mut mentions);
    let home = Home::new(gazetteer, hints.source, hints.day);
    let settled = settle(gazetteer, &mentions, &home);
    mentions
        .into_iter()
        .zip(settled)
        .map(|(m, settled)| Name {
            tokens: m.found.tokens,
            entry: settled.entry,
            kind: settled.kind,
            basis: settled.basis,
        })
        .collect()
}

/// The countries and peoples that stand inside an organisation's name: 'Russian Foreign Ministry'.
pub fn inside(gazetteer: &Gazetteer, text: &Text, name: &Name) -> Option<Name> {
    let entry = gazetteer.entry(name.entry);
    if entry.is_place() || name.tokens.len() < 2 || entry.country.is_empty() {
        return None;
    }
    let end = name.tokens.end - 1;
    name.tokens.clone().take(2).find_map(|at| {
        let hit = gazetteer.at(text, at, end.max(at + 1))?;
        let country = gazetteer.country(&entry.country)?;
        let (_, kind) = gazetteer
            .candidates(&hit.candidates)
            .iter()
            .find(|(id, _)| *id == country)?;
        Some(Name {
            tokens: hit.tokens,
            entry: country,
            kind: *kind,
            basis: Basis::Containment,
        })
    })
}

fn scan(view: &View) -> Vec<Found> {
    let text = view.text;
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < text.tokens.len() {
        if let Some(state) = states::at(view, at) {
            at = state.tokens.end;
            found.push(state);
            continue;
        }
        let hit = view
            .gazetteer
            .at(text, at, text.tokens.len())
            .filter(|hit| view.stands(hit, found.last()));
        match hit {
            Some(mut hit) => {
                hit.tokens.end = view.extent(&hit);
                at = hit.tokens.end;
                found.push(hit);
            }
            None => at += 1,
        }
    }
    found
}

/// Notes for each mention the mentions beside it that say what it lies in: 'Paris, Texas',
/// 'Khorog in Tajikistan', "Tajikistan's Khatlon".
fn link(view: &View, mentions: &mut [Mention]) {
    for i in 0..mentions.len().saturating_sub(1) {
        let (left, right) = (
            mentions[i].found.tokens.end,
            mentions[i + 1].found.tokens.start,
        );
        let between = right - left;
        let word = |t: usize| view.text.of(t);
        let inside = match between {
            0 => view.larger(&mentions[i + 1].found),
            1 => matches!(word(left), "," | "(" | "in"),
            2 => {
                word(left) == ","
                    && matches!(
                        word(left + 1),
                        "in" | "northern" | "southern" | "eastern" | "western" | "central"
                    )
            }
            3 => word(left) == "," && word(left + 1) == "in",
            _ => false,
        };
        if inside {
            mentions[i].within.push(i + 1);
        } else if between == 1 && matches!(word(left), "'s" | "’s") {
            mentions[i + 1].within.push(i);
        }
    }
    // 'Dublin, Laurens County, Ga.': what the county lies in the town lies in too.
    for i in (0..mentions.len()).rev() {
        if let Some(&next) = mentions[i].within.first()
            && next > i
            && let Some(&outer) = mentions[next].within.first()
        {
            mentions[i].within.push(outer);
        }
    }
}
