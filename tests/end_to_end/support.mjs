// Starts the real programs for the black-box tests. Servers listen on a free port of 127.0.0.1 and are
// ended by their own process handle.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const indexProgram = process.env.ENTREPOT_INDEX ?? path.join(root, 'build/check/indexer/entrepot-index');
export const serveProgram = process.env.ENTREPOT_SERVE ?? path.join(root, 'build/check/service/entrepot-serve');
export const fixtureCorpus = path.join(root, 'tests/fixtures/corpus');
export const ownCorpus = path.join(root, 'corpus');

/** Whether script/test --long runs: with as many draws as a release wants. */
export const isLong = Boolean(process.env.ENTREPOT_LONG);

/** A test that needs a tool. Where that is missing it is skipped, but fails where nothing may be left out, as in script/test.
 *  @param tool what it is called and the package of Debian that brings it, if it has another name. */
export function testWith(tool, isThere, name, body) {
  const missing = `${tool} is not installed; script/setup test installs it`;
  if (isThere || !process.env.ENTREPOT_NO_SKIP) test(name, { skip: !isThere && missing }, body);
  else test(name, () => assert.fail(missing));
}

/** Runs a program of ours, in a copy that everybody may run, as somebody who is not root.
 *  @param line of the shell; `$0` is the program.
 *  @param folder of scratch(), which everybody may look into from then on. */
export function asNobody(program, line, folder) {
  chmodSync(folder, 0o755);
  const copy = path.join(folder, 'bin', path.basename(program));
  cpSync(program, copy);
  const become = process.getuid() === 0 ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];
  const [first, ...args] = [...become, 'bash', '-c', line, copy];
  const { status, stdout, stderr } = spawnSync(first, args, { cwd: folder, encoding: 'utf8', timeout: 60_000, env: { ...process.env, ASAN_OPTIONS: 'detect_leaks=0' } });
  return { status, stdout, stderr };
}

/** A folder of the test's own, removed with the process. */
export function scratch() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'entrepot-test-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs entrepot-index to its end. */
export function index(...args) {
  const { status, stdout, stderr } = spawnSync(indexProgram, args, { encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 26 });
  return { status, stdout, stderr };
}

export function startIndex(...args) {
  return spawn(indexProgram, args, { stdio: 'ignore' });
}

/** A copy of a corpus that a test may change. */
export function copyOf(corpus) {
  const folder = path.join(scratch(), 'corpus');
  cpSync(corpus, folder, { recursive: true });
  return folder;
}

/** Builds a corpus and returns the data folder. */
export function build(corpus, data = path.join(scratch(), 'data')) {
  const { status, stderr } = index('build', corpus, data, '--quiet');
  if (status !== 0) throw new Error(`build of ${corpus} exited ${status}:\n${stderr}`);
  return data;
}

/** An index of the shipped corpus for tests that only read it: ctest builds one for all, and ENTREPOT_OWN_DATA tells where. */
export function ownIndex() {
  return process.env.ENTREPOT_OWN_DATA ?? build(ownCorpus);
}

export function writeDocument(corpus, folder, id, text) {
  mkdirSync(path.join(corpus, folder), { recursive: true });
  writeFileSync(path.join(corpus, folder, `${id}.md`), text);
}

/** Starts entrepot-serve; `stop()` sends SIGTERM and resolves with the exit code. */
export async function serve(data, ...args) {
  const child = spawn(serveProgram, ['run', data, '--listen', '127.0.0.1:0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
  let log = '';
  child.stderr.on('data', (chunk) => { log += chunk; });
  const base = await new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const found = out.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
    ended.then((code) => reject(new Error(`entrepot-serve exited ${code}: ${log}`)));
  });
  process.on('exit', () => child.kill('SIGKILL'));
  return {
    base,
    port: Number(new URL(base).port),
    pid: child.pid,
    log: () => log,
    get: (address, options) => fetch(base + address, options),
    json: async (address) => {
      const response = await fetch(base + address);
      if (response.status !== 200) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
      return response.json();
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Starts entrepot-serve on what it is to refuse, and tells how it ended. */
export function serveFails(data, ...args) {
  const { status, stdout, stderr } = spawnSync(serveProgram, ['run', data, '--listen', '127.0.0.1:0', ...args], { encoding: 'utf8', timeout: 60_000 });
  return { status, stdout, stderr };
}

/** Repeatable pseudo-random numbers (mulberry32): a failing seed can be run again. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { below: (n) => Math.floor(next() * n), pick: (list) => list[Math.floor(next() * list.length)], chance: (p) => next() < p };
}
