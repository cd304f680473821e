#!/usr/bin/env node
// A corpus of any size, made of pieces of the project's own, and the exact numbers of what is in it.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../relevance/programs.mjs';
import { Draws, Skewed } from './draws.mjs';
import { piecesOf } from './pieces.mjs';

const help = `Makes a corpus of many documents out of the paragraphs of corpus/, the same on every machine.

  node bench/corpus/generate.mjs FOLDER DOCUMENTS

  --bytes N   size of a document, about (default: 4600)

FOLDER/corpus is for entrepot-index; FOLDER/counts.json says of each country, theme, year, language and
type in how many documents it is. Countries, themes, years and languages are drawn as names are in the
world: the n-th in proportion to 1/n. The first thousand documents of a larger corpus are those of a
smaller one.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { bytes: { type: 'string', default: '4600' }, help: { type: 'boolean', short: 'h', default: false } },
});
const [folder, wanted] = positionals, documents = Number(wanted), bytes = Number(values.bytes);
if (values.help || positionals.length !== 2) {
  console.log(help);
  process.exit(values.help ? 0 : 2);
}
if (!Number.isInteger(documents) || documents < 1 || !Number.isInteger(bytes) || bytes < 500) {
  console.error('generate: DOCUMENTS is a number from 1, --bytes one from 500');
  process.exit(2);
}
if (existsSync(folder)) {
  console.error(`generate: '${folder}' is there already; name a folder that is to be made`);
  process.exit(2);
}

const corpus = path.join(folder, 'corpus');
mkdirSync(folder, { recursive: true });
cpSync(path.join(root, 'corpus/vocabulary'), path.join(corpus, 'vocabulary'), { recursive: true });

/** The ids of a list of the vocabulary that are in use, as they stand there. */
function idsOf(list) {
  const entries = readFileSync(path.join(corpus, 'vocabulary', `${list}.yaml`), 'utf8').split(/^(?=- id: )/m).slice(1);
  return entries.filter((entry) => !/^  replaced_by:/m.test(entry)).map((entry) => entry.match(/^- id: (.*)$/m)[1].trim().replaceAll(/["']/g, ''));
}

/** In an order of their own, so that the commonest is not the first of the alphabet. */
function shuffled(list) {
  const draws = new Draws(list.length), out = [...list];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const other = draws.below(i + 1);
    [out[i], out[other]] = [out[other], out[i]];
  }
  return out;
}

const pieces = piecesOf(path.join(root, 'corpus'));
const byTitles = [...pieces.keys()].sort((one, other) => pieces.get(other).titles.length - pieces.get(one).titles.length || (one < other ? -1 : 1));
const languages = new Skewed(byTitles);
const countries = new Skewed(shuffled(idsOf('countries'))), themes = new Skewed(shuffled(idsOf('themes')));
const years = new Skewed(Array.from({ length: 25 }, (_, back) => 2025 - back));
const types = { 'case-studies': 'case-study', 'mission-reports': 'mission-report', 'workshop-conclusions': 'workshop-conclusions' };
const counts = { country: {}, theme: {}, year: {}, language: {}, type: {} };

function count(facet, given) {
  for (const value of given) counts[facet][value] = (counts[facet][value] ?? 0) + 1;
}

/** @returns [the file's name in the corpus, its text] */
function documentOf(number) {
  const draws = new Draws(number), id = `bench-${String(number).padStart(7, '0')}`;
  const language = languages.draw(draws), own = pieces.get(language);
  const type = draws.of(Object.keys(types));
  const about = countries.several(draws, draws.of([1, 1, 1, 2, 4])), on = themes.several(draws, draws.between(1, 4));
  const year = years.draw(draws), month = String(draws.between(1, 12)).padStart(2, '0'), day = draws.between(10, 27);
  const title = `${draws.of(own.titles)} – ${draws.of(own.titles)} (${number})`;
  let text = `---
title: ${JSON.stringify(title)}
summary: ${JSON.stringify(draws.of(own.summaries))}
language: ${language}
countries: [${about.map((one) => JSON.stringify(one)).join(', ')}]
themes: [${on.join(', ')}]
date: ${year}-${month}-${day}/${year}-${month}-${day + 1}
status: published
sources:
  - title: ${JSON.stringify(title)}
    kind: primary
derivation: summary
license: CC0-1.0
evidence: ${draws.of(['anecdotal', 'self-reported', 'self-reported', 'measured'])}
---
`;
  const headings = [...own.headings.keys()], left = new Set(headings);
  while (Buffer.byteLength(text) < bytes && left.size > 0) {
    const heading = draws.of([...left]), blocks = own.headings.get(heading);
    left.delete(heading);
    const drawn = new Set(Array.from({ length: draws.between(2, 12) }, () => draws.of(blocks)));
    text += `\n## ${heading}\n\n${[...drawn].join('\n\n')}\n`;
  }
  count('country', about);
  count('theme', on);
  count('year', [year]);
  count('language', [language]);
  count('type', [types[type]]);
  return [path.join(type, `${id}.md`), text];
}

const made = new Set();
for (let number = 1; number <= documents; number += 1) {
  const [file, text] = documentOf(number), whole = path.join(corpus, file), around = path.dirname(whole);
  if (!made.has(around)) mkdirSync(around, { recursive: true });
  made.add(around);
  writeFileSync(whole, text);
  if (number % 10_000 === 0) console.error(`${number} of ${documents} documents`);
}
writeFileSync(path.join(folder, 'counts.json'), `${JSON.stringify({ documents, ...counts }, null, 1)}\n`);
