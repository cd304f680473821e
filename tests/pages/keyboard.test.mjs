// With the keyboard alone everything is reached, in order and in sight, and people do what they came for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Findings, startBrowser, startSite, timed, visitEach } from './support.mjs';

let site, browser;
before(async () => {
  site = await startSite();
  browser = await startBrowser();
});
after(() => Promise.all([site?.stop(), browser?.close()]));

// --- Walks with the Tab key ---

/** A page is walked no further than this: what follows is more of the same. */
const longest = 160;

/** Numbers all that Tab should reach, and the parts of the page, in the order of the text. Runs in the page; so do those below. */
function numberStops() {
  const groups = new Set();
  const stops = [...document.querySelectorAll('a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]')].filter((one) => {
    if (one.tabIndex < 0 || one.disabled || !one.checkVisibility({ visibilityProperty: true })) return false;
    if (one.type !== 'radio') return true;
    const group = document.querySelector(`input[name="${CSS.escape(one.name)}"]:checked`);
    if (group ? group !== one : groups.has(one.name)) return false;
    return groups.add(one.name);
  });
  window.stops = stops;
  window.regions = [...document.querySelectorAll('nav, form, fieldset, section, article, header, footer, main, [role="region"]')];
  return stops.length;
}

/** Where the focus is and how it shows. */
function stop() {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const told = `${one.localName}${one.className ? `.${String(one.className).split(' ')[0]}` : ''} “${(one.ariaLabel || one.innerText || one.name || '').trim().replace(/\s+/g, ' ').slice(0, 40)}”`;
  const boxes = [...one.getClientRects()], style = getComputedStyle(one);
  const first = boxes[0], last = boxes.at(-1);
  const x = (first.left + first.right) / 2, y = (first.top + first.bottom) / 2;
  const above = document.elementFromPoint(x, y);
  const seen = first.top < innerHeight && last.bottom > 0 && first.left < innerWidth && last.right > 0;
  // Text selects its lightness; a picture in front of it would be another element.
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dim, bright] = [style.outlineColor, getComputedStyle(document.body).backgroundColor].map(light).sort((a, b) => a - b);
  let still = one;
  while (still && !['sticky', 'fixed', 'absolute'].includes(getComputedStyle(still).position)) still = still.parentElement;
  // Where it stands in the page, however far that and what it is in are scrolled.
  let x0 = 0, y0 = 0;
  for (let around = one.parentElement; around; around = around.parentElement) { x0 += around.scrollLeft; y0 += around.scrollTop; }
  return {
    told,
    number: window.stops.indexOf(one),
    region: window.regions.findLastIndex((each) => each.contains(one)),
    seen,
    covered: seen && above && y > 0 && y < innerHeight && !one.contains(above) && !above.contains(one) && !above.closest('label'),
    ringed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && (bright + 0.05) / (dim + 0.05) >= 3,
    start: { left: first.left + x0, right: first.right + x0, top: first.top + y0, bottom: first.bottom + y0 },
    end: { left: last.left + x0, right: last.right + x0, top: last.top + y0, bottom: last.bottom + y0 },
    still: Boolean(still),
    direction: getComputedStyle(one.parentElement).direction,
    tabindex: one.tabIndex,
  };
}

/** Whether what has the focus now stands before what had it, as one reads: above it and not in a column further on, or before it in its line. */
function isBefore(now, then) {
  const back = now.direction === 'rtl';
  const further = back ? now.start.right <= then.end.left + 1 : now.start.left >= then.end.right - 1;
  const sameLine = Math.min(now.start.bottom, then.end.bottom) - Math.max(now.start.top, then.end.top) > 0.5 * Math.min(now.start.bottom - now.start.top, then.end.bottom - then.end.top);
  return sameLine ? !further && (back ? now.start.left > then.end.left : now.start.left < then.end.left) : now.start.bottom <= then.end.top + 1 && !further;
}

/** Walks a page from its beginning until the focus leaves it. */
async function walk(page, place, findings) {
  const count = await page.evaluate(numberStops);
  const reached = new Set();
  let then = null;
  for (let presses = 0; presses < Math.min(count + 20, longest); presses += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(stop);
    if (!now || reached.has(now.number)) {
      if (now && now.number === then?.number) findings.add(place, 'the focus is caught', now.told);
      break;
    }
    if (now.number >= 0) reached.add(now.number);
    if (presses === 0 && now.number !== 0) findings.add(place, 'the first stop is not the first of the page', now.told);
    if (!now.seen) findings.add(place, 'the focus is out of view', now.told);
    if (now.covered) findings.add(place, 'the focus is covered', now.told);
    if (!now.ringed) findings.add(place, 'the focus does not show', now.told);
    if (now.tabindex > 0) findings.add(place, 'the order is not that of the text', now.told);
    if (then && then.region === now.region && !then.still && !now.still && isBefore(now, then)) findings.add(place, 'the focus goes back', `from ${then.told} to ${now.told}`);
    then = now;
  }
  const missed = await page.evaluate((known) => window.stops.flatMap((one, number) => (known.includes(number) ? [] : [`${one.outerHTML.replace(/\s+/g, ' ').slice(0, 90)}`])), [...reached]);
  if (count <= longest) for (const what of missed.slice(0, 5)) findings.add(place, 'the keyboard does not reach', what);
  return reached.size;
}

test('Tab reaches all there is, in the order in which one reads, and the focus is always seen', async (t) => {
  const findings = new Findings(), from = performance.now();
  const list = site.addresses.filter(({ example, language }) => example && (language === 'en' || language === 'ar'));
  let stops = 0;
  await visitEach(browser, list, async (page, { address, language }) => {
    const width = language === 'en' ? 1280 : 320;
    await page.setViewportSize({ width, height: 800 });
    await page.goto(site.base + address);
    stops += await walk(page, { address, width }, findings);
  });
  timed(t, from, `${list.length} addresses, ${stops} stops`);
  findings.none();
});

test('the first stop skips to the main part, and "/" goes to the search box', async () => {
  const findings = new Findings();
  const list = site.addresses.filter(({ example, language }) => example && (language === 'en' || language === 'ar'));
  await visitEach(browser, list, async (page, { address }) => {
    await page.goto(site.base + address);
    await page.keyboard.press('Tab');
    const skip = page.locator(':focus');
    const { x, y } = await skip.boundingBox();
    if (!(await skip.getAttribute('href'))?.startsWith('#') || x < 0 || y < 0) findings.add(address, 'the first stop is a link past the navigation, and is seen');
    await page.keyboard.press('Enter');
    if (!await page.evaluate(() => document.activeElement.matches('main, main *'))) findings.add(address, 'the link past the navigation moves the focus');
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement !== document.body && !document.querySelector('main').contains(document.activeElement) && Boolean(document.querySelector('main').querySelector('a[href], button, summary'))))
      findings.add(address, 'the next stop after the link past the navigation is in the main part');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('/');
    const box = page.locator(':focus');
    if (await box.getAttribute('name') !== 'q') findings.add(address, '"/" goes to the search box', await box.evaluate((one) => one.outerHTML.slice(0, 80)));
    await page.keyboard.type('a/b');
    if (await box.inputValue() !== 'a/b') findings.add(address, '"/" can be written in the search box');
  });
  findings.none();
});

// --- What people come for ---

/** Somebody who has no mouse. What is on the page is known by its role and name, as a screen reader tells it. */
async function person(t, { scripts = true, start = '/' } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: scripts, acceptDownloads: true, viewport: { width: 1280, height: 800 } });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(site.base + start);
  const main = page.getByRole('main');

  /** Presses Tab until the focus is on it; what is folded around it is unfolded on the way. */
  const goTo = async (target) => {
    await target.first().waitFor({ state: 'attached' });
    // It is sought by its name once: nothing else comes in its place while the focus moves.
    const wanted = await target.first().elementHandle();
    for (let presses = 0; presses < 400; presses += 1) {
      const [reached, folded] = await wanted.evaluate((one) => {
        const active = document.activeElement;
        return [active === one, active.localName === 'summary' && !active.parentElement.open && active.parentElement.contains(one) && active !== one];
      });
      if (reached) return;
      if (folded) await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not reach ${target}`);
  };
  const press = async (target, key = 'Enter') => {
    await goTo(target);
    await page.keyboard.press(key);
  };
  /** Presses Enter on what leads to another address, and waits for that. */
  const follow = async (target) => {
    const from = page.url();
    await press(target);
    await page.waitForURL((url) => url.href !== from);
    await page.waitForLoadState('load');
  };
  const link = (name, within = page) => within.getByRole('link', { name });
  const search = async (words) => {
    if (scripts) await page.keyboard.press('/');
    else await goTo(page.getByRole('searchbox'));
    await page.keyboard.type(words);
    const from = page.url();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href !== from && url.pathname.endsWith('/search'));
    await page.waitForLoadState('load');
  };
  /** Chooses a value of a filter: a box and, without scripts, the button that applies it. */
  const choose = async (name, parameter) => {
    const filters = main.getByLabel('Narrow the results');
    const box = filters.getByRole('checkbox', { name, includeHidden: true });
    await press(box, 'Space');
    if (!scripts) await press(main.getByRole('button', { name: 'Apply' }));
    await page.waitForURL((url) => url.search.includes(parameter));
    await page.waitForLoadState('load');
  };
  const found = async () => Number((await main.getByRole('status').first().innerText()).match(/\d+/)[0]);
  return { page, main, goTo, press, follow, link, search, choose, found };
}

test('1. find what peers concluded on performance measurement, and how to cite it', async (t) => {
  const { page, main, search, choose, follow, found } = await person(t);
  await search('performance measurement');
  await choose(/^Conclusions/, 'kind=conclusion');
  assert.ok(await found() > 0);
  assert.equal(new URL(page.url()).searchParams.get('q'), 'performance measurement');
  await follow(main.getByRole('article').first().getByRole('link').first());
  const { pathname } = new URL(page.url());
  assert.match(pathname, /^\/documents\/./);
  assert.match(await main.innerText(), new RegExp(`${pathname}\\b`), 'the page shows the address by which it is cited');
});

test('2. see on which themes Bolivia has nothing', async (t) => {
  const { main, follow, link, page } = await person(t);
  await follow(link('Countries', page.getByRole('banner')));
  await follow(link('Bolivia', main));
  const covered = new Set((await site.json('/api/v1/search?country=BO&per_page=1')).facets.theme.values.map(({ label }) => label));
  const missing = main.getByText(/^No document about Bolivia has/).locator('xpath=following-sibling::ul[1]').getByRole('listitem');
  await missing.first().waitFor();
  for (const theme of await missing.allInnerTexts()) assert.ok(!covered.has(theme.trim()), theme);
});

test('3. narrow a search to a country and a kind, without scripts', async (t) => {
  const { page, search, choose, found } = await person(t, { scripts: false });
  await search('risk management');
  const all = await found();
  await choose(/^Bolivia/, 'country=BO');
  const ofCountry = await found();
  await choose(/^Conclusions/, 'kind=conclusion');
  const parameters = new URL(page.url()).searchParams;
  assert.deepEqual([parameters.get('q'), parameters.get('country'), parameters.get('kind')], ['risk management', 'BO', 'conclusion']);
  assert.ok(ofCountry > 0 && ofCountry < all, `${ofCountry} of ${all}`);
  // Who ticks a kind is shown passages of it, not the documents that they are in.
  const { found: exact } = await site.json('/api/v1/search?q=risk+management&country=BO&kind=conclusion&group=passage');
  assert.equal(await found(), exact);
  const shown = page.getByRole('navigation', { name: 'Show' });
  assert.match(await shown.getByRole('link', { name: /^Passages/ }).getAttribute('aria-current'), /true/);
});

test('4. remove one of two filters', async (t) => {
  const { page, main, follow, found } = await person(t, { start: '/search?country=BO&theme=risk-management' });
  const before = await found();
  await follow(main.getByRole('link', { name: /^Remove .*Bolivia/ }));
  const parameters = new URL(page.url()).searchParams;
  assert.deepEqual([parameters.get('country'), parameters.get('theme')], [null, 'risk-management']);
  await page.waitForFunction((few) => Number(document.querySelector('main [role="status"]').innerText.match(/\d+/)) > few, before);
});

test('5. go to the second page of results, and back to where one was', async (t) => {
  const { page, main, follow, goTo } = await person(t, { start: '/search?q=customs' });
  const next = main.getByRole('link', { name: 'Next', exact: true });
  await goTo(next);
  const place = await page.evaluate(() => scrollY);
  const first = await main.getByRole('article').first().innerText();
  await follow(next);
  assert.equal(new URL(page.url()).searchParams.get('page'), '2');
  await page.waitForFunction((was) => document.querySelector('main article').innerText !== was, first);
  await page.goBack();
  await page.waitForFunction((was) => document.querySelector('main article').innerText === was, first);
  assert.equal(new URL(page.url()).searchParams.get('page'), null);
  await page.waitForFunction((was) => Math.abs(scrollY - was) < 200, place);
});

test('6. change to Arabic and stay on the page', async (t) => {
  const { page, follow, link } = await person(t, { start: '/search?q=risk+management&country=BO' });
  await follow(link('العربية'));
  const { pathname, searchParams } = new URL(page.url());
  assert.deepEqual([pathname, searchParams.get('q'), searchParams.get('country')], ['/ar/search', 'risk management', 'BO']);
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
});

test('7. find the documents on an article of an agreement', async (t) => {
  const { page, main, search, follow } = await person(t);
  await search('TFA 7.4');
  const { hits } = await site.json('/api/v1/search?q=TFA+7.4');
  const first = main.getByRole('article').first().getByRole('link').first();
  assert.equal(await first.innerText(), hits[0].title);
  await follow(first);
  assert.equal(new URL(page.url()).pathname, hits[0].url);
});

test('8. take the results along as a table', async (t) => {
  const { page, main, press } = await person(t, { start: '/search?q=performance+measurement' });
  const [download] = await Promise.all([page.waitForEvent('download'), press(main.getByRole('link', { name: /CSV/ }))]);
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
  const { found, hits } = await site.json('/api/v1/search?q=performance+measurement');
  assert.match(download.suggestedFilename(), /\.csv$/);
  assert.equal(lines.length, found + 1);
  assert.ok(lines[1].startsWith(hits[0].id));
});

test('9. get from a misspelt question to the right one', async (t) => {
  const { page, main, search, found } = await person(t);
  await search('perfomance mesurement');
  assert.ok(await found() > 0);
  assert.match(await main.innerText(), /performance/);
  assert.match(await main.getByRole('article').first().innerText(), /performance/i);
  assert.equal(new URL(page.url()).searchParams.get('q'), 'perfomance mesurement');
});

test('10. compare two countries on a theme', async (t) => {
  const { page, main, goTo, press } = await person(t, { start: '/compare' });
  const fields = main.getByRole('combobox');
  for (const [place, letters] of [[/Country 1/, 'Bolivia'], [/Country 2/, 'Chile'], [/Theme/, 'Performance']]) {
    await goTo(fields.and(main.getByLabel(place)));
    await page.keyboard.type(letters);
  }
  await press(main.getByRole('button', { name: 'Compare' }));
  await page.waitForURL(/country=BO/);
  assert.deepEqual(new URL(page.url()).searchParams.getAll('country').filter(Boolean), ['BO', 'CL']);
  for (const name of ['Bolivia', 'Chile']) await main.getByRole('heading', { name }).first().waitFor();
});
