// What bench/run.mjs runs: for each part its command, and the lines that it gives to the table.
import path from 'node:path';
import { brief } from './lib/numbers.mjs';
import { root } from './relevance/programs.mjs';

const script = (name, given) => [process.execPath, path.join(root, 'bench', name, 'run.mjs'),
  ...Object.entries(given).flatMap(([option, value]) => [`--${option}`, String(value)])];
const common = ({ values, json }) => ({ programs: values.programs, in: values.in, json });
const megabytes = (bytes) => `${brief(bytes / 1e6)} MB`;
const no = 'none set';

/** `command(context)` is what runs; `rows(figures, values)` makes of what it wrote to --json, or said, lines of what, measured, wanted. */
export const parts = {
  build: {
    what: 'a build of the index, over a naive writer of the same databases',
    command: (context) => script('build', { ...common(context), documents: context.values['build-documents'], rounds: context.values.rounds }),
    rows: ({ overNaive }) => Object.entries(overNaive).filter(([name]) => name !== 'naive writer').map(([name, of]) =>
      [`${name} over naive writer: wall, processor, memory, bytes`, ['wall', 'cpu', 'rss', 'bytes'].map((key) => brief(of[key])).join(', '), no]).concat(
      'omindex' in overNaive ? [] : [['omindex', 'not installed', '']]),
  },
  query: {
    what: 'a page of the library, over Xapian alone on the same databases',
    command: ({ values, collection }) => [path.join(values.programs, 'bench/query/entrepot-query-bench'), collection().data, '--rounds', String(values.rounds)],
    rows: (said) => {
      const found = [...said.matchAll(/^ *(\w+) \/ (\w+) +([\d.]+) +by question +([\d.]+)/gm)];
      if (found.length === 0) throw new Error('entrepot-query-bench said no ratio');
      const meaning = Object.fromEntries([...said.matchAll(/^(\w+) +[\d.]+ +[\d.]+ +[\d.]+ {2,}(.+)$/gm)].map(([, name, text]) => [name, text]));
      return found.map(([, one, other, ratio, each]) => [`${meaning[one] ?? one}, over: ${meaning[other] ?? other} (by question)`, `${ratio} (${each})`, no]);
    },
  },
  http: {
    what: 'HTTP over the answer itself; idle clients; an attack, behind nginx and without it',
    command: (context) => script('http', { ...common(context), seconds: context.values.seconds }),
    rows: ({ overOwn, repeated, idle, attacks }) => [
      ['client\'s time over the service\'s own', brief(overOwn), no],
      ['a repeated search over the smallest answer', brief(repeated), no],
      ['fresh connection while 64 rest', `${brief(idle)} ms`, no],
      ...attacks.map(({ name, answers, errors, p99, grown }) => [name, `${errors} errors of ${answers + errors}, 99 % within ${brief(p99)} ms, ${brief(grown)} MiB more`, '0 errors, at most 256 MiB more']),
      ...(attacks.length > 1 ? [] : [['attack behind nginx', 'nginx is not installed', '']]),
    ],
  },
  start: {
    what: 'the first answer of a service, its memory, and a mix of questions over HTTP',
    command: (context) => script('start', { ...common(context), ...context.collection(), rounds: context.values.rounds }),
    rows: (of) => [
      ['from start to the first answer', `${brief(of.firstSeconds)} s`, no],
      ['memory without mapped files after it', megabytes(of.anonymous), `at most ${megabytes(of.bound)}: 64 MB + 40 B a document + 6 B a passage`],
      ['the same after the mix', megabytes(of.anonymousLater), no],
      ['mix of questions, one client: p50, p99', `${brief(of.p50)} ms, ${brief(of.p99)} ms`, no],
      ['its p50 over the smallest answer', brief(of.p50 / of.smallest), no],
    ],
  },
  export: {
    what: 'pages a second of an export, over those of hugo',
    command: (context) => script('export', { ...common(context), documents: context.values['export-documents'], rounds: context.values.rounds }),
    rows: (of) => [
      of.ratio ? ['pages a second over hugo\'s (of processor time)', `${brief(of.ratio)} (${brief(of.cpuRatio)})`, 'at least 5'] : ['hugo', 'not installed', 'at least 5'],
      ['most memory of an export', megabytes(of.rss), 'under 150 MB'],
    ],
  },
  peers: {
    what: 'the same questions, with counts of five facets, in other programs',
    command: (context) => script('peers', { ...common(context), documents: context.values.documents, rounds: context.values.rounds }),
    rows: ({ results, absent }) => [
      ...results.filter(({ name }) => name !== 'Entrepot, library').map(({ name, mode, ratio, byQuestion }) =>
        [`${name} over the library, ${mode} of the words (by question)`, `${brief(ratio)} (${brief(byQuestion)})`, name === 'SQLite FTS5' && mode === 'any' ? 'at least 20 at 100,000 documents' : no]),
      ...Object.entries(absent).map(([name, why]) => [name, `not measured: ${why}`, '']),
    ],
  },
};
