use proptest::prelude::*;

use super::*;

fn ok(text: &str) -> Node {
    parse(text).unwrap_or_else(|errors| panic!("{text}: {errors:?}"))
}

fn faults(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let errors = parse(text).expect_err(text);
    errors.into_iter().map(|e| (e.message, e.span)).collect()
}

/// The tree without spans.
fn bare(node: Node) -> Node {
    node.at(&(0..0))
}

#[test]
fn reads_and_prints() {
    for text in [
        "<recipients> {attack.passive} [by <actors>]",
        "{!claim.v} responsibility for (the | an) {attack.n}",
        "^ =AQIM 's , ... ...3 $",
        "<_:place> [(a | b) c] [a | b c] [a ; b]",
        "((a | b) | c) @was (x ; y) @by(<actors> | z)",
        "[[a]] <content:tail> <recipients:military|police> =$ =;",
        "[, ...12 ,]",
    ] {
        assert_eq!(print(&ok(text)), text);
    }
    assert_eq!(print(&ok("  a   ( b )\t[ c|d ]  ...6 ")), "a b [c | d] ...");
}

#[test]
fn keeps_places() {
    let NodeKind::Sequence(nodes) = ok("in <place> [or {x.v}]").kind else {
        panic!()
    };
    assert_eq!(nodes[1].span, 3..10);
    assert_eq!(nodes[2].span, 11..21);
    assert_eq!(ok("@by(a b)").span, 0..8);
}

#[test]
fn reports_every_error() {
    assert_eq!(
        faults("{attack.vv} <actors by (a | b ; c) d]"),
        [
            ("there is no form `.vv`".into(), 8..10),
            ("`<` is never closed".into(), 12..19),
            ("`|` and `;` in the same brackets".into(), 26..31),
            ("`]` closes nothing".into(), 36..37),
        ]
    );
    assert_eq!(faults("a ( | b)"), [("an empty alternative".into(), 3..4)]);
    assert_eq!(faults("(a | )"), [("an empty alternative".into(), 4..5)]);
    assert_eq!(
        faults("[] ...0"),
        [
            ("empty brackets".into(), 1..1),
            ("a gap of 0 units".into(), 3..7)
        ]
    );
    assert_eq!(faults("a | b"), [("`|` outside brackets".into(), 2..3)]);
    assert_eq!(faults(""), [("an empty template".into(), 0..0)]);
    assert_eq!(
        faults("(a [b"),
        [
            ("`(` is never closed".into(), 0..1),
            ("`[` is never closed".into(), 3..4)
        ]
    );
    assert_eq!(faults("(a]"), [("`(` is closed by `]`".into(), 0..3)]);
    assert!(parse(&"(".repeat(100_000)).is_err());
}

#[test]
fn unfolds_macros_as_trees() {
    let mut macros = Macros::new();
    macros.insert("by".into(), ok("(by | at the hands of) @_"));
    macros.insert("late".into(), ok("[late] @by(<actors>)"));
    let node = expand(&ok("x @late @by(a | b)"), &macros).unwrap();
    assert_eq!(
        print(&node),
        "x [late] (by | at the hands of) <actors> (by | at the hands of) (a | b)"
    );
    macros.insert("loop".into(), ok("a @loop"));
    let errors = expand(&ok("@loop @nothing"), &macros).unwrap_err();
    assert_eq!(
        errors.iter().map(|e| e.cycle).collect::<Vec<_>>(),
        [true, false]
    );
}

#[test]
fn reads_examples() {
    let block = "+ <actors Gunmen> attacked <recipients an army post>.\n    recipients.count = 1\n\n\
                 - No one came.\n? Some day.\n";
    let (examples, errors) = examples::parse(block);
    assert_eq!(errors, []);
    assert_eq!(examples.len(), 3);
    assert_eq!(examples[0].text, "Gunmen attacked an army post.");
    assert_eq!(
        &examples[0].text[examples[0].slots[1].range.clone()],
        "an army post"
    );
    assert_eq!(
        &block[examples[0].slots[1].span.clone()],
        "<recipients an army post>"
    );
    assert_eq!(examples[0].asserts[0].path, "recipients.count");
    let (_, errors) = examples::parse("Hello.\n+ <actors a <place b>\n- <actors x> y\n    z\n");
    assert_eq!(errors.len(), 4, "{errors:?}");
}

fn template() -> impl Strategy<Value = Node> {
    let node = |kind| Node { kind, span: 0..0 };
    let name = "[a-z][a-z-]{0,4}";
    let forms: Vec<Option<Form>> = Form::ALL
        .iter()
        .map(|&(_, f)| Some(f))
        .chain([None])
        .collect();
    let leaf = prop_oneof![
        ("[a-zA-Zé'.,]{1,6}", any::<bool>())
            .prop_filter("a gap", |(text, _)| !text.contains("..."))
            .prop_map(|(text, exact)| NodeKind::Word { text, exact }),
        Just(NodeKind::Start),
        Just(NodeKind::End),
        (name, prop::sample::select(forms), any::<bool>()).prop_map(|(name, form, trigger)| {
            NodeKind::Lexeme {
                name,
                form,
                trigger,
            }
        }),
        (prop::option::of(name), prop::collection::vec(name, 0..3))
            .prop_map(|(name, types)| NodeKind::Slot { name, types }),
        (1u8..=30).prop_map(NodeKind::Gap),
        name.prop_map(|name| NodeKind::Macro {
            name,
            argument: None
        }),
    ]
    .prop_map(node);
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let many = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            many.clone().prop_map(|nodes| Node::sequence(nodes, 0..0)),
            many.clone()
                .prop_map(move |nodes| node(NodeKind::Either(nodes))),
            many.prop_map(move |nodes| node(NodeKind::AnyOrder(nodes))),
            inner
                .clone()
                .prop_map(move |inner| node(NodeKind::Optional(Box::new(inner)))),
            (name, inner).prop_map(move |(name, inner)| {
                node(NodeKind::Macro {
                    name,
                    argument: Some(Box::new(inner)),
                })
            }),
        ]
    })
}

proptest! {
    #[test]
    fn printing_and_reading_agree(node in template()) {
        let text = print(&node);
        let again = parse(&text);
        prop_assert!(again.is_ok(), "{} {:?}", text, again);
        prop_assert_eq!(bare(again.unwrap()), node, "{}", text);
    }

    #[test]
    fn reads_anything(text in "[a-z <>{}\\[\\]()|;@=^$.!:_0-9\\n]{0,40}|\\PC{0,30}") {
        match parse(&text) {
            Ok(node) => prop_assert_eq!(print(&parse(&print(&node)).unwrap()), print(&node)),
            Err(errors) => {
                for error in errors {
                    prop_assert!(error.span.start <= error.span.end);
                    prop_assert!(error.span.end <= text.len());
                    prop_assert!(text.is_char_boundary(error.span.start));
                    prop_assert!(text.is_char_boundary(error.span.end));
                }
            }
        }
        let _ = examples::parse(&text);
    }
}
