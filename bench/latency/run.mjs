#!/usr/bin/env node
// What each feature of the search costs: the time of an answer with it over that of a plain search.
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withSlip } from '../relevance/edits.mjs';
import { readFolder } from '../relevance/judged.mjs';
import { buildIndex, programsIn, root, startService } from '../relevance/programs.mjs';

const help = `What each feature of the search costs, as a ratio of median times over HTTP.

  node bench/latency/run.mjs

  --programs FOLDER   of a build (default: build/release)
  --data FOLDER       an index that is there already, instead of one of corpus/
  --rounds N          times that each question is asked in each way (default: 5)

Plain is a search for any of the words as they are typed (expand=off) without facets. All ways of
asking are taken in turn for each question, so that what else the machine does falls on all alike. A
ratio is that of the two medians over the questions and rounds; "by question" is the median of each
question's own.

The ratios are of the questions whose plain search fills its page: a question in a language that few
texts have finds less as it is typed, and a page that is half empty costs half. Those of all
questions stand in the last column.
`;

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: path.join(root, 'build/release') },
    data: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const plain = { expand: 'off', facets: 'none', match: 'any' };
const bare = { facets: 'none', match: 'any' };
/** What is asked for a question in each way. `known` is what the service said of it: the names that it
 *  recognised and the words that it translated, which `literal` takes as they are. */
const ways = {
  plain: ({ q }) => ({ q, ...plain }),
  'plain again': ({ q }) => ({ q, ...plain }),
  facets: ({ q }) => ({ q, ...plain, facets: undefined }),
  'stems and corrections': ({ q, names, words }) => ({ q, ...bare, literal: [...names, ...words] }),
  'and concepts': ({ q, words }) => ({ q, ...bare, literal: words }),
  'and translations': ({ q, names }) => ({ q, ...bare, literal: names }),
  'all of these': ({ q }) => ({ q, ...bare }),
  'all, and facets (default)': ({ q }) => ({ q }),
  'default with a slip': ({ q }, seed) => ({ q: withSlip(q, seed) }),
  'default and why': ({ q }) => ({ q, explain: '1' }),
  'passages, plain': ({ q }) => ({ q, ...plain, group: 'passage' }),
  'passages, all of these': ({ q }) => ({ q, ...bare, group: 'passage' }),
  'default with a filter that leaves little': ({ q }) => ({ q, country: 'TG' }),
  'match=all': ({ q }) => ({ q, match: 'all' }),
};
/** What each way is compared with, where that is not plain. */
const baselines = {
  'and concepts': 'stems and corrections',
  'and translations': 'stems and corrections',
  'default with a slip': 'all, and facets (default)',
  'default and why': 'all, and facets (default)',
  'passages, all of these': 'passages, plain',
};

/** The query string of parameters, whose values may be lists. */
function parameters(values) {
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of [value].flat()) if (one !== undefined) out.append(name, one);
  return out;
}

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
};

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
function timed(address) {
  return new Promise((resolve, reject) => {
    const begin = process.hrtime.bigint();
    http
      .get(address, { agent }, (response) => {
        response.on('data', () => {});
        response.on('end', () => {
          if (response.statusCode !== 200) reject(new Error(`${address} answered ${response.statusCode}`));
          resolve(Number(process.hrtime.bigint() - begin) / 1e6);
        });
      })
      .on('error', reject);
  });
}

const programs = programsIn(values.programs);
const folder = mkdtempSync(path.join(os.tmpdir(), 'entrepot-latency-'));
try {
  const data = values.data ?? path.join(folder, 'data');
  if (values.data === undefined) buildIndex(programs, path.join(root, 'corpus'), data);
  const service = await startService(programs, data);
  const questions = readFolder(path.join(root, 'bench/relevance/judged')).map(({ text }) => text);
  const ask = async (values) => (await fetch(`${service.base}/api/v1/search?${parameters(values)}`)).json();
  const known = [];
  for (const q of questions) {
    const { understood } = await ask({ q, ...bare });
    const { hits } = await ask({ q, ...plain });
    known.push({
      q,
      names: understood.concepts.map(({ from }) => from),
      words: understood.translated.map(({ from }) => from),
      isFull: hits.length === 10,
    });
  }
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, questions.map(() => [])]));
  for (let round = 0; round < Number(values.rounds); ++round)
    for (const [at, question] of known.entries())
      for (const [way, values_of] of Object.entries(ways))
        times[way][at].push(await timed(`${service.base}/api/v1/search?${parameters(values_of(question, round + 1))}`));
  await service.stop();
  agent.destroy();
  const full = known.flatMap(({ isFull }, at) => (isFull ? [at] : []));
  const every = known.map((_, at) => at);
  const all = (way, of) => of.flatMap((at) => times[way][at]);
  const ratio = (way, base, of) => median(all(way, of)) / median(all(base, of));
  const width = Math.max(...Object.keys(ways).map((way) => way.length));
  console.log(`${full.length} of ${questions.length} questions fill a page as they are typed`);
  console.log(`${'way'.padEnd(width)}  median ms  p95 ms  ratio  by question  ${'over'.padEnd(25)}  ratio of all`);
  for (const way of Object.keys(ways)) {
    const base = baselines[way] ?? 'plain';
    const sorted = all(way, full).sort((a, b) => a - b);
    const p95 = sorted[Math.floor(sorted.length * 0.95)];
    const own = median(full.map((at) => median(times[way][at]) / median(times[base][at])));
    const columns = [
      way.padEnd(width),
      median(sorted).toFixed(2).padStart(9),
      p95.toFixed(2).padStart(6),
      ratio(way, base, full).toFixed(2).padStart(5),
      own.toFixed(2).padStart(11),
      base.padEnd(25),
      ratio(way, base, every).toFixed(2).padStart(12),
    ];
    console.log(columns.join('  '));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
