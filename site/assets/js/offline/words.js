// Words, as service/export/offline_terms.h has them.

const unlike = { ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', ð: 'd', þ: 'th', ß: 'ss', ς: 'σ', ё: 'е', آ: 'ا', أ: 'ا', ٱ: 'ا', إ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه' };
const elided = /(^|[^\p{L}\p{N}])(?:[ldjmtsnc]|(?:jus|lors|puis)?qu|(?:de|a|ne|su|da)ll|un)'(?=\p{L})/gu;
const unspaced = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー';
const pieces = new RegExp(`[${unspaced}]|[^${unspaced}]+`, 'gu'), inRun = new RegExp(`^[${unspaced}]`, 'u');

const fold = (text) => text.normalize('NFKC').toLowerCase().normalize('NFD')
  .replace(/([\p{sc=Latin}\p{sc=Greek}])\p{M}+/gu, '$1').normalize('NFC')
  .replace(/[\u0610-\u061a\u0640\u064b-\u065f\u0670]/g, '')
  .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15)
  .replace(/[^\0-\x7f]/g, (letter) => unlike[letter] ?? letter);

/// Words, and single characters of a run without spaces, glued to the one before.
function tokens(text) {
  const plain = fold(text).replace(/[‘’‛ʼ`]/g, "'").replace(elided, '$1').replace(/'s(?![\p{L}\p{N}])/gu, '')
    .replace(/(^|[^\p{L}\p{N}.])(\p{L}(?:\.\p{L})+)(?![\p{L}\p{N}])/gu, (whole, before, word) => before + word.replaceAll('.', ''))
    .replace(/(\p{L})['·](?=\p{L})/gu, '$1');
  const out = [];
  for (const { 0: word } of plain.matchAll(/\d+(?:[.,]\d+)+|[\p{L}\p{M}\p{N}]+/gu))
    [...word.matchAll(pieces)].forEach(([piece], at) => {
      if (/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/.test(piece) && Intl.Segmenter)
        for (const { segment } of new Intl.Segmenter('th', { granularity: 'word' }).segment(piece)) out.push({ text: segment });
      else out.push({ text: piece, run: inRun.test(piece), glued: at > 0 && inRun.test(piece) && inRun.test(out.at(-1).text) });
    });
  return out;
}
const joined = (list) => list.map(({ text, glued }, at) => (at && !glued ? ' ' : '') + text).join('');

/// The part that a word, and names that begin with it, stand in.
async function wordsPart(word) {
  const bare = word.replace(/^(?:[وفبك]?ال|[وف]?لل)(?=.)/u, '');
  let hash = 2166136261;
  for (const letter of [...bare].slice(0, inRun.test(bare) ? 1 : 3)) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619) >>> 0;
  return loadOne('words', ((hash ^ (hash >>> 16)) >>> 0) % index.word_parts);
}

/// Whether two words may be forms of one: only their ends differ.
function alike(one, other) {
  const longest = Math.max(one.length, other.length);
  let common = 0;
  while (common < one.length && one[common] === other[common]) common += 1;
  return common >= Math.max(3, longest - (longest > 7 ? 3 : 2));
}

/// [place, times in its text, times in its headings] of each.
function placesOf(postings) {
  const out = [];
  let at = 0, place = 0;
  const number = () => {
    const letter = postings.charCodeAt(at++), digit = (letter & 31) - 1;
    return letter > 96 ? digit : digit + 26 * number();
  };
  while (at < postings.length) {
    const head = number(), times = head & 1 ? number() : 1;
    place += head >> 1;
    out.push([place++, times & 63, times >> 6]);
  }
  return out;
}
