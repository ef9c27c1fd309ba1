//! A document through all steps: text, mentions, groups, matches, events.

use serde::Serialize;

use crate::annotate::name::{Hints, inside, names};
use crate::annotate::number::{NumberKind, NumberMention};
use crate::annotate::time::{TimeContext, TimeMention, TimexType};
use crate::assemble::{Discourse, Draft, Finding, Setting, draft, merge};
use crate::event::*;
use crate::extract::{Scene, read, responsibility};
use crate::gazetteer::NameKind;
use crate::group::{Context, Name, Number, UnitKind, parse};
use crate::pack::Extractor;
use crate::read::{layout, published};
use crate::text::{Flags, SentenceKind, Text, split, tokenize};
use crate::{Document, DocumentInfo};

/// A document with the mentions found in it.
#[derive(Clone, Debug, Serialize)]
pub struct Annotated {
    /// The document.
    pub document: DocumentInfo,
    /// The mentions, in order of the text.
    pub mentions: Vec<AnnotatedMention>,
}

/// One mention with its normalised value.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AnnotatedMention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `place`, `nationality`, `group`, `organisation`, `person`, `weapon`, `date`, `time`,
    /// `duration`, `set` or `number`.
    pub kind: String,
    /// Gazetteer id.
    pub id: Option<String>,
    /// Canonical name.
    pub name: Option<String>,
    /// What the entry is, e.g. `settlement`, `armed-group`.
    pub class: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Latitude, WGS84 degrees.
    pub lat: Option<f64>,
    /// Longitude, WGS84 degrees.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames_id: Option<u64>,
    /// EDTF, for what stands on the calendar.
    pub edtf: Option<String>,
    /// First day, ISO.
    pub earliest: Option<String>,
    /// Last day, ISO.
    pub latest: Option<String>,
    /// TIMEX3 type and value.
    pub timex: Option<Timex>,
    /// For numbers.
    pub count: Option<Count>,
}

/// TIMEX3 type and value.
#[derive(Clone, Debug, Serialize)]
pub struct Timex {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The value.
    pub value: String,
}

/// A document's text with its names and what is known about its day.
struct Prepared<'a> {
    text: Text<'a>,
    info: DocumentInfo,
    published: Option<jiff::civil::Date>,
    dateline: Option<std::ops::Range<usize>>,
    dateplace: Option<std::ops::Range<usize>>,
    names: Vec<Name>,
}

impl Extractor {
    fn prepare<'a>(&self, document: &'a Document, whole: bool) -> Prepared<'a> {
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
        let sentences = split(source, &tokens, &regions);
        let dateline = page.dateline.as_ref().and_then(|d| d.date.clone());
        let dateplace = page.dateline.as_ref().and_then(|d| d.place.clone());
        let text = Text {
            source,
            tokens,
            sentences,
        };
        let hints = Hints {
            source: document.source.as_deref(),
        };
        let names = names(&self.gazetteer, &self.words, &text, hints);
        Prepared {
            text,
            info,
            published: found,
            dateline,
            dateplace,
            names,
        }
    }

    fn context(&self, prepared: &Prepared, times: &mut TimeContext) {
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

    /// Reads the events of a document.
    pub fn extract(&self, document: &Document) -> Vec<Event> {
        let prepared = self.prepare(document, false);
        let text = &prepared.text;
        let mut times = TimeContext::new(prepared.published, None);
        self.context(&prepared, &mut times);
        let mut drafts: Vec<Draft> = Vec::new();
        let mut discourse = Discourse::default();
        let origin = self.dateline_place(&prepared);
        let mut heading = Setting::default();
        let mut item_setting = Setting::default();
        let mut item = 0;
        let mut claims: Vec<Said> = Vec::new();
        let mut council: Option<Vec<Participant>> = None;
        for (number, sentence) in text.sentences.iter().enumerate() {
            let range = sentence.tokens();
            if sentence.item != item {
                item = sentence.item;
                item_setting = Setting::default();
                if item == 0 {
                    times.leave_item();
                } else {
                    times.enter_item();
                }
            }
            let mentions = self.times.find(text, range.clone(), &mut times);
            let names = self.within(&prepared.names, &range);
            let triggered = range.clone().any(|t| {
                let word = text.tokens[t].word;
                self.words.info(word).trigger || self.program.triggers(word)
            });
            let short = range.len() <= 8
                && (sentence.kind == SentenceKind::Heading || !has_verb(self, text, &range));
            if sentence.kind == SentenceKind::Heading || short {
                let found = self.setting(text, names, &mentions);
                if sentence.kind == SentenceKind::Heading {
                    times.heading(&mentions);
                    if found.date.is_some() || found.place.is_some() {
                        heading = found.clone();
                    }
                    item_setting = Setting::default();
                } else if item > 0 {
                    item_setting = found;
                } else if found.date.is_some() || found.place.is_some() {
                    heading = found;
                }
                if sentence.kind == SentenceKind::Heading || !triggered {
                    continue;
                }
            }
            // "The Council, having met today,": what follows in items is said of it.
            let open = sentence.item == 0 && matches!(text.of(range.end - 1), "," | ":");
            if !triggered && !open {
                continue;
            }
            let mut raw: Vec<NumberMention> = Vec::new();
            self.numbers.find(text, range.clone(), &mut raw);
            let numbers = numbers(text, &raw);
            let stretches: Vec<_> = mentions.iter().map(|m| m.tokens.clone()).collect();
            let context = Context {
                text,
                words: &self.words,
                names,
                numbers: &numbers,
                times: &stretches,
                grammar: &self.grammar,
                upper: upper(text, &range),
            };
            let parsed = parse(&context, range.clone());
            let scene = Scene::new(context, &self.gazetteer, &parsed);
            discourse.note(&scene);
            // "The Council, having met today, 1. Condemns …": the items share the subject above them.
            if sentence.item == 0 {
                let subject = parsed
                    .units
                    .iter()
                    .position(|u| u.kind == UnitKind::Noun && !u.pronoun)
                    .filter(|_| open);
                council = subject.map(|unit| {
                    crate::assemble::participants(
                        &scene,
                        &discourse,
                        crate::extract::Filler::Unit(unit),
                        Certainty::Stated,
                    )
                });
            }
            // What the sentence before told of time and place still holds, and no longer.
            let near = |d: &&Draft| {
                d.item == sentence.item
                    && d.paragraph == sentence.paragraph
                    && number - d.sentence <= 1
            };
            let carried = drafts.iter().rev().take_while(near).find(|d| real(d));
            let setting = Setting {
                date: carried
                    .filter(|d| d.own_date)
                    .and_then(|d| d.event.date.clone())
                    .or_else(|| item_setting.date.clone())
                    .or_else(|| heading.date.clone()),
                heading: item_setting.date.clone().or_else(|| heading.date.clone()),
                place: carried
                    .and_then(|d| d.event.place.clone())
                    .or_else(|| item_setting.place.clone())
                    .or_else(|| heading.place.clone())
                    .or_else(|| origin.clone().filter(|_| sentence.item == 0)),
            };
            for r in responsibility(&scene, &self.program.special) {
                let by = r.by.map(|unit| {
                    crate::assemble::participants(
                        &scene,
                        &discourse,
                        crate::extract::Filler::Unit(unit),
                        certain(r.status),
                    )
                });
                let span = crate::assemble::span(text, range.clone());
                claims.push(Said {
                    status: r.status,
                    by: by.unwrap_or_default(),
                    sentence: number,
                    item: sentence.item,
                    span,
                });
            }
            for found in self.program.matches(&scene) {
                let mut reading = read(&scene, &self.program.special, &found);
                self.program.apply(&scene, &found, &mut reading);
                let finding = Finding {
                    found: &found,
                    reading,
                };
                let mut new = draft(
                    &scene,
                    &self.program,
                    &discourse,
                    &finding,
                    &mentions,
                    &setting,
                    number,
                );
                if let Some(council) = &council
                    && new.event.actors.is_empty()
                    && !found.nominal
                    && found
                        .anchor
                        .clause
                        .is_some_and(|c| parsed.clauses[c].subject.is_none())
                {
                    new.event.actors = council.clone();
                }
                new.item = sentence.item;
                new.paragraph = sentence.paragraph;
                new.event
                    .evidence
                    .sentences
                    .push(crate::assemble::span(text, range.clone()));
                self.modes(&scene, &found, &mut new.event);
                self.contexts(text, &range, &mut new.event);
                drafts.push(new);
            }
        }
        let drafts: Vec<Draft> = drafts.into_iter().filter(real).collect();
        let mut merged = merge(drafts);
        for claim in claims {
            attach(&mut merged, claim);
        }
        merged.retain(worth);
        self.finish(document, &prepared, merged)
    }

    /// The place of the dateline: where a wire report's events are, unless it says otherwise.
    fn dateline_place(&self, prepared: &Prepared) -> Option<Place> {
        let range = prepared.dateplace.clone()?;
        let text = &prepared.text;
        let name = prepared.names.iter().find(|n| {
            let start = text.tokens[n.tokens.start].start as usize;
            range.contains(&start) && self.gazetteer.entry(n.entry).is_place()
        })?;
        let entry = self.gazetteer.entry(name.entry);
        Some(crate::assemble::of_entry(
            text,
            name.tokens.clone(),
            Some(name.entry),
            Some(entry),
            Relation::In,
        ))
    }

    fn within<'n>(&self, names: &'n [Name], range: &std::ops::Range<usize>) -> &'n [Name] {
        let low = names.partition_point(|n| n.tokens.start < range.start);
        let high = names.partition_point(|n| n.tokens.start < range.end);
        &names[low..high]
    }

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
                crate::assemble::of_entry(
                    text,
                    n.tokens.clone(),
                    Some(n.entry),
                    Some(entry),
                    Relation::In,
                )
            })
            .max_by_key(crate::assemble::rank);
        Setting {
            date,
            heading: None,
            place,
        }
    }

    /// Modes that the anchor, an instrument or an actor implies.
    fn modes(&self, scene: &Scene, found: &crate::extract::Match, event: &mut Event) {
        let mut tokens: Vec<(usize, usize)> = vec![];
        let unit = &scene.parse.units[found.anchor.unit];
        for t in unit.start..unit.end {
            tokens.push((t, unit.start));
        }
        for (slot, filler) in &found.slots {
            if matches!(
                slot,
                crate::extract::Slot::Instruments
                    | crate::extract::Slot::Actors
                    | crate::extract::Slot::Other(_)
            ) && let crate::extract::Filler::Unit(u) = filler
            {
                let u = &scene.parse.units[*u];
                for t in u.start..u.end {
                    tokens.push((t, u.start));
                }
            }
        }
        for &u in &found.extra {
            let u = &scene.parse.units[u];
            tokens.extend((u.start..u.end).map(|t| (t, u.start)));
        }
        if let Some(clause) = found.anchor.clause {
            let c = &scene.parse.clauses[clause];
            for unit in c.subject.iter().chain(&c.objects) {
                let u = &scene.parse.units[*unit];
                tokens.extend((u.start..u.end).map(|t| (t, u.start)));
            }
            for phrase in scene
                .parse
                .phrases
                .iter()
                .filter(|p| p.clause == Some(clause))
            {
                if matches!(
                    scene
                        .context
                        .text
                        .of(phrase.preposition)
                        .to_ascii_lowercase()
                        .as_str(),
                    "with" | "by" | "using" | "in"
                ) {
                    let u = &scene.parse.units[phrase.unit];
                    tokens.extend((u.start..u.end).map(|t| (t, u.start)));
                }
            }
        }
        for (kind, mode, lexicon) in &self.implied {
            if *kind != event.kind || event.modes.contains(mode) {
                continue;
            }
            let shown = tokens.iter().any(|&(t, low)| {
                scene.reads(
                    t,
                    *lexicon,
                    u16::MAX,
                    low,
                    scene.parse.start + scene.parse.tags.len(),
                )
            });
            if shown {
                event.modes.push(mode.clone());
            }
        }
    }

    fn contexts(&self, text: &Text, range: &std::ops::Range<usize>, event: &mut Event) {
        for (topic, phrases) in &self.topics {
            let shown = phrases.iter().any(|phrase| {
                !phrase.is_empty()
                    && range.clone().any(|t| {
                        t + phrase.len() <= range.end
                            && phrase
                                .iter()
                                .enumerate()
                                .all(|(i, w)| text.tokens[t + i].word == *w)
                    })
            });
            if shown && !event.contexts.contains(topic) {
                event.contexts.push(topic.clone());
            }
        }
    }

    fn finish(&self, document: &Document, prepared: &Prepared, drafts: Vec<Draft>) -> Vec<Event> {
        let points = CodePoints::new(&document.text);
        drafts
            .into_iter()
            .map(|d| {
                let mut event = d.event;
                event.document = prepared.info.clone();
                event.evidence.sentences.sort_by_key(|s| s.start);
                self.codes(&mut event);
                points.event(&mut event);
                event.id = id(&document.id, &event);
                event
            })
            .collect()
    }

    fn codes(&self, event: &mut Event) {
        let first = event.modes.first();
        let of = |mode: Option<&String>| {
            let mut all = self.codes.iter();
            all.find(|(kind, m, _)| *kind == event.kind && m.as_ref() == mode)
        };
        let Some((_, _, codes)) = of(first).or_else(|| of(None)) else {
            return;
        };
        event.codes = Codes {
            plover: match first {
                Some(mode) => format!("{}/{mode}", event.kind),
                None => event.kind.clone(),
            },
            ..codes.clone()
        };
    }

    /// Marks the mentions of a document.
    pub fn annotate(&self, document: &Document) -> Annotated {
        let prepared = self.prepare(document, true);
        let text = &prepared.text;
        let points = CodePoints::new(&document.text);
        let mut times = TimeContext::new(prepared.published, None);
        self.context(&prepared, &mut times);
        let mut mentions = Vec::new();
        let mut raw: Vec<NumberMention> = Vec::new();
        let place = |range: &std::ops::Range<usize>| {
            let s = crate::assemble::span(text, range.clone());
            (s.text, points.at(s.start), points.at(s.end))
        };
        for sentence in &text.sentences {
            let found = self.times.find(text, sentence.tokens(), &mut times);
            if sentence.kind == SentenceKind::Heading {
                times.heading(&found);
            }
            for m in &found {
                let (words, start, end) = place(&m.tokens);
                let (kind, timex) = match m.kind {
                    TimexType::Date => ("date", "DATE"),
                    TimexType::Time => ("time", "TIME"),
                    TimexType::Duration => ("duration", "DURATION"),
                    TimexType::Set => ("set", "SET"),
                };
                mentions.push(AnnotatedMention {
                    start,
                    end,
                    text: words,
                    kind: kind.to_owned(),
                    edtf: m.edtf.clone(),
                    earliest: m.earliest.map(|d| d.to_string()),
                    latest: m.latest.map(|d| d.to_string()),
                    timex: Some(Timex {
                        kind: timex,
                        value: m.value.clone(),
                    }),
                    ..AnnotatedMention::default()
                });
            }
            raw.clear();
            self.numbers.find(text, sentence.tokens(), &mut raw);
            for number in &raw {
                if found
                    .iter()
                    .any(|m| m.tokens.contains(&number.tokens.start))
                {
                    continue;
                }
                let (words, start, end) = place(&number.tokens);
                mentions.push(AnnotatedMention {
                    start,
                    end,
                    text: words,
                    kind: "number".to_owned(),
                    count: Some(number.to_count(text)),
                    ..AnnotatedMention::default()
                });
            }
        }
        let inner: Vec<Name> = prepared
            .names
            .iter()
            .filter_map(|n| inside(&self.gazetteer, text, n))
            .collect();
        for sentence in &text.sentences {
            self.people_and_weapons(&prepared, sentence.tokens(), &points, &mut mentions);
        }
        for name in prepared.names.iter().chain(&inner) {
            let entry = self.gazetteer.entry(name.entry);
            let (words, start, end) = place(&name.tokens);
            let kind = match (name.kind, entry.kind.as_str()) {
                (NameKind::Adjective | NameKind::Demonym, _) => "nationality",
                _ if entry.is_place() => "place",
                (_, "armed-group") => "group",
                _ => "organisation",
            };
            mentions.push(AnnotatedMention {
                start,
                end,
                text: words,
                kind: kind.to_owned(),
                id: Some(entry.id.clone()),
                name: Some(entry.name.clone()),
                class: Some(entry.kind.clone()),
                country: Some(entry.country.clone()).filter(|c| !c.is_empty()),
                lat: entry.point.map(|p| p.0),
                lon: entry.point.map(|p| p.1),
                geonames_id: entry.geonames,
                ..AnnotatedMention::default()
            });
        }
        mentions.sort_by_key(|m| (m.start, m.end));
        Annotated {
            document: prepared.info,
            mentions,
        }
    }

    /// Persons that no gazetteer holds, and weapons of the lexicons, by the groups of a sentence.
    fn people_and_weapons(
        &self,
        prepared: &Prepared,
        range: std::ops::Range<usize>,
        points: &CodePoints,
        mentions: &mut Vec<AnnotatedMention>,
    ) {
        let text = &prepared.text;
        let context = Context {
            text,
            words: &self.words,
            names: self.within(&prepared.names, &range),
            numbers: &[],
            times: &[],
            grammar: &self.grammar,
            upper: upper(text, &range),
        };
        let parsed = parse(&context, range);
        let scene = Scene::new(context, &self.gazetteer, &parsed);
        for (index, unit) in parsed.units.iter().enumerate() {
            let kind = match scene.kind(index) {
                crate::extract::Kind::Person if unit.named => "person",
                crate::extract::Kind::Weapon => "weapon",
                _ => continue,
            };
            let span = crate::assemble::span(text, scene.extent(index));
            mentions.push(AnnotatedMention {
                start: points.at(span.start),
                end: points.at(span.end),
                text: span.text,
                kind: kind.to_owned(),
                country: scene.country(index),
                ..AnnotatedMention::default()
            });
        }
    }

    /// The text with its units aligned under the words, a sentence at a time.
    pub fn interlinear(&self, document: &Document) -> String {
        let prepared = self.prepare(document, false);
        let text = &prepared.text;
        let mut times = TimeContext::new(prepared.published, None);
        let mut out = String::new();
        for sentence in &text.sentences {
            let range = sentence.tokens();
            let mentions = self.times.find(text, range.clone(), &mut times);
            let mut raw = Vec::new();
            self.numbers.find(text, range.clone(), &mut raw);
            let numbers = numbers(text, &raw);
            let stretches: Vec<_> = mentions.iter().map(|m| m.tokens.clone()).collect();
            let context = Context {
                text,
                words: &self.words,
                names: self.within(&prepared.names, &range),
                numbers: &numbers,
                times: &stretches,
                grammar: &self.grammar,
                upper: upper(text, &range),
            };
            let parsed = parse(&context, range);
            let scene = Scene::new(context, &self.gazetteer, &parsed);
            let mut above = String::new();
            let mut below = String::new();
            for (i, unit) in parsed.units.iter().enumerate() {
                let words = text.span(unit.start..unit.end).replace('\n', " ");
                let label = match unit.kind {
                    UnitKind::Noun => format!("N:{}", scene.kind(i).as_str()),
                    UnitKind::Verb => {
                        let clause = parsed.clauses.iter().find(|c| c.verb == i);
                        if clause.is_some_and(|c| c.passive) {
                            "V:passive".to_owned()
                        } else {
                            "V".to_owned()
                        }
                    }
                    UnitKind::Preposition => "P".to_owned(),
                    UnitKind::Time => "T".to_owned(),
                    UnitKind::Comma | UnitKind::Mark => String::new(),
                    other => format!("{other:?}")
                        .to_lowercase()
                        .chars()
                        .take(4)
                        .collect(),
                };
                let width = words.chars().count().max(label.chars().count());
                above.push_str(&format!("{words:<width$}  "));
                below.push_str(&format!("{label:<width$}  "));
            }
            out.push_str(above.trim_end());
            out.push('\n');
            out.push_str(below.trim_end());
            out.push('\n');
            for clause in &parsed.clauses {
                let name = |u: usize| text.span(scene.extent(u)).replace('\n', " ");
                out.push_str(&format!(
                    "  [{}] {:?} subject={} objects={}\n",
                    text.span(parsed.units[clause.verb].start..parsed.units[clause.verb].end),
                    clause.kind,
                    clause.subject.map(name).unwrap_or_default(),
                    clause
                        .objects
                        .iter()
                        .map(|o| name(*o))
                        .collect::<Vec<_>>()
                        .join(" / "),
                ));
            }
            out.push('\n');
        }
        out
    }
}

/// A statement of responsibility on its way to its attack.
struct Said {
    status: ClaimStatus,
    by: Vec<Participant>,
    sentence: usize,
    item: u32,
    span: Span,
}

/// Gives a statement of responsibility to the last attack told before it.
fn attach(drafts: &mut [Draft], said: Said) {
    let target = drafts
        .iter_mut()
        .filter(|d| d.event.kind == "ASSAULT" && d.item == said.item && d.sentence <= said.sentence)
        .filter(|d| {
            !d.event.actors.is_empty()
                || !d.event.recipients.is_empty()
                || !d.event.casualties.is_empty()
        })
        .max_by_key(|d| (d.latest, d.sentence));
    let Some(draft) = target else { return };
    if draft.event.claim.is_none() {
        if said.status == ClaimStatus::Claimed {
            crate::assemble::extend(&mut draft.event.actors, said.by.clone());
        }
        draft.event.claim = Some(Claim {
            status: said.status,
            by: said.by,
        });
        if !draft.event.evidence.sentences.contains(&said.span) {
            draft.event.evidence.sentences.push(said.span);
        }
    }
}

fn certain(status: ClaimStatus) -> Certainty {
    match status {
        ClaimStatus::Claimed => Certainty::Claimed,
        ClaimStatus::Denied => Certainty::Denied,
        ClaimStatus::Unclaimed => Certainty::Stated,
    }
}

/// Whether it is told as something that happens: not in a condition, not denied, not merely asked,
/// threatened or promised.
fn real(draft: &Draft) -> bool {
    let e = &draft.event;
    if matches!(e.status, Status::Hypothetical | Status::Negated) {
        return false;
    }
    !draft.content || !e.casualties.is_empty() || draft.own_date
}

/// Whether enough is known of an event to write it: a participant, a toll, a day or a place.
fn worth(draft: &Draft) -> bool {
    let e = &draft.event;
    let told = !e.casualties.is_empty() || draft.own_date;
    let sides = !e.actors.is_empty() || !e.recipients.is_empty();
    match e.kind.as_str() {
        "ASSAULT" => sides || told || draft.own_place && !draft.definite || !draft.nominal,
        "ACCUSE" | "REQUEST" | "REJECT" | "THREATEN" | "AGREE" | "SUPPORT" | "CONCEDE"
            if draft.nominal =>
        {
            !e.actors.is_empty()
        }
        _ => sides,
    }
}

fn has_verb(extractor: &Extractor, text: &Text, range: &std::ops::Range<usize>) -> bool {
    use crate::lexicon::{Closed, form};
    range.clone().any(|t| {
        let info = extractor.words.info(text.tokens[t].word);
        matches!(
            info.closed,
            Closed::Be | Closed::Have | Closed::Do | Closed::Modal
        ) || info.forms & form::PAST != 0 && !info.noun() && !info.adjective()
            || info.forms & (form::PAST | form::THIRD) != 0 && info.shares[1] > info.shares[0]
    })
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

/// A stable id: FNV-1a over document, type and anchor.
fn id(document: &str, event: &Event) -> String {
    let anchor = &event.evidence.anchor;
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for part in [
        document,
        &event.kind,
        &anchor.start.to_string(),
        &anchor.end.to_string(),
    ] {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}

/// Byte offsets to code points.
struct CodePoints {
    /// Empty for ASCII, where they are the same; else the code points before every 64th byte.
    marks: Vec<u32>,
    bytes: Vec<u8>,
}

impl CodePoints {
    fn new(text: &str) -> CodePoints {
        if text.is_ascii() {
            return CodePoints {
                marks: Vec::new(),
                bytes: Vec::new(),
            };
        }
        let bytes = text.as_bytes();
        let mut marks = Vec::with_capacity(bytes.len() / 64 + 1);
        let mut count = 0u32;
        for chunk in bytes.chunks(64) {
            marks.push(count);
            count += chunk.iter().filter(|&&b| b & 0xc0 != 0x80).count() as u32;
        }
        CodePoints {
            marks,
            bytes: bytes.to_vec(),
        }
    }

    fn at(&self, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte;
        }
        let byte = byte.min(self.bytes.len());
        let block = (byte / 64).min(self.marks.len() - 1);
        self.marks[block] as usize
            + self.bytes[block * 64..byte]
                .iter()
                .filter(|&&b| b & 0xc0 != 0x80)
                .count()
    }

    fn event(&self, event: &mut Event) {
        if self.marks.is_empty() {
            return;
        }
        let fix = |start: &mut usize, end: &mut usize| {
            *start = self.at(*start);
            *end = self.at(*end);
        };
        let claim = event.claim.iter_mut().flat_map(|c| c.by.iter_mut());
        for p in event
            .actors
            .iter_mut()
            .chain(event.recipients.iter_mut())
            .chain(claim)
        {
            fix(&mut p.start, &mut p.end);
        }
        for m in event
            .instruments
            .iter_mut()
            .chain(event.other.values_mut().flatten())
        {
            fix(&mut m.start, &mut m.end);
        }
        for c in &mut event.casualties {
            fix(&mut c.start, &mut c.end);
        }
        if let Some(d) = &mut event.date {
            fix(&mut d.start, &mut d.end);
        }
        for p in event.place.iter_mut().chain(event.origin.iter_mut()) {
            fix(&mut p.start, &mut p.end);
        }
        for a in &mut event.attribution {
            fix(&mut a.start, &mut a.end);
        }
        let spans = event
            .content
            .iter_mut()
            .chain([&mut event.evidence.anchor])
            .chain(event.evidence.sentences.iter_mut());
        for s in spans {
            fix(&mut s.start, &mut s.end);
        }
    }
}

impl Extractor {
    /// Shows each sentence of a document to `visit`, parsed, in order.
    pub(crate) fn each_scene(&self, document: &Document, visit: &mut dyn FnMut(&Scene)) {
        let prepared = self.prepare(document, false);
        let text = &prepared.text;
        let mut times = TimeContext::new(prepared.published, None);
        for sentence in &text.sentences {
            let range = sentence.tokens();
            let mentions = self.times.find(text, range.clone(), &mut times);
            let mut raw = Vec::new();
            self.numbers.find(text, range.clone(), &mut raw);
            let numbers = numbers(text, &raw);
            let stretches: Vec<_> = mentions.iter().map(|m| m.tokens.clone()).collect();
            let context = Context {
                text,
                words: &self.words,
                names: self.within(&prepared.names, &range),
                numbers: &numbers,
                times: &stretches,
                grammar: &self.grammar,
                upper: upper(text, &range),
            };
            let parsed = parse(&context, range);
            visit(&Scene::new(context, &self.gazetteer, &parsed));
        }
    }
}
