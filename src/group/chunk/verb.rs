//! Auxiliaries, adverbs and a main verb to a verb group with its voice and tense.

use super::plain;
use crate::group::{Context, Parse, Tag, Unit, UnitKind, VerbGroup};
use crate::lexicon::{Closed, form};

pub(super) fn verb_group(context: &Context, parse: &Parse, start: usize, end: usize) -> Unit {
    let tag = |i: usize| {
        if i < end {
            Some(parse.tags[i - parse.start])
        } else {
            None
        }
    };
    let closed = |i: usize| context.words.info(context.text.tokens[i].word).closed;
    let lower = |i: usize| context.text.of(i).to_ascii_lowercase();
    let mut unit = plain(UnitKind::Verb, start, start + 1);
    let mut group = VerbGroup::default();
    let mut at = start;
    let mut last_aux: Option<Closed> = None;
    let mut main = None;
    while at < end {
        match parse.tags[at - parse.start] {
            Tag::Infinitive => {
                if main.is_some() {
                    break;
                }
                // "vowed not to resign": what is not to be is said of the infinitive.
                let denied = group.negated && at == start + 1;
                if at > start && !denied {
                    // "is to meet", "has to leave", "was about to": the auxiliary governs.
                    if last_aux == Some(Closed::Be) || last_aux == Some(Closed::Have) {
                        group.future = true;
                    } else {
                        break;
                    }
                } else {
                    group.infinitive = true;
                }
            }
            Tag::Modal => {
                if main.is_some() {
                    break;
                }
                group.finite = true;
                match lower(at).as_str() {
                    "will" | "shall" | "wo" | "'ll" => group.future = true,
                    "would" | "'d" => {
                        group.future = true;
                        group.modal = true;
                    }
                    _ => group.modal = true,
                }
                last_aux = Some(Closed::Modal);
            }
            Tag::Auxiliary => {
                if main.is_some() {
                    break;
                }
                let word = lower(at);
                let now = closed(at);
                if last_aux.is_none() && !group.infinitive {
                    group.finite = !matches!(word.as_str(), "being" | "having");
                    group.ing = !group.finite;
                    group.past = matches!(word.as_str(), "was" | "were" | "had" | "did");
                }
                match now {
                    Closed::Have => group.perfect = true,
                    Closed::Clitic => {}
                    _ => {}
                }
                last_aux = Some(if now == Closed::Clitic {
                    Closed::Be
                } else {
                    now
                });
            }
            // "vowed not to resign", "pleaded not guilty"
            Tag::Not if main.is_some() => break,
            Tag::Not => group.negated = true,
            // "was "completely destroyed": a quotation that begins inside the group.
            Tag::Mark
                if matches!(last_aux, Some(Closed::Be | Closed::Have | Closed::Modal))
                    && main.is_none()
                    && matches!(context.text.of(at), "\"" | "“")
                    && (tag(at + 1) == Some(Tag::Participle)
                        || tag(at + 1) == Some(Tag::Verb) && last_aux == Some(Closed::Modal)
                        || tag(at + 1) == Some(Tag::Adverb)
                            && tag(at + 2) == Some(Tag::Participle)) => {}
            Tag::Adverb => {
                let more = (at + 1..end.min(at + 4)).find(|&i| tag(i) != Some(Tag::Adverb));
                let goes_on = more.is_some_and(|i| {
                    matches!(
                        tag(i),
                        Some(Tag::Verb | Tag::Participle | Tag::Ing | Tag::Auxiliary | Tag::Not)
                    )
                });
                if main.is_some() || !goes_on {
                    break;
                }
                if hearsay(context, at) {
                    group.hearsay = true;
                }
            }
            Tag::Time
                if last_aux.is_some()
                    && main.is_none()
                    && matches!(tag(at + 1), Some(Tag::Verb | Tag::Participle | Tag::Ing)) => {}
            // "cannot, however, accept": an aside within the group.
            Tag::Comma if last_aux.is_some() && main.is_none() => {
                let mut close = at + 1;
                while tag(close) == Some(Tag::Adverb) {
                    close += 1;
                }
                let goes_on = matches!(
                    tag(close + 1),
                    Some(Tag::Verb | Tag::Participle | Tag::Ing | Tag::Auxiliary | Tag::Not)
                );
                if close == at + 1 || tag(close) != Some(Tag::Comma) || !goes_on {
                    break;
                }
                at = close;
            }
            Tag::Verb => {
                if main.is_some() {
                    break;
                }
                main = Some(at);
                if last_aux.is_none() && !group.infinitive {
                    group.finite = true;
                }
            }
            Tag::Participle => {
                if main.is_some() {
                    break;
                }
                main = Some(at);
                let forms = context.words.info(context.text.tokens[at].word).forms;
                match last_aux {
                    Some(Closed::Be) => group.passive = true,
                    Some(Closed::Have) => {}
                    Some(_) => {}
                    None if group.infinitive => {}
                    None => {
                        let past = forms & form::PAST != 0 || forms == 0;
                        // "was hit and died": nobody is died.
                        let active = past && forms != 0 && intransitive(context, at);
                        group.participle = !active;
                        group.ambiguous = past && !active;
                        group.finite = past;
                        group.past = past;
                    }
                }
            }
            Tag::Ing => {
                if main.is_some() {
                    break;
                }
                main = Some(at);
                match last_aux {
                    Some(Closed::Be) => group.progressive = true,
                    _ => group.ing = true,
                }
            }
            _ => break,
        }
        at += 1;
    }
    // "is being held": the -ing of be is an auxiliary, seen above.
    unit.end = at.max(start + 1);
    unit.head = main.unwrap_or(unit.end - 1);
    unit.verb = group;
    unit
}

fn hearsay(context: &Context, at: usize) -> bool {
    context.grammar.hearsay.is_some_and(|id| {
        context
            .words
            .readings(context.text.tokens[at].word)
            .iter()
            .any(|r| r.lexicon == id && r.rest.is_empty())
    })
}

/// Whether a verb has no object, and so no passive.
fn intransitive(context: &Context, head: usize) -> bool {
    let readings = context.words.readings(context.text.tokens[head].word);
    context.grammar.intransitive.is_some_and(|id| {
        readings
            .iter()
            .any(|r| r.lexicon == id && r.rest.is_empty())
    })
}
