#!/usr/bin/env node
// Asks the service very many odd and hostile questions and says whether it stood.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readFolder } from '../relevance/judged.mjs';
import { buildIndex, programsIn, root, startService } from '../relevance/programs.mjs';

const help = `Many odd and hostile questions: none may be answered with 5xx, be left unanswered or take long.

  node bench/hostile/run.mjs

  --programs FOLDER   of a build (default: build/release)
  --data FOLDER       an index that is there already, instead of one of corpus/
  --requests N        (default: 100000)
  --seed N            other questions (default: 1)
  --most MS           what an answer may take (default: 2000)

Ends with 1 if one of the promises is broken, and names the first addresses that broke it.
`;

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: path.join(root, 'build/release') },
    data: { type: 'string' },
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    most: { type: 'string', default: '2000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

let state = Number(values.seed) >>> 0;
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const times = (n, make) => Array.from({ length: n }, make);

const words = readFolder(path.join(root, 'bench/relevance/judged')).flatMap(({ text }) => text.split(/\s+/));
const signs = ['(', ')', '((((', '))))', '"', '“', '-', '--', '*', '**', 'AND', 'OR', 'NOT', 'NEAR', 'title:', 'xyz:', ':', '~', '^2', '[', ']', '{', '\\', '%', '+', '?', '!', "'", '<b>', '&', ';', '7.7.7', 'art. 7(6)(', '\u0000', '\ufeff', '\u202e', '\u200b', '\u0301', '\ud83d\ude00', '﷽', 'ﷺ', '𝕊', 'Ⅷ', '½', '٣'];
const alphabets = ['abcxyz', 'éèñßœ', 'абвёж', 'ابتثأإآى', '海关风险管理税', 'กขคำแ', 'カタかなﾊﾟ', '관세청', 'αβγάς', '0123456789٠١٢', ' \t\n\r\u00a0\u3000', '\u0300\u0301\u0308\u064b\u0640'];

/** Questions, from those that people ask to those that nobody does. */
const makers = [
  () => times(1 + below(8), () => pick(words)).join(' '),
  () => times(1 + below(20), () => (below(2) ? pick(words) : pick(signs))).join(pick(['', ' '])),
  () => times(1 + below(160), () => pick([...pick(alphabets)])).join(''),
  () => pick(signs).repeat(1 + below(250)),
  () => `${pick(words)} `.repeat(1 + below(60)),
  () => times(1 + below(40), () => `${pick([...pick(alphabets)])}*`).join(' '),
  () => `"${times(1 + below(60), () => pick(words)).join(' ')}`,
  () => times(20, () => pick(words)).join(pick([' AND ', ' OR ', ' NOT ', ' -'])),
  () => '('.repeat(below(250)) + pick(words) + ')'.repeat(below(250)),
  () => pick([...pick(alphabets)]).repeat(1 + below(500)),
];
const facets = ['country', 'region', 'theme', 'programme', 'organisation', 'type', 'kind', 'language', 'year', 'measure', 'evidence', 'status', 'source_kind', 'modality'];
const facetValues = ['BO', '_none', 'aeo', 'risk-management', 'lesson', '2022', 'tfa:7.6', 'XX', '', 'é', '../..', '海关', '\n'];
const others = [['match', ['all', 'any', 'auto', 'x']], ['group', ['passage', 'document']], ['sort', ['-date', 'date', 'title', '']], ['page', ['1', '2', '999', '-1', '1e9']], ['per_page', ['1', '100', '101']], ['expand', ['off', 'on']], ['explain', ['1', '0']], ['facets', ['none', 'country', 'country,theme']], ['from', ['2019', '2022-02-30', '9999', '-1']], ['to', ['2020', '0000']], ['meaning', ['themes:aeo', 'x:y', ':']], ['literal', ['aeo', '((']], ['ui', ['ar', 'zh', 'xx']], ['facet_q.country', ['bol', '']], ['facet_limit.theme', ['1', '0']]];

/** A byte of the query string may be broken, too. */
function address() {
  const query = new URLSearchParams();
  if (below(20) > 0) query.append('q', pick(makers)().slice(0, below(10) > 0 ? 150 : 600));
  while (below(2) > 0) query.append(pick(facets) + pick(['', '', '.all', '.not']), pick(facetValues));
  while (below(2) > 0) {
    const [name, allowed] = pick(others);
    query.append(name, pick(allowed));
  }
  let text = query.toString();
  if (below(10) === 0) text = text.slice(0, below(text.length + 1)) + pick(['%ff', '%00', '%', '%zz', '&&==', '%C3', '%ED%A0%80']);
  return `${pick(['/api/v1/search', '/api/v1/search', '/api/v1/search', '/search', '/search', '/search.csv', '/search.atom'])}?${text}`;
}

const programs = programsIn(values.programs);
const folder = mkdtempSync(path.join(os.tmpdir(), 'entrepot-hostile-'));
let failed = false;
try {
  const data = values.data ?? path.join(folder, 'data');
  if (values.data === undefined) buildIndex(programs, path.join(root, 'corpus'), data);
  const service = await startService(programs, data);
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))[1]) / 1024;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
  const most = Number(values.most);
  const statuses = new Map();
  const broken = [];
  let slowest = { time: 0, path: '' };
  const took = [];
  const ask = (target) =>
    new Promise((resolve) => {
      const begin = process.hrtime.bigint();
      const done = (status) => {
        const time = Number(process.hrtime.bigint() - begin) / 1e6;
        took.push(time);
        if (time > slowest.time) slowest = { time, path: target };
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (typeof status !== 'number' || status >= 500 || time > most) broken.push(`${status} after ${time.toFixed(0)} ms: ${target}`);
        resolve();
      };
      http
        .get(service.base + target, { agent }, (response) => {
          response.on('data', () => {});
          response.on('end', () => done(response.statusCode));
          response.on('error', () => done('broken off'));
        })
        .on('error', (error) => done(error.code));
    });
  const total = Number(values.requests);
  let asked = 0;
  let early = 0;
  const worker = async () => {
    while (asked < total) {
      ++asked;
      if (asked === Math.ceil(total / 10)) early = memory();
      if (process.stderr.isTTY && asked % 500 === 0) process.stderr.write(`\r${asked} of ${total}`);
      await ask(address());
    }
  };
  await Promise.all(times(4, worker));
  const late = memory();
  agent.destroy();
  await service.stop();
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(1);
  console.log(`${took.length} answers: ${[...statuses].sort().map(([status, count]) => `${status} x ${count}`).join(', ')}`);
  console.log(`ms with four asking at once: median ${at(0.5)}, 99 % ${at(0.99)}, 99.9 % ${at(0.999)}, slowest ${slowest.time.toFixed(0)} (${slowest.path.slice(0, 200)})`);
  console.log(`memory after a tenth ${early.toFixed(0)} MiB, at the end ${late.toFixed(0)} MiB`);
  for (const line of broken.slice(0, 20)) console.log(`broken: ${line}`);
  failed = broken.length > 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
