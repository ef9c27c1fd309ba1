//! A check of EDTF level 1 (ISO 8601-2:2019), as far as news dates need it.
//!
//! In comes a string; out goes whether it is a date, a season or an interval of them. It never
//! accepts a day that no calendar has.

use super::calendar;

/// Whether `text` is EDTF level 1: `2024-11-26`, `XXXX-11-26`, `2024-11`, `199X`, `2024-21`,
/// `2024-11-17/2024-11-18`, `2021-08/..`, `../2024-05-03`.
pub fn is_edtf(text: &str) -> bool {
    match text.split_once('/') {
        None => is_point(text),
        Some((start, end)) => {
            let open = |side: &str| side == ".." || side.is_empty();
            (open(start) || is_point(start))
                && (open(end) || is_point(end))
                && !(open(start) && open(end))
        }
    }
}

fn is_point(text: &str) -> bool {
    let text = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
    let mut parts = text.split('-');
    let (Some(year), month, day, None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let digits = year.trim_end_matches('X');
    if year.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) || digits.len() == 1 {
        return false;
    }
    let number = |part: &str| {
        (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<i8>().ok())
            .flatten()
    };
    match (month, day) {
        (None, _) => true,
        (Some("XX"), None | Some("XX")) => true,
        (Some(month), None) => matches!(number(month), Some(1..=12 | 21..=24)),
        (Some(month), Some("XX")) => matches!(number(month), Some(1..=12)),
        (Some(month), Some(day)) => {
            // 2000 stands in for an unknown year, so that 29 February passes.
            let year = digits
                .parse::<i16>()
                .ok()
                .filter(|_| digits.len() == 4)
                .unwrap_or(2000);
            match (number(month), number(day)) {
                (Some(month), Some(day)) => calendar::day(year, month, day).is_some(),
                _ => false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_edtf;

    #[test]
    fn accepts_level_one_and_no_more() {
        for good in [
            "2024-11-26",
            "XXXX-11-26",
            "XXXX-12",
            "2024",
            "199X",
            "19XX",
            "2024-21",
            "2024-11-17/2024-11-18",
            "2021-08/..",
            "../2024-05-03",
            "XXXX-02-29",
        ] {
            assert!(is_edtf(good), "{good}");
        }
        for bad in [
            "",
            "2024-13",
            "2024-02-30",
            "20245",
            "2024-1-1",
            "../..",
            "2023-02-29",
            "now",
        ] {
            assert!(!is_edtf(bad), "{bad}");
        }
    }
}
