// What the search promises in general, over the real program and hundreds of random states.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { build, fixtureCorpus, ownCorpus, ownIndex, random, serve } from './support.mjs';

const words = ['risk', 'management', 'customs', 'strategic planning', 'aduana', 'riesgos', 'gestion', 'таможня', 'الجمارك', '海关', 'bolivia',
  'training', 'the', 'what is not measured', '"strategic planning"', 'title:workshop', 'manag*', 'risk NOT bolivia', 'risk OR training', ''];

/** Those of at least five letters, the most used first. */
function commonWords(corpus, most) {
  const counts = new Map();
  for (const folder of ['case-studies', 'mission-reports', 'workshop-conclusions'])
    for (const file of readdirSync(path.join(corpus, folder)))
      for (const [word] of readFileSync(path.join(corpus, folder, file), 'utf8').matchAll(/[a-z]{5,}/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, most).map(([word]) => word);
}

for (const [name, corpus] of [['the fixture corpus', fixtureCorpus], ['the shipped corpus', ownCorpus]]) {
  let server;
  before(async () => { server = await serve(corpus === ownCorpus ? ownIndex() : build(corpus), '--quiet'); });
  after(() => server.stop());

  /** A random search: words, perhaps some filters that exist, perhaps dates. */
  async function randomState(r, group) {
    const parameters = new URLSearchParams({ group });
    const q = r.pick(words);
    if (q) parameters.set('q', q);
    if (r.chance(0.2)) parameters.set('from', r.pick(['2010', '2021-11', '2022-06-01']));
    if (r.chance(0.2)) parameters.set('to', r.pick(['2022', '2023-01']));
    if (r.chance(0.2)) parameters.set('match', r.pick(['all', 'any']));
    if (r.chance(0.2)) parameters.set('expand', 'off');
    const all = await server.json(`/api/v1/search?group=${group}&per_page=1`);
    const choices = Object.entries(all.facets).flatMap(([facet, { values }]) => values.map(({ value }) => [facet, value]));
    for (let filters = r.below(4); filters > 0; --filters) {
      const [facet, value] = r.pick(choices);
      parameters.append(facet + (r.chance(0.3) ? r.pick(['.all', '.not']) : ''), r.chance(0.1) ? '_none' : value);
    }
    return parameters;
  }

  test(`in ${name} every count is what a click on it finds, in both groups`, async () => {
    const r = random(20261123);
    for (let i = 0; i < 30; ++i) {
      const state = await randomState(r, i % 2 ? 'passage' : 'document');
      const page = await server.json(`/api/v1/search?${state}`);
      for (const [facet, { values, total_values: total, missing, missing_url: missingUrl }] of Object.entries(page.facets)) {
        // `_none` is listed where it is chosen, and is no value.
        assert.ok(values.filter(({ value, count }) => value !== '_none' && count > 0).length <= total, `${facet} in ?${state}`);
        const chosen = new URLSearchParams(state);
        const only = async (value) => {
          chosen.delete(facet);
          chosen.append(facet, value);
          return (await server.json(`/api/v1/search?${chosen}&facets=none`)).found;
        };
        for (const { value, count, url, url_count: urlCount } of values.slice(0, 6)) {
          assert.equal(await only(value), count, `${facet}=${value} in ?${state}`);
          assert.equal((await server.json(`${url}&facets=none`)).found, urlCount, `${url} in ?${state}`);
          if (!state.has(facet)) assert.equal(urlCount, count, `${url} in ?${state}`);
        }
        assert.equal(await only('_none'), missing, `${facet} missing in ?${state}`);
        if (!state.has(facet)) assert.equal((await server.json(`${missingUrl}&facets=none`)).found, missing, missingUrl);
      }
    }
  });

  test(`in ${name} pages partition the result, whatever their size`, async () => {
    const r = random(7);
    for (let i = 0; i < 40; ++i) {
      const state = await randomState(r, i % 2 ? 'passage' : 'document');
      state.set('sort', r.pick(['relevance', '-date', 'date', 'title']));
      const key = (hit) => `${hit.id}#${state.get('group') === 'passage' ? hit.passages[0].anchor : ''}`;
      const whole = await server.json(`/api/v1/search?${state}&per_page=100&facets=none`);
      const pieces = [];
      const size = 1 + r.below(7);
      for (let page = 1; page <= Math.ceil(Math.min(whole.found, 100) / size); ++page) {
        const piece = await server.json(`/api/v1/search?${state}&per_page=${size}&page=${page}&facets=none`);
        assert.equal(piece.found, whole.found);
        pieces.push(...piece.hits.map(key));
      }
      assert.deepEqual(pieces.slice(0, 100), whole.hits.map(key), `?${state}`);
      assert.equal(new Set(pieces).size, pieces.length, `a hit stands on two pages of ?${state}`);
      assert.equal(Math.min(whole.found, 100), whole.hits.length);
    }
  });

  test(`in ${name} hits come in the same order one at a time as all at once, for the words it uses most`, async () => {
    for (const word of commonWords(corpus, 24)) {
      for (const group of ['document', 'passage']) {
        const key = (hit) => `${hit.id}#${group === 'passage' ? hit.passages[0].anchor : ''}`;
        const search = (size, page) => server.json(`/api/v1/search?q=${word}&group=${group}&facets=none&per_page=${size}&page=${page}`);
        const whole = (await search(100, 1)).hits.map(key).slice(0, 12);
        const single = [];
        for (let page = 1; page <= whole.length; ++page) single.push(...(await search(1, page)).hits.map(key));
        assert.deepEqual(single, whole, `${word}, ${group}`);
      }
    }
  });

  test(`in ${name} a value and its absence partition the result`, async () => {
    const r = random(17);
    for (let i = 0; i < 40; ++i) {
      const state = await randomState(r, i % 2 ? 'passage' : 'document');
      const page = await server.json(`/api/v1/search?${state}`);
      const free = Object.entries(page.facets).filter(([facet, { values }]) => !state.has(facet) && values.length > 0);
      if (free.length === 0) continue;
      const [facet, { values }] = r.pick(free);
      const value = encodeURIComponent(r.chance(0.2) ? '_none' : r.pick(values).value);
      const found = async (use) => (await server.json(`/api/v1/search?${state}&${facet}${use}=${value}&facets=none`)).found;
      assert.equal(await found('') + await found('.not'), page.found, `${facet}, ${value} in ?${state}`);
      assert.equal(await found('.all'), await found(''), `${facet}, ${value} in ?${state}`);
    }
  });

  test(`in ${name} a filter of another facet never finds more`, async () => {
    const r = random(99);
    for (let i = 0; i < 60; ++i) {
      const state = await randomState(r, i % 2 ? 'passage' : 'document');
      const page = await server.json(`/api/v1/search?${state}`);
      const free = Object.entries(page.facets).filter(([facet, { values }]) => !state.has(facet) && values.length > 0);
      if (free.length === 0) continue;
      const [facet, { values }] = r.pick(free);
      const narrowed = await server.json(`/api/v1/search?${state}&${facet}=${encodeURIComponent(r.pick(values).value)}&facets=none`);
      assert.ok(narrowed.found <= page.found, `${facet} widened ?${state}`);
    }
  });

  test(`in ${name} every link of an answer leads to an answer`, async () => {
    const r = random(3);
    for (let i = 0; i < 10; ++i) {
      const page = await server.json(`/api/v1/search?${await randomState(r, 'document')}`);
      for (const link of [page.links.self, page.links.first, page.links.last, page.links.next, page.links.prev]) if (link) await server.json(link);
      for (const hit of page.hits) assert.equal((await server.get(hit.url)).status, 200, hit.url);
    }
  });
}

test('any bytes as q are answered 200 or with a 400 problem, and never more than that', async () => {
  const server = await serve(build(fixtureCorpus), '--quiet');
  const r = random(4711);
  const pieces = ['"', "'", '(', ')', '*', '-', ':', 'AND', 'OR', 'NOT', 'NEAR/9', ' ', '%00', '%ff', '%c3', '%e2%80', 'title:', 'a', 'ab*', '海', '关*', 'م',
    '%F0%9F%98%80', '&#x27;', '<script>', '%0d%0a', '\\', '+', '~', '[', '{', '..', '%', 'risk', 'Z', 'XTHEME', 'Zen:risk', 'Q', '%E2%80%AE'];
  for (let i = 0; i < 600; ++i) {
    let q = '';
    for (let n = r.below(12); n >= 0; --n) q += r.chance(0.1) ? `%${r.below(256).toString(16).padStart(2, '0')}` : encodeURI(r.pick(pieces)).replace(/%25([0-9A-Fa-f]{2})/g, '%$1');
    const response = await server.get(`/api/v1/search?q=${q}&facets=none`);
    const text = await response.text();
    assert.ok([200, 400].includes(response.status), `q=${q} answered ${response.status}`);
    const body = JSON.parse(text);
    if (response.status === 400) {
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
      assert.ok(body.errors.some((error) => error.parameter === 'q'), `q=${q}: ${text}`);
    }
    if (i % 10 === 0) assert.equal((await server.get(`/search?q=${q}`)).status, 200, `page for q=${q}`);
  }
  await server.stop();
});
