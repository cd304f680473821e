// The API's answers, whole, over the fixture corpus: tests/golden/answers/NAME.json holds the address asked and the
// body answered. UPDATE_GOLDEN=1 rewrites the bodies; the difference is read like code.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { build, fixtureCorpus, root, serve } from './support.mjs';

const folder = path.join(root, 'tests/golden/answers');
let server;
before(async () => { server = await serve(build(fixtureCorpus), '--quiet'); });
after(() => server.stop());

/** Without what differs from one build to the next, and scores to the digits that are the same on every processor. */
function stable(body) {
  return JSON.parse(JSON.stringify(body, (key, value) => {
    if (key === 'uuid') return 'UUID';
    if (key === 'score') return Number(value.toPrecision(6));
    return value;
  }));
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  test(file.slice(0, -'.json'.length).replaceAll('-', ' '), async () => {
    const golden = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    const response = await server.get(golden.get);
    const answer = { get: golden.get, status: response.status, type: response.headers.get('content-type'), body: stable(await response.json()) };
    if (process.env.UPDATE_GOLDEN) writeFileSync(path.join(folder, file), `${JSON.stringify(answer, null, 1)}\n`);
    else assert.deepEqual(answer, golden);
  });
}
