//! Stretches of the calendar and the arithmetic on them.
//!
//! In come a stretch and a distance; out goes another stretch, its first and last day, its TIMEX3
//! and its EDTF form. A date that does not exist is never made.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::words::{Season, Unit};
use crate::event::Precision;

/// A stretch of the calendar; a year of `None` is unknown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stretch {
    /// A day. Without a known year the date stands in a year in which the weekday is right, if
    /// the text names one.
    Day(Date, bool),
    /// An ISO week, by its Monday.
    Week(Date),
    /// A weekend, by its Saturday.
    Weekend(Date),
    Month(Option<i16>, i8),
    Quarter(Option<i16>, i8),
    Half(i16, i8),
    Season(Option<i16>, Season),
    Year(i16),
    /// By its first year.
    Decade(i16),
    /// By its first year.
    Century(i16),
}

/// The day `year-month-day`, if there is one.
pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// Days from `date`, if the calendar reaches that far.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    let span = Span::new().try_days(days).ok()?;
    date.checked_add(span).ok()
}

/// Monday 1 to Sunday 7.
pub(super) fn weekday(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// A year for a month and day whose year is unknown, such that the weekday (1..=7, 0 if the text
/// names none) is right; no leap year unless needed.
pub(super) fn placeholder(month: i8, day_of_month: i8, named: i8) -> Option<Date> {
    let fits =
        |year: i16| day(year, month, day_of_month).filter(|d| named == 0 || weekday(*d) == named);
    let years = 2001..=2028;
    years
        .clone()
        .filter(|y| y % 4 != 0)
        .find_map(fits)
        .or_else(|| years.filter(|y| y % 4 == 0).find_map(fits))
        .or_else(|| day(2001, month, day_of_month))
        .or_else(|| day(2004, month, day_of_month))
}

pub(super) fn monday(date: Date) -> Option<Date> {
    plus_days(date, 1 - i64::from(weekday(date)))
}

/// Year and month, `months` later.
pub(super) fn plus_months(year: i16, month: i8, months: i64) -> Option<(i16, i8)> {
    let all = i64::from(year) * 12 + i64::from(month) - 1 + months;
    let year = i16::try_from(all.div_euclid(12))
        .ok()
        .filter(|y| (1..=9999).contains(y))?;
    Some((year, all.rem_euclid(12) as i8 + 1))
}

pub(super) fn quarter_of(date: Date) -> i8 {
    (date.month() - 1) / 3 + 1
}

/// The season that a day falls in; December belongs to the winter that it begins.
pub(super) fn season_of(date: Date) -> (i16, Season) {
    match date.month() {
        1..=2 => (date.year() - 1, Season::Winter),
        3..=5 => (date.year(), Season::Spring),
        6..=8 => (date.year(), Season::Summer),
        9..=11 => (date.year(), Season::Autumn),
        _ => (date.year(), Season::Winter),
    }
}

fn season_month(season: Season) -> i8 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

impl Stretch {
    /// The stretch of unit `unit` that `date` falls in.
    pub fn around(date: Date, unit: Unit) -> Option<Stretch> {
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Stretch::Day(date, true),
            Unit::Weekend => {
                // On Monday to Friday "the weekend" begins on the Saturday to come.
                Stretch::Weekend(plus_days(monday(date)?, 5)?)
            }
            Unit::Week | Unit::Fortnight => Stretch::Week(monday(date)?),
            Unit::Month => Stretch::Month(Some(date.year()), date.month()),
            Unit::Quarter => Stretch::Quarter(Some(date.year()), quarter_of(date)),
            Unit::Year => Stretch::Year(date.year()),
            Unit::Decade => Stretch::Decade(date.year() / 10 * 10),
            Unit::Century => Stretch::Century(date.year() / 100 * 100),
            Unit::Millennium => return None,
        })
    }

    /// First and last day; an unknown year gives `None`.
    pub fn days(self) -> Option<(Date, Date)> {
        match self {
            Stretch::Day(date, true) => Some((date, date)),
            Stretch::Day(_, false) => None,
            Stretch::Week(monday) => Some((monday, plus_days(monday, 6)?)),
            Stretch::Weekend(saturday) => Some((saturday, plus_days(saturday, 1)?)),
            Stretch::Month(year, month) => months(year?, month, 1),
            Stretch::Quarter(year, quarter) => months(year?, quarter * 3 - 2, 3),
            Stretch::Half(year, half) => months(year, half * 6 - 5, 6),
            Stretch::Season(year, season) => months(year?, season_month(season), 3),
            Stretch::Year(year) => months(year, 1, 12),
            Stretch::Decade(year) => months(year, 1, 120),
            Stretch::Century(year) => months(year, 1, 1200),
        }
    }

    /// The stretch of the same size `count` sizes later.
    pub fn step(self, count: i64) -> Option<Stretch> {
        let years = |year: i16, size: i64| {
            i16::try_from(i64::from(year).checked_add(count.checked_mul(size)?)?)
                .ok()
                .filter(|y| (1..=9999).contains(y))
        };
        Some(match self {
            Stretch::Day(date, known) => {
                let moved = plus_days(date, count)?;
                // Around the end of February an unknown year matters.
                if !known
                    && (date.month() < 3) != (moved.month() < 3)
                    && moved.year() == date.year()
                {
                    return None;
                }
                Stretch::Day(moved, known)
            }
            Stretch::Week(monday) => Stretch::Week(plus_days(monday, count.checked_mul(7)?)?),
            Stretch::Weekend(day) => Stretch::Weekend(plus_days(day, count.checked_mul(7)?)?),
            Stretch::Month(Some(year), month) => {
                let (year, month) = plus_months(year, month, count)?;
                Stretch::Month(Some(year), month)
            }
            Stretch::Quarter(Some(year), quarter) => {
                let (year, month) = plus_months(year, quarter * 3 - 2, count.checked_mul(3)?)?;
                Stretch::Quarter(Some(year), (month - 1) / 3 + 1)
            }
            Stretch::Half(year, half) => {
                let (year, month) = plus_months(year, half * 6 - 5, count.checked_mul(6)?)?;
                Stretch::Half(year, (month - 1) / 6 + 1)
            }
            Stretch::Season(Some(year), season) => Stretch::Season(Some(years(year, 1)?), season),
            Stretch::Year(year) => Stretch::Year(years(year, 1)?),
            Stretch::Decade(year) => Stretch::Decade(years(year, 10)?),
            Stretch::Century(year) => Stretch::Century(years(year, 100)?),
            Stretch::Month(None, month) => Stretch::Month(
                None,
                (i64::from(month) - 1 + count).rem_euclid(12) as i8 + 1,
            ),
            Stretch::Quarter(None, _) | Stretch::Season(None, _) => return None,
        })
    }

    /// The same stretch `years` years later ("a year earlier" of a quarter, a month or a day).
    pub fn plus_years(self, years: i64) -> Option<Stretch> {
        let moved = |year: i16| {
            i16::try_from(i64::from(year) + years)
                .ok()
                .filter(|y| (1..=9999).contains(y))
        };
        Some(match self {
            Stretch::Day(date, true) => Stretch::Day(
                date.checked_add(i32::try_from(years).ok()?.years()).ok()?,
                true,
            ),
            Stretch::Month(Some(year), month) => Stretch::Month(Some(moved(year)?), month),
            Stretch::Quarter(Some(year), quarter) => Stretch::Quarter(Some(moved(year)?), quarter),
            Stretch::Half(year, half) => Stretch::Half(moved(year)?, half),
            Stretch::Season(Some(year), season) => Stretch::Season(Some(moved(year)?), season),
            Stretch::Year(year) => Stretch::Year(moved(year)?),
            _ => return None,
        })
    }

    /// The year, if it is known.
    pub fn year(self) -> Option<i16> {
        match self {
            Stretch::Day(date, true) => Some(date.year()),
            Stretch::Day(_, false) => None,
            Stretch::Week(date) | Stretch::Weekend(date) => Some(date.year()),
            Stretch::Month(year, _) | Stretch::Quarter(year, _) | Stretch::Season(year, _) => year,
            Stretch::Half(year, _) | Stretch::Year(year) => Some(year),
            Stretch::Decade(_) | Stretch::Century(_) => None,
        }
    }

    /// The same stretch in a given year; `None` for 29 February in a common year.
    pub fn in_year(self, year: i16) -> Option<Stretch> {
        Some(match self {
            Stretch::Day(date, _) => Stretch::Day(day(year, date.month(), date.day())?, true),
            Stretch::Month(_, month) => Stretch::Month(Some(year), month),
            Stretch::Quarter(_, quarter) => Stretch::Quarter(Some(year), quarter),
            Stretch::Half(_, half) => Stretch::Half(year, half),
            Stretch::Year(_) => Stretch::Year(year),
            Stretch::Season(_, season) => Stretch::Season(Some(year), season),
            other => other,
        })
    }

    pub fn precision(self) -> Precision {
        match self {
            Stretch::Day(..) => Precision::Day,
            Stretch::Week(_) => Precision::Week,
            Stretch::Weekend(_) => Precision::Days,
            Stretch::Month(..) => Precision::Month,
            Stretch::Quarter(..) | Stretch::Season(..) | Stretch::Half(..) => Precision::Season,
            Stretch::Year(_) | Stretch::Decade(_) | Stretch::Century(_) => Precision::Year,
        }
    }

    /// The TIMEX3 value.
    pub fn timex(self) -> String {
        let open = |year: Option<i16>| year.map_or("XXXX".to_owned(), |y| format!("{y:04}"));
        match self {
            Stretch::Day(date, true) => date.to_string(),
            Stretch::Day(date, false) => format!("XXXX-{:02}-{:02}", date.month(), date.day()),
            Stretch::Week(monday) => iso_week(monday),
            Stretch::Weekend(saturday) => format!("{}-WE", iso_week(saturday)),
            Stretch::Month(year, month) => format!("{}-{month:02}", open(year)),
            Stretch::Quarter(year, quarter) => format!("{}-Q{quarter}", open(year)),
            Stretch::Half(year, half) => format!("{year:04}-H{half}"),
            Stretch::Season(year, season) => {
                let code = match season {
                    Season::Spring => "SP",
                    Season::Summer => "SU",
                    Season::Autumn => "FA",
                    Season::Winter => "WI",
                };
                format!("{}-{code}", open(year))
            }
            Stretch::Year(year) => format!("{year:04}"),
            Stretch::Decade(year) => format!("{:03}", year / 10),
            Stretch::Century(year) => format!("{:02}", year / 100),
        }
    }

    /// EDTF level 1; `None` where level 1 has no form (a quarter of an unknown year).
    pub fn edtf(self) -> Option<String> {
        let interval = |(first, last): (Date, Date)| format!("{first}/{last}");
        Some(match self {
            Stretch::Week(_) | Stretch::Weekend(_) => interval(self.days()?),
            Stretch::Quarter(Some(_), _) | Stretch::Half(..) => {
                let (first, last) = self.days()?;
                format!(
                    "{:04}-{:02}/{:04}-{:02}",
                    first.year(),
                    first.month(),
                    last.year(),
                    last.month()
                )
            }
            Stretch::Quarter(None, _) => return None,
            Stretch::Season(year, season) => {
                let code = 21 + season as u8;
                format!(
                    "{}-{code}",
                    year.map_or("XXXX".to_owned(), |y| format!("{y:04}"))
                )
            }
            Stretch::Decade(year) => format!("{:03}X", year / 10),
            Stretch::Century(year) => format!("{:02}XX", year / 100),
            other => other.timex(),
        })
    }
}

fn months(year: i16, month: i8, count: i64) -> Option<(Date, Date)> {
    let first = day(year, month, 1)?;
    let (end_year, end_month) = plus_months(year, month, count - 1)?;
    Some((first, day(end_year, end_month, 1)?.last_of_month()))
}

fn iso_week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// The day of ISO weekday `named` on or before (`back`) or on or after `date`.
pub(super) fn nearest_weekday(date: Date, named: i8, back: bool) -> Option<Date> {
    let here = i64::from(weekday(date));
    let named = i64::from(named);
    let step = if back {
        -(here - named).rem_euclid(7)
    } else {
        (named - here).rem_euclid(7)
    };
    plus_days(date, step)
}
