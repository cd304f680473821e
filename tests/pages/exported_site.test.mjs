// The site as files, opened from the disk: it can be browsed without script, and its own search finds what the
// service finds.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { random, scratch, serve, serveProgram } from '../end_to_end/support.mjs';
import { validate } from './html.mjs';
import { buildCorpus } from './index.mjs';
import { Findings, startBrowser, timed } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Words of one concept each in the languages of the interface, and in Russian. */
const questions = ['clearance', 'training', 'corruption', 'valuation', 'Bolivia', 'gender', 'strategic', 'formation', 'dédouanement', 'réforme', 'OEA', 'intégrité',
  'capacitación', 'riesgos', 'valoración', 'tránsito', 'تدريب', 'مخاطر', 'مصر', 'كفاءة', 'обучение', 'риски'];

let site, server, browser;
before(async () => {
  const data = process.env.ENTREPOT_PAGES_DATA ?? buildCorpus();
  site = path.join(scratch(), 'a site with spaces');
  const { status, stderr } = spawnSync(serveProgram, ['export', data, site, '--quiet', '--language', 'en', '--language', 'ar'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  server = await serve(data, '--quiet');
  browser = await startBrowser();
});
after(() => Promise.all([server?.stop(), browser?.close()]));

const urlOf = (file) => {
  const [name, rest] = file.match(/^([^?#]*)(.*)$/s).slice(1);
  return pathToFileURL(path.join(site, name)).href + rest;
};

/** A page with what went wrong on it. */
async function open(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const failures = [];
  page.on('pageerror', (error) => failures.push(error.message));
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  page.on('requestfailed', (request) => failures.push(request.url()));
  return { page, failures, close: () => context.close() };
}

/** What the copy's search finds. */
async function search(page, file) {
  await page.goto(urlOf(file));
  await page.waitForSelector('.ep-results__found[data-found]');
  return page.evaluate(() => ({
    found: Number(document.querySelector('.ep-results__found').dataset.found),
    documents: [...document.querySelectorAll('.ep-hit__title a, .ep-hit__source a')].map((link) => link.getAttribute('href').match(/^documents\/(.*)\.html$/)?.[1]).filter(Boolean),
  }));
}

const pages = () => readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html')).sort();

test('without script the whole site can be read by its links', async () => {
  const { page, failures, close } = await open({ javaScriptEnabled: false });
  await page.goto(urlOf('index.html'));
  for (const [link, heading] of [['nav a[href="countries.html"]', 'Countries'], ['main a[href="countries/BO.html"]', 'Bolivia'], ['main a[href^="../documents/"]', null]]) {
    await page.click(`${link} >> nth=0`);
    if (heading) assert.equal(await page.textContent('h1'), heading);
  }
  assert.match(page.url(), /\/documents\/[a-z0-9-]+\.html$/);
  await page.click('footer a[hreflang="ar"], nav a[hreflang="ar"] >> nth=0');
  assert.match(page.url(), /\/ar\/documents\//);
  assert.equal(await page.getAttribute('html', 'dir'), 'rtl');
  assert.ok(await page.evaluate(() => document.styleSheets[0].cssRules.length > 50).catch(() => true));
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.ep-nav__list')).display), 'flex');
  await page.goto(urlOf('search.html?q=risk'));
  assert.match(await page.textContent('noscript, .ep-notice'), /run scripts/);
  assert.deepEqual(failures, []);
  await close();
});

test('what leads nowhere in a copy is not seen, and a search that has nothing to show does not show it', async () => {
  const { page, failures, close } = await open();
  for (const [file, hidden] of [['countries/BO.html', 1], ['map.html', 1], ['compare~3Fcountry~3DBO~26country~3DPE.html', 1], ['search.html', 1]]) {
    await page.goto(urlOf(file));
    if (file === 'search.html') await page.waitForSelector('.ep-results__found[data-found]');
    assert.ok(await page.locator('[hidden]').count() >= hidden, file);
    assert.equal(await page.locator('[hidden]:visible').count(), 0, file);
  }
  assert.deepEqual(failures, []);
  await close();
});

test('the search finds among its first what the service finds', async (t) => {
  const { page, failures, close } = await open();
  let met = 0, asked = 0;
  for (const q of questions) {
    const { hits } = await server.json(`/api/v1/search?${new URLSearchParams({ q, facets: 'none' })}`);
    const top = hits.slice(0, 3).map(({ id }) => id);
    const here = (await search(page, `search.html?${new URLSearchParams({ q })}`)).documents.slice(0, 3);
    const common = top.filter((id) => here.includes(id)).length;
    assert.ok(top.length > 0, q);
    assert.ok(common >= Math.min(2, top.length), `${q}: ${top} by the service, ${here} here`);
    met += common;
    asked += top.length;
  }
  t.diagnostic(`${met} of ${asked} of the first three are the same`);
  assert.deepEqual(failures, []);
  await close();
});

/** How many counts are looked at; all of them take some minutes. */
const mostCounts = Number(process.env.ENTREPOT_PAGES_COUNTS ?? 100);

test('counts on all pages are what their links find', async (t) => {
  const from = performance.now(), findings = new Findings(), counts = new Map();
  let links = 0;
  for (const file of pages()) {
    const html = readFileSync(path.join(site, file), 'utf8');
    for (const [, attributes, inside] of html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)) {
      const href = attributes.match(/ href="([^"]*search\.html\?[^"]*)"/)?.[1];
      const count = /class="[^"]*\bep-count\b/.test(attributes) ? inside : inside.match(/class="[^"]*\bep-count\b[^>]*>([^<]*)</)?.[1];
      if (!href || !count || !/\d/.test(count)) continue; // Arabic has words for one and two; the other languages lead there, too
      const link = path.join(path.dirname(file), href.replaceAll('&amp;', '&')), query = link.split('?')[1], number = Number(count.replace(/[^\d]/g, ''));
      links += 1;
      if (!counts.has(query)) counts.set(query, { link, number, file });
      else if (counts.get(query).number !== number) findings.add(file, 'one search, two counts', `${query}: ${number}, and ${counts.get(query).number} on ${counts.get(query).file}`);
    }
  }
  assert.ok(links > 10_000 && counts.size > 1000, `${links} counts, ${counts.size} searches`);
  const { page, failures, close } = await open();
  const draw = random(7), left = [...counts.values()];
  const looked = Math.min(mostCounts, left.length);
  for (let i = 0; i < looked; i += 1) {
    const [{ link, number, file }] = left.splice(draw.below(left.length), 1);
    const { found } = await search(page, link);
    if (found !== number) findings.add(file, 'a count is not what its link finds', `${link}: ${number} on the page, ${found} found`);
  }
  timed(t, from, `${looked} of ${counts.size} searches that ${links} counts lead to`);
  findings.none();
  assert.deepEqual(failures, []);
  await close();
});

test('html-validate finds nothing on the search of a copy, nor on a page that lost its form', () => {
  const findings = new Findings();
  for (const file of ['search.html', 'ar/search.html', 'compare.html', 'map.html']) validate(findings, file, readFileSync(path.join(site, file), 'utf8'));
  findings.none();
});

test('axe finds nothing on the search of a copy', async () => {
  const findings = new Findings();
  const { page, close } = await open();
  for (const file of ['search.html?q=risk&country=BO', 'search.html?group=passage&kind=lesson', 'search.html?q=qqqqzzzz', 'ar/search.html?q=OEA&type=case-study&type=workshop-conclusions']) {
    await search(page, file);
    await page.evaluate(axe);
    for (const [width, scheme] of [[1280, 'light'], [320, 'light'], [320, 'dark']]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true; });
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) findings.add({ address: file, width, scheme }, 'nothing is wider than the screen');
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false }));
      for (const { id, nodes, help } of violations) for (const { target } of nodes.slice(0, 3)) findings.add({ address: file, width, scheme }, `${id} (${help})`, target.join(' '));
    }
  }
  findings.none();
  await close();
});

test('filters of every sort find what the service finds', async () => {
  const { page, close } = await open();
  const draw = random(11), facets = (await server.json('/api/v1/search')).facets;
  const names = Object.keys(facets).filter((name) => facets[name].values.length);
  for (let i = 0; i < 40; i += 1) {
    const query = new URLSearchParams();
    for (let filters = 1 + draw.below(3); filters > 0; filters -= 1) {
      const name = draw.pick(names);
      query.append(name + draw.pick(['', '', '', '.all', '.not']), draw.chance(0.15) ? '_none' : draw.pick(facets[name].values).value);
    }
    if (draw.chance(0.3)) query.set('from', draw.pick(['2012', '2016-05', '2021-06-01']));
    if (draw.chance(0.3)) query.set('to', draw.pick(['2022', '2022-02', '2024-12-31']));
    if (draw.chance(0.5)) query.set('group', 'passage');
    query.set('sort', draw.pick(['-date', 'date', 'title']));
    const there = await server.json(`/api/v1/search?${query}&facets=none&per_page=20`);
    const here = await search(page, `search.html?${query}`);
    assert.equal(here.found, there.found, `${query}`);
    assert.deepEqual(here.documents, there.hits.map(({ id }) => id), `${query}`);
  }
  await close();
});

test('a search can be read, narrowed and left by its links, from left to right and from right to left', async () => {
  const { page, failures, close } = await open();
  for (const [folder, dir] of [['', 'ltr'], ['ar/', 'rtl']]) {
    await page.goto(urlOf(`${folder}index.html`));
    await page.fill('main input[name="q"]', 'OEA');
    await page.press('main input[name="q"]', 'Enter');
    await page.waitForSelector('.ep-results__found[data-found]');
    assert.equal(await page.getAttribute('html', 'dir'), dir);
    assert.equal(await page.inputValue('#q'), 'OEA');
    const found = await page.getAttribute('.ep-results__found', 'data-found');
    const value = page.locator('.ep-facets a:visible').first();
    const count = (await value.locator('.ep-count').textContent()).replace(/\D/g, '');
    await value.click();
    await page.waitForSelector('.ep-results__found[data-found]');
    assert.equal(await page.getAttribute('.ep-results__found', 'data-found'), count);
    await page.click('.ep-chip');
    await page.waitForSelector('.ep-results__found[data-found]');
    assert.equal(await page.getAttribute('.ep-results__found', 'data-found'), found);
    await page.click('.ep-hit__title a >> nth=0');
    assert.match(page.url(), /\/documents\//);
  }
  assert.deepEqual(failures, []);
  await close();
});

test('names and titles that the reader\'s language lacks say which language they are in', async () => {
  const { page, failures, close } = await open();
  await page.goto(urlOf('ar/search.html'));
  await page.waitForSelector('.ep-results__found[data-found]');
  const told = await page.evaluate(() => ['National Customs of Bolivia', 'Closing of BOMCA phase 10 in Bishkek'].map((text) => {
    const one = [...document.querySelectorAll('main *')].find((element) => !element.children.length && element.textContent === text);
    return one && [one.closest('[lang]').lang, one.closest('[dir]').dir];
  }));
  assert.deepEqual(told, [['en', 'ltr'], ['en', 'ltr']]);
  assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
  await search(page, 'ar/search.html?organisation=adm-bo');
  assert.equal(await page.locator('.ep-chip bdi[lang="en"][dir="ltr"]').textContent(), 'National Customs of Bolivia');
  assert.deepEqual(failures, []);
  await close();
});

test('pages of a search partition what it finds', async () => {
  const { page, close } = await open();
  const seen = [];
  for (let at = 1; at <= 4; at += 1) seen.push(...(await search(page, `search.html?page=${at}`)).documents);
  const { found } = await search(page, 'search.html');
  assert.equal(new Set(seen.slice(0, found)).size, found);
  await close();
});

test('what a reader types is never taken for markup, and nothing is found for nothing', async () => {
  const { page, failures, close } = await open();
  await page.goto(urlOf(`search.html?${new URLSearchParams({ q: '<img src=x onerror=alert(1)> "', country: '<b>', sort: '__proto__', page: '-3', group: 'x' })}`));
  await page.waitForSelector('.ep-results__found[data-found]');
  assert.equal(await page.locator('main img, main b').count(), 0);
  assert.equal((await search(page, 'search.html?q=qqqqzzzz')).found, 0);
  for (const q of ['"', '-', '*', '()', 'the', 'constructor', '__proto__', 'toString*', '-OEA', 'risk OR gender', '"risk management" -Bolivia', '海', '﷽']) await search(page, `search.html?${new URLSearchParams({ q })}`);
  assert.deepEqual(failures, []);
  await close();
});
