//! A parse that people can read: the units of each sentence under its words.

use crate::Document;
use crate::extract::Scene;
use crate::group::UnitKind;
use crate::pack::Extractor;

impl Extractor {
    /// The text with its units aligned under the words, a sentence at a time.
    pub fn interlinear(&self, document: &Document) -> String {
        let mut out = String::new();
        self.each_scene(document, &mut |scene| sentence(scene, &mut out));
        out
    }
}

fn sentence(scene: &Scene, out: &mut String) {
    let text = scene.context.text;
    let parsed = scene.parse;
    let mut above = String::new();
    let mut below = String::new();
    for (i, unit) in parsed.units.iter().enumerate() {
        let words = text.span(unit.start..unit.end).replace('\n', " ");
        let label = match unit.kind {
            UnitKind::Noun => format!("N:{}", scene.meant(i).as_str()),
            UnitKind::Verb => {
                let clause = parsed.clauses.iter().find(|c| c.verb == i);
                if clause.is_some_and(|c| c.passive) {
                    "V:passive".to_owned()
                } else {
                    "V".to_owned()
                }
            }
            UnitKind::Preposition => "P".to_owned(),
            UnitKind::Time => "T".to_owned(),
            UnitKind::Comma | UnitKind::Mark => String::new(),
            other => format!("{other:?}")
                .to_lowercase()
                .chars()
                .take(4)
                .collect(),
        };
        let width = words.chars().count().max(label.chars().count());
        above.push_str(&format!("{words:<width$}  "));
        below.push_str(&format!("{label:<width$}  "));
    }
    out.push_str(above.trim_end());
    out.push('\n');
    out.push_str(below.trim_end());
    out.push('\n');
    for clause in &parsed.clauses {
        let name = |u: usize| text.span(scene.extent(u)).replace('\n', " ");
        out.push_str(&format!(
            "  [{}] {:?} subject={} objects={}\n",
            text.span(parsed.units[clause.verb].start..parsed.units[clause.verb].end),
            clause.kind,
            clause.subject.map(name).unwrap_or_default(),
            clause
                .objects
                .iter()
                .map(|o| name(*o))
                .collect::<Vec<_>>()
                .join(" / "),
        ));
    }
    out.push('\n');
}
