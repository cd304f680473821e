#!/usr/bin/env node
// What a build after one change costs, over what copying the folder of the index costs.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../relevance/programs.mjs';

const help = `What a build costs after one document of many has changed, over copying the index's folder.

  cmake -B build/release && cmake --build build/release
  node bench/build/one_change.mjs

  --programs FOLDER   of a build (default: build/release)
  --corpus FOLDER     a corpus that is there already, which is copied; instead of one that is made
  --documents N       how many to make (default: 14000; of 4.6 KB each)
  --rounds N          times that each is run, in turn (default: 5)
  --in FOLDER         where to work; several times the size of the index (default: the system's)

Copying is \`cp -r\` of the current generation and \`sync\`: no build can do with less where files do not
share blocks. Both come in turn, each after a copy that is thrown away, so that both find memory in the
same state. "unchanged" is a build that finds nothing to do, which reads the index through. Numbers are
medians; those to keep are the ratio and the difference to copying.
`;

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: path.join(root, 'build/release') },
    corpus: { type: 'string' },
    documents: { type: 'string', default: '14000' },
    rounds: { type: 'string', default: '5' },
    in: { type: 'string', default: os.tmpdir() },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}
const indexer = path.join(values.programs, 'indexer/entrepot-index');
if (!existsSync(indexer)) {
  console.error(`one_change: there is no '${indexer}'; build it`);
  process.exit(2);
}

function run(command, ...given) {
  const { status, stderr } = spawnSync(command, given, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${command} ${given.join(' ')} ended with ${status}\n${stderr.slice(-2000)}`);
}

/** Seconds: of a clock, and of processors. */
function timed(...commands) {
  const start = performance.now();
  const times = spawnSync('bash', ['-c', `${commands.map((one) => one.map((word) => `'${word}'`).join(' ')).join(' && ')} && times`], { encoding: 'utf8' });
  if (times.status !== 0) throw new Error(`${commands.join(' && ')} ended with ${times.status}\n${times.stderr.slice(-2000)}`);
  const [user, system] = times.stdout.trim().split('\n').at(-1).split(' ').map((one) => {
    const [, minutes, seconds] = one.match(/(\d+)m([\d.]+)s/);
    return Number(minutes) * 60 + Number(seconds);
  });
  return { wall: (performance.now() - start) / 1000, cpu: user + system };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const folder = mkdtempSync(path.join(values.in, 'entrepot-one-change-'));
try {
  const at = (name) => path.join(folder, name);
  if (values.corpus === undefined) run(process.execPath, path.join(root, 'bench/corpus/generate.mjs'), at('made'), values.documents);
  else cpSync(values.corpus, at('made/corpus'), { recursive: true, preserveTimestamps: true });
  const corpus = at('made/corpus'), data = at('data');
  run('sleep', '3');  // files that were just written are read again, in case they are written again
  run(indexer, 'build', '--quiet', corpus, data);
  const files = readdirSync(path.join(corpus, 'case-studies')).filter((name) => name.endsWith('.md'));
  const current = () => realpathSync(path.join(data, 'current'));
  const warm = () => {
    run('cp', '-r', current(), at('thrown-away'));
    rmSync(at('thrown-away'), { recursive: true });
    run('sync');
  };
  const ways = {
    copying: () => {
      const taken = timed(['cp', '-r', current(), at('copy')], ['sync']);
      rmSync(at('copy'), { recursive: true });
      return taken;
    },
    'one change': (round) => {
      appendFileSync(path.join(corpus, 'case-studies', files[round % files.length]), `\nOne more paragraph, of round ${round}.\n`);
      return timed([indexer, 'build', '--quiet', corpus, data], ['sync']);
    },
    unchanged: () => timed([indexer, 'build', '--quiet', corpus, data]),
  };
  const results = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round += 1)
    for (const [name, way] of Object.entries(ways)) {
      warm();
      results[name].push(way(round));
    }
  const of = (name, key) => median(results[name].map((one) => one[key]));
  console.log(`medians of ${values.rounds}; ${os.cpus().length} × ${os.cpus()[0].model}\n`);
  console.log(['', 'wall', '/ copying', '- copying', 'processors'].map((cell) => cell.padEnd(14)).join(''));
  for (const name of Object.keys(ways))
    console.log([name, `${of(name, 'wall').toFixed(2)} s`, (of(name, 'wall') / of('copying', 'wall')).toFixed(2), `${(of(name, 'wall') - of('copying', 'wall')).toFixed(2)} s`,
      `${of(name, 'cpu').toFixed(2)} s`].map((cell) => cell.padEnd(14)).join(''));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
