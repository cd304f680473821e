// What the page shows.

const place = (selector) => document.querySelector(selector);

/// A copy of a template, in which data-is names what to show: text, nodes, or attributes and, as `is`, such.
/// Where that is nothing the element goes. It stands behind elements that are there, and instead of mere text.
function show(template, values) {
  const copy = document.getElementById(template).content.cloneNode(true);
  for (const one of copy.querySelectorAll('[data-is]')) {
    const value = values[one.dataset.is] ?? '';
    const { is = '', ...attributes } = value.constructor === Object ? value : { is: value };
    if (value === '' || value.length === 0) one.remove();
    for (const [name, text] of Object.entries(attributes)) if (text !== undefined && text !== false) one.setAttribute(name, text);
    one[is.length && !one.firstElementChild ? 'replaceChildren' : 'append'](...[is].flat());
    one.removeAttribute('data-is');
  }
  return copy;
}
function fill(selector, children) {
  const list = place(selector);
  list.append(...children);
  list.hidden = !children.length;
  list.parentElement.hidden &&= !children.length;
}

/// A label is a text, or one in another language with what says so.
const textOf = (label) => label?.is ?? label;

/// A sentence with a label in it, which still says its language.
function sayOf(sentence, values, label) {
  if (!label.is) return say(sentence, { ...values, value: label });
  const { is, ...attributes } = label, own = document.createElement('bdi');
  for (const [name, text] of Object.entries(attributes)) if (text) own.setAttribute(name, text);
  own.append(is);
  const [before, after] = say(sentence, { ...values, value: '\uE000' }).split('\uE000');
  return [before, own, after];
}

function linkTo(query, changes, without = []) {
  const kept = [...query].filter(([name, value]) => value && name !== 'page' && !(name in changes) && !(name === without[0] && value === without[1]));
  return { href: `?${new URLSearchParams([...kept, ...Object.entries(changes).filter(([, value]) => value !== null)])}` };
}

const marked = (text, words) => [...text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu)]
  .map(([piece]) => (words.has(fold(piece)) ? show('mark', { text: piece }) : piece));

async function passageValues(passage, card, url, words) {
  const [anchor, title, said, text] = await entryOf('passages', passage);
  const { labels, facet, facets, inPassages } = index;
  const kind = labels.kinds[facets[facet.kind].values[inPassages.rows[passage][facet.kind][0]]] ?? '';
  const item = anchor.match(/\.(\d+)$/)?.[1];
  const whole = !title || said === 2, heading = whole ? kind || title || labels.opening : title;
  const { is, ...inLanguage } = card.title;
  return {
    kind: whole || said ? '' : kind, text: { is: marked(text, words), ...inLanguage },
    heading: { is: item ? say('passage_item', { title: heading, number: item }) : heading, href: `${url}#${encodeURIComponent(anchor)}`, ...(whole ? {} : inLanguage) },
  };
}

async function hitOf(over, item, passages, words) {
  const document = over.documentOf(item), url = `documents/${index.documents.ids[document]}.html`;
  const card = await entryOf(`${language}/documents`, document);
  const values = { ...card, title: { ...card.title, href: url } };
  if (over.place) return show('hit_passage', { ...values, ...await passageValues(item, card, url, words) });
  const quotes = await Promise.all(passages.map(async (one) => show('quote', await passageValues(one, card, url, words))));
  return show('hit_document', quotes.length ? { ...values, passages: quotes, summary: '' } : values);
}

async function chips(filters, query) {
  const out = [];
  for (const { name, facet, use, values } of filters)
    for (const value of values) {
      const known = index.facets[index.facet[facet]]?.values.indexOf(value), id = index.documents.ids.indexOf(value);
      const label = value === '_none' ? index.labels.none : facet === 'in' && id >= 0 ? (await entryOf(`${language}/documents`, id)).title : index.labels.facets[facet]?.[known] ?? value;
      const what = facetNames.find(([one]) => one === facet)?.[1] ?? sentences[facet];
      const text = use === 'any' ? sayOf('named', { name: what }, label) : sayOf(`chosen_${use}`, { facet: what }, label);
      out.push(show('chip', { link: { is: text, ...linkTo(query, {}, [name, value]) } }));
    }
  if (out.length > 1) out.push(show('clear', { link: linkTo(query, Object.fromEntries(filters.map(({ name }) => [name, null]))) }));
  return out;
}

/// What each value leaves, of facets that none is chosen of.
function facetLists(over, items, filters, query) {
  const out = [];
  for (const [name, label] of facetNames) {
    const at = index.facet[name], counts = new Map();
    if (filters.some(({ facet, use }) => facet === name && use === 'any')) continue;
    for (const item of items) for (const value of over.rows[item][at]) add(counts, value, 1);
    const values = [...counts].map(([value, found]) => ({ value, found, label: index.labels.facets[name][value] }));
    if (values.every(({ found }) => found === items.length)) continue;
    const list = values.sort((one, other) => other.found - one.found || textOf(one.label).localeCompare(textOf(other.label), language)).slice(0, mostListed)
      .map((one) => show('value', { link: linkTo(query, { [name]: index.facets[at].values[one.value] }), label: one.label, count: numbers.format(one.found) }));
    const more = list.splice(mostShown);
    out.push(show('facet', { facet: out.length < 4 ? { open: '' } : {}, label, values: list, fold: more.length ? {} : '', more_label: count('more_values', more.length), more }));
  }
  return out;
}

function notices(question, matched) {
  const out = [];
  for (const { shown, named } of question?.groups ?? [])
    for (const { tag } of named) if (tag) out.push(say('taken_for', { name: shown, label: textOf(index.labels.facets[index.facets[tag[0]].name][tag[1]]) }));
  if (matched?.dropped.length) out.push(say('dropped', { words: matched.dropped.join(sentences.between) }));
  else if (matched?.any) out.push(matched.all ? count('any_matched', matched.all) : sentences.any_none);
  return out.map((text) => show('notice', { text }));
}

function fillForm(query) {
  const form = place('form.ep-find');
  form.elements.q.value = query.get('q') ?? '';
  for (const [name, value] of query)
    if (name !== 'q' && name !== 'page' && value) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
}

function sorted(over, items, sort, matched) {
  const order = { __proto__: null, date: index.oldest, title: index.titles }[sort];
  if (!order && (sort === '-date' || !matched)) return items;
  const rank = new Map(order?.map((document, at) => [document, at]));
  const by = (item) => (order ? rank.get(over.documentOf(item)) : -matched.weights.get(item));
  return items.sort((one, other) => by(one) - by(other) || one - other);
}

async function run() {
  const query = new URLSearchParams(location.search), status = place('.ep-results__found');
  fillForm(query);
  status.textContent = sentences.searching;
  await loadIndex();
  const { inDocuments, inPassages } = index, words = (query.get('q') ?? '').trim();
  const question = words ? await readQuestion(words) : null;
  const asked = question?.groups.length || question?.excluded.length ? question : null;
  const groups = [inDocuments, inPassages], matches = groups.map((one) => match(one, asked, query.get('match')));
  if (asked) addEvidence(matches[0].weights, matches[1].weights);
  const filters = filtersOf(query);
  const found = groups.map(({ rows, documentOf }, at) => [...rows.keys()].filter((item) =>
    (matches[at]?.weights.has(item) ?? true) && filters.every(({ passes }) => passes(rows[item], documentOf(item)))));

  const over = query.get('group') === inPassages.name ? inPassages : inDocuments, own = matches[over.place];
  const wanted = query.get('sort') ?? 'relevance', sort = wanted === 'relevance' && !words ? '-date' : wanted;
  const items = sorted(over, found[over.place], sort, own);
  const pages = Math.ceil(items.length / perPage) || 1, page = Math.min(Math.max(1, Math.trunc(query.get('page')) || 1), pages);

  // Passages that have the words, or are of the kinds asked for
  const kinds = filters.filter(({ facet, use }) => facet === 'kind' && use !== 'not'), weightOf = (passage) => matches[1]?.weights.get(passage);
  const beneath = (document) => Array.from({ length: index.documents.passages[document] }, (_, at) => index.firstOf[document] + at)
    .filter((passage) => (kinds.length ? kinds.some(({ passes }) => passes(inPassages.rows[passage])) : weightOf(passage) !== undefined))
    .sort((one, other) => (weightOf(other) ?? 0) - (weightOf(one) ?? 0) || one - other).slice(0, mostPassages);
  const toMark = new Set(asked?.groups.flatMap(({ marks }) => marks));
  fill('.ep-hits', await Promise.all(items.slice((page - 1) * perPage, page * perPage).map((item) => hitOf(over, item, over.place ? [] : beneath(item), toMark))));

  fill('.ep-chosen__list', await chips(filters, query));
  fill('.ep-notices', notices(asked, own));
  for (const one of document.querySelectorAll('.ep-choice__link')) {
    const { name, value } = one.dataset;
    one.href = linkTo(query, { [name]: value }).href;
    if (value === sort || value === over.name) one.setAttribute('aria-current', 'true');
    one.lastElementChild?.append(numbers.format(found[Number(value === 'passage')].length));
    one.closest('nav').hidden = false;
  }
  place('[data-value="relevance"]').parentElement.hidden = !words;
  fill('.ep-paging__list', [['prev', page - 1], ['next', page + 1]].filter(([, to]) => to > 0 && to <= pages).map(([rel, to]) => show(rel, { link: linkTo(query, { page: to }) })));
  const facets = facetLists(over, items, filters, query);
  fill('.ep-facets', facets);
  place('.ep-results__jump').hidden = !facets.length;
  if (words) document.title = say('title', { what: words }) + document.title.slice(sentences.heading.length);

  const key = `found_${over.name}s`, all = over.rows.length;
  const sentence = !items.length ? sentences.nothing : items.length === all ? count(key, all) : say('of', { found: numbers.format(items.length), total: count(key, all) });
  status.dataset.found = items.length;
  status.textContent = pages > 1 ? `${sentence}, ${say('page_of', { page: numbers.format(page), pages: numbers.format(pages) })}` : sentence;
}
