#!/usr/bin/env python3
"""What a spaCy user would build from the same names and triggers, against panj.

    pip install spacy pyyaml
    cargo build --release --bin panj --example corpus
    python3 benches/peers/spacy_rules.py [--megabytes 0.2] [--rounds 3]

Blank English, sentencizer, an EntityRuler with names of the gazetteers (--names), and the verbs and
nouns of rules/lexicons/events.yaml in one of three ways: a Matcher pattern for each; Matcher with
the first 50 only; all of them in a PhraseMatcher, which cannot do more than fixed words but is the
fastest that spaCy has. No grammar, no roles, no dates: less than panj does. All run on one core, in
turn, on the same corpus; a ratio is that of the medians of the processor time, without the start of either.
"""

import argparse
import json
import resource
import statistics
import subprocess
import time
from pathlib import Path

import spacy
import yaml
from spacy.matcher import Matcher, PhraseMatcher

ROOT = Path(__file__).resolve().parents[2]


def names(limit):
    """Names of places, groups and organisations with a label each."""
    found = []
    for path in sorted((ROOT / "gazetteers").glob("*/*.yaml")):
        for entry in yaml.load(path.read_text(), yaml.CSafeLoader)["entries"]:
            found += [(name, entry.get("kind", "name")) for name in [entry["name"], *entry.get("aliases", [])]]
    for line in (ROOT / "gazetteers/places/cities.tsv").read_text().splitlines():
        if not line.startswith(("#", "id\t")):
            found.append((line.split("\t")[1], "place"))
    step = max(1, len(found) // limit)
    return found[::step][:limit]


def forms(verb):
    """The forms of a regular verb, good enough to scan for."""
    stem = verb[:-1] if verb.endswith("e") else verb
    return [verb, verb + "s", stem + "ed", stem + "ing"]


def triggers():
    """The verbs and nouns of the event lexicons: words before the one that changes, its forms, words after."""
    for entry in yaml.load((ROOT / "rules/lexicons/events.yaml").read_text(), yaml.CSafeLoader)["lexicons"].values():
        for phrase in entry.get("verbs", []):
            head, *after = phrase.split()
            yield [], forms(head), after
        for phrase in entry.get("nouns", []):
            *before, head = phrase.split()
            yield before, [head, head + "s"], []


def pipeline(limit):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    with nlp.select_pipes(disable=nlp.pipe_names):
        ruler.add_patterns([{"label": label.upper(), "pattern": name} for name, label in names(limit)])
    return nlp


def matcher(nlp, limit=None):
    found = Matcher(nlp.vocab)
    for number, (before, heads, after) in enumerate(list(triggers())[:limit]):
        before, after = ([{"LOWER": word} for word in words] for words in (before, after))
        found.add(str(number), [[*before, {"LOWER": {"IN": heads}}, *after]])
    return found


def phrases(nlp):
    found = PhraseMatcher(nlp.vocab, attr="LOWER")
    for before, heads, after in triggers():
        found.add("trigger", [nlp.make_doc(" ".join([*before, head, *after])) for head in heads])
    return found


def run_spacy(nlp, matcher, texts):
    start = time.process_time()
    for doc in nlp.pipe(texts):
        matcher(doc), doc.ents, list(doc.sents)
    return time.process_time() - start


def run_panj(panj, path):
    start = children()
    subprocess.run([panj, "extract", "-q", "-j1", path], check=True, stdout=subprocess.DEVNULL)
    return children() - start


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=0.2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--names", type=int, default=5000)
    parser.add_argument("--target", default=str(ROOT / "target/release"), help="folder of the built programs")
    parser.add_argument("--scratch", default="/tmp/panj-peers.ndjson")
    args = parser.parse_args()

    corpus = subprocess.run(
        [f"{args.target}/examples/corpus", "--megabytes", str(args.megabytes)], check=True, stdout=subprocess.PIPE
    ).stdout
    Path(args.scratch).write_bytes(corpus)
    empty = Path(args.scratch + ".one")
    empty.write_text('{"text": "Rain fell."}\n')
    texts = [json.loads(line)["text"] for line in corpus.splitlines()]
    size = sum(len(text.encode()) for text in texts) / 1e6

    nlp = pipeline(args.names)
    peers = {
        "Matcher": matcher(nlp),
        "Matcher, 50 patterns": matcher(nlp, 50),
        "PhraseMatcher": phrases(nlp),
    }
    panj = f"{args.target}/panj"
    ours, theirs = [], {name: [] for name in peers}
    for _ in range(args.rounds):
        # The start of panj is measured in each round as well, and taken off.
        start_up = run_panj(panj, str(empty))
        ours.append(run_panj(panj, args.scratch) - start_up)
        for name, found in peers.items():
            theirs[name].append(run_spacy(nlp, found, texts))
    rate = size / statistics.median(ours)
    print(f"panj                              {rate:7.3f} MB/s")
    for name, seconds in theirs.items():
        peer = size / statistics.median(seconds)
        print(f"spaCy {spacy.__version__} {name:21}{peer:7.3f} MB/s   panj is {rate / peer:.1f} times as fast")


if __name__ == "__main__":
    main()
