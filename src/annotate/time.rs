//! Time expressions: found by word classes, resolved by calendar arithmetic.

use std::ops::Range;

use jiff::civil::Date;

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
    /// Whether it can date an event: "on Tuesday", "in May 2020" can; "now", "three days",
    /// "every Friday", "recently" cannot.
    pub dates_events: bool,
}
