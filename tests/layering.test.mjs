// The architecture, read off the sources: includes run indexer -> model <- service, and each library
// has its doors.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = ['model', 'indexer', 'service'];
const mayInclude = { model: ['model'], indexer: ['indexer', 'model'], service: ['service', 'model'] };

// Which files may include which library; a folder stands for all in it.
const doors = [
  { library: 'Xapian', include: /^xapian/, files: ['model/text/stemmer.cpp', 'indexer/index/entries.h', 'indexer/index/index_failure.h', 'indexer/index/index_update.cpp', 'indexer/index/index_writer.cpp', 'indexer/index/published_index.cpp', 'service/search/columns.cpp', 'service/search/database_pool.cpp', 'service/search/explanation.cpp', 'service/search/fixed_weight.cpp', 'service/search/indexed_document.cpp', 'service/search/library.cpp', 'service/search/like_passages.cpp', 'service/search/matching.cpp', 'service/search/passage_gist.cpp', 'service/search/postings.cpp', 'service/search/query_builder.cpp', 'service/search/ranked_hits.cpp', 'service/search/related.cpp', 'service/search/related_words.cpp', 'service/search/tag_likeness.cpp', 'service/search/term_weight.cpp', 'service/search/weighted_documents.cpp', 'service/search/weigher.cpp'] },
  { library: 'ICU', include: /^unicode\//, files: ['model/text/', 'service/wording/locale.cpp'] },
  { library: 'Hunspell', include: /^hunspell\//, files: ['service/words/dictionaries.cpp'] },
  { library: 'yaml-cpp', include: /^yaml-cpp\//, files: ['indexer/source/yaml.cpp'] },
  { library: 'cmark', include: /^cmark/, files: ['indexer/body/markdown_tree.h'] },
  { library: 'cpp-httplib', include: /^httplib/, files: ['service/http/protocol.cpp'] },
  { library: 'mustache', include: /^kainjow\//, files: ['service/pages/templates.cpp'] },
  { library: 'CLI11', include: /^CLI\//, files: ['indexer/command_line.cpp', 'service/command_line.cpp'] },
  { library: 'OpenSSL', include: /^openssl\//, files: ['model/sha256.cpp'] },
  { library: 'zlib and brotli', include: /^(zlib\.h|brotli\/)/, files: ['service/http/compression.cpp'] },
];

const sources = modules.flatMap((module) =>
  readdirSync(path.join(root, module), { recursive: true, withFileTypes: false })
    .filter((name) => /\.(h|cpp)$/.test(name))
    .map((name) => {
      const file = path.posix.join(module, name);
      const text = readFileSync(path.join(root, file), 'utf8');
      const includes = [...text.matchAll(/^\s*#\s*include\s+(["<])([^">]+)[">]/gm)].map((m) => ({ own: m[1] === '"', name: m[2] }));
      return { file, module, includes };
    }));

test('there are sources to read', () => {
  for (const module of modules) assert.ok(sources.some((source) => source.module === module), `no sources in ${module}/`);
});

test('includes run indexer -> model <- service and never between indexer and service', () => {
  const breaches = sources.flatMap(({ file, module, includes }) =>
    includes.filter(({ own, name }) => own && !mayInclude[module].includes(name.split('/')[0])).map(({ name }) => `${file} includes "${name}"`));
  assert.deepEqual(breaches, []);
});

// A document's way through the indexer: a folder includes itself and those before it.
const steps = ['source', 'front_matter', 'body', 'vocabulary', 'corpus', 'index', 'reports', 'commands'];
test(`within the indexer includes run ${steps.join(' <- ')}`, () => {
  const step = (file) => steps.indexOf(file.split('/')[1]);
  const inside = sources.filter(({ file, module }) => module === 'indexer' && file.split('/').length === 3);
  assert.ok(inside.length > 50);
  assert.deepEqual(inside.filter(({ file }) => step(file) < 0).map(({ file }) => file), []);
  const breaches = inside.flatMap(({ file, includes }) =>
    includes.filter(({ own, name }) => own && name.startsWith('indexer/') && name.split('/').length === 3 && step(name) > step(file))
      .map(({ name }) => `${file} includes "${name}"`));
  assert.deepEqual(breaches, []);
});

// A question's way through the service, from its address to its answer.
const stages = ['wording', 'query', 'words', 'search', 'formats', 'http', 'pages', 'routes', 'export', 'commands'];
test(`within the service includes run ${stages.join(' <- ')}`, () => {
  const stage = (file) => stages.indexOf(file.split('/')[1]);
  const inside = sources.filter(({ file, module }) => module === 'service' && file.split('/').length === 3);
  assert.ok(inside.length > 90);
  assert.deepEqual(inside.filter(({ file }) => stage(file) < 0).map(({ file }) => file), []);
  const breaches = inside.flatMap(({ file, includes }) =>
    includes.filter(({ own, name }) => own && name.startsWith('service/') && (name.split('/').length < 3 || stage(name) > stage(file)))
      .map(({ name }) => `${file} includes "${name}"`));
  assert.deepEqual(breaches, []);
});

for (const { library, include, files } of doors) {
  test(`${library} is included only by ${files.join(', ')}`, () => {
    const breaches = sources
      .filter(({ file }) => !files.some((door) => (door.endsWith('/') ? file.startsWith(door) : file === door)))
      .flatMap(({ file, includes }) => includes.filter(({ own, name }) => !own && include.test(name)).map(({ name }) => `${file} includes <${name}>`));
    assert.deepEqual(breaches, []);
    assert.ok(sources.some(({ includes }) => includes.some(({ own, name }) => !own && include.test(name))), `nothing includes ${library}`);
  });
}

test('cmark\'s tree stays with what reads bodies', () => {
  const readers = ['markdown.cpp', 'markdown_notes.cpp', 'markdown_notes.h', 'markdown_outline.cpp', 'markdown_tables.cpp', 'markdown_tables.h', 'markdown_tree.cpp', 'rewritten_tree.cpp', 'rewritten_tree.h'];
  const others = sources.filter(({ file, includes }) => !readers.includes(path.posix.basename(file)) && includes.some(({ own, name }) => own && name === 'indexer/body/markdown_tree.h'));
  assert.deepEqual(others.map(({ file }) => file), []);
});

test('no query shares Xapian\'s static MatchAll, whose reference count threads would race for', () => {
  const breaches = sources.filter(({ file }) => /Query::MatchAll/.test(readFileSync(path.join(root, file), 'utf8').replace(/\/\/.*$/gm, '')));
  assert.deepEqual(breaches.map(({ file }) => file), []);
});

test('no query uses OP_AND_MAYBE, of which Xapian 1.4.22 loses matches between pages', () => {
  const breaches = sources.filter(({ file }) => /OP_AND_MAYBE/.test(readFileSync(path.join(root, file), 'utf8').replace(/\/\/.*$/gm, '')));
  assert.deepEqual(breaches.map(({ file }) => file), []);
});

test('the running service never names the corpus folder', () => {
  const breaches = sources.filter(({ module }) => module === 'service')
    .flatMap(({ file }) => (/["'/]corpus\//.test(readFileSync(path.join(root, file), 'utf8')) ? [file] : []));
  assert.deepEqual(breaches, []);
});
