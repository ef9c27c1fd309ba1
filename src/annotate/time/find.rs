//! The pass over a sentence that finds its time expressions.
//!
//! In come tokens; out go [`TimeMention`]s from left to right, each the longest that begins at its
//! token. A token that is neither a time word nor a digit costs one look at a table.

use std::ops::Range;

use super::calendar::Stretch;
use super::context::TimeContext;
use super::scan::{Found, Scan, What};
use super::words::{Role, TimeWords, start};
use super::{TimeMention, write};
use crate::event::Basis;
use crate::text::{Flags, Text};

impl TimeWords {
    /// Finds the time expressions of a sentence (a range of tokens) and resolves them; `context`
    /// takes note of what they name. A date that is a sentence of its own becomes a heading for
    /// what follows.
    pub fn find(
        &self,
        text: &Text,
        sentence: Range<usize>,
        context: &mut TimeContext,
    ) -> Vec<TimeMention> {
        let mut out = Vec::new();
        let mut at = sentence.start;
        let end = sentence.end.min(text.tokens.len());
        while at < end {
            let token = &text.tokens[at];
            if !token.flags.has(Flags::DIGIT) && !self.may_start(text, at, end) {
                at += 1;
                continue;
            }
            let scan = Scan {
                words: self,
                text,
                begin: sentence.start,
                end,
                context,
            };
            let Some(found) = scan.expression(at).filter(|f| f.end > at && f.end <= end) else {
                at += 1;
                continue;
            };
            let mention = write::mention(&scan, at, &found);
            note(context, &found);
            at = found.end;
            out.push(mention);
        }
        if let [mention] = &out[..]
            && let Some((first, last)) = mention.stretch
            && stands_alone(self, text, sentence.start..end, mention)
        {
            context.head(first, last);
        }
        out
    }

    /// Whether an expression may begin with the word at `at`, by it and the word after it.
    fn may_start(&self, text: &Text, at: usize, end: usize) -> bool {
        let bits = self.start(text.tokens[at].word);
        if bits & start::YES != 0 {
            return true;
        }
        let next = text.tokens.get(at + 1).filter(|_| at + 1 < end);
        let company = next.is_some_and(|t| {
            let digit = t.flags.has(Flags::DIGIT);
            let weak = bits & start::WEAK != 0
                && (digit || self.is_known(t.word) || t.flags.has(Flags::PUNCT));
            weak || bits & start::DETERMINER != 0 && (digit || self.shows(t.word))
        });
        company
            || bits & start::PHRASE != 0
                && self.phrases(text.tokens[at].word).iter().any(|(words, _)| {
                    let follow = text.tokens[at..end].iter().map(|t| &t.word);
                    words.len() <= end - at && words.iter().zip(follow).all(|(a, b)| a == b)
                })
    }
}

fn note(context: &mut TimeContext, found: &Found) {
    if found.aside {
        return;
    }
    match &found.what {
        What::Point(stretch) => context.note(*stretch, found.weekday),
        What::Span(_, last) => context.note(*last, found.weekday),
        What::Part(Some(day), _) | What::Clock { day: Some(day), .. } => {
            context.note(*day, found.weekday);
        }
        What::Length { value, placed } => {
            if let Some((first, last)) = placed
                && first == last
            {
                context.note(*first, false);
            }
            // Figures for nine months are compared with those of the year before.
            if matches!(value.as_str(), "P9M" | "P6M" | "P1Y")
                && let Some(date) = context.day()
            {
                context.period = Some(Stretch::Year(date.year()));
            }
        }
        _ => {}
    }
}

/// Whether nothing but the date, "week of" and the like stands in the sentence.
fn stands_alone(
    words: &TimeWords,
    text: &Text,
    sentence: Range<usize>,
    mention: &TimeMention,
) -> bool {
    let mut others = 0;
    for i in sentence {
        let token = &text.tokens[i];
        if mention.tokens.contains(&i) || token.flags.has(Flags::PUNCT) {
            continue;
        }
        let lexeme = words.lexeme(token.word);
        let head = lexeme.unit.is_some()
            || lexeme.is(Role::Of)
            || lexeme.is(Role::Period)
            || lexeme.is(Role::The)
            || lexeme.is(Role::From)
            || lexeme.is(Role::On);
        if !head {
            others += 1;
        }
    }
    others == 0
}

impl Scan<'_> {
    /// The longest time expression that begins at `at`.
    pub(super) fn expression(&self, at: usize) -> Option<Found> {
        use Role::*;
        let lexeme = self.lex(at);
        if let Some(found) = self.every(at) {
            return Some(found);
        }
        if self.any(at, &[Early, Late, Mid, Earlier, Later, Sometime])
            && let Some(found) = self.modified(at + 1, at)
        {
            return Some(found);
        }
        if self.any(at, &[The, Beginning, End, Middle, Eve, Half, First])
            && let Some(found) = self.part_of(at)
        {
            return Some(found);
        }
        if let Some(next) = self.hedge(at) {
            if let Some(found) = self.hedged(next) {
                return Some(found);
            }
            if !self.is(at, About) {
                return None;
            }
        }
        if lexeme.set != 0 {
            let value = self.words.set(lexeme.set).to_owned();
            return Some(Found::new(What::Set(value), at + 1, Basis::Explicit));
        }
        if self.is(at, Between)
            && let Some(found) = self.between(at)
        {
            return Some(found);
        }
        if self.is(at, A) {
            let year_ago = self.unit(at + 1).is_some() && self.joined(at + 2);
            if year_ago || self.compound(at + 1) {
                return None;
            }
            return self
                .quarter(at)
                .or_else(|| self.length(at))
                .or_else(|| self.phrase(at));
        }
        self.point(at)
    }

    /// "two-week", "five year" before a noun: the article before it belongs to the noun.
    pub(super) fn compound(&self, at: usize) -> bool {
        let lexeme = self.lex(at);
        if lexeme.is(Role::Several) || lexeme.is(Role::Few) {
            return self.joined(at + 1);
        }
        if !lexeme.number && !self.has(at, Flags::DIGIT) {
            return false;
        }
        self.words
            .numerals
            .read(self.text, at, self.end)
            .is_some_and(|numeral| {
                let unit = self.lex(numeral.end);
                unit.unit.is_some() && !unit.plural && !numeral.ordinal
            })
    }

    pub(super) fn hedged(&self, at: usize) -> Option<Found> {
        self.clock(at)
            .or_else(|| self.length(at))
            .or_else(|| {
                self.stretch_of_units(at).filter(|f| {
                    matches!(f.what, What::Length { .. })
                        && self.is(at, Role::The)
                        && !self.is(at - 1, Role::Over)
                })
            })
            .or_else(|| {
                self.is(at - 1, Role::About)
                    .then(|| self.point(at))
                    .flatten()
                    .filter(|f| !matches!(f.what, What::Reference(_)))
            })
    }

    /// Any expression but the modified ones.
    pub(super) fn point(&self, at: usize) -> Option<Found> {
        let lexeme = self.lex(at);
        let digit = self.has(at, Flags::DIGIT);
        if digit && let Some(found) = self.clock(at) {
            return Some(found);
        }
        if lexeme.clock != 0 {
            return self.clock(at);
        }
        if let Some(found) = self.absolute(at) {
            return Some(self.ranged(at, self.with_part(found)));
        }
        if lexeme.weekday != 0 {
            if lexeme.plural && self.has(at, Flags::CAPITAL) {
                let value = format!("XXXX-WXX-{}", lexeme.weekday);
                return Some(Found::new(What::Set(value), at + 1, Basis::Explicit));
            }
            let found = self.bare_weekday(at)?;
            return Some(self.with_part(found));
        }
        self.quarter(at)
            .or_else(|| self.year_end(at))
            .or_else(|| self.century(at))
            .or_else(|| self.determined(at).map(|f| self.with_part(f)))
            .or_else(|| self.stretch_of_units(at))
            .or_else(|| self.length(at))
            .or_else(|| self.season(at))
            .or_else(|| self.decade(if self.is(at, Role::The) { at + 1 } else { at }))
            .or_else(|| self.plain_unit(at))
            .or_else(|| self.phrase(at).map(|f| self.with_part(f)))
            .or_else(|| self.bare_year(at))
            .or_else(|| self.lone_part(at))
            .or_else(|| self.overnight(at))
    }

    /// "each Thursday", "every month", "every summer", "each of the past three years".
    pub(super) fn every(&self, at: usize) -> Option<Found> {
        use Role::*;
        if !self.is(at, Each) {
            return None;
        }
        let mut next = at + 1;
        if self.is(next, Of) {
            let found = self.stretch_of_units(next + 1)?;
            return Some(found);
        }
        if self.is(next, Other) {
            next += 1;
        }
        let lexeme = self.lex(next);
        let value = if lexeme.weekday != 0 {
            let part = self.lex(next + 1).part.map_or("", TimeContext::part_code);
            let value = format!("XXXX-WXX-{}{part}", lexeme.weekday);
            next += usize::from(!part.is_empty());
            value
        } else if lexeme.month != 0 && self.has(next, Flags::CAPITAL) {
            format!("XXXX-{:02}", lexeme.month)
        } else if let Some(season) = lexeme.season {
            Stretch::Season(None, season).timex()
        } else if let Some(part) = lexeme.part {
            format!("XXXX-XX-XX{}", TimeContext::part_code(part))
        } else if let Some(unit) = lexeme.unit.filter(|_| !lexeme.plural) {
            super::length::duration(Some(1.0), unit)
        } else if let Some(numeral) = self.words.numerals.read(self.text, next, self.end)
            && let Some(unit) = self.unit(numeral.end)
            && !numeral.ordinal
        {
            next = numeral.end;
            super::length::duration(Some(numeral.value), unit)
        } else {
            return None;
        };
        Some(Found::new(What::Set(value), next + 1, Basis::Explicit))
    }
}
