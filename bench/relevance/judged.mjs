// The project's own judged questions: see judged/README.md.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { lines } from './trec.mjs';

/** Rows of a file of tab separated columns, each with what the first line names them. */
function rows(file) {
  const [head, ...rest] = lines(file);
  const names = head.text.split('\t');
  return rest.map(({ text, where }) => {
    const cells = text.split('\t');
    if (cells.length > names.length) throw new Error(`${where}: ${cells.length} columns; the first line names ${names.length}`);
    return { where, ...Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])) };
  });
}

function question(row, language) {
  const relevant = new Map();
  for (const judgement of row.relevant.split(' ').filter(Boolean)) {
    const [, id, grade] = judgement.match(/^([a-z0-9-]+)=([12])$/) ?? [];
    if (id === undefined) throw new Error(`${row.where}: '${judgement}' is no judgement; write document-id=2 or document-id=1`);
    relevant.set(id, Number(grade));
  }
  // "section" is what a kind was called once.
  const filters = row.filters
    .split(';')
    .filter(Boolean)
    .map((filter) => filter.replace(/^section=/, 'kind=').split('='));
  return {
    id: row.id ?? row.qid,
    part: row.part ?? 'tune',
    text: row.query,
    language: row.lang ?? language,
    filters,
    relevant,
    passages: new Set((row.passages ?? row.sections).split(' ').filter(Boolean)),
  };
}

/** Questions of one file: {id, part, text, language, filters, relevant, passages}. */
export function readFile(file) {
  return rows(file).map((row) => question(row, path.basename(file, '.tsv')));
}

/** Those of every LANGUAGE.tsv in a folder. */
export function readFolder(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) => readFile(path.join(folder, name)));
}

/** Whether one of these passages is judged right, by itself or by the section it is a part of. */
export function hasRightPassage(hits, passages) {
  return hits.some(({ document, anchor }) =>
    passages.has(`${document}#${anchor}`) || passages.has(`${document}#${anchor.replace(/\.\d+$/, '')}`));
}
