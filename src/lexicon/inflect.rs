//! Lemmas to forms: the regular rules of English spelling, with a table of what is irregular.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::form;

/// The forms of one verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbForms {
    /// `attack`.
    pub base: String,
    /// `attacks`.
    pub third: String,
    /// `attacked`; more than one where both are in use.
    pub past: Vec<String>,
    /// `attacked`, `slain`.
    pub participle: Vec<String>,
    /// `attacking`.
    pub ing: Vec<String>,
}

/// The irregular forms of a pack: `rules/lexicons/irregular.tsv`.
#[derive(Clone, Debug, Default)]
pub struct Irregular {
    verbs: HashMap<String, Vec<Vec<String>>, FixedState>,
    nouns: HashMap<String, Vec<String>, FixedState>,
}

impl Irregular {
    /// Reads the table: `lemma`, `pos` (`v` or `n`) and `forms`, tab-separated.
    pub fn parse(table: &str) -> Irregular {
        let mut out = Irregular::default();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(lemma), Some(pos), Some(forms)) =
                (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let list = |field: &str| field.split('|').map(|f| f.trim().to_owned()).collect();
            match pos {
                "v" => {
                    out.verbs
                        .insert(lemma.to_owned(), forms.split(',').map(list).collect());
                }
                "n" => {
                    out.nouns.insert(lemma.to_owned(), list(forms));
                }
                _ => {}
            }
        }
        out
    }

    /// All forms of a verb.
    pub fn verb(&self, lemma: &str) -> VerbForms {
        let known = self.verbs.get(lemma);
        let field = |i: usize| known.and_then(|k| k.get(i)).cloned();
        let past = field(0).unwrap_or_else(|| vec![past(lemma)]);
        VerbForms {
            base: lemma.to_owned(),
            third: plural(lemma),
            participle: field(1).unwrap_or_else(|| past.clone()),
            past,
            ing: field(2).unwrap_or_else(|| vec![ing(lemma)]),
        }
    }

    /// Hands all forms of a verb to `with`, each with its bits of [`form`].
    pub(super) fn each_verb(&self, lemma: &str, mut with: impl FnMut(&str, u16)) {
        let known = self.verbs.get(lemma);
        let field = |i: usize| known.and_then(|k| k.get(i));
        let mut text = String::with_capacity(lemma.len() + 4);
        let mut regular = |make: fn(&mut String), bits, with: &mut dyn FnMut(&str, u16)| {
            text.clear();
            text.push_str(lemma);
            make(&mut text);
            with(&text, bits);
        };
        with(lemma, form::BASE);
        regular(to_plural, form::THIRD, &mut with);
        let (past, participle) = (field(0), field(1));
        match past {
            Some(list) => {
                let bits = form::PAST
                    | if participle.is_none() {
                        form::PARTICIPLE
                    } else {
                        0
                    };
                list.iter().for_each(|text| with(text, bits));
            }
            None if participle.is_none() => {
                regular(to_past, form::PAST | form::PARTICIPLE, &mut with);
            }
            None => regular(to_past, form::PAST, &mut with),
        }
        for text in participle.into_iter().flatten() {
            with(text, form::PARTICIPLE);
        }
        match field(2) {
            Some(list) => list.iter().for_each(|text| with(text, form::ING)),
            None => regular(to_ing, form::ING, &mut with),
        }
    }

    /// Hands all plurals of a noun to `with`.
    pub(super) fn each_noun(&self, lemma: &str, mut with: impl FnMut(&str)) {
        match self.nouns.get(lemma) {
            Some(list) => list.iter().for_each(|text| with(text)),
            None => with(&plural(lemma)),
        }
    }

    /// All plurals of a noun.
    pub fn noun(&self, lemma: &str) -> Vec<String> {
        self.nouns
            .get(lemma)
            .cloned()
            .unwrap_or_else(|| vec![plural(lemma)])
    }
}

fn vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn consonant_y(word: &str) -> bool {
    let b = word.as_bytes();
    b.len() > 1 && b[b.len() - 1] == b'y' && !vowel(b[b.len() - 2])
}

fn plural(word: &str) -> String {
    let mut out = word.to_owned();
    to_plural(&mut out);
    out
}

fn to_plural(word: &mut String) {
    if consonant_y(word) {
        word.truncate(word.len() - 1);
        word.push_str("ies");
        return;
    }
    let hiss = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|e| word.ends_with(e));
    word.push_str(if hiss || word == "go" { "es" } else { "s" });
}

/// Whether a verb of one syllable doubles its last consonant: stop, rob, plan.
fn doubles(word: &str) -> bool {
    let b = word.as_bytes();
    let n = b.len();
    n >= 3
        && b.is_ascii()
        && !vowel(b[n - 1])
        && !matches!(b[n - 1], b'w' | b'x' | b'y')
        && vowel(b[n - 2])
        && !vowel(b[n - 3])
        && b[..n - 2].iter().all(|&c| !vowel(c) && c != b'y')
}

fn past(word: &str) -> String {
    let mut out = word.to_owned();
    to_past(&mut out);
    out
}

fn to_past(word: &mut String) {
    if word.ends_with('e') {
        word.push('d');
    } else if consonant_y(word) {
        word.truncate(word.len() - 1);
        word.push_str("ied");
    } else {
        double(word);
        word.push_str("ed");
    }
}

fn ing(word: &str) -> String {
    let mut out = word.to_owned();
    to_ing(&mut out);
    out
}

fn to_ing(word: &mut String) {
    if word.ends_with("ie") {
        word.truncate(word.len() - 2);
        word.push('y');
    } else if word.ends_with('e')
        && !word.ends_with("ee")
        && !word.ends_with("ye")
        && word.len() > 2
    {
        word.truncate(word.len() - 1);
    } else {
        double(word);
    }
    word.push_str("ing");
}

fn double(word: &mut String) {
    if doubles(word) {
        word.extend(word.chars().next_back());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflects_regular_and_irregular_words() {
        let table = Irregular::parse("slay\tv\tslew,slain\nman\tn\tmen\n");
        assert_eq!(table.verb("slay").participle, ["slain"]);
        assert_eq!(table.verb("stop").past, ["stopped"]);
        assert_eq!(table.verb("stop").ing, ["stopping"]);
        assert_eq!(table.verb("target").past, ["targeted"]);
        assert_eq!(table.verb("free").ing, ["freeing"]);
        assert_eq!(table.verb("accuse").ing, ["accusing"]);
        assert_eq!(table.verb("tie").ing, ["tying"]);
        assert_eq!(table.verb("bury").third, "buries");
        assert_eq!(table.noun("man"), ["men"]);
        assert_eq!(table.noun("patrol"), ["patrols"]);
    }
}
