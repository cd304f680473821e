// What entrepot-index promises on its command line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { build, copyOf, fixtureCorpus, index, indexProgram, ownCorpus, scratch, startIndex } from './support.mjs';

const documentsOf = (data) => JSON.parse(readFileSync(path.join(data, 'current/manifest.json'), 'utf8')).content.documents;
const documentFiles = (corpus) =>
  ['case-studies', 'mission-reports', 'workshop-conclusions'].flatMap((folder) =>
    readdirSync(path.join(corpus, folder)).filter((name) => name.endsWith('.md')).map((name) => path.join(corpus, folder, name)));

test('results go to stdout, progress to stderr, and --quiet silences both', () => {
  const data = path.join(scratch(), 'data');
  const loud = index('build', fixtureCorpus, data);
  assert.equal(loud.status, 0);
  assert.match(loud.stdout, /^Published gen-000001: \d+ documents and \d+ passages in '.+'\nNot shown: 1 draft .+\n$/);
  // A step that takes longer than a few seconds says more than its last line.
  assert.match(loud.stderr, /^(Reading .+\n)*Reading (\d+) of \2 documents.*\n(Indexing .+\n)*Indexing (\d+) of \4 documents.*\n$/);
  assert.deepEqual(index('build', fixtureCorpus, data, '--quiet'), { status: 0, stdout: '', stderr: '' });
});

test('a mistyped command or option is answered with what to write or read, and exit 2', () => {
  assert.deepEqual(index('chekc', 'corpus'),
    { status: 2, stdout: '', stderr: "entrepot-index: unknown command 'chekc'; write 'check'\n  entrepot-index --help explains it\n" });
  assert.deepEqual(index('build', 'corpus'),
    { status: 2, stdout: '', stderr: 'entrepot-index: DATA is required\n  entrepot-index build --help explains it\n' });
  assert.match(index('check', 'corpus', '--frob').stderr, /--frob\n {2}entrepot-index check --help explains it\n$/);
});

test('a corpus that is not there, or an index inside the corpus, is refused before anything is made', () => {
  const folder = scratch();
  const missing = index('build', path.join(folder, 'nope'), path.join(folder, 'data'));
  assert.equal(missing.status, 3);
  assert.match(missing.stderr, /^entrepot-index: there is no corpus folder '.+nope'\n {2}name the folder .+\n$/);
  const corpus = copyOf(fixtureCorpus);
  for (const data of [corpus, path.join(corpus, 'data'), path.join(corpus, '..', path.basename(corpus), 'data')]) {
    const { status, stderr } = index('build', `${corpus}/`, data);
    assert.equal(status, 3);
    assert.match(stderr, /the index would lie inside the corpus/);
  }
  assert.ok(!existsSync(path.join(folder, 'data')));
  assert.ok(!existsSync(path.join(corpus, 'data')));
});

test('every path that is printed opens from where the program was started', () => {
  const corpus = copyOf(fixtureCorpus);
  appendFileSync(documentFiles(corpus)[0], '\n# Another first heading\n');
  const { stderr } = spawnSync(indexProgram, ['check', './corpus', '-q'], { cwd: path.dirname(corpus), encoding: 'utf8' });
  const [, file] = stderr.match(/^(.+?):\d+:\d+: error: /);
  assert.ok(existsSync(path.join(path.dirname(corpus), file)), stderr);
  assert.match(stderr, /\n# Another first heading\n\^\n/);
  assert.match(stderr, /\n1 error and 0 warnings in 1 of \d+ files\n$/);
});

test('--keep-going names what it leaves out, and publishes nothing without a sound vocabulary or a sound document', () => {
  const data = build(fixtureCorpus);
  const corpus = copyOf(fixtureCorpus);
  const [first, ...others] = documentFiles(corpus);
  writeFileSync(first, '---\nsummary: no title\n---\n');
  const some = index('build', corpus, data, '-q', '--keep-going');
  assert.equal(some.status, 1);
  assert.ok(some.stderr.includes('; going on without '), some.stderr);
  assert.ok(some.stderr.includes(`  ${first}\n`), some.stderr);
  assert.equal(readlinkSync(path.join(data, 'current')), 'gen-000002');
  const left = documentsOf(data);

  for (const file of others) writeFileSync(file, '---\nsummary: no title\n---\n');
  const none = index('build', corpus, data, '-q', '--keep-going');
  assert.equal(none.status, 1);
  assert.match(none.stderr, /; nothing was published: no document is without errors\n$/);

  const other = copyOf(fixtureCorpus);
  appendFileSync(path.join(other, 'vocabulary/themes.yaml'), '- {id: "Not An Id"}\n');
  const vocabulary = index('build', other, data, '-q', '--keep-going');
  assert.equal(vocabulary.status, 1);
  assert.match(vocabulary.stderr, /; nothing was published: every document depends on the vocabulary/);
  assert.equal(readlinkSync(path.join(data, 'current')), 'gen-000002');
  assert.equal(documentsOf(data), left);
});

test('a build that is told to stop does so at once, by that signal, and leaves what is current', async () => {
  const data = build(fixtureCorpus);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    const current = readlinkSync(path.join(data, 'current'));
    const child = startIndex('build', ownCorpus, data, '--full');
    // Its lock is taken before it reads: from then on it is at work, and with so large a corpus long before it is done.
    while (readFileSync(path.join(data, 'writer.lock'), 'utf8').trim() !== String(child.pid)) await new Promise(setImmediate);
    child.kill(signal);
    const [code, by] = await new Promise((resolve) => child.on('exit', (...how) => resolve(how)));
    assert.deepEqual([code, by], [null, signal]);
    assert.equal(readlinkSync(path.join(data, 'current')), current);
  }
  assert.equal(index('build', fixtureCorpus, data, '--full').status, 0);
  assert.deepEqual(readdirSync(data).sort(), ['current', 'gen-000001', 'gen-000002', 'writer.lock']);
});

test('a result that cannot be written is no success', { skip: !existsSync('/dev/full') && 'no /dev/full here' }, () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(indexProgram, ['check', fixtureCorpus], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
  assert.equal(status, 3);
  assert.match(stderr, /cannot write to stdout: No space left on device\n {2}what was asked for is done/);
});

test('check --against lists what publishing would take from people who link to it, and changes nothing', () => {
  const corpus = copyOf(fixtureCorpus);
  const data = build(corpus);
  assert.equal(index('check', corpus, '--against', data, '--strict', '-q').stderr, '');
  rmSync(path.join(corpus, 'case-studies/tn-2020-oea.md'));
  const plan = path.join(corpus, 'workshop-conclusions/virtual-2022-planning.md');
  const text = readFileSync(plan, 'utf8');
  writeFileSync(plan, text.replace(/^## Conclusion 3: .*$/m, '## Conclusion 3: Renamed'));
  const { status, stderr } = index('check', corpus, '--against', data, '-q');
  assert.match(stderr, /case-studies\/tn-2020-oea\.md: warning: the published document 'tn-2020-oea' would vanish; write its id under 'formerly'/);
  assert.match(stderr, /virtual-2022-planning\.md: warning: the published anchor 'conclusion-3-[^']+' would vanish, with those of its items; write 'id=conclusion-3-/);
  assert.equal(index('check', corpus, '--against', data, '-q', '--strict').status, 1);
  assert.equal(index('check', corpus, '--against', path.join(data, 'nothing')).status, 3);
  assert.deepEqual(readdirSync(data).sort(), ['current', 'gen-000001', 'writer.lock']);
  assert.equal(status, 0);
});
