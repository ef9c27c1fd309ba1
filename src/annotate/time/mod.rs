//! Time expressions: found by word classes, resolved by calendar arithmetic.
//!
//! In come the tokens of a sentence and what the document has said about dates so far; out go
//! [`TimeMention`]s with TIMEX3 and EDTF values. It never asks the clock: what neither the text nor
//! its publication date tells stays open.

mod absolute;
mod ago;
mod calendar;
mod clock;
mod context;
mod edtf;
mod file;
mod find;
mod length;
mod modified;
mod quarter;
mod relative;
mod scan;
mod tense;
mod unit;
mod weekday;
mod words;
mod write;
mod year;

use std::ops::Range;

use jiff::civil::Date;

pub use context::TimeContext;
pub use edtf::is_edtf;
pub use file::schema;
pub use words::TimeWords;

pub(super) use file::File;
pub(super) use words::Role;

use crate::event::{Basis, Precision};

/// TIMEX3 type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimexType {
    /// A day, month, year or other stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// How the words before an expression bound the time that they speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// "on Tuesday", or no such word.
    At,
    /// "since Tuesday": from then on; the EDTF value ends in `/..`.
    Since,
    /// "until Tuesday": up to then; the EDTF value begins with `../`.
    Until,
    /// "by Tuesday"; the EDTF value is Tuesday's.
    By,
    /// "before Tuesday"; the EDTF value is Tuesday's.
    Before,
    /// "after Tuesday"; the EDTF value is Tuesday's.
    After,
}

/// One time expression, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// Half-open range of tokens.
    pub tokens: Range<usize>,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value; empty for an impossible date ("31 February").
    pub value: String,
    /// EDTF level 1, where the expression places something on the calendar.
    pub edtf: Option<String>,
    /// First day, where the year is known.
    pub earliest: Option<Date>,
    /// Last day, where the year is known and the end is not open.
    pub latest: Option<Date>,
    /// How fine it is.
    pub precision: Precision,
    /// Where its parts come from.
    pub basis: Basis,
    /// What the preposition before it says.
    pub bound: Bound,
    /// Whether it can date an event: "on Tuesday", "in May 2020" can; "now", "three days",
    /// "every Friday", "recently" cannot. "Three days later" can, where the text has named the day
    /// that it counts from.
    pub dates_events: bool,
    /// What it names, for the context.
    pub(in crate::annotate::time) stretch: Option<(calendar::Stretch, calendar::Stretch)>,
}
