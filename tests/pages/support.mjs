// A site to visit, a browser to visit it with, and findings that are told all at once.
import assert from 'node:assert/strict';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { root, serve } from '../end_to_end/support.mjs';
import { addresses } from './addresses.mjs';
import { buildCorpus } from './index.mjs';

/** Serves the corpus of index.mjs, which ctest builds once for all: ENTREPOT_PAGES_DATA tells where.
 *  With `read` each address has its `html`; those that do not answer as listed are in `wrong` instead.
 *  `whole`: none was left out for ENTREPOT_PAGES_ONLY, a pattern of those to visit while one works on a page. */
export async function startSite({ read = false } = {}) {
  const server = await serve(process.env.ENTREPOT_PAGES_DATA ?? buildCorpus(), '--quiet', '--site', path.join(root, 'site'));
  const only = process.env.ENTREPOT_PAGES_ONLY;
  const site = { ...server, addresses: [], wrong: [], whole: !only };
  try {
    for (const one of addresses().filter(({ address }) => new RegExp(only ?? '').test(address))) {
      if (!read) {
        site.addresses.push(one);
        continue;
      }
      const response = await server.get(one.address, { redirect: 'manual' });
      const html = await response.text();
      if (response.status === one.status) site.addresses.push({ ...one, html });
      else site.wrong.push({ ...one, answered: response.status });
    }
  } catch (failure) {
    server.stop();
    throw failure;
  }
  return site;
}

/** Chromium with no way out of this machine. As root it has no sandbox of its own. */
export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid() !== 0,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--disable-dev-shm-usage'],
  });
}

/** Does `work(page, one)` for each of `list`, in two tabs at once, each in a context of its own.
 *  @param options of the contexts, and `prepare(page)` for what is done once in each. */
export async function visitEach(browser, list, work, { prepare = async () => {}, ...options } = {}) {
  const left = [...list];
  const tab = async () => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await prepare(page);
    for (let one; (one = left.shift());) await work(page, one);
    await context.close();
  };
  await Promise.all([tab(), tab()]);
}

/** What is wrong, gathered over many addresses and told at once: each rule, what breaks it, and where. */
export class Findings {
  #rules = new Map();

  /** @param place an address, or one with the `width` and the `scheme` at which it was seen. */
  add(place, rule, what = '') {
    const { address, width, scheme } = typeof place === 'string' ? { address: place } : place;
    const shown = [short(address), width && `${width} px`, scheme].filter(Boolean).join(', ');
    if (!this.#rules.has(rule)) this.#rules.set(rule, new Map());
    const things = this.#rules.get(rule);
    if (!things.has(what)) things.set(what, new Set());
    things.get(what).add(shown);
  }

  /** Fails if there is any. */
  none() {
    if (this.#rules.size === 0) return;
    const told = [...this.#rules].map(([rule, things]) => `\n${rule}${listed([...things].map(([what, places]) => `${what && `\n    ${what}`}${listed([...places].map((place) => `\n      ${place}`), 4)}`), 10)}`);
    assert.fail(`${told.length} rule${told.length === 1 ? ' is' : 's are'} broken${told.join('')}`);
  }
}

const short = (address) => (address.length > 100 ? `${address.slice(0, 100)}…` : address);

/** The first few, and how many more. */
const listed = (all, limit) => all.slice(0, limit).join('') + (all.length > limit ? `\n      and ${all.length - limit} more` : '');

/** Tells how many and how long, for those who watch the time of CI. */
export function timed(t, from, what) {
  t.diagnostic(`${what} in ${((performance.now() - from) / 1000).toFixed(1)} s`);
}
