// entrepot-index as its users meet it.
import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { asNobody, build, copyOf, fixtureCorpus, index, indexProgram, ownCorpus, random, root, scratch, serve, startIndex } from './support.mjs';

const manifestOf = (data) => JSON.parse(readFileSync(path.join(data, 'current/manifest.json'), 'utf8'));

test('the shipped corpus has no errors and no warnings', () => {
  const { status, stderr } = index('check', ownCorpus, '--strict', '--quiet');
  assert.equal(stderr, '');
  assert.equal(status, 0);
});

test('twelve faults in five files are all reported in one run, each at its place, and nothing is published', () => {
  const faulty = path.join(root, 'tests/fixtures/faulty');
  const data = path.join(scratch(), 'data');
  const { status, stderr } = index('build', faulty, data, '--quiet');
  assert.equal(status, 1);
  const errors = stderr.split('\n').filter((line) => /: error: /.test(line));
  assert.equal(errors.length, 12, stderr);
  for (const line of errors) assert.match(line, /\.md:\d+:\d+: error: .+; .+/);
  assert.equal(new Set(errors.map((line) => line.split(':')[0])).size, 5);
  assert.ok(!existsSync(path.join(data, 'current')));
});

test('--keep-going leaves the bad files out, says so, and exits 1', () => {
  const corpus = copyOf(fixtureCorpus);
  writeFileSync(path.join(corpus, 'case-studies', 'broken-file.md'), '---\ncountries: [QQ]\n---\nText\n');
  const data = path.join(scratch(), 'data');
  assert.equal(index('build', corpus, data, '--quiet').status, 1);
  assert.ok(!existsSync(path.join(data, 'current')));
  const { status, stderr } = index('build', corpus, data, '--quiet', '--keep-going');
  assert.equal(status, 1);
  assert.match(stderr, /Left out 1 file/);
  assert.equal(manifestOf(data).content.documents, manifestOf(build(fixtureCorpus)).content.documents);
});

test('the same corpus gives the same content wherever and whenever it is built', () => {
  const one = manifestOf(build(fixtureCorpus)), two = manifestOf(build(copyOf(fixtureCorpus)));
  assert.deepEqual(one.content, two.content);
  assert.notEqual(one.build.uuid, two.build.uuid);
});

test('one generation is kept to go back to, older ones are removed unless somebody reads them', async () => {
  const data = build(fixtureCorpus);
  const server = await serve(data, '--quiet');
  const generations = () => readdirSync(data).filter((name) => name.startsWith('gen-')).sort();
  const again = () => assert.equal(index('build', fixtureCorpus, data, '--quiet', '--full').status, 0);
  again();
  again();
  assert.deepEqual(generations().slice(-2), ['gen-000002', 'gen-000003']);
  assert.equal(readlinkSync(path.join(data, 'current')), 'gen-000003');
  await server.stop();
  again();
  assert.deepEqual(generations(), ['gen-000003', 'gen-000004']);
});

test('a second build is told who is building', async () => {
  const data = build(fixtureCorpus);
  let told = false;
  // The first is held still at some moment, until that moment is one in which it has the folder.
  for (let delay = 5; !told && delay < 2000; delay = Math.ceil(delay * 1.5)) {
    const first = startIndex('build', ownCorpus, data, '--quiet');
    const ended = new Promise((resolve) => first.on('exit', resolve));
    await sleep(delay);
    first.kill('SIGSTOP');
    const { status, stderr } = index('build', fixtureCorpus, data, '--quiet');
    told = status === 3 && stderr.includes(`another build is writing to '${data}' (process ${first.pid})`);
    first.kill('SIGCONT');
    await ended;
  }
  assert.ok(told, 'the second build never met the first');
});

test('ten builds killed at random moments leave what is served untouched, and the next one works', async () => {
  const data = build(fixtureCorpus);
  const server = await serve(data, '--quiet');
  const before = (await server.json('/api/v1/search?q=risk')).found;
  const r = random(1);
  let killed = 0;
  for (let i = 0; i < 10; ++i) {
    const current = readlinkSync(path.join(data, 'current'));
    const child = startIndex('build', ownCorpus, data, '--quiet');
    await sleep(20 + r.below(400));
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await new Promise((resolve) => child.on('exit', resolve));
    }
    if (child.signalCode !== 'SIGKILL') {  // it was done first: go back for the next round
      build(fixtureCorpus, data);
      continue;
    }
    ++killed;
    const now = readlinkSync(path.join(data, 'current'));
    if (now === current) assert.equal((await server.json('/api/v1/search?q=risk')).found, before);
    assert.ok(existsSync(path.join(data, 'current', 'manifest.json')), 'current leads nowhere');
    build(fixtureCorpus, data);
  }
  assert.ok(killed > 0, 'every build was done before it could be killed');
  await sleep(700);
  assert.equal((await server.json('/api/v1/search?q=risk')).found, before);
  assert.ok(!readdirSync(data).some((name) => name.includes('.building') || name === 'current.new'));
  await server.stop();
});

test('a folder that cannot be written is said so with status 3', () => {
  const folder = scratch();
  cpSync(fixtureCorpus, path.join(folder, 'corpus'), { recursive: true });
  mkdirSync(path.join(folder, 'data'));
  chmodSync(path.join(folder, 'data'), 0o555);
  const { status, stderr } = asNobody(indexProgram, 'exec "$0" build corpus data', folder);
  assert.equal(status, 3, stderr);
  assert.match(stderr, /cannot open/);
});

test('what is missing or mistyped is said with the next step', () => {
  assert.equal(index('check', '/nowhere/at/all').status, 3);
  assert.match(index('check', '/nowhere/at/all').stderr, /\/nowhere\/at\/all/);
  assert.equal(index('chekc', 'corpus').status, 2);
  assert.equal(index('build', fixtureCorpus, path.join(fixtureCorpus, 'data')).status, 3);
  const help = index('build', '--help');
  assert.equal(help.status, 0);
  assert.match(help.stdout, /Example: entrepot-index build corpus data/);
});

test('a fault in one file does not keep the others from being checked', () => {
  const corpus = copyOf(fixtureCorpus);
  const files = readdirSync(path.join(corpus, 'case-studies')).filter((name) => name.endsWith('.md')).slice(0, 2);
  for (const file of files) appendFileSync(path.join(corpus, 'case-studies', file), '\n# Another first heading\n');
  const { stderr } = index('check', corpus, '--quiet');
  for (const file of files) assert.ok(stderr.includes(file), stderr);
});
