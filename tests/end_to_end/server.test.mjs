// The service under strain and for those who run it: crowds, slow and silent clients, a stop, logs and numbers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { asNobody, build, fixtureCorpus, scratch, serve, serveProgram } from './support.mjs';

let data, server;
before(async () => { data = build(fixtureCorpus); server = await serve(data, '--log', 'off'); });
after(() => server.stop());

/** A connection that sends some bytes, gathers what comes and says when it has ended. */
function connect(port, bytes) {
  const socket = net.connect(port, '127.0.0.1', () => bytes && socket.write(bytes));
  const one = { socket, text: '', ended: false };
  socket.on('data', (chunk) => { one.text += chunk; });
  socket.on('error', () => {});
  one.closed = new Promise((resolve) => { socket.on('close', () => { one.ended = true; resolve(one.text); }); });
  return one;
}

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) * 1024;

/** The numbers of GET /metrics by their names and labels. */
async function metrics(one = server) {
  const lines = (await (await one.get('/metrics')).text()).trimEnd().split('\n').filter((line) => !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

test('a crowd that rests, one that sends heads without end and one that asks at once: everybody who asks is answered, in bounded memory', async () => {
  await (await server.get('/api/v1/search?q=risk')).text();
  const start = memory();
  const crowd = [];
  for (let i = 0; i < 300; ++i) crowd.push(connect(server.port));
  for (let i = 0; i < 150; ++i) crowd.push(connect(server.port, 'GET / HTTP/1.1\r\nA: '));
  const flood = Array.from({ length: 30 }, (_, i) => connect(server.port, [`GET /${'a'.repeat(9_000_000)}`, `GET / HTTP/1.1\r\nA: ${'a'.repeat(9_000_000)}`, `GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(1_000_000)}`][i % 3]));
  const answers = await Promise.all(Array.from({ length: 200 }, async () => {
    const response = await server.get('/api/v1/search?q=risk');
    await response.arrayBuffer();
    return response.status;
  }));
  assert.deepEqual([...new Set(answers)], [200]);
  for (const one of flood) {
    await one.closed;
    assert.match(one.text, /^(HTTP\/1\.1 4(14|31) |$)/);
  }
  assert.ok(memory() - start < 128 * 1024 * 1024, `${memory() - start} bytes more`);
  for (const { socket } of crowd) socket.destroy();
});

test('the numbers of /metrics are of routes, not of addresses, and count what was asked', async () => {
  const before = await metrics();
  for (let i = 0; i < 5; ++i) await server.get(`/documents/none-${i}`);
  await server.get('/api/v1/search?q=secretword');
  await server.get('/api/v1/search?q=secretword');
  await connect(server.port, 'GET / HTTP/1.1\nHost: a\n\n').closed;
  const response = await server.get('/metrics');
  assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const text = await response.text();
  assert.ok(!text.includes('secretword') && !text.includes('none-1'));
  for (const line of text.trimEnd().split('\n'))
    assert.match(line, /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+)$/);
  const now = await metrics();
  const more = (name) => now.get(name) - (before.get(name) ?? 0);
  const times = 'entrepot_http_request_duration_seconds';
  assert.equal(more(`${times}_count{route="/documents/{id}",status="4xx"}`), 5);
  assert.equal(more(`${times}_bucket{route="/documents/{id}",status="4xx",le="+Inf"}`), 5);
  assert.equal(more(`${times}_count{route="/api/v1/search",status="2xx"}`), 2);
  assert.equal(more('entrepot_cache_misses_total'), 1);
  assert.equal(more('entrepot_cache_hits_total'), 1);
  assert.equal(more('entrepot_http_unreadable_total'), 1);
  const health = await server.json('/healthz');
  assert.equal(now.get('entrepot_index_documents'), health.documents);
  assert.equal(now.get('entrepot_index_passages'), health.passages);
  assert.equal(now.get('entrepot_index_built_timestamp_seconds'), Date.parse(health.built_at) / 1000);
  assert.equal(now.get(`entrepot_index_info{generation="${health.generation}"}`), 1);
  assert.equal((await server.get('/metrics', { method: 'POST' })).status, 405);
});

test('a log of JSON has one object a request, which names the route and the generation, and nobody and no query', async () => {
  const other = await serve(data, '--log', 'json');
  await other.get('/search?q=secretword');
  await other.get('/nothing-secret');
  await connect(other.port, 'nonsense\r\n\r\n').closed;
  await other.stop();
  const lines = other.log().trimEnd().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ method, route, status, generation }) => [method, route, status, generation]),
    [['GET', '/search', 200, 'gen-000001'], ['GET', '', 404, 'gen-000001'], ['-', '', 400, '']]);
  assert.ok(lines.every(({ bytes, ms, time }) => bytes >= 0 && ms >= 0 && Math.abs(time - Date.now() / 1000) < 600));
  assert.ok(!/secret|127\.0\.0\.1/.test(other.log()));
});

test('a log that is off says nothing, and one of another form is not understood', async () => {
  const other = await serve(data, '--log', 'off');
  await other.get('/');
  await other.stop();
  assert.equal(other.log(), '');
  const { status, stderr } = spawnSync(serveProgram, ['run', data, '--log', 'xml'], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /--log/);
});

test('a stop answers what has been asked, with connections at rest and heads on their way', async () => {
  const other = await serve(data, '--log', 'off');
  await other.get('/');
  const rest = Array.from({ length: 20 }, () => connect(other.port, 'GET /about HTTP/1.1\r\nHost: a\r\n\r\n'));
  const begun = connect(other.port, 'GET / HTTP/1.1\r\nHost: ');
  while (rest.some(({ text }) => !text.includes('</html>'))) await new Promise((resolve) => { setTimeout(resolve, 10); });
  const asking = Array.from({ length: 40 }, () => connect(other.port, 'GET /search?q=risk HTTP/1.1\r\nHost: a\r\n\r\n'));
  await Promise.all(asking.map(({ socket }) => new Promise((resolve) => { if (socket.connecting) socket.once('connect', resolve); else resolve(); })));
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  const start = Date.now();
  assert.equal(await other.stop(), 0);
  assert.ok(Date.now() - start < 4000);
  for (const one of asking) assert.match(await one.closed, /^HTTP\/1\.1 200 [^]*<\/html>/);
  assert.equal(await begun.closed, '');
  for (const one of rest) await one.closed;
});

test('a system that gives no threads ends the program with a sentence and 3', () => {
  const folder = scratch();
  cpSync(data, path.join(folder, 'data'), { recursive: true });
  const told = new Set();
  for (const most of [1, 2, 3, 6]) {
    const { status, stderr } = asNobody(serveProgram, `ulimit -u ${most}; exec "$0" run data --listen 127.0.0.1:0`, folder);
    if (/cannot (make pipe|fork)|fork:/.test(stderr)) continue;
    assert.equal(status, 3, stderr);
    assert.match(stderr, /^entrepot-serve: (cannot start 16 threads, only \d+|the system gives no more threads or files): .+\n {2}allow it more: .+\n$/);
    told.add(status);
  }
  assert.ok(told.size > 0);
});
