// Ourselves: the library in a process of its own, and the service over HTTP.
import path from 'node:path';
import { Client } from '../lib/http.mjs';
import { facets } from '../lib/collection.mjs';
import { run, startAsker } from '../lib/processes.mjs';
import { programsIn, startService } from '../relevance/programs.mjs';

/** The index that both of them open. */
export function buildIndexIn({ programs, corpus, at }) {
  run(programsIn(programs).index, ['build', '--quiet', corpus, at('entrepot')]);
}

const inProcess = (words, name, does) => ({
  name,
  does,
  modes: ['any', 'all'],
  missing: () => null,
  build() {},
  async start({ programs, at }) {
    const asker = await startAsker(path.join(programs, 'bench/peers/entrepot-peers-library'), [at('entrepot')]);
    return { ask: (mode, question) => asker.ask(`${mode} ${words} ${question}`), stop: asker.stop };
  },
});

export const library = inProcess('expanded', 'Entrepot, library', 'page of ten with extracts, exact total, five facets; in its own process, without HTTP');
export const written = inProcess('written', 'Entrepot, as written', 'the same with expand=off: the words as they are written, as the other programs take them');

export const service = {
  name: 'Entrepot, HTTP',
  does: 'the same as JSON over HTTP, as the client sees it; started anew for each round, so that no answer is kept from before',
  modes: ['any', 'all'],
  missing: () => null,
  build() {},
  async start({ programs, at }) {
    const running = await startService(programsIn(programs), at('entrepot')), client = new Client(running.base);
    return {
      async ask(mode, q) {
        const { ms, text } = await client.get(`/api/v1/search?${new URLSearchParams({ q, match: mode, facets: facets.join(',') })}`);
        const { found, hits, facets: counts } = JSON.parse(text);
        return { ms, found, hits: hits.map(({ id }) => id),
          facets: Object.fromEntries(facets.map((name) => [name, Object.fromEntries(counts[name].values.map(({ value, count }) => [value, count]))])) };
      },
      async stop() {
        client.close();
        await running.stop();
      },
    };
  },
};
