//! The closed classes of English: the words that grammar is made of.

use serde::{Deserialize, Serialize};

/// What a function word does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closed {
    /// Not a function word.
    #[default]
    Open,
    /// Definite: the, this, these, both.
    Definite,
    /// Indefinite: a, an, some, any, every.
    Indefinite,
    /// Quantifiers: many, few, other.
    Quantity,
    /// No, neither.
    NoDeterminer,
    /// His, their.
    Possessive,
    /// He, they, it, we.
    Pronoun,
    /// Nobody, none, nothing.
    Nobody,
    /// Who, which.
    Relative,
    /// Whose.
    Whose,
    /// That.
    That,
    /// In, on, by.
    Preposition,
    /// To.
    To,
    /// And, or, but.
    Conjunction,
    /// Because, after, while, if.
    Subordinator,
    /// Forms of be.
    Be,
    /// Forms of have.
    Have,
    /// Forms of do.
    Do,
    /// Will, could.
    Modal,
    /// Not, n't, never.
    Not,
    /// Adverbs that verb groups and clauses carry about.
    Adverb,
    /// 's, '.
    Clitic,
}

use Closed::*;

/// Every function word with its class; a word stands once, under its most frequent use.
pub const CLOSED: &[(Closed, &str)] = &[
    (Definite, "the this these those both such same"),
    (
        Indefinite,
        "a an some any every each another several either",
    ),
    (
        Quantity,
        "many few more most other others further additional much all half enough own",
    ),
    (NoDeterminer, "no neither"),
    (Possessive, "his her their its our my your"),
    (
        Pronoun,
        "he she it they we i you him them us me himself herself itself themselves ourselves someone somebody anyone everyone everybody ours theirs",
    ),
    (Nobody, "nobody none nothing"),
    (Relative, "who whom which what"),
    (Whose, "whose"),
    (That, "that"),
    (
        Preposition,
        "in on at by for with from of into onto upon near against between among under over through across along around behind beside besides toward towards within without inside outside during since until till per via amid amidst about above below beneath beyond despite throughout off out up down like unlike including regarding concerning following opposite aboard alongside according due versus except past",
    ),
    (To, "to"),
    (Conjunction, "and or but nor & plus"),
    (
        Subordinator,
        "because while whereas although though if unless when whenever where wherever after before once as than whether why how so lest",
    ),
    (Be, "be am is are was were been being 're 'm"),
    (Have, "have has had having 've"),
    (Do, "do does did"),
    (
        Modal,
        "will would can could may might must shall should cannot ca wo 'll 'd ought",
    ),
    (Not, "not n't never"),
    (
        Adverb,
        "also now then again still already just only even too very once yet ever here there meanwhile however moreover therefore thus later earlier ago away together apart soon nonetheless nevertheless instead otherwise perhaps maybe almost nearly twice thrice afterwards afterward elsewhere abroad overnight first currently recently reportedly allegedly apparently presumably tonight today yesterday tomorrow back else forward ahead indeed rather quite furthermore in-between simply immediately shortly",
    ),
    (Clitic, "'s '"),
];
