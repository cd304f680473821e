// What a reader is told to read next, over the shipped corpus: on the page and in the data.
import assert from 'node:assert/strict';
import path from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { build, copyOf, ownCorpus, ownIndex, serve } from './support.mjs';

let server, documents;
before(async () => {
  server = await serve(ownIndex(), '--quiet');
  const { hits } = await server.json('/api/v1/search?per_page=100&facets=none');
  documents = new Map();
  for (const { id } of hits) documents.set(id, await server.json(`/documents/${id}.json`));
});
after(() => server.stop());

const ids = (list) => list.map(({ value }) => value);
const page = async (id, from = server) => (await from.get(`/documents/${id}`)).text();
const partOf = (html, heading) => html.match(new RegExp(`<section class="ep-related[^"]*" aria-labelledby="${heading}">.*?</section>`, 's'))?.[0] ?? '';
const listOn = (html) => partOf(html, 'page_related');
const linksIn = (section) => [...section.matchAll(/<p class="ep-row__title"><a href="([^"]+)"/g)].map((m) => m[1]);
const reasonsIn = (section) => section.match(/<p class="ep-row__reason">[^<]+<\/p>/g) ?? [];

test('every document of the corpus has a list of others, short, without repeats, each with a reason in words', () => {
  let listed = 0;
  for (const [id, { see_also: list }] of documents) {
    assert.ok(list.length <= 6, id);
    const named = list.map((one) => one.id);
    assert.ok(!named.includes(id), `${id} names itself`);
    assert.equal(new Set(named).size, named.length, `${id} repeats`);
    for (const { reason } of list) assert.ok(reason.text.length > 10 && !reason.text.includes('{'), `${id}: ${reason.text}`);
    listed += list.length;
  }
  assert.ok(listed > 4 * documents.size, `only ${listed}`);
});

test('every reason is true of both documents', () => {
  const text = (one) => [one.title, one.summary, ...Object.values(one.titles), ...Object.values(one.summaries), ...one.sections.map(({ title }) => title), ...one.passages.map((passage) => passage.text)].join('\n').toLowerCase();
  for (const [id, document] of documents)
    for (const { id: other, reason } of document.see_also) {
      const both = [document, documents.get(other)];
      for (const one of both) {
        for (const facet of ['themes', 'countries', 'regions'])
          for (const value of ids(reason[facet])) assert.ok(ids(one[facet]).includes(value), `${id}, ${other}: ${value}`);
        for (const word of reason.words) assert.match(text(one), new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u'), `${id}, ${other}`);
      }
      if (reason.kind === 'stated') assert.ok(document.related.includes(other), `${id}, ${other}`);
      else assert.ok(reason[reason.kind === 'words' ? 'words' : 'themes'].length > 0, `${id}, ${other}`);
    }
});

test('what an author names comes first, and nothing the page links elsewhere is listed', () => {
  for (const [id, { see_also: list, related, ...document }] of documents) {
    assert.deepEqual(list.filter(({ reason }) => reason.kind === 'stated').map((one) => one.id), related, id);
    assert.deepEqual(list.slice(0, related.length).map((one) => one.id), related, id);
    for (const { id: other } of list)
      assert.ok(![document.translation_of, document.superseded_by, document.primary_account, ...document.supersedes].includes(other), `${id}, ${other}`);
  }
});

test('a page lists the same in the same order, but for steps of the same reform, which stand above, all with reasons', async () => {
  const answered = new Set();
  let steps = 0;
  for (const [id, { see_also: list, url }] of documents) {
    const response = await server.get(url);
    if (response.status === 200) answered.add(url);
    const html = await response.text();
    const [above, below] = [partOf(html, 'page_steps'), listOn(html)].map(linksIn);
    const expected = list.map((one) => one.url).filter((one) => !above.includes(one));
    assert.deepEqual(below.slice(0, expected.length), expected, id);
    assert.ok(below.length <= 6 && above.length <= 6, id);
    assert.equal(new Set([url, ...above, ...below]).size, 1 + above.length + below.length, `${id} names a document twice`);
    assert.equal(reasonsIn(html).length, above.length + below.length, id);
    steps += above.length;
  }
  assert.ok(steps > documents.size / 2, `only ${steps} steps`);
  for (const { see_also: list } of documents.values()) for (const { url } of list) assert.ok(answered.has(url), url);
});

test('the steps of a reform are in the order of time, before the document and after it', async () => {
  const day = (date) => date.from.padEnd(10, '-01');
  for (const [id, { url, date }] of documents) {
    const section = partOf(await (await server.get(url)).text(), 'page_steps');
    assert.ok(section === '' || date, `${id} is undated`);
    for (const part of section.split('<h3').slice(1)) {
      const order = linksIn(part).map((link) => documents.get(link.split('/').pop()).date);
      for (const other of order) assert.ok(part.includes('>Earlier<') ? other.to < date.from : other.from > date.to, `${id}: ${other.from}`);
      assert.deepEqual(order.map(day), order.map(day).sort(), id);
    }
  }
});

test('titles in other languages say so', async () => {
  assert.match(partOf(await page('ni-2017-trs'), 'page_steps'), /<a href="\/documents\/cac-2021-regional-trs" lang="es" dir="ltr">/);
  assert.match(listOn(await page('do-2021-despacho-24h')), /<a href="\/documents\/eg-trs-alexandria" lang="ar" dir="rtl">/);
});

test('a customs officer who has read of risk management in Bolivia is led on', () => {
  const reasons = documents.get('bo-2022-risk-management').see_also.map(({ id, reason }) => [id, reason.text]);
  assert.deepEqual(reasons.slice(0, 2), [
    ['bo-strategic-change-la-paz', 'Named by the author of this document'],
    ['bo-2021-stress-resilience', 'Named by the author of this document']]);
  assert.ok(reasons.some(([id, text]) => id === 'can-2023-risk-management-lima' && text === 'Also about Risk management in Bolivia'));
});

test('a regional workshop and a second report on it lead to each other first, until one takes the place of the other', async () => {
  const corpus = copyOf(ownCorpus);
  const first = path.join(corpus, 'workshop-conclusions', 'can-2023-risk-management-lima.md');
  const second = path.join(corpus, 'mission-reports', 'can-2023-second-report.md');
  const text = readFileSync(first, 'utf8').replace(/^title: .*$/m, 'title: A second report from Lima');
  writeFileSync(second, text);
  const both = await serve(build(corpus), '--quiet');
  for (const [from, to] of [['can-2023-risk-management-lima', 'can-2023-second-report'], ['can-2023-second-report', 'can-2023-risk-management-lima']]) {
    const { see_also: [nearest] } = await both.json(`/documents/${from}.json`);
    assert.equal(nearest.id, to);
    assert.equal(nearest.reason.kind, 'event');
    assert.match(nearest.reason.text, /^At the same time, also about .+ in Peru$/);
    assert.match(listOn(await page(from, both)), new RegExp(`href="/documents/${to}".*?<p class="ep-row__reason">At the same time, also about `, 's'));
  }
  await both.stop();

  writeFileSync(second, text.replace(/^title: /m, 'supersedes: [can-2023-risk-management-lima]\ntitle: '));
  writeFileSync(first, readFileSync(first, 'utf8').replace(/^title: /m, 'status: superseded\ntitle: ').replace(/\nstatus: published\n/, '\n'));
  const one = await serve(build(corpus), '--quiet');
  for (const from of ['can-2023-risk-management-lima', 'can-2023-second-report']) {
    const named = (await one.json(`/documents/${from}.json`)).see_also.map(({ id }) => id);
    assert.ok(!named.includes('can-2023-risk-management-lima') && !named.includes('can-2023-second-report'), from);
    assert.ok(named.length > 0);
  }
  await one.stop();
});

test('equal states give equal bytes', async () => {
  const again = await serve(build(ownCorpus), '--quiet');
  for (const [id, { see_also: list }] of documents) assert.deepEqual((await again.json(`/documents/${id}.json`)).see_also, list, id);
  await again.stop();
});
