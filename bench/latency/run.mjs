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

Plain is a search for the words as they are typed (expand=off) without facets. All ways of asking are
taken in turn for each question, so that what else the machine does falls on all alike. A ratio is that
of the two medians over all questions and rounds; "by question" is the median of each question's own.
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

const plain = { expand: 'off', facets: 'none' };
/** What is asked for a question in each way. */
const ways = {
  plain: (q) => ({ q, ...plain }),
  'plain again': (q) => ({ q, ...plain }),
  facets: (q) => ({ q, expand: 'off' }),
  'stems, concepts and corrections': (q) => ({ q, facets: 'none' }),
  'all of these (default)': (q) => ({ q }),
  'default with a slip': (q, seed) => ({ q: withSlip(q, seed) }),
  'default and why': (q) => ({ q, explain: '1' }),
  'passages, plain': (q) => ({ q, ...plain, group: 'passage' }),
  'passages, default': (q) => ({ q, group: 'passage' }),
  'default with a filter that leaves little': (q) => ({ q, country: 'TG' }),
  'match=all': (q) => ({ q, match: 'all' }),
};
/** What each way is compared with, where that is not plain. */
const baselines = { 'passages, default': 'passages, plain' };

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
  const times = Object.fromEntries(Object.keys(ways).map((way) => [way, questions.map(() => [])]));
  for (let round = 0; round < Number(values.rounds); ++round)
    for (const [at, question] of questions.entries())
      for (const [way, parameters] of Object.entries(ways))
        times[way][at].push(await timed(`${service.base}/api/v1/search?${new URLSearchParams(parameters(question, round + 1))}`));
  await service.stop();
  agent.destroy();
  const width = Math.max(...Object.keys(ways).map((way) => way.length));
  console.log(`${'way'.padEnd(width)}  median ms  p95 ms  ratio  by question  over`);
  for (const way of Object.keys(ways)) {
    const base = baselines[way] ?? 'plain';
    const all = times[way].flat();
    const p95 = [...all].sort((a, b) => a - b)[Math.floor(all.length * 0.95)];
    const own = median(questions.map((_, at) => median(times[way][at]) / median(times[base][at])));
    console.log(
      `${way.padEnd(width)}  ${median(all).toFixed(2).padStart(9)}  ${p95.toFixed(2).padStart(6)}  ${(median(all) / median(times[base].flat())).toFixed(2).padStart(5)}  ${own.toFixed(2).padStart(11)}  ${base}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
