// Runs the real programs: builds an index, serves it on a free port of 127.0.0.1, asks it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** @param folder of a build, such as build/release; tests name each program by its variable. */
export function programsIn(folder) {
  const programs = {
    index: process.env.ENTREPOT_INDEX ?? path.join(folder, 'indexer/entrepot-index'),
    serve: process.env.ENTREPOT_SERVE ?? path.join(folder, 'service/entrepot-serve'),
  };
  for (const program of Object.values(programs))
    if (!existsSync(program))
      throw new Error(`${program} is not there; build it: cmake --preset release && cmake --build --preset release`);
  return programs;
}

export function buildIndex(programs, corpus, data) {
  const { status, stderr } = spawnSync(programs.index, ['build', corpus, data, '--quiet'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`building ${corpus} failed:\n${stderr.slice(-2000)}`);
}

/** A running service; `stop()` ends it. */
export async function startService(programs, data) {
  const child = spawn(programs.serve, ['run', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  process.on('exit', kill);
  let log = '';
  child.stderr.on('data', (chunk) => { log += chunk; });
  const base = await new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const found = out.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
    child.on('exit', (code) => reject(new Error(`entrepot-serve ended with ${code}:\n${log}`)));
  });
  return {
    base,
    pid: child.pid,
    /** @param parameters name and value pairs. */
    async search(parameters) {
      const response = await fetch(`${base}/api/v1/search?${new URLSearchParams(parameters)}`);
      if (response.status !== 200)
        throw new Error(`a search answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
      return response.json();
    },
    stop() {
      return new Promise((resolve) => {
        process.removeListener('exit', kill);
        child.removeAllListeners('exit');
        child.on('exit', resolve);
        child.kill('SIGTERM');
      });
    },
  };
}

/** What `work` makes of each item, in their order, two at a time; says on stderr how far it is. */
export async function each(items, work, label) {
  const results = new Array(items.length);
  let next = 0;
  let told = Date.now();
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
      if (process.stderr.isTTY && Date.now() - told > 500) {
        told = Date.now();
        process.stderr.write(`\r${label}: ${index + 1} of ${items.length}`);
      }
    }
  };
  await Promise.all([worker(), worker()]);
  if (process.stderr.isTTY) process.stderr.write(`\r${' '.repeat(label.length + 24)}\r`);
  return results;
}

/** The service takes so many bytes of a question. */
const longestQuestion = 512;

/** A question as long as may be asked. */
export function askable(text) {
  const bytes = Buffer.from(text);
  if (bytes.length <= longestQuestion) return text;
  return new TextDecoder().decode(bytes.subarray(0, longestQuestion)).replace(/\uFFFD+$/, '');
}
