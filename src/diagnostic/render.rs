//! Reports for people: the line, a caret, a hint.

use std::fmt::{self, Display};

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Severity, floor};

impl Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            writeln!(f, "{}", self.render(diagnostic, &Renderer::plain()))?;
        }
        Ok(())
    }
}

impl Diagnostics {
    /// All reports with colours for a terminal.
    pub fn to_styled(&self) -> String {
        let renderer = Renderer::styled();
        let reports: Vec<String> = self
            .list
            .iter()
            .map(|d| self.render(d, &renderer))
            .collect();
        reports.join("\n\n")
    }

    fn render(&self, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level
            .primary_title(&*diagnostic.message)
            .id(diagnostic.code.as_str());
        let mut group: Group<'_> = Group::with_title(title);
        if let Some(text) = self.text(&diagnostic.file) {
            let start = floor(text, diagnostic.span.start);
            let end = floor(text, diagnostic.span.end.max(start));
            let mut caret = AnnotationKind::Primary.span(start..end);
            if let Some(label) = &diagnostic.label {
                caret = caret.label(&**label);
            }
            let mut snippet = Snippet::source(text)
                .path(&*diagnostic.file)
                .annotation(caret);
            let mut elsewhere: Vec<Element<'_>> = Vec::new();
            for related in &diagnostic.related {
                let Some(text) = self.text(&related.file) else {
                    continue;
                };
                let start = floor(text, related.span.start);
                let end = floor(text, related.span.end.max(start));
                let context = AnnotationKind::Context
                    .span(start..end)
                    .label(&*related.label);
                if related.file == diagnostic.file {
                    snippet = snippet.annotation(context);
                } else {
                    let other = Snippet::source(text)
                        .path(&*related.file)
                        .annotation(context);
                    elsewhere.push(other.into());
                }
            }
            group = group.element(snippet).elements(elsewhere);
        }
        if let Some(hint) = &diagnostic.hint {
            group = group.element(Level::HELP.message(&**hint));
        }
        renderer.render(&[group])
    }
}
