//! Seasons and bare units: "the summer of 2023", "the week before", "the year", "over the weekend".
//!
//! In comes a token; out goes the stretch, of the year in the text or of the day of the report. A
//! unit that only measures is left to the lengths.

use super::calendar::{Stretch, nearest_weekday};
use super::relative::Pick;
use super::scan::{Found, Scan, What};
use super::tense::Tense;
use super::words::{Role, Unit};
use super::year::Year;
use crate::event::Basis;
use crate::text::Flags;

impl Scan<'_> {
    /// "the summer", "spring 2024", "the winter of 2023", "in autumn".
    pub(super) fn season(&self, at: usize) -> Option<Found> {
        let mut next = at;
        let the = self.is(next, Role::The);
        if the {
            next += 1;
        }
        let lexeme = self.lex(next);
        let season = lexeme.season?;
        let mut year_at = next + 1;
        if self.any(year_at, &[Role::Of, Role::In]) {
            year_at += 1;
        }
        if let Some((Year::Is(year), end)) = self.year(year_at)
            && (year_at > next + 1 || self.bare_year(year_at).is_some())
        {
            return Some(Found::point(
                Stretch::Season(Some(year), season),
                end,
                Basis::Explicit,
            ));
        }
        if let Some((year, basis, end)) = self.relative_year(next + 1) {
            return Some(Found::point(
                Stretch::Season(Some(year), season),
                end,
                basis,
            ));
        }
        let led = next > self.begin
            && self.any(
                next - 1,
                &[
                    Role::In,
                    Role::Since,
                    Role::By,
                    Role::During,
                    Role::Until,
                    Role::Early,
                    Role::Late,
                    Role::Mid,
                ],
            );
        if !led && (!the || self.has(next, Flags::CAPITAL)) {
            return None;
        }
        if lexeme.uncertain && self.is(next + 1, Role::Of) {
            return None;
        }
        let Some(now) = self.context.day() else {
            return Some(Found::point(
                Stretch::Season(None, season),
                next + 1,
                Basis::Explicit,
            ));
        };
        let mut year = now.year();
        let this = Stretch::Season(Some(year), season).days()?;
        match self.tense(at, next + 1) {
            Tense::Future if this.1 < now => year += 1,
            Tense::Past | Tense::Unknown if this.0 > now => year -= 1,
            _ => {}
        }
        Some(Found::point(
            Stretch::Season(Some(year), season),
            next + 1,
            Basis::Publication,
        ))
    }

    /// "the week before": before the one of the heading, or of the day named last.
    pub(super) fn week_before(&self, end: usize) -> Option<Found> {
        if let Some((first, last)) = self.context.heading_week() {
            let back = |s: Stretch| {
                s.step(if matches!(s, Stretch::Week(_)) {
                    -1
                } else {
                    -7
                })
            };
            let (first, last) = (back(first)?, back(last)?);
            let what = if first == last {
                What::Point(first)
            } else {
                What::Span(first, last)
            };
            return Some(Found::new(what, end, Basis::Context));
        }
        let (stretch, basis) = self.neighbour(Pick::Previous, Unit::Week)?;
        Some(Found::point(stretch, end, basis))
    }

    /// "the week", "the year", "the weekend", "the day": of the report or of the story.
    pub(super) fn plain_unit(&self, at: usize) -> Option<Found> {
        use Role::*;
        if !self.is(at, The) {
            return None;
        }
        let mut next = at + 1;
        while self.any(next, &[Fiscal, Full, Calendar]) {
            next += 1;
        }
        let lexeme = self.lex(next);
        let unit = lexeme.unit.filter(|_| !lexeme.plural)?;
        let end = next + 1;
        if self.joined(end) {
            return None;
        }
        let now = self.context.day();
        match unit {
            Unit::Year => {
                // "the year two thousand", "the year 2020"
                if let Some(found) = self.bare_year(end) {
                    return Some(found);
                }
                if self.is(end, Ended) {
                    return Some(self.plain(Some(1.0), Unit::Year, end));
                }
                if self.is(end, Before) {
                    let (stretch, basis) = self.neighbour(Pick::Previous, Unit::Year)?;
                    return Some(Found::point(stretch, end + 1, basis));
                }
                if self.any(end, &[Of, After]) {
                    return None;
                }
                let year = now?.year();
                Some(Found::point(Stretch::Year(year), end, Basis::Publication))
            }
            Unit::Weekend => {
                let now = now?;
                let back = self.tense(at, end) != Tense::Future;
                let saturday = nearest_weekday(now, 6, back)?;
                Some(Found::point(
                    Stretch::Weekend(saturday),
                    end,
                    Basis::Publication,
                ))
            }
            Unit::Week => {
                if self.is(end, Before) {
                    return self.week_before(end + 1);
                }
                if self.any(end, &[Of, After]) || self.is(end, Ended) {
                    return None;
                }
                if let Some((first, last)) = self.context.heading_week() {
                    let what = if first == last {
                        What::Point(first)
                    } else {
                        What::Span(first, last)
                    };
                    return Some(Found::new(what, end, Basis::Context));
                }
                let (stretch, basis) = self.neighbour(Pick::This, unit)?;
                Some(Found::point(stretch, end, basis))
            }
            Unit::Month => {
                if self.is(end, Before) {
                    let (stretch, basis) = self.neighbour(Pick::Previous, unit)?;
                    return Some(Found::point(stretch, end + 1, basis));
                }
                if self.any(end, &[Of, After]) {
                    return None;
                }
                let (stretch, basis) = self.neighbour(Pick::This, unit)?;
                Some(Found::point(stretch, end, basis))
            }
            Unit::Day => {
                if self.is(end, Before) {
                    let (stretch, basis) = self.neighbour(Pick::Previous, Unit::Day)?;
                    return Some(Found::point(stretch, end + 1, basis));
                }
                // "later in the day", "during the day"
                let led = at > self.begin && self.any(at - 1, &[In, During]);
                let (stretch, basis) = match self.context.last_day {
                    Some(day) if led => (day, Basis::Context),
                    _ if led => self.context.today()?,
                    _ => return None,
                };
                Some(Found::point(stretch, end, basis))
            }
            _ => None,
        }
    }
}
