// Writes corpus/vocabulary/countries.yaml: every code of script/country-names.json with its name in
// the interface's languages. Names come from Unicode's locale data (CLDR) as Node carries it; the
// JSON file adds what CLDR does not have (demonyms, former and official names, acronyms) and pins the
// names where we want another one or where releases of CLDR differ, so that every Node from 18 on
// writes the same bytes.
//
// Which countries have a border with which comes from script/country-borders.mjs.
//
// Use: node script/country-names.mjs

import { readFileSync, writeFileSync } from "node:fs";

const kLanguages = ["en", "fr", "es", "pt", "ru", "ar", "zh"];
const kData = new URL("country-names.json", import.meta.url);
const kBorders = new URL("country-borders.json", import.meta.url);
const kOutput = new URL("../corpus/vocabulary/countries.yaml", import.meta.url);

const kHead = `# Countries: ISO 3166-1 alpha-2 codes, and XK (Kosovo) and EU (European Union).
#
# Written by script/country-names.mjs; do not edit it here. To change a name, a demonym or a former
# name, edit script/country-names.json and run: node script/country-names.mjs
# "borders" lists those with a land border with it, as Natural Earth draws them.
`;

const names = Object.fromEntries(
  [...kLanguages, "pt-PT"].map((language) => [
    language,
    new Intl.DisplayNames([language], { type: "region", fallback: "none" }),
  ]),
);

/** CLDR's name, with the apostrophe and the space that people type. */
function cldrName(code, language) {
  const name = names[language].of(code);
  if (name === undefined) throw new Error(`CLDR has no name in '${language}' for '${code}'`);
  return name.replaceAll("’", "'").replaceAll("\u00a0", " ");
}

/** The name in each language: ours where we have one, else CLDR's. */
function labels(code, own) {
  return Object.fromEntries(
    kLanguages.map((language) => [language, own.label?.[language] ?? cldrName(code, language)]),
  );
}

/** The other cases of a Russian name that is one word, none of one that has none. They are written
 *  out, as the stemmer takes the ends of some names for those of verbs: Гватемала and Гватемале would
 *  share no stem. */
function russianCases(name) {
  if (!/^\p{Lu}\p{Ll}+$/u.test(name)) return [];
  const stem = name.slice(0, -1);
  const ending = (...endings) => endings.map((one) => stem + one);
  if (name.endsWith("ия")) return ending("и", "ю", "ей");
  if (name.endsWith("я")) return ending("и", "е", "ю", "ей");
  if (/[гкхжчшщ]а$/u.test(name)) return ending("и", "е", "у", "ой");
  if (/[аеиоуыэюя]а$/u.test(name)) return [];  // "Самоа" has no cases
  if (name.endsWith("а")) return ending("ы", "е", "у", "ой");
  if (name.endsWith("ы")) return ending("", "ов", "ам", "ами", "ах");
  if (name === "Беларусь") return ending("и", "ью");
  if (/[йь]$/u.test(name)) return ending("я", "ю", "ем", "е");
  if (/[аеёиоуыэюя]$/u.test(name)) return [];
  return ["а", "у", "ом", "е"].map((ending) => name + ending);
}

/** Other names. CLDR's "pt" is Brazilian, so Portugal's name joins them where it differs. */
function alternatives(code, own, label) {
  const alt = structuredClone(own.alt ?? {});
  const portuguese = cldrName(code, "pt-PT");
  if (!own.label?.pt && portuguese !== label.pt && !portuguese.includes("(")) {
    alt.pt = [portuguese, ...(alt.pt ?? []).filter((name) => name !== portuguese)];
  }
  const russian = [label.ru, ...(alt.ru ?? []).filter((name) => /^\p{Lu}/u.test(name))];
  const cases = russian.flatMap(russianCases).filter((name) => !alt.ru?.includes(name));
  if (cases.length > 0) alt.ru = [...(alt.ru ?? []), ...cases];
  return alt;
}

/** A YAML scalar: quoted where YAML, in a block or in a flow list, would read something else. */
function scalar(text) {
  const plain = /^[\p{L}][\p{L}\p{M}\p{N} .'/()-]*$/u.test(text) && !text.endsWith(" ");
  const word = /^(y|n|yes|no|on|off|true|false|null|na)$/i.test(text);
  return plain && !word ? text : JSON.stringify(text);
}

const flowList = (items) => `[${items.map(scalar).join(", ")}]`;

function entry(code, own) {
  const label = labels(code, own);
  const lines = [`- id: ${scalar(code)}`, "  label:"];
  for (const language of kLanguages) lines.push(`    ${language}: ${scalar(label[language])}`);
  for (const [key, lists] of [
    ["alt", alternatives(code, own, label)],
    ["acronyms", own.acronyms ?? {}],
  ]) {
    if (Object.keys(lists).length === 0) continue;
    lines.push(`  ${key}:`);
    for (const [language, items] of Object.entries(lists)) {
      lines.push(`    ${language}: ${flowList(items)}`);
    }
  }
  if (own.former) {
    lines.push("  former:");
    for (const former of own.former) lines.push(`    - label: ${scalar(former.label)}`);
  }
  if (borders[code]) lines.push(`  borders: ${flowList(borders[code])}`);
  if (own.note) lines.push(`  note: ${JSON.stringify(own.note)}`);
  if (own.ambiguous) lines.push(`  ambiguous: ${flowList(own.ambiguous)}`);
  return lines.join("\n") + "\n";
}

const borders = JSON.parse(readFileSync(kBorders, "utf8"));
const countries = JSON.parse(readFileSync(kData, "utf8"));
const entries = Object.keys(countries)
  .sort()
  .map((code) => entry(code, countries[code]));
writeFileSync(kOutput, [kHead, ...entries].join("\n"));
