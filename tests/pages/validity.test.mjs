// Pages are valid HTML, keep the rules of site/README.md, and their style sheet keeps its own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { validate } from './html.mjs';
import { Findings, startBrowser, startSite, timed } from './support.mjs';

let site, browser, page;
before(async () => {
  site = await startSite({ read: true });
  browser = await startBrowser();
  page = await browser.newPage();
});
after(() => Promise.all([site?.stop(), browser?.close()]));

test('every address answers as listed, and there are many', () => {
  const findings = new Findings();
  for (const { address, status, answered } of site.wrong) findings.add(address, `answers ${answered} instead of ${status}`);
  if (site.whole && site.addresses.length < 80) findings.add('addresses.mjs', `only ${site.addresses.length} addresses`);
  findings.none();
});

test('html-validate finds nothing', (t) => {
  const findings = new Findings(), from = performance.now();
  for (const { address, html } of site.addresses) validate(findings, address, html);
  timed(t, from, `${site.addresses.length} addresses`);
  findings.none();
});

/** The rules that a page breaks, as [rule, what]. Runs in the browser, on a page that is read and not shown. */
function broken({ html, language }) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const out = [], all = (selector) => [...page.querySelectorAll(selector)];
  const shown = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 100);
  const rule = (name, elements) => elements.forEach((element) => out.push([name, shown(element)]));
  const nameOf = (element) => (element.getAttribute('aria-label') ?? element.textContent).trim() || all('img[alt]').filter((one) => element.contains(one)).map(({ alt }) => alt).join('');
  const written = (code) => (/^(ar|fa|ur|he|yi|ps|dv)\b/.test(code) ? 'rtl' : 'ltr');

  if (page.documentElement.lang !== language || page.documentElement.dir !== written(language)) out.push(['the page tells its language and direction', shown(page.documentElement).slice(0, 40)]);
  if (!page.title.trim() || /^[\s·–|-]/.test(page.title)) out.push(['a page has a title', page.title]);
  if (all('main h1').length !== 1 || all('h1').length !== 1) out.push(['one main heading, within main', `${all('h1').length}`]);
  all('h1, h2, h3, h4, h5, h6').reduce((before, heading) => {
    const level = Number(heading.localName[1]);
    if (level > before + 1) out.push(['headings leave no level out', shown(heading)]);
    return level;
  }, 0);
  rule('nothing is dressed or scripted in place', all('style, [style], script:not([src])').filter((one) => one.type !== 'application/ld+json'));
  rule('a script is a module', all('script[src]').filter(({ type }) => type !== 'module'));
  rule('no handler in an attribute', all('*').filter(({ attributes }) => [...attributes].some(({ name }) => name.startsWith('on'))));
  rule('a link leads somewhere', all('a').filter((one) => !one.getAttribute('href') || one.getAttribute('href') === '#'));
  rule('a link, a button and a heading have a name', all('a, button, summary, h1, h2, h3, h4, h5, h6').filter((one) => !nameOf(one)));
  rule('no list, term or figure is empty', all('ul, ol, dl, dt, dd, figure, table, caption').filter(({ textContent }) => !textContent.trim()));
  rule('a table has a caption or a name', all('table').filter((one) => !one.caption && !one.closest('[role="region"][aria-label], [role="region"][aria-labelledby], figure')));
  rule('a heading of a table says of what', all('th:not([scope])'));
  rule('a form is sent to an address, with a button', all('form').filter((one) => !one.getAttribute('action') || !all('button[type="submit"], input[type="submit"]').some((button) => one.contains(button))));
  rule('a field has a label', all('input:not([type="hidden"]), select, textarea').filter((one) => one.labels.length === 0 && !one.hasAttribute('aria-label')));
  rule('classes are ep-block__element--modifier', all('[class]').filter(({ classList }) => [...classList].some((name) => !/^ep-[a-z0-9]+(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9_]+(-[a-z0-9_]+)*)?$/i.test(name))));
  rule('another language says so by its own direction', all('body [lang]').filter((one) => {
    if (one.closest('svg')) return false; // its elements have a language, and no direction
    const around = one.parentElement.closest('[dir]')?.getAttribute('dir');
    return written(one.lang) !== around && !one.hasAttribute('dir');
  }));
  rule('a picture that means something is named, another is passed over', all('svg').filter((one) => !(one.getAttribute('role') === 'img' && (one.hasAttribute('aria-label') || one.hasAttribute('aria-labelledby'))) && one.getAttribute('aria-hidden') !== 'true'));
  const walk = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    if (/\{\{|\}\}|\{[a-z_]+\}|\bundefined\b|\bNaN\b|&[a-z]+;/.test(data) && !parentElement.closest('.ep-section, code, script')) out.push(['no text is left unfilled', data.trim().slice(0, 80)]);
  }
  return out;
}

test('every page keeps the rules for its HTML', async (t) => {
  const findings = new Findings(), from = performance.now();
  for (const one of site.addresses)
    for (const [rule, what] of await page.evaluate(broken, { html: one.html, language: one.language })) findings.add(one.address, rule, what);
  timed(t, from, `${site.addresses.length} addresses`);
  findings.none();
});

test('no two pages of a language have the same title or description', () => {
  const findings = new Findings(), seen = new Map(), known = new Set();
  // The title of a search names what is sought, not how it is shown.
  for (const { address, language, html } of site.addresses.filter(({ status, page }) => status === 200 && page !== 'search')) {
    // What an address gives in vain leaves the page as it is, under its own address.
    const own = html.match(/<link rel="canonical" href="([^"]*)">/)?.[1];
    if (own && known.has(own)) continue;
    known.add(own);
    for (const [what, pattern] of [['title', /<title>([^<]*)<\/title>/], ['description', /<meta name="description" content="([^"]*)">/]]) {
      const text = html.match(pattern)?.[1];
      const key = `${language} ${what} ${text}`;
      if (text && seen.has(key)) findings.add(address, `the same ${what} as ${seen.get(key)}`, text.slice(0, 80));
      seen.set(key, address);
    }
  }
  findings.none();
});

/** What the style sheets of the page have against the rules, as the browser has read them, and the classes they dress. */
function styled() {
  const out = [], classes = new Set(), custom = new Set(), used = new Set();
  const sides = [...getComputedStyle(document.body)].filter((name) => /(^|-)left(-|$)/.test(name));
  const visit = (rules, place) => {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule) {
        const { selectorText: selector, style } = rule;
        const wrong = (what, text = rule.cssText) => out.push([what, `${place}${text}`.slice(0, 140)]);
        for (const [, name] of selector.matchAll(/\.([\w-]+)/g)) classes.add(name);
        if (rule.cssRules.length > 0) wrong('no rule stands in another');
        if (/#[a-z]/i.test(selector)) wrong('no selector names an id', selector);
        // A physical side: one that is not the same on both, or is named.
        for (const name of sides) {
          const other = name.replace('left', 'right');
          if (style.getPropertyValue(name) !== style.getPropertyValue(other)) wrong('no side is physical', `${selector} { ${name}: ${style.getPropertyValue(name)}; ${other}: ${style.getPropertyValue(other)} }`);
        }
        const declarations = rule.cssText.slice(rule.cssText.indexOf('{')).replace(/"[^"]*"/g, '""');
        if (/(^|[\s:;-])(left|right)\b/.test(declarations)) wrong('no side is called left or right');
        if (/translateX\(/.test(declarations)) wrong('nothing moves along a physical side');
        if (/url\(/.test(declarations)) wrong('nothing is loaded by the sheet');
        if (style.boxShadow) wrong('no shadows');
        for (const name of style) {
          const value = style.getPropertyValue(name);
          if (style.getPropertyPriority(name) && !selector.includes('[hidden]')) wrong('nothing is !important', `${selector} { ${name} }`);
          if (name.startsWith('--')) custom.add(name);
          else if (/#[0-9a-f]{3,8}\b|\b(rgb|hsl|lab|lch|oklab|oklch|color)a?\(/i.test(value)) wrong('only custom properties name colours', `${selector} { ${name}: ${value} }`);
        }
        for (const [, name] of rule.cssText.matchAll(/var\((--[\w-]+)/g)) used.add(name);
      } else if (rule.cssRules) {
        visit(rule.cssRules, `${rule.cssText.split('{')[0].trim()} `);
      }
    }
  };
  for (const sheet of document.styleSheets) visit(sheet.cssRules, '');
  for (const name of used) if (!custom.has(name)) out.push(['a custom property that is used has a value', name]);
  return { out, classes: [...classes], rules: [...document.styleSheets].reduce((sum, { cssRules }) => sum + cssRules.length, 0), unused: [...custom].filter((name) => !used.has(name)) };
}

test('the style sheet knows no left and right, and keeps its other rules', async (t) => {
  const findings = new Findings();
  await page.goto(`${site.base}/`);
  const { out, classes, rules, unused } = await page.evaluate(styled);
  if (rules < 100) findings.add('/', `only ${rules} rules were read`);
  for (const [rule, what] of out) findings.add('the style sheet', rule, what);
  for (const name of unused) findings.add('the style sheet', 'a custom property is used', name);
  const there = new Set(site.addresses.flatMap(({ html }) => [...html.matchAll(/\sclass="([^"]+)"/g)].flatMap(([, names]) => names.split(/\s+/))));
  const idle = classes.filter((name) => !there.has(name));
  if (idle.length > 0) t.diagnostic(`classes that no address has: ${idle.join(' ')}`);
  findings.none();
});

test('the lock file of these tests names no address', () => {
  const lock = readFileSync(new URL('package-lock.json', import.meta.url), 'utf8');
  assert.deepEqual(lock.match(/"resolved"|\w+:\/\/[^"]+/g), null, 'npm run lock takes them out');
});
