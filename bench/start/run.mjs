#!/usr/bin/env node
// How soon a service answers that was just started, and the memory that it takes.
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { documentsOf, drawQuestions } from '../lib/collection.mjs';
import { Client } from '../lib/http.mjs';
import { brief, median, quantile, table } from '../lib/numbers.mjs';
import { helpOfCommon, readOptions } from '../lib/options.mjs';
import { anonymousBytes, run, scratch } from '../lib/processes.mjs';
import { programsIn, root, startService } from '../relevance/programs.mjs';

const values = readOptions('bench/start', `How soon a service answers that was just started, what memory it takes, and how long answers take.

  node bench/start/run.mjs --documents 14000

--documents N       of 4.6 KB each (default: 14000; allow 100 KB of disk for each)
--rounds N          services that are started, one after the other (default: 5)
--questions N       that each is asked then (default: 500)
--data FOLDER       an index that is there already, with --corpus, what it was made of
--corpus FOLDER
${helpOfCommon}

First answer: from the start of the program to the last byte of its first search with all facets; the
files of the index are in the cache of the system. Memory is "Anonymous" of /proc/PID/smaps_rollup, what
no file stands behind, after the first answer and after all questions. The bound is 64 MB + 40 bytes a
document + 6 a passage.

The mix: one client on one kept connection asks for the JSON of searches as people type them (match=auto,
all facets): 60 % have one or two words, 30 % three to five, 10 % six to twelve, drawn from the texts as
often as these have them, the same in every run. No question comes twice to a service, so that no
answer is a kept one. Of each question the median of the rounds is taken, of these the median (p50)
and the 99th of a hundred (p99); "smallest" is the smallest answer over HTTP, taken in turn.
`, {
  documents: { type: 'string', default: '14000' },
  rounds: { type: 'string', default: '5' },
  questions: { type: 'string', default: '500' },
  data: { type: 'string' },
  corpus: { type: 'string' },
}, ['documents', 'rounds', 'questions']);
if ((values.data === undefined) !== (values.corpus === undefined)) {
  console.error('bench/start: --data and --corpus go together');
  process.exit(2);
}

const folder = scratch(values.in, 'start'), at = (name) => path.join(folder, name);
const programs = programsIn(values.programs);
let { data, corpus } = values;
if (data === undefined) {
  run(process.execPath, [path.join(root, 'bench/corpus/generate.mjs'), at('made'), String(values.documents)]);
  [data, corpus] = [at('data'), at('made/corpus')];
  run(programs.index, ['build', '--quiet', corpus, data]);
}
const { documents, passages } = JSON.parse(readFileSync(path.join(realpathSync(path.join(data, 'current')), 'manifest.json'))).content;
const texts = [];
for (const { text } of documentsOf(corpus)) if (texts.push(text) === 2000) break;
const questions = drawQuestions(texts, values.questions, 1);
const address = (q) => `/api/v1/search?${new URLSearchParams({ q })}`;

const first = [], opened = [], later = [], smallest = [], times = questions.map(() => []);
for (let round = 0; round < values.rounds; ++round) {
  const begin = process.hrtime.bigint();
  const service = await startService(programs, data), client = new Client(service.base);
  await client.get(address('customs'));
  first.push(Number(process.hrtime.bigint() - begin) / 1e9);
  opened.push(anonymousBytes(service.pid));
  for (const [number, question] of questions.entries()) {
    times[number].push((await client.get(address(question))).ms);
    smallest.push((await client.get('/favicon.ico')).ms);
  }
  later.push(anonymousBytes(service.pid));
  client.close();
  await service.stop();
}
const each = times.map(median);
const outcome = { documents, passages, firstSeconds: median(first), anonymous: median(opened), anonymousLater: median(later), bound: 64e6 + 40 * documents + 6 * passages,
  p50: quantile(each, 0.5), p99: quantile(each, 0.99), smallest: median(smallest) };
console.log(`${documents} documents, ${passages} passages; ${questions.length} questions; medians of ${values.rounds}\n`);
console.log(table([['first answer s', 'memory after it MB', 'after all questions MB', 'bound MB', 'p50 ms', 'p99 ms', 'smallest ms', 'p50 over smallest', 'p99 over p50'],
  [brief(outcome.firstSeconds), brief(outcome.anonymous / 1e6), brief(outcome.anonymousLater / 1e6), brief(outcome.bound / 1e6), brief(outcome.p50), brief(outcome.p99), brief(outcome.smallest), brief(outcome.p50 / outcome.smallest), brief(outcome.p99 / outcome.p50)]]));
if (values.json) writeFileSync(values.json, JSON.stringify(outcome));
