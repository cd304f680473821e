#!/usr/bin/env node
// Measures everything of bench/ that has to do with time and memory, and writes bench/RESULTS.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commitOf, load, machine, ownVersion, versions } from './lib/machine.mjs';
import { brief, table } from './lib/numbers.mjs';
import { readOptions } from './lib/options.mjs';
import { remove, run, scratch, start } from './lib/processes.mjs';
import { programsIn, root } from './relevance/programs.mjs';
import { parts } from './parts.mjs';

const values = readOptions('bench', `Measures everything, prints a table of ratios and writes bench/RESULTS.md.

  cmake --preset release -DENTREPOT_BENCH=ON && cmake --build --preset release
  node bench/run.mjs
  node bench/run.mjs --documents 500 --rounds 1 --seconds 5 --only query,start     a quick look

--documents N       that query, start and peers search (default: 14000, of 4.6 KB each)
--rounds N          of each measurement; ours and what it is compared with in turn (default: 5)
--only PART,PART    of ${Object.keys(parts).join(', ')} (default: all)
--build-documents N   of the corpus that "build" builds (default: 2000)
--export-documents N  of the index that is exported (default: 500)
--seconds N         of each of the two attacks of "http" (default: 60)
--programs FOLDER   of a build with ENTREPOT_BENCH (default: build/release)
--in FOLDER         where to work, removed at the end (default: the system's); allow 130 KB a document
--out FILE          the results (default: bench/RESULTS.md)

Parts:
${Object.entries(parts).map(([name, { what }]) => `  ${name.padEnd(8)}${what}`).join('\n')}

Each is a program of its own, with options and a --help that says how it measures and what is fair in it.
The results have the machine, all versions, and the load before and after: where others had the
processors, too, milliseconds say little and even ratios waver. What was not run, failed or is not
installed stands there as such. All parts take an hour or two with the defaults. Ends with 1 if a
part failed.
`, {
  documents: { type: 'string', default: '14000' },
  rounds: { type: 'string', default: '5' },
  only: { type: 'string', default: Object.keys(parts).join(',') },
  'build-documents': { type: 'string', default: '2000' },
  'export-documents': { type: 'string', default: '500' },
  seconds: { type: 'string', default: '60' },
  out: { type: 'string', default: path.join(root, 'bench/RESULTS.md') },
}, ['documents', 'rounds', 'build-documents', 'export-documents', 'seconds']);

const wanted = values.only.split(',');
for (const name of wanted)
  if (!(name in parts)) {
    console.error(`bench: there is no part '${name}'; --only takes ${Object.keys(parts).join(', ')}`);
    process.exit(2);
  }
for (const program of ['bench/build/naive_writer', 'bench/query/entrepot-query-bench', 'bench/peers/entrepot-peers-library', 'indexer/entrepot-index', 'service/entrepot-serve'])
  if (!existsSync(path.join(values.programs, program))) {
    console.error(`bench: there is no '${path.join(values.programs, program)}'; build it: cmake --preset release -DENTREPOT_BENCH=ON && cmake --build --preset release`);
    process.exit(2);
  }

const folder = scratch(values.in, 'bench'), at = (name) => path.join(folder, name);
const began = { time: new Date(), load: load() };
const outcomes = Object.fromEntries(Object.keys(parts).map((name) => [name, { state: wanted.includes(name) ? 'not reached' : 'not run' }]));

/** The index that "query" and "start" share. @returns options that name it and what it was made of. */
function collection() {
  if (!existsSync(at('made'))) {
    run(process.execPath, [path.join(root, 'bench/corpus/generate.mjs'), at('made'), String(values.documents)]);
    run(programsIn(values.programs).index, ['build', '--quiet', at('made/corpus'), at('data')]);
  }
  return { data: at('data'), corpus: at('made/corpus') };
}

/** @returns what a program says on stdout, which is shown as well. @throws if it fails: with what it said last. */
async function said([command, ...given]) {
  const { child, ended } = start(command, given, { stdio: ['ignore', 'pipe', 'pipe'] }, 'SIGTERM');
  let out = '', errors = '';
  child.stdout.on('data', (chunk) => { out += chunk; process.stdout.write(chunk); });
  child.stderr.on('data', (chunk) => { errors = (errors + chunk).slice(-1000); process.stderr.write(chunk); });
  const closed = new Promise((resolve) => { child.once('close', resolve); });
  const status = await ended;
  await closed;
  return { out: out.trim(), failure: status === 0 ? '' : `ended with ${status}: ${errors.trim().split('\n').filter((line) => !/^\s+at |^Node/.test(line)).slice(-4).join(' ')}` };
}

function results() {
  const rows = Object.entries(outcomes).flatMap(([name, { state, rows: own = [] }]) => [...(state === 'done' ? [] : [[name, state, '', '']]), ...own.map((row) => [name, ...row])]);
  const seen = Object.entries(versions()).map(([name, version]) => `${name} ${version ?? 'not installed'}`).join(', ');
  const details = Object.entries(outcomes).filter(([, { out }]) => out).map(([name, { out }]) => `## ${name}\n\n${parts[name].what}\n\n${out.includes('\n| ') ? out : `\`\`\`\n${out}\n\`\`\``}\n`);
  return `# Results of the last run

Written by \`node bench/run.mjs\`; its \`--help\` and those of its parts say how each number comes about. A ratio is of
medians of ${values.rounds}, ours and the other taken in turn.

- ${began.time.toISOString().slice(0, 16)}Z to ${new Date().toISOString().slice(0, 16)}Z, commit ${commitOf(root)}, ${ownVersion(values.programs)}
- ${machine()}
- load ${brief(began.load)} before, ${brief(load())} after${began.load > 1 ? ': **others had the processors, too; these are not figures to quote**' : ''}
- ${seen}
- ${values.documents} documents for query, start and peers; ${values['build-documents']} for build; ${values['export-documents']} for export

${table([['part', 'what', 'measured', 'wanted'], ...rows])}

${details.join('\n')}`;
}

for (const name of wanted) {
  console.log(`\n== ${name}: ${parts[name].what}`);
  const json = at(`${name}.json`);
  try {
    if (name === 'peers') for (const large of ['made', 'data']) remove(at(large));  // it makes its own
    const { out, failure } = await said(parts[name].command({ values, json, collection }));
    outcomes[name] = { state: failure || 'done', out };
    const figures = existsSync(json) ? JSON.parse(readFileSync(json)) : null;
    if (figures || !failure) outcomes[name].rows = parts[name].rows(figures ?? out, values);
  } catch (error) {
    outcomes[name] = { ...outcomes[name], state: `failed: ${error.message.split('\n')[0]}` };
    console.error(error.message);
  }
  writeFileSync(values.out, results());  // what is measured is kept if the next part is interrupted
}
console.log(`\n${results()}`);
process.exitCode = wanted.every((name) => outcomes[name].state === 'done') ? 0 : 1;
