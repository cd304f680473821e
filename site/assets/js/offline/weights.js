// Weights, by number of document or passage.

const add = (weights, item, weight) => weights.set(item, (weights.get(item) ?? 0) + weight);

/// BM25.
function addWeights(weights, over, factor, lists) {
  const { repetition: { [over.place]: k }, length: { [over.place]: b }, heading } = index.weights;
  const times = new Map();
  for (const [places, many] of lists)
    for (const [place, inText, inHeadings] of places) {
      const here = inText + (over.place ? heading * inHeadings : 0);
      if (here && over.itemAt[place] >= 0) add(times, over.itemAt[place], many * here);
    }
  const odds = (over.rows.length - times.size + 0.5) / (times.size + 0.5);
  const rarity = factor * Math.log(odds < 2 ? odds / 2 + 1 : odds) * (k + 1);
  for (const [item, often] of times)
    add(weights, item, rarity * often / (k * (1 - b + b * Math.max(over.terms[item] / over.average, 0.5)) + often));
  return times.size;
}

/// The same for all that have one of some tags.
function addTagged(weights, over, factor, tags, { main, only } = {}) {
  const has = (row) => tags.some(([facet, value]) => (main ? row[facet][0] === value : row[facet].includes(value)));
  const found = [...over.rows.keys()].filter((item) => has(over.rows[item]));
  const weight = factor * Math.log(1 + over.rows.length / found.length);
  for (const item of found) if (!only || weights.has(item)) add(weights, item, weight);
}

function weigh(over, { exact, kin, named, labels, year, typed }) {
  const weights = new Map(), by = index.weights;
  const tagsOf = (list) => list.flatMap(({ tag }) => (tag ? [tag] : []));
  const all = (member) => named.flatMap((one) => one[member] ?? []);
  const mentions = named.map(({ places }) => [placesOf(places), 1]);
  addWeights(weights, over, 1, [[exact, 2], ...kin.map((places) => [places, 1]), ...mentions]);
  addWeights(weights, over, by.exact, [[exact, 1]]);
  const tags = tagsOf(named);
  addTagged(weights, over, by.tag, tags);
  addTagged(weights, over, by.main, tags.filter(([facet]) => facet === index.facet.country), { main: true });
  addTagged(weights, over, by.label, tagsOf(labels));
  addTagged(weights, over, by.year, [[index.facet.year, year]]);
  addTagged(weights, over, by.subject, all('few'), { only: true });
  const about = [...all('about'), ...(weights.size < by.few[over.place] ? all('few') : [])];
  if (about.length) for (const item of weights.keys()) add(weights, item, 2 * by.about);
  addTagged(weights, over, by.about, about);
  for (const one of typed) for (const [item, weight] of weigh(over, one)) if (weights.has(item)) add(weights, item, by.name * weight);
  return weights;
}

/// A few words are all required if enough has them all.
function match(over, question, wanted) {
  if (!question) return null;
  const found = question.groups.map((one) => ({ shown: one.shown, weights: weigh(over, one) }));
  const alive = found.filter(({ weights }) => weights.size), unwanted = question.excluded.map((one) => weigh(over, one));
  const dropped = found.filter(({ weights }) => !weights.size).map(({ shown }) => shown);
  const weights = new Map();
  if (!found.length) over.rows.forEach((row, item) => weights.set(item, 0));
  for (const one of alive) for (const [item, weight] of one.weights) add(weights, item, weight);
  for (const item of weights.keys()) if (unwanted.some((one) => one.has(item))) weights.delete(item);
  const inAll = new Set([...weights.keys()].filter((item) => alive.every((one) => one.weights.has(item))));
  const few = found.length > 3 || dropped.length || !inAll.size || (found.length > 1 && inAll.size < index.weights.enough[over.place]);
  const any = alive.length > 1 && (wanted === 'any' || question.any || (wanted !== 'all' && few));
  if (!any) for (const item of weights.keys()) if (!inAll.has(item) || (wanted === 'all' && dropped.length)) weights.delete(item);
  return { weights, dropped, any, all: dropped.length ? 0 : inAll.size };
}

function addEvidence(documents, passages) {
  const best = new Map([...passages].sort(([, one], [, other]) => one - other).slice(-100).map(([passage, weight]) => [index.inPassages.documentOf(passage), weight]));
  for (const [document, weight] of documents)
    documents.set(document, (weight + index.weights.evidence * (best.get(document) ?? 0)) * (index.documents.standing[document] ?? 1));
}
