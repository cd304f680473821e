#!/usr/bin/env node
// Asks the real service judged questions and says how good its answers are.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readDocuments, writeCorpus } from './collection.mjs';
import { withSlip, withoutAccents } from './edits.mjs';
import { compare, floorsOf } from './floors.mjs';
import { hasRightPassage, readFile, readFolder } from './judged.mjs';
import { groupBy, mean, meanScore, measures, score } from './metrics.mjs';
import { askable, buildIndex, each, programsIn, root, startService } from './programs.mjs';
import { readJudgements, readQueries, runLines } from './trec.mjs';

const help = `How good the answers are, over HTTP and with default settings.

  node bench/relevance/run.mjs collection FOLDER   a test collection: docs.jsonl, queries.tsv, qrels.tsv
  node bench/relevance/run.mjs judged              the project's own questions on its own corpus

Both:
  --programs FOLDER   of a build (default: build/release)
  --data FOLDER       an index that is there already, instead of building one
  --param NAME=VALUE  sent with each search, any number of times
  --run FILE          writes the ranking as a TREC run
collection:
  --depth N           results asked for a question (default: 1000)
  --by-language       figures by the part of a question's id before the first '-'
judged:
  --part PART         tune (default), held-out or all
  --queries FILE      questions of another file in the same form
  --filters           sends the filters of a question, too
  --slips N           also with one slip in each question, mean of N seeds
  --without-accents   also without accents
  --unjudged          lists what nobody has judged among the first five
  --accept            writes floors.json anew from these figures

Without --accept 'judged' lists the questions that got worse than at the last --accept, and exits 1 if a
figure is under its floor.
`;

const options = {
  programs: { type: 'string', default: path.join(root, 'build/release') },
  data: { type: 'string' },
  param: { type: 'string', multiple: true, default: [] },
  run: { type: 'string' },
  depth: { type: 'string', default: '1000' },
  'by-language': { type: 'boolean', default: false },
  part: { type: 'string', default: 'tune' },
  queries: { type: 'string' },
  filters: { type: 'boolean', default: false },
  slips: { type: 'string', default: '0' },
  'without-accents': { type: 'boolean', default: false },
  unjudged: { type: 'boolean', default: false },
  accept: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
};

function table(title, rowsOfTable) {
  const width = Math.max(...rowsOfTable.map(([name]) => name.length), title.length);
  for (const [name, figures] of rowsOfTable)
    console.log(`${name.padEnd(width)}  ${Object.entries(figures).map(([key, value]) => `${key} ${Number.isInteger(value) ? value : value.toFixed(4)}`).join('  ')}`);
}

/** Calls `ask` with a service of an index that is built first, unless there is one. */
async function withService(values, writeFiles, ask) {
  const programs = programsIn(values.programs);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'entrepot-relevance-'));
  try {
    const made = writeFiles(scratch);
    const data = values.data ?? path.join(scratch, 'data');
    if (values.data === undefined) buildIndex(programs, made.corpus, data);
    const service = await startService(programs, data);
    try {
      return await ask(service, made);
    } finally {
      await service.stop();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const pairs = (values) => values.param.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]);

/** Ids of the first `depth` documents, page by page. */
async function results(service, parameters, depth) {
  const size = Math.min(depth, 100);
  const ids = [];
  for (let page = 1; ids.length < depth; ++page) {
    const answer = await service.search([...parameters, ['per_page', String(size)], ['page', String(page)]]);
    ids.push(...answer.hits.map((hit) => hit.id));
    if (page >= answer.pages) break;
  }
  return ids.slice(0, depth);
}

async function collection(folder, values) {
  const judgements = readJudgements(path.join(folder, 'qrels.tsv'));
  const queries = readQueries(path.join(folder, 'queries.tsv'));
  const cut = queries.filter(({ text }) => askable(text) !== text).length;
  const write = (scratch) => {
    const corpus = path.join(scratch, 'corpus');
    return { corpus, names: writeCorpus(readDocuments(path.join(folder, 'docs.jsonl')), corpus, path.join(root, 'corpus/vocabulary')) };
  };
  const asked = await withService(values, write, (service, { names }) => each(queries, async ({ id, text }) => {
    const ids = await results(service, [['q', askable(text)], ['facets', 'none'], ...pairs(values)], Number(values.depth));
    return { id, ranked: ids.map((name) => names.get(name)) };
  }, 'questions'));
  if (values.run) writeFileSync(values.run, asked.map(({ id, ranked }) => runLines(id, ranked)).join(''));
  const isRelevant = (id) => [...(judgements.get(id) ?? new Map()).values()].some((grade) => grade > 0);
  const scored = asked.filter(({ id }) => isRelevant(id)).map(({ id, ranked }) => ({ id, ...score(ranked, judgements.get(id)) }));
  const groups = values['by-language'] ? groupBy(scored, ({ id }) => id.split('-')[0]) : new Map();
  table('all', [...groups, ['all', scored]].map(([name, scores]) => [name, { queries: scores.length, ...meanScore(scores) }]));
  if (cut > 0) console.log(`${cut} questions are longer than the service takes; their beginnings were asked`);
}

/** What is asked and answered for one question. */
async function askJudged(service, question, text, values, { passages }) {
  const common = [['q', askable(text)], ['facets', 'none'], ...(values.filters ? question.filters : []), ...pairs(values)];
  const answer = await service.search([...common, ['per_page', '10']]);
  const ranked = answer.hits.map((hit) => hit.id);
  const out = { question, ranked, titles: answer.hits.map((hit) => hit.title) };
  if (question.relevant.size > 0) Object.assign(out, score(ranked, question.relevant));
  if (passages && question.passages.size > 0) {
    const first = await service.search([...common, ['per_page', '3'], ['group', 'passage']]);
    const shown = (hits) => hits.flatMap((hit) => hit.passages.map((one) => ({ document: hit.id, anchor: one.anchor }))).slice(0, 3);
    out.rightPassage = Number(hasRightPassage(shown(first.hits), question.passages));
    out.rightBeneath = Number(hasRightPassage(shown(answer.hits), question.passages));
  }
  return out;
}

function figures(answers) {
  const scored = answers.filter((one) => one['nDCG@10'] !== undefined);
  const judged = answers.filter((one) => one.rightPassage !== undefined);
  return {
    queries: scored.length,
    'nDCG@10': mean(scored.map((one) => one['nDCG@10'])),
    MRR: mean(scored.map((one) => one.MRR)),
    'with passages': judged.length,
    'right passage in 3': mean(judged.map((one) => one.rightPassage)),
    'beneath documents': mean(judged.map((one) => one.rightBeneath)),
  };
}

const nDCG = (answers) => mean(answers.filter((one) => one['nDCG@10'] !== undefined).map((one) => one['nDCG@10']));

async function judged(values) {
  const folder = path.join(root, 'bench/relevance/judged');
  const all = values.queries ? readFile(values.queries) : readFolder(folder);
  const questions = all.filter((one) => values.part === 'all' || one.part === values.part);
  if (questions.length === 0) throw new Error(`no question is of the part '${values.part}'; parts are tune and held-out`);
  return withService(values, () => ({ corpus: path.join(root, 'corpus') }), async (service) => {
    const ask = (edit, passages) => each(questions, (question) => askJudged(service, question, edit(question.text), values, { passages }), 'questions');
    const answers = await ask((text) => text, true);
    if (values.run) writeFileSync(values.run, answers.map(({ question, ranked }) => runLines(question.id, ranked)).join(''));
    const byLanguage = groupBy(answers, ({ question }) => question.language);
    const rowsOfTable = [...byLanguage, ['all', answers]].map(([name, some]) => [name, figures(some)]);
    table('all', rowsOfTable);
    const seeds = Number(values.slips);
    if (seeds > 0) {
      const kept = [];
      for (let seed = 1; seed <= seeds; ++seed) kept.push(nDCG(await ask((text) => withSlip(text, seed), false)));
      console.log(`with a slip: nDCG@10 ${mean(kept).toFixed(4)}, kept ${(mean(kept) / nDCG(answers)).toFixed(4)}`);
    }
    if (values['without-accents']) {
      const plain = nDCG(await ask(withoutAccents, false));
      console.log(`without accents: nDCG@10 ${plain.toFixed(4)}, kept ${(plain / nDCG(answers)).toFixed(4)}`);
    }
    if (values.unjudged)
      for (const { question, ranked } of answers) {
        const unknown = ranked.slice(0, 5).filter((id) => !question.relevant.has(id));
        if (unknown.length > 0) console.log(`unjudged ${question.id} ${question.text}: ${unknown.join(' ')}`);
      }
    if (values.queries) return 0;
    return againstFloors(answers, rowsOfTable, values);
  });
}

function againstFloors(answers, rowsOfTable, values) {
  const file = path.join(root, 'bench/relevance/floors.json');
  const own = values.part;
  const floors = JSON.parse(readFileSync(file, 'utf8'));
  if (values.accept) {
    floors[own] = floorsOf(answers, rowsOfTable);
    writeFileSync(file, `${JSON.stringify(floors, null, 1)}\n`);
    return 0;
  }
  if (floors[own] === undefined) return 0;
  const { worse, under } = compare(answers, rowsOfTable, floors[own]);
  for (const line of [...worse, ...under]) console.log(line);
  return under.length > 0 ? 1 : 0;
}

export async function main(args) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [command, folder] = positionals;
  if (command === 'collection' && folder !== undefined) {
    await collection(folder, values);
    return 0;
  }
  if (command === 'judged' && positionals.length === 1) return judged(values);
  process.stderr.write(help);
  return 2;
}

if (process.argv[1] === new URL(import.meta.url).pathname)
  main(process.argv.slice(2)).then(
    (code) => { process.exitCode = code; },
    (error) => {
      process.stderr.write(`relevance: ${error.message}\n`);
      process.exitCode = 3;
    },
  );
