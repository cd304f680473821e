// Answers over HTTP on 127.0.0.1 as one client sees them.
import http from 'node:http';

/** One client with one connection that is kept. */
export class Client {
  #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  constructor(base) { this.base = base; }

  /** @returns {Promise<{ms: number, text: string}>} until the last byte is here. @throws on another status than 200. */
  get(address) {
    return new Promise((resolve, reject) => {
      const begin = process.hrtime.bigint();
      http.get(this.base + address, { agent: this.#agent }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const ms = Number(process.hrtime.bigint() - begin) / 1e6, text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve({ ms, text });
          else reject(new Error(`${address} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      }).on('error', reject);
    });
  }

  close() { this.#agent.destroy(); }
}
