// What deploy/ ships: the nginx site in front of a real service, and the systemd unit.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { nginx, startNginx } from './nginx.mjs';
import { build, fixtureCorpus, root, scratch, serve, testWith } from './support.mjs';

const unit = path.join(root, 'deploy/entrepot.service');

/** Sends bytes from an address of the loopback's and returns all that comes back. */
function raw(port, bytes, from = '127.0.0.1') {
  return new Promise((resolve) => {
    let out = '';
    const socket = net.connect({ port, host: '127.0.0.1', localAddress: from }, () => socket.write(bytes));
    socket.on('data', (chunk) => { out += chunk; });
    socket.on('error', () => {});
    socket.on('close', () => resolve(out));
  });
}

testWith('nginx (nginx-light)', nginx, 'the nginx site passes on what the service says, keeps what it must not get, and lets nobody crowd it out', async () => {
  const service = await serve(build(fixtureCorpus), '--log', 'off');
  const front = await startNginx(service.port, scratch());
  const get = (address, options) => fetch(front.base + address, options);
  const ask = (head, from) => raw(front.port, `${head}\r\nConnection: close\r\n\r\n`, from);
  try {
    for (const address of ['/', '/search?q=risk', '/nothing', '/api/v1/search?q=risk', '/assets/site.css']) {
      const [direct, passed] = [await service.get(address), await get(address)];
      assert.equal(passed.status, direct.status, address);
      assert.equal(await passed.text(), await direct.text(), address);
      for (const name of ['content-type', 'content-security-policy', 'x-content-type-options', 'etag', 'vary', 'cache-control', 'content-encoding', 'access-control-allow-origin'])
        assert.equal(passed.headers.get(name), direct.headers.get(name), `${address} ${name}`);
    }
    const etag = (await get('/about')).headers.get('etag');
    assert.equal((await get('/about', { headers: { 'if-none-match': etag } })).status, 304);
    assert.match(await ask('GET /about HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br'), /Content-Encoding: br/i);
    assert.match(await ask('GET /about HTTP/1.1\r\nHost: a\r\nRange: bytes=0-3'), /^HTTP\/1\.1 200 /);
    assert.equal((await get('/search', { method: 'POST' })).status, 405);
    assert.equal((await get('/search', { method: 'POST', body: 'x'.repeat(5000) })).status, 413);
    assert.match(await ask(`GET /${'a'.repeat(9000)} HTTP/1.1\r\nHost: a`), /^HTTP\/1\.1 414 /);
    assert.match(await ask(`GET / HTTP/1.1\r\nHost: a\r\nA: ${'a'.repeat(9000)}`), /^HTTP\/1\.1 400 /);
    assert.equal((await get('/metrics')).status, 200);
    const flood = await Promise.all(Array.from({ length: 400 }, () => ask('GET /healthz HTTP/1.1\r\nHost: a', '127.0.9.9')));
    const of = (status) => flood.filter((answer) => answer.startsWith(`HTTP/1.1 ${status} `)).length;
    assert.ok(of(200) >= 100 && of(429) > 0 && of(200) + of(429) === 400, `${of(200)} answered, ${of(429)} put off`);
    assert.match(await ask('GET /about HTTP/1.1\r\nHost: a', '127.0.9.10'), /^HTTP\/1\.1 200 /, 'another address is not put off');
    await get('/search?q=secretword');
    assert.ok(!/secretword|127\.0\.9\./.test(front.log()));
  } finally {
    await front.stop();
    await service.stop();
  }
});

const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;
testWith('systemd-analyze (systemd)', analyze, 'the systemd unit leaves the service next to nothing to do but answer', () => {
  const { stdout, stderr } = spawnSync('systemd-analyze', ['security', '--offline=true', '--no-pager', unit], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  const [, score] = stdout.match(/Overall exposure level for entrepot\.service: ([\d.]+)/) ?? assert.fail(stderr);
  assert.ok(Number(score) < 1.5, `exposure ${score}`);
  const text = readFileSync(unit, 'utf8');
  for (const line of ['DynamicUser=yes', 'StateDirectory=entrepot', 'Restart=always', 'IPAddressDeny=any', 'MemoryMax=1G', 'SystemCallFilter=@system-service'])
    assert.ok(text.split('\n').includes(line), line);
  assert.match(text, /^ExecStart=\/usr\/bin\/entrepot-serve run .* --listen 127\.0\.0\.1:8080/m);
});
