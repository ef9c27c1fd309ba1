//! The parts of a report's page: its head, and the regions that are the report itself.
//!
//! In comes the decoded text; out goes a [`Layout`] of byte ranges. It never leaves out a line of
//! running prose: what it is not sure of stays in the body.

use std::ops::Range;

use super::boilerplate::{boilerplate, seams};
use super::date::LABEL;
use super::dateline::{Dateline, Strength, dateline, lone_dateline};
use super::line::{
    Lines, agency_line, byline, date_line, name, same, sentence, title_shape, wrapped,
};

/// The parts of a page; all ranges are bytes of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The title, where it first stands.
    pub title: Option<Range<usize>>,
    /// The line that names the author.
    pub byline: Option<Range<usize>>,
    /// Place, date and agency before the first words.
    pub dateline: Option<Dateline>,
    /// Lines of the head that give the page's date.
    pub date_lines: Vec<Range<usize>>,
    /// What remains, in order: the regions that the sentence splitter reads.
    pub body: Vec<Range<usize>>,
}

/// Finds the parts of a page.
pub fn layout(text: &str) -> Layout {
    let mut found = Layout::default();
    let mut cuts = boilerplate(text);
    let start = head(text, &mut cuts, &mut found);
    if found.dateline.is_none() {
        found.dateline = first_dateline(text, start, &cuts);
        cuts.extend(
            found
                .dateline
                .as_ref()
                .map(|dateline| dateline.span.clone()),
        );
    }
    if let Some(title) = found.title.clone() {
        repeats(text, &title, &mut cuts);
    }
    found.body = body(text, cuts);
    if found.body.is_empty() && !text.trim().is_empty() {
        let start = text.len() - text.trim_start().len();
        let whole = start..start + text.trim().len();
        return Layout {
            body: vec![whole],
            ..Layout::default()
        };
    }
    found
}

/// How many lines a head has at most, and how many of them can be left in the body.
const HEAD_LINES: usize = 24;
const HEAD_OTHERS: usize = 4;
/// How long a line of a head is at most, in bytes.
const HEAD_WIDTH: usize = 220;

/// Reads the head from the top, and tells where the first line of the report stands.
fn head(text: &str, cuts: &mut Vec<Range<usize>>, found: &mut Layout) -> usize {
    let mut others = 0;
    let mut bare = false;
    let mut lines = Lines { text, at: 0 };
    let mut start = None;
    for _ in 0..HEAD_LINES {
        let Some(whole) = lines.next() else { break };
        let Some(line) = uncut(text, whole, cuts) else {
            continue;
        };
        let shown = &text[line.clone()];
        let next = lines.peek();
        let filed =
            dateline(text, line.start).is_some_and(|(_, strength)| strength == Strength::Full);
        if line.len() > HEAD_WIDTH || filed {
            start = start.or(Some(line.start));
            break;
        }
        if let Some((date, plain)) = date_line(text, &line) {
            if plain && (bare || more_date_lines(&lines)) {
                start = start.or(Some(line.start));
                break;
            }
            bare |= plain;
            if found.dateline.is_none() && !LABEL.is_match(shown) {
                found.dateline = lone_dateline(text, line);
            }
            cuts.push(date.clone());
            found.date_lines.push(date);
        } else if found.title.is_some()
            && found.dateline.is_none()
            && lone(text, &line, next.as_ref())
        {
            found.dateline = lone_dateline(text, line.clone());
            cuts.push(line);
        } else if found
            .title
            .as_ref()
            .is_some_and(|title| same(&text[title.clone()], shown))
        {
            continue;
        } else if found.byline.is_none() && byline(shown) {
            cuts.push(line.clone());
            found.byline = Some(line);
        } else if agency_line(shown) && next.is_some() {
            cuts.push(line);
        } else if found.byline.is_none()
            && others == 0
            && name(shown)
            && introduces(text, found.title.is_some(), next.clone(), &lines)
        {
            cuts.push(line.clone());
            found.byline = Some(line);
        } else if found.title.is_none() && others == 0 && title(text, &line, &lines) {
            let marks = shown.len() - shown.trim_start_matches(['#', ' ', '*']).len();
            found.title =
                Some(line.start + marks..line.start + shown.trim_end_matches(['*', '#']).len());
            cuts.push(line);
        } else if let Some(second) = found
            .title
            .is_none()
            .then(|| heading(text, &line, &lines))
            .flatten()
        {
            lines.at = second.end;
            cuts.push(line.start..second.end);
            found.title = Some(line.start..second.end);
        } else {
            start = start.or(Some(line.start));
            others += 1;
            let flows = next.is_some_and(|next| {
                next.start <= line.end + 2 && text[next].starts_with(char::is_lowercase)
            });
            if others > HEAD_OTHERS || flows || sentence(shown) || line.len() > 120 {
                break;
            }
        }
    }
    start.unwrap_or(lines.at)
}

/// The first dateline of the report: of the first paragraph in any form, of the next two in full.
fn first_dateline(text: &str, start: usize, cuts: &[Range<usize>]) -> Option<Dateline> {
    let mut lines = Lines { text, at: start };
    let mut seen = 0;
    while let Some(line) = lines.next() {
        if seen == 3 {
            break;
        }
        let Some(line) = uncut(text, line, cuts) else {
            continue;
        };
        if let Some((found, strength)) = dateline(text, line.start) {
            let first = strength == Strength::Full || seen == 0 && !several(&lines, strength);
            return first.then_some(found);
        }
        seen += 1;
    }
    None
}

/// Whether later paragraphs begin in the same way: then the places head the items of a digest.
fn several(rest: &Lines<'_>, strength: Strength) -> bool {
    let mut lines = Lines {
        text: rest.text,
        at: rest.at,
    };
    lines
        .by_ref()
        .take(12)
        .any(|line| dateline(rest.text, line.start).is_some_and(|(_, other)| other == strength))
}

/// Whether more lines are bare dates: then each of them heads a section.
fn more_date_lines(rest: &Lines<'_>) -> bool {
    let mut lines = Lines {
        text: rest.text,
        at: rest.at,
    };
    lines.any(|line| line.len() < 40 && matches!(date_line(rest.text, &line), Some((_, true))))
}

fn lone(text: &str, line: &Range<usize>, next: Option<&Range<usize>>) -> bool {
    next.is_some_and(|next| next.len() > line.len()) && lone_dateline(text, line.clone()).is_some()
}

/// Whether what follows a name shows it to be the author's: the report, and no more such lines.
fn introduces(text: &str, titled: bool, next: Option<Range<usize>>, rest: &Lines<'_>) -> bool {
    let Some(next) = next else { return false };
    let dated = date_line(text, &next).is_some()
        || dateline(text, next.start).is_some_and(|(_, strength)| strength == Strength::Full);
    if dated {
        return true;
    }
    let mut lines = Lines { text, at: rest.at };
    titled
        && (next.len() > 80 || sentence(&text[next]))
        && !lines.by_ref().take(200).any(|line| name(&text[line]))
}

/// Whether the line is a title: short, no sentence, not wrapped into the next line, and a report
/// follows.
fn title(text: &str, line: &Range<usize>, rest: &Lines<'_>) -> bool {
    // "Vilnius, 12 September 2024" under a long title does not go on with it.
    let dated = || {
        let next = Lines { text, at: rest.at }.next();
        next.is_some_and(|next| lone_dateline(text, next).is_some())
    };
    title_shape(&text[line.clone()])
        && (!wrapped(text, line) || dated())
        && followed(text, Lines { text, at: rest.at })
}

/// Whether a report, and not only a list of lines, follows.
fn followed(text: &str, lines: Lines<'_>) -> bool {
    lines
        .take(30)
        .any(|line| line.len() > 120 || line.len() > 30 && sentence(&text[line]))
}

/// The second line of a title that is broken in two and stands apart from what follows.
fn heading(text: &str, line: &Range<usize>, rest: &Lines<'_>) -> Option<Range<usize>> {
    let mut lines = Lines { text, at: rest.at };
    let (second, third) = (lines.next()?, lines.next()?);
    let apart = |a: &Range<usize>, b: &Range<usize>| text[a.end..b.start].matches('\n').count() > 1;
    let whole = line.start..second.end;
    let fits = !apart(line, &second) && apart(&second, &third) && whole.len() <= 160;
    let after = Lines {
        text,
        at: second.end,
    };
    (fits && title_shape(&text[whole]) && followed(text, after)).then_some(second)
}

fn repeats(text: &str, title: &Range<usize>, cuts: &mut Vec<Range<usize>>) {
    let lines = Lines {
        text,
        at: title.end,
    };
    cuts.extend(lines.filter(|line| same(&text[title.clone()], &text[line.clone()])));
}

/// What is left of a line beside the boilerplate at its start; nothing if that is all of it.
fn uncut(text: &str, line: Range<usize>, cuts: &[Range<usize>]) -> Option<Range<usize>> {
    let mut start = line.start;
    for cut in cuts {
        if cut.start <= start && cut.end > start {
            start = cut.end;
        }
    }
    if start >= line.end {
        return None;
    }
    let rest = text[start..line.end].trim_start();
    (!rest.is_empty()).then(|| line.end - rest.len()..line.end)
}

/// The regions outside `cuts`, divided where sentences were glued together.
fn body(text: &str, mut cuts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    cuts.extend(seams(text).into_iter().map(|at| at..at));
    cuts.sort_by_key(|cut| (cut.start, cut.end));
    cuts.push(text.len()..text.len());
    let mut regions = Vec::new();
    let mut at = 0;
    for cut in cuts {
        if cut.start > at {
            let slice = &text[at..cut.start];
            let start = at + slice.len() - slice.trim_start().len();
            let end = start + slice.trim().len();
            if end > start {
                regions.push(start..end);
            }
        }
        at = at.max(cut.end);
    }
    regions
}
