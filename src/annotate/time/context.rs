//! What a document has told about dates so far.
//!
//! In come the publication date, headings and the mentions found one after another; out go the days
//! that "today", "on Tuesday" or "a week later" count from. It holds for one document.

use jiff::civil::{Date, Time};

use super::calendar::Stretch;
use super::words::Part;
use crate::event::Basis;

/// Days from publication beyond which a date in a heading with other words is left alone.
const FAR: i32 = 45;

/// The dates that later expressions of a document can refer to.
#[derive(Clone, Debug, Default)]
pub struct TimeContext {
    /// Day of publication.
    pub published: Option<Date>,
    /// Time of publication, if known.
    pub published_time: Option<Time>,
    /// What the last heading named: it holds for what stands under it.
    pub(super) heading: Option<(Stretch, Stretch)>,
    /// What the head of the list item or entry named.
    pub(super) item: Option<(Stretch, Stretch)>,
    in_item: bool,
    /// Month and day of the dateline.
    pub(super) dateline: Option<Stretch>,
    /// The last day named in running text, and the last stretch of any size.
    pub(super) last_day: Option<Stretch>,
    pub(super) last: Option<Stretch>,
    /// A day whose weekday is known, which fixes the week of other weekdays.
    pub(super) fixed: Option<Stretch>,
    /// The quarter or year that business figures are about.
    pub(super) period: Option<Stretch>,
}

impl TimeContext {
    /// Begins a document that was published on `published`, if that is known.
    pub fn new(published: Option<Date>, published_time: Option<Time>) -> TimeContext {
        TimeContext {
            published,
            published_time,
            ..TimeContext::default()
        }
    }

    /// The dates of a heading (the last call of `find` read it): they hold until the next heading
    /// that names one. A heading without a date leaves the one above it in force, and so does one
    /// whose date lies far from the publication: it is what the text is about, not when it happens.
    pub fn heading(&mut self, mentions: &[super::TimeMention]) {
        if let Some(stretch) = mentions.iter().find_map(named) {
            let far = match (self.published, stretch.1.days()) {
                (Some(day), Some((last, _))) => {
                    last.until(day).is_ok_and(|s| s.get_days().abs() > FAR)
                }
                _ => false,
            };
            if far {
                return;
            }
            self.heading = Some(stretch);
            self.item = None;
        }
    }

    /// The dates of a dateline ("KABUL, Nov. 26 (Agency) —"): month and day of publication.
    pub fn dateline(&mut self, mentions: &[super::TimeMention]) {
        self.dateline = mentions.iter().find_map(named).map(|(first, _)| first);
    }

    /// Enters a list item or entry; a date that stands alone at its head holds to its end.
    pub fn enter_item(&mut self) {
        self.item = None;
        self.in_item = true;
    }

    /// Leaves the list item.
    pub fn leave_item(&mut self) {
        self.item = None;
        self.in_item = false;
    }

    /// A date that is a sentence of its own.
    pub(super) fn head(&mut self, first: Stretch, last: Stretch) {
        if self.in_item {
            self.item = Some((first, last));
        } else {
            self.heading = Some((first, last));
        }
    }

    /// What holds by a heading.
    pub(super) fn under(&self) -> Option<(Stretch, Stretch)> {
        self.item.or(self.heading)
    }

    /// The day that "today" means.
    pub(super) fn today(&self) -> Option<(Stretch, Basis)> {
        if let Some((first @ Stretch::Day(..), last)) = self.under()
            && first == last
        {
            return Some((first, Basis::Context));
        }
        if let Some(date) = self.published {
            return Some((Stretch::Day(date, true), Basis::Publication));
        }
        self.dateline.map(|day| (day, Basis::Context))
    }

    /// The day of the report as a date of a known year.
    pub(super) fn day(&self) -> Option<Date> {
        match self.today() {
            Some((Stretch::Day(date, true), _)) => Some(date),
            _ => self.published,
        }
    }

    /// The day on which the text that stands here was written, as far as a day without a year needs
    /// it: that of publication, or the last one of a heading of another year.
    pub(super) fn written(&self) -> Option<(Date, Basis)> {
        let heading = self
            .under()
            .and_then(|(_, last)| last.days())
            .map(|(_, day)| day);
        match (self.published, heading) {
            (Some(day), Some(heading)) if heading.year() != day.year() => {
                Some((heading, Basis::Context))
            }
            (Some(day), _) => Some((day, Basis::Publication)),
            (None, heading) => heading.map(|day| (day, Basis::Context)),
        }
    }

    /// The week that a heading gives to what stands under it ("Week of 1-7 September 2023").
    pub(super) fn heading_week(&self) -> Option<(Stretch, Stretch)> {
        self.under().filter(|(first, last)| match (first, last) {
            (Stretch::Day(a, _), Stretch::Day(b, _)) => {
                a.until(*b).is_ok_and(|s| (5..=8).contains(&s.get_days()))
            }
            (Stretch::Week(_), _) => true,
            _ => false,
        })
    }

    /// Takes note of a stretch that the text named.
    pub(super) fn note(&mut self, stretch: Stretch, weekday_known: bool) {
        self.last = Some(stretch);
        match stretch {
            Stretch::Day(_, known) => {
                self.last_day = Some(stretch);
                if known || weekday_known {
                    self.fixed = Some(stretch);
                }
            }
            Stretch::Quarter(..) => self.period = Some(stretch),
            _ => {}
        }
    }

    /// TIMEX3 code of a part of the day.
    pub(super) fn part_code(part: Part) -> &'static str {
        match part {
            Part::Morning => "TMO",
            Part::Midday => "TMI",
            Part::Afternoon => "TAF",
            Part::Evening => "TEV",
            Part::Night => "TNI",
        }
    }
}

fn named(mention: &super::TimeMention) -> Option<(Stretch, Stretch)> {
    mention.stretch
}
