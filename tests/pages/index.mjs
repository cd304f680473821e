// The corpus of the tests of the pages: the shipped one, and two documents more, of which one has all that authors may write and one is
// withdrawn. ctest builds it once for all: node tests/pages/index.mjs DATA
import { cpSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, copyOf, ownCorpus, root } from '../end_to_end/support.mjs';

/** @returns the folder of the index. */
export function buildCorpus(...data) {
  const corpus = copyOf(ownCorpus);
  cpSync(path.join(root, 'tests/pages/corpus'), corpus, { recursive: true });
  return build(corpus, ...data);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildCorpus(process.argv[2]);
