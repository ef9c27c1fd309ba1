#!/usr/bin/env python3
"""Reports to events through Spark's `pipe`: one panj for each partition, JSON Lines in and out.

    spark-submit examples/spark/pipe.py reports.jsonl events [--panj PATH] [--partitions N]
"""

import argparse
import shlex

from pyspark.sql import SparkSession


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", help="JSON Lines with id and text; a file or a pattern")
    parser.add_argument("events", help="folder to write, one file a partition")
    parser.add_argument("--panj", default="panj", help="the program, at the same path on every machine")
    parser.add_argument("--partitions", type=int, default=4)
    args = parser.parse_args()

    spark = SparkSession.builder.appName("panj").getOrCreate()
    lines = spark.sparkContext.textFile(args.reports, args.partitions)
    # A report that cannot be read is told on standard error and makes panj end with 1 after all
    # others are done: that must not fail the partition. Any other failure must.
    command = f'{shlex.quote(args.panj)} extract - --quiet --jobs 1 || [ $? -eq 1 ]'
    lines.pipe(f"sh -c {shlex.quote(command)}", checkCode=True).saveAsTextFile(args.events)
    spark.stop()


if __name__ == "__main__":
    main()
