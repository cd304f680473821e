// Indexes that disks or people damaged are found out and not served.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { build, fixtureCorpus, index, isLong, random, scratch, serve, serveFails } from './support.mjs';

const filesOf = (folder) => readdirSync(folder, { recursive: true }).filter((name) => statSync(path.join(folder, name)).isFile() && path.basename(name) !== 'lock');
const generation = (number) => `gen-${String(number).padStart(6, '0')}`;

function flip(file, place) {
  const bytes = readFileSync(file);
  bytes[place] ^= 0xff;
  writeFileSync(file, bytes);
}

/** Damages one file of a generation in one of many ways. @return what was done. */
function damage(folder, draws) {
  const files = filesOf(folder).filter((one) => statSync(path.join(folder, one)).size > 0), name = files[draws.below(files.length)], file = path.join(folder, name), { size } = statSync(file);
  const ways = [
    () => { flip(file, draws.below(size)); return 'one byte changed'; },
    () => { truncateSync(file, draws.below(size)); return 'cut off'; },
    () => { writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.alloc(1 + draws.below(9000), 'x')])); return 'longer'; },
    () => { rmSync(file); return 'removed'; },
    () => {
      const bytes = readFileSync(file), at = draws.below(size), end = Math.min(at + 4096, size);
      bytes.fill(bytes.subarray(at, end).every((one) => one === 0) ? 1 : 0, at, end);
      writeFileSync(file, bytes);
      return 'a block emptied';
    },
  ];
  return `${name}: ${ways[draws.below(ways.length)]()}`;
}

function switchTo(data, name) {
  symlinkSync(name, path.join(data, 'current.test'));
  renameSync(path.join(data, 'current.test'), path.join(data, 'current'));
}

/** Asks /readyz until it says what is wanted. */
async function until(server, wanted, what) {
  const end = Date.now() + 60_000;
  for (;;) {
    const state = await (await server.get('/readyz')).json();
    if (wanted(state)) return state;
    assert.ok(Date.now() < end, `${what}: ${JSON.stringify(state)}`);
    await sleep(50);
  }
}

test('every damaged index is found out, and the one before it is served', async (t) => {
  const data = build(fixtureCorpus), draws = random(7), rounds = isLong ? 300 : 15;
  const server = await serve(data, '--quiet');
  t.after(() => server.stop());
  await until(server, ({ checked }) => checked, 'the sound one is looked at');
  for (let round = 2; round < rounds + 2; round += 1) {
    const name = generation(round), folder = path.join(data, name);
    cpSync(path.join(data, generation(1)), folder, { recursive: true });
    const what = damage(folder, draws);
    switchTo(data, name);
    const state = await until(server, ({ problem }) => problem.includes(name), what);
    assert.equal(state.generation, generation(1), what);
    assert.equal(state.status, 'ready', what);
    assert.match(await (await server.get('/metrics')).text(), /^entrepot_index_problem 1$/m, what);
    assert.notEqual(index('verify', data, '--quiet').status, 0, what);
    assert.ok(server.log().includes(name), what);
    rmSync(folder, { recursive: true });
  }
  t.diagnostic(`${rounds} damaged indexes`);
  const next = generation(rounds + 2);
  cpSync(path.join(data, generation(1)), path.join(data, next), { recursive: true });
  switchTo(data, next);
  const state = await until(server, ({ generation: served, checked }) => served === next && checked, 'a sound one is taken again');
  assert.equal(state.problem, '');
  const metrics = await (await server.get('/metrics')).text();
  assert.match(metrics, /^entrepot_index_problem 0$/m);
  assert.match(metrics, /^entrepot_index_checked 1$/m);
  assert.equal(await server.stop(), 0);
});

test('a service that finds its index damaged when it starts serves the one before', async (t) => {
  const data = build(fixtureCorpus);
  assert.equal(index('build', fixtureCorpus, data, '--full').status, 0);
  truncateSync(path.join(data, 'current', 'documents', 'position.glass'), 100);  // of which nothing is read to open it
  const server = await serve(data, '--quiet');
  t.after(() => server.stop());
  const state = await (await server.get('/readyz')).json();
  assert.equal(state.generation, 'gen-000001');
  assert.match(state.problem, /^gen-000002 was not taken: .*position\.glass has 100 bytes.*still serving gen-000001$/);
  assert.ok((await server.json('/api/v1/search?q=risk')).found > 0);
  build(fixtureCorpus, data);
  await until(server, ({ generation: served, problem }) => served === 'gen-000003' && problem === '', 'the next build is taken');
  assert.equal(await server.stop(), 0);
});

test('without a sound one to go back to, the service says so and does not call itself ready', async (t) => {
  const data = build(fixtureCorpus), table = path.join(data, 'current', 'passages', 'position.glass');  // of which nothing is read to open it
  flip(table, Math.floor(statSync(table).size / 2));
  const server = await serve(data, '--quiet');
  t.after(() => server.stop());
  const state = await until(server, ({ status }) => status === 'damaged', 'it is damaged');
  assert.equal((await server.get('/readyz')).status, 503);
  assert.match(state.problem, /^gen-000001 is damaged: passages\/position\.glass is not as it was built; no other can be served instead$/);
  assert.equal(await server.stop(), 0);
  truncateSync(table, 100);
  const { status, stderr } = serveFails(data);
  assert.equal(status, 3);
  assert.match(stderr, /passages\/position\.glass has 100 bytes, not \d+/);
  assert.match(stderr, /entrepot-index build CORPUS/);
});

test('verify names each damaged file and exits 1, or says that there is none', () => {
  const data = build(fixtureCorpus), current = path.join(data, 'current');
  const sound = index('verify', data);
  assert.equal(sound.status, 0, sound.stderr);
  assert.match(sound.stdout, /^gen-000001 is as it was built: \d+ files\n$/);
  flip(path.join(current, 'vocabulary.json'), 5);
  truncateSync(path.join(current, 'documents', 'termlist.glass'), 8192);
  const { status, stderr } = index('verify', data, '--quiet');
  assert.equal(status, 1);
  assert.match(stderr, /^gen-000001: documents\/termlist\.glass has 8192 bytes, not \d+\ngen-000001: vocabulary\.json is not as it was built\n/);
  assert.match(stderr, /build it anew: entrepot-index build CORPUS /);
  assert.equal(index('verify', scratch()).status, 3);
});
