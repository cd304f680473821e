#!/usr/bin/env node
// What HTTP costs on top of an answer, and whether the service answers while others rest, trickle and wait.
import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { nginx, startNginx } from '../../tests/end_to_end/nginx.mjs';
import { scratch } from '../lib/processes.mjs';
import { readFolder } from '../relevance/judged.mjs';
import { buildIndex, programsIn, root } from '../relevance/programs.mjs';

const help = `What HTTP costs, and whether the service stands an attack. Loopback only.

  node bench/http/run.mjs
  node bench/http/run.mjs --seconds 5        a quick look

--programs FOLDER   of a build (default: build/release)
--data FOLDER       an index that is there already, instead of one of corpus/
--seconds N         of each attack (default: 60)
--searches          all of these requests are searches (default: two of ten, two pages, and files)
--in FOLDER         where to work, removed at the end (default: the system's)
--json FILE         write the figures there, too
--rate N            requests a second meanwhile (default: 200)

Prints, in this order:
  over HTTP     a faceted search over a kept connection, as its client sees it, over the time that the service
                itself took for it (its log): 1 would be HTTP for nothing. None is asked twice
  repeated      one search again and again, over the smallest answer there is
  idle          fresh connections while 64 others rest, and the processor time that resting costs
  attack        ${'`--rate`'} requests a second while 1,000 clients rest and 500 send a byte of an endless head every half
                second: behind the nginx of deploy/, then without it. Then how soon all is well again.
Ends with 1 if a request of an attack failed, or memory grew by more than 256 MiB.
`;

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: path.join(root, 'build/release') },
    data: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    searches: { type: 'boolean', default: false },
    in: { type: 'string', default: os.tmpdir() },
    json: { type: 'string' },
    rate: { type: 'string', default: '200' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(help);
  process.exit(0);
}

const searches = ['risk', 'customs reform', 'single window', 'training', 'risk management'].map((q) => `/api/v1/search?q=${encodeURIComponent(q)}`);
/** Each asked once: the service keeps its answers, and a kept one costs next to nothing. */
const fresh = [...new Set(readFolder(path.join(root, 'bench/relevance/judged')).map(({ text }) => text))].slice(0, 300).map((q) => `/api/v1/search?q=${encodeURIComponent(q)}`);
/** What readers ask for: of ten requests two are searches, two pages and the rest files. */
const reading = [searches[0], '/documents/bo-2022-risk-management', ...Array(3).fill('/favicon.ico'), searches[1], '/about', ...Array(3).fill('/assets/site.css')];
const of = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const milliseconds = (begin) => Number(process.hrtime.bigint() - begin) / 1e6;
const text = (times) => `median ${of(times, 0.5).toFixed(2)} ms, 99 % ${of(times, 0.99).toFixed(2)} ms`;

const figures = { attacks: [] };

/** The time of one answer, or an error. */
function timed(port, address, options) {
  return new Promise((resolve, reject) => {
    const begin = process.hrtime.bigint();
    http.get({ port, host: '127.0.0.1', path: address, ...options }, (response) => {
      response.on('data', () => {});
      response.on('error', reject);
      response.on('end', () => (response.statusCode === 200 ? resolve(milliseconds(begin)) : reject(new Error(`status ${response.statusCode}`))));
    }).on('error', reject);
  });
}

const memory = ({ pid }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
/** Seconds of processor time so far. */
const processor = ({ pid }) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;

async function measureCost(service) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const before = service.log().length;
  const seen = [], repeated = [], least = [];
  for (const address of fresh) {
    seen.push(await timed(service.port, address, { agent }));
    repeated.push(await timed(service.port, searches[0], { agent }));
    least.push(await timed(service.port, '/favicon.ico', { agent }));
  }
  agent.destroy();
  await sleep(100);
  const own = service.log().slice(before).split('\n').filter((line) => line.includes('"/api/v1/search"')).map((line) => JSON.parse(line).ms).filter((_, at) => at % 2 === 0);
  Object.assign(figures, { overOwn: of(seen, 0.5) / of(own, 0.5), repeated: of(repeated, 0.5) / of(least, 0.5) });
  console.log(`over HTTP: client ${text(seen)}; service itself ${text(own)}; ratio of medians ${(of(seen, 0.5) / of(own, 0.5)).toFixed(2)}`);
  console.log(`repeated:  ${text(repeated)}; smallest answer ${text(least)}; ratio of medians ${(of(repeated, 0.5) / of(least, 0.5)).toFixed(2)}`);
}

async function measureIdle(service) {
  const idle = Array.from({ length: 64 }, () => net.connect(service.port, '127.0.0.1').on('error', () => {}));
  for (const socket of idle) socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
  await sleep(500);
  const begin = processor(service), seconds = 5;
  await sleep(seconds * 1000);
  const share = (processor(service) - begin) / seconds;
  const times = [];
  for (let i = 0; i < 200; ++i) times.push(await timed(service.port, '/about', { agent: false }));
  for (const socket of idle) socket.destroy();
  Object.assign(figures, { idle: of(times, 0.5), idleProcessor: share });
  console.log(`idle:      with 64 at rest, fresh connections ${text(times)}; processor at rest ${(share * 100).toFixed(2)} %`);
}

/** @returns whether nothing broke. */
async function measureAttack(name, service, port) {
  const start = memory(service);
  const attackers = fork(new URL('attackers.mjs', import.meta.url), [port, 1000, 500]);
  const said = () => new Promise((resolve) => { attackers.once('message', resolve); });
  await said();
  const agents = Array.from({ length: 16 }, (_, at) => new http.Agent({ keepAlive: true, localAddress: `127.1.0.${at + 1}` }));
  const times = [], errors = [], open = [];
  let most = start;
  const asks = values.searches ? searches : reading;
  const total = Number(values.rate) * Number(values.seconds), begin = process.hrtime.bigint();
  for (let asked = 0; asked < total; ++asked) {
    const due = (asked * 1000) / Number(values.rate);
    if (milliseconds(begin) < due) await sleep(due - milliseconds(begin));
    open.push(timed(port, asks[asked % asks.length], { agent: agents[asked % agents.length] }).then((time) => times.push(time), (error) => errors.push(error.message)));
    if (asked % 100 === 0) most = Math.max(most, memory(service));
  }
  await Promise.all(open);
  most = Math.max(most, memory(service));
  attackers.send('end');
  const { closed } = await said();
  const end = process.hrtime.bigint();
  for (const agent of agents) agent.destroy();
  await timed(port, searches[0], { agent: false });
  const well = milliseconds(end);
  figures.attacks.push({ name: name.trim(), answers: times.length, errors: errors.length, p99: times.length > 0 ? of(times, 0.99) : null, grown: most - start });
  console.log(`${name}: ${times.length} answers, ${errors.length} errors, ${times.length > 0 ? text(times) : ''}; memory ${start.toFixed(0)} MiB, at most ${most.toFixed(0)}; ${closed} attackers put out; well after ${well.toFixed(0)} ms`);
  for (const error of [...new Set(errors)].slice(0, 5)) console.log(`  ${error}`);
  return errors.length === 0 && most - start < 256;
}

const folder = scratch(values.in, 'http');
let good = true;
try {
  const programs = programsIn(values.programs);
  process.env.ENTREPOT_SERVE ??= programs.serve;  // read when support.mjs is loaded
  const { serve } = await import('../../tests/end_to_end/support.mjs');
  const data = values.data ?? path.join(folder, 'data');
  if (values.data === undefined) buildIndex(programs, path.join(root, 'corpus'), data);
  const service = await serve(data, '--log', 'json');
  await measureCost(service);
  await measureIdle(service);
  if (nginx) {
    mkdirSync(path.join(folder, 'nginx'));
    const front = await startNginx(service.port, path.join(folder, 'nginx'));
    good = await measureAttack('attack behind nginx', service, front.port);
    await front.stop();
  } else console.log('attack behind nginx: nginx is not installed');
  good = (await measureAttack('attack without it  ', service, service.port)) && good;
  await service.stop();
  if (values.json) writeFileSync(values.json, JSON.stringify(figures));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = good ? 0 : 1;
