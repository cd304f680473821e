// What an answer says about itself is true: why each match is there, what to search next, and the
// language of the question.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { readFolder } from '../../bench/relevance/judged.mjs';
import { ownCorpus, ownIndex, root, serve } from './support.mjs';

let server;
before(async () => { server = await serve(ownIndex(), '--quiet'); });
after(() => server.stop());

/** So many forms of a word are told; a place may have another. */
const mostForms = 3;

const ask = (parameters) => server.json(`/api/v1/search?facets=none&${new URLSearchParams(parameters)}`);

/** Words of questions in every language; those kept aside for measuring serve as well, as nothing is scored here. */
const questions = () => readFolder(path.join(root, 'bench/relevance/judged')).map(({ text }) => text);

/** Searches of many kinds, most of which find little. */
function* narrowSearches() {
  const filters = [
    { country: 'PE' }, { theme: 'aeo', country: 'CL' }, { 'country.all': 'BO', year: '2022' }, { 'theme.not': 'aeo', country: 'BO' },
    { from: '2019', to: '2019-06', country: 'UZ' }, { in: 'bo-2022-risk-management' }, { kind: 'lesson', country: 'TG' }, { theme: 'mutual-recognition', country: 'UY' }, {},
  ];
  yield { q: 'benefits', theme: 'aeo', country: 'GT' };
  yield { q: 'ATA carnet temporary admission workshop' };
  yield { q: 'subasta de mercancías abandonadas' };
  let turn = 0;
  for (const q of questions().filter((_, at) => at % 4 === 0)) {
    yield { q, ...filters[turn % filters.length], ...(turn % 3 === 0 ? { match: 'all' } : {}), ...(turn % 5 === 0 ? { group: 'passage' } : {}) };
    ++turn;
  }
}

test('every suggestion finds as much as it says, and more than nothing', async () => {
  const kinds = new Set();
  for (const search of narrowSearches()) {
    const { found, suggestions } = await ask(search);
    assert.equal(new Set(suggestions.map(({ url }) => url)).size, suggestions.length, 'no search is suggested twice');
    for (const { kind, url, found: promised, why, q } of suggestions) {
      const there = await server.json(url);
      assert.equal(there.found, promised, `${JSON.stringify(search)}: ${url}`);
      assert.equal(there.query.q, q);
      assert.ok(promised > 0, url);
      if (kind.startsWith('without') || kind === 'any_word' || kind === 'as_written') assert.ok(promised > found, url);
      assert.ok(why.length > 3 && !/[{}]/.test(why), why);
      kinds.add(kind);
    }
  }
  assert.deepEqual([...kinds].sort(), ['any_word', 'as_written', 'broader', 'form', 'narrower', 'neighbour', 'region', 'without_filter', 'without_filters', 'without_word', 'without_words']);
});

test('a search that finds enough suggests nothing, and one that finds nothing leads on', async () => {
  assert.deepEqual((await ask({ q: 'risk management' })).suggestions, []);
  for (const q of ['AEO Peru', 'xyzzy', 'стажировка в Монголии']) {
    const page = await (await server.get(`/search?${new URLSearchParams({ q, match: 'all' })}`)).text();
    assert.match(page, /<div class="ep-empty">[^]*<a class="ep-counted__link /, q);
  }
});

test('a country of which nothing is told leads to its neighbours or its region', async () => {
  const { suggestions } = await ask({ q: 'risk management', country: 'AR' });
  const neighbours = suggestions.filter(({ kind }) => kind === 'neighbour').map(({ value }) => value);
  assert.ok(neighbours.includes('BO') && neighbours.length <= 4, `${neighbours}`);
  const island = await ask({ q: 'time release study', country: 'JM' });
  assert.deepEqual(island.suggestions.filter(({ kind }) => kind === 'region').map(({ value }) => value), ['AMS']);
});

/** Whether a text has a word in some form: its beginning, accents and case aside. */
function has(text, word) {
  const folded = (of) => of.normalize('NFKD').replace(/\p{M}/gu, '').replace(/(?<=\d)[,.\s](?=\d)/g, '').toLowerCase();
  const beginning = [...folded(word)];
  return folded(text).includes(beginning.slice(0, Math.max(2, Math.ceil(beginning.length * 0.6))).join(''));
}

test('every reason is true: its word, or what it says stands there instead, is in the place', async () => {
  const documents = new Map();
  let checked = 0;
  for (const [turn, q] of questions().entries()) {
    if (turn % 6 > 0) continue;
    const group = turn % 12 > 0 ? 'passage' : 'document';
    const { hits } = await ask({ q, group, explain: 1, per_page: 5 });
    for (const hit of hits) {
      if (!documents.has(hit.id)) documents.set(hit.id, await server.json(`/documents/${hit.id}.json`));
      const document = documents.get(hit.id);
      assert.ok(hit.why.length > 0, `${q}: ${hit.id} has no reason`);
      for (const { word, found_as, places, text } of hit.why) {
        assert.ok(!/[{}]/.test(text), text);
        const forms = [...word.split(/[\s-]+/), word, ...found_as];
        const texts = [];
        for (const { place, anchor, facet, label } of places) {
          if (place === 'title') texts.push(document.title);
          if (place === 'summary') texts.push(document.summary);
          if (place === 'passage') {
            const passage = document.passages.find((one) => one.anchor === anchor);
            assert.ok(hit.passages.some((one) => one.anchor === anchor), 'only passages that are shown are named');
            texts.push(`${passage.title} ${passage.text}`);
          }
          if (place === 'tag') {
            const lists = { country: 'countries', theme: 'themes', region: 'regions', programme: 'programmes', measure: 'measures', kind: 'kinds', type: 'type' };
            if (facet === 'year') {
              assert.ok(document.date.from.slice(0, 4) <= label.slice(-4) && label.slice(-4) <= document.date.to.slice(0, 4), `${hit.id} is not of ${label}`);
              continue;
            }
            const tags = facet === 'organisation' ? [...document.organisations, ...document.funders, ...document.administrations] : [document[lists[facet]]].flat();
            assert.ok(facet === 'measure' || tags.some((one) => one.label === label), `${hit.id} is not tagged ${facet} ${label}`);
          }
          ++checked;
        }
        for (const one of texts)
          assert.ok(found_as.length === mostForms || forms.some((form) => has(one, form)), `${q}: ${hit.id}: none of ${JSON.stringify(forms)} in ${one.slice(0, 300)}`);
      }
    }
  }
  assert.ok(checked > 300, `${checked}`);
});

test('reasons are given when they are asked for, and on pages, too', async () => {
  const { hits } = await ask({ q: 'OEA Guatemala' });
  assert.deepEqual(hits[0].why, []);
  const page = await (await server.get('/search?q=OEA+Guatemala&explain=1')).text();
  assert.match(page, /<h4 class="ep-why__heading">Why it is here<\/h4>/);
  assert.match(page, /“OEA” \(understood as Authorised economic operator\)[^<]*: in the title/);
  assert.doesNotMatch(await (await server.get('/search?q=OEA+Guatemala')).text(), /ep-why/);
});

test('everyday words of a question are searched in English, too, and are told and given up with one click', async () => {
  assert.deepEqual((await ask({ q: '实验室' })).understood.translated, [], 'a word of the trade has its names in the vocabulary');
  const shop = await ask({ q: '阿里巴巴' });
  assert.deepEqual(shop.understood.translated.map(({ from, to }) => ({ from, to })), [{ from: '阿里巴巴', to: ['alibaba'] }]);
  assert.deepEqual(shop.hits.map(({ id }) => id), ['ap-2021-ecommerce']);
  const [{ as_typed: url }] = shop.understood.translated;
  const typed = await server.json(url);
  assert.deepEqual([typed.found, typed.understood.translated], [0, []]);
  const written = await ask({ q: '阿里巴巴', expand: 'off' });
  assert.deepEqual([written.found, written.understood.translated], [0, []]);
  const page = await (await server.get(`/search?q=${encodeURIComponent('阿里巴巴')}`)).text();
  assert.match(page, /Also searched in English: 阿里巴巴 \(alibaba\)/);
  assert.deepEqual((await ask({ q: 'laboratory' })).understood.translated, []);
  // A name that is split into its characters is none of what these mean by themselves: 京东 is neither big nor east.
  assert.deepEqual((await ask({ q: '阿里巴巴和京东' })).understood.translated.map(({ from }) => from), ['阿里巴巴']);
  assert.ok((await ask({ q: '女关员' })).hits.some(({ id }) => id === 'ng-2024-gender-abuja'), 'one character may be a word');
});

test('what a country pays for elsewhere is found by its name, before what merely names it', async () => {
  const { hits } = await ask({ q: 'Norwegian projects' });
  const paid = ['acip-2024-cips', 'ni-2017-trs', 'rw-2023-performance-kigali'];
  assert.deepEqual(hits.slice(0, 3).map(({ id }) => id).sort(), paid);
});

test('a year finds what is of it, though its text may not say so', async () => {
  const { found } = await ask({ q: '2023' });
  const { facets } = await server.json('/api/v1/search?q=2023');
  const year = facets.year.values.find(({ value }) => value === '2023');
  const all = await server.json('/api/v1/search?year=2023&facets=none');
  assert.equal(year.count, all.found);
  assert.ok(found >= all.found);
});

test('a measure is followed by what its themes are about', async () => {
  const { hits, found } = await ask({ q: 'TFA 7.6', explain: '1' });
  assert.ok(found > 4);
  const named = hits.filter(({ id }) => ['uz-2022-trs', 'gt-2020-first-trs'].includes(id));
  assert.deepEqual(named, hits.slice(0, 2));
  for (const { id, why } of hits.slice(2)) assert.ok(why.some(({ text }) => text.includes('Time Release Study')), id);
});

test('a month of a year finds what took place in it, then what is of the year', async () => {
  const { hits: running } = await ask({ from: '2022-11', to: '2022-11' });
  const held = running.filter(({ date }) => date.from.startsWith('2022-11') && date.to.startsWith('2022-11'));
  assert.ok(held.length > 1);
  for (const q of ['workshops in November 2022', 'talleres de noviembre de 2022', 'семинары в ноябре 2022 года', 'ورش العمل في نوفمبر 2022', '2022年11月的研讨会']) {
    const { hits, understood } = await ask({ q });
    assert.deepEqual(hits.slice(0, held.length).map(({ id }) => id).sort(), held.map(({ id }) => id).sort(), q);
    assert.deepEqual(understood.concepts.filter(({ list }) => list === 'dates').map(({ id, label }) => `${id} ${label}`), ['2022-11 November 2022'], q);
  }
});

test('a part of the world finds what is about its countries, after what names it', async () => {
  const members = await ask({ 'country': 'KG', per_page: '100' });
  for (const q of ['Central Asia', 'Центральная Азия', '中亚', 'Asia Central']) {
    const { hits, found, understood } = await ask({ q, per_page: '100', explain: '1' });
    assert.deepEqual(understood.concepts.map(({ list, id }) => `${list}:${id}`), ['groups:central-asia'], q);
    assert.equal(found, hits.length);
    for (const { id } of members.hits) assert.ok(hits.some((hit) => hit.id === id), `${q}: ${id}`);
    assert.ok(hits.every(({ why }) => why.length > 0), q);
  }
});

test('an administration is followed by what is about its country', async () => {
  const of = async (q) => (await ask({ q, explain: '1' })).hits;
  const [first, ...others] = await of('SUNAT');
  assert.ok(first.why.some(({ places }) => places.some(({ place }) => place === 'summary')));
  const byTag = others.map(({ why }) => why.every(({ places }) => places.every(({ place }) => place === 'tag')));
  assert.ok(byTag.filter(Boolean).length >= 2 && others.every(({ countries }) => countries.some(({ value }) => value === 'PE')));
  assert.ok(!byTag.slice(byTag.indexOf(true)).includes(false), 'what names it comes first');
  // The name of several administrations means none of their countries.
  const several = await of('direction générale des douanes');
  assert.ok(several.every(({ why }) => why.some(({ places }) => places.some(({ place, facet }) => place !== 'tag' || facet !== 'country'))));
  assert.deepEqual(new Set((await of('aduana peruana')).map(({ id }) => id)), new Set([first, ...others].map(({ id }) => id)));
});

test('what is mainly about a country comes before what names it among others', async () => {
  const ids = (await ask({ q: 'risk management Bolivia' })).hits.map(({ id }) => id);
  const [main, among] = ['bo-2022-risk-management', 'can-2023-risk-management-lima'].map((id) => ids.indexOf(id));
  assert.ok(main >= 0 && main < among, `${ids}`);
});

test('a place in other letters is found as texts have it, which is told and given up with one click', async () => {
  const { hits, understood } = await ask({ q: 'Соба' });
  assert.deepEqual(understood.translated.filter(({ from }) => from === 'Соба').map(({ to }) => to), [['soba']]);
  assert.equal(hits[0].id, 'sd-2017-risk-management');
  assert.deepEqual((await ask({ q: 'Соба', literal: 'соба' })).found, 0);
});

test('names of instruments are recognised in the languages of the interface', async () => {
  for (const q of ['Arusha Declaration', 'Declaración de Arusha', "Déclaration d'Arusha", 'Арушская декларация', '阿鲁沙宣言']) {
    const { understood } = await ask({ q });
    assert.ok(understood.concepts.some(({ list, id }) => list === 'measures' && id === 'wco:arusha'), q);
  }
});

test('a match weighs the same on every page and under every filter, phrases in whatever company; behind the best fifty no less', async () => {
  const phrases = [
    '"single window" customs risk', '"time release study" border clearance study', '"risk management" OR workshop training', '"mutual recognition" exporters country', 'experience with risk management in customs',
    '"海关" 风险管理 研讨会', '"стратегического планирования" таможня', '"border agencies" -peru clearance', '"gestión de riesgos" aduana formación', 'study visit to a customs laboratory',
  ];
  let compared = 0, grown = 0;
  for (const q of [...phrases, ...questions().filter((_, at) => at % 9 === 0)])
    for (const group of ['document', 'passage']) {
      const whole = await ask({ q, group, per_page: '100' });
      const key = (hit) => `${hit.id}#${group === 'passage' ? hit.passages[0].anchor : ''}`;
      const scores = new Map(whole.hits.map((hit) => [key(hit), hit.score]));
      // What its passages say is added to the weight of the best fifty documents; a filter may make one of those of what stood behind them.
      const front = new Set(whole.hits.slice(0, group === 'document' ? 50 : undefined).map(key));
      for (const narrower of [{ per_page: '3' }, { per_page: '3', page: '2' }, { country: 'BO', per_page: '100' }, { 'theme.not': 'aeo', per_page: '5' }, { from: '2020', per_page: '4' }])
        for (const hit of (await ask({ q, group, ...narrower })).hits) {
          if (!scores.has(key(hit))) continue;
          const more = hit.score - scores.get(key(hit));
          assert.ok(more > -0.001 && (more < 0.001 || !front.has(key(hit))), `${q} ${JSON.stringify(narrower)} ${key(hit)}: ${hit.score}, ${scores.get(key(hit))}`);
          ++compared;
          if (more >= 0.001) ++grown;
        }
    }
  assert.ok(compared > 1000 && grown < compared / 10, `${compared} ${grown}`);
});

test('what is found is listed, whatever it was understood as', async () => {
  const file = readFileSync(path.join(ownCorpus, 'vocabulary/terms.yaml'), 'utf8');
  const words = [...file.matchAll(/^ {4}(?:en|es|ru|ar|zh): ([^[\n"]+)$/gm)].map(([, word]) => word).filter((_, at) => at % 7 === 0);
  assert.ok(words.length > 300);
  let followed = 0;
  for (const [turn, q] of [...words, ...questions().filter((_, at) => at % 5 === 0)].entries()) {
    const { found, hits, understood } = await ask({ q, per_page: '100', group: turn % 2 > 0 ? 'passage' : 'document' });
    assert.equal(hits.length, Math.min(found, 100), q);
    if (understood.notes.some((note) => note.includes('follows what does'))) ++followed;
  }
  assert.ok(followed > 20, `${followed}`);
});

test('of documents that few name something in, what is about its subject follows, which is told', async () => {
  const { hits, found, understood } = await ask({ q: 'serious play', explain: '1' });
  assert.ok(found > 3);
  assert.ok(understood.notes.some((note) => note.includes('subject of “serious play”')));
  assert.ok(hits.some(({ why }) => why.some(({ text }) => text.includes('tagged'))));
  // One document names it, which is not tagged with its subject; three are.
  const named = await ask({ q: 'sydonia', explain: '1' });
  assert.ok(named.understood.notes.some((note) => note.includes("does not name it follows what does")));
  assert.deepEqual(named.hits.map(({ why }) => why.every(({ places }) => places.every(({ place: one }) => one === 'tag'))), [false, true, true, true]);
  const place = await ask({ q: "St John's" });
  assert.equal(place.hits[0].id, 'ag-2023-aeo');
  assert.ok(place.understood.notes.some((note) => note.includes('about its country is searched instead')));
});

test('a question of many subjects, and one of many runs, cost no more than their words', async () => {
  const many = 'debts loans war emission paper samples randomly investigate complaints roads seals trucks arrivals informal airports';
  const runs = Array.from({ length: 16 }, (_, at) => '海关贸易风险管理培训'.slice(at % 5, at % 5 + 4)).join(' ');
  for (const q of [many, `${many} ${many}`.slice(0, 500), runs]) assert.ok((await ask({ q })).found > 0, q);
});

test('a word of the trade of another language is none where the language of the question is known', async () => {
  const words = (answer) => answer.understood.concepts.map(({ from }) => from);
  assert.ok(!words(await ask({ q: 'what is it and who pays for it' })).includes('pays'));
  // Taken for Dutch, in which the vocabulary has no words: then those of every language count.
  const dutch = await ask({ q: 'het courses' });
  assert.deepEqual([dutch.understood.language, words(dutch)], ['nl', ['courses']]);
  assert.ok(words(await ask({ q: 'les pays sans accès à la mer' })).includes('pays'));
});

test('the language of a question is told where something tells it', async () => {
  const languages = {
    'how did peers reduce the time of clearance': 'en', 'gestión de riesgos en la aduana': 'es', 'gestion des risques en douane': 'fr',
    'gestão de riscos na alfândega': 'pt', 'управление рисками': 'ru', 'إدارة المخاطر': 'ar', '海关风险管理': 'zh', '税関の改革': 'ja',
    'การจัดการความเสี่ยง': 'th', 'μελέτη χρόνου': 'el', '2022': null, xyzzy: null,
  };
  for (const [q, language] of Object.entries(languages)) assert.equal((await ask({ q })).understood.language, language, q);
});
