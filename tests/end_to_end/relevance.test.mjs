// The measuring of relevance measures right, and the ranking is as good as when it was last accepted.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { readDocuments, writeCorpus } from '../../bench/relevance/collection.mjs';
import { withoutAccents, withSlip } from '../../bench/relevance/edits.mjs';
import { compare, floorsOf } from '../../bench/relevance/floors.mjs';
import { hasRightPassage, readFolder } from '../../bench/relevance/judged.mjs';
import { measures, meanScore, score } from '../../bench/relevance/metrics.mjs';
import { readJudgements, readRun, runLines } from '../../bench/relevance/trec.mjs';
import { build, index, ownCorpus, ownIndex, root, scratch, serve } from './support.mjs';

const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 1e-12, `${value} is not ${wanted}`);

test('measures are those of trec_eval, worked out by hand', () => {
  const got = score(['x', 'a', 'y', 'b'], new Map([['a', 2], ['b', 1], ['c', 1], ['y', 0]]));
  near(got.MAP, (1 / 2 + 2 / 4) / 3);
  near(got['nDCG@10'], (2 / Math.log2(3) + 1 / Math.log2(5)) / (2 + 1 / Math.log2(3) + 1 / 2));
  near(got['P@5'], 2 / 5);
  near(got['Recall@100'], 2 / 3);
  near(got.MRR, 1 / 2);
  for (const measure of measures) near(score([], new Map([['a', 1]]))[measure], 0);
  assert.throws(() => score(['a'], new Map([['a', 0]])), /no score/);
  near(meanScore([score(['a'], new Map([['a', 1]])), score([], new Map([['a', 1]]))]).MRR, 1 / 2);
});

test('a run is read by score, ties by id backwards, and written so that its order stays', () => {
  const file = path.join(scratch(), 'run');
  writeFileSync(file, '1 Q0 a 9 1.0 t\n1 Q0 b 1 1.0 t\n1 Q0 c 2 2.5 t\n');
  assert.deepEqual(readRun(file).get('1'), ['c', 'b', 'a']);
  writeFileSync(file, runLines('q', ['a', 'z', 'm']));
  assert.deepEqual(readRun(file).get('q'), ['a', 'z', 'm']);
  writeFileSync(file, 'q 0 a 1\nq b 2\n');
  assert.deepEqual([...readJudgements(file).get('q')], [['a', 1], ['b', 2]]);
  writeFileSync(file, 'q a very\n');
  assert.throws(() => readJudgements(file), /run:1: not a judgement/);
});

test('a collection becomes a corpus whose texts are found as they were written', async () => {
  const folder = scratch();
  const texts = [
    { id: 'en-1', title: '', text: '--- # not a heading * nor a list\n\n1. [link](x) `code` <b>bold</b> | cell | orange' },
    { id: 'es-2', title: 'El título: "uno"', text: `naranja ${'palabra '.repeat(6000)}final` },
    { id: 'zh-3', title: '标题', text: '海关风险管理' },
  ];
  writeFileSync(path.join(folder, 'docs.jsonl'), texts.map((one) => JSON.stringify(one)).join('\n'));
  const corpus = path.join(folder, 'corpus');
  const names = writeCorpus(readDocuments(path.join(folder, 'docs.jsonl')), corpus, path.join(ownCorpus, 'vocabulary'));
  const { status, stderr } = index('check', corpus);
  assert.equal(status, 0, stderr);
  const server = await serve(build(corpus));
  for (const [words, id] of [['orange', 'en-1'], ['"not a heading * nor a list"', 'en-1'], ['final', 'es-2'], ['风险管理', 'zh-3']]) {
    const { hits } = await server.json(`/api/v1/search?q=${encodeURIComponent(words)}`);
    assert.equal(names.get(hits[0]?.id), id, words);
  }
  await server.stop();
});

test('a slip changes one word by one letter, the same for one seed; accents of other scripts stay', () => {
  for (let seed = 1; seed <= 50; ++seed) {
    const text = withSlip('post clearance audit', seed);
    assert.equal(text, withSlip('post clearance audit', seed));
    assert.ok(Math.abs(text.length - 'post clearance audit'.length) <= 1);
    assert.ok(text.startsWith('post '), 'words under five letters stay');
  }
  assert.equal(withSlip('риск', 1), 'риск');
  assert.equal(withoutAccents('gestión, Ελλάδα, й, 海关'), 'gestion, Ελλαδα, й, 海关');
});

test('judged questions name documents and passages that there are, a third of them kept aside', () => {
  const questions = readFolder(path.join(root, 'bench/relevance/judged'));
  assert.ok(questions.length >= 200);
  const documents = new Map();
  for (const language of ['en', 'es', 'fr', 'ru', 'ar', 'zh'])
    assert.ok(questions.filter((one) => one.language === language).length >= 15, language);
  const heldOut = questions.filter((one) => one.part === 'held-out').length;
  assert.ok(heldOut > questions.length * 0.31 && heldOut < questions.length * 0.36, `${heldOut} of ${questions.length}`);
  for (const { id, relevant } of questions)
    for (const document of relevant.keys()) {
      if (!documents.has(document)) documents.set(document, fileOf(document));
      assert.ok(documents.get(document), `${id}: no document ${document}`);
    }
  assert.equal(new Set(questions.map((one) => one.id)).size, questions.length);
});

function fileOf(id) {
  for (const folder of ['case-studies', 'mission-reports', 'workshop-conclusions'])
    try {
      return readFileSync(path.join(ownCorpus, folder, `${id}.md`), 'utf8');
    } catch {
      continue;
    }
  return '';
}

test('a passage is right by itself or as a part of the judged section', () => {
  const judged = new Set(['a#outcomes', 'b#lessons.2']);
  assert.ok(hasRightPassage([{ document: 'a', anchor: 'outcomes.3' }], judged));
  assert.ok(hasRightPassage([{ document: 'b', anchor: 'lessons.2' }], judged));
  assert.ok(!hasRightPassage([{ document: 'b', anchor: 'lessons.1' }, { document: 'c', anchor: 'outcomes' }], judged));
});

test('a figure under its floor is told, and each question that got worse', () => {
  const answer = (value) => [{ question: { id: 'q1', text: 'risk' }, ranked: ['a'], 'nDCG@10': value }];
  const rows = (value) => [['all', { 'nDCG@10': value, 'right passage in 3': 1 }]];
  const accepted = floorsOf(answer(0.9), rows(0.9));
  assert.deepEqual(compare(answer(0.9), rows(0.9), accepted), { worse: [], under: [] });
  const { worse, under } = compare(answer(0.5), rows(0.5), accepted);
  assert.match(worse[0], /^worse q1 "risk": 0.9 -> 0.5000; now first: a/);
  assert.match(under[0], /all nDCG@10 0.5000, floor 0.895/);
});

test('the ranking is as good as when it was last accepted', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'bench/relevance/run.mjs'), 'judged', '--data', ownIndex()], { encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
  assert.doesNotMatch(stdout, /^worse/m, 'questions got worse: look at them, then run.mjs judged --accept');
});
