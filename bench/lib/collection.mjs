// The documents of a made corpus as other programs get them: plain text and the values of five facets.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Draws } from '../corpus/draws.mjs';

export const facets = ['country', 'theme', 'type', 'language', 'year'];
const types = ['case-study', 'mission-report', 'workshop-conclusions'];

/** Markdown without its marks. */
function plain(body) {
  return body.replace(/<!--.*?-->/gs, '').replace(/^#+ |^\s*[-*] |[*_`]+/gm, '').replace(/\n{3,}/g, '\n\n').trim();
}

/** One file of bench/corpus/generate.mjs, which writes each value on a line. */
function read(file, type) {
  const [, front, body] = readFileSync(file, 'utf8').match(/^---\n(.*?)\n---\n(.*)$/s);
  const value = (key) => front.match(new RegExp(`^${key}: (.*)$`, 'm'))[1];
  const list = (key) => value(key).replace(/[[\]"]/g, '').split(', ');
  return { id: path.basename(file, '.md'), title: JSON.parse(value('title')), summary: JSON.parse(value('summary')), text: plain(body), body,
    country: list('countries'), theme: list('themes'), type: [type], language: [value('language')], year: [value('date').slice(0, 4)] };
}

/** Every document, in the order of their numbers, one at a time. */
export function* documentsOf(corpus) {
  const files = types.flatMap((type) => {
    const folder = { 'case-study': 'case-studies', 'mission-report': 'mission-reports' }[type] ?? type;
    return readdirSync(path.join(corpus, folder)).map((name) => [name, path.join(corpus, folder, name), type]);
  });
  files.sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [, file, type] of files) yield read(file, type);
}

/** Questions as people ask them: of a hundred, 60 have one or two words, 30 three to five, 10 six to twelve. The words of one
 *  come from one document, so that each is drawn as often as texts have it; they have four letters or more, of scripts with
 *  spaces between words, since not all programs part others. The same for a seed on every machine.
 *  @param texts a list of plain texts. */
export function drawQuestions(texts, count, seed) {
  const draws = new Draws(seed), questions = new Set();
  for (let tries = 0; questions.size < count && tries < 100 * count; ++tries) {
    const share = draws.below(100);
    const wanted = share < 60 ? draws.between(1, 2) : share < 90 ? draws.between(3, 5) : draws.between(6, 12);
    const words = draws.of(texts).match(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{M}]{4,}/gu) ?? [];
    const drawn = new Set();
    for (let i = 0; i < 50 && drawn.size < wanted && words.length > 0; ++i) drawn.add(draws.of(words).toLowerCase());
    const text = [...drawn].join(' ');
    if (drawn.size === wanted && Buffer.byteLength(text) <= 512) questions.add(text);
  }
  return [...questions];
}
