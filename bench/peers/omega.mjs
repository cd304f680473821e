// Xapian Omega: omindex over plain text, and its CGI program, run for each question as a web server runs it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isInstalled, remove, run } from '../lib/processes.mjs';

const cgi = '/usr/lib/cgi-bin/omega/omega';

export const omega = {
  name: 'Xapian Omega',
  does: 'ten best with the texts it keeps of them, exact total; a process for each question, as CGI is; it counts no facets',
  modes: ['any', 'all'],
  missing: () => (isInstalled('omindex') && isInstalled(cgi) ? null : 'xapian-omega is not installed'),
  build({ eachDocument, at }) {
    const texts = at('omega/texts');
    for (const name of ['texts', 'data', 'templates', 'log']) mkdirSync(at(`omega/${name}`), { recursive: true });
    for (const { id, title, text } of eachDocument()) {
      const folder = path.join(texts, id.slice(0, -3));  // a thousand each
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, `${id}.txt`), `${title}\n\n${text}\n`);
    }
    run('omindex', ['--db', at('omega/data/default'), '--url', '/', texts]);
    remove(texts);
    writeFileSync(at('omega/templates/ids'), '$msize$hitlist{\n$field{url}\t$html{$field{sample}}}');
    writeFileSync(at('omega/omega.conf'), ['database_dir data', 'template_dir templates', 'log_dir log', 'cdb_dir log'].map((line) => line.replace(/ (.*)/, (_, name) => ` ${at(`omega/${name}`)}`)).join('\n') + '\n');
  },
  async start({ count, at }) {
    const env = { ...process.env, OMEGA_CONFIG_FILE: at('omega/omega.conf'), REQUEST_METHOD: 'GET' };
    return {
      async ask(mode, P) {
        const QUERY_STRING = new URLSearchParams({ P, DB: 'default', FMT: 'ids', HITSPERPAGE: 10, MINHITS: count, DEFAULTOP: mode === 'any' ? 'or' : 'and' }).toString();
        const begin = process.hrtime.bigint();
        const { stdout, status } = spawnSync(cgi, { env: { ...env, QUERY_STRING }, encoding: 'utf8' });
        const ms = Number(process.hrtime.bigint() - begin) / 1e6;
        if (status !== 0 || stdout.includes('Exception:')) throw new Error(`omega ended with ${status}: ${stdout.slice(0, 300)}`);
        const [found, ...hits] = stdout.slice(stdout.search(/\r?\n\r?\n/)).trim().split('\n');
        return { ms, found: Number(found.replace(/\D/g, '')), hits: hits.map((line) => path.basename(line.split('\t')[0], '.txt')) };
      },
      async stop() {},
    };
  },
};
