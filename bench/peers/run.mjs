#!/usr/bin/env node
// The same questions to this library and to other programs that search, over the same documents.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { documentsOf, drawQuestions } from '../lib/collection.mjs';
import { brief, median, quantile, table } from '../lib/numbers.mjs';
import { helpOfCommon, readOptions } from '../lib/options.mjs';
import { remove, run, scratch } from '../lib/processes.mjs';
import { root } from '../relevance/programs.mjs';
import { buildIndexIn, library, service, written } from './entrepot.mjs';
import { kiwix } from './kiwix.mjs';
import { omega } from './omega.mjs';
import { sphinx } from './sphinx.mjs';
import { sqlite } from './sqlite.mjs';

const own = { library, written, service }, others = { sqlite, sphinx, omega, kiwix }, peers = { ...own, ...others };
const help = `The same questions and counts of five facets here and in other programs, over the same documents.

  node bench/peers/run.mjs --documents 14000
  node bench/peers/run.mjs --documents 500 --questions 20 --only sqlite     a quick look

--documents N       of 4.6 KB each (default: 14000; allow 130 KB of disk for each)
--questions N       (default: 100)
--rounds N          times that each is asked of each program, in turn (default: 5)
--only NAME,NAME    of ${Object.keys(others).join(', ')} (default: all that are installed)
${helpOfCommon}

A question is words of one document: 60 % have one or two, 30 % three to five, 10 % six to twelve, of
four letters or more. It is asked for documents with any of the words, and for those with all of them:
  any   the question as most people mean it, best first; thousands match, and facets cost most
  all   few match

${Object.values(peers).map(({ name, does }) => `${name}: ${does}`).join('\n')}

What is fair: all get the same plain text (title and body), stem English where they can, fold accents,
rank by BM25, and are warm. Each is asked the way it is meant to be, with its data in the cache of the
system. What is not: this library also translates, knows names and makes extracts of passages, which
SQLite and Sphinx are spared; Python's part of their time is some hundredths of a millisecond (SQLite)
and some tenths (Sphinx); Omega is started for each question, and neither Omega nor kiwix-serve counts
facets; kiwix-serve and the service also pay for HTTP.

Of a program's times for a question the median is taken. A ratio is the program's time over that of
the library without HTTP: of the sums over all questions, and the median of each question's own.
`;

const values = readOptions('bench/peers', help, {
  documents: { type: 'string', default: '14000' },
  questions: { type: 'string', default: '100' },
  rounds: { type: 'string', default: '5' },
  only: { type: 'string', default: Object.keys(others).join(',') },
}, ['documents', 'questions', 'rounds']);
for (const name of values.only.split(','))
  if (!(name in others)) {
    console.error(`bench/peers: there is no '${name}'; --only takes ${Object.keys(others).join(', ')}`);
    process.exit(2);
  }

const folder = scratch(values.in, 'peers'), at = (name) => path.join(folder, name);
run(process.execPath, [path.join(root, 'bench/corpus/generate.mjs'), at('made'), String(values.documents)]);
const setting = { programs: values.programs, corpus: at('made/corpus'), documents: at('documents.jsonl'), count: values.documents, at, eachDocument: () => documentsOf(at('made/corpus')) };
buildIndexIn(setting);

/** Every program gets its documents from here. @returns texts to draw questions from. */
function writeDocuments() {
  const out = openSync(setting.documents, 'w'), texts = [];
  for (const { body, summary, ...one } of setting.eachDocument()) {
    writeSync(out, `${JSON.stringify(one)}\n`);
    if (texts.length < 2000) texts.push(one.text);
  }
  closeSync(out);
  return texts;
}

const questions = drawQuestions(writeDocuments(), values.questions, 1);
const asked = {}, absent = {};
for (const name of [...Object.keys(own), ...values.only.split(',')]) {
  const missing = peers[name].missing();
  if (missing) absent[name] = missing;
  else {
    console.error(`${name}: indexing ${values.documents} documents`);
    peers[name].build(setting);
    asked[name] = peers[name];
  }
}
for (const large of ['made', 'documents.jsonl']) remove(at(large));

/** Each document has one type, so that the counts of types have the total as their sum. */
function check(name, question, { found, facets: counts }) {
  if (counts === undefined) return;
  const sum = Object.values(counts.type ?? {}).reduce((total, count) => total + count, 0);
  if (sum !== found) throw new Error(`${name} counts ${sum} types of ${found} documents for '${question}'`);
}

const times = {}, found = {}, cpu = {};
for (let round = 0; round < values.rounds; ++round) {
  const running = Object.fromEntries(await Promise.all(Object.entries(asked).map(async ([name, peer]) => [name, await peer.start(setting)])));
  // Warm and of the same mix, but others: what a program keeps of an answer helps none that is measured.
  for (const question of drawQuestions(questions, 10, 2))
    for (const [name, peer] of Object.entries(asked))
      for (const mode of peer.modes) await running[name].ask(mode, `${question} warm`);
  for (const mode of ['any', 'all'])
    for (const [number, question] of questions.entries())
      for (const [name, peer] of Object.entries(asked)) {
        if (!peer.modes.includes(mode)) continue;
        const answer = await running[name].ask(mode, question);
        check(name, question, answer);
        ((times[mode] ??= {})[name] ??= questions.map(() => []))[number].push(answer.ms);
        ((found[mode] ??= {})[name] ??= [])[number] = answer.found;
        if (answer.cpu !== undefined) ((cpu[mode] ??= {})[name] ??= questions.map(() => []))[number].push(answer.cpu);
      }
  for (const one of Object.values(running)) await one.stop();
  console.error(`round ${round + 1} of ${values.rounds}`);
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const results = [];
for (const mode of Object.keys(times)) {
  const base = times[mode].library.map(median);
  for (const [name, all] of Object.entries(times[mode])) {
    const each = all.map(median);
    results.push({ mode, name: peers[name].name, p50: quantile(each, 0.5), p99: quantile(each, 0.99), mean: sum(each) / each.length,
      ratio: sum(each) / sum(base), byQuestion: median(each.map((ms, number) => ms / base[number])),
      cpuRatio: cpu[mode][name] && sum(cpu[mode][name].map(median)) / sum(cpu[mode].library.map(median)), found: median(found[mode][name]) });
  }
}
console.log(`${values.documents} documents, ${questions.length} questions, medians of ${values.rounds}; times in ms\n`);
console.log(table([['words', 'program', 'p50', 'p99', 'mean', 'over the library', 'by question', 'of processor time', 'found (median)'],
  ...results.map((row) => [row.mode, row.name, brief(row.p50), brief(row.p99), brief(row.mean), brief(row.ratio), brief(row.byQuestion), row.cpuRatio ? brief(row.cpuRatio) : '', row.found])]));
for (const [name, why] of Object.entries(absent)) console.log(`not measured: ${peers[name].name}: ${why}`);
if (values.json) writeFileSync(values.json, JSON.stringify({ documents: values.documents, results, absent: Object.fromEntries(Object.entries(absent).map(([name, why]) => [peers[name].name, why])) }));
