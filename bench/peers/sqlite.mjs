// SQLite FTS5, by the sqlite3 module of Debian's Python; see sqlite.py.
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { python, run, startAsker } from '../lib/processes.mjs';
import { versions } from '../lib/machine.mjs';

const program = fileURLToPath(new URL('sqlite.py', import.meta.url));

export const sqlite = {
  name: 'SQLite FTS5',
  does: 'ten best by bm25, exact total, five facets; in its own process; no extracts',
  modes: ['any', 'all'],
  missing: () => (versions().SQLite ? null : "python3's sqlite3 is not installed"),
  build({ documents, at }) {
    const input = openSync(documents);
    run(python, [program, 'build', at('documents.sqlite')], { stdio: [input, 'pipe', 'pipe'] });
    closeSync(input);
  },
  async start({ at }) {
    const asker = await startAsker(python, [program, 'ask', at('documents.sqlite')]);
    return { ask: (mode, question) => asker.ask(question.split(' ').map((word) => `"${word}"`).join(mode === 'any' ? ' OR ' : ' ')), stop: asker.stop };
  },
};
