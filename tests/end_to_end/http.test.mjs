// The service as a browser, a program and a stranger meet it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, copyOf, fixtureCorpus, index, ownIndex, serve, serveProgram } from './support.mjs';

let server;
before(async () => { server = await serve(ownIndex(), '--quiet'); });
after(() => server.stop());

/** Sends bytes as they are and returns all that comes back.
 *  @param wait milliseconds after which an answer that does not end is given up. */
function raw(port, bytes, wait = 30000) {
  return new Promise((resolve) => {
    let out = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    const timer = setTimeout(() => socket.destroy(), wait);
    socket.on('data', (chunk) => { out += chunk; });
    socket.on('error', () => {});
    socket.on('close', () => { clearTimeout(timer); resolve(out); });
  });
}

const pages = ['/', '/search', '/search?q=risk+management&country=BO', '/documents/bo-2022-risk-management', '/countries', '/countries/BO', '/countries/AD',
  '/themes', '/themes/risk-management', '/programmes', '/programmes/gtfp-1', '/programmes/ccp', '/regions/AMS', '/coverage', '/coverage?by=country&region=MENA', '/compare', '/compare?country=BO&country=CL', '/about',
  '/about/api', '/about/privacy', '/about/accessibility'];
const drawn = ['/map', '/map?theme=risk-management', '/timeline', '/timeline?country=BO&country=PE&sort=date', '/ar/timeline?from=2021'];

test('every page is whole HTML with one main heading, a language and a title', async () => {
  for (const page of pages) {
    const response = await server.get(page);
    assert.equal(response.status, 200, page);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    const html = await response.text();
    assert.match(html, /^<!doctype html>/i, page);
    assert.match(html, /<html[^>]* lang="en"/, page);
    assert.equal((html.match(/<h1[\s>]/g) ?? []).length, 1, `${page} has one h1`);
    assert.match(html, /<title>[^<]+<\/title>/, page);
    // One block of data is no script: it has no "<", and nothing runs it.
    const written = html.replaceAll(/<script type="module" src="\/assets\/js\/[a-z]+\.js\?v=[0-9a-f]{16}"><\/script>/g, '')
      .replace(/<script type="application\/ld\+json">\{[^<]*\}<\/script>/, '');
    assert.ok(!/<script|<style|\sstyle=|\son[a-z]+=/.test(written), `${page} has something inline`);
    assert.ok(html.length < 100_000, `${page} has ${html.length} bytes`);
  }
});

test('a page comes with its style and scripts in 40 KB', async () => {
  const size = async (address) => brotliCompressSync(await (await server.get(address)).text(), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
  for (const page of [...pages, '/search?q=aduana+y+riesgos&country=BO&country=PE&explain=1&per_page=20', '/ar/search?group=passage&q=risk&kind=outcome']) {
    const html = await (await server.get(page)).text();
    const files = [...html.matchAll(/(?:rel="stylesheet" href|<script type="module" src)="([^"]+)"/g)].map(([, url]) => url);
    assert.ok(files.length >= 2, page);
    let bytes = await size(page);
    for (const file of files) bytes += await size(file);
    assert.ok(bytes < 40 * 1024, `${page} comes in ${bytes} bytes`);
  }
});

test('a kind that is ticked among documents lists passages, and the parameter that does it is the page\'s alone', async () => {
  const html = await (await server.get('/search?q=risk&from=&to=&facet_q.country=&kinds=passages&kind=outcome')).text();
  assert.match(html, /rel="canonical" href="\/search\?q=risk&amp;kind=outcome&amp;group=passage"/);
  assert.ok(!html.includes('class="ep-warning"'));
  const refused = await (await server.get('/api/v1/search?kind=outcome&kinds=passages')).json();
  assert.deepEqual(refused.errors.map(({ parameter, nearest }) => [parameter, nearest]), [['kinds', 'kind']]);
});

test('the files of a search are in the language of the page that leads to them', async () => {
  const html = await (await server.get('/fr/search?country=BO')).text();
  const address = (name) => html.match(new RegExp(`href="(/search\\.${name}[^"]*)"`))[1].replaceAll('&amp;', '&');
  assert.match(await (await server.get(address('csv'))).text(), /Bolivie/);
  const feed = await server.get(address('atom'));
  assert.equal(feed.status, 200);
  assert.match(await feed.text(), /xml:lang="fr"[^]*href="\/fr\/search\?country=BO"[^]*href="\/fr\/documents\//);
});

test('each language of the interface has every page under its path, and data stand outside of them', async () => {
  for (const [language, dir] of [['fr', 'ltr'], ['es', 'ltr'], ['ar', 'rtl']]) {
    for (const page of pages) {
      const response = await server.get(`/${language}${page}`);
      assert.equal(response.status, 200, `/${language}${page}`);
      const html = await response.text();
      assert.ok(html.includes(`<html lang="${language}" dir="${dir}">`), `/${language}${page}`);
      const links = [...html.matchAll(/<a [^>]*href="(\/[^"]*)"[^>]*>/g)].filter(([tag]) => !tag.includes('hreflang=')).map(([, href]) => href);
      const data = /^\/(api\/|search\.(csv|atom|bib|ris)|coverage\.csv|documents\/[^?]*\.[a-z.]+$)/;
      assert.deepEqual(links.filter((href) => !href.startsWith(`/${language}/`) && !data.test(href)), [], `/${language}${page} leaves its language`);
    }
    assert.equal((await server.get(`/${language}/nothing`)).status, 404);
    assert.equal((await server.get(`/${language}/api/v1/search`)).status, 404);
    assert.equal((await server.get(`/${language}/search.csv`)).status, 404);
  }
  const moved = async (from) => (await server.get(from, { redirect: 'manual' })).headers.get('location');
  assert.equal(await moved('/fr'), '/fr/');
  assert.equal(await moved('/fr?a=1'), '/fr/?a=1');
  assert.equal(await moved('/ar/countries/bo'), '/ar/countries/BO');
  assert.equal(await moved('/es/themes/'), '/es/themes');
  assert.equal(await moved('/fr/documents/bo-2022-risk-management.md'), '/documents/bo-2022-risk-management.md');
  assert.equal((await server.get('/french')).status, 404);
});

test('every link of every page leads somewhere, and to a place that is there', async (t) => {
  // Searches are without number: some of them are followed. Two languages stand for all.
  const mostSearches = 150;
  const seen = new Set(), open = [], wanted = new Map(), dead = [];
  let searches = 0;
  const follow = (target) => {
    if (seen.has(target) || /^\/(fr|es)(\/|$)/.test(target)) return;
    if (target.includes('?') && !target.startsWith('/assets/') && ++searches > mostSearches) return;
    seen.add(target);
    open.push(target);
  };
  const visit = async (page) => {
    const response = await server.get(page);
    const html = await response.text();
    if (response.status !== 200) dead.push(`${page} ${response.status}`);
    if (!response.headers.get('content-type').startsWith('text/html')) return;
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]));
    for (const [id, from] of wanted.get(page) ?? []) if (!ids.has(id)) dead.push(`${from} -> ${page}#${id}`);
    wanted.set(page, ids);
    for (const [, href] of html.matchAll(/\shref="([^"]+)"/g)) {
      const link = href.replaceAll('&amp;', '&');
      const [target, fragment] = link.startsWith('#') ? [page, link.slice(1)] : link.split('#');
      if (!target.startsWith('/')) {
        assert.match(link, /^(https?:|mailto:)/, `${page} links to ${link}`);
        continue;
      }
      follow(target);
      if (!fragment) continue;
      const id = decodeURIComponent(fragment), known = wanted.get(target);
      if (known instanceof Set) { if (!known.has(id)) dead.push(`${page} -> ${link}`); }
      else wanted.set(target, new Map([...(known ?? []), [id, page]]));
    }
  };
  [...pages, ...drawn].forEach(follow);
  const tab = async () => { for (let one; (one = open.shift());) await visit(one); };
  while (open.length > 0) await Promise.all([tab(), tab(), tab()]);
  t.diagnostic(`${seen.size} addresses`);
  assert.ok(seen.size > 1000, `only ${seen.size} addresses`);
  assert.deepEqual(dead, []);
});

test('the map and the timeline are whole without scripts, light on the wire, and every number of theirs is what its link finds', async () => {
  const checked = new Map();
  for (const address of drawn) {
    const html = await (await server.get(address)).text();
    assert.equal((html.match(/<h1[\s>]/g) ?? []).length, 1, address);
    assert.ok(!/<style|\sstyle=|\son[a-z]+=/.test(html), `${address} has something inline`);
    assert.match(html, new RegExp(`<form [^>]*action="(/ar)?/(map|timeline)" method="get">`), address);
    const [drawing] = html.match(/<svg class="ep-(map|drawing)".*?<\/svg>/s);
    assert.match(drawing, /^<svg [^>]* aria-hidden="true"/, address);
    const links = drawing.match(/<a /g).length;
    assert.equal(drawing.match(/<a href="[^"]+" tabindex="-1">/g).length, links, `${address} has links that a keyboard meets twice`);
    const counts = [...html.matchAll(/<a class="ep-count" href="([^"]+)"[^>]*>([^<]+)<\/a>/g)];
    assert.ok(counts.length > 3, address);
    for (const [, href, text] of counts) {
      const query = href.replaceAll('&amp;', '&').replace(/^(\/ar)?\/search\??/, '');
      if (!checked.has(query)) checked.set(query, (await server.json(`/api/v1/search?${query}&per_page=1&facets=none`)).found);
      // Arabic has words of its own for one and two.
      const number = text.match(/\d+/);
      assert.ok(number ? Number(number[0]) === checked.get(query) : [1, 2].includes(checked.get(query)), `${address}: ${href}`);
    }
    const packed = await raw(server.port, `GET ${address} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Encoding: br\r\n\r\n`);
    assert.ok(Number(packed.match(/Content-Length: (\d+)/i)[1]) < 32 * 1024, `${address} is heavy`);
  }
  assert.ok(checked.size > 100);
});

test('what a timeline or a map cannot use is said and left out', async () => {
  for (const page of ['/timeline', '/map']) {
    const html = await (await server.get(`${page}?contry=BO&theme=risk-managment&page=x`)).text();
    assert.match(html, new RegExp(`<a href="${page}\\?country=BO&amp;theme=risk-managment">`));
    assert.match(html, new RegExp(`<a href="${page}\\?theme=risk-management">`));
    assert.match(html, /“x” cannot be used as page/);
  }
  for (const address of ['/map/', '/timeline/']) {
    const response = await server.get(address, { redirect: 'manual' });
    assert.deepEqual([response.status, response.headers.get('location')], [308, address.slice(0, -1)]);
  }
});

/** Every number of a page that leads to a search, with what that search finds. */
async function numbersOf(page) {
  const html = await (await server.get(page)).text();
  const links = [...html.matchAll(/<a class="ep-count" href="([^"]+)"[^>]*>([\d,]+)<\/a>/g)];
  const numbers = [], left = [...links];
  const ask = async () => {
    for (let one; (one = left.shift());) {
      const [, href, number] = one;
      const { found } = await server.json(`/api/v1${href.replaceAll('&amp;', '&')}${href.includes('?') ? '&' : '?'}facets=none&per_page=1`);
      numbers.push({ href, number: Number(number.replaceAll(',', '')), found });
    }
  };
  // No more at once than a browser would: the service turns a crowd away.
  await Promise.all(Array.from({ length: 8 }, ask));
  return numbers;
}

test('every number of the table of coverage and of a comparison is what its link finds', async () => {
  for (const [page, least] of [['/coverage', 30], ['/coverage?by=country&themes=all&region=AMS&group=passage', 60], ['/coverage?q=risk&from=2015', 5],
    ['/compare?country=BO&country=GT&country=RW', 8], ['/compare?country=BO&country=PE&theme=risk-compliance', 4]]) {
    const numbers = await numbersOf(page);
    assert.ok(numbers.length >= least, `${page} has ${numbers.length} numbers`);
    for (const { href, number, found } of numbers) assert.equal(number, found, `${page} -> ${href}`);
  }
});

test('the table of coverage is a file, too, that tells every mistake', async () => {
  const response = await server.get('/coverage.csv?by=country&region=AMS&themes=all&ui=fr');
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
  assert.equal(response.headers.get('content-disposition'), 'attachment; filename="entrepot-coverage.csv"');
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  const lines = (await response.text()).split('\r\n');
  assert.match(lines[0], /^\uFEFF?theme,theme_label,broader,country,country_label,documents$/);
  assert.ok(lines.some((line) => /^risk-management,Gestion des risques,risk-compliance,BO,Bolivie,[1-9]\d*$/.test(line)));
  assert.ok(lines.some((line) => /,0$/.test(line)), 'what is missing is there');
  const bad = await server.get('/coverage.csv?by=town&themes=some&contry=BO');
  assert.equal(bad.status, 400);
  assert.deepEqual((await bad.json()).errors.map((error) => error.parameter), ['contry', 'by', 'themes']);
});

test('the tables answer whatever the address says', async () => {
  for (const page of ['/coverage?by=x&themes=%ff&theme=none&region=XX&from=x&q=%ff', '/compare?country=XX&country=%ff&theme=nothing', '/fr/coverage?by=country',
    '/ar/compare?country=BO&country=PE&country=CL&country=GT&country=UY'])
    assert.equal((await server.get(page)).status, 200, page);
});

test('security headers stand on every answer, errors and refusals too', async () => {
  const answers = [...pages, ...drawn, '/nowhere', '/countries/XX', '/api/v1/search?page=x', '/assets/nothing.css', '/healthz', '/documents/none.json'];
  for (const address of answers) {
    const { headers } = await server.get(address);
    assert.match(headers.get('content-security-policy'), /default-src 'none'.*frame-ancestors 'none'/, address);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', address);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', address);
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', address);
  }
  for (const bytes of ['nonsense\r\n\r\n', 'BREW / HTTP/1.1\r\nHost: a\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=x\r\n\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', `GET /${'a'.repeat(9000)} HTTP/1.1\r\nHost: a\r\n\r\n`])
    assert.match(await raw(server.port, bytes), /Content-Security-Policy: default-src 'none'/i, bytes.slice(0, 60));
});

test('the API lists every mistake of a request with what is allowed and the nearest name', async () => {
  const response = await server.get('/api/v1/search?sort=dat&per_page=1000&contry=BO&page=0');
  assert.equal(response.status, 400);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  const body = await response.json();
  assert.equal(body.status, 400);
  assert.deepEqual(body.errors.map((error) => error.parameter).sort(), ['contry', 'page', 'per_page', 'sort']);
  assert.equal(body.errors.find((error) => error.parameter === 'contry').nearest, 'country');
  assert.deepEqual(body.errors.find((error) => error.parameter === 'sort').allowed, ['relevance', '-date', 'date', 'title']);
});

test('a page drops what it cannot use, says so, and answers', async () => {
  const response = await server.get('/search?q=risk&sort=dat&contry=BO');
  assert.equal(response.status, 200);
  const html = await response.text();
  assert.match(html, /rel="canonical" href="\/search\?q=risk"/);
  assert.match(html, /<p class="ep-warning">[^<]*contry[^<]*<a href="\/search\?q=risk&amp;country=BO">/);
  assert.match(html, /dat/);
});

test('an unknown value of a facet finds nothing and names the nearest', async () => {
  const page = await server.json('/api/v1/search?theme=risk-managment');
  assert.equal(page.found, 0);
  assert.equal(page.warnings[0].nearest, 'risk-management');
});

test('addresses have one spelling; others lead to it', async () => {
  for (const [from, to] of [['/countries/bo', '/countries/BO'], ['/documents/BO-2022-Risk-Management', '/documents/bo-2022-risk-management'],
    ['/themes/Risk-Management', '/themes/risk-management'], ['/programmes/GTFP-1?a=1', '/programmes/gtfp-1?a=1'], ['/regions/ams', '/regions/AMS'],
    ['/regions', '/countries'], ['/fr/regions/', '/fr/regions'], ['/fr/regions/ams', '/fr/regions/AMS'], ['/ar/programmes/GTFP-1', '/ar/programmes/gtfp-1'], ['/about/', '/about'], ['/countries/?a=1', '/countries?a=1'], ['/countries/BO/', '/countries/BO'],
    ['/documents/bo-2022-risk-management//', '/documents/bo-2022-risk-management'], ['/search/?q=risk', '/search?q=risk'], ['//', '/']]) {
    const response = await server.get(from, { redirect: 'manual' });
    assert.equal(response.status, 308, from);
    assert.equal(response.headers.get('location'), to);
  }
  for (const address of ['/nowhere/', '/documents/a/b/', '//evil.example/'])
    assert.equal((await raw(server.port, `GET ${address} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).slice(9, 12), '404', address);
  const hostile = await server.get('/documents/%2F%2Fevil.example%0d%0aX: 1', { redirect: 'manual' });
  assert.ok([404, 400].includes(hostile.status) || hostile.headers.get('location').startsWith('/documents/'));
});

test('a page to browse that is not there is a 404 with ways on', async () => {
  for (const address of ['/countries/XX', '/countries/%ff', '/themes/no-such-theme', '/programmes/none', '/programmes/%3Cb%3E', '/regions/XYZ', '/es/regions/XYZ', '/regions/AMS/BO']) {
    const response = await server.get(address);
    assert.ok([404, 400].includes(response.status), `${address} ${response.status}`);
    if (response.status === 404) assert.match(await response.text(), /href="(\/es)?\/countries"/, address);
  }
});

test('every member of every region has a page and is linked from the list of countries', async () => {
  const countries = await (await server.get('/countries')).text();
  const regions = [...countries.matchAll(/href="(\/regions\/[A-Z]+)"/g)].map((match) => match[1]);
  assert.equal(regions.length, 6);
  let members = 0;
  for (const region of regions) {
    const html = await (await server.get(region)).text();
    const own = html.slice(html.indexOf('id="members"'), html.indexOf('</section>', html.indexOf('id="members"')));
    for (const [, member] of own.matchAll(/href="(\/countries\/[A-Z]+)"/g)) {
      assert.ok(countries.includes(`href="${member}"`), member);
      assert.equal((await server.get(member)).status, 200, member);
      ++members;
    }
  }
  assert.equal(members, 188);
});

test('only reading is allowed', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    const response = await server.get('/search', { method });
    assert.equal(response.status, 405, method);
    assert.equal(response.headers.get('allow'), 'GET, HEAD, OPTIONS');
  }
  const head = await server.get('/about', { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(await head.text(), '');
  assert.equal((await server.get('/api/v1/search', { method: 'OPTIONS' })).status, 204);
});

test('an answer the reader has already is not sent again', async () => {
  for (const address of ['/', '/documents/bo-2022-risk-management', '/api/v1/search?q=risk']) {
    const first = await server.get(address);
    const etag = first.headers.get('etag');
    assert.match(etag, /^"[0-9a-f]{32}"$/);
    const second = await server.get(address, { headers: { 'if-none-match': `"other", W/${etag}` } });
    assert.equal(second.status, 304, address);
    assert.equal(await second.text(), '');
    assert.notEqual((await server.get(`${address}${address.includes('?') ? '&' : '?'}x=1`)).headers.get('etag'), etag);
  }
});

test('bodies are compressed as the reader wants it and not otherwise', async () => {
  const ask = async (encoding) => raw(server.port, `GET /about HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Encoding: ${encoding}\r\n\r\n`);
  assert.match(await ask('gzip'), /Content-Encoding: gzip/);
  assert.match(await ask('gzip, br'), /Content-Encoding: br/);
  assert.ok(!/Content-Encoding/.test(await ask('br;q=0, gzip;q=0')));
  assert.match(await ask('identity'), /Vary: Accept-Encoding/);
});

test('a body, a repeated length or a transfer encoding is refused', async () => {
  for (const head of ['Content-Length: 5\r\n\r\nhello', 'Content-Length: 0\r\nContent-Length: 0\r\n\r\n', 'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n'])
    assert.match(await raw(server.port, `GET / HTTP/1.1\r\nHost: a\r\n${head}`), /^HTTP\/1\.1 400 /, head);
});

test('a range is answered with the whole', async () => {
  const answer = await raw(server.port, 'GET /about HTTP/1.1\r\nHost: a\r\nConnection: close\r\nRange: bytes=0-3,5-7\r\n\r\n');
  assert.match(answer, /^HTTP\/1\.1 200 /);
});

test('an answer without a body has no length where none may stand, and HEAD promises no ranges', async () => {
  const head = (method, address, more = '') => raw(server.port, `${method} ${address} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${more}\r\n`);
  const [, etag] = (await head('HEAD', '/about')).match(/ETag: (".*")/);
  for (const [method, more, status] of [['GET', `If-None-Match: ${etag}\r\n`, 304], ['HEAD', `If-None-Match: ${etag}\r\n`, 304], ['OPTIONS', '', 204]]) {
    const answer = await head(method, '/about', more);
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
    assert.ok(!/Content-Length/i.test(answer), `${method} ${status}`);
  }
  for (const method of ['GET', 'HEAD']) {
    const answer = await head(method, '/about');
    assert.match(answer, /\r\nContent-Length: [1-9]/);
    assert.deepEqual(answer.match(/Accept-Ranges: .*/g), ['Accept-Ranges: none']);
  }
});

test('no address of 8 KB has an answer out of proportion', async () => {
  const facets = ['country', 'region', 'theme', 'programme', 'organisation', 'type', 'kind', 'language', 'year', 'measure', 'evidence', 'status', 'source_kind', 'modality'];
  const fill = (part, most = 7900) => {
    let out = '';
    for (let i = 0; out.length < most; ++i) out += `&${part(i)}`;
    return out.slice(1, out.lastIndexOf('&'));
  };
  const many = {
    'short values': fill((i) => `${facets[i % 14]}${['', '.all', '.not'][i % 3]}=${i.toString(36)}`),
    'values left out': fill((i) => `${facets[i % 14]}.not=${i.toString(36)}`),
    years: fill((i) => `year=${1000 + i}`),
    documents: fill((i) => `in=doc-${i}`),
    literal: fill((i) => `literal=a${i}`),
    meanings: fill((i) => `meaning=themes:a${i}`),
    'unknown names': fill((i) => `a${i.toString(36)}`),
    'bad values': fill(() => 'page=x'),
    'bad facets': fill(() => 'facets=x'),
  };
  const long = {
    'one value': `theme=${'['.repeat(7900)}`,
    'long values': fill((i) => `${facets[i % 14]}.not=${`[${i}`.repeat(9)}`),
    'long documents': fill((i) => `in=${`a-${i}`.padEnd(80, 'x')}`),
    'a long question': fill((i) => `${facets[i % 14]}.not=${`[${i}`.repeat(9)}`) + `&q=customs+${'('.repeat(500)}`,
    texts: fill((i) => `facet_q.${facets[i % 14]}=${'['.repeat(99)}`),
  };
  const places = ['/search?', '/map?', '/coverage?', '/coverage?by=country&themes=all&', '/timeline?', '/compare?country=BO&country=CL&', '/api/v1/search?', '/search.atom?', '/coverage.csv?'];
  for (const place of places)
    for (const [sort, most] of [[many, 500_000], [long, 1_000_000]])
      for (const [name, query] of Object.entries(sort)) {
        const response = await server.get((place + query).slice(0, 8100));
        assert.ok([200, 400].includes(response.status), `${place} ${name}: ${response.status}`);
        const { length } = await response.text();
        assert.ok(length < most, `${place} ${name}: ${length}`);
      }
});

test('many readers at once all get the same answers', async () => {
  const addresses = ['/api/v1/search?kind=outcome&kind=lesson&per_page=100&facets=none', '/api/v1/search?q=NOT+risk', '/api/v1/search?q="risk+management"&group=passage',
    '/search?q=manag*&country=BO', '/documents/bo-2022-risk-management'];
  const expected = new Map();
  for (const address of addresses) expected.set(address, await (await server.get(address)).text());
  await Promise.all(Array.from({ length: 16 }, async (_, reader) => {
    for (let i = 0; i < 20; ++i) {
      const address = addresses[(reader + i) % addresses.length];
      assert.equal(await (await server.get(address)).text(), expected.get(address), address);
    }
  }));
});

test('what cannot stand in an address is encoded before it goes into a header', async () => {
  const answer = await raw(server.port, 'GET /countries/bo?a=\x01<>"b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  assert.match(answer, /^HTTP\/1\.1 308 /);
  assert.match(answer, /\r\nLocation: \/countries\/BO\?a=%01%3C%3E%22b\r\n/);
  assert.equal((await server.get('/documents', { redirect: 'manual' })).headers.get('location'), '/search');
  assert.equal((await server.get('/favicon.ico')).headers.get('content-type'), 'image/svg+xml');
});

test('a period that ends before it starts is reported', async () => {
  const body = await (await server.get('/api/v1/search?from=2023&to=2022')).json();
  assert.deepEqual(body.errors.map(({ parameter, message }) => ({ parameter, message })),
    [{ parameter: 'to', message: "to '2022' lies before 'from'; write a later date" }]);
});

test('fifty idle readers keep nobody waiting', async () => {
  const idle = Array.from({ length: 50 }, () => net.connect(server.port, '127.0.0.1').on('error', () => {}));
  await sleep(200);
  const start = Date.now();
  assert.equal((await server.get('/about')).status, 200);
  assert.ok(Date.now() - start < 2000);
  for (const socket of idle) socket.destroy();
});

test('a document is to be had as page, as JSON and as Markdown', async () => {
  const record = await server.json('/documents/gtfp-2022-strategic-planning-virtual.json');
  assert.equal(record.passages.filter((passage) => passage.kind?.value === 'conclusion').length, 6);
  const markdown = await server.get('/documents/gtfp-2022-strategic-planning-virtual.md');
  assert.equal(markdown.headers.get('content-type'), 'text/markdown; charset=utf-8');
  const text = await markdown.text();
  assert.match(text, /^# Conclusions of the GTFP Strategic Planning Virtual Workshop[^\n]*\n\n## Context\n/);
  assert.match(text, /## Conclusion 4: Performance measurement/);
  const rewritten = await (await server.get('/documents/bo-2022-risk-management.md')).text();
  assert.match(rewritten, /\n---\n\nDocument: bo-2022-risk-management\n\nSources:\n\n- \[Bolivia Adopts[^\n]*\]\(<https:[^\n]*>\) \(Rewritten\)\n/);
  assert.match(rewritten, /\nLicence: CC0-1.0\n/);
  const html = await (await server.get('/documents/gtfp-2022-strategic-planning-virtual')).text();
  for (const passage of record.passages) assert.ok(html.includes(`id="${passage.anchor}"`), `no place for ${passage.anchor}`);
});

test('a document and each of its passages are to be had as references', async () => {
  const types = { bib: 'application/x-bibtex; charset=utf-8', ris: 'application/x-research-info-systems; charset=utf-8', 'csl.json': 'application/vnd.citationstyles.csl+json' };
  for (const [suffix, type] of Object.entries(types)) {
    const address = `/documents/gtfp-2022-strategic-planning-virtual.${suffix}`;
    const response = await server.get(address);
    assert.equal(response.status, 200, suffix);
    assert.equal(response.headers.get('content-type'), type);
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    const text = await response.text();
    assert.match(text, /Conclusions of the GTFP Strategic Planning Virtual Workshop/);
    const head = await server.get(address, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('content-type'), type);
    assert.equal(await head.text(), '');
    const passage = await (await server.get(`${address}?passage=conclusion-4-performance-measurement`)).text();
    assert.match(passage, /gtfp-2022-strategic-planning-virtual:conclusion-4-performance-measurement/);
    assert.doesNotMatch(passage, /\/documents\//, 'a path is no address');
    assert.match(passage, /: Conclusion 4: Performance measurement/);
    assert.equal(await (await server.get(`${address}?passage=`)).text(), text, 'an empty value is an absent parameter');
    for (const missing of [`${address}?passage=none`, `${address}?passage=%ff`, `/documents/none.${suffix}`]) {
      const problem = await server.get(missing);
      assert.equal(problem.status, 404, missing);
      assert.equal(problem.headers.get('content-type'), 'application/problem+json');
    }
  }
  const [item] = JSON.parse(await (await server.get('/documents/gtfp-2022-strategic-planning-virtual.csl.json')).text());
  assert.deepEqual(item.issued, { 'date-parts': [[2022, 2, 8], [2022, 2, 9]] });
});

test('a passage is cited on the page of its document without script', async () => {
  const html = await (await server.get('/ar/documents/gtfp-2022-strategic-planning-virtual?cite=conclusion-4-performance-measurement')).text();
  assert.match(html, /<bdi>\/ar\/documents\/gtfp-2022-strategic-planning-virtual#conclusion-4-performance-measurement<\/bdi>/);
  assert.match(html, /<form [^>]*action="\/ar\/documents\/gtfp-2022-strategic-planning-virtual#page_cite" method="get">/);
  const unknown = await server.get('/documents/gtfp-2022-strategic-planning-virtual?cite=%ff');
  assert.equal(unknown.status, 200);
  assert.match(await unknown.text(), /<p class="ep-warning">There is no passage/);
});

test('risk management in Bolivia is found first, with passages, an exact count and true counts of other countries', async () => {
  const page = await server.json('/api/v1/search?q=risk+management&country=BO');
  assert.equal(page.hits[0].id, 'bo-2022-risk-management');
  assert.ok(page.hits[0].passages.length > 0);
  assert.equal(page.hits.length, Math.min(page.found, 10));
  const others = page.facets.country.values.filter(({ value }) => value !== 'BO');
  assert.ok(others.length > 0);
  for (const { value, count } of others) assert.equal((await server.json(`/api/v1/search?q=risk+management&country=${value}`)).found, count);
});

test('a question leads to the conclusion that answers it', async () => {
  const page = await server.json('/api/v1/search?q=what+is+not+measured+cannot+be+improved');
  assert.equal(page.hits[0].id, 'gtfp-2022-strategic-planning-virtual');
  assert.equal(page.hits[0].passages[0].anchor, 'conclusion-4-performance-measurement');
  assert.equal(page.hits[0].passages[0].url, '/documents/gtfp-2022-strategic-planning-virtual#conclusion-4-performance-measurement');
  assert.match(page.hits[0].passages[0].snippet_html, /<mark>measured<\/mark>/);
});

test('the conclusions of one document are listed in its order', async () => {
  const page = await server.json('/api/v1/search?in=gtfp-2022-strategic-planning-virtual&kind=conclusion&group=passage');
  assert.equal(page.found, 6);
  assert.equal(page.counts, 'passages');
  assert.deepEqual(page.hits.map((hit) => hit.passages[0].anchor.slice(0, 12)), [1, 2, 3, 4, 5, 6].map((n) => `conclusion-${n}`));
});

test('health tells what is served, readiness asks the index', async () => {
  const health = await server.json('/healthz');
  assert.equal(health.status, 'ok');
  assert.match(health.generation, /^gen-\d{6}$/);
  assert.match(health.built_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.equal((await server.json('/readyz')).documents, health.documents);
});

test('withdrawn, renamed and unknown documents are told apart', async () => {
  const corpus = copyOf(fixtureCorpus);
  writeFileSync(path.join(corpus, 'case-studies', 'new-name.md'), '---\ntitle: New name\nformerly: [old-name]\n---\nText.\n');
  writeFileSync(path.join(corpus, 'case-studies', 'gone-for-good.md'), '---\ntitle: Perdu\nlanguage: fr\nstatus: withdrawn\nnote: Les chiffres étaient faux.\n---\nText.\n');
  const other = await serve(build(corpus), '--quiet');
  const moved = await other.get('/documents/old-name.md', { redirect: 'manual' });
  assert.equal(moved.status, 308);
  assert.equal(moved.headers.get('location'), '/documents/new-name.md');
  for (const suffix of ['bib', 'ris', 'csl.json', 'json']) {
    const elsewhere = await other.get(`/ar/documents/old-name.${suffix}?passage=top`, { redirect: 'manual' });
    assert.equal(elsewhere.status, 308);
    assert.equal(elsewhere.headers.get('location'), `/documents/old-name.${suffix}?passage=top`);
    assert.equal((await other.get(`/documents/old-name.${suffix}?passage=top`, { redirect: 'manual' })).headers.get('location'), `/documents/new-name.${suffix}?passage=top`);
    const withdrawn = await other.get(`/documents/gone-for-good.${suffix}`);
    assert.equal(withdrawn.status, 410, suffix);
    assert.equal(withdrawn.headers.get('content-type'), 'application/problem+json');
  }
  const gone = await other.get('/documents/gone-for-good');
  assert.equal(gone.status, 410);
  const tombstone = await gone.text();
  assert.match(tombstone, /<bdi lang="fr" dir="ltr">Perdu<\/bdi>/);
  assert.match(tombstone, /<bdi lang="fr" dir="ltr">Les chiffres étaient faux\.<\/bdi>/);
  assert.equal((await other.json('/api/v1/search?q=perdu')).hits.filter((hit) => hit.id === 'gone-for-good').length, 0);
  const unknown = await other.get('/documents/new-nam');
  assert.equal(unknown.status, 404);
  assert.match(await unknown.text(), /new-name/);
  await other.stop();
});

test('a superseded document says so and leads to the one that replaced it', async () => {
  const corpus = copyOf(fixtureCorpus);
  writeFileSync(path.join(corpus, 'case-studies', 'older-study.md'), '---\ntitle: Older study\nstatus: superseded\n---\nText.\n');
  writeFileSync(path.join(corpus, 'case-studies', 'newer-study.md'), '---\ntitle: Newer study\nsupersedes: [older-study]\n---\nText.\n');
  const other = await serve(build(corpus), '--quiet');
  const html = await (await other.get('/documents/older-study')).text();
  assert.match(html, /has been superseded[^<]*<a href="\/documents\/newer-study">Newer study<\/a>/);
  assert.equal((await other.json('/documents/older-study.json')).superseded_by, 'newer-study');
  await other.stop();
});

test('a change of one file is served within two seconds and no request fails meanwhile', async () => {
  const corpus = copyOf(fixtureCorpus);
  const data = build(corpus);
  const other = await serve(data, '--quiet');
  const failures = [];
  let asking = true;
  const asker = (async () => {
    while (asking) {
      const response = await other.get('/api/v1/search?q=risk');
      if (response.status !== 200) failures.push(response.status);
      await response.arrayBuffer();
    }
  })();
  for (let round = 1; round <= 3; ++round) {
    writeFileSync(path.join(corpus, 'case-studies', 'fresh-news.md'), `---\ntitle: Fresh news\n---\nZanzibarword${round} arrived.\n`);
    assert.equal(index('build', corpus, data, '--quiet').status, 0);
    const published = Date.now();
    while ((await other.json(`/api/v1/search?q=zanzibarword${round}`)).found === 0) assert.ok(Date.now() - published < 2000, 'not visible within 2 s');
  }
  asking = false;
  await asker;
  assert.deepEqual(failures, []);
  await other.stop();
});

test('a request to stop is heeded within four seconds with status 0, and the log names nobody and no query', async () => {
  const other = await serve(build(fixtureCorpus));
  await other.get('/search?q=secretword');
  const start = Date.now();
  assert.equal(await other.stop(), 0);
  assert.ok(Date.now() - start < 4000);
  assert.match(other.log(), /GET \/search 200/);
  assert.ok(!other.log().includes('secretword') && !other.log().includes('127.0.0.1'));
});

test('two servers cannot share a port', async () => {
  const data = build(fixtureCorpus);
  const { spawnSync } = await import('node:child_process');
  const { serveProgram } = await import('./support.mjs');
  const second = spawnSync(serveProgram, ['run', data, '--listen', `127.0.0.1:${server.port}`], { encoding: 'utf8', timeout: 10_000 });
  assert.equal(second.status, 3);
  assert.match(second.stderr, /cannot listen on 127\.0\.0\.1/);
});

test('a rewritten article on an event stands below the primary source, marked on the hit and on its page', async () => {
  const fixtures = await serve(build(fixtureCorpus), '--quiet');
  try {
    const asked = { document: ['risk management workshop Bolivia', 'how cargo is selected for control'], passage: ['risk indicators reviewed'] };
    for (const [group, queries] of Object.entries(asked)) {
      for (const q of queries) {
        const { hits } = await (await fixtures.get(`/api/v1/search?${new URLSearchParams({ q, group, match: 'any', per_page: 50 })}`)).json();
        const of = (id) => hits.findIndex((hit) => hit.id === id);
        assert.ok(of('bo-2022-risk-workshop') >= 0 && of('bo-2022-risk-news') >= 0, `${q} finds both`);
        assert.ok(of('bo-2022-risk-workshop') < of('bo-2022-risk-news'), `${q}, ${group}`);
      }
      const page = await (await fixtures.get(`/search?q=risk+indicators&group=${group}&source_kind=rewritten`)).text();
      assert.match(page, /<span class="ep-mark ep-mark--rewritten">Rewritten article<\/span>/, group);
    }
    const document = await (await fixtures.get('/documents/bo-2022-risk-news')).text();
    assert.match(document, /This text is based on a rewritten article[^<]*On the same event, from a primary source: <a href="\/documents\/bo-2022-risk-workshop">/);
  } finally {
    await fixtures.stop();
  }
});

test('a command line that is not understood exits 2 with what is wrong, before anything is opened', () => {
  const told = (...args) => { const { status, stderr } = spawnSync(serveProgram, args, { encoding: 'utf8' }); return [status, stderr]; };
  assert.deepEqual(told('runn', 'data'), [2, "entrepot-serve: unknown command 'runn'; write 'run' or 'export'\n  entrepot-serve --help explains it\n"]);
  assert.deepEqual(told('run'), [2, 'entrepot-serve: DATA is required\n  entrepot-serve run --help explains it\n']);
  for (const address of ['foo', '127.0.0.1:99999', 'unix:', ''])
    assert.deepEqual(told('run', 'nothing', '--listen', address), [2, `entrepot-serve: --listen: cannot listen on '${address}'; write HOST:PORT, such as 127.0.0.1:8080, or unix:PATH\n  entrepot-serve run --help explains it\n`]);
  assert.equal(told('run', 'nothing')[0], 3);
});
