//! The nearest known name to a mistyped one.

/// The candidate that differs least from `word`, if it is near enough to be meant.
///
/// Distance counts insertions, deletions, substitutions and swapped neighbours; a third of the
/// letters may differ. Ties go to the candidate that comes first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(64).flat_map(char::to_lowercase).collect();
    let limit = (word.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other: Vec<char> = candidate
            .chars()
            .take(64)
            .flat_map(char::to_lowercase)
            .collect();
        let distance = distance(&word, &other);
        if distance <= limit && distance < other.len() && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_leaves_strangers() {
        assert_eq!(
            nearest("recipeints", ["actors", "recipients"]),
            Some("recipients")
        );
        assert_eq!(nearest("exmaples", ["examples", "event"]), Some("examples"));
        assert_eq!(nearest("wombat", ["examples", "event"]), None);
        assert_eq!(nearest("v", ["n", "a"]), None);
    }
}
