// Parts of the index, each a script that calls entrepot() with what it holds.

const parts = new Map(), arrivals = new Map();
globalThis.entrepot = (name, part) => arrivals.get(name)(part);
function load(name) {
  if (!parts.has(name))
    parts.set(name, new Promise((resolve, reject) => {
      arrivals.set(name, resolve);
      document.head.append(Object.assign(document.createElement('script'), { src: `${folder}${name}.js`, onerror: reject }));
    }));
  return parts.get(name);
}
const loadOne = (list, number) => load(`${list}-${number.toString(16).padStart(2, '0')}`);
const entryOf = async (list, number) => (await loadOne(list, Math.floor(number / index.block)))[number % index.block];

let index;
async function loadIndex() {
  const [read, passages, labels] = await Promise.all([load('index'), load('passages'), load(`${language}/labels`)]);
  const ownerOf = read.documents.passages.flatMap((own, document) => Array(own).fill(document));
  const documentAt = [], passageAt = [], firstOf = [];
  read.documents.passages.forEach((own, document) => {
    firstOf.push(passageAt.length - document);
    for (let at = -1; at < own; at += 1) {
      documentAt.push(document);
      passageAt.push(at < 0 ? -1 : firstOf[document] + at);
    }
  });
  const facet = { __proto__: null, ...Object.fromEntries(read.facets.map(({ name }, place) => [name, place])) };
  const inDocuments = { rows: read.documents.rows.map((row) => read.rows[row]), terms: read.documents.terms, itemAt: documentAt, documentOf: (item) => item, place: 0, name: 'document' };
  const inPassages = { rows: passages.rows.map((row) => read.rows[row]), terms: passages.terms, itemAt: passageAt, documentOf: (item) => ownerOf[item], place: 1, name: 'passage' };
  for (const group of [inDocuments, inPassages]) group.average = group.terms.reduce((sum, one) => sum + one, 0) / group.terms.length;
  index = { ...read, labels, facet, firstOf, inDocuments, inPassages };
}
