//! What was found, as a mention: TIMEX3, EDTF, first and last day.
//!
//! In comes a [`Found`]; out goes a [`TimeMention`]. It resolves nothing.

use jiff::civil::Date;

use super::calendar::Stretch;
use super::context::TimeContext;
use super::scan::{Found, Scan, What};
use super::words::{Reference, Role};
use super::{Bound, TimeMention, TimexType};
use crate::event::Precision;

/// The mention of what was found at token `at`.
pub(super) fn mention(scan: &Scan, at: usize, found: &Found) -> TimeMention {
    let (kind, value, places) = read(&found.what);
    let bound = bound(scan, at);
    let mut edtf = places.and_then(|(first, last)| interval(first, last));
    let mut earliest = places.and_then(|(first, _)| first.days()).map(|d| d.0);
    let mut latest = places.and_then(|(_, last)| last.days()).map(|d| d.1);
    if let (Some(text), Some((first, last))) = (&edtf, places) {
        match bound {
            Bound::Since if !text.contains('/') => {
                edtf = Some(format!("{text}/.."));
                latest = None;
            }
            Bound::Since => {
                edtf = first
                    .edtf()
                    .map(|f| f.split('/').next().unwrap_or(&f).to_owned() + "/..");
                latest = None;
            }
            Bound::Until => {
                edtf = last
                    .edtf()
                    .map(|l| format!("../{}", l.split('/').next_back().unwrap_or(&l)));
                earliest = None;
            }
            _ => {}
        }
    }
    let precision = match places {
        Some((first, last)) if first == last => first.precision(),
        Some((Stretch::Day(a, _), Stretch::Day(b, _))) => span_precision(a, b),
        Some((first, _)) => first.precision(),
        None => Precision::Day,
    };
    TimeMention {
        tokens: at..found.end,
        kind,
        dates_events: edtf.is_some(),
        value,
        edtf,
        earliest,
        latest,
        precision,
        basis: found.basis,
        bound,
        stretch: places,
    }
}

type Places = Option<(Stretch, Stretch)>;

fn read(what: &What) -> (TimexType, String, Places) {
    let day_value = |day: &Option<Stretch>| day.map_or("XXXX-XX-XX".to_owned(), Stretch::timex);
    match what {
        What::Impossible => (TimexType::Date, String::new(), None),
        What::Point(stretch) => (TimexType::Date, stretch.timex(), Some((*stretch, *stretch))),
        What::Span(first, last) => (
            TimexType::Date,
            format!("{}/{}", first.timex(), last.timex()),
            Some((*first, *last)),
        ),
        What::Part(day, part) => {
            let value = format!("{}{}", day_value(day), TimeContext::part_code(*part));
            (TimexType::Time, value, day.map(|d| (d, d)))
        }
        What::Overnight(day) => {
            let eve = day.step(-1);
            let value = format!("{}TNI", eve.unwrap_or(*day).timex());
            (TimexType::Time, value, Some((eve.unwrap_or(*day), *day)))
        }
        What::Clock { day, hour, minute } => {
            let mut value = format!("{}T{hour:02}:{:02}", day_value(day), minute.unwrap_or(0));
            if *hour == 24 && minute.is_none() {
                value.truncate(value.len() - 3);
            }
            (TimexType::Time, value, day.map(|d| (d, d)))
        }
        What::Length { value, placed } => (TimexType::Duration, value.clone(), *placed),
        What::Weekday(number) => (TimexType::Date, format!("XXXX-WXX-{number}"), None),
        What::Set(value) => (TimexType::Set, value.clone(), None),
        What::Reference(reference) => {
            let value = match reference {
                Reference::Past => "PAST_REF",
                Reference::Present => "PRESENT_REF",
                Reference::Future => "FUTURE_REF",
            };
            (TimexType::Date, value.to_owned(), None)
        }
        What::Vague(value) => {
            let kind = if value.starts_with('P') && !value.ends_with("REF") {
                TimexType::Duration
            } else if value.contains('T') && !value.ends_with("REF") {
                TimexType::Time
            } else {
                TimexType::Date
            };
            (kind, value.clone(), None)
        }
    }
}

/// EDTF of a stretch, or of the interval between two.
fn interval(first: Stretch, last: Stretch) -> Option<String> {
    let start = first.edtf()?;
    if first == last {
        return Some(start);
    }
    let end = last.edtf()?;
    let start = start.split('/').next().unwrap_or(&start);
    let end = end.split('/').next_back().unwrap_or(&end);
    Some(format!("{start}/{end}"))
}

fn span_precision(first: Date, last: Date) -> Precision {
    match first.until(last).map_or(0, |s| s.get_days()) {
        0 => Precision::Day,
        1..=10 => Precision::Days,
        11..=62 => Precision::Month,
        _ => Precision::Year,
    }
}

fn bound(scan: &Scan, at: usize) -> Bound {
    let Some(before) = at.checked_sub(1).filter(|b| *b >= scan.begin) else {
        return Bound::At;
    };
    let lexeme = scan.lex(before);
    if lexeme.is(Role::Since) {
        Bound::Since
    } else if lexeme.is(Role::Until) {
        Bound::Until
    } else if lexeme.is(Role::By) {
        Bound::By
    } else if lexeme.is(Role::Before) {
        Bound::Before
    } else if lexeme.is(Role::After) {
        Bound::After
    } else {
        Bound::At
    }
}
