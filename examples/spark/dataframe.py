#!/usr/bin/env python3
"""Reports in a DataFrame to events in a DataFrame, by `mapInPandas`; needs pandas and pyarrow.

    spark-submit examples/spark/dataframe.py reports.jsonl events [--panj PATH] [--partitions N]

Columns id and text (published, title and source if there are any); out come the id of the report,
the type, the day and country of each event, and the whole record as JSON.
"""

import argparse
import json
import subprocess

from pyspark.sql import SparkSession

SCHEMA = "document string, type string, date string, country string, record string"
COLUMNS = ["id", "text", "published", "title", "source"]


def reader(panj):
    """The function that Spark calls for each partition."""

    def read(batches):
        import pandas

        for batch in batches:
            columns = [name for name in COLUMNS if name in batch]
            rows = batch[columns].to_dict("records")
            lines = "".join(json.dumps({k: v for k, v in row.items() if v is not None}) + "\n" for row in rows)
            done = subprocess.run(
                [panj, "extract", "-", "--quiet", "--jobs", "1"],
                input=lines.encode(), stdout=subprocess.PIPE, check=False,
            )
            # 1: some report could not be read, all others were.
            if done.returncode not in (0, 1):
                raise RuntimeError(f"panj ended with {done.returncode}")
            found = [(json.loads(line), line) for line in done.stdout.decode().split("\n") if line]
            yield pandas.DataFrame(
                [
                    (
                        event["document"]["id"],
                        event["type"],
                        (event.get("date") or {}).get("edtf"),
                        (event.get("place") or {}).get("country"),
                        line,
                    )
                    for event, line in found
                ],
                columns=["document", "type", "date", "country", "record"],
            )

    return read


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", help="JSON Lines; any other source of a DataFrame does as well")
    parser.add_argument("events", help="folder to write, as JSON Lines")
    parser.add_argument("--panj", default="panj", help="the program, at the same path on every machine")
    parser.add_argument("--partitions", type=int, default=4)
    args = parser.parse_args()

    spark = SparkSession.builder.appName("panj").getOrCreate()
    # A start of panj for each batch: large batches make it cheap.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "20000")
    reports = spark.read.json(args.reports).repartition(args.partitions)
    reports.mapInPandas(reader(args.panj), SCHEMA).write.json(args.events)
    spark.stop()


if __name__ == "__main__":
    main()
