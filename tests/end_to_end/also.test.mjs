// Where else a lesson was drawn, over the shipped corpus: tests/golden/also.json holds every pair of passages that the
// site claims, each read and judged. UPDATE_GOLDEN=1 adds what is new as "not judged", which fails until somebody has
// read it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { build, copyOf, ownCorpus, ownIndex, root, serve } from './support.mjs';

const file = path.join(root, 'tests/golden/also.json');
const golden = JSON.parse(readFileSync(file, 'utf8'));
let server, passages, said;

/** What the site says beside each passage of a document: by passage, the passages that it links. */
async function saidOf(id, of = server) {
  const html = await (await of.get(`/search?group=passage&per_page=100&in=${id}`)).text();
  const out = new Map();
  for (const [, card] of html.matchAll(/<article class="ep-hit ep-hit--passage">(.*?)<\/article>/gs)) {
    const [, own] = card.match(/href="\/documents\/([^"]+#[^"]+)"/);
    const line = card.match(/<p class="ep-also">(.*?)<\/p>/s)?.[1] ?? '';
    out.set(own, [...line.matchAll(/href="\/documents\/([^"]+)"/g)].map((match) => match[1]));
  }
  return out;
}

before(async () => {
  server = await serve(ownIndex(), '--quiet');
  passages = new Map();
  said = new Map();
  const { hits } = await server.json('/api/v1/search?per_page=100&facets=none');
  for (const { id } of hits) {
    const document = await server.json(`/documents/${id}.json`);
    for (const passage of document.passages) passages.set(`${id}#${passage.anchor}`, { ...passage, document });
    for (const [own, others] of await saidOf(id)) said.set(own, others);
  }
});
after(() => server.stop());

const pairs = () => [...said].flatMap(([own, others]) => others.map((other) => [own, other].sort().join(' ')));

test('every passage was asked, and those named exist, in other documents', () => {
  assert.equal(said.size, passages.size);
  for (const [own, others] of said)
    for (const other of others) {
      assert.ok(passages.has(other), other);
      assert.notEqual(other.split('#')[0], own.split('#')[0]);
    }
});

test('what one passage says of another, the other says of it, unless it has others enough', () => {
  for (const [own, others] of said)
    for (const other of others) assert.ok(said.get(other).includes(own) || said.get(other).length === 3, `${own}, ${other}`);
});

test('the pairs are those that were judged, and nine in ten of them draw the same lesson, or nearly', () => {
  const claimed = [...new Set(pairs())].sort();
  if (process.env.UPDATE_GOLDEN) {
    const judged = new Map(golden.map((one) => [one.pair.join(' '), one]));
    const text = (id) => passages.get(id).text.trim();
    const list = claimed.map((pair) => judged.get(pair) ?? { pair: pair.split(' '), texts: pair.split(' ').map(text), judgement: 'not judged' });
    writeFileSync(file, `${JSON.stringify(list, null, 1)}\n`);
    return;
  }
  assert.deepEqual(claimed, golden.map(({ pair }) => pair.join(' ')));
  for (const { pair, judgement } of golden) assert.ok(['the same', 'nearly the same', 'related', 'wrong'].includes(judgement), `${pair}: ${judgement}`);
  const same = golden.filter(({ judgement }) => judgement.endsWith('the same')).length;
  assert.ok(same >= 0.9 * golden.length, `${same} of ${golden.length}`);
});

test('a new generation is asked anew: what is remembered goes with the old one', async () => {
  const corpus = copyOf(ownCorpus);
  const own = 'pe-2022-trs#outcomes.2';
  const other = 'uz-2022-trs';
  const data = build(corpus);
  const follower = await serve(data, '--quiet');
  try {
    assert.match((await saidOf('pe-2022-trs', follower)).get(own).join(' '), new RegExp(other));
    const text = path.join(corpus, 'workshop-conclusions', `${other}.md`);
    writeFileSync(text, readFileSync(text, 'utf8').replace('There is an action plan for the TRS', 'Scanners were bought'));
    const { generation } = await follower.json('/healthz');
    build(corpus, data);
    while ((await follower.json('/healthz')).generation === generation) await wait(100);
    assert.doesNotMatch((await saidOf('pe-2022-trs', follower)).get(own).join(' '), new RegExp(other));
  } finally {
    await follower.stop();
  }
});
