// Sphinx: indexer, and searchd on 127.0.0.1, asked by PyMySQL; see sphinx.py.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { facets } from '../lib/collection.mjs';
import { freePort, listening, remove, run, start, startAsker, python } from '../lib/processes.mjs';
import { versions } from '../lib/machine.mjs';

const program = fileURLToPath(new URL('sphinx.py', import.meta.url));

/** Latin and Cyrillic letters folded as far as a range says it, Arabic as it is, each Han character a word. */
const letters = '0..9, A..Z->a..z, a..z, _, U+C0..U+D6->U+E0..U+F6, U+E0..U+F6, U+D8..U+DE->U+F8..U+FE, U+F8..U+FF, U+100..U+24F, '
  + 'U+410..U+42F->U+430..U+44F, U+430..U+44F, U+401->U+451, U+451, U+620..U+669';

const configuration = (at, port) => `source documents
{
  type = tsvpipe
  tsvpipe_command = cat '${at('sphinx.tsv')}'
  tsvpipe_field = title
  tsvpipe_field = text
  tsvpipe_attr_multi = country
  tsvpipe_attr_multi = theme
  tsvpipe_attr_uint = type
  tsvpipe_attr_uint = language
  tsvpipe_attr_uint = year
}
index documents
{
  source = documents
  path = ${at('sphinx/documents')}
  morphology = stem_enru
  charset_table = ${letters}
  ngram_len = 1
  ngram_chars = U+4E00..U+9FFF
  mlock = 0
}
indexer
{
  mem_limit = 256M
}
searchd
{
  listen = 127.0.0.1:${port}:mysql41
  log = ${at('sphinx/log')}
  pid_file = ${at('sphinx/pid')}
  workers = threads
  binlog_path =
  preopen_indexes = 1
}
`;

export const sphinx = {
  name: 'Sphinx',
  does: 'ten best by bm25, exact total, FACET for five; one round trip of SphinxQL on a kept connection; no extracts',
  modes: ['any', 'all'],
  missing: () => (!versions().Sphinx ? 'searchd is not installed' : versions().PyMySQL ? null : 'python3-pymysql is not installed'),
  build({ eachDocument, at }) {
    mkdirSync(at('sphinx'));
    const numbers = new Map(), out = openSync(at('sphinx.tsv'), 'w');
    const numberOf = (value) => numbers.get(value) ?? numbers.set(value, numbers.size + 1).get(value);
    let number = 0;
    for (const one of eachDocument())
      writeSync(out, `${[++number, one.title, one.text.replace(/\s+/g, ' '), ...facets.map((facet) => one[facet].map(numberOf).join(','))].join('\t')}\n`);
    closeSync(out);
    writeFileSync(at('sphinx.conf'), configuration(at, 9306));
    run('indexer', ['--config', at('sphinx.conf'), '--quiet', '--all']);
    remove(at('sphinx.tsv'));
  },
  async start({ at }) {
    const port = await freePort();
    writeFileSync(at('sphinx.conf'), configuration(at, port));
    const server = start('searchd', ['--config', at('sphinx.conf'), '--nodetach']);
    await listening(port, server.child);
    const asker = await startAsker(python, [program, String(port)]);
    return {
      ask: (mode, question) => asker.ask(question.split(' ').join(mode === 'any' ? ' | ' : ' ')),
      async stop() {
        await asker.stop();
        await server.stop();
      },
    };
  },
};
