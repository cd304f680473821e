// Names of the vocabulary that exist in English alone, on the pages of the other languages: a screen reader must be told
// that they are English, and beside Arabic they need a direction of their own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { index, ownCorpus, ownIndex, serve } from './support.mjs';

const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'path', 'rect', 'source', 'track', 'use', 'wbr']);
const unmarked = new Set(['title', 'option', 'script', 'style']); // hold no markup
const authors = /ep-(?:prose|quote__text|hit__quote|hit__summary|document__summary)\b/; // a document may say any name
let server, entries, answer;

/** The texts of a page but those of documents, each with the language and the direction that the nearest element gives. */
function* texts(html) {
  const open = [{ name: '', lang: '', dir: '', written: false }];
  for (const [, closing, name, attributes, text] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/gs)) {
    const at = open.at(-1);
    if (text !== undefined) {
      const words = text.replaceAll('&amp;', '&').replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&#39;', "'").trim();
      if (words !== '' && !unmarked.has(at.name) && !at.written) yield { words, lang: at.lang, dir: at.dir };
    } else if (closing) {
      if (open.length > 1) open.pop();
    } else if (!empty.has(name) && !attributes.endsWith('/')) {
      const value = (attribute) => attributes.match(new RegExp(`(?:^|\\s)${attribute}="([^"]*)"`))?.[1];
      open.push({ name, lang: value('lang') ?? at.lang, dir: value('dir') ?? at.dir, written: at.written || authors.test(value('class') ?? '') });
    }
  }
}

const letter = /[\p{L}\p{N}]/u;
/** Whether a text has a name in it, as whole words. */
function has(words, name) {
  for (let at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1))
    if (!letter.test(words[at - 1] ?? ' ') && !letter.test(words[at + name.length] ?? ' ')) return true;
  return false;
}

before(async () => {
  server = await serve(ownIndex(), '--quiet');
  const { status, stdout, stderr } = index('vocabulary', ownCorpus, '--format', 'jsonld');
  assert.equal(status, 0, stderr);
  entries = JSON.parse(stdout)['@graph'].flatMap((one) => {
    const [, list, id] = one['@id'].match(/^urn:entrepot:([^/]+)\/(.+)$/) ?? [];
    return one['skos:prefLabel'] && list ? [{ list, id: decodeURIComponent(id), label: Object.fromEntries(one['skos:prefLabel'].map((name) => [name['@language'], name['@value']])) }] : [];
  });
  answer = await server.json('/api/v1/search?per_page=100');
});
after(() => server.stop());

/** Values of a facet that some document has, and that have no name in a language. */
const used = (facet, language) =>
  answer.facets[facet].values.map(({ value }) => value).filter((value) => entries.some(({ id, label }) => id === value && label[language] === undefined));

/** The pages that show names: of every document, theme, programme and country with documents, and those of searches. */
function addresses(language) {
  const values = (facet) => answer.facets[facet].values.map(({ value }) => value);
  const pages = ['/', '/search', '/search?group=passage&explain=1', '/countries', '/themes', '/programmes', '/compare', '/compare?country=BO&country=PE', '/coverage', '/coverage?by=country', '/timeline', '/map', '/about'];
  for (const { id } of answer.hits) pages.push(`/documents/${id}`);
  for (const [facet, folder] of [['country', 'countries'], ['theme', 'themes'], ['programme', 'programmes'], ['region', 'regions']])
    for (const value of values(facet)) pages.push(`/${folder}/${value}`);
  for (const facet of ['organisation', 'programme', 'measure'])
    for (const value of used(facet, language)) {
      const label = entries.find(({ id }) => id === value).label.en;
      pages.push(`/search?${facet}=${value}`, `/search?q=${encodeURIComponent(label.toLowerCase())}&explain=1`, `/search?${facet}.not=${value}&page=2`);
      pages.push(`/search?${facet}=${value}&country=TG&theme=valuation&q=xqz`, `/search?${facet}=${value}x`);
      for (const page of ['timeline', 'map', 'coverage']) pages.push(`/${page}?${facet}=${value}`);
    }
  return pages;
}

for (const language of ['ar', 'fr', 'es'])
  test(`a name that exists in English alone is marked as English on every page in ${language}`, async () => {
    const others = new Set(entries.flatMap(({ label }) => label[language] ?? []));
    const names = [...new Set(entries.filter(({ label }) => label[language] === undefined).map(({ label }) => label.en))].filter((name) => !others.has(name));
    const wrong = new Map(), known = new Map();
    /** The names in a text; most pages say the same. */
    const namesIn = (words) => {
      if (!known.has(words)) known.set(words, names.filter((name) => has(words, name)));
      return known.get(words);
    };
    let marked = 0;
    for (const address of addresses(language)) {
      const html = await (await server.get(`/${language}${address}`)).text();
      for (const { words, lang, dir } of texts(html))
        for (const name of namesIn(words)) {
          const alone = words === name && lang === 'en';
          if (lang === language || (alone && dir !== 'ltr')) wrong.set(`${name}: ${words.slice(0, 120)}`, address);
          else if (alone) ++marked;
        }
    }
    assert.deepEqual(Object.fromEntries(wrong), {});
    assert.ok(marked > 100, `${marked} are marked`);
  });
