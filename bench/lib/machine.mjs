// On what, and of what, something was measured.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** How to ask each program for its version. All say it on stdout or stderr, some with a status of failure. */
const asked = {
  SQLite: ['/usr/bin/python3', '-c', 'import sqlite3; print(sqlite3.sqlite_version)'],
  PyMySQL: ['/usr/bin/python3', '-c', 'import pymysql; print(pymysql.__version__)'],
  Sphinx: ['searchd', '--help'],
  omindex: ['omindex', '--version'],
  'kiwix-serve': ['kiwix-serve', '--version'],
  zimwriterfs: ['zimwriterfs', '--version'],
  hugo: ['hugo', 'version'],
  nginx: ['/usr/sbin/nginx', '-v'],
  'g++': ['g++', '--version'],
};

/** @returns {Object<string, ?string>} the first number with a point that each program says of itself; null: not installed. */
export function versions() {
  const out = { Node: process.versions.node };
  for (const [name, [command, ...given]] of Object.entries(asked)) {
    const { error, stdout, stderr, status } = spawnSync(command, given, { encoding: 'utf8' });
    const missing = error || (command.endsWith('python3') && status !== 0);
    out[name] = missing ? null : `${stdout}${stderr}`.match(/\d+(?:\.\d+)+/)?.[0] ?? 'unknown';
  }
  return out;
}

/** Of the programs of a build, and of what they say they were made with. */
export function ownVersion(programs) {
  const { stdout } = spawnSync(path.join(programs, 'indexer/entrepot-index'), ['--version'], { encoding: 'utf8' });
  return stdout?.trim().replaceAll('\n', ', ') || 'unknown';
}

/** The commit that is measured, "+" behind it if files were changed since. */
export function commitOf(folder) {
  const git = (...given) => spawnSync('git', ['-C', folder, ...given], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const commit = git('rev-parse', '--short=12', 'HEAD');
  return commit ? `${commit}${git('status', '--porcelain', '--untracked-files=no') ? '+' : ''}` : 'unknown';
}

function distribution() {
  if (!existsSync('/etc/os-release')) return os.type();
  return readFileSync('/etc/os-release', 'utf8').match(/^PRETTY_NAME="(.*)"$/m)?.[1] ?? os.type();
}

/** One line: processors, memory, system, kernel. */
export function machine() {
  return `${os.cpus().length} × ${os.cpus()[0].model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GiB; ${distribution()}, ${os.type()} ${os.release()}`;
}

/** Of the last minute; above the number of processors, others wait with us. */
export const load = () => os.loadavg()[0];
