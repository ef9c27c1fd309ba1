//! Times of day: "7:15 p.m.", "10 p.m. Wednesday", "noon", "1900 GMT", "Saturday night".
//!
//! In comes a token; out goes the time, with its day if the text names one beside it. Bare hours
//! without "a.m.", "GMT" or "o'clock" are left alone.

use super::calendar::Stretch;
use super::scan::{Found, Scan, What};
use super::words::Role;
use crate::event::Basis;
use crate::text::Flags;

impl Scan<'_> {
    /// A time of day, and the day after it: "5 p.m. EST Nov. 9", "noon Thursday", "19:40".
    pub fn clock(&self, at: usize) -> Option<Found> {
        let (hour, minute, mut end) = self.hour(at)?;
        let mut day = None;
        let mut basis = Basis::Explicit;
        let mut next = self.after_comma(end);
        if self.is(next, Role::On) {
            next += 1;
        }
        let at_day = self
            .day_like(next)
            .filter(|_| !self.has(next, Flags::PARAGRAPH));
        if let Some(found) = at_day {
            day = found.stretch();
            basis = found.basis;
            end = found.end;
        } else if let Some((today, from)) = self.context.today() {
            day = Some(self.context.last_day.filter(|_| false).unwrap_or(today));
            basis = from;
        }
        Some(Found::new(What::Clock { day, hour, minute }, end, basis))
    }

    /// The hour and minute at `at`, and one past them and their time zone.
    pub fn hour(&self, at: usize) -> Option<(i8, Option<i8>, usize)> {
        use Role::*;
        let named = self.lex(at).clock;
        if named != 0 {
            return Some((named, None, at + 1));
        }
        if !self.has(at, Flags::DIGIT) {
            return None;
        }
        let word = self.of(at);
        let (number, suffix) = word.split_at(
            word.find(|c: char| c.is_ascii_alphabetic())
                .unwrap_or(word.len()),
        );
        let mut parts = number.splitn(2, [':', '.']);
        let hour_text = parts.next()?;
        let minute_text = parts.next();
        let colon = number.contains(':');
        let mut hour: i8 = hour_text.parse().ok()?;
        let mut minute = match minute_text {
            Some(text) => Some(
                text.get(..2)?
                    .parse::<i8>()
                    .ok()
                    .filter(|m| (0..60).contains(m))?,
            ),
            None => None,
        };
        if minute_text.is_some_and(|t| t.len() != 2 && t.len() != 5) {
            return None;
        }
        let mut end = at + 1;
        let mut sure = colon && hour_text.len() <= 2;
        let half = if suffix.eq_ignore_ascii_case("am") {
            Some(false)
        } else if suffix.eq_ignore_ascii_case("pm") {
            Some(true)
        } else if !suffix.is_empty() {
            return None;
        } else if self.is(end, Am) && !self.has(end, Flags::UPPER | Flags::LINE)
            || self.of(end) == "AM"
        {
            end += 1;
            Some(false)
        } else if self.is(end, Pm) {
            end += 1;
            Some(true)
        } else {
            None
        };
        match half {
            Some(pm) => {
                if !(1..=12).contains(&hour) {
                    return None;
                }
                hour = hour % 12 + if pm { 12 } else { 0 };
                sure = true;
            }
            None if self.is(end, Oclock) => {
                end += 1;
                sure = true;
            }
            None => {}
        }
        if self.is(end, Zone) && self.has(end, Flags::UPPER)
            || self.is(end, Hours) && hour_text.len() == 4
        {
            end += 1;
            sure = true;
        } else if self.is(end, Local) && self.is(end + 1, Time) {
            end += 2;
            sure = true;
        }
        if hour_text.len() == 4 && sure && minute.is_none() {
            let all: i16 = hour_text.parse().ok()?;
            hour = (all / 100) as i8;
            minute = Some((all % 100) as i8).filter(|m| *m < 60);
            minute?;
        }
        (sure && (0..=24).contains(&hour)).then_some((hour, minute, end))
    }

    /// A day in any form.
    pub fn day_like(&self, at: usize) -> Option<Found> {
        self.absolute(at)
            .or_else(|| self.bare_weekday(at))
            .or_else(|| self.phrase(at))
            .or_else(|| self.determined(at))
            .filter(|f| matches!(f.what, What::Point(Stretch::Day(..))))
    }

    /// The part of the day after a day: "Friday evening", "yesterday afternoon", "May 3 at 5 p.m."
    pub fn with_part(&self, mut found: Found) -> Found {
        let weekday_only = match found.what {
            What::Point(Stretch::Day(..)) => None,
            What::Weekday(named) => Some(named),
            _ => return found,
        };
        let mut next = found.end;
        let lexeme = self.lex(next);
        let day = found.stretch();
        if let Some(part) = lexeme.part
            && !self.has(next, Flags::LINE)
        {
            if lexeme.plural {
                // "Tuesday nights"
                if let Some(Stretch::Day(date, _)) = day.filter(|_| found.weekday) {
                    let number = super::calendar::weekday(date);
                    let code = super::context::TimeContext::part_code(part);
                    found.what = What::Set(format!("XXXX-WXX-{number}{code}"));
                    found.end = next + 1;
                }
                return found;
            }
            found.end = next + 1;
            found.what = match weekday_only {
                Some(named) => What::Vague(format!(
                    "XXXX-WXX-{named}{}",
                    super::context::TimeContext::part_code(part)
                )),
                None => What::Part(day, part),
            };
            return found;
        }
        if weekday_only.is_some() {
            return found;
        }
        next = self.after_comma(next);
        if self.any(next, &[Role::At]) {
            next += 1;
        }
        if self.is(next, Role::About) {
            next += 1;
        }
        if let Some((hour, minute, end)) = self.hour(next)
            && !self.has(next, Flags::LINE)
        {
            found.what = What::Clock { day, hour, minute };
            found.end = end;
        }
        found
    }
}
