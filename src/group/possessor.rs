//! Whose something is: "the army's base".

use super::{Parse, Tag, UnitKind};

/// Links "X" + "'s" + "Y": Y gets X for its possessor, and takes in the clitic.
pub(super) fn link(parse: &mut Parse) {
    for i in 1..parse.units.len() {
        let clitic = parse.units[i].kind == UnitKind::Other
            && parse.tags[parse.units[i].start - parse.start] == Tag::Clitic;
        if !clitic
            || parse.units[i - 1].kind != UnitKind::Noun
                && parse.units[i - 1].kind != UnitKind::Time
        {
            continue;
        }
        if let Some(next) = parse.units.get(i + 1)
            && next.kind == UnitKind::Noun
        {
            parse.units[i + 1].possessor = Some(i - 1);
            parse.units[i + 1].definite = true;
        }
    }
}
