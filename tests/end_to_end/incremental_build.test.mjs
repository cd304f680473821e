// An index that was made by changing the one before it answers as one that was written anew.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { build, copyOf, index, indexProgram, isLong, ownCorpus, random, root, scratch, serve, startIndex } from './support.mjs';

const folders = ['case-studies', 'mission-reports', 'workshop-conclusions'];
const manifestOf = (data) => JSON.parse(readFileSync(path.join(data, 'current/manifest.json'), 'utf8'));
const words = ['risk', 'management', 'customs', 'strategic planning', 'aduana', 'riesgos', 'gestion', 'таможня', 'الجمارك', '海关', 'bolivia', 'zebrafish',
  'training', 'the', 'what is not measured', '"strategic planning"', 'title:workshop', 'manag*', 'risk NOT bolivia', 'risk OR training', '', 'custmos', 'OEA', 'single window'];

function generated(documents) {
  const folder = path.join(scratch(), 'made');
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'bench/corpus/generate.mjs'), folder, String(documents)], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return path.join(folder, 'corpus');
}

/** A corpus that random hands work on: each edit leaves one that has no errors. */
class Edited {
  constructor(corpus, r) {
    this.corpus = corpus;
    this.r = r;
    this.made = 0;
  }

  files() {
    return folders.flatMap((folder) => readdirSync(path.join(this.corpus, folder), { withFileTypes: true })
      .filter((entry) => entry.name.endsWith('.md') && !['README.md', 'TEMPLATE.md'].includes(entry.name)).map((entry) => path.join(folder, entry.name)));
  }

  read(file) {
    return readFileSync(path.join(this.corpus, file), 'utf8');
  }

  write(file, text) {
    mkdirSync(path.dirname(path.join(this.corpus, file)), { recursive: true });
    writeFileSync(path.join(this.corpus, file), text);
  }

  /** Those that no other document speaks of, so that they may go or be called otherwise. */
  free() {
    const words = new Set(this.files().flatMap((file) => this.read(file).match(/[a-z0-9-]{3,}/g)));
    return this.files().filter((file) => !words.has(path.basename(file, '.md')));
  }

  oneOf(files) {
    return this.r.pick(files.length > 0 ? files : this.files());
  }

  copyOf(file, change = (text) => text) {
    this.made += 1;
    const name = `${path.basename(file, '.md').slice(0, 60)}-copy-${this.made}.md`;
    this.write(path.join(this.r.pick(folders), name), change(this.read(file).replace(/^(formerly|supersedes|translation_of):.*\n( +- .*\n)*/gm, '')));
    return name.slice(0, -3);
  }

  /** @returns what was done */
  edit() {
    const file = this.oneOf(this.files()), text = this.read(file);
    const withKey = (line) => (value) => value.replace(/^---\n/, `---\n${line}\n`);
    const edits = {
      'a word more': () => this.write(file, `${text}\nzebrafish risk management ${this.r.below(1000)}\n`),
      'a passage less': () => this.write(file, text.replace(/\n## [^\n]*\n[^#]*$/, '\n')),
      'another title': () => this.write(file, text.replace(/^title: .*$/m, `title: "Zebrafish ${this.r.below(1000)} of Bolivia"`)),
      'another status': () => this.write(file, text.replace(/^status: (published|draft|to-review)$/m, `status: ${this.r.pick(['published', 'draft', 'to-review', 'withdrawn'])}`)),
      'another date': () => this.write(file, text.replace(/^date: .*$/m, `date: ${2005 + this.r.below(20)}-0${1 + this.r.below(9)}`)),
      'another country': () => this.write(file, text.replace(/^countries: .*$/m, `countries: [${this.r.pick(['BO', 'PE', 'FR', 'KE'])}]`)),
      'a copy': () => this.copyOf(file),
      'a copy from rewritten articles': () => this.copyOf(file, (copy) => copy.replace(/kind: (primary|press)/g, 'kind: rewritten')),
      'a successor': () => {
        const older = this.oneOf(this.files().filter((one) => /^status: published$/m.test(this.read(one))));
        if (!/^status: published$/m.test(this.read(older))) return;
        this.write(older, this.read(older).replace(/^status: published$/m, 'status: superseded'));
        this.copyOf(older, withKey(`supersedes: [${path.basename(older, '.md')}]`));
      },
      'a removal': () => {
        const free = this.free();
        if (free.length > 0) rmSync(path.join(this.corpus, this.r.pick(free)));
      },
      'another name': () => {
        const free = this.free(), old = free.length > 0 ? this.r.pick(free) : '';
        if (old === '') return;
        this.made += 1;
        renameSync(path.join(this.corpus, old), path.join(this.corpus, path.dirname(old), `renamed-${this.made}.md`));
      },
      'another folder': () => {
        const other = path.join(this.r.pick(folders), path.basename(file));
        renameSync(path.join(this.corpus, file), path.join(this.corpus, other));
      },
    };
    const names = Object.keys(edits);
    const name = this.r.pick(names), before = new Map(this.files().map((one) => [one, this.read(one)]));
    edits[name]();
    // An edit that makes an error is taken back: it is other tests that are about errors.
    const { status } = index('check', this.corpus, '--quiet');
    if (status === 0) return `${name} (${file})`;
    for (const one of this.files()) if (!before.has(one)) rmSync(path.join(this.corpus, one));
    for (const [one, was] of before) this.write(one, was);
    return 'nothing';
  }
}

/** Starts a watching build; `line()` waits for what it says next on stdout. */
function watch(corpus, data) {
  const child = spawn(indexProgram, ['build', corpus, data, '--watch'], { stdio: ['ignore', 'pipe', 'pipe'] });
  process.on('exit', () => child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.on('exit', (...how) => resolve(how)));
  const lines = [], waiting = [];
  createInterface({ input: child.stdout }).on('line', (line) => (waiting.length > 0 ? waiting.shift()(line) : lines.push(line)));
  let told = '';
  child.stderr.on('data', (chunk) => { told += chunk; });
  return {
    line: () => (lines.length > 0 ? lines.shift() : new Promise((resolve) => waiting.push(resolve))),
    told: () => told,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Without what differs from one build to the next. */
const stable = (body) => JSON.parse(JSON.stringify(body, (key, value) => (['uuid', 'generation', 'built'].includes(key) ? '' : value)));

async function compareAnswers(one, other, r, questions) {
  const compare = async (address) => {
    const [first, second] = [await one.get(address), await other.get(address)];
    assert.equal(first.status, second.status, address);
    const bodies = [stable(await first.json()), stable(await second.json())];
    assert.deepEqual(bodies[0], bodies[1], address);
  };
  const all = await one.json('/api/v1/search?per_page=100');
  const choices = Object.entries(all.facets).flatMap(([facet, { values }]) => values.map(({ value }) => [facet, value]));
  for (let i = 0; i < questions; ++i) {
    const parameters = new URLSearchParams({ group: r.pick(['document', 'passage']) });
    const q = r.pick(words);
    if (q) parameters.set('q', q);
    if (r.chance(0.3)) parameters.set('sort', r.pick(['date', '-date', 'title']));
    if (r.chance(0.2)) parameters.set('page', '2');
    if (r.chance(0.2)) parameters.set('match', r.pick(['all', 'any']));
    for (let filters = r.below(3); filters > 0; --filters) {
      const [facet, value] = r.pick(choices);
      parameters.append(facet, value);
    }
    await compare(`/api/v1/search?${parameters}`);
  }
  for (const { id } of all.hits) await compare(`/documents/${id}.json`);
}

const corpora = [['a generated corpus', () => generated(isLong ? 60 : 30)]];
if (isLong) corpora.push(['the shipped corpus', () => copyOf(ownCorpus)]);
for (const [name, corpus] of corpora)
  test(`${name}, edited at random, gives the same answers from a changed index as from one that is written anew`, async () => {
    const r = random(20261128), edited = new Edited(corpus(), r);
    const changed = build(edited.corpus);
    const rounds = isLong ? 20 : 1;
    for (let round = 0; round < rounds; ++round) {
      const done = Array.from({ length: 1 + r.below(4) }, () => edited.edit());
      const { status, stdout, stderr } = index('build', edited.corpus, changed);
      assert.equal(status, 0, stderr);
      const full = build(edited.corpus);
      assert.deepEqual(manifestOf(changed).content, manifestOf(full).content, done.join('; '));
      assert.equal(index('verify', changed).status, 0);
      const servers = [await serve(changed, '--quiet'), await serve(full, '--quiet')];
      try {
        await compareAnswers(...servers, r, isLong ? 200 : 60);
      } catch (failure) {
        failure.message += `\nafter ${done.join('; ')}\n${stdout}${stderr}`;
        throw failure;
      } finally {
        for (const server of servers) await server.stop();
      }
    }
  });

test('what has not changed is not written, and each build says what it did', () => {
  const corpus = copyOf(ownCorpus), data = build(corpus), r = random(3), edited = new Edited(corpus, r);
  const again = (...options) => index('build', corpus, data, ...options);
  assert.equal(again().stdout, 'Nothing has changed: gen-000001 stays current\n');
  const [file] = edited.free();
  edited.write(file, `${edited.read(file)}\nzebrafish\n`);
  assert.match(again().stdout, /^Published gen-000002: 1 of \d+ documents changed; \d+\.\d s\n$/);
  edited.copyOf(file);
  rmSync(path.join(corpus, file));
  assert.match(again().stdout, /^Published gen-000003: 0 of \d+ documents changed, 1 added, 1 removed; /);
  assert.match(again('--full').stdout, /^Published gen-000004: \d+ documents and \d+ passages in /);
});

test('an index that cannot be built upon is built anew, and the build says why', () => {
  const corpus = copyOf(ownCorpus), data = build(corpus), edited = new Edited(corpus, random(4));
  const why = (number) => {
    const { status, stdout, stderr } = index('build', corpus, data);
    assert.equal(status, 0, stderr);
    assert.match(stdout, new RegExp(`^Published gen-00000${number}: \\d+ documents and`));
    assert.equal(index('verify', data, '--quiet').status, 0);
    return stderr.match(/^Building anew: (.*)$/m)?.[1];
  };
  const damage = (name) => {
    const [file] = edited.free();
    edited.write(file, `${edited.read(file)}\nzebrafish\n`);
    const damaged = path.join(data, 'current', name), bytes = readFileSync(damaged);
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(damaged, bytes);
  };
  damage('passages/position.glass');
  assert.equal(why(2), 'gen-000001 is damaged: passages/position.glass is not as it was built');
  damage('sources');
  assert.equal(why(3), "its file 'sources' is not as it was built");
  damage('manifest.json');
  assert.match(why(4), /manifest/);
  const themes = path.join(corpus, 'vocabulary/themes.yaml');
  writeFileSync(themes, `# A remark is no change.\n${readFileSync(themes, 'utf8')}`);
  assert.equal(index('build', corpus, data).stdout, 'Nothing has changed: gen-000004 stays current\n');
  writeFileSync(themes, readFileSync(themes, 'utf8').replace(/en: (.*)$/m, 'en: $1 anew'));
  assert.equal(why(5), 'the vocabulary has changed');
});

test('builds of a change that are killed at random moments leave a sound index, and the next one works', async () => {
  const corpus = copyOf(ownCorpus), data = build(corpus), r = random(6), edited = new Edited(corpus, r);
  const [file] = edited.free(), text = edited.read(file);
  for (let i = 0; i < (isLong ? 200 : 4); ++i) {
    edited.write(file, `${text}\nzebrafish ${i}\n`);
    const child = startIndex('build', corpus, data, '--quiet');
    const ended = new Promise((resolve) => child.on('exit', resolve));
    await sleep(r.below(500));
    child.kill('SIGKILL');
    await ended;
    assert.equal(index('verify', data, '--quiet').status, 0);
  }
  edited.write(file, `${text}\nzebrafish\n`);
  assert.match(index('build', corpus, data).stdout, /^Published gen-\d+: 1 of \d+ documents changed; /);
  assert.equal(index('verify', data, '--quiet').status, 0);
  assert.deepEqual(manifestOf(data).content, manifestOf(build(corpus)).content);
});

for (const signal of ['SIGINT', 'SIGTERM'])
  test(`--watch publishes each burst of changes, keeps the last good index, and ends with 0 on ${signal}`, async () => {
    const corpus = copyOf(ownCorpus), data = path.join(scratch(), 'data'), edited = new Edited(corpus, random(5));
    const watching = watch(corpus, data);
    assert.match(await watching.line(), /^Published gen-000001: /);
    const [one, other] = edited.free(), text = edited.read(one);
    edited.write(one, `${text}\nzebrafish\n`);
    edited.write(other, `${edited.read(other)}\nzebrafish\n`);
    assert.match(await watching.line(), /^Published gen-000002: 2 of \d+ documents changed; /);
    edited.write(one, text.replace(/^---\n/, '---\ncountries: [QQ]\n'));
    for (let waited = 0; waited < 200 && !/nothing was published/.test(watching.told()); ++waited) await sleep(50);
    assert.match(watching.told(), /\.md:\d+:\d+: error: /);
    assert.equal(manifestOf(data).content.documents, edited.files().length);
    edited.write(one, `${text}\nzebrafish again\n`);
    edited.write(path.join('case-studies', 'new-one.md'), edited.read(other));
    assert.match(await watching.line(), /^Published gen-000003: 1 of \d+ documents changed, 1 added; /);
    assert.deepEqual(await watching.stop(signal), [0, null]);
  });
