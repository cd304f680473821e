// A word is found however it is written, in every script: each way of writing it in a question meets
// each way of writing it in a text.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { writeCorpus } from '../../bench/relevance/collection.mjs';
import { build, ownCorpus, scratch, serve } from './support.mjs';

/** By what is shown: a language and the ways to write one thing, each of which finds all. */
const writings = {
  'tatweel, vowel signs and presentation forms of Arabic': ['ar', ['مستودع', 'مســتودع', 'مُسْتَوْدَع', 'ﻣﺴﺘﻮﺩﻉ']],
  'hamza and alef forms': ['ar', ['إفصاح', 'افصاح', 'أفصاح']],
  'a final yeh and alef maqsura': ['ar', ['مقهى', 'مقهي']],
  'yo and ye': ['ru', ['учёт', 'учет', 'УЧЁТ', 'уче\u0308т']],
  'Greek with and without tonos, and final sigma': ['el', ['τελωνείο', 'τελωνειο', 'ΤΕΛΩΝΕΙΟ', 'ΤΕΛΩΝΕΊΟ']],
  'Spanish without accents': ['es', ['inspección', 'inspeccion', 'INSPECCIÓN', 'inspeccio\u0301n']],
  'French without accents, with ligatures': ['fr', ['manœuvre', 'manoeuvre', 'MANŒUVRE']],
  'French elisions, whatever the apostrophe': ['fr', ["l'entrepôt", 'l’entrepôt', 'entrepôt', 'entrepot']],
  'German sharp s and umlauts': ['de', ['Großverfahren', 'GROSSVERFAHREN', 'grossverfahren']],
  'full width and half width': ['ja', ['コンテナ', 'ｺﾝﾃﾅ']],
  'full-width Latin letters': ['zh', ['ＡＢＣＤＥＦ', 'ABCDEF', 'abcdef']],
  'digits of other scripts': ['ar', ['٧٣١٩٤', '73194', '۷۳۱۹۴', '７３１９４']],
  'Turkish dotless i apart': ['tr', ['ışık']],
  'Thai with its sara am whole or in two': ['th', ['คำร้อง', 'คํา' + 'ร้อง']],
};

/** Parts of a text without spaces, each of which finds it. */
const runs = {
  Chinese: ['zh', '海关总署推进智慧口岸建设', ['智慧口岸', '口岸建设', '海关', '推进']],
  Japanese: ['ja', '税関は原産地証明書の電子化を進めている', ['原産地証明書', '電子化', '税関']],
  Thai: ['th', 'กรมศุลกากรพัฒนาระบบตรวจสอบสินค้าผ่านแดน', ['ศุลกากร', 'ตรวจสอบ', 'สินค้า']],
  Korean: ['ko', '관세청은 전자통관 체계를 도입했다', ['전자통관']],
  'a German compound as it comes': ['de', 'Die Zollwertermittlung dauert lange', ['Zollwertermittlung', 'zollwertermittlung', 'zollwert*']],
};

/** Questions in two scripts, and the words that one text has of both. */
const mixed = [['borderpost 边境站 контроль', 'zh', '边境站 borderpost контроль'], ['ＱＲ码 qr', 'zh', '扫描QR码通关']];

const texts = [];
for (const [, [lang, ways]] of Object.entries(writings)) for (const text of ways) texts.push({ lang, text });
for (const [, [lang, text]] of Object.entries(runs)) texts.push({ lang, text });
for (const [, lang, text] of mixed) texts.push({ lang, text });

let server, names;
before(async () => {
  const corpus = path.join(scratch(), 'corpus');
  const documents = texts.map(({ lang, text }, at) => ({ id: `${at}`, title: `${at}`, text, language: lang }));
  names = writeCorpus(documents, corpus, path.join(ownCorpus, 'vocabulary'));
  server = await serve(build(corpus), '--quiet');
});
after(() => server.stop());

async function found(q, more = {}) {
  const { hits } = await server.json(`/api/v1/search?${new URLSearchParams({ q, per_page: 100, facets: 'none', ...more })}`);
  return new Set(hits.map(({ id }) => texts[Number(names.get(id))].text));
}

for (const [what, [, ways]] of Object.entries(writings))
  test(what, async () => {
    for (const question of ways) {
      const there = await found(question);
      for (const text of ways) assert.ok(there.has(text), `'${question}' does not find '${text}'`);
      assert.ok(there.size < texts.length / 3, `'${question}' finds everything`);
    }
  });

for (const [what, [, text, parts]] of Object.entries(runs))
  test(`parts of words in ${what}`, async () => {
    for (const part of parts) {
      assert.ok((await found(part)).has(text), `'${part}' does not find '${text}'`);
      if (!part.includes('*')) assert.ok((await found(`"${part}"`)).has(text), `"${part}" does not find '${text}'`);
    }
  });

test('a question in several scripts asks for each of its words', async () => {
  for (const [question, , text] of mixed) assert.ok((await found(question)).has(text), question);
  assert.ok((await found('borderpost 边境站 контроль', { match: 'all' })).has('边境站 borderpost контроль'));
  assert.equal((await found('borderpost 边境站 智慧口岸', { match: 'all' })).size, 0);
});

test('marks in extracts are whole in every script', async () => {
  for (const [, [, text, parts]] of Object.entries(runs))
    for (const part of parts.filter((one) => !one.includes('*'))) {
      const { hits } = await server.json(`/api/v1/search?${new URLSearchParams({ q: part, group: 'passage', facets: 'none' })}`);
      const hit = hits.find(({ passages }) => passages[0].snippet_text.includes(text.slice(0, 8)));
      const { snippet_text: shown, marks } = hit.passages[0];
      const marked = marks.map(([start, length]) => [...shown].slice(start, start + length).join(''));
      assert.ok(marked.join('|').toLowerCase().includes(part.toLowerCase()), `${part}: ${marked}`);
    }
});
