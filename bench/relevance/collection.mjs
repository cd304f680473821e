// Turns a test collection into a corpus that entrepot-index builds.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lines } from './trec.mjs';

/** The id of the n-th document in the corpus: collections have ids that are none here. */
const nameOf = (number) => `doc-${String(number).padStart(7, '0')}`;

/** Text that Markdown gives back as it is: one paragraph, every sign with a meaning escaped. */
export function escapeMarkdown(text) {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Paragraphs of some thousand characters, split between words: Markdown readers dislike long ones. */
function paragraphs(text) {
  const out = [];
  let rest = text.replace(/\s+/g, ' ').trim();
  while (rest.length > 4000) {
    const end = rest.lastIndexOf(' ', 4000);
    const cut = end > 0 ? end : 4000;
    out.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  out.push(rest);
  return out.map(escapeMarkdown).join('\n\n');
}

/** The documents of DIR/docs.jsonl: {id, title, text, language}. */
export function readDocuments(file) {
  return lines(file).map(({ text, where }) => {
    let document;
    try {
      document = JSON.parse(text);
    } catch (error) {
      throw new Error(`${where}: not JSON: ${error.message}`);
    }
    if (typeof document.id !== 'string' || typeof document.text !== 'string')
      throw new Error(`${where}: a document needs an "id" and a "text"`);
    const [first] = document.id.split('-');
    const language = document.lang ?? (/^[a-z]{2,3}$/.test(first) ? first : 'en');
    return { id: document.id, title: document.title ?? '', text: document.text, language };
  });
}

/**
 * Writes the corpus. A document without a title gets its own name as one, which no question asks for:
 * words of its text would count five times there.
 * @param vocabulary a folder to copy; the documents have no tags.
 * @return Map of the corpus's ids to the collection's.
 */
export function writeCorpus(documents, folder, vocabulary) {
  const names = new Map();
  const into = path.join(folder, 'case-studies');
  mkdirSync(into, { recursive: true });
  cpSync(vocabulary, path.join(folder, 'vocabulary'), { recursive: true });
  documents.forEach((document, index) => {
    const name = nameOf(index);
    names.set(name, document.id);
    const title = document.title.replace(/\s+/g, ' ').trim() || name.replace('-', '');
    writeFileSync(
      path.join(into, `${name}.md`),
      `---\ntitle: ${JSON.stringify(title)}\nlanguage: ${document.language}\n---\n\n${paragraphs(document.text)}\n`,
    );
  });
  return names;
}
