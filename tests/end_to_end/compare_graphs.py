"""Compares one graph as N-Triples, Turtle and JSON-LD, and prints what it holds as JSON.

Usage: compare_graphs.py NTRIPLES TURTLE JSONLD
"""

import json
import re
import sys

from rdflib import RDF, Graph, Literal, Namespace, URIRef

SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")


def described(triple):
    return " ".join(term.n3() for term in triple)


def labels(graph):
    """Of every concept, by kind of label and language: one text each, the last one read."""
    found = {}
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        kinds = found.setdefault(str(concept), {})
        for kind in ("prefLabel", "hiddenLabel", "note"):
            for text in graph.objects(concept, SKOS[kind]):
                kinds.setdefault(kind, {})[text.language or ""] = str(text)
    return found


def faults(graph):
    """Breaches of the SKOS reference's integrity conditions S13, S14 and of its inverses."""
    out = []
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        kinds = [set(graph.objects(concept, SKOS[kind])) for kind in ("prefLabel", "altLabel", "hiddenLabel")]
        if (kinds[0] & kinds[1]) | (kinds[0] & kinds[2]) | (kinds[1] & kinds[2]):
            out.append(f"S13 {concept}")
        languages = [label.language for label in kinds[0]]
        if len(languages) != len(set(languages)) or "en" not in languages:
            out.append(f"S14 {concept}")
        if len(set(graph.objects(concept, SKOS.inScheme))) != 1:
            out.append(f"scheme {concept}")
    for one, inverse in ((SKOS.broader, SKOS.narrower), (SKOS.hasTopConcept, SKOS.topConceptOf)):
        ways = set(graph.subject_objects(one))
        back = {(b, a) for a, b in graph.subject_objects(inverse)}
        out += [f"inverse {a} {b}" for a, b in ways ^ back]
    # Whatever is pointed at among our own concepts must be there.
    known = set(graph.subjects())
    base = str(next(graph.subjects(RDF.type, SKOS.ConceptScheme))).rsplit(":", 1)[0]
    out += [f"dangling {o}" for o in graph.objects() if not isinstance(o, Literal) and str(o).startswith(base) and o not in known]
    return out


# rdflib 6.1 reads "\\u0041" in N-Triples, a backslash and a "u", as the letter A; so this is read here.
LINE = re.compile(r'<([^>]*)> <([^>]*)> (?:<([^>]*)>|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^>]*)>)?) \.\n')
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def unescaped(text):
    return ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else PLAIN.get(m[3], m[3]), text)


def read_ntriples(path):
    graph = Graph()
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            subject, predicate, iri, text, language, datatype = LINE.fullmatch(line).groups()
            value = URIRef(iri) if iri is not None else Literal(unescaped(text), lang=language, datatype=datatype and URIRef(datatype))
            graph.add((URIRef(subject), URIRef(predicate), value))
    return graph


def main(ntriples, turtle, jsonld):
    # The expected form of every triple comes from a parser that shares no code with the others.
    expected = read_ntriples(ntriples)
    graphs = {"turtle": Graph().parse(turtle, format="turtle"), "jsonld": Graph().parse(jsonld, format="json-ld")}
    differences = [f"{name}: {described(triple)}" for name, graph in graphs.items() for triple in set(graph) ^ set(expected)]
    print(json.dumps({
        "triples": len(expected),
        "concepts": len(set(expected.subjects(RDF.type, SKOS.Concept))),
        "schemes": len(set(expected.subjects(RDF.type, SKOS.ConceptScheme))),
        "differences": differences[:20],
        "faults": faults(expected)[:20],
        "labels": labels(graphs["jsonld"]),
    }))


main(*sys.argv[1:])
