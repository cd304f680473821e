// Takes all addresses out of package-lock.json, whose packages are known by their hashes: npm run lock
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
for (const one of Object.values(lock.packages)) for (const name of ['resolved', 'funding']) delete one[name];
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
