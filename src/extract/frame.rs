//! Frames on clauses: active, passive, relative, participle, control, nominal and light-verb forms
//! of one statement of who does what to whom.

use super::carry::{light, suspect};
use super::matches::{Anchor, Filler, Match};
use super::pattern::{Argument, Lexeme, RolePattern, What};
use super::sentence::Scene;
use super::slot::{Slot, SlotSpec};
use super::{Kind, Rule, Special};
use crate::group::UnitKind;
use crate::lexicon::form;
use crate::rules::Trait;
use crate::template::Form;
use crate::text::Word;

/// Matches a frame on the clause whose verb triggered it.
pub fn on_clause(
    scene: &Scene,
    special: &Special,
    rule: usize,
    frame: &RolePattern,
    index: usize,
) -> Option<Match> {
    if !scene.verb_is(index, &frame.trigger, true) {
        return None;
    }
    let clause = &scene.parse.clauses[index];
    let verb = &scene.parse.units[clause.verb];
    let mut out = Match::new(
        rule,
        Anchor {
            token: verb.head,
            clause: Some(index),
            unit: clause.verb,
        },
    );
    let by = special.by;
    // "advised to stay indoors by their embassies": the agent stands behind the infinitive.
    let agent = scene.phrases(index, &[by]).next().or_else(|| {
        let below = scene.parse.clauses.iter().position(|c| {
            clause.passive
                && c.parent == Some(index)
                && c.complement
                && !c.passive
                && scene.parse.units[c.verb].verb.infinitive
        })?;
        scene.phrases(below, &[by]).next()
    });
    // Who stands where: a passive's subject is its object, its agent follows "by".
    let explicit = frame.trigger.form == Some(Form::Passive);
    let (subject, mut objects) = if clause.passive && !explicit {
        let mut objects: Vec<usize> = clause.subject.into_iter().collect();
        objects.extend(clause.objects.iter().copied());
        (agent, objects)
    } else {
        (clause.subject, clause.objects.clone())
    };
    if clause.passive
        && !explicit
        && frame.arguments.iter().all(|a| !a.prepositions.is_empty())
        && frame.complement.is_none()
    {
        // An intransitive frame has no passive.
        return None;
    }
    // "held two hours of talks": what is measured stands for itself.
    objects.retain(|o| scene.kind(*o) != Kind::Time || scene.parse.units[*o].of.is_some());
    // "call on the government", "take part in talks": what follows the particle is the object.
    let particles = scene.particles(verb.head, frame.trigger.lexicon);
    if let Some(&particle) = particles.last() {
        objects.retain(|&o| !particles.contains(&scene.word(scene.parse.units[o].head)));
        let after = scene.parse.phrases.iter().filter(|p| {
            p.clause == Some(index)
                && scene.word(p.preposition) == particle
                && p.preposition < verb.head + 4
        });
        for phrase in after {
            if objects.is_empty() {
                objects.push(phrase.unit);
            }
        }
    }
    if let Some(spec) = &frame.subject {
        match subject {
            Some(unit) if fits(scene, unit, spec) => out.fill(spec.slot, Filler::unit(unit)),
            Some(unit)
                if scene.kind(unit) == Kind::Event
                    || scene.kind(unit) == Kind::Abstract
                    || scene.kind(unit) == Kind::Document =>
            {
                let violent = special.has(rule, Trait::Force);
                if spec.narrowed && !violent || violent && harmless(scene, unit) {
                    return None;
                }
                out.subject_event = Some(unit);
            }
            Some(_) => return None,
            None if clause.passive || verb.verb.infinitive || verb.verb.ing => {}
            None => {
                // Elliptical at the head of an item, or the subject was not found.
                let first = verb.start <= scene.parse.start + 2;
                if !special.has(rule, Trait::Force) && !first && !scene.headless() {
                    return None;
                }
            }
        }
    }
    let mut used = 0;
    for argument in &frame.arguments {
        if argument.prepositions.is_empty() {
            let unit = objects.get(used).copied();
            match (&argument.what, unit) {
                (What::Slot(spec), Some(unit)) if fits(scene, unit, spec) => {
                    out.fill(spec.slot, Filler::unit(unit));
                    used += 1;
                }
                (What::Lexeme(lexeme), Some(unit)) if scene.noun_is(unit, lexeme) => {
                    out.extra.push(unit);
                    used += 1;
                }
                (What::Lexeme(lexeme), _)
                    if clause
                        .adverbs
                        .iter()
                        .any(|&t| scene.reads(t, lexeme.lexicon, u16::MAX, t, clause.end)) => {}
                (What::Slot(spec), None) if clause.passive && explicit => {
                    let subject = clause.subject?;
                    if !fits(scene, subject, spec) {
                        return None;
                    }
                    out.fill(spec.slot, Filler::unit(subject));
                }
                _ if argument.required => return None,
                _ => {}
            }
        } else if !prepositional(scene, index, &out.extra.clone(), argument, &mut out)
            && argument.required
        {
            return None;
        }
    }
    for word in &frame.words {
        let range = verb.head + 1..clause.end.max(verb.end).min(verb.head + 10);
        if !range.clone().any(|t| scene.word(t) == *word) {
            return None;
        }
    }
    if let Some(complement) = &frame.complement {
        let found = complement_of(scene, special, index, complement).filter(|(_, below)| {
            // "vowed to take revenge": what is taken is named.
            let Some(object) = &complement.object else {
                return true;
            };
            let objects = below.map(|b| &scene.parse.clauses[b].objects);
            objects.is_some_and(|o| o.iter().any(|&o| scene.noun_is(o, object)))
        });
        match found {
            Some((filler, below)) => {
                if let Some(spec) = &complement.slot {
                    if spec.slot == Slot::Content {
                        out.fill(Slot::Content, filler);
                    } else if let (Some(below), Some(verb)) = (below, &complement.verb) {
                        object_of(scene, below, verb, spec, &mut out);
                    }
                }
                // "vowed to wage war on the rebels": what stands behind the infinitive.
                if let Some(below) = below {
                    let objects = scene.parse.clauses[below].objects.clone();
                    for argument in frame
                        .arguments
                        .iter()
                        .filter(|a| !a.prepositions.is_empty())
                    {
                        if let What::Slot(spec) = &argument.what
                            && !out.has(spec.slot)
                        {
                            prepositional(scene, below, &objects, argument, &mut out);
                        }
                    }
                }
            }
            None if complement.required => return None,
            None => {}
        }
    }
    Some(out)
}

/// Fills a slot with the object of the verb in a complement: "threatened to attack the schools".
fn object_of(scene: &Scene, below: usize, verb: &Lexeme, spec: &SlotSpec, out: &mut Match) {
    let clause = &scene.parse.clauses[below];
    let head = scene.parse.units[clause.verb].head;
    let mut objects = clause.objects.clone();
    if let Some(particle) = scene.particle(head, verb.lexicon) {
        objects.extend(scene.phrases(below, &[particle]));
    }
    // "threatened to use force": a word of the verb's own entry is no object.
    let own = scene.particles(head, verb.lexicon);
    objects.retain(|&o| !own.contains(&scene.word(scene.parse.units[o].head)));
    let object = objects.into_iter().find(|&o| fits(scene, o, spec));
    if let Some(object) = object.filter(|&o| !out.uses(o)) {
        out.fill(spec.slot, Filler::unit(object));
    }
}

fn prepositional(
    scene: &Scene,
    clause: usize,
    objects: &[usize],
    argument: &Argument,
    out: &mut Match,
) -> bool {
    let mut candidates: Vec<usize> = scene.phrases(clause, &argument.prepositions).collect();
    for object in objects {
        candidates.extend(scene.phrases_after(*object, &argument.prepositions));
    }
    for unit in candidates {
        if out.uses(unit) {
            continue;
        }
        match &argument.what {
            What::Slot(spec) if fits(scene, unit, spec) => {
                out.fill(spec.slot, Filler::unit(unit));
                return true;
            }
            What::Lexeme(lexeme) if scene.noun_is(unit, lexeme) => {
                out.extra.push(unit);
                return true;
            }
            _ => {}
        }
    }
    false
}

/// The clause or phrase that complements a clause, with its opener.
fn complement_of(
    scene: &Scene,
    special: &Special,
    index: usize,
    complement: &super::pattern::Complement,
) -> Option<(Filler, Option<usize>)> {
    let clause = &scene.parse.clauses[index];
    let verb = &scene.parse.units[clause.verb];
    let limit = scene.parse.start + scene.parse.tags.len();
    let to = complement.opener == special.to;
    let child = scene.parse.clauses.iter().enumerate().find(|(i, c)| {
        *i != index
            && c.parent == Some(index)
            && (c.complement || c.opener.is_some())
            && if to {
                scene.parse.units[c.verb].verb.infinitive
            } else {
                true
            }
    });
    if let Some((at, child)) = child {
        if let Some(lexeme) = &complement.verb
            && !scene.verb_is(at, lexeme, false)
        {
            return None;
        }
        let mut start = scene.parse.units[child.verb].start;
        if let Some(subject) = child.subject
            && !to
            && scene.parse.units[subject].start > verb.end - 1
        {
            start = scene.parse.units[subject].start;
        }
        let opener_seen = complement.opener == Word::UNKNOWN
            || to
            || (verb.end..start).any(|t| scene.word(t) == complement.opener)
            || complement.opener == special.that;
        if opener_seen {
            return Some((
                Filler::tokens(start, tail_end(scene, start, limit)),
                Some(at),
            ));
        }
    }
    if complement.verb.is_some() {
        return None;
    }
    // A phrase in its place: "accused of murder", "agreed to a truce".
    let phrase = scene
        .parse
        .phrases
        .iter()
        .find(|p| p.clause == Some(index) && scene.word(p.preposition) == complement.opener);
    if let Some(phrase) = phrase
        && !to
    {
        let start = scene.parse.units[phrase.unit].start;
        return Some((Filler::tokens(start, tail_end(scene, start, limit)), None));
    }
    // "of" + gerund.
    if !to && complement.opener != Word::UNKNOWN {
        let at = (verb.end..clause.end.max(verb.end).min(limit))
            .find(|&t| scene.word(t) == complement.opener)?;
        return Some((Filler::tokens(at + 1, tail_end(scene, at + 1, limit)), None));
    }
    None
}

fn tail_end(scene: &Scene, start: usize, limit: usize) -> usize {
    let mut end = start;
    while end < limit {
        let text = scene.context.text.of(end);
        if matches!(text, ";" | "." | "\"" | "”" | "?" | "!") && end > start {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a noun group may fill a slot.
pub fn fits(scene: &Scene, unit: usize, spec: &SlotSpec) -> bool {
    let kind = scene.kind(unit);
    if spec.kinds.has(kind) {
        return true;
    }
    // "He resigned": by what is known of whom the pronoun stands for.
    if scene.parse.units[unit].pronoun {
        let known = |&&(u, k): &&(usize, Kind)| u == unit && spec.kinds.has(k);
        return scene.stand.iter().any(|s| known(&s));
    }
    // Capitals and other places that act stand for governments: that is decided when values are made.
    if kind == Kind::Place && matches!(spec.slot, Slot::Actors | Slot::Recipients) {
        let named = scene.parse.units[unit].named;
        return named && spec.kinds.has(Kind::Country);
    }
    // A coordination fits if one of its members does.
    scene
        .parse
        .members(unit)
        .iter()
        .skip(1)
        .any(|&m| spec.kinds.has(scene.kind(m)))
}

/// Whether a thing of the mind or of nature stands where a deed might: "cancer", "rain", "a lion".
fn harmless(scene: &Scene, unit: usize) -> bool {
    let head = scene.parse.units[unit].head;
    scene.kind(unit) == Kind::Abstract
        && scene.denotations[unit].lexicon.is_none()
        && !scene.context.words.info(scene.word(head)).trigger
}

/// Whether a frame has a nominal form: not where it names a form of its verb, nor where it needs a
/// fixed noun or a clause beside it.
pub fn nominal(frame: &RolePattern) -> bool {
    let verbal = matches!(
        frame.trigger.form,
        Some(Form::Verb | Form::Passive | Form::Participle | Form::Ing | Form::Infinitive)
    );
    let fixed = |a: &Argument| a.required && matches!(a.what, What::Lexeme(_));
    let clause = |c: &super::pattern::Complement| c.required && c.verb.is_some();
    !verbal && !frame.arguments.iter().any(fixed) && !frame.complement.as_ref().is_some_and(clause)
}

/// Matches a frame that has a nominal form on a noun group whose head is an event noun.
pub fn on_noun(
    scene: &Scene,
    special: &Special,
    rule: usize,
    r: &Rule,
    frame: &RolePattern,
    unit: usize,
) -> Option<Match> {
    if !scene.noun_is(unit, &frame.trigger) {
        return None;
    }
    let u = &scene.parse.units[unit];
    if u.kind != UnitKind::Noun {
        return None;
    }
    let mut out = Match::new(
        rule,
        Anchor {
            token: u.head,
            clause: None,
            unit,
        },
    );
    out.nominal = true;
    out.definite = u.definite;
    let object = frame.arguments.iter().find_map(|a| match &a.what {
        What::Slot(spec)
            if matches!(
                spec.slot,
                Slot::Recipients
                    | Slot::Killed
                    | Slot::Injured
                    | Slot::Captured
                    | Slot::Missing
                    | Slot::Neutralised
            ) =>
        {
            Some(*spec)
        }
        _ => None,
    });
    let subject = frame.subject;
    // by: the agent.
    if let Some(spec) = &subject
        && let Some(agent) = scene.phrases_after(unit, &[special.by])
        && fits(scene, agent, spec)
    {
        out.fill(spec.slot, Filler::unit(agent));
    }
    if let Some(spec) = &object {
        let direct: Vec<Word> = if r.nominal.is_empty() {
            special.nominal.clone()
        } else {
            r.nominal.iter().copied().chain([special.of]).collect()
        };
        if let Some(target) = scene.phrases_after(unit, &direct)
            && fits(scene, target, spec)
            && !out.uses(target)
        {
            out.fill(spec.slot, Filler::unit(target));
        }
    }
    // "the threat of the rebels": with verbal events "of" introduces who speaks.
    if let Some(spec) = &subject
        && spec.slot == Slot::Actors
        && !out.has(Slot::Actors)
        && special.has(rule, Trait::Spoken)
        && u.possessor.is_none()
        && let Some(speaker) = u.of
        && fits(scene, speaker, spec)
        && !out.uses(speaker)
    {
        out.fill(spec.slot, Filler::unit(speaker));
    }
    // Whose: X's attack, a rebel attack; the killing of X, X's killing.
    let whose = match r.possessor {
        super::Possessor::Actors => subject,
        super::Possessor::Recipients => object,
        super::Possessor::None => None,
    };
    if let Some(spec) = whose
        && let Some(possessor) = u.possessor
        && fits(scene, possessor, &spec)
        && scene.kind(possessor) != Kind::Time
        && !out.has(spec.slot)
    {
        out.fill(spec.slot, Filler::unit(possessor));
    }
    for argument in &frame.arguments {
        if argument.prepositions.is_empty() {
            continue;
        }
        if let What::Slot(spec) = &argument.what
            && !out.has(spec.slot)
            && let Some(target) = scene.phrases_after(unit, &argument.prepositions)
            && fits(scene, target, spec)
            && !out.uses(target)
        {
            out.fill(spec.slot, Filler::unit(target));
        }
    }
    light(
        scene,
        special,
        unit,
        subject.as_ref(),
        object.as_ref(),
        &mut out,
    );
    if let Some(spec) = &subject
        && spec.slot == Slot::Actors
        && !out.has(Slot::Actors)
        && let Some(suspect) = suspect(scene, special, unit)
        && fits(scene, suspect, spec)
        && !out.uses(suspect)
    {
        out.fill(spec.slot, Filler::unit(suspect));
    }
    // "a rebel attack"; but who carries out "a terrorist attack" is told by the verb, and in "troop
    // deployments" the troops are deployed.
    let forces = special.has(rule, Trait::Force);
    if let Some(spec) = &subject
        && spec.slot == Slot::Actors
        && !out.has(Slot::Actors)
    {
        for at in u.start..u.head {
            if let Some(kind) = scene.modifier_kind(at, u.start)
                && (matches!(kind, Kind::ArmedGroup | Kind::Country)
                    || forces && matches!(kind, Kind::Military | Kind::Police))
                && spec.kinds.has(kind)
                && r.possessor == super::Possessor::Actors
                && !special
                    .epithet
                    .is_some_and(|l| scene.reads(at, l, form::NOUN, u.start, at + 1))
            {
                out.fill(Slot::Actors, Filler::tokens(at, at + 1));
                break;
            }
        }
    }
    Some(out)
}
