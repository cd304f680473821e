// A corpus whose numbers are known from how it was made: the index finds those and no others.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { build, index, root, scratch, serve } from './support.mjs';

const documents = 100;
let folder, counts, server;

function generate(into, number) {
  const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'bench/corpus/generate.mjs'), into, String(number)], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return into;
}

before(async () => {
  folder = generate(path.join(scratch(), 'made'), documents);
  counts = JSON.parse(readFileSync(path.join(folder, 'counts.json'), 'utf8'));
  server = await serve(build(path.join(folder, 'corpus')), '--quiet');
});
after(() => server?.stop());

test('a generated corpus has no problems', () => {
  const { status, stdout, stderr } = index('check', path.join(folder, 'corpus'));
  assert.equal(status, 0, stdout + stderr);
});

test('every value of every facet is in as many documents as it was written into', async () => {
  const facets = Object.keys(counts).filter((name) => name !== 'documents');
  const limits = facets.map((name) => `facet_limit.${name}=500`).join('&');
  const page = await server.json(`/api/v1/search?${limits}`);
  assert.equal(page.found, documents);
  for (const facet of facets) {
    const found = Object.fromEntries(page.facets[facet].values.filter(({ count }) => count > 0).map(({ value, count }) => [value, count]));
    assert.deepEqual(found, counts[facet], facet);
  }
});

test('a smaller corpus is the beginning of a larger one, byte by byte', () => {
  const smaller = path.join(generate(path.join(scratch(), 'smaller'), 3), 'corpus');
  const files = readdirSync(smaller, { recursive: true }).filter((file) => /bench-\d+\.md$/.test(file));
  assert.equal(files.length, 3);
  for (const file of files) assert.deepEqual(readFileSync(path.join(smaller, file)), readFileSync(path.join(folder, 'corpus', file)), file);
});
