//! The codes of all faults, and the page that explains each.

use std::sync::LazyLock;

/// Whether a file can still be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but something in it is useless or unproved.
    Warning,
}

macro_rules! codes {
    ($($code:ident $severity:ident $name:literal $title:literal,)*) => {
        /// What kind of fault a diagnostic reports.
        ///
        /// P00x is about the envelope, P01x about names, P02x about the shape of a template, P03x
        /// about what can be reached, P04x about examples.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $code,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Code] = &[$(Code::$code,)*];

            /// The code as it is printed, e.g. `P011`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$code => stringify!($code),)* }
            }

            /// A short name for file names, e.g. `unknown-slot`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$code => $name,)* }
            }

            /// What the code means, in one line.
            pub fn title(self) -> &'static str {
                match self { $(Code::$code => $title,)* }
            }

            /// How grave the fault usually is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$code => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    P001 Error "not-yaml" "The file is not valid YAML.",
    P002 Error "unknown-key" "A key that no such entry has.",
    P003 Error "wrong-type" "A value of the wrong type.",
    P004 Error "missing-key" "A key that the entry needs is missing.",
    P005 Error "duplicate-key" "The same key twice in one mapping.",
    P006 Error "tab" "A tab where YAML needs spaces.",
    P007 Error "unsupported-language" "A version of the rule language that is not supported.",
    P010 Error "unknown-lexicon" "A lexicon that no file defines.",
    P011 Error "unknown-slot" "A slot that is neither built in nor declared.",
    P012 Error "unknown-event" "An event type that the ontology does not define.",
    P013 Error "unknown-form" "A form that lexicon entries do not have.",
    P014 Error "unknown-macro" "A macro that no file defines.",
    P015 Error "cycle" "A lexicon or macro that contains itself.",
    P016 Error "duplicate-id" "Two entries with the same id or name.",
    P017 Error "unknown-mode" "A mode that the event type does not have.",
    P018 Error "unknown-kind" "A kind of thing that does not exist.",
    P020 Error "template-syntax" "A template that cannot be read.",
    P021 Error "matches-nothing" "A template that matches no words.",
    P022 Error "no-trigger" "A template without a trigger.",
    P023 Error "leading-gap" "A gap at the edge of a template.",
    P024 Warning "useless-optional" "An optional part at the edge that changes nothing.",
    P025 Error "too-large" "A template that unfolds into too many parts.",
    P026 Error "mixed-separators" "`|` and `;` mixed without brackets.",
    P027 Error "slot-twice" "The same slot twice on one way through a template.",
    P028 Error "gap-in-any-order" "A gap inside parts of any order.",
    P029 Error "not-a-frame" "A frame with a part that has no grammatical role.",
    P030 Error "split-literal" "A word that the tokeniser splits.",
    P031 Warning "literal-name" "Words that are a name of the gazetteers.",
    P032 Warning "shadowed-template" "A template that never wins over an earlier one.",
    P040 Warning "failing-example" "An example that does not hold.",
    P041 Warning "slot-never-filled" "A slot that no example fills.",
    P042 Warning "idle-optional" "An optional part that no example needs.",
    P043 Warning "no-negative-example" "A rule without a negative example.",
    P044 Warning "idle-unless" "An `unless` that no example needs.",
    P045 Error "example-syntax" "An example that cannot be read.",
}

impl Code {
    /// The code with this text, in any case.
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.as_str().eq_ignore_ascii_case(text))
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// The page about a code: its section of `docs/diagnostics.md`, heading included.
pub fn explain(code: Code) -> &'static str {
    static SECTIONS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let page = include_str!("../../docs/diagnostics.md");
        let mut starts: Vec<usize> = page.match_indices("\n## ").map(|(at, _)| at + 1).collect();
        starts.push(page.len());
        starts
            .windows(2)
            .map(|pair| page[pair[0]..pair[1]].trim_end())
            .map(|section| (section.get(3..7).unwrap_or_default(), section))
            .collect()
    });
    SECTIONS
        .iter()
        .find(|(name, _)| *name == code.as_str())
        .map_or("", |(_, section)| section)
}
