"""The peer SQLite FTS5: ten best by bm25, the exact total and the counts of five facets.

    python3 sqlite.py build DATABASE < documents.jsonl
    python3 sqlite.py ask DATABASE

`ask` says {} when it is ready, then answers each line of stdin, a query of FTS5, with a line of JSON.

The schema is what somebody who knows SQLite would make: the texts in a table of their own, an FTS5
index of title and text over it without a copy, a narrow table of the facets that have one value,
two of pairs for those that have several. An answer is one transaction of prepared statements: the
matches go with their scores into a table in memory, once; ten best, total and counts are taken
from that. (Searching anew for each of the six costs two to four times as much.)
"""
import json
import sqlite3
import sys
import time

SCHEMA = """
CREATE TABLE documents(number INTEGER PRIMARY KEY, id TEXT, title TEXT, text TEXT);
CREATE VIRTUAL TABLE words USING fts5(title, text, content='documents', content_rowid='number',
                                      tokenize='porter unicode61 remove_diacritics 2');
CREATE TABLE single(number INTEGER PRIMARY KEY, type TEXT, language TEXT, year TEXT);
CREATE TABLE country(number INTEGER, value TEXT, PRIMARY KEY(number, value)) WITHOUT ROWID;
CREATE TABLE theme(number INTEGER, value TEXT, PRIMARY KEY(number, value)) WITHOUT ROWID;
"""


def build(file):
    """Loads the documents that stand on stdin, one a line."""
    db = sqlite3.connect(file)
    db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;" + SCHEMA)
    with db:
        for number, line in enumerate(sys.stdin, 1):
            one = json.loads(line)
            db.execute("INSERT INTO documents VALUES (?,?,?,?)", (number, one["id"], one["title"], one["text"]))
            db.execute("INSERT INTO single VALUES (?,?,?,?)",
                       (number, one["type"][0], one["language"][0], one["year"][0]))
            for facet in ("country", "theme"):
                db.executemany(f"INSERT INTO {facet} VALUES (?,?)", [(number, value) for value in one[facet]])
        db.execute("INSERT INTO words(words) VALUES ('rebuild')")
        db.execute("INSERT INTO words(words) VALUES ('optimize')")
    db.execute("ANALYZE")
    db.close()


def counted(db, facet):
    """How many of the matches have each value of a facet."""
    table = facet if facet in ("country", "theme") else "single"
    column = "value" if table == facet else facet
    return dict(db.execute(f"SELECT {column}, count(*) FROM matched CROSS JOIN {table} USING (number) GROUP BY {column}"))


def answer(db, query):
    """All that a page of results shows but the extracts."""
    db.execute("BEGIN")
    db.execute("DELETE FROM matched")
    db.execute("INSERT INTO matched SELECT rowid, rank FROM words WHERE words MATCH ?", (query,))
    hits = db.execute("SELECT id, title FROM (SELECT number, score FROM matched ORDER BY score, number LIMIT 10)"
                      " JOIN documents USING (number) ORDER BY score, number").fetchall()
    found = db.execute("SELECT count(*) FROM matched").fetchone()[0]
    facets = {facet: counted(db, facet) for facet in ("country", "theme", "type", "language", "year")}
    db.execute("COMMIT")
    return found, hits, facets


def ask(file):
    """Answers the questions on stdin until there are no more."""
    db = sqlite3.connect(f"file:{file}?mode=ro", uri=True, isolation_level=None)
    db.executescript("PRAGMA mmap_size=8000000000; PRAGMA cache_size=-200000; PRAGMA temp_store=MEMORY;")
    db.execute("CREATE TEMP TABLE matched(number INTEGER PRIMARY KEY, score REAL)")
    print("{}", flush=True)
    for line in sys.stdin:
        begin, cpu = time.perf_counter(), time.thread_time()
        found, hits, facets = answer(db, line.strip())
        ms, cpu = (time.perf_counter() - begin) * 1e3, (time.thread_time() - cpu) * 1e3
        print(json.dumps({"ms": ms, "cpu": cpu, "found": found, "hits": [one for one, _ in hits], "facets": facets}),
              flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("build", "ask"):
        print(__doc__)
        sys.exit(0 if sys.argv[1:] in (["--help"], ["-h"]) else 2)
    {"build": build, "ask": ask}[sys.argv[1]](sys.argv[2])
