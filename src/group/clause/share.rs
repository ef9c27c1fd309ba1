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
        let first = parse.units[before.verb].verb;
        let passive = before.passive && verb.participle && after.objects.is_empty();
        if passive || first.progressive && verb.ing {
            // One auxiliary for both: "were beaten and kicked", "is feeding and housing".
            let (kind, subject, unit) = (before.kind, before.subject, after.verb);
            let clause = &mut parse.clauses[index];
            clause.passive = passive;
            clause.kind = kind;
            clause.subject = subject;
            parse.units[unit].verb = first;
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

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn verbs_joined_by_and_share_what_one_of_them_has() {
        let events = assaults("The monks were beaten and kidnapped by soldiers near Goma.");
        assert!(
            events.iter().all(|e| e.actors[0].text == "soldiers"),
            "{events:?}"
        );
        assert_eq!(events.len(), 2);
        let events = assaults("Rebels attacked and burned three shops near Goma.");
        assert!(
            events.iter().all(|e| e.recipients[0].text == "three shops"),
            "{events:?}"
        );
    }
}
