//! Bytes to sentences of tokens.
//!
//! In comes the decoded text of a [`Document`](crate::Document); out go [`Token`]s, each looked up
//! once in the pack's [`Vocabulary`], and [`Sentence`]s over them. It never looks at a rule and
//! never decides what a word means.

mod fold;
mod sentence;
mod token;
mod vocabulary;

pub use fold::fold;
pub use sentence::{Sentence, SentenceKind, split};
pub use token::{Flags, Token, Word, tokenize};
pub use vocabulary::Vocabulary;

/// A text with its tokens and sentences; offsets are bytes into `source`.
#[derive(Debug)]
pub struct Text<'a> {
    /// The decoded text.
    pub source: &'a str,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; they cover every token outside boilerplate.
    pub sentences: Vec<Sentence>,
}

impl<'a> Text<'a> {
    /// The words of token `index` as they stand in the text.
    #[inline]
    pub fn of(&self, index: usize) -> &'a str {
        let token = &self.tokens[index];
        &self.source[token.start as usize..token.end as usize]
    }

    /// The text from the first to the last token of a half-open token range; `""` if it is empty.
    pub fn span(&self, tokens: std::ops::Range<usize>) -> &'a str {
        if tokens.is_empty() {
            return "";
        }
        let start = self.tokens[tokens.start].start as usize;
        let end = self.tokens[tokens.end - 1].end as usize;
        &self.source[start..end]
    }
}
