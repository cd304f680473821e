"""Reads Atom feeds as an XML parser and RFC 4287 do, and prints what they hold as JSON.

Usage: read_feeds.py < FEEDS, a JSON list of texts
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def faults(element):
    """What section 4.1 asks of a feed and of an entry alike."""
    for name in ("id", "title", "updated"):
        if len(element.findall(ATOM + name)) != 1:
            yield f"not one {name}"
    if not URN.fullmatch(element.findtext(ATOM + "id", "")):
        yield f"id {element.findtext(ATOM + 'id')}"
    if not TIME.fullmatch(element.findtext(ATOM + "updated", "")):
        yield f"updated {element.findtext(ATOM + 'updated')}"
    if not element.findtext(ATOM + "title", "").strip():
        yield "no title"
    alternates = [link for link in element.findall(ATOM + "link") if link.get("rel") == "alternate"]
    if len(alternates) != 1 or not alternates[0].get("href", "").startswith("/"):
        yield "not one alternate link"


def read(text):
    feed = ElementTree.fromstring(text.encode())
    entries = feed.findall(ATOM + "entry")
    found = list(faults(feed))
    if feed.tag != ATOM + "feed":
        found.append(feed.tag)
    if not feed.findtext(f"{ATOM}author/{ATOM}name"):
        found.append("no author")
    for entry in entries:
        found += faults(entry)
    return {
        "faults": found,
        "id": feed.findtext(ATOM + "id"),
        "title": feed.findtext(ATOM + "title"),
        "updated": feed.findtext(ATOM + "updated"),
        "links": {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")},
        "entries": [
            {
                "id": entry.findtext(ATOM + "id"),
                "title": entry.findtext(ATOM + "title"),
                "updated": entry.findtext(ATOM + "updated"),
                "url": entry.find(ATOM + "link").get("href"),
                "summary": entry.findtext(ATOM + "summary"),
            }
            for entry in entries
        ],
    }


print(json.dumps([read(text) for text in json.load(sys.stdin)]))
