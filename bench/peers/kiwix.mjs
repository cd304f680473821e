// kiwix-serve on a ZIM file of one plain page a document, with the full-text index that zimwriterfs makes.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from '../lib/http.mjs';
import { root } from '../relevance/programs.mjs';
import { freePort, isInstalled, listening, remove, run, start } from '../lib/processes.mjs';

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const page = ({ title, text }) => `<!doctype html><html><head><meta charset="utf-8"><title>${escape(title)}</title></head><body><h1>${escape(title)}</h1>
${text.split(/\n{2,}/).map((block) => `<p>${escape(block)}</p>`).join('\n')}</body></html>`;

export const kiwix = {
  name: 'kiwix-serve',
  does: 'a page of ten with extracts as HTML over HTTP; an estimated total; it counts no facets; all of the words only; started anew for each round',
  modes: ['all'],
  missing: () => (isInstalled('kiwix-serve') && isInstalled('zimwriterfs') ? null : 'kiwix-tools and zim-tools are not installed'),
  build({ eachDocument, at }) {
    mkdirSync(at('zim'));
    for (const one of eachDocument()) {
      const folder = path.join(at('zim'), one.id.slice(0, -3));
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, `${one.id}.html`), page(one));
    }
    writeFileSync(path.join(at('zim'), 'index.html'), page({ title: 'All', text: 'Search.' }));
    copyFileSync(path.join(root, 'site/assets/icon-48.png'), path.join(at('zim'), 'icon-48.png'));
    run('zimwriterfs', ['--welcome=index.html', '--illustration=icon-48.png', '--language=eng', '--title=Bench', '--description=Bench', '--creator=Bench', '--publisher=Bench', '--name=bench', at('zim'), at('bench.zim')]);
    remove(at('zim'));
  },
  async start({ at }) {
    const port = await freePort();
    const server = start('kiwix-serve', ['--address', '127.0.0.1', '--port', String(port), at('bench.zim')]);
    await listening(port, server.child);
    const client = new Client(`http://127.0.0.1:${port}`);
    return {
      async ask(_, pattern) {
        const { ms, text } = await client.get(`/search?${new URLSearchParams({ content: 'bench', pattern, pageLength: 10 })}`);
        return { ms, found: Number(text.match(/of\s*<b>\s*([\d,.]+)/)?.[1].replace(/\D/g, '') ?? 0), hits: [...text.matchAll(/(bench-\d+)\.html"/g)].map(([, id]) => id) };
      },
      async stop() {
        client.close();
        await server.stop();
      },
    };
  },
};
