//! The keys of rule files, as an author writes them.

use super::decode::{Named, Version, record, words};
use super::text::Text;
use super::traits::Trait;
use crate::event;

record! {
    /// A rule file of panj.
    RuleFile {
        /// Version of the rule language: 1.
        language: Version,
        /// Words by name: `{name}` in a template is any of them.
        #[schemars(default)]
        lexicons: Named<LexiconDef>,
        /// Templates by name: `@name` in a template stands for them; `@_` is the argument.
        #[schemars(default)]
        macros: Named<Text>,
        /// Slots beyond the fields of the event record, by name.
        #[schemars(default)]
        slots: Named<SlotEntry>,
        /// What to look for.
        #[schemars(default)]
        rules: Vec<RuleDef>,
        /// What changes the status of an event, or who is behind it, without deleting it.
        #[schemars(default)]
        contexts: Vec<ContextDef>,
        /// What a text is about, by context name.
        #[schemars(default)]
        topics: Named<TopicDef>,
    }
}

record! {
    /// Words that mean the same to a rule. Their forms are generated.
    LexiconDef {
        /// Verbs, in the base form: `attack`, `gun down`.
        #[schemars(default)]
        verbs: Vec<Text>,
        /// Nouns, in the singular: `attack`, `car bomb`.
        #[schemars(default)]
        nouns: Vec<Text>,
        /// Adjectives.
        #[schemars(default)]
        adjectives: Vec<Text>,
        /// Adverbs.
        #[schemars(default)]
        adverbs: Vec<Text>,
        /// Words and phrases that have one form only.
        #[schemars(default)]
        words: Vec<Text>,
        /// What its nouns denote, e.g. `weapon`, `people`, `military`.
        kind: Option<Text>,
        /// The role of participants that its nouns denote, e.g. `worker`.
        role: Option<Text>,
        /// Lexicons whose words it takes in.
        #[schemars(default)]
        include: Vec<Text>,
        /// For readers.
        note: Option<Text>,
    }
}

record! {
    /// A slot beyond the fields of the event record.
    SlotEntry {
        /// What may fill it; anything if empty.
        #[schemars(default)]
        types: Vec<Text>,
        /// For readers.
        note: Option<Text>,
    }
}

record! {
    /// A rule: one kind of event, the sentences that report it, and the examples that prove it.
    RuleDef {
        /// Its name, e.g. `assault/attack`.
        id: Text,
        /// Event type of the ontology, with a mode or without: `ASSAULT`, `ASSAULT/drone`.
        event: Text,
        /// Who does what to whom, one frame a line: `<actors> {attack} <recipients> [with
        /// <instruments>]`. Active, passive, relative, nominal and other forms are derived.
        frame: Option<Text>,
        /// Templates that are matched as they stand, one a line.
        r#match: Option<Text>,
        /// Prepositions that introduce the recipient after the event noun, as in `on|against|at`.
        nominal: Option<Text>,
        /// Whom a possessive or a modifying noun before the event noun stands for.
        possessor: Option<Possessor>,
        /// The forms that are derived from the frames; all if missing.
        voices: Option<Vec<Voice>>,
        /// What vetoes a match.
        #[schemars(default)]
        unless: Vec<UnlessDef>,
        /// What the event gets beside its slots.
        set: Option<SetDef>,
        /// Wins over rules of the same event type with a lower number; 0 if missing.
        priority: Option<i64>,
        /// Its matches are parts of an event that was told before, never events of their own: "two
        /// students died".
        dependent: Option<bool>,
        /// Its passives, participles and nouns count only with who does it: "was admitted" alone says
        /// nothing.
        agent: Option<bool>,
        /// The version of the pack that brought it.
        since: Option<Text>,
        /// For readers.
        note: Option<Text>,
        /// Links and ids of other rules.
        #[schemars(default)]
        see: Vec<Text>,
        /// Sentences that prove it: `+` fires, `-` does not, `?` should some day.
        examples: Option<Text>,
    }
}

record! {
    /// A template that vetoes a match when it stands on the named side.
    UnlessDef {
        /// Vetoes where it stands directly before the match.
        before: Option<Text>,
        /// Vetoes where it stands inside the match.
        inside: Option<Text>,
        /// Vetoes where it stands directly after the match.
        after: Option<Text>,
    }
}

record! {
    /// What an event gets beside its slots.
    SetDef {
        /// Whether it happened.
        status: Option<event::Status>,
        /// Modes of its type.
        #[schemars(default)]
        modes: Vec<Text>,
        /// How sure the text is of the actors.
        certainty: Option<event::Certainty>,
        /// Another event type.
        r#type: Option<Text>,
        /// What the text is about.
        #[schemars(default)]
        contexts: Vec<Text>,
        /// Who takes responsibility.
        claim: Option<event::ClaimStatus>,
        /// The reporting words, for contexts that name a source.
        attribution: Option<Text>,
    }
}

record! {
    /// A context changes an event that it stands beside; it never deletes one.
    ContextDef {
        /// Its name.
        id: Text,
        /// What it changes.
        set: SetDef,
        /// Stands before the event, in the same clause.
        before: Option<Text>,
        /// Stands after the event, in the same clause.
        after: Option<Text>,
        /// Stands inside the event.
        inside: Option<Text>,
        /// For readers.
        note: Option<Text>,
        /// Sentences that prove it.
        examples: Option<Text>,
    }
}

record! {
    /// Words that say what a text is about.
    TopicDef {
        /// Words and phrases.
        #[schemars(default)]
        words: Vec<Text>,
        /// Lexicons whose words count.
        #[schemars(default)]
        lexicons: Vec<Text>,
        /// For readers.
        note: Option<Text>,
    }
}

record! {
    /// The ontology of panj: event types with their modes and codes.
    OntologyFile {
        /// Version of the rule language: 1.
        language: Version,
        /// Event types by name.
        types: Named<TypeDef>,
        /// Kinds of things beyond those built in.
        #[schemars(default)]
        kinds: Named<KindEntry>,
        /// Roles of participants with their CAMEO codes.
        #[schemars(default)]
        roles: Named<KindEntry>,
    }
}

record! {
    /// An event type.
    TypeDef {
        /// Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material
        /// conflict; 0 neutral.
        quad: Option<i64>,
        /// CAMEO code, in quotes: `"190"`.
        cameo: Option<Text>,
        /// ACLED event and sub-event type, or null where ACLED does not code it.
        acled: Option<Text>,
        /// Goldstein score.
        score: Option<f64>,
        /// Modes by name.
        #[schemars(default)]
        modes: Named<ModeDef>,
        /// Contexts that every event of the type has.
        #[schemars(default)]
        contexts: Vec<Text>,
        /// What its events are like, for the engine, which knows no type by name.
        #[schemars(default)]
        traits: Vec<Trait>,
        /// For readers.
        note: Option<Text>,
    }
}

record! {
    /// A mode of an event type.
    ModeDef {
        /// CAMEO code, in quotes; that of the type if missing.
        cameo: Option<Text>,
        /// ACLED event and sub-event type; that of the type if missing.
        acled: Option<Text>,
        /// Lexicons of instruments that imply it.
        #[schemars(default)]
        from: Vec<Text>,
        /// Modes that it stands for: where both are shown, it is written alone.
        #[schemars(default)]
        over: Vec<Text>,
        /// What sort of deed it is. Events of different deeds are never one.
        deed: Option<Text>,
        /// Whether its deed is told as nothing else: nor is it ever one with events of no known deed.
        apart: Option<bool>,
        /// Whether it is a blast: harm that is told beside it is its own.
        blast: Option<bool>,
        /// For readers.
        note: Option<Text>,
    }
}

record! {
    /// A kind or role that the ontology defines.
    KindEntry {
        /// Its code in actor codes.
        code: Option<Text>,
        /// For readers.
        note: Option<Text>,
    }
}

words! {
    /// A form that is derived from a frame.
    Voice {
        /// The actors attacked the recipients.
        Active = "active",
        /// The recipients were attacked by the actors.
        Passive = "passive",
        /// Recipients attacked by the actors.
        Participle = "participle",
        /// Actors who attacked the recipients; recipients who were attacked.
        Relative = "relative",
        /// Tried to attack; are accused of attacking.
        Control = "control",
        /// The attack on the recipients by the actors.
        Nominal = "nominal",
        /// The actors carried out an attack; the recipients came under attack.
        Light = "light",
    }
}

words! {
    /// Whom a possessive or a modifying noun before the event noun stands for.
    Possessor {
        /// `the rebels' attack`, `a rebel attack`.
        Actors = "actors",
        /// `the minister's arrest`.
        Recipients = "recipients",
        /// Neither.
        None = "none",
    }
}
