//! One line of the template language: text to tree and back.
//!
//! In comes a template such as `<recipients> {attack.passive} [by <actors>]`; out goes a [`Node`]
//! whose parts know where they stand in the text, or every syntax error at once. It never reads
//! YAML and never asks whether a lexicon, slot or macro exists.

pub mod examples;
mod expand;
mod lex;
mod parse;
mod print;
#[cfg(test)]
mod tests;
mod tree;

pub use examples::{Example, Sign};
pub use expand::{Macros, expand};
pub use parse::parse;
pub use print::print;
pub use tree::{Form, Node, NodeKind, SyntaxError, SyntaxKind};
