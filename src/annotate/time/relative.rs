//! Dates told by their distance: "last week", "on Friday", "the previous day", "this morning".
//!
//! In comes a token; out goes the stretch that it means, counted from the publication date, a
//! heading or a day named before. Where nothing fixes it, it stays open.

use super::calendar::{self, Stretch, nearest_weekday, plus_days};
use super::scan::{Found, Scan, What};
use super::words::{Phrase, Role, Season, Unit};
use crate::event::Basis;
use crate::text::Flags;

/// Which neighbour a determiner picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pick {
    /// Before the report.
    Last,
    /// The one of the report.
    This,
    /// After the report.
    Next,
    /// Before the one named last.
    Previous,
    /// After the one named last.
    Following,
    /// The one named last.
    That,
}

impl Scan<'_> {
    /// "today", "now", "the day before yesterday", "Christmas".
    pub(super) fn phrase(&self, at: usize) -> Option<Found> {
        if !self.lex(at).phrase {
            return None;
        }
        for (words, meaning) in self.words.phrases(self.text.tokens[at].word) {
            let end = at + words.len();
            let fits = end <= self.end
                && words
                    .iter()
                    .zip(&self.text.tokens[at..end])
                    .all(|(w, t)| *w == t.word);
            if !fits || self.joined(end - 1) || self.joined(end) && words.len() > 1 {
                continue;
            }
            return match *meaning {
                Phrase::Reference(reference) => {
                    Some(Found::new(What::Reference(reference), end, Basis::Explicit))
                }
                Phrase::Day(days) => match self.context.today() {
                    Some((today, basis)) => {
                        Some(Found::point(today.step(i64::from(days))?, end, basis))
                    }
                    None => Some(Found::new(
                        What::Vague(if days == 0 { "PRESENT_REF" } else { "" }.to_owned()),
                        end,
                        Basis::Explicit,
                    )),
                },
                Phrase::PartOfToday(part) => {
                    let today = self.context.today();
                    let basis = today.map_or(Basis::Explicit, |(_, b)| b);
                    Some(Found::new(
                        What::Part(today.map(|(d, _)| d), part),
                        end,
                        basis,
                    ))
                }
                Phrase::Holiday(month, day) => {
                    if !self.has(at, Flags::CAPITAL) {
                        return None;
                    }
                    self.holiday(month, day, at, end)
                }
            };
        }
        None
    }

    pub(super) fn holiday(&self, month: i8, day: i8, at: usize, end: usize) -> Option<Found> {
        if let Some((year, basis, end)) = self.relative_year(end) {
            return Some(Found::point(
                Stretch::Day(calendar::day(year, month, day)?, true),
                end,
                basis,
            ));
        }
        if let Some(found) = self.bare_year(end)
            && let Some(Stretch::Year(year)) = found.stretch()
        {
            let date = calendar::day(year, month, day)?;
            return Some(Found::point(
                Stretch::Day(date, true),
                found.end,
                Basis::Explicit,
            ));
        }
        let (stretch, basis) = self.place_day(month, day, 0, at, end)?;
        Some(Found::point(stretch, end, basis))
    }

    /// A determiner of a time: "last", "this past", "the following".
    pub(super) fn pick(&self, at: usize) -> Option<(Pick, usize)> {
        use Role::*;
        let mut next = at;
        if self.any(next, &[The, Possessive]) {
            next += 1;
        }
        if self.is(next, This) {
            return Some(if self.is(next + 1, Past) || self.is(next + 1, Last) {
                (Pick::Last, next + 2)
            } else if self.any(next + 1, &[Coming, Next]) {
                (Pick::Next, next + 2)
            } else {
                (Pick::This, next + 1)
            });
        }
        let pick = if self.any(next, &[Last, Past]) {
            Pick::Last
        } else if self.any(next, &[Previous]) || (self.is(next, Before) && next > at) {
            Pick::Previous
        } else if self.any(next, &[Following]) {
            Pick::Following
        } else if self.is(next, Next) {
            // "the next day" counts from a day of the story, "next week" from the report.
            if next > at {
                Pick::Following
            } else {
                Pick::Next
            }
        } else if self.is(next, Coming) {
            Pick::Next
        } else if self.any(next, &[That, Same]) {
            Pick::That
        } else if self.is(next, Current) {
            Pick::This
        } else {
            return None;
        };
        Some((pick, next + 1))
    }

    /// The neighbour of a unit that a determiner picks.
    pub(super) fn neighbour(&self, pick: Pick, unit: Unit) -> Option<(Stretch, Basis)> {
        let now = self.context.day();
        let published = now
            .and_then(|d| Stretch::around(d, unit))
            .map(|s| (s, Basis::Publication));
        let named = match self.context.last {
            Some(stretch) if unit == Unit::Day => self
                .context
                .last_day
                .map(|s| (s, Basis::Context))
                .or(Some((stretch, Basis::Context)).filter(|(s, _)| matches!(s, Stretch::Day(..)))),
            Some(Stretch::Month(None, month)) if unit == Unit::Month => {
                Some((Stretch::Month(None, month), Basis::Context))
            }
            Some(stretch) => stretch
                .days()
                .and_then(|(first, _)| Stretch::around(first, unit))
                .map(|s| (s, Basis::Context)),
            None => None,
        };
        let step = |from: Option<(Stretch, Basis)>, count: i64| {
            from.and_then(|(stretch, basis)| Some((stretch.step(count)?, basis)))
        };
        match pick {
            Pick::Last if unit == Unit::Weekend => {
                let now = now?;
                // On a Sunday or Monday the weekend just past is the last one.
                let saturday = nearest_weekday(now, 6, true)?;
                let back = if calendar::weekday(now) >= 6 { -7 } else { 0 };
                Some((
                    Stretch::Weekend(plus_days(saturday, back)?),
                    Basis::Publication,
                ))
            }
            Pick::Last => step(published, -1),
            Pick::This => published,
            Pick::Next => step(published, 1),
            Pick::Previous => step(named.or(published), -1),
            Pick::Following => step(named.or(published), 1),
            Pick::That => named.or(if unit == Unit::Day { None } else { published }),
        }
    }

    /// "last week", "this month", "next Friday", "last April", "this summer", "this morning".
    pub(super) fn determined(&self, at: usize) -> Option<Found> {
        use Role::*;
        let (pick, mut next) = self.pick(at)?;
        let the = next > at + 1;
        while self.any(next, &[Fiscal, Calendar, Full]) {
            next += 1;
        }
        let lexeme = self.lex(next);
        if lexeme.weekday != 0
            && !lexeme.plural
            && (!lexeme.uncertain || self.has(next, Flags::UPPER))
        {
            return self.determined_weekday(pick, next);
        }
        if lexeme.month != 0 && self.has(next, Flags::CAPITAL) {
            return self.determined_month(pick, next);
        }
        if let Some(season) = lexeme.season {
            return self.determined_season(pick, season, next + 1);
        }
        if let Some(part) = lexeme.part.filter(|_| !lexeme.plural) {
            let (day, basis) = match pick {
                Pick::Last => {
                    let (today, basis) = self.context.today()?;
                    (today.step(-1), basis)
                }
                Pick::This => self.context.today().map(|(d, b)| (Some(d), b))?,
                Pick::Next | Pick::Following => {
                    let (day, basis) = self.neighbour(Pick::Following, Unit::Day)?;
                    (Some(day), basis)
                }
                Pick::Previous => {
                    let (day, basis) = self.neighbour(Pick::Previous, Unit::Day)?;
                    (Some(day), basis)
                }
                Pick::That => match self.neighbour(Pick::That, Unit::Day) {
                    Some((day, basis)) => (Some(day), basis),
                    None => (None, Basis::Explicit),
                },
            };
            return Some(Found::new(What::Part(day, part), next + 1, basis));
        }
        let unit = lexeme.unit.filter(|_| !lexeme.plural)?;
        // "This Week" is a title, "last-minute" an adjective of another kind.
        let title = self.has(next, Flags::CAPITAL) && !self.has(next, Flags::UPPER);
        if title || self.joined(next) && unit < Unit::Week {
            return None;
        }
        if matches!(
            unit,
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Fortnight
        ) {
            return None;
        }
        let mut end = next + 1;
        // "the past week" is a stretch up to now, "the last decade" too; "last week" is a week.
        if the && pick == Pick::Last && self.is(next - 1, Past) && unit != Unit::Weekend {
            return None;
        }
        if the && pick == Pick::Last && matches!(unit, Unit::Week | Unit::Month | Unit::Day) {
            return None;
        }
        if matches!(pick, Pick::That | Pick::Following | Pick::Previous)
            && unit == Unit::Quarter
            && let Some(period) = self.context.period
        {
            let count = match pick {
                Pick::Following => 1,
                Pick::Previous => -1,
                _ => 0,
            };
            return Some(Found::point(period.step(count)?, end, Basis::Context));
        }
        if unit == Unit::Day && matches!(pick, Pick::Last | Pick::Next) {
            return None;
        }
        match self.neighbour(pick, unit) {
            Some((stretch, basis)) => {
                // "that day's", "the next day, Sunday"
                let alias = self.after_comma(end);
                if alias > end
                    && self.lex(alias).weekday != 0
                    && unit == Unit::Day
                    && matches!(self.of(alias + 1), "," | ".")
                {
                    end = alias + 1;
                }
                Some(Found::point(stretch, end, basis))
            }
            None if unit == Unit::Day => None,
            None => {
                let value = match unit {
                    Unit::Week | Unit::Weekend => "XXXX-WXX",
                    Unit::Month => "XXXX-XX",
                    Unit::Quarter => "XXXX-QX",
                    _ => "XXXX",
                };
                Some(Found::new(
                    What::Vague(value.to_owned()),
                    end,
                    Basis::Explicit,
                ))
            }
        }
    }

    pub(super) fn determined_month(&self, pick: Pick, at: usize) -> Option<Found> {
        let found = self.absolute(at);
        // "last May 14": the day counts.
        if let Some(found) = &found
            && !matches!(found.what, What::Point(Stretch::Month(..)))
        {
            return Some(found.clone());
        }
        let (month, _) = self.month(at)?;
        let end = found.map_or(at + 1, |f| f.end);
        let now = self.context.day()?;
        let year = match pick {
            Pick::Last | Pick::Previous if month >= now.month() => now.year() - 1,
            Pick::Next | Pick::Following if month <= now.month() => now.year() + 1,
            _ => now.year(),
        };
        Some(Found::point(
            Stretch::Month(Some(year), month),
            end,
            Basis::Publication,
        ))
    }

    pub(super) fn determined_season(
        &self,
        pick: Pick,
        season: Season,
        end: usize,
    ) -> Option<Found> {
        let now = self.context.day()?;
        let (current_year, current) = calendar::season_of(now);
        let of = |year| Stretch::Season(Some(year), season);
        let stretch = match pick {
            Pick::This | Pick::That if season == Season::Winter && now.month() < 4 => {
                of(now.year() - 1)
            }
            Pick::This | Pick::That => of(now.year()),
            Pick::Last | Pick::Previous => {
                // The latest one that is over.
                if season == current {
                    of(current_year - 1)
                } else {
                    let this = of(now.year());
                    if this.days()?.0 <= now {
                        this
                    } else {
                        of(now.year() - 1)
                    }
                }
            }
            Pick::Next | Pick::Following => {
                let this = of(now.year());
                if this.days()?.0 > now {
                    this
                } else {
                    of(now.year() + 1)
                }
            }
        };
        Some(Found::point(stretch, end, Basis::Publication))
    }
}
