"""Asks Sphinx through SphinxQL: ten best by BM25, the exact total and the counts of five facets.

    python3 sphinx.py PORT

It says {} when it is ready, then answers each line of stdin, a query in Sphinx's extended syntax, with a
line of JSON. One connection is kept; an answer is one round trip of two statements.
"""
import json
import sys
import time

import pymysql
from pymysql.constants import CLIENT

FACETS = ("country", "theme", "type", "language", "year")


def answer(cursor, query):
    """All that a page of results shows but the extracts."""
    cursor.execute("SELECT id FROM documents WHERE MATCH(%s) LIMIT 10 OPTION ranker=bm25, max_matches=1000 "
                   + " ".join(f"FACET {facet} LIMIT 1000" for facet in FACETS) + "; SHOW META", (query,))
    hits = [row[0] for row in cursor.fetchall()]
    facets = {}
    for facet in FACETS:
        cursor.nextset()
        facets[facet] = {str(value): count for value, count in cursor.fetchall()}
    cursor.nextset()
    meta = dict(cursor.fetchall())
    while cursor.nextset():
        pass
    return int(meta["total_found"]), hits, facets


def main(port):
    """Answers the questions on stdin until there are no more."""
    db = pymysql.connect(host="127.0.0.1", port=port, client_flag=CLIENT.MULTI_STATEMENTS, charset="utf8")
    cursor = db.cursor()
    print("{}", flush=True)
    for line in sys.stdin:
        begin = time.perf_counter()
        found, hits, facets = answer(cursor, line.strip())
        ms = (time.perf_counter() - begin) * 1e3
        print(json.dumps({"ms": ms, "found": found, "hits": hits, "facets": facets}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        print(__doc__)
        sys.exit(0 if sys.argv[1:] in (["--help"], ["-h"]) else 2)
    main(int(sys.argv[1]))
