// The rule of counts: whatever number of documents or passages a page shows, the search it leads to finds exactly so many.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Findings, startBrowser, startSite, timed } from './support.mjs';

let site, browser;
before(async () => {
  site = await startSite({ read: true });
  browser = await startBrowser();
});
after(() => Promise.all([site?.stop(), browser?.close()]));

/** The counts of a page, each with the address it leads to; and numbers of documents in its words that lead nowhere. Runs in the browser. */
function counts(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  /** A number in any digits; what parts thousands is passed over. */
  const number = (text) => Number(text.replace(/[٠-٩]/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.indexOf(digit)).replace(/[^0-9]/g, '') || NaN);
  const found = [...page.querySelectorAll('.ep-count')].map((one) => {
    const link = one.closest('a[href]');
    return {
      count: number(one.textContent),
      href: link?.getAttribute('href'),
      shown: (link ?? one.parentElement).textContent.replace(/\s+/g, ' ').trim().slice(0, 60),
      named: number((link?.getAttribute('aria-label') ?? '').split(':').at(-1)),
      label: link?.getAttribute('aria-label') ?? '',
    };
  });
  const loose = [];
  const walk = page.createTreeWalker(page.querySelector('main'), NodeFilter.SHOW_TEXT);
  const apart = '.ep-count, a[href], .ep-prose, [role="status"], .ep-quote__text, .ep-hit__summary, .ep-document__summary, .ep-notice, .ep-warning, .ep-map__legend, title, desc';
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    if (/\b\d[\d,]* (documents?|passages?)\b/.test(data) && !parentElement.closest(apart)) loose.push(data.trim().slice(0, 80));
  }
  return { found, loose };
}

test('every count is in a link to a search that finds exactly so many', async (t) => {
  const findings = new Findings(), from = performance.now();
  const parser = await browser.newPage();
  // What finds nothing because it cannot be searched is counted as nothing, too.
  const asked = new Map();
  const foundOf = (parameters) => {
    const key = `${parameters}`;
    if (!asked.has(key)) asked.set(key, site.get(`/api/v1/search?${key}`).then(async (response) => (response.status === 400 ? 0 : (await response.json()).found)));
    return asked.get(key);
  };
  const checks = [];
  for (const { address, html, language } of site.addresses) {
    const { found, loose } = await parser.evaluate(counts, html);
    if (language === 'en') for (const text of loose) findings.add(address, 'a number of documents leads nowhere', text);
    for (const { count, href, shown, named, label } of found) {
      if (!href) { findings.add(address, 'a count is in no link', shown); continue; }
      const { pathname, searchParams } = new URL(href, site.base);
      if (pathname !== (language === 'en' ? '/search' : `/${language}/search`)) { findings.add(address, 'a count leads to no search', `${shown} → ${href}`); continue; }
      // Arabic has words for one and two, without a digit.
      if (label && named !== count && !(language === 'ar' && count < 3)) findings.add(address, 'the name of a count does not tell it', label);
      for (const name of ['page', 'per_page', 'facets', 'explain', 'ui']) searchParams.delete(name);
      searchParams.set('facets', 'none');
      searchParams.set('per_page', '1');
      checks.push({ address, language, count, shown, href, parameters: searchParams });
    }
  }
  const left = [...checks];
  const check = async () => {
    for (let one; (one = left.shift());) {
      const found = await foundOf(one.parameters);
      const told = Number.isNaN(one.count) && one.language === 'ar' ? [1, 2].includes(found) : found === one.count;
      if (!told) findings.add(one.address, 'a count is not what its search finds', `${one.shown}: ${found} found by ${one.href}`);
    }
  };
  await Promise.all(Array.from({ length: 4 }, check));
  timed(t, from, `${checks.length} counts, ${asked.size} searches`);
  assert.ok(!site.whole || checks.length > 1000, `only ${checks.length} counts`);
  findings.none();
});
