//! What two verbs joined by "and" have in common: the object or the agent that only one of them has.

use crate::group::{Context, Parse, Phrase, UnitKind};

/// "attacked and looted the shops", "were beaten and kicked by guards".
pub(super) fn share(context: &Context, parse: &mut Parse) {
    for index in 1..parse.clauses.len() {
        let (before, after) = (&parse.clauses[index - 1], &parse.clauses[index]);
        let between = &parse.units[before.verb + 1..after.verb];
        let joined = between.iter().any(|u| u.kind == UnitKind::Conjunction)
            && between.iter().all(|u| {
                matches!(
                    u.kind,
                    UnitKind::Conjunction | UnitKind::Comma | UnitKind::Adverb
                )
            });
        if !joined {
            continue;
        }
        let verb = parse.units[after.verb].verb;
        if before.passive && verb.participle && after.objects.is_empty() {
            // One auxiliary for both.
            let subject = before.subject;
            let clause = &mut parse.clauses[index];
            clause.passive = true;
            clause.subject = subject;
        }
        let (before, after) = (&parse.clauses[index - 1], &parse.clauses[index]);
        if before.passive && after.passive {
            let agent = parse.phrases.iter().find(|p| {
                p.clause == Some(index) && context.text.of(p.preposition).eq_ignore_ascii_case("by")
            });
            if let Some(agent) = agent.copied() {
                parse.phrases.push(Phrase {
                    clause: Some(index - 1),
                    after: None,
                    ..agent
                });
            }
        } else if !before.passive && !after.passive && before.objects.is_empty() {
            let shared = after.objects.first().copied();
            parse.clauses[index - 1].objects.extend(shared);
        }
    }
}
