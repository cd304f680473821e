"""The JSON Schema of a front matter against the checker: on the shipped corpus and on thousands of changed front
matters both must come to the same verdict. The schema is judged by python3-jsonschema.

What a schema cannot say is the checker's alone and listed in CHECKER_ONLY; a schema that refuses what the checker lets
pass is always a failure.
"""

import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
INDEX = os.environ.get("ENTREPOT_INDEX", str(ROOT / "build/check/indexer/entrepot-index"))
MUTANTS = int(os.environ.get("ENTREPOT_MUTANTS", "2000"))

# Errors of the checker that no schema can state: order of dates, balance of invisible characters, and what depends on
# other files.
CHECKER_ONLY = re.compile(
    r"ends before it starts|touches more than \d+ years|would turn the text after it around"
    r"|^unknown document |is the id of .*; write only ids|is a former id of|names this document itself|goes round in a circle"
)
# Warnings that the schema turns into refusals.
REFUSED_WARNING = re.compile(r"unknown key ")


class NotYaml(Exception):
    """The text is no YAML that a front matter may be written in."""


class Loader(yaml.CSafeLoader):
    """YAML 1.2's JSON schema: only what JSON writes as a number is one, and no date is."""

    yaml_implicit_resolvers = {}


Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]*)$"), list("-0123456789"))
Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^-?[0-9]+\.[0-9]+$"), list("-0123456789"))


def construct_map(loader, node):
    keys = [key.value if isinstance(key, yaml.ScalarNode) else None for key, _ in node.value]
    if None in keys or len(set(keys)) < len(keys):
        raise NotYaml("a repeated key, or one that is no text")
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


Loader.add_constructor("tag:yaml.org,2002:map", construct_map)


def load(text):
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise NotYaml("an alias, an anchor or a tag")
        return yaml.load(text, Loader)
    except (yaml.YAMLError, ValueError) as problem:
        raise NotYaml(str(problem)) from problem


def front_matter(path):
    return path.read_text(encoding="utf-8").split("\n---\n", 1)[0].removeprefix("---\n") + "\n"


POOL = [
    "", "~", "null", "true", "false", "no", "0", "1", "7", "67", "067", "0x1F", "999999999", "1000000000", "-3", "1.5", "2012",
    "2012-02", "2012-02-29", "2013-02-29", "1900-02-29", "2000-02-29", "2012-13", "2012-00", "0999", "2999", "3000", "2012-04-31",
    "2012-02-08/2012-02-09", "2012/2013", "2012-02-08/2011", "1900/2012", "2012/", "/2012", "8 February 2022", "08/02/2022", "????",
    "BO", "bo", "BOL", "[BO, PE]", "[BO, BO]", "[]", "[[BO]]", "{en: text}", "{en: Title, fr: Titre}", "{EN: Title}", "{english: t}", "{}",
    "risk-management", "[risk-management, aeo]", "[aeo, transit, risk-management, single-window, tfa-implementation, e-commerce, integrity, "
    "strategic-planning, change-management]", "unknown-theme", "gtfp-1", "[wco, seco]", "adm-bo", "tfa:7.6", "tfa:99", "[tfa:7.6]",
    "primary", "press", "published", "Published", "draft", "withdrawn", "measured", "virtual", "national", "summary", "CC0-1.0",
    "CC BY 4.0", "LicenseRef-", "https://example.org/a", "http://a:80/x?y#z", "https://", "https://:80", "https://a b", "https://u@h/", "example.org",
    "ftp://example.org", "en", "es-BO", "zh-Hant", "english", "e", "en_GB", "x-klingon", "bo-2022-risk-management", "pe-2022-trs.md", "ab", "a" * 80,
    "a" * 81, "Two Words", '"\u200b\u00ad"', '"\\u200b"', "Título", "风险管理", "إدارة المخاطر", '" padded "', '"two\\nlines"', "|\n  two\n  lines",
    "x" * 500, "x" * 501, "é" * 500, "é" * 501, '"a: b"', "'it''s'", "a # remark", '"\\u202e turned"',
    "\n  - title: A\n    kind: press", "\n  - url: https://example.org\n    kind: primary", "\n  - kind: press", "\n  - title: A\n    kind: wrong",
    "\n  - title: A\n    kind: press\n    pages: 3", "\n  title: A\n  kind: press", "\n  - A title", "\n  - BO\n  - PE", "\n  - BO\n  - BO",
]


def mutate(rng, text):
    """One to three changes of the kinds that people make."""
    lines = text.rstrip("\n").split("\n")
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        keys = [i for i, line in enumerate(lines) if re.match(r"[a-z_]+:", line)]
        if not keys:
            break
        at = rng.choice(keys)
        key = lines[at].split(":")[0]
        end = next((i for i in range(at + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
        change = rng.randrange(9)
        if change <= 3:
            lines[at:end] = f"{key}: {rng.choice(POOL)}".split("\n")
        elif change == 4:
            del lines[at:end]
        elif change == 5:
            letters = list(key)
            letters[rng.randrange(len(letters))] = rng.choice("aeiou_s")
            lines[at] = "".join(letters) + lines[at][len(key):]
        elif change == 6:
            new = rng.choice(KEYS)
            lines.append(f"{new}: {rng.choice(POOL)}")
            lines = "\n".join(lines).split("\n")
        elif change == 7:
            one = rng.randrange(at, end)
            value = lines[one]
            start = value.find(":") + 2
            if start < len(value):
                place = rng.randrange(start, len(value))
                letter = rng.choice(["", "x", "7", "é", "界", " ", "-", "/", "."])
                lines[one] = value[:place] + letter + value[place + 1:]
        else:
            other = rng.choice(keys)
            lines[at:end] = [key + lines[other][len(lines[other].split(":")[0]):]]
    return "\n".join(lines) + "\n"


class SchemaAgreesWithChecker(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        text = subprocess.run([INDEX, "schema", str(ROOT / "corpus")], check=True, capture_output=True, text=True).stdout
        cls.schema = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(cls.schema)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)
        global KEYS
        KEYS = sorted(cls.schema["properties"]) + ["theme", "tags", "country"]

    def verdicts(self, folder):
        """By file: the checker's messages that count as refusals, and those a schema cannot know."""
        run = subprocess.run([INDEX, "check", str(folder), "-q"], capture_output=True, text=True)
        self.assertIn(run.returncode, (0, 1), run.stderr[-2000:])
        out = {}
        for match in re.finditer(r"^(\S+\.md)(?::\d+)*: (error|warning): (.*)$", run.stderr, re.M):
            path, severity, message = match.groups()
            if severity == "error" or REFUSED_WARNING.match(message):
                kind = "checker_only" if CHECKER_ONLY.search(message) else "refused"
                out.setdefault(pathlib.Path(path).name, {}).setdefault(kind, []).append(message)
        return out

    def refusals(self, text):
        try:
            value = load(text)
        except NotYaml as problem:
            return [f"not YAML: {problem}"]
        return [error.message[:200] for error in self.validator.iter_errors(value)]

    def test_every_shipped_record_is_valid(self):
        for path in sorted((ROOT / "corpus").glob("*/*.md")):
            self.assertEqual(self.refusals(front_matter(path)), [], path.name)

    def test_both_refuse_and_accept_the_same_front_matters(self):
        rng = random.Random(20261125)
        records = sorted((ROOT / "corpus").glob("*/*.md"))
        with tempfile.TemporaryDirectory() as scratch:
            corpus = pathlib.Path(scratch) / "corpus"
            shutil.copytree(ROOT / "corpus", corpus)
            mutants = {}
            for number in range(MUTANTS):
                text = mutate(rng, front_matter(rng.choice(records)))
                name = f"mutant-{number:05}.md"
                (corpus / "case-studies" / name).write_text(f"---\n{text}---\n\nText.\n", encoding="utf-8")
                mutants[name] = text
            verdicts = self.verdicts(corpus)
        accepted = 0
        different = []
        for name, text in mutants.items():
            verdict = verdicts.get(name, {})
            refusals = self.refusals(text)
            # Whatever the schema refuses the checker refuses too, if only for a reason that the schema cannot know.
            if bool(refusals) != bool(verdict.get("refused")) and not (refusals and verdict.get("checker_only")):
                different.append(f"{name}\n  schema: {refusals}\n  check: {verdict}\n{text}")
            accepted += not refusals
        if different:
            self.fail(f"{len(different)} of {MUTANTS} differ:\n" + "\n".join(different[:5]))
        self.assertGreater(accepted, MUTANTS // 10, "too few mutants are still right")
        self.assertGreater(MUTANTS - accepted, MUTANTS // 4, "too few mutants are wrong")


if __name__ == "__main__":
    unittest.main(argv=sys.argv)
