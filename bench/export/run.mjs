#!/usr/bin/env node
// How many pages a second an export writes, beside hugo.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { documentsOf } from '../lib/collection.mjs';
import { brief, median, table } from '../lib/numbers.mjs';
import { helpOfCommon, readOptions } from '../lib/options.mjs';
import { isInstalled, measured, remove, run, scratch } from '../lib/processes.mjs';
import { programsIn, root } from '../relevance/programs.mjs';
import { writeHugoSite } from './hugo_site.mjs';

const values = readOptions('bench/export', `How many pages a second an export writes, over how many hugo writes, and the memory of both.

  node bench/export/run.mjs

--documents N       in the index that is exported (default: 500)
--rounds N          of both in turn (default: 5)
${helpOfCommon}

Ours is "entrepot-serve export" with every language of the interface. hugo gets so many documents of the
same sort that its site has about as many pages, with a small theme of its own: a page a document with
its tags and table of contents, lists by country and by theme, fifty to a page, no feeds. A page is a
file that ends in .html. What that does not show: ours also has the index of the search in the browser,
files for programs, and pages of countries with maps and charts; hugo's pages are much simpler, as the
bytes a page say.

Times are of the whole program, wall and processor (user and system); memory is the most that a process
had, files it mapped included. Numbers are medians.
`, { documents: { type: 'string', default: '500' }, rounds: { type: 'string', default: '5' } }, ['documents', 'rounds']);

const folder = scratch(values.in, 'export'), at = (name) => path.join(folder, name);
const programs = programsIn(values.programs);
const make = (name, count) => run(process.execPath, [path.join(root, 'bench/corpus/generate.mjs'), at(name), String(count)]);

/** What lies in a folder. */
function countIn(where) {
  const files = readdirSync(where, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const pages = files.filter(({ name }) => name.endsWith('.html'));
  return { pages: pages.length, files: files.length, pageBytes: pages.reduce((sum, one) => sum + statSync(path.join(one.path, one.name)).size, 0) };
}

make('ours', values.documents);
run(programs.index, ['build', '--quiet', at('ours/corpus'), at('data')]);
const ways = {
  'entrepot-serve export': () => {
    const taken = measured(programs.serve, ['export', '--quiet', at('data'), at('site')]);
    return { ...taken, ...countIn(at('site')) };
  },
};
if (isInstalled('hugo', 'version')) {
  const { pages } = ways['entrepot-serve export']();
  remove(at('site'));
  make('theirs', Math.ceil(pages * 0.75));  // the rest are lists
  writeHugoSite(at('hugo'), documentsOf(at('theirs/corpus')));
  remove(at('theirs'));
  ways.hugo = () => {
    const taken = measured('hugo', ['--quiet', '--source', at('hugo'), '--destination', at('site'), '--cacheDir', at('cache')]);
    return { ...taken, ...countIn(at('site')) };
  };
}

const results = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round < values.rounds; ++round)
  for (const [name, way] of Object.entries(ways)) {
    results[name].push(way());
    remove(at('site'));
  }
const of = (name, key) => median(results[name].map((one) => one[key]));
const speed = (name, per) => median(results[name].map((one) => one.pages / one[per]));
console.log(`${values.documents} documents in the index; medians of ${values.rounds}\n`);
console.log(table([['', 'pages', 'files', 'KB a page', 'wall s', 'processor s', 'pages a second', 'a second of processor', 'memory MB'],
  ...Object.keys(ways).map((name) => [name, of(name, 'pages'), of(name, 'files'), brief(of(name, 'pageBytes') / of(name, 'pages') / 1e3), brief(of(name, 'wall')), brief(of(name, 'cpu')),
    brief(speed(name, 'wall')), brief(speed(name, 'cpu')), brief(of(name, 'rss') / 1e6)])]));
const ours = 'entrepot-serve export';
const outcome = { documents: values.documents, pages: of(ours, 'pages'), perSecond: speed(ours, 'wall'), rss: of(ours, 'rss') };
if (ways.hugo) {
  Object.assign(outcome, { hugoPages: of('hugo', 'pages'), ratio: speed(ours, 'wall') / speed('hugo', 'wall'), cpuRatio: speed(ours, 'cpu') / speed('hugo', 'cpu') });
  console.log(`\npages a second over hugo's: ${brief(outcome.ratio)}; of processor time: ${brief(outcome.cpuRatio)}`);
} else console.log('\nhugo is not installed');
if (values.json) writeFileSync(values.json, JSON.stringify(outcome));
