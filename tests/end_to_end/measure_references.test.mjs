// A measure is found by its number, however it is written, in questions and in texts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build, copyOf, fixtureCorpus, ownIndex, serve, writeDocument } from './support.mjs';

let server;
before(async () => { server = await serve(ownIndex(), '--quiet'); });
after(() => server.stop());

const ask = (q, more = {}, from = server) => from.json(`/api/v1/search?facets=none&per_page=100&${new URLSearchParams({ q, ...more })}`);
const ranking = ({ found, hits }) => ({ found, hits: hits.map(({ id, score }) => `${id} ${score.toFixed(6)}`) });

const writings = {
  'tfa:7.6': ['TFA 7.6', 'tfa 7.6', 'TFA7.6', 'TFA Art 7:6', 'TFA art. 7(6)', 'TFA Art. 7 (6)', 'TFA Article 7, paragraph 6', 'Article 7.6 of the TFA', 'article 7.6 (TFA)',
    'Article 7.6 of the WTO Trade Facilitation Agreement (TFA)', 'paragraph 6 of article 7 of the TFA', 'AFC 7.6', 'artículo 7.6 del AFC', 'Artículo 7, párrafo 6 del Acuerdo sobre Facilitación del Comercio',
    'AFE 7.6', "article 7, paragraphe 6 de l'AFE", 'artigo 7.º, n.º 6 do AFC', 'статья 7, пункт 6 СУПТ', 'п. 6 ст. 7 Соглашения ВТО об упрощении процедур торговли',
    'المادة 7، الفقرة 6 من اتفاقية تيسير التجارة', 'TFA第7条第6款', '《贸易便利化协定》第七条第六款'],
  'tfa:7': ['TFA 7', 'TFA article 7', 'Artículo 7 del AFC', "l'article 7 de l'AFE", 'статья 7 СУПТ', 'TFA第七条', 'المادة ٧ من اتفاقية تيسير التجارة'],
  'tfa:11': ['TFA 11', 'TFA article 11', 'artículo 11 del AFC', '贸易便利化协定第十一条'],
  'rkc:6.3': ['RKC 6.3', 'RKC Standard 6.3', 'rkc standard 6.3', 'Standard 6.3 of the Revised Kyoto Convention', 'General Annex, Chapter 6, Standard 6.3', 'norma 6.3 del Convenio de Kyoto revisado', '京都公约标准6.3'],
  'rkc:6': ['RKC chapter 6', 'General Annex Chapter 6', 'Annexe générale, chapitre 6'],
  'safe:2': ['SAFE pillar 2', 'safe pillar 2', 'SAFE Framework pillar II', 'Pilar 2 del Marco SAFE', 'pilier 2 du Cadre SAFE', 'SAFE框架第二支柱', 'опора 2 Рамочных стандартов SAFE'],
  'hs:2022': ['HS 2022', 'HS2022', 'hs 2022', '2022 edition of the Harmonized System', 'edición 2022 del Sistema Armonizado', 'SH 2022', '2022年版协调制度'],
};

for (const [id, texts] of Object.entries(writings))
  for (const group of ['document', 'passage'])
    test(`all ways of writing ${id} find the same ${group}s in the same order, and the answer says what was understood`, async () => {
      const [first] = texts;
      const wanted = await ask(first, { group });
      assert.ok(wanted.found > 0, `${first} finds nothing`);
      assert.deepEqual(wanted.understood.dropped, [], first);
      for (const text of texts) {
        const answer = await ask(text, { group });
        assert.deepEqual(ranking(answer), ranking(wanted), text);
        const [one, ...others] = answer.understood.concepts;
        assert.deepEqual({ list: one.list, id: one.id, others: others.length }, { list: 'measures', id, others: 0 }, text);
        assert.ok(text.includes(one.from.replace(/^\(|\)$/g, '')), `${text}: from ${one.from}`);
        assert.match(one.label, new RegExp(`^(${id.split(':')[0]}|HS)`, 'i'));
      }
    });

test('an article alone is taken for the Trade Facilitation Agreement\'s, and its words count as well', async () => {
  const { hits: wanted, found } = await ask('TFA 7.6');
  for (const q of ['article 7.6', 'Art. 7 para 6', 'art. 7(6)', 'art. 7 (6)', 'Artículo 7, párrafo 6', 'article 7, paragraphe 6', 'статья 7, пункт 6', '第7条第6款', '第七条第六款', 'المادة 7، الفقرة 6']) {
    const answer = await ask(q);
    assert.deepEqual(answer.understood.concepts.map(({ list, id }) => `${list}:${id}`), ['measures:tfa:7.6'], q);
    assert.equal(answer.found, found, q);
    assert.deepEqual(answer.hits.map(({ id }) => id).sort(), wanted.map(({ id }) => id).sort(), q);
  }
});

test('a question for an article finds what speaks of its parts, and one for a part not what speaks of another', async () => {
  // What is about its subject and does not name it comes besides.
  const ids = async (q) => (await ask(q, { measure: 'tfa:7' })).hits.map(({ id }) => id);
  const whole = await ids('TFA 7');
  for (const part of ['TFA 7.6', 'TFA 7.7', 'TFA 7.8']) for (const id of await ids(part)) assert.ok(whole.includes(id), `${id} of ${part}`);
  assert.ok(!(await ids('TFA 7.8')).includes('gt-2020-first-trs'));
});

test('a measure that no text names leads to what it is about, and the answer says so', async () => {
  const { understood, hits } = await ask('TFA article 11');
  assert.match(understood.notes.join(), /Nothing here names “TFA article 11”/);
  assert.ok(hits.some(({ id }) => id === 'bo-2017-transit-la-paz'));
  const named = await ask('TFA 7.6');
  assert.deepEqual(named.understood.notes, ["What is about the subject of “TFA 7.6” and does not name it follows what does."]);
});

test('the search for the mere words, another law and other numbers are no references', async () => {
  const measures = async (q, more) => (await ask(q, more)).understood.concepts.filter(({ list }) => list === 'measures').map(({ id }) => id);
  const [one] = (await ask('Art. 7 para 6')).understood.concepts;
  const words = await server.json(`${one.as_words}&facets=none`);
  assert.deepEqual(words.understood.concepts.filter(({ list }) => list === 'measures'), []);
  for (const q of ['article 7 of the Customs Act', 'in 2022', '7.6 million', 'version 7.6', 'page 7', 'artículo 148 de la Ley 19.149', '"article 7.6"', '-"TFA 7.6" audit'])
    assert.deepEqual(await measures(q), [], q);
  assert.deepEqual(await measures('TFA 7.6', { expand: 'off' }), []);
  assert.deepEqual(await measures('TFA 7.6 AND RKC 6.3'), ['tfa:7.6', 'rkc:6.3']);
});

test('texts are found by their references, whatever their language, and extracts mark them', async () => {
  const corpus = copyOf(fixtureCorpus);
  const texts = {
    'ref-en': ['en', 'Release times are published, as Article 7, paragraph 6 of the TFA asks.'],
    'ref-es': ['es', 'Se publican los plazos, según el artículo 7.6 del AFC.'],
    'ref-ru': ['ru', 'Сроки публикуются согласно пункту 6 статьи 7 СУПТ.'],
    'ref-ar': ['ar', 'تنشر المهل وفقا للمادة ٧، الفقرة ٦ من اتفاقية تيسير التجارة.'],
    'ref-zh': ['zh', '根据《贸易便利化协定》第七条第六款公布放行时间。'],
    'ref-other': ['en', 'Release times are published, as Article 7 of the Customs Act asks. 7.6 million declarations were made.'],
  };
  for (const [id, [language, text]] of Object.entries(texts))
    writeDocument(corpus, 'case-studies', id, `---\ntitle: ${id}\nlanguage: ${language}\ndate: "2022"\n---\n\n## A\n\n${text}\n`);
  const own = await serve(build(corpus), '--quiet');
  const { hits } = await ask('TFA 7.6', {}, own);
  const wanted = Object.keys(texts).filter((id) => id !== 'ref-other');
  assert.deepEqual(hits.map(({ id }) => id).filter((id) => id.startsWith('ref-')).sort(), wanted.sort());
  for (const { id, passages } of hits.filter((hit) => hit.id.startsWith('ref-'))) assert.match(passages[0].snippet_html, /<mark>.*[7٧七]/, id);
  await own.stop();
});

test('a question of nothing but articles is answered', async () => {
  for (const piece of ['art. 7.7.7.7.', 'TFA ', 'TFA 7(6)', '(7)', 'General Annex ', '第七条'])
    assert.equal((await server.get(`/api/v1/search?${new URLSearchParams({ q: piece.repeat(Math.floor(512 / Buffer.byteLength(piece))) })}`)).status, 200, piece);
});
