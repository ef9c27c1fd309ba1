//! Abbreviations of the states of the USA after a comma: 'Evansville, Ind.', 'Paris, TX'.
//!
//! In comes a token; out goes the state's mention with its full stop. Without the comma and a
//! capitalised word before it an abbreviation is never read: 'Ill', 'Miss' and 'OK' are words.

use super::evidence::View;
use crate::gazetteer::Found;
use crate::lexicon::Closed;
use crate::text::Flags;

const STATES: &[(&str, &str)] = &[
    ("Ala AL", "Alabama"),
    ("AK", "Alaska"),
    ("Ariz AZ", "Arizona"),
    ("Ark AR", "Arkansas"),
    ("Calif Cal CA", "California"),
    ("Colo CO", "Colorado"),
    ("Conn CT", "Connecticut"),
    ("Del DE", "Delaware"),
    ("D.C. DC", "District of Columbia"),
    ("Fla FL", "Florida"),
    ("Ga GA", "Georgia"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("Ill IL", "Illinois"),
    ("Ind IN", "Indiana"),
    ("Ia IA", "Iowa"),
    ("Kan Kans KS", "Kansas"),
    ("Ky KY", "Kentucky"),
    ("La LA", "Louisiana"),
    ("ME", "Maine"),
    ("Md MD", "Maryland"),
    ("Mass MA", "Massachusetts"),
    ("Mich MI", "Michigan"),
    ("Minn MN", "Minnesota"),
    ("Miss MS", "Mississippi"),
    ("Mo MO", "Missouri"),
    ("Mont MT", "Montana"),
    ("Neb Nebr NE", "Nebraska"),
    ("Nev NV", "Nevada"),
    ("N.H. NH", "New Hampshire"),
    ("N.J. NJ", "New Jersey"),
    ("N.M. NM", "New Mexico"),
    ("N.Y. N.Y NY", "New York"),
    ("N.C. NC", "North Carolina"),
    ("N.D. ND", "North Dakota"),
    ("OH", "Ohio"),
    ("Okla OK", "Oklahoma"),
    ("Ore OR", "Oregon"),
    ("Pa Penn PA", "Pennsylvania"),
    ("R.I. RI", "Rhode Island"),
    ("S.C. SC", "South Carolina"),
    ("S.D. SD", "South Dakota"),
    ("Tenn TN", "Tennessee"),
    ("Tex TX", "Texas"),
    ("UT", "Utah"),
    ("Vt VT", "Vermont"),
    ("Va VA", "Virginia"),
    ("Wash WA", "Washington"),
    ("W.Va. WV", "West Virginia"),
    ("Wis Wisc WI", "Wisconsin"),
    ("Wyo WY", "Wyoming"),
];

/// The state whose abbreviation stands at a token.
pub(super) fn at(view: &View, at: usize) -> Option<Found> {
    let text = view.text;
    if at < 2 || !view.capital(at) || !view.capital(at - 2) || text.of(at - 1) != "," {
        return None;
    }
    let word = text.of(at);
    if word.len() > 5 {
        return None;
    }
    let (_, name) = STATES
        .iter()
        .find(|(short, _)| short.split(' ').any(|s| s == word))?;
    let stop = text
        .tokens
        .get(at + 1)
        .is_some_and(|t| !t.flags.has(Flags::SPACE))
        && text.of(at + 1) == ".";
    let postal = text.tokens[at].flags.has(Flags::UPPER) && word.len() == 2;
    // "…, IN": among capitals throughout a small word is that word.
    if postal
        && !stop
        && view.loud()
        && view.words.info(text.tokens[at].word).closed != Closed::Open
    {
        return None;
    }
    if !stop && !postal && !word.contains('.') {
        return None;
    }
    let candidates = view.gazetteer.called(&view.words.vocabulary, name)?;
    Some(Found {
        tokens: at..at + 1 + usize::from(stop && !postal),
        candidates,
    })
}
