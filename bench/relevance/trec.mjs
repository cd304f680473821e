// Files of judgements and of rankings, as the field exchanges them.
import { readFileSync } from 'node:fs';

/** Lines with something in them, with their numbers. */
export function lines(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((text, index) => ({ text: text.replace(/\r$/, ''), where: `${file}:${index + 1}` }))
    .filter(({ text }) => text.trim() !== '');
}

/** `query document grade` or `query 0 document grade`: Map of query to Map of document to grade. */
export function readJudgements(file) {
  const judgements = new Map();
  for (const { text, where } of lines(file)) {
    const columns = text.trim().split(/\s+/);
    if (columns.length === 4) columns.splice(1, 1);
    const [query, id, grade] = columns;
    if (columns.length !== 3 || !/^-?\d+$/.test(grade))
      throw new Error(`${where}: not a judgement; write: query document grade`);
    if (!judgements.has(query)) judgements.set(query, new Map());
    judgements.get(query).set(id, Number(grade));
  }
  return judgements;
}

/** `id<TAB>text` lines. */
export function readQueries(file) {
  return lines(file).map(({ text, where }) => {
    const tab = text.indexOf('\t');
    if (tab < 1) throw new Error(`${where}: not a query; write its id, a tab and its text`);
    return { id: text.slice(0, tab), text: text.slice(tab + 1) };
  });
}

/**
 * A ranking in the order it was given: `query Q0 document rank score tag`. Readers sort by score, so
 * the scores only say the order.
 */
export function runLines(query, ranked) {
  return ranked.map((id, index) => `${query} Q0 ${id} ${index + 1} ${ranked.length - index} entrepot\n`).join('');
}

/** Map of query to ids, by score, those of one score by id backwards. */
export function readRun(file) {
  const runs = new Map();
  for (const { text, where } of lines(file)) {
    const columns = text.trim().split(/\s+/);
    if (columns.length !== 6 || Number.isNaN(Number(columns[4])))
      throw new Error(`${where}: not a line of a run; write: query Q0 document rank score tag`);
    if (!runs.has(columns[0])) runs.set(columns[0], []);
    runs.get(columns[0]).push({ id: columns[2], score: Number(columns[4]) });
  }
  for (const [query, hits] of runs) {
    hits.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
    runs.set(query, hits.map((hit) => hit.id));
  }
  return runs;
}
