//! What can be wrong with a rule set beyond its syntax.
//!
//! In comes a rule set as far as it could be read; out go faults that name a place. It never
//! changes a rule and runs no rule on a text.

mod examples;
mod names;
mod reachability;
mod shape;

pub(super) use names::names;
pub use reachability::literal_names;
pub(super) use shape::shape;

use super::set::{RuleSet, Template};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::ops::Range;

/// Finds what is no error by itself but useless, unreachable or unproved.
pub fn check(set: &RuleSet) -> Diagnostics {
    let mut faults = set.diagnostics();
    shape::useless(set, &mut faults);
    reachability::reachability(set, &mut faults);
    examples::examples(set, &mut faults);
    faults.sort();
    faults
}

/// A fault inside a template.
fn inside(template: &Template, span: Range<usize>, code: Code, message: String) -> Diagnostic {
    let span = template.text.locate(span);
    Diagnostic::new(code, &template.text.file, span, message)
}
