// What an author does with the programs: begin a record, put it into order, let an editor check it.
import assert from 'node:assert/strict';
import { chmodSync, cpSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { copyOf, index, ownCorpus, root, scratch } from './support.mjs';

test('a new record lies in the folder of its type, is a draft, and has no error', () => {
  const corpus = copyOf(ownCorpus);
  const { status, stdout } = index('new', 'mission-report', 'Audit: "first" steps', '--corpus', corpus, '--country', 'RW', '--date', '2012');
  assert.equal(status, 0);
  const file = path.join(corpus, 'mission-reports/rw-2012-audit-first-steps.md');
  assert.equal(stdout, `${file}\n`);
  const check = index('check', corpus, '-q');
  assert.equal(check.status, 0, check.stderr);
  assert.match(check.stderr, /recommended keys are missing/);
  assert.match(readFileSync(file, 'utf8'), /^title: "Audit: \\"first\\" steps"$/m);
});

test('a new record never takes the place of another, and what cannot be its id is said', () => {
  const corpus = copyOf(ownCorpus);
  const again = index('new', 'case-study', 'X', '--corpus', corpus, '--id', 'pe-2022-trs');
  assert.equal(again.status, 2);
  assert.match(again.stderr, /there is a record 'pe-2022-trs' already; write another with --id/);
  assert.match(index('new', 'case-study', 'Опыт', '--corpus', corpus).stderr, /no id can be made of this title in a to z; write one/);
  assert.match(index('new', 'case-study', 'X', '--corpus', corpus, '--id', '../up').stderr, /'\.\.\/up' is no id/);
  assert.match(index('new', 'case-study', 'Xyz', '--corpus', corpus, '--country', 'Bolivia').stderr, /unknown country 'Bolivia'; write the two-letter code 'BO'/);
  assert.equal(index('new', 'study', 'X', '--corpus', corpus).status, 2);
  assert.match(index('new', 'case-study', 'two\nlines', '--corpus', corpus).stderr, /the title takes one line/);
  const elsewhere = path.join(scratch(), 'elsewhere.md');
  symlinkSync(elsewhere, path.join(corpus, 'case-studies/led-away.md'));
  assert.equal(index('new', 'case-study', 'X', '--corpus', corpus, '--id', 'led-away').status, 3);
  assert.ok(!existsSync(elsewhere));
});

test('format moves lines and nothing else, and says which files it changed', () => {
  const corpus = copyOf(ownCorpus);
  const file = path.join(corpus, 'workshop-conclusions/pe-2022-trs.md');
  const before = readFileSync(file, 'utf8');
  const [, front, body] = before.match(/^---\n([^]*?\n)---\n([^]*)$/);
  const title = front.match(/^title: .*\n/m)[0];
  const moved = `---\r\n${front.replace(title, '')}${title}---\n${body}`;
  writeFileSync(file, moved);
  chmodSync(file, 0o640);
  writeFileSync(`${file}.new`, 'a neighbour');
  const check = index('format', corpus, '--check');
  assert.equal(check.status, 1);
  assert.match(check.stdout, /pe-2022-trs\.md\n$/);
  assert.equal(readFileSync(file, 'utf8'), moved);
  const { status, stderr } = index('format', corpus);
  assert.equal(status, 0);
  assert.match(stderr, /^1 of \d+ files changed\n$/);
  assert.equal(readFileSync(file, 'utf8'), before.replace('---\n', '---\r\n'));
  assert.equal(statSync(file).mode & 0o777, 0o640);
  assert.equal(readFileSync(`${file}.new`, 'utf8'), 'a neighbour');
  assert.equal(index('format', corpus, '--check').status, 0);
});

test('format leaves a file it cannot read as it is, and goes on with the others', () => {
  const corpus = copyOf(ownCorpus);
  const broken = path.join(corpus, 'case-studies/broken.md');
  writeFileSync(broken, '---\nlanguage: en\ntitle: "T\n---\n');
  const { status, stderr } = index('format', corpus);
  assert.equal(status, 1);
  assert.match(stderr, /case-studies\/broken\.md:3:8: error: the quotation mark that opens here is never closed/);
  assert.match(stderr, /0 of \d+ files changed/);
  assert.equal(index('format', path.join(corpus, 'nothing.md')).status, 3);
});

test('the shipped records and the template are in canonical order', () => {
  const { status, stdout, stderr } = index('format', '--check', ownCorpus, path.join(ownCorpus, 'TEMPLATE.md'));
  assert.equal(status, 0, stdout + stderr);
});

test('the template is a valid record once it has a place and its remarks on the text are gone', () => {
  const corpus = copyOf(ownCorpus);
  cpSync(path.join(corpus, 'TEMPLATE.md'), path.join(corpus, 'case-studies/from-template.md'));
  const { status, stderr } = index('check', corpus, '-q');
  assert.equal(status, 0, stderr);
});

test('README.md explains every key of the schema, and none that it has not', () => {
  const schema = JSON.parse(index('schema', ownCorpus).stdout);
  const readme = readFileSync(path.join(root, 'corpus/README.md'), 'utf8').split('## The front matter, key by key')[1].split('\n## ')[0];
  const rows = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map((match) => match[1]);
  const sources = Object.keys(schema.properties.sources.anyOf[0].properties);
  const words = new Set(schema.$defs.evidence.enum);
  assert.deepEqual(rows.filter((name) => !words.has(name)).sort(), [...Object.keys(schema.properties), ...sources].sort());
});
