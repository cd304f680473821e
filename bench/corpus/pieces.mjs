// What the corpus of the project is made of, taken apart: by language, the titles, the summaries, and
// under each heading the paragraphs and points that stand beneath it.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A title or summary of the front matter, which stands on one line. */
function valueOf(frontMatter, key) {
  const written = frontMatter.match(new RegExp(`^${key}: (.+)$`, 'm'))?.[1].trim();
  return written?.startsWith('"') ? JSON.parse(written) : written;
}

/** Paragraphs, and points of lists one by one, without what only makes sense where it stood: marks of passages, notes, links. */
function blocksOf(text) {
  const points = text.replace(/<!--.*?-->\n?/gs, '').split(/\n{2,}|\n(?=- )/);
  return points.map((block) => block.trim()).filter((block) => block && !/^[#|]|\[\^|\]\(/m.test(block));
}

/** @returns {Map<string, {titles: string[], summaries: string[], headings: Map<string, string[]>}>} by language. */
export function piecesOf(corpus) {
  const languages = new Map();
  for (const file of readdirSync(corpus, { recursive: true }).sort()) {
    if (!/^[a-z-]+\/.*\.md$/.test(file) || file.startsWith('vocabulary')) continue;
    const [, frontMatter, body] = readFileSync(path.join(corpus, file), 'utf8').match(/^---\n(.*?)\n---\n(.*)$/s);
    const language = valueOf(frontMatter, 'language') ?? 'en';
    if (!languages.has(language)) languages.set(language, { titles: [], summaries: [], headings: new Map() });
    const pieces = languages.get(language);
    pieces.titles.push(valueOf(frontMatter, 'title'));
    if (valueOf(frontMatter, 'summary')) pieces.summaries.push(valueOf(frontMatter, 'summary'));
    for (const section of body.split(/^(?=## )/m)) {
      const heading = section.match(/^## (.+)\n/)?.[1].trim();
      if (!heading) continue;
      const blocks = blocksOf(section.slice(section.indexOf('\n')));
      pieces.headings.set(heading, [...pieces.headings.get(heading) ?? [], ...blocks]);
    }
    for (const [heading, blocks] of pieces.headings) if (blocks.length === 0) pieces.headings.delete(heading);
  }
  return languages;
}
