//! A document up to its names: page, tokens, sentences, mentions of the gazetteer.

use std::ops::Range;

use crate::annotate::name::{Hints, names, people};
use crate::annotate::number::{NumberKind, NumberMention};
use crate::annotate::time::{TimeContext, TimeMention};
use crate::assemble::Discourse;
use crate::event::{Place, Relation};
use crate::extract::Scene;
use crate::group::{Context, Name, Number, parse};
use crate::pack::Extractor;
use crate::read::{layout, published};
use crate::text::{Flags, SentenceKind, Text, split, tokenize};
use crate::{Document, DocumentInfo};

/// A document's text with its names and what is known about its day.
pub(super) struct Prepared<'a> {
    pub(super) text: Text<'a>,
    pub(super) info: DocumentInfo,
    pub(super) published: Option<jiff::civil::Date>,
    pub(super) dateline: Option<std::ops::Range<usize>>,
    pub(super) dateplace: Option<std::ops::Range<usize>>,
    pub(super) names: Vec<Name>,
    /// The persons that it names in full.
    pub(super) people: Vec<Range<usize>>,
}

/// What is found in one sentence before it is parsed.
pub(super) struct Analysis {
    range: Range<usize>,
    pub(super) mentions: Vec<TimeMention>,
    pub(super) raw: Vec<NumberMention>,
    numbers: Vec<Number>,
    times: Vec<Range<usize>>,
    upper: bool,
}

impl Extractor {
    pub(super) fn prepare<'a>(&self, document: &'a Document, whole: bool) -> Prepared<'a> {
        let source = document.text.as_str();
        let page = layout(source);
        let found = document.published.or_else(|| published(source, &page));
        let title = document
            .title
            .clone()
            .or_else(|| page.title.clone().map(|r| source[r].trim().to_owned()));
        let mut info = DocumentInfo::from(document);
        info.title = title;
        info.published = found.map(|d| d.to_string());
        let tokens = tokenize(source, &self.words.vocabulary);
        let regions = if whole {
            std::iter::once(0..source.len()).collect()
        } else {
            page.body.clone()
        };
        let mut sentences = split(source, &tokens, &regions);
        // Where nothing follows, a headline is what is told.
        if sentences.iter().all(|s| s.kind == SentenceKind::Heading) {
            for sentence in &mut sentences {
                sentence.kind = SentenceKind::Body;
            }
        }
        let dateline = page.dateline.as_ref().and_then(|d| d.date.clone());
        let dateplace = page.dateline.as_ref().and_then(|d| d.place.clone());
        let mut text = Text {
            source,
            tokens,
            sentences,
        };
        let people = people(&self.gazetteer, &self.words, &mut text);
        let hints = Hints {
            source: document.source.as_deref(),
            day: found,
        };
        let names = names(&self.gazetteer, &self.words, &text, hints);
        Prepared {
            text,
            info,
            published: found,
            dateline,
            dateplace,
            names,
            people,
        }
    }

    pub(super) fn dateline(&self, prepared: &Prepared, times: &mut TimeContext) {
        if let Some(range) = &prepared.dateline {
            let text = &prepared.text;
            let low = text
                .tokens
                .partition_point(|t| (t.start as usize) < range.start);
            let high = text
                .tokens
                .partition_point(|t| (t.end as usize) <= range.end);
            if low < high {
                let mentions = self.times.find(text, low..high, times);
                times.dateline(&mentions);
            }
        }
    }

    /// The place of the dateline: where a wire report's events are, unless it says otherwise.
    pub(super) fn dateline_place(&self, prepared: &Prepared) -> Option<Place> {
        let range = prepared.dateplace.clone()?;
        let text = &prepared.text;
        let name = prepared.names.iter().find(|n| {
            let start = text.tokens[n.tokens.start].start as usize;
            // "SAN LUCAS": San alone is another town.
            let goes_on = text.tokens.get(n.tokens.end).is_some_and(|t| {
                range.contains(&(t.start as usize)) && t.flags.has(Flags::CAPITAL)
            });
            !goes_on && range.contains(&start) && self.gazetteer.entry(n.entry).is_place()
        })?;
        let entry = self.gazetteer.entry(name.entry);
        Some(crate::assemble::of_entry(
            text,
            name.tokens.clone(),
            Some(entry),
            Relation::In,
        ))
    }

    pub(super) fn within<'n>(
        &self,
        names: &'n [Name],
        range: &std::ops::Range<usize>,
    ) -> &'n [Name] {
        let low = names.partition_point(|n| n.tokens.start < range.start);
        let high = names.partition_point(|n| n.tokens.start < range.end);
        &names[low..high]
    }

    /// The numbers of a sentence beside its times, ready for the parse.
    pub(super) fn analyse(
        &self,
        text: &Text,
        range: Range<usize>,
        mentions: Vec<TimeMention>,
    ) -> Analysis {
        let mut raw: Vec<NumberMention> = Vec::new();
        self.numbers.find(text, range.clone(), &mut raw);
        Analysis {
            numbers: numbers(text, &raw),
            raw,
            times: mentions.iter().map(|m| m.tokens.clone()).collect(),
            upper: upper(text, &range),
            mentions,
            range,
        }
    }

    /// Parses a sentence and shows it to `visit` as the rules see it.
    pub(super) fn scene<R>(
        &self,
        prepared: &Prepared,
        analysis: &Analysis,
        visit: impl FnOnce(&mut Scene) -> R,
    ) -> R {
        let context = Context {
            text: &prepared.text,
            words: &self.words,
            names: self.within(&prepared.names, &analysis.range),
            numbers: &analysis.numbers,
            times: &analysis.times,
            grammar: &self.grammar,
            upper: analysis.upper,
        };
        let parsed = parse(&context, analysis.range.clone());
        visit(&mut Scene::new(context, &self.gazetteer, &parsed))
    }

    /// Shows each sentence of a document to `visit`, parsed, in order; pronouns stand for whom they
    /// stand for in `extract`.
    pub(crate) fn each_scene(&self, document: &Document, visit: &mut dyn FnMut(&Scene)) {
        let prepared = self.prepare(document, false);
        let text = &prepared.text;
        let mut times = TimeContext::new(prepared.published, None);
        let mut discourse = Discourse::new(&prepared.people, &self.program.special);
        for sentence in &text.sentences {
            let range = sentence.tokens();
            let mentions = self.times.find(text, range.clone(), &mut times);
            let analysis = self.analyse(text, range, mentions);
            self.scene(&prepared, &analysis, |scene| {
                if sentence.kind != SentenceKind::Heading {
                    discourse.note(scene);
                    scene.stand = discourse.stand(scene);
                }
                visit(scene);
            });
        }
    }
}

fn numbers(text: &Text, raw: &[NumberMention]) -> Vec<Number> {
    raw.iter()
        .map(|n| Number {
            tokens: n.tokens.clone(),
            count: n.to_count(text),
            counts: n.kind == NumberKind::Cardinal,
        })
        .collect()
}

/// Whether a sentence is written in capitals throughout.
fn upper(text: &Text, range: &std::ops::Range<usize>) -> bool {
    let mut upper = 0;
    let mut words = 0;
    for t in range.clone() {
        let flags = text.tokens[t].flags;
        if flags.has(Flags::PUNCT | Flags::DIGIT) || text.of(t).len() < 2 {
            continue;
        }
        words += 1;
        upper += usize::from(flags.has(Flags::UPPER));
    }
    words >= 3 && upper * 10 >= words * 9
}

#[cfg(test)]
mod tests {
    use crate::probe::assaults;

    #[test]
    fn a_headline_alone_is_told() {
        for text in [
            "Bomb kills five in Kabul",
            "Five killed in Kabul blast",
            "Gunmen attack army base in Mali, killing five",
        ] {
            let events = assaults(text);
            assert_eq!(events.len(), 1, "{text}");
            assert_eq!(events[0].casualties.len(), 1, "{text}");
        }
        let report = "Bomb kills five in Kabul\n\nA bomb killed five men in Kabul on Monday.\n";
        assert_eq!(assaults(report).len(), 1);
    }
}
