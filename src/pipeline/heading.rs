//! Day and place that hold for what follows: of headings, of the heads of list entries, of the sentence
//! before.

use super::judge::real;
use super::story::Story;
use crate::annotate::time::TimeMention;
use crate::assemble::{Draft, Setting};
use crate::event::*;
use crate::gazetteer::NameKind;
use crate::group::Name;
use crate::lexicon::{Closed, form};
use crate::pack::Extractor;
use crate::text::{Flags, SentenceKind, Text};

/// How many sentences on, within a paragraph, day and place of an event still hold.
const NEAR: usize = 2;
/// How many words before a colon may head what follows it.
const LEAD: usize = 11;

impl Story<'_> {
    /// Begins or ends a list entry.
    pub(super) fn enter(&mut self, item: u32) {
        if item == self.item {
            return;
        }
        self.item = item;
        self.entry = Setting::default();
        if item == 0 {
            self.times.leave_item();
        } else {
            self.times.enter_item();
        }
    }

    /// "8 May, Gwadar: Seven barbers were shot": what stands before the colon holds for the item or
    /// paragraph.
    pub(super) fn lead(&mut self, number: usize, mentions: &[TimeMention]) {
        let text = &self.prepared.text;
        let sentence = &text.sentences[number];
        let before = number.checked_sub(1).map(|n| &text.sentences[n]);
        let range = sentence.tokens();
        let goes_on =
            before.is_some_and(|b| b.item == sentence.item && b.paragraph == sentence.paragraph);
        let line = text.tokens[range.start].flags.has(Flags::LINE);
        if goes_on && !line {
            return;
        }
        if sentence.item == 0 && before.is_some_and(|b| b.item == 0) && !goes_on {
            self.entry = Setting::default();
        }
        let reach = range.start + 1..range.end.min(range.start + LEAD);
        let Some(end) = reach.into_iter().find(|&t| text.of(t) == ":") else {
            return;
        };
        let lead = range.start..end;
        if end + 1 >= range.end || self.tells(&lead, mentions) {
            return;
        }
        let times = mentions.iter().take_while(|m| m.tokens.end <= end).count();
        let found = self.head(&lead, &mentions[..times]);
        if found.date.is_some() || found.place.is_some() {
            self.entry = found;
            self.led = number;
        }
    }

    /// Whether some words have a verb; the verb of "8 May" is none.
    fn tells(&self, range: &std::ops::Range<usize>, mentions: &[TimeMention]) -> bool {
        let dated = |t: usize| mentions.iter().any(|m| m.tokens.contains(&t));
        let verb = |t: usize| has_verb(self.extractor, &self.prepared.text, &(t..t + 1));
        range.clone().any(|t| !dated(t) && verb(t))
    }

    /// The day and place that a heading or the head of an item names.
    fn head(&self, range: &std::ops::Range<usize>, mentions: &[TimeMention]) -> Setting {
        let text = &self.prepared.text;
        let names = self.extractor.within(&self.prepared.names, range);
        let mut found = self.extractor.setting(text, names, mentions);
        if found.place.is_none() && found.date.is_some() && names.is_empty() {
            found.place = self.unknown_place(range, mentions);
        }
        found
    }

    /// "Barsalogho, 24 August": beside a day, a name that no gazetteer has is a place's.
    fn unknown_place(
        &self,
        range: &std::ops::Range<usize>,
        mentions: &[TimeMention],
    ) -> Option<Place> {
        let text = &self.prepared.text;
        let dated = |t: usize| mentions.iter().any(|m| m.tokens.contains(&t));
        let flags = |t: usize| text.tokens[t].flags;
        let name = |t: usize| flags(t).has(Flags::CAPITAL) && !flags(t).has(Flags::UPPER);
        let start = range.clone().find(|&t| !dated(t) && name(t))?;
        let before = start == range.start || text.of(start - 1) == ",";
        let end = (start..range.end)
            .find(|&t| dated(t) || !name(t))
            .unwrap_or(range.end);
        let after = end == range.end || matches!(text.of(end), "," | ":" | "." | "(");
        if !before || !after || end - start > 3 {
            return None;
        }
        let mut place = crate::assemble::of_entry(text, start..end, None, Relation::In);
        let country = self.heading.place.as_ref().and_then(|p| p.country.clone());
        place.country = country;
        Some(place)
    }

    /// Whether a line heads what follows; if so, takes its day and place.
    pub(super) fn heads(&mut self, number: usize, mentions: &[TimeMention]) -> bool {
        let text = &self.prepared.text;
        let sentence = &text.sentences[number];
        let range = sentence.tokens();
        let heading = sentence.kind == SentenceKind::Heading;
        if !heading && (range.len() > 8 || self.tells(&range, mentions)) {
            return false;
        }
        let found = self.head(&range, mentions);
        let told = found.date.is_some() || found.place.is_some();
        let next = text.sentences.get(number + 1);
        if heading {
            self.times.heading(mentions);
            self.entry = Setting::default();
        } else if self.item > 0 || told && next.is_some_and(|n| n.paragraph == sentence.paragraph) {
            self.entry = found;
            return true;
        }
        if told {
            self.heading = found;
        }
        true
    }

    /// What the sentence before told of time and place still holds, and no longer.
    pub(super) fn setting(&self, number: usize) -> Setting {
        let sentence = &self.prepared.text.sentences[number];
        let near = |d: &&Draft| {
            d.item == sentence.item
                && d.paragraph == sentence.paragraph
                && number - d.sentence <= NEAR
                && d.sentence >= self.led
        };
        let carried = self.drafts.iter().rev().take_while(near).find(|d| real(d));
        let heading = self.entry.date.as_ref().or(self.heading.date.as_ref());
        // "in the past five years": says nothing of the next sentence's deed.
        let date = carried
            .filter(|d| d.own_date)
            .and_then(|d| d.event.date.as_ref())
            .filter(|d| d.precision < Precision::Year || d.edtf.len() == 4);
        let place = carried
            .and_then(|d| d.event.place.as_ref())
            .or(self.entry.place.as_ref())
            .or(self.heading.place.as_ref())
            .or(self.origin.as_ref().filter(|_| sentence.item == 0));
        Setting {
            date: date.or(heading).cloned().or_else(|| self.stamped(number)),
            heading: heading.cloned(),
            place: place.cloned(),
            lead: self.entry.place.clone(),
        }
    }
}

impl Extractor {
    fn setting(&self, text: &Text, names: &[Name], mentions: &[TimeMention]) -> Setting {
        let date = mentions
            .iter()
            .find(|m| m.dates_events)
            .and_then(|m| crate::assemble::date(text, m));
        let place = names
            .iter()
            .filter(|n| {
                matches!(n.kind, NameKind::Name | NameKind::Acronym)
                    && self.gazetteer.entry(n.entry).is_place()
            })
            .map(|n| {
                let entry = self.gazetteer.entry(n.entry);
                crate::assemble::of_entry(text, n.tokens.clone(), Some(entry), Relation::In)
            })
            .max_by_key(crate::assemble::rank);
        Setting {
            date,
            heading: None,
            place,
            lead: None,
        }
    }
}

fn has_verb(extractor: &Extractor, text: &Text, range: &std::ops::Range<usize>) -> bool {
    range.clone().any(|t| {
        let info = extractor.words.info(text.tokens[t].word);
        matches!(
            info.closed,
            Closed::Be | Closed::Have | Closed::Do | Closed::Modal
        ) || info.forms & form::PAST != 0 && !info.noun() && !info.adjective()
            || info.forms & (form::PAST | form::THIRD) != 0 && info.shares[1] > info.shares[0]
    })
}
