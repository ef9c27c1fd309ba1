#!/usr/bin/env python3
"""Makes a pack of ten times the rules and measures what it costs on the bench corpus.

    pip install pyyaml
    cargo build --release --bin panj --example corpus
    python3 benches/ten_times_the_rules.py [--times 10] [--megabytes 2]

Each copy of a rule hangs on a copy of its lexicons whose words exist in no text, so that the events
stay the same and only the cost of having the rules shows. Rules without a lexicon of events.yaml or
verbal.yaml in each of their lines are not copied, since they would fire again; the others are copied
as often as it takes.
"""

import argparse
import re
import resource
import statistics
import subprocess
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
LETTERS = "bcdfghjklmnpqrstvwxz"


def renamed(lexicons, mark):
    """The lexicons with words that do not exist: the mark before each word of each entry."""
    out = {}
    for name, entry in lexicons.items():
        copy = {key: value for key, value in entry.items() if key not in ("verbs", "nouns", "words", "adjectives", "adverbs")}
        for key in ("verbs", "nouns", "words", "adjectives", "adverbs"):
            if key in entry:
                copy[key] = [" ".join(mark + word for word in str(phrase).split()) for phrase in entry[key]]
        out[f"{name}-{mark}"] = copy
    return out


def copies(rules, names, mark):
    """The rules that hang on the lexicons alone, on their copies."""
    reference = re.compile(r"\{(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?=[.}])")
    for rule in rules:
        rule = {key: value for key, value in rule.items() if key not in ("examples", "note", "unless")}
        kept = True
        for key in ("frame", "match"):
            if key in rule:
                lines = [line for line in rule[key].splitlines() if line.strip()]
                kept &= all(reference.search(line) for line in lines)
                rule[key] = "\n".join(reference.sub(rf"{{\1-{mark}", line) for line in lines) + "\n"
        if kept:
            yield {**rule, "id": f"{rule['id']}-{mark}"}


def grow(folder, times):
    """Adds the copies to the rules in `folder`; tells how many rules there are then and were before."""
    lexicons = {}
    for name in ("events", "verbal"):
        lexicons |= yaml.safe_load((folder / f"lexicons/{name}.yaml").read_text())["lexicons"]
    rules = [rule for path in sorted((folder / "events").glob("*.yaml")) for rule in yaml.safe_load(path.read_text())["rules"]]
    count = len(rules)
    number = 0
    while count < times * len(rules):
        number += 1
        mark = "q" + LETTERS[number // len(LETTERS)] + LETTERS[number % len(LETTERS)]
        new = list(copies(rules, lexicons, mark))
        count += len(new)
        (folder / f"lexicons/copy-{mark}.yaml").write_text(yaml.safe_dump({"language": 1, "lexicons": renamed(lexicons, mark)}))
        (folder / f"events/copy-{mark}.yaml").write_text(yaml.safe_dump({"language": 1, "rules": new}, width=1000))
    return count, len(rules)


def seconds(command):
    used = lambda u: u.ru_utime + u.ru_stime
    start = used(resource.getrusage(resource.RUSAGE_CHILDREN))
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    return used(resource.getrusage(resource.RUSAGE_CHILDREN)) - start, out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--megabytes", default="2")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--target", default=str(ROOT / "target/release"), help="folder of the built programs")
    args = parser.parse_args()

    panj = f"{args.target}/panj"
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        subprocess.run([panj, "init", scratch / "once"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run([panj, "init", scratch / "more"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        many, few = grow(scratch / "more/rules", args.times)
        corpus, empty = scratch / "corpus.ndjson", scratch / "empty.ndjson"
        corpus.write_bytes(seconds([f"{args.target}/examples/corpus", "--megabytes", args.megabytes])[1])
        empty.write_text('{"text": "Rain fell."}\n')
        times, events = {}, {}
        for _ in range(args.rounds):
            for pack in ("once", "more"):
                command = [panj, "extract", "-q", "-j1", "--rules", scratch / pack / "rules", "--gazetteers", scratch / pack / "gazetteers"]
                start, _ = seconds([*command, empty])
                whole, events[pack] = seconds([*command, corpus])
                times.setdefault(pack, []).append((whole - start, start))
        middle = {pack: [statistics.median(column) for column in zip(*rows)] for pack, rows in times.items()}
    print(f"{few} rules: {middle['once'][0]:.2f} s, start-up {middle['once'][1]:.2f} s")
    print(f"{many} rules: {middle['more'][0]:.2f} s, start-up {middle['more'][1]:.2f} s")
    print(f"ratio: {middle['more'][0] / middle['once'][0]:.2f}; events {'the same' if events['once'] == events['more'] else 'differ'}")


if __name__ == "__main__":
    main()
