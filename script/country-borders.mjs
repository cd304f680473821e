// Writes script/country-borders.json: for each code of script/country-names.json the codes of those it
// has a land border with, as Natural Earth draws them (public domain, in the npm package world-atlas 2.0.2;
// topojson-client 3.1.0 finds the borders that two share). What is drawn there says nothing of law.
//
// Use: npm install --no-save world-atlas@2.0.2 topojson-client@3.1.0 && node script/country-borders.mjs

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { neighbors } = require("topojson-client");
const atlas = require("world-atlas/countries-10m.json");
const codes = Object.keys(JSON.parse(readFileSync(new URL("country-names.json", import.meta.url), "utf8")));

/** ISO 3166-1 alpha-2 of a shape, which has the UN's number; undefined for parts without one. */
function code({ id, properties }) {
  if (properties.name === "Kosovo") return "XK";
  if (id === undefined || !/^\d{3}$/.test(id)) return undefined;
  return new Intl.Locale(Intl.getCanonicalLocales(`und-${id}`)[0]).region;
}

const shapes = atlas.objects.countries.geometries;
const borders = Object.fromEntries(codes.map((one) => [one, new Set()]));
neighbors(shapes).forEach((others, index) => {
  const own = code(shapes[index]);
  if (borders[own] === undefined) return;
  for (const other of others.map((at) => code(shapes[at])))
    if (borders[other] !== undefined && other !== own) borders[own].add(other);
});

const lines = codes
  .sort()
  .filter((one) => borders[one].size > 0)
  .map((one) => `  ${JSON.stringify(one)}: ${JSON.stringify([...borders[one]].sort())}`);
writeFileSync(new URL("country-borders.json", import.meta.url), `{\n${lines.join(",\n")}\n}\n`);
