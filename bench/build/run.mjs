#!/usr/bin/env node
// What a build of the index costs, as ratios of what the same index costs a writer that takes no care.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { scratch } from '../lib/processes.mjs';
import { root } from '../relevance/programs.mjs';

const help = `What a build costs, over what a naive writer of the same two databases costs.

  cmake -B build/release -DENTREPOT_BENCH=ON && cmake --build build/release
  node bench/build/run.mjs

  --programs FOLDER   of a build with ENTREPOT_BENCH (default: build/release)
  --corpus FOLDER     a corpus that is there already, instead of one that is made
  --documents N       how many to make (default: 2000; of 4.8 KB each)
  --rounds N          times that each is run, in turn (default: 5)
  --json FILE         write the figures there, too
  --in FOLDER         where to work; several times the size of the index (default: the system's)

The naive writer is given all terms, positions, values and data that entrepot-index made, as a plain
stream: its time is Xapian's alone (one WritableDatabase each, add_document, the usual flush
threshold, commit, no compaction), where ours has the reading, checking and analysing, too. Where
omindex (xapian-omega) is installed, it indexes the same files; that is another index, of words alone.

All are taken in turn, so that what else the machine does falls on all alike. Numbers are medians; the
ratios are those to keep. Sizes are of both databases as they lie on the disk.
`;

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: path.join(root, 'build/release') },
    corpus: { type: 'string' },
    documents: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '5' },
    in: { type: 'string', default: os.tmpdir() },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const indexer = path.join(values.programs, 'indexer/entrepot-index'), naive = path.join(values.programs, 'bench/build/naive_writer');
for (const program of [indexer, naive])
  if (!existsSync(program)) {
    console.error(`bench/build: there is no '${program}'; build it with -DENTREPOT_BENCH=ON`);
    process.exit(2);
  }

function run(command, ...given) {
  const { status, stdout, stderr } = spawnSync(command, given, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${command} ${given.join(' ')} ended with ${status}\n${stderr.slice(-2000)}`);
  return stdout;
}

const measured = (...command) => JSON.parse(run(naive, 'measure', ...command).trim().split('\n').at(-1));

/** Bytes of the databases in a folder. */
function sizeOf(folder) {
  return readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.glass'))
    .reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const hasOmindex = spawnSync('omindex', ['--version']).status === 0;

const folder = scratch(values.in, 'build');
try {
  const at = (name) => path.join(folder, name);
  let { corpus } = values;
  if (corpus === undefined) {
    run(process.execPath, path.join(root, 'bench/corpus/generate.mjs'), at('made'), values.documents);
    corpus = at('made/corpus');
  }
  run(indexer, 'build', '--quiet', corpus, at('first'));
  run(naive, 'dump', realpathSync(at('first/current')), at('stream'));
  const manifest = JSON.parse(readFileSync(at('first/current/manifest.json')));
  rmSync(at('first'), { recursive: true });
  mkdirSync(at('texts'));
  for (const type of ['case-studies', 'mission-reports', 'workshop-conclusions'])
    if (existsSync(path.join(corpus, type))) cpSync(path.join(corpus, type), path.join(at('texts'), type), { recursive: true });

  const ways = {
    'naive writer': () => {
      mkdirSync(at('naive'));
      return { ...measured(naive, 'write', at('stream'), at('naive')), bytes: sizeOf(at('naive')) };
    },
    'entrepot-index': () => ({ ...measured(indexer, 'build', '--quiet', corpus, at('ours')), bytes: sizeOf(realpathSync(at('ours/current'))) }),
    'with --jobs 1': () => ({ ...measured(indexer, 'build', '--quiet', '--jobs', '1', corpus, at('ours')), bytes: sizeOf(realpathSync(at('ours/current'))) }),
    ...(hasOmindex ? { omindex: () => ({ ...measured('omindex', '--db', at('omega'), '--url', '/', '--mime-type=md:text/plain', at('texts')), bytes: sizeOf(at('omega')) }) } : {}),
  };
  const results = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [name, way] of Object.entries(ways)) {
      results[name].push(way());
      for (const left of ['naive', 'ours', 'omega']) rmSync(at(left), { recursive: true, force: true });
    }

  const of = (name, key) => median(results[name].map((one) => one[key]));
  const columns = { wall: ['s', 1], cpu: ['s', 1], rss: ['MB', 1e6], bytes: ['MB', 1e6] };
  console.log(`${manifest.content.documents} documents, ${manifest.content.passages} passages; medians of ${values.rounds}`);
  console.log(`${os.cpus().length} × ${os.cpus()[0].model}; ${os.type()} ${os.release()}; ${run(indexer, '--version').trim()}; ${manifest.content.analysis}\n`);
  console.log(['', ...Object.keys(columns)].map((cell) => cell.padEnd(18)).join(''));
  for (const name of Object.keys(ways))
    console.log([name, ...Object.entries(columns).map(([key, [unit, by]]) =>
      `${(of(name, key) / by).toFixed(1)} ${unit} (${(of(name, key) / of('naive writer', key)).toFixed(2)})`)].map((cell) => cell.padEnd(18)).join(''));
  const overNaive = (name) => Object.fromEntries(Object.keys(columns).map((key) => [key, of(name, key) / of('naive writer', key)]));
  if (values.json)
    writeFileSync(values.json, JSON.stringify({ documents: manifest.content.documents, passages: manifest.content.passages, overNaive: Object.fromEntries(Object.keys(ways).map((name) => [name, overNaive(name)])) }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
