// Starts nginx with the site of deploy/ in front of a service, on a free port of 127.0.0.1, with all its files in a folder of its own.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const site = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../deploy/entrepot.nginx.conf');
export const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((program) => spawnSync(program, ['-v']).status === 0);

const freePort = () => new Promise((resolve) => {
  const one = net.createServer().listen(0, '127.0.0.1', () => { const { port } = one.address(); one.close(() => resolve(port)); });
});

/** @param upstream the service's port.
 *  @param folder one that is there, for configuration, logs and what nginx keeps on disk.
 *  @returns its port, `log()` and `stop()`. */
export async function startNginx(upstream, folder) {
  const port = await freePort();
  const own = (name) => path.join(folder, name);
  for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(own(name));
  const text = readFileSync(site, 'utf8');
  const here = text.replace('listen 80;', `listen 127.0.0.1:${port};`).replace(/^\s*listen \[::\]:80;\n/m, '')
    .replace('server 127.0.0.1:8080', `server 127.0.0.1:${upstream}`)
    .replace('/var/log/nginx/entrepot.log', own('access.log')).replace('/var/log/nginx/entrepot-error.log', own('site-error.log'));
  writeFileSync(own('site.conf'), here);
  writeFileSync(own('nginx.conf'), `daemon off;
${process.getuid() === 0 ? 'user root;' : ''}
pid ${own('pid')};
error_log ${own('error.log')};
worker_processes 2;
worker_rlimit_nofile 20000;
events { worker_connections 8192; }
http {
  client_body_temp_path ${own('body')};
  proxy_temp_path ${own('proxy')};
  fastcgi_temp_path ${own('fastcgi')};
  uwsgi_temp_path ${own('uwsgi')};
  scgi_temp_path ${own('scgi')};
  include ${own('site.conf')};
}
`);
  const arguments_ = ['-e', own('error.log'), '-c', own('nginx.conf')];
  const checked = spawnSync(nginx, [...arguments_, '-t'], { encoding: 'utf8' });
  if (checked.status !== 0) throw new Error(checked.stderr);
  const child = spawn(nginx, arguments_, { stdio: 'ignore' });
  const ended = new Promise((resolve) => { child.on('exit', resolve); });
  process.on('exit', () => child.kill('SIGTERM'));
  const answers = () => fetch(`http://127.0.0.1:${port}/healthz`).then((response) => response.status === 200, () => false);
  for (let i = 0; !(await answers()); ++i) {
    if (i > 200 || child.exitCode !== null) throw new Error(`nginx does not answer: ${readFileSync(own('error.log'), 'utf8')}`);
    await sleep(50);
  }
  return {
    port,
    base: `http://127.0.0.1:${port}`,
    log: () => ['access.log', 'error.log', 'site-error.log'].map((name) => readFileSync(own(name), 'utf8')).join(''),
    stop: () => { child.kill('SIGTERM'); return ended; },
  };
}
