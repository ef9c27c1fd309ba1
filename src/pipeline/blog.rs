//! Live blogs: entries with the hour before them, of which the newest often stands first.

use super::Story;
use crate::assemble::Draft;
use crate::event::{Basis, Date, Precision};
use crate::text::{SentenceKind, Text};

/// The hour that stands before an entry, in minutes.
fn stamp(text: &Text, sentence: usize) -> Option<u32> {
    let sentence = &text.sentences[sentence];
    let before = (sentence.start as usize).checked_sub(1)?;
    if sentence.kind != SentenceKind::Item {
        return None;
    }
    let (hour, minute) = text.of(before).split_once(':')?;
    Some(hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok()?)
}

/// The entry of a sentence: the last stamped sentence before it.
fn entry(text: &Text, sentence: usize) -> Option<usize> {
    const ENTRY: usize = 12;
    (0..=sentence)
        .rev()
        .take(ENTRY)
        .find(|&s| stamp(text, s).is_some())
}

/// For each sentence its rank in time, if the newest entry of the blog stands first.
pub(super) fn order(text: &Text) -> Option<Vec<usize>> {
    let count = text.sentences.len();
    let stamps: Vec<(usize, u32)> = (0..count)
        .filter_map(|s| stamp(text, s).map(|m| (s, m)))
        .collect();
    if stamps.len() < 3 || stamps.windows(2).any(|w| w[0].1 < w[1].1) {
        return None;
    }
    let mut told: Vec<usize> = (0..stamps[0].0).collect();
    for (i, &(first, _)) in stamps.iter().enumerate().rev() {
        let end = stamps.get(i + 1).map_or(count, |n| n.0);
        told.extend(first..end);
    }
    let mut ranks = vec![0; count];
    for (rank, sentence) in told.into_iter().enumerate() {
        ranks[sentence] = rank;
    }
    Some(ranks)
}

/// Puts drafts in the order of time.
pub(super) fn by_time(drafts: &mut [Draft], ranks: &[usize]) {
    for draft in drafts.iter_mut() {
        draft.sentence = ranks[draft.sentence];
        draft.latest = ranks[draft.latest];
    }
    drafts.sort_by_key(|d| d.sentence);
}

/// Puts them back in the order of the text.
pub(super) fn by_text(drafts: &mut [Draft], ranks: &[usize]) {
    let mut sentences = vec![0; ranks.len()];
    for (sentence, &rank) in ranks.iter().enumerate() {
        sentences[rank] = sentence;
    }
    for draft in drafts.iter_mut() {
        draft.sentence = sentences[draft.sentence];
        draft.latest = sentences[draft.latest];
    }
    drafts.sort_by_key(|d| d.event.evidence.anchor.start);
}

impl Story<'_> {
    /// The day of an entry is that of its page.
    pub(super) fn stamped(&self, sentence: usize) -> Option<Date> {
        let text = &self.prepared.text;
        let published = self.prepared.published?;
        let first = &text.sentences[entry(text, sentence)?];
        let token = &text.tokens[first.start as usize - 1];
        let day = published.to_string();
        Some(Date {
            text: text.of(first.start as usize - 1).to_owned(),
            start: token.start as usize,
            end: token.end as usize,
            edtf: day.clone(),
            earliest: Some(day.clone()),
            latest: Some(day),
            precision: Precision::Day,
            basis: Basis::Publication,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Extractor, Pack};

    #[test]
    fn a_blog_is_read_from_its_oldest_entry() {
        let extractor = Extractor::new(&Pack::embedded()).unwrap();
        let text = "LIVE: Blast in Taiz\n\n\
            14:10 Police have closed the harbour road.\n\n\
            13:05 The death toll has risen to seven.\n\n\
            12:40 Gunmen attacked a bus in Taiz.\n";
        let mut document = Document::new("a", text);
        document.published = Some(jiff::civil::date(2024, 6, 14));
        let events = extractor.extract(&document);
        let attacks: Vec<_> = events.iter().filter(|e| e.kind == "ASSAULT").collect();
        assert_eq!(attacks.len(), 1);
        assert_eq!(attacks[0].casualties.len(), 1);
        let closed = events.iter().find(|e| e.kind == "COERCE").unwrap();
        let day = closed.date.as_ref().map(|d| d.edtf.as_str());
        assert_eq!(day, Some("2024-06-14"));
    }

    #[test]
    fn who_tells_is_who_it_is() {
        let extractor = Extractor::new(&Pack::embedded()).unwrap();
        let text = "Chad praised Niger. Mali said it had arrested nine gunmen.";
        let events = extractor.extract(&Document::new("a", text));
        let arrest = events.iter().find(|e| e.kind == "COERCE").unwrap();
        assert_eq!(arrest.actors[0].text, "Mali");
    }
}
