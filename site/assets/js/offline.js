// The search of a copy without a server. From a disk a page may load scripts alone, so each part of the index
// is one. What is in them, and how it is weighed, service/export/ says. A script from a disk may not import:
// the files named below stand in their places when this one is read (service/http/assets.cpp), so all share
// their names.

const { language, folder, sentences, facets: facetNames } = JSON.parse(document.getElementById('offline_data').textContent);
const perPage = 20, mostPassages = 3, mostShown = 8, mostListed = 40;

const numbers = new Intl.NumberFormat(language === 'en' ? 'en-GB' : `${language}-u-nu-latn`);
const plurals = new Intl.PluralRules(language);
const say = (key, values) => sentences[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const count = (key, n) => (sentences[key][plurals.select(n)] ?? sentences[key].other).replace('{n}', numbers.format(n));

import "offline/parts.js";
import "offline/words.js";
import "offline/question.js";
import "offline/weights.js";
import "offline/filters.js";
import "offline/page.js";

run().catch(() => { place('.ep-results__found').textContent = sentences.failed; });
