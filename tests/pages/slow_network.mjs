// The site as a weak network brings it: the page some lines of its source at a time, so that the browser paints it half done.
import http from 'node:http';

const pieceLength = 600;
const pauseMs = 20;

/** A server on loopback that hands on what another answers, pages slowly. @return {base, stop()}. */
export async function startSlowNetwork(base) {
  const server = http.createServer(async (request, response) => {
    const answer = await fetch(base + request.url, { headers: { 'accept-encoding': 'identity' }, redirect: 'manual' });
    response.writeHead(answer.status, Object.fromEntries(['content-type', 'content-security-policy', 'location'].flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : []))));
    if (!answer.headers.get('content-type')?.startsWith('text/html')) return response.end(Buffer.from(await answer.arrayBuffer()));
    const body = await answer.text();
    // Half a word may well move to the next line when it becomes a whole one.
    const end = (from) => body.indexOf('\n<', from + pieceLength) + 1 || body.length;
    for (let at = 0; at < body.length && !response.destroyed; at = end(at)) {
      response.write(body.slice(at, end(at)));
      await new Promise((passed) => setTimeout(passed, pauseMs));
    }
    return response.end();
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { base: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
