// Every page meets WCAG 2.0 to 2.2, A and AA, and axe's best practice, as far as a program can tell.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { Findings, startBrowser, startSite, timed, visitEach } from './support.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const everything = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] };
/** All that another scheme can change. */
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** How a page is looked at; what an example shows in more ways, its page's other addresses show as well.
 *  Folded parts are unfolded at the end. */
const looks = [
  { width: 1280, scheme: 'light', rules: everything },
  { width: 768, scheme: 'light', rules: everything, examples: true },
  { width: 1280, scheme: 'dark', rules: everything, examples: true },
  { width: 320, scheme: 'light', rules: everything, unfolded: true },
  { width: 320, scheme: 'dark', rules: colours, unfolded: true },
];

let site, browser;
before(async () => {
  site = await startSite();
  browser = await startBrowser();
});
after(() => Promise.all([site?.stop(), browser?.close()]));

test('axe finds nothing, on screens wide and narrow, light and dark, in English and in Arabic', async (t) => {
  const findings = new Findings(), unsure = new Map(), from = performance.now();
  let runs = 0;
  const list = site.addresses.filter(({ language }) => language === 'en' || language === 'ar');
  await visitEach(browser, list, async (page, { address, example }) => {
    await page.goto(site.base + address);
    await page.evaluate(axe);
    for (const { width, scheme, rules, examples, unfolded } of looks) {
      if (examples && !example) continue;
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      if (unfolded) await page.evaluate(() => { for (const one of document.querySelectorAll('details')) one.open = true; });
      const { violations, incomplete } = await page.evaluate((runOnly) =>
        window.axe.run(document, { runOnly, resultTypes: ['violations', 'incomplete'], preload: false }), rules);
      runs += 1;
      for (const { id, nodes, help } of violations)
        for (const { target } of nodes.slice(0, 3)) findings.add({ address, width, scheme }, `${id} (${help})`, target.join(' '));
      for (const { id, nodes } of incomplete) unsure.set(id, (unsure.get(id) ?? 0) + nodes.length);
    }
  });
  timed(t, from, `axe ran ${runs} times over ${list.length} addresses`);
  for (const [id, count] of unsure) t.diagnostic(`axe cannot tell: ${id}, ${count} elements`);
  findings.none();
});
