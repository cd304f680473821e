// A page comes fast over a weak network: few bytes, few requests.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Findings, startBrowser, startSite, timed, visitEach } from './support.mjs';

const kilobyte = 1000;
/** Of what one page makes a browser with an empty cache fetch, heads of answers included. */
const limits = { requests: 6, style: 10 * kilobyte, script: 10 * kilobyte, all: 60 * kilobyte, coverage: 100 * kilobyte, median: 40 * kilobyte };

let site, browser;
before(async () => {
  site = await startSite();
  browser = await startBrowser();
});
after(() => Promise.all([site?.stop(), browser?.close()]));

/** Counts what a tab fetches: `start()` begins anew, `end()` waits for what is on its way and tells. */
async function scales(page, icons) {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Network.enable');
  await tools.send('Network.setCacheDisabled', { cacheDisabled: true });
  let count, done;
  tools.on('Network.requestWillBeSent', ({ requestId, request: { url }, type }) => {
    // The icon of the tab is fetched when the browser likes. It is the sign that the page shows: no bytes of its own.
    if (type === 'Other') icons.add(url);
    if (type === 'Other' || count.urls.has(url)) return;
    count.urls.add(url);
    count.pending.set(requestId, type);
  });
  tools.on('Network.responseReceived', ({ response: { url, mimeType, headers } }) => {
    const coding = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
    if (/html|css|javascript|svg/.test(mimeType) && coding !== 'br') count.coded.push(url);
  });
  const finished = ({ requestId, encodedDataLength = 0 }) => {
    const type = count.pending.get(requestId);
    if (!count.pending.delete(requestId)) return;
    count.all += encodedDataLength;
    count[type] = (count[type] ?? 0) + encodedDataLength;
    if (count.pending.size === 0) done?.();
  };
  tools.on('Network.loadingFinished', finished);
  tools.on('Network.loadingFailed', finished);
  return {
    start: () => { count = { all: 0, Stylesheet: 0, Script: 0, coded: [], urls: new Set(), pending: new Map() }; },
    end: async () => {
      if (count.pending.size > 0) await new Promise((resolve) => { done = resolve; });
      done = null;
      return { ...count, requests: count.urls.size };
    },
  };
}

test('no page is heavy, and most are light', async (t) => {
  const findings = new Findings(), from = performance.now(), weights = [];
  const scalesOf = new Map(), icons = new Set(), fetched = new Set();
  await visitEach(browser, site.addresses, async (page, { address, page: name }) => {
    const { start, end } = scalesOf.get(page);
    start();
    await page.goto(site.base + address);
    const weight = await end();
    weights.push({ address, ...weight });
    for (const url of weight.urls) fetched.add(url);
    const limit = name === 'coverage' ? limits.coverage : limits.all;
    if (weight.all > limit) findings.add(address, `more than ${limit} bytes`, `${weight.all}`);
    if (weight.requests > limits.requests) findings.add(address, `more than ${limits.requests} requests`, `${weight.requests}`);
    if (weight.Stylesheet > limits.style) findings.add(address, `more than ${limits.style} bytes of styles`, `${weight.Stylesheet}`);
    if (weight.Script > limits.script) findings.add(address, `more than ${limits.script} bytes of scripts`, `${weight.Script}`);
    for (const url of weight.coded) findings.add(address, 'a text is not compressed with brotli', new URL(url).pathname);
  }, { prepare: async (page) => scalesOf.set(page, await scales(page, icons)) });
  for (const url of icons) if (!fetched.has(url)) findings.add('all addresses', 'an icon is no picture of the page', url);
  weights.sort((a, b) => a.all - b.all);
  const median = weights[Math.floor(weights.length / 2)].all, most = (part) => Math.max(...weights.map((one) => one[part]));
  timed(t, from, `${weights.length} addresses`);
  t.diagnostic(`median ${median} bytes, at most ${most('all')} (${weights.at(-1).address}); styles ${most('Stylesheet')}, scripts ${most('Script')}, requests ${most('requests')}`);
  if (median > limits.median) findings.add('all addresses', `the median is more than ${limits.median} bytes`, `${median}`);
  assert.ok(weights[0].all > 2 * kilobyte && weights[0].requests >= 2, 'nothing was counted');
  findings.none();
});
