// The site as files: `entrepot-serve export`. Links are followed by readers of their own here, which know
// nothing of the program's.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { build, fixtureCorpus, scratch, serve, serveProgram } from './support.mjs';

const publicUrl = 'https://entrepot.example';
let data, site;
before(() => {
  data = build(fixtureCorpus);
  site = path.join(scratch(), 'site');
  const { status, stderr, stdout } = run('export', data, site);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^Exported gen-000001 to '.*': [\d]+ pages, \d+ files, [\d.]+ MB\n$/);
  assert.doesNotMatch(stderr, /nothing at/);
});

function run(...args) {
  const { status, stdout, stderr } = spawnSync(serveProgram, args, { encoding: 'utf8', timeout: 300_000 });
  return { status, stdout, stderr };
}

const filesOf = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
const pagesOf = (folder) => filesOf(folder).filter((file) => file.endsWith('.html'));

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decode = (text) => text.replace(/&(#x?)?(\w+);/g, (whole, number, name) => (number ? String.fromCodePoint(Number.parseInt(name, number === '#' ? 10 : 16)) : named[name] ?? whole));
/** Tags with their attributes, outside of scripts and comments. */
function tagsOf(html) {
  const text = html.replace(/<!--.*?-->/gs, '').replace(/(<script\b[^>]*>).*?(<\/script>)/gs, '$1$2');
  return [...text.matchAll(/<([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi)].map(([, element, rest]) => ({
    element, attributes: new Map([...rest.matchAll(/([^\s=\/"']+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, decode(value ?? '')])),
  }));
}
const linkNames = ['href', 'src', 'srcset', 'action', 'formaction', 'poster', 'xlink:href'];
const linksOf = (html) => tagsOf(html).flatMap(({ element, attributes }) => linkNames.filter((name) => attributes.get(name)).map((name) => ({ element, name, address: attributes.get(name) })));

test('every link of every file leads to a file, and every fragment to a place in it', () => {
  const anchors = new Map(), broken = [], outside = [];
  const anchorsOf = (file) => {
    if (!anchors.has(file)) anchors.set(file, new Set(tagsOf(readFileSync(path.join(site, file), 'utf8')).map(({ attributes }) => attributes.get('id')).filter(Boolean)));
    return anchors.get(file);
  };
  let checked = 0;
  for (const file of pagesOf(site))
    for (const { address } of linksOf(readFileSync(path.join(site, file), 'utf8'))) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(address)) {
        outside.push(address);
        continue;
      }
      checked += 1;
      const [, name, fragment] = address.match(/^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s);
      const target = name ? path.join(path.dirname(file), decodeURI(name)) : file;
      if (address.startsWith('/') || target.startsWith('..') || !existsSync(path.join(site, target)) || statSync(path.join(site, target)).isDirectory()) broken.push(`${file}: ${address}`);
      else if (fragment && !anchorsOf(target).has(decodeURIComponent(fragment))) broken.push(`${file}: ${address} (no such place)`);
    }
  assert.deepEqual(broken, []);
  assert.ok(checked > 5_000, `${checked} links`);
  assert.deepEqual(outside.filter((address) => !/^(https?|mailto):/.test(address) || /127\.0\.0\.1|localhost/.test(address)), []);
});

test('no address of the site is left in any attribute', () => {
  const left = new Set();
  for (const file of pagesOf(site))
    for (const { element, attributes } of tagsOf(readFileSync(path.join(site, file), 'utf8')))
      for (const [name, value] of attributes) if (name !== 'data-printed' && /^\/($|[a-z])/i.test(value)) // what is printed is text left.add(`${element} ${name}="${value}"`);
  assert.deepEqual([...left].slice(0, 10), []);
});

test('every file has a name for every file system', () => {
  const seen = new Map();
  for (const file of filesOf(site)) {
    const key = file.toLowerCase();
    assert.ok(!seen.has(key), `${file} and ${seen.get(key)}`);
    seen.set(key, file);
    for (const part of file.split('/')) {
      assert.ok(Buffer.byteLength(part) <= 120, file);
      assert.match(part, /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/, file);
      assert.doesNotMatch(part, /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)|\.$/i, file);
    }
  }
});

test('exported pages are those that are served, but for the form of their links', async () => {
  const folder = path.join(scratch(), 'site');
  assert.equal(run('export', data, folder, '--quiet', '--language', 'en', '--language', 'ar', '--public-url', publicUrl).status, 0);
  const server = await serve(data, '--quiet', '--public-url', publicUrl);
  try {
    const assets = new Map();
    // A name that was cut does not tell its address; its page does.
    const cut = new Map(filesOf(folder).filter((file) => file.includes('~~'))
      .map((file) => [file, decode(readFileSync(path.join(folder, file), 'utf8').match(/rel="canonical" href="https:\/\/[^/]*([^"]*)"/)[1])]));
    const addressOf = (file) => {
      if (cut.has(file)) return cut.get(file);
      if (file.startsWith('assets/')) return assets.get(file) ?? `/${file}`;
      return `/${file.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, '')}`.replace(/~(..)/g, (whole, code) => String.fromCharCode(Number.parseInt(code, 16)));
    };
    // What the site gives a hash, redirects from, or names by its public address.
    const plain = (address) => address.replace(/^(\/assets\/[^?]*)\?v=.*$/, '$1').replace(/^\/(?:fr|es|ar)(\/documents\/[^?#]*\.(?:md|json|bib|ris))/, '$1');
    const withLinks = (html, change) => html.replace(/<script type="module" src/g, '<script defer src')
      .replace(/\s(href|src|srcset|action|formaction|poster)="([^"]*)"/g, (whole, name, value) => ` ${name}="${change(decode(value))}"`);
    for (const file of pagesOf(folder)) {
      if (/(^|\/)search\.html$/.test(file)) continue;
      const served = withLinks(await (await server.get(addressOf(file))).text(), (address) => plain(address.startsWith(`${publicUrl}/`) ? address.slice(publicUrl.length) : address));
      const exported = withLinks(readFileSync(path.join(folder, file), 'utf8'), (address) => {
        if (address.startsWith(`${publicUrl}/`)) return plain(address.slice(publicUrl.length));
        if (/^([a-z]+:|#)/.test(address)) return address;
        const [, name, rest] = address.match(/^([^?#]*)(.*)$/s);
        return plain(addressOf(path.join(path.dirname(file), name)) + rest);
      });
      assert.equal(exported, served, file);
    }
  } finally {
    await server.stop();
  }
});

test('searches of the site are searches of the copy, with their parameters', () => {
  const home = linksOf(readFileSync(path.join(site, 'index.html'), 'utf8')).map(({ address }) => address);
  assert.ok(home.some((address) => /^search\.html\?/.test(address)));
  assert.ok(home.includes('search.html'));
  const country = linksOf(readFileSync(path.join(site, 'fr/countries/BO.html'), 'utf8')).map(({ address }) => address);
  assert.ok(country.some((address) => /^\.\.\/search\.html\?.*country=BO/.test(address)));
});

test('the index of the search is scripts of a size that loads at once', () => {
  const parts = filesOf(path.join(site, 'search'));
  for (const part of parts) {
    const text = readFileSync(path.join(site, 'search', part), 'utf8');
    const [, name, json] = text.match(/^entrepot\("([^"]+)",(.*)\);\n$/s);
    assert.equal(`${name}.js`, part);
    JSON.parse(json);
    if (/^(words|names|passages)-/.test(part)) assert.ok(text.length <= 80_000, `${part} has ${text.length} bytes`);
  }
  assert.ok(parts.includes('index.js') && parts.includes('ar/labels.js'));
});

test('a killed export leaves the one before it, and the next clears up', async () => {
  const folder = path.join(scratch(), 'site');
  assert.equal(run('export', data, folder, '--language', 'en', '-q').status, 0);
  const before = readFileSync(path.join(folder, 'entrepot-export.json'), 'utf8');
  const child = spawn(serveProgram, ['export', data, folder, '-q'], { stdio: 'ignore' });
  while (!existsSync(path.join(`${folder}.partial`, 'documents'))) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.on('exit', resolve));
  assert.equal(readFileSync(path.join(folder, 'entrepot-export.json'), 'utf8'), before);
  assert.ok(!existsSync(path.join(folder, 'fr')));
  assert.equal(run('export', data, folder, '--language', 'fr', '-q').status, 0);
  assert.ok(existsSync(path.join(folder, 'fr/index.html')) && !existsSync(path.join(folder, 'about.html')));
  assert.deepEqual(readdirSync(path.dirname(folder)), ['site']);
});

test('a folder that holds something else is refused, and so is one that cannot be written', () => {
  const folder = path.join(scratch(), 'mine');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'letter.txt'), 'dear');
  const { status, stderr } = run('export', data, folder);
  assert.equal(status, 3);
  assert.equal(stderr, `entrepot-serve: '${folder}' holds something that is no export\n  name a folder that is empty, or not there yet\n`);
  assert.deepEqual(readdirSync(path.dirname(folder)), ['mine']);
  assert.equal(run('export', path.join(folder, 'nothing'), path.join(folder, 'x')).status, 3);
  if (process.getuid() !== 0) {
    chmodSync(folder, 0o500);
    assert.equal(run('export', data, path.join(folder, 'site')).status, 3);
    chmodSync(folder, 0o700);
  }
});

test('what was mistyped is told before anything is written', () => {
  const told = (...args) => {
    const { status, stderr } = run(...args);
    return [status, stderr.split('\n')[0]];
  };
  assert.deepEqual(told('export', data), [2, 'entrepot-serve: DIR is required']);
  const [status, line] = told('export', data, path.join(scratch(), 'x'), '--language', 'de');
  assert.equal(status, 2);
  assert.match(line, /the interface has no language 'de'; write one of en, fr, es, ar/);
  assert.equal(told('export', data, 'x', '--public-url', 'entrepot.example')[0], 2);
});

test('--help teaches', () => {
  const { status, stdout } = run('export', '--help');
  assert.equal(status, 0);
  for (const part of [/DATA/, /DIR/, /--language/, /--public-url/, /index\.html/, /ZIM/, /Exit status: 0/, /entrepot-serve export data site/]) assert.match(stdout, part);
  assert.match(run('--help').stdout, /entrepot-serve export data site/);
});

test('progress goes to stderr in plain lines, and --quiet is quiet', () => {
  const folder = path.join(scratch(), 'site');
  const { stdout, stderr } = run('export', data, folder, '--language', 'es', '--quiet');
  assert.equal(stdout + stderr, '');
  rmSync(folder, { recursive: true });
  assert.match(run('export', data, folder, '--language', 'es').stderr, /^Reading \d+ of \d+ documents.*\n(Exporting [\d,]+ of [\d,]+ addresses.*\n)+(Writing [\d,]+ of [\d,]+ pages.*\n)+$/);
});
