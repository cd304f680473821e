// How good a ranking is, by judgements. Definitions as in trec_eval: see README.md.

/** The names of what score() measures, in the order they are printed. */
export const measures = ['MAP', 'nDCG@10', 'P@5', 'Recall@100', 'MRR'];

/** Only so many results of a query count. */
const depth = 1000;

/**
 * @param ranked ids, the best first
 * @param judged Map of id to grade; 0 and less is not relevant. At least one must be.
 */
export function score(ranked, judged) {
  const grade = (id) => Math.max(0, judged.get(id) ?? 0);
  const relevant = [...judged.values()].filter((one) => one > 0);
  if (relevant.length === 0) throw new Error('a query without a relevant document has no score');
  let hits = 0;
  let precisions = 0;
  let first = 0;
  ranked.slice(0, depth).forEach((id, index) => {
    if (grade(id) === 0) return;
    hits += 1;
    precisions += hits / (index + 1);
    first ||= index + 1;
  });
  const within = (count) => ranked.slice(0, count).filter((id) => grade(id) > 0).length;
  return {
    MAP: precisions / relevant.length,
    'nDCG@10': gain(ranked.map(grade)) / gain(relevant.sort((a, b) => b - a)),
    'P@5': within(5) / 5,
    'Recall@100': within(100) / relevant.length,
    MRR: first === 0 ? 0 : 1 / first,
  };
}

/** Discounted cumulative gain of the first ten grades. */
function gain(grades) {
  return grades.slice(0, 10).reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
}

export function mean(numbers) {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

/** The mean of each measure over scores. */
export function meanScore(scores) {
  return Object.fromEntries(measures.map((name) => [name, mean(scores.map((one) => one[name]))]));
}

/** Values by the key of each, in order of first appearance. */
export function groupBy(values, key) {
  const groups = new Map();
  for (const value of values) {
    if (!groups.has(key(value))) groups.set(key(value), []);
    groups.get(key(value)).push(value);
  }
  return groups;
}
