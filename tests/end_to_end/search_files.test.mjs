// A search's result as files: a table for spreadsheets and a feed to follow.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { build, copyOf, fixtureCorpus, ownCorpus, ownIndex, random, root, serve, writeDocument } from './support.mjs';

let server;
before(async () => { server = await serve(ownIndex(), '--quiet'); });
after(() => server.stop());

/** Rows of a CSV text (RFC 4180), read without our writer's help. */
function rowsOf(csv) {
  assert.equal(csv.codePointAt(0), 0xfeff, 'a spreadsheet must know that it is UTF-8');
  const rows = [];
  let row = [], cell = '', quoted = false;
  for (let i = 1; i < csv.length; ++i) {
    const c = csv[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (csv[i + 1] === '"') { cell += '"'; ++i; } else quoted = false;
    } else if (c === '"') {
      assert.equal(cell, '', 'a quote begins a cell');
      quoted = true;
    } else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\r') {
      assert.equal(csv[++i], '\n', 'a line ends in CR LF');
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else {
      assert.notEqual(c, '\n', 'a line ends in CR LF');
      cell += c;
    }
  }
  assert.ok(!quoted && row.length === 0 && cell === '', 'the last line is whole');
  assert.ok(rows.every(({ length }) => length === rows[0].length), 'every row has as many cells as the header');
  return rows;
}

/** Rows as objects by header. */
function table(csv) {
  const [header, ...rows] = rowsOf(csv);
  return rows.map((cells) => Object.fromEntries(cells.map((cell, i) => [header[i], cell])));
}

async function csv(of, parameters) {
  const response = await of.get(`/search.csv?${parameters}`);
  assert.equal(response.status, 200, parameters);
  // fetch's text() would take the byte order mark away.
  return { response, text: new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(await response.arrayBuffer()) };
}

function readFeeds(texts) {
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', [path.join(root, 'tests/end_to_end/read_feeds.py')], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

/** Random searches with words, filters of every use and both groups. */
async function states(count) {
  const r = random(4242);
  const all = await server.json('/api/v1/search?per_page=1');
  const choices = Object.entries(all.facets).flatMap(([facet, { values }]) => values.map(({ value }) => [facet, value]));
  return Array.from({ length: count }, () => {
    const state = new URLSearchParams({ group: r.pick(['document', 'passage']), sort: r.pick(['relevance', '-date', 'date', 'title']) });
    const q = r.pick(['', 'risk', 'customs', 'aduana', '"single window"', 'training what', 'таможня', 'nowhere']);
    if (q) state.set('q', q);
    for (let n = r.below(3); n > 0; --n) {
      const [facet, value] = r.pick(choices);
      state.append(facet + r.pick(['', '.all', '.not']), r.chance(0.15) ? '_none' : value);
    }
    return state;
  });
}



test('a table has exactly the matches of its search, in its order', async () => {
  for (const state of await states(50)) {
    const { response, text } = await csv(server, state);
    const rows = table(text);
    const { found, hits } = await server.json(`/api/v1/search?${state}&per_page=100&facets=none`);
    assert.equal(rows.length, found, `?${state}`);
    assert.equal(response.headers.get('entrepot-found'), String(found));
    assert.equal(response.headers.get('entrepot-rows'), String(found));
    const urls = hits.map((hit) => (state.get('group') === 'passage' ? hit.passages[0].url : hit.url));
    assert.deepEqual(rows.slice(0, 100).map(({ url }) => url), urls, `?${state}`);
  }
});

test('a table is a file with a name, its labels in the language asked for, a passage with its text', async () => {
  const { response, text } = await csv(server, 'country=BO&ui=fr');
  assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
  assert.equal(response.headers.get('content-disposition'), 'attachment; filename="entrepot-documents.csv"');
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  assert.ok(table(text).every(({ countries }) => countries.includes('Bolivie')));
  const passages = table((await csv(server, 'kind=lesson&group=passage')).text);
  assert.ok(passages.length > 10);
  for (const { kind, text: words, url, anchor } of passages) {
    assert.equal(kind, 'Lessons learned');
    assert.ok(words.length > 10 && url.endsWith(`#${anchor}`));
  }
});

test('no cell of a table is a formula, whatever an author writes', async () => {
  const corpus = copyOf(fixtureCorpus);
  for (const [i, sign] of ['=', '+', '-', '@'].entries())
    writeDocument(corpus, 'case-studies', `formula-${i}`,
      `---\ntitle: '${sign}HYPERLINK("https://example.org","a, b")'\nsummary: '${sign}1'\ncountries: [BO]\nlanguage: en\n---\n\n## ${sign}Context\n\n\\${sign}1+1, "quoted"\n\n\\${sign}2\n`);
  const own = await serve(build(corpus), '--quiet');
  for (const group of ['document', 'passage']) {
    const rows = rowsOf((await csv(own, `group=${group}`)).text);
    assert.ok(rows.flat().filter((cell) => /^'[=+\-@]/.test(cell)).length >= 4);
    assert.deepEqual(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell)), []);
  }
  const feed = readFeeds([await (await own.get('/search.atom?q=hyperlink')).text()])[0];
  assert.ok(feed.entries.some(({ title }) => title === '=HYPERLINK("https://example.org","a, b")'));
  await own.stop();
});

test('a feed is well-formed, valid, and holds the newest of its search', async () => {
  const all = await states(40);
  const feeds = readFeeds(await Promise.all(all.map(async (state) => (await server.get(`/search.atom?${state}`)).text())));
  const ids = new Map();
  for (const [i, state] of all.entries()) {
    const { faults, entries, links } = feeds[i];
    assert.deepEqual(faults, [], `?${state}`);
    state.set('sort', '-date');
    const { hits } = await server.json(`/api/v1/search?${state}&per_page=50&facets=none`);
    assert.deepEqual(entries.map(({ url }) => url), hits.map((hit) => (state.get('group') === 'passage' ? hit.passages[0].url : hit.url)), `?${state}`);
    assert.equal((await server.get(links.self)).status, 200);
    assert.equal((await server.get(links.alternate)).status, 200);
    for (const { id, url } of entries) {
      assert.ok(!ids.has(id) || ids.get(id) === url, 'an id is of one entry');
      ids.set(id, url);
    }
  }
  assert.ok(ids.size > 50);
  assert.equal(new Set(ids.values()).size, ids.size);
});

test('a feed is the same bytes from another build of the same corpus', async () => {
  const other = await serve(build(ownCorpus), '--quiet');
  for (const address of ['/search.atom?q=risk', '/search.csv?q=risk&group=passage'])
    assert.equal(await (await other.get(address)).text(), await (await server.get(address)).text(), address);
  await other.stop();
});

test('a file the reader has already is not sent again, and other questions have other tags', async () => {
  const tags = new Set();
  for (const address of ['/search.csv?q=risk', '/search.csv', '/search.atom?q=risk', '/search.atom']) {
    const tag = (await server.get(address)).headers.get('etag');
    tags.add(tag);
    assert.equal((await server.get(address, { headers: { 'if-none-match': tag } })).status, 304, address);
  }
  assert.equal(tags.size, 4);
});

test('a mistake is told instead of a file with something else in it', async () => {
  for (const file of ['/search.csv', '/search.atom']) {
    const response = await server.get(`${file}?contry.not=BO`);
    assert.equal(response.status, 400);
    assert.equal(response.headers.get('content-type'), 'application/problem+json');
    assert.equal((await response.json()).errors[0].nearest, 'country.not');
  }
});

test('pages and answers lead to their files', async () => {
  const html = await (await server.get('/search?q=risk&country.not=BO&page=2&sort=title')).text();
  const csvLink = '/search.csv?q=risk&amp;country.not=BO&amp;sort=title', atomLink = '/search.atom?q=risk&amp;country.not=BO';
  assert.ok(html.includes(`<link rel="alternate" type="application/atom+xml" href="${atomLink}">`));
  assert.ok(html.includes(`href="${csvLink}"`) && html.includes(`<a href="${atomLink}"`));
  const { links } = await server.json('/api/v1/search?q=risk&group=passage&page=2&per_page=5&facets=none');
  assert.deepEqual([links.csv, links.atom], ['/search.csv?q=risk&group=passage', '/search.atom?q=risk&group=passage']);
});

test('a search is to be had as references, each of what it lists, in its order', async () => {
  const keys = {
    bib: (text) => [...text.matchAll(/^@\w+\{([^,]+),$/gm)].map(([, key]) => key),
    ris: (text) => [...text.matchAll(/^ID  - (.*)\r$/gm)].map(([, key]) => key),
    'csl.json': (text) => JSON.parse(text).map(({ id }) => id),
  };
  for (const parameters of ['q=risk', 'group=passage&kind=conclusion&sort=title', 'q=nothing+has+this&match=all']) {
    const { hits, found } = await server.json(`/api/v1/search?${parameters}&per_page=100&facets=none`);
    const wanted = hits.map(({ id, passages }) => (parameters.includes('group=passage') ? `${id}:${passages[0].anchor}` : id));
    for (const [suffix, read] of Object.entries(keys)) {
      const response = await server.get(`/search.${suffix}?${parameters}&page=2&per_page=1`);
      assert.equal(response.status, 200, `${suffix} ${parameters}`);
      assert.equal(response.headers.get('access-control-allow-origin'), '*');
      assert.equal(response.headers.get('entrepot-found'), String(found));
      assert.equal(response.headers.get('entrepot-rows'), String(wanted.length));
      assert.match(response.headers.get('content-disposition'), new RegExp(`filename="entrepot-(documents|passages)\\.${suffix.replace('.', '\\.')}"`));
      assert.deepEqual(read(await response.text()), wanted, `${suffix} ${parameters}`);
    }
  }
  const wrong = await server.get('/search.bib?from=soon');
  assert.equal(wrong.status, 400);
  assert.equal(wrong.headers.get('content-type'), 'application/problem+json');
  assert.equal((await server.get('/fr/search.bib')).status, 404);
});
