// The Debian package as somebody gets it: unpacked into a folder and run from there, as its unit would.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { scratch, serveProgram } from './support.mjs';

const build = path.dirname(path.dirname(serveProgram));
const folder = scratch();
const installed = path.join(folder, 'installed');
const run = (program, args, options) => spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26, ...options });

function makePackage(name) {
  const into = path.join(folder, name);
  mkdirSync(into);
  const { status, stdout, stderr } = run('cpack', ['-G', 'DEB', '-B', into, '--config', path.join(build, 'CPackConfig.cmake')],
    { cwd: into, env: { ...process.env, SOURCE_DATE_EPOCH: '1795900000' } });
  assert.equal(status, 0, stdout + stderr);
  return path.join(into, readdirSync(into).find((file) => file.endsWith('.deb')));
}

let deb;
before(() => {
  deb = makePackage('one');
  assert.equal(run('dpkg-deb', ['-x', deb, installed]).status, 0);
});

const unit = () => readFileSync(path.join(installed, 'usr/lib/systemd/system/entrepot.service'), 'utf8');

test('the package is the same byte for byte whenever it is made', () => {
  const hash = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
  assert.equal(hash(makePackage('two')), hash(deb));
});

test('the package asks for the libraries and dictionaries that it needs, and owns its files as root', () => {
  const field = (name) => run('dpkg-deb', ['-f', deb, name]).stdout;
  for (const library of ['libxapian30', 'libcpp-httplib0.11', 'libicu72', 'hunspell-ar']) assert.match(field('Depends'), new RegExp(`\\b${library}\\b`));
  assert.match(field('Description'), /^knowledge repository and search of customs best practices\n/);
  const lines = run('dpkg-deb', ['-c', deb]).stdout.trimEnd().split('\n');
  assert.deepEqual(lines.filter((line) => !/^[dl-][rwx-]+ root\/root /.test(line) || /^-.{7}w/.test(line)), []);
  for (const file of ['usr/bin/entrepot-index', 'usr/share/man/man1/entrepot-serve.1.gz', 'usr/share/doc/entrepot/copyright', 'usr/share/entrepot/corpus/vocabulary/themes.yaml', 'usr/share/entrepot/translations/es.tsv'])
    assert.ok(existsSync(path.join(installed, file)), file);
});

test('what the unit does when it starts serves the corpus of the package, with its own pages', async () => {
  const state = path.join(folder, 'state');
  const here = (command) => command.replaceAll('$$', '$').replaceAll('/usr/', `${installed}/usr/`).replaceAll('/var/lib/entrepot', state).replace('127.0.0.1:8080', '127.0.0.1:0');
  const [, corpus] = unit().match(/^Environment=ENTREPOT_CORPUS=(.*)$/m);
  const env = { ...process.env, ENTREPOT_CORPUS: here(corpus) };
  mkdirSync(state);
  const [, prepare] = unit().match(/^ExecStartPre=\/bin\/sh -c '(.*)'$/m);
  const prepared = run('/bin/sh', ['-c', here(prepare)], { env });
  assert.equal(prepared.status, 0, prepared.stderr);
  const [program, ...args] = here(unit().match(/^ExecStart=(.*)$/m)[1]).split(' ');
  const service = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  process.on('exit', () => service.kill('SIGKILL'));
  const ended = new Promise((resolve) => { service.on('exit', resolve); });
  const base = await new Promise((resolve, reject) => {
    let out = '';
    service.stdout.on('data', (chunk) => { out += chunk; const found = out.match(/http:\/\/\S+/); if (found) resolve(found[0]); });
    ended.then((code) => reject(new Error(`the service ended with ${code}`)));
  });
  const page = await (await fetch(`${base}/api/v1/search?q=risk+management&country=BO`)).json();
  assert.equal(page.hits[0].id, 'bo-2022-risk-management');
  assert.match(await (await fetch(`${base}/fr/`)).text(), /<html lang="fr"/);
  assert.match(await (await fetch(`${base}/api/v1/search?q=aduana`)).text(), /"translated"/);
  service.kill('SIGTERM');
  assert.equal(await ended, 0);
  const empty = run('/bin/sh', ['-c', here(prepare)], { env: { ...env, ENTREPOT_CORPUS: '' } });
  assert.equal(empty.status, 0, 'who builds the index himself is left alone');
});

test('the manual pages have every command and option that the programs have', () => {
  for (const name of ['entrepot-index', 'entrepot-serve']) {
    const program = path.join(installed, 'usr/bin', name);
    const page = gunzipSync(readFileSync(path.join(installed, `usr/share/man/man1/${name}.1.gz`))).toString().replaceAll('\\-', '-');
    const main = run(program, ['--help']).stdout;
    const commands = [...main.slice(main.indexOf('Subcommands:')).matchAll(/^ {2}([a-z][a-z-]*) {3}/gm)].map(([, command]) => command);
    assert.ok(commands.length >= 2, name);
    for (const command of commands) {
      assert.ok(page.includes(`.SH "${command.toUpperCase()}"`), `${name} ${command}`);
      for (const [, option] of run(program, [command, '--help']).stdout.matchAll(/^ {2}(-[^ ]+)/gm)) assert.ok(page.includes(option), `${name} ${command} ${option}`);
    }
    const shown = run('man', ['--warnings', '-l', path.join(installed, `usr/share/man/man1/${name}.1.gz`)], { env: { ...process.env, MANWIDTH: '160', LC_ALL: 'C.UTF-8' } });
    if (shown.error === undefined) assert.equal(shown.stderr, '', name);
  }
});

test('the shell completes commands and options', () => {
  const script = path.join(installed, 'usr/share/bash-completion/completions/entrepot-serve');
  const completed = (...words) => run('bash', ['-c', `. ${script}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _entrepot; echo "\${COMPREPLY[*]}"`]).stdout.trim();
  const program = path.join(installed, 'usr/bin/entrepot-serve');
  assert.equal(completed(program, 'r'), 'run');
  assert.equal(completed(program, 'run', '--lis'), '--listen');
  assert.equal(completed(program, 'run', '--log', 'j'), 'json');
  assert.match(completed(path.join(installed, 'usr/bin/entrepot-index'), ''), /^check build report /);
});

test('the scripts of the package are those of a shell that Debian has, and are run', () => {
  const control = path.join(folder, 'control');
  assert.equal(run('dpkg-deb', ['-e', deb, control]).status, 0);
  for (const script of ['postinst', 'prerm', 'postrm']) {
    assert.equal(statSync(path.join(control, script)).mode & 0o777, 0o755, script);
    assert.equal(run('dash', ['-n', path.join(control, script)]).status, 0, script);
  }
});
