// Nothing needs a script, nothing comes from elsewhere, and the browser has nothing to complain of.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Findings, startBrowser, startSite, timed, visitEach } from './support.mjs';

let site, browser;
before(async () => {
  site = await startSite({ read: true });
  browser = await startBrowser();
});
after(() => Promise.all([site?.stop(), browser?.close()]));

/** What a page says and where it leads. Buttons that only a script can serve may come with it, and states it tells. */
function content() {
  const main = document.querySelector('main').cloneNode(true);
  for (const one of main.querySelectorAll('button[type="button"], [role="status"]')) one.remove();
  return {
    text: main.textContent.replace(/\s+/g, ' ').trim(),
    links: [...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href')),
    forms: [...document.forms].map((form) => `${form.action}?${new URLSearchParams(new FormData(form))}`),
  };
}

/** Tells all that a tab has to complain of, whichever address it is at. */
function listen(page, findings, place) {
  const own = (url) => url.startsWith(`${site.base}/`);
  page.on('console', (message) => {
    // Chromium says of every page with such a status that it has it.
    const { address, status } = place();
    if (status >= 400 && message.text().includes(`status of ${status}`) && message.location().url === site.base + address) return;
    findings.add(address, `${message.type()} in the console`, message.text().slice(0, 200));
  });
  page.on('pageerror', (error) => findings.add(place().address, 'a script fails', String(error).slice(0, 200)));
  page.on('request', (request) => { if (!own(request.url())) findings.add(place().address, 'a request to elsewhere', request.url().slice(0, 200)); });
  page.on('requestfailed', (request) => findings.add(place().address, 'a request fails', `${request.url().slice(0, 200)} ${request.failure().errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) findings.add(place().address, `a request is answered ${response.status()}`, response.url());
  });
  page.on('dialog', (dialog) => { findings.add(place().address, 'a dialog', dialog.message()); dialog.dismiss(); });
}

test('a page says the same and leads to the same with and without a script, silently and alone', async (t) => {
  const findings = new Findings(), from = performance.now(), scripted = new Map();
  for (const javaScriptEnabled of [true, false]) {
    const now = new Map();
    await visitEach(browser, site.addresses, async (page, one) => {
      now.set(page, one);
      await page.goto(site.base + one.address);
      const has = await page.evaluate(content);
      if (javaScriptEnabled) return scripted.set(one.address, has);
      const had = scripted.get(one.address);
      if (has.text !== had.text) {
        let at = 0;
        while (has.text[at] === had.text[at]) at += 1;
        findings.add(one.address, 'text differs without a script', `“${has.text.slice(at, at + 40)}” instead of “${had.text.slice(at, at + 40)}”`);
      }
      for (const part of ['links', 'forms'])
        for (const missing of had[part].filter((each) => !has[part].includes(each))) findings.add(one.address, `${part} only with a script`, missing.slice(0, 120));
      for (const part of ['links', 'forms'])
        for (const more of has[part].filter((each) => !had[part].includes(each))) findings.add(one.address, `${part} only without a script`, more.slice(0, 120));
    }, { javaScriptEnabled, prepare: async (page) => listen(page, findings, () => now.get(page)) });
  }
  timed(t, from, `${site.addresses.length} addresses, twice`);
  findings.none();
});

/** The forms of a page: each by where it is sent and what its fields are called. Runs in the browser. */
function formsOf(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [...page.forms].map((form) => `${form.method} ${form.getAttribute('action')} ${[...new Set([...new FormData(form).keys()])]}`);
}

test('every form leads somewhere without a script', async (t) => {
  const findings = new Findings(), from = performance.now();
  const parser = await browser.newPage();
  // One of a kind is enough.
  const kinds = new Map();
  for (const { address, language, html } of site.addresses)
    (await parser.evaluate(formsOf, html)).forEach((kind, place) => { if (!kinds.has(kind)) kinds.set(kind, { kind, address, language, place }); });
  await visitEach(browser, [...kinds.values()], async (page, { kind, address, language, place }) => {
    await page.goto(site.base + address);
    await page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true; });
    const button = await page.evaluateHandle((at) => [...document.forms[at].elements].find((one) => one.type === 'submit'), place);
    const [response] = await Promise.all([page.waitForEvent('response', (one) => one.request().isNavigationRequest()), button.click()]);
    await page.waitForLoadState('load');
    if (response.status() >= 400) findings.add(address, `a form is answered ${response.status()}`, kind);
    if (await page.locator('html').getAttribute('lang') !== language) findings.add(address, 'a form leaves the language of the interface', kind);
  }, { javaScriptEnabled: false });
  timed(t, from, `${kinds.size} kinds of forms`);
  assert.ok(!site.whole || kinds.size >= 4, `only ${kinds.size} kinds of forms`);
  findings.none();
});
