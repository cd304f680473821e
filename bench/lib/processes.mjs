// Folders and processes that are gone when the bench is, however it ends.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import readline from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Of Debian, which has the packages: another python3 may come first in the path. */
export const python = '/usr/bin/python3';

const running = new Map(), folders = new Set();
process.on('exit', () => {
  for (const [child, signal] of running) child.kill(signal);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});
for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) process.once(signal, () => process.exit(status));

/** A new folder in `where`, removed with the process. */
export function scratch(where, name) {
  const folder = mkdtempSync(path.join(where, `entrepot-${name}-`));
  folders.add(folder);
  return folder;
}

export function remove(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** What a program says on stdout. @throws if it ends with another status than 0. */
export function run(command, given, options = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(command, given, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (status !== 0) throw new Error(`${[command, ...given].join(' ').slice(0, 300)} ended with ${error?.message ?? signal ?? status}\n${(stderr ?? '').slice(-2000)}`);
  return stdout;
}

export const isInstalled = (command, ...given) => !spawnSync(command, given.length > 0 ? given : ['--version']).error;

/** @returns {{wall: number, cpu: number, rss: number, said: string}} seconds, seconds, bytes of the largest process; what it said. */
export function measured(command, given) {
  const measure = fileURLToPath(new URL('measure.py', import.meta.url));
  const { status, stdout, stderr } = spawnSync(python, [measure, command, ...given], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${[command, ...given].join(' ').slice(0, 300)} ended with ${status}\n${stderr.slice(-2000)}`);
  return { ...JSON.parse(stdout.trim().split('\n').at(-1)), said: stderr };
}

/** A process that goes on. @param last the signal that ends it with this process: SIGTERM for one that has others to end.
 *  @returns {{child, ended, stop}} `stop()` asks it to end, and insists after ten seconds. */
export function start(command, given, options = {}, last = 'SIGKILL') {
  const child = spawn(command, given, { stdio: ['ignore', 'ignore', 'ignore'], ...options });
  running.set(child, last);
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
    child.once('error', resolve);
  }).finally(() => running.delete(child));
  return {
    child,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

export const freePort = () => new Promise((resolve) => {
  const one = net.createServer().listen(0, '127.0.0.1', () => { const { port } = one.address(); one.close(() => resolve(port)); });
});

/** Waits until something listens there. @throws if nothing does after a minute, or the process has ended. */
export async function listening(port, child) {
  for (let tries = 0; tries < 1200; ++tries) {
    const isOpen = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); }).on('error', () => resolve(false));
    });
    if (isOpen) return;
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  throw new Error(`${child.spawnfile} does not listen on 127.0.0.1:${port}`);
}

/** A program that answers each line of stdin, a question, with a line of JSON. Its first line says that it is ready. */
export async function startAsker(command, given) {
  const { child, ended, stop } = start(command, given, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => { said = (said + chunk).slice(-4000); });
  child.stdin.on('error', () => {});  // it has ended, which is told below
  const waiting = [];
  readline.createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(line));
  const next = () => new Promise((resolve, reject) => { waiting.push({ resolve, reject }); });
  ended.then(() => { for (const { reject } of waiting) reject(new Error(`${command} ${given.join(' ')} ended:\n${said}`)); });
  await next();
  return {
    async ask(question) {
      child.stdin.write(`${question}\n`);
      return JSON.parse(await next());
    },
    stop,
  };
}

/** Bytes of memory of a process that no file stands behind. */
export function anonymousBytes(pid) {
  return Number(/^Anonymous:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) * 1024;
}
