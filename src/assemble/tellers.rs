//! Whom a pronoun stands for beside a verb of saying: "Baku said it had", "we shall", the mayor said.

use super::mention::plural;
use crate::extract::{Kind, Kinds, Scene};
use crate::group::UnitKind;
use crate::lexicon::form;

/// Who says "we" or "I" in a quotation: the subject of the sentence's verb of saying.
pub(super) fn speaker(scene: &Scene, word: &str, unit: usize) -> Option<usize> {
    if !["we", "us", "i", "ourselves"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w))
    {
        return None;
    }
    let report = scene.context.grammar.report?;
    scene.parse.clauses.iter().find_map(|c| {
        let verb = scene.parse.units[c.verb].head;
        let subject = c.subject.filter(|&s| {
            s != unit && !scene.parse.units[s].pronoun && Kinds::participant().has(scene.kind(s))
        })?;
        scene
            .context
            .words
            .readings(scene.word(verb))
            .iter()
            .any(|r| r.lexicon == report && r.forms & form::VERB != 0)
            .then_some(subject)
    })
}

/// "Baku said on Monday that it had shot": who says it, if it can be the pronoun's noun.
pub(super) fn teller(scene: &Scene, word: &str, unit: usize) -> Option<usize> {
    let report = scene.context.grammar.report?;
    let units = &scene.parse.units;
    let verb = units[..unit].iter().rposition(|u| {
        !matches!(
            u.kind,
            UnitKind::Noun
                | UnitKind::Preposition
                | UnitKind::Time
                | UnitKind::That
                | UnitKind::Adverb
                | UnitKind::Other
        )
    })?;
    let head = &units[verb];
    if head.kind != UnitKind::Verb
        || !scene.reads(head.head, report, form::VERB, head.start, head.end)
    {
        return None;
    }
    // What stands between hangs on prepositions: an object would be the nearer noun.
    let clause = scene.parse.clauses.iter().find(|c| c.verb == verb)?;
    if clause.passive || !clause.objects.is_empty() && clause.objects != [unit] {
        return None;
    }
    let subject = clause
        .subject
        .filter(|&s| !units[s].pronoun && units[s].next.is_none())?;
    let kind = scene.kind(subject);
    let body = matches!(
        kind,
        Kind::Country
            | Kind::Government
            | Kind::Organisation
            | Kind::InternationalOrganisation
            | Kind::ArmedGroup
            | Kind::Company
            | Kind::Military
            | Kind::Media
    ) || kind == Kind::Place && units[subject].named;
    let fits = match word.to_ascii_lowercase().as_str() {
        "it" => body && !plural(scene, subject),
        "they" => body || plural(scene, subject) && Kinds::people().has(kind),
        "he" | "she" => kind == Kind::Person && !plural(scene, subject),
        _ => false,
    };
    fits.then_some(subject)
}

/// Whether "we" outside a quotation is whoever issues the text.
pub(super) fn own_body(scene: &Scene, word: &str) -> bool {
    let parse = scene.parse;
    word.eq_ignore_ascii_case("we")
        && !(parse.start..parse.start + parse.tags.len()).any(|t| {
            let mark = scene.context.text.of(t);
            matches!(mark, "\"" | "“" | "”" | "'" | "‘" | "’")
        })
}
