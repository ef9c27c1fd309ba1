//! Numbers: digits, words, hedges, ranges and vague words to [`Count`]s.
