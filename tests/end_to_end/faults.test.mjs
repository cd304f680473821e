// What a disk does that is full, broken or not to be written: one clear sentence, and what is served stays as it was.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { build, fixtureCorpus, index, indexProgram, isLong, random, serveProgram } from './support.mjs';

const shim = process.env.ENTREPOT_FAULTS;
const errnos = { ENOSPC: [28, /No space left on device/], EIO: [5, /Input\/output error/], EROFS: [30, /Read-only file system/] };

/** Runs a program whose `at`-th call of a sort on files of `data` fails. `on`: and all after it. */
function runFailing(program, args, { call, at, errno, on = false }, data) {
  const { status, signal, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 60_000,
    env: {
      ...process.env,
      LD_PRELOAD: shim,
      ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0`,
      FAULT_CALL: call,
      FAULT_AT: String(at),
      FAULT_ERRNO: String(errnos[errno][0]),
      FAULT_FOLDER: data,
      ...(on ? { FAULT_ON: '1' } : {}),
    },
  });
  return { status, signal, stderr };
}

/** One sentence on what failed, and one on what to do. */
function assertClear(stderr, what) {
  const lines = stderr.trimEnd().split('\n');
  assert.match(lines[0], /^entrepot-(index|serve): ./, `${what}: ${stderr}`);
  assert.ok(lines.length <= 2, `${what} is told in ${lines.length} lines: ${stderr}`);
  assert.doesNotMatch(stderr, /terminate|what\(\)|Sanitizer|std::/, what);
}

test('a build whose disk fails at any call ends in one clear sentence and leaves what is served', () => {
  const data = build(fixtureCorpus);
  const draws = random(6), told = { clear: 0, done: 0 };
  for (const call of ['open', 'write', 'fsync', 'syncfs', 'rename']) {
    const places = isLong ? [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377] : [1, 2 + draws.below(6), 10 + draws.below(20)];
    for (const at of places)
      for (const on of isLong ? [false, true] : [draws.below(2) === 1]) {
        const errno = Object.keys(errnos)[draws.below(3)], what = `${call} ${at}${on ? ' and on' : ''}, ${errno}`;
        const { status, signal, stderr } = runFailing(indexProgram, ['build', fixtureCorpus, data, '--quiet', '--full'], { call, at, errno, on }, data);
        assert.equal(signal, null, `${what}: ${stderr}`);
        assert.ok(status === 3 || at > 1, `${what}: the first of them went unnoticed`);
        if (status === 0) {  // there are fewer such calls, or it was one to do without
          told.done += 1;
        } else {
          assert.equal(status, 3, `${what}: ${stderr}`);
          assertClear(stderr, what);
          told.clear += 1;
        }
        const { status: sound, stderr: why } = index('verify', data, '--quiet');
        assert.equal(sound, 0, `${what}: ${why}`);
      }
  }
  assert.ok(told.clear >= 4, JSON.stringify(told));
  build(fixtureCorpus, data);
  assert.deepEqual(readdirSync(data).filter((name) => /building|new$/.test(name)), []);
});

test('a service that cannot read its index says so in one sentence and exits 3', () => {
  const data = build(fixtureCorpus);
  for (const at of isLong ? [1, 2, 3, 4, 5, 6, 8, 10, 12, 15] : [1, 3, 6]) {
    const what = `open ${at} and on`;
    const { status, signal, stderr } = runFailing(serveProgram, ['run', data, '--listen', '127.0.0.1:0', '--quiet'], { call: 'open', at, errno: 'EIO', on: true }, data);
    assert.equal(signal, null, `${what}: ${stderr}`);
    assert.equal(status, 3, `${what}: ${stderr}`);
    assertClear(stderr, what);
  }
});
