// The coverage report against the service: both count the same corpus.
import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { build, copyOf, fixtureCorpus, index, ownCorpus, ownIndex, serve } from './support.mjs';

for (const [name, corpus] of [['the shipped corpus', ownCorpus], ['the fixtures', fixtureCorpus]]) {
  test(`what the report counts of ${name} is what a search counts`, async () => {
    const { status, stdout } = index('report', corpus, '--format', 'json', '-q');
    assert.equal(status, 0);
    const report = JSON.parse(stdout);
    const server = await serve(corpus === ownCorpus ? ownIndex() : build(corpus), '--quiet');
    try {
      for (const [group, counted] of [['document', 'documents'], ['passage', 'passages']]) {
        const answer = await (await server.get(`/api/v1/search?group=${group}`)).json();
        assert.equal(answer.found, report[counted]);
        for (const [facet, rows] of Object.entries(report.facets)) {
          const expected = Object.fromEntries(rows.filter((row) => row[counted] > 0).map((row) => [row.value, row[counted]]));
          const actual = Object.fromEntries(answer.facets[facet].values.map((value) => [value.value, value.count]));
          assert.deepEqual(actual, expected, `${facet}, ${group}`);
        }
      }
    } finally {
      await server.stop();
    }
  });
}

test('a file with errors is left out, said so, and fails the report', () => {
  const corpus = copyOf(fixtureCorpus);
  const whole = JSON.parse(index('report', corpus, '--format', 'json', '-q').stdout);
  writeFileSync(path.join(corpus, 'case-studies/pe-ventanilla-unica.md'), '---\nsummary: no title\n---\n');
  const { status, stdout, stderr } = index('report', corpus, '--format', 'json', '-q');
  assert.equal(status, 1);
  assert.equal(JSON.parse(stdout).documents, whole.documents - 1);
  assert.match(stderr, /^\d+ errors? .*; the report leaves them out, entrepot-index check .* explains them\n$/);
});

test('reviews are judged by the day that is asked for, which must be one', () => {
  const corpus = copyOf(fixtureCorpus);
  const file = path.join(corpus, 'case-studies/due.md');
  appendFileSync(file, '---\ntitle: Due\nreview_by: 2027-03-01\n---\n\nText.\n');
  const overdue = (day) => JSON.parse(index('report', corpus, '--format', 'json', '-q', '--on', day).stdout).overdue.map((one) => one.id).filter((id) => id === 'due');
  assert.deepEqual(overdue('2027-03-01'), []);
  assert.deepEqual(overdue('2027-03-02'), ['due']);
  const wrong = index('report', corpus, '--on', 'tomorrow');
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /--on takes a day, such as 2026-11-25/);
});
