// The commands on the vocabulary alone: what others read of it, look-ups, and names to be verified.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { copyOf, fixtureCorpus, index, ownCorpus, root, scratch } from './support.mjs';

// Debian's module, whatever other Python stands first on the PATH.
const python = ['/usr/bin/python3', 'python3'].find((one) => spawnSync(one, ['-c', 'import rdflib']).status === 0);

function run(program, ...args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  assert.equal(status, 0, `${program}: ${error ?? stderr}`);
  return stdout;
}

/** A vocabulary in one form. */
function exported(corpus, format, ...options) {
  const { status, stdout, stderr } = index('vocabulary', corpus, '--format', format, ...options);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return stdout;
}

/** Exports a corpus in both forms, and what independent parsers make of them. */
function graphsOf(corpus, ...options) {
  return graphsIn(Object.fromEntries(['turtle', 'jsonld'].map((format) => [format, exported(corpus, format, ...options)])));
}

/** What independent parsers make of both forms of a vocabulary. */
function graphsIn(forms) {
  const folder = scratch();
  const files = {};
  for (const [format, name] of [['turtle', 'v.ttl'], ['jsonld', 'v.jsonld']]) {
    files[format] = path.join(folder, name);
    writeFileSync(files[format], forms[format]);
  }
  const triples = path.join(folder, 'v.nt');
  writeFileSync(triples, run('rapper', '-q', '-i', 'turtle', '-o', 'ntriples', files.turtle));
  assert.ok(python, 'no Python has rdflib; run script/setup test');
  return JSON.parse(run(python, path.join(root, 'tests/end_to_end/compare_graphs.py'), triples, files.turtle, files.jsonld));
}

/** How many entries a vocabulary folder has, counted without our reader. */
function entriesOf(corpus) {
  const lists = run('ls', path.join(corpus, 'vocabulary')).split('\n').filter((name) => name.endsWith('.yaml'));
  return lists.map((name) => readFileSync(path.join(corpus, 'vocabulary', name), 'utf8').match(/^- (id:|\{)/gm).length).reduce((a, b) => a + b);
}

// With sanitizers our vocabulary takes seconds to be read: what is asked of it once serves all that look at the answer.
const own = Object.fromEntries(['turtle', 'jsonld'].map((format) => [format, exported(ownCorpus, format)]));

test('Turtle and JSON-LD of our vocabulary are one graph to independent parsers, with every entry in it', () => {
  const graphs = graphsIn(own);
  assert.deepEqual(graphs.differences, []);
  assert.equal(graphs.concepts, entriesOf(ownCorpus));
  assert.equal(graphs.schemes, 19);
  assert.ok(graphs.triples > 10 * graphs.concepts);
  assert.deepEqual(graphs.faults, []);
});

test('labels that hold signs of either format, right-to-left text and emoji come through unchanged', () => {
  const corpus = copyOf(fixtureCorpus);
  const labels = {
    en: 'say "no" \\ \\" \\u0041 \\n <urn:x> @en ^^ . ; # {} [] \'\'\' """ %s {{x}} {0} &amp;',
    ar: '\u200fالجمارك (\u202eabc\u202c) العربية\u200f',
    fr: 'é e\u0301 \u00a0 ﬁ',
    ru: 'Ё ё',
    zh: '海关🛃👩‍💻',
    es: 'a\tb \\',
  };
  const note = 'line one "\nline two \\\n\n  line four \\"""\n@prefix x: <y> .';
  writeFileSync(path.join(corpus, 'vocabulary/groups.yaml'),
    `- {id: hostile, label: ${JSON.stringify(labels)}, note: ${JSON.stringify(note)}, former: [{label: "\\\\"}]}\n- {id: other, label: {en: Other}}\n`);
  const graphs = graphsOf(corpus, '--base', 'https://vocabulary.invalid/v#');
  assert.deepEqual(graphs.differences, []);
  assert.equal(graphs.concepts, entriesOf(corpus));
  const read = graphs.labels['https://vocabulary.invalid/v#groups/hostile'];
  assert.deepEqual(read.prefLabel, labels);
  assert.deepEqual(read.note, { en: note });
  assert.deepEqual(read.hiddenLabel, { '': '\\' });
});

test('the same vocabulary gives the same bytes', () => {
  for (const format of ['turtle', 'jsonld']) assert.ok(exported(ownCorpus, format) === own[format], format);
});

test('a faulty vocabulary is not exported, and its faults are told', () => {
  const corpus = copyOf(fixtureCorpus);
  writeFileSync(path.join(corpus, 'vocabulary/groups.yaml'), '- {id: a, label: {en: A}, broader: b}\n');
  const { status, stdout, stderr } = index('vocabulary', corpus);
  assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
  assert.match(stderr, /groups\.yaml:1:36: error: unknown group 'b'/);
});

test('what cannot be a base or a format is refused before anything is read', () => {
  const refused = index('vocabulary', '/nowhere', '--base', 'v');
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /'v' is no base of IRIs; write one like https:/);
  assert.equal(index('vocabulary', '/nowhere', '--format', 'xml').status, 2);
  assert.equal(index('vocabulary', '/nowhere').status, 3);
});

test('names are looked up in any language, and what is unknown fails with the nearest', () => {
  const known = index('lookup', ownCorpus, 'guichet unique', 'SAT');
  assert.equal(known.status, 0);
  assert.equal(known.stderr, '');
  assert.match(known.stdout, /^guichet unique:\n {2}themes single-window {2}Single window \(label; fr\)\nSAT is ambiguous:\n/);
  assert.match(known.stdout, /adm-gt .*\n {4}settled by: country Guatemala/);
  assert.match(known.stdout, /adm-mx .*\n {4}settled by: country Mexico/);
  const unknown = index('lookup', fixtureCorpus, 'riks management', 'aeo');
  assert.equal(unknown.status, 1);
  assert.equal(unknown.stderr, "unknown name 'riks management'; did you mean 'Risk management'?\n");
  assert.match(unknown.stdout, /^aeo:\n {2}themes aeo /);
});

test('names nobody has verified are listed for a reviewer of one language', () => {
  const { status, stdout } = index('unverified', ownCorpus, '--language', 'ru', '--format', 'tsv');
  assert.equal(status, 0);
  const rows = stdout.replace(/\n$/, '').split('\n').map((line) => line.split('\t'));
  assert.equal(rows[0].length, 8);
  assert.ok(rows.length > 40 && rows.every((row) => row.length === 8));
  assert.ok(rows.slice(1).every((row) => row[0] === 'ru'));
  assert.ok(rows.some((row) => row[1] === 'themes' && row[2] === 'transit') === false, 'transit is verified in Russian');
});

test('a language that is none is refused, and one without names has none to be verified', () => {
  const corpus = copyOf(fixtureCorpus);
  appendFileSync(path.join(corpus, 'vocabulary/language.yaml'), '- {id: uk, label: {en: Ukrainian}}\n');
  const { status, stderr } = index('unverified', corpus, '--language', 'Russian');
  assert.deepEqual({ status, stderr }, { status: 2, stderr: "entrepot-index: unknown language 'Russian'; write 'ru'\n" });
  assert.equal(index('unverified', corpus, '--language', 'uk').stderr, "Every name in 'uk' is verified\n");
});

test('notes are counted in one line of a check, shown on request, and never fail it', () => {
  const plain = index('check', fixtureCorpus, '--strict');
  assert.equal(plain.status, 0);
  assert.match(plain.stderr, /\n?\d+ notes in \d+ files; --notes shows them\n$/);
  assert.equal(plain.stderr.match(/note: /g), null);
  const shown = index('check', fixtureCorpus, '--strict', '--notes');
  assert.equal(shown.status, 0);
  const [, count] = plain.stderr.match(/(\d+) notes in/);
  assert.equal(shown.stderr.match(/: note: /g).length, Number(count));
  assert.equal(index('check', fixtureCorpus, '--quiet').stderr, '');
});
