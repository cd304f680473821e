// Tables and notes on their way from an author's file to a reader.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { build, copyOf, fixtureCorpus, serve } from './support.mjs';

const body = `
## Outcomes

- Delays fell by half.[^paper]
- Costs did not change.

  | Stage | Days |
  |-------|-----:|
  | Quokka lodging | 12 |
  | Release, see [the other](own-tables.md#outcomes) | 3 |

[^paper]: Wombat gazette, page 4.
`;
const front = '---\ntitle: A test of tables\nlanguage: en\n---\n';

let server;
before(async () => {
  const corpus = copyOf(fixtureCorpus);
  writeFileSync(path.join(corpus, 'case-studies', 'own-tables.md'), front + body);
  server = await serve(build(corpus), '--quiet');
});
after(() => server.stop());

const found = async (q) => {
  const { hits } = await server.json(`/api/v1/search?group=passage&match=all&q=${encodeURIComponent(q)}`);
  return hits.map(({ id, passages }) => `${id}#${passages[0].anchor}`);
};

test('a word of a note finds the passage that cites it and no other', async () => {
  assert.deepEqual(await found('wombat'), ['own-tables#outcomes.1']);
  assert.deepEqual(await found('"wombat gazette"'), ['own-tables#outcomes.1']);
});

test('a phrase stands within one cell', async () => {
  assert.deepEqual(await found('"quokka lodging"'), ['own-tables#outcomes.2']);
  assert.deepEqual(await found('"lodging 12"'), []);
  assert.deepEqual(await found('"days quokka"'), []);
  assert.deepEqual(await found('quokka 12'), ['own-tables#outcomes.2']);
});

test('a result shows the cells of a row apart', async () => {
  const { hits } = await server.json('/api/v1/search?group=passage&q=quokka');
  assert.match(hits[0].passages[0].snippet_text, /Stage \| Days Quokka lodging \| 12/);
});

test('the page links mark and note both ways, within the passage, and names the table', async () => {
  const html = await (await server.get('/documents/own-tables')).text();
  const item = html.match(/<li class="ep-item" id="outcomes\.1">[^]*?<\/li>/)[0];
  const note = item.match(/<a role="doc-noteref" aria-label="Note 1" href="#([^"]+)" id="([^"]+)">1<\/a>/);
  assert.ok(item.includes(`id="${note[1]}" role="doc-footnote"`), item);
  assert.ok(item.includes(`href="#${note[2]}">↑</a>`), item);
  assert.match(html, /<div class="ep-table" role="region" tabindex="0" aria-label="Table: Stage Days">/);
  assert.match(html, /<th scope="col" class="ep-end">Days<\/th>/);
  assert.match(html, /<a href="\/documents\/own-tables#outcomes">the other<\/a>/);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test('the Markdown is the author\'s, and the text of a passage has its table and its note', async () => {
  assert.ok((await (await server.get('/documents/own-tables.md')).text()).startsWith(`# A test of tables\n${body}\n---\n`));
  const { passages } = await server.json('/documents/own-tables.json');
  assert.deepEqual(passages.map(({ text }) => text), [
    'Delays fell by half.\n[1] Wombat gazette, page 4.\n',
    'Costs did not change.\nStage\tDays\nQuokka lodging\t12\nRelease, see the other\t3\n']);
});
