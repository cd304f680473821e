// Questions as people really type them: with a slip of the finger, or without accents.

const alphabets = [
  { letters: 'abcdefghijklmnopqrstuvwxyz', word: /^\p{Script=Latin}/u },
  { letters: 'абвгдежзийклмнопрстуфхцчшщъыьэюя', word: /^\p{Script=Cyrillic}/u },
  { letters: 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي', word: /^\p{Script=Arabic}/u },
  { letters: 'αβγδεζηθικλμνξοπρστυφχψω', word: /^\p{Script=Greek}/u },
];

/** Repeatable numbers below 1 (mulberry32). */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** One number of a text, so that each question has slips of its own. */
function hash(text) {
  let value = 2166136261;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 16777619) >>> 0;
  return value;
}

/** One letter left out, put in, changed or swapped with the next, in one word of five letters or more. */
export function withSlip(text, seed) {
  const random = numbers(hash(text) ^ Math.imul(seed, 2654435761));
  const below = (n) => Math.floor(random() * n);
  const words = [...text.matchAll(/[\p{L}\p{M}]{5,}/gu)]
    .map((match) => ({ at: match.index, word: match[0], alphabet: alphabets.find((one) => one.word.test(match[0])) }))
    .filter((one) => one.alphabet !== undefined);
  if (words.length === 0) return text;
  const { at, word, alphabet } = words[below(words.length)];
  const letters = [...word];
  const place = below(letters.length);
  const other = alphabet.letters[below(alphabet.letters.length)];
  const edit = ['leave out', 'put in', 'change', 'swap'][below(4)];
  if (edit === 'leave out') letters.splice(place, 1);
  if (edit === 'put in') letters.splice(place, 0, other);
  if (edit === 'change') letters[place] = other;
  if (edit === 'swap') {
    const left = Math.min(place, letters.length - 2);
    [letters[left], letters[left + 1]] = [letters[left + 1], letters[left]];
  }
  return text.slice(0, at) + letters.join('') + text.slice(at + word.length);
}

/** Without the accents of Latin and Greek letters. */
export function withoutAccents(text) {
  return text.replace(/[\p{Script=Latin}\p{Script=Greek}]\p{M}*/gu, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''));
}
