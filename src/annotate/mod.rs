//! Tokens to mentions: gazetteer names, numbers and time expressions, each with its normalised value.
//!
//! In come the tokens of a [`Text`](crate::text::Text); out go mentions over half-open token ranges.
//! It never decides what an ambiguous name means before its context is known.

pub(crate) mod name;
pub mod number;
mod numeral;
pub mod time;

/// The words for dates and numbers of `yaml` (see `rules/dates.yaml`), which are added to
/// `vocabulary`. Best done first: the tables go by the numbers of words and stay short.
///
/// # Errors
/// Says what is wrong with the YAML, with its line where the reader knows it.
pub(crate) fn words(
    yaml: &str,
    vocabulary: &mut crate::text::Vocabulary,
) -> Result<(time::TimeWords, number::NumberWords), String> {
    let file = time::File::read(yaml)?;
    let times = time::TimeWords::of(&file, vocabulary)?;
    Ok((times, number::NumberWords::of(&file, vocabulary)))
}
