// A question as groups.

// A group is a word or a name: its places (exact) and its relatives' (kin), the names it is or is a word of (named,
// labels), and groups that only add weight (typed)

const group = (more) => ({ marks: [], exact: [], kin: [], named: [], labels: [], typed: [], ...more });
const namesOf = (list) => Promise.all([...new Set(list)].map(async (number) => {
  const at = index.name_parts.findLastIndex((first) => first <= number);
  return (await loadOne('names', at))[number - index.name_parts[at]];
}));

async function wordGroup(word) {
  const { words, postings, kin, labels } = await wordsPart(word);
  const at = words.indexOf(word);
  const near = at < 0 ? words.flatMap((one, other) => (alike(word, one) ? [other] : [])) : kin[at] ?? [];
  const labelled = Object.hasOwn(labels, word) ? [word] : Object.keys(labels).filter((one) => alike(word, one));
  return group({
    shown: word, marks: [word, ...near.map((other) => words[other])],
    exact: at < 0 ? [] : placesOf(postings[at]), kin: near.map((other) => placesOf(postings[other])),
    labels: await namesOf(labelled.flatMap((one) => labels[one])),
    year: index.facets[index.facet.year].values.indexOf(word),
  });
}

/// A name of several things, or of a word of the trade, is a word as well.
async function nameGroup(own, list) {
  const words = await Promise.all(own.filter(({ run }) => !run).map(({ text }) => wordGroup(text)));
  const named = await namesOf(list);
  if (own.length === 1 && words.length && (named.length > 1 || named[0].word)) return { ...words[0], named };
  return group({ shown: joined(own), marks: words.flatMap(({ marks }) => marks), named, typed: words });
}

async function beginningGroup(shown, beginnings) {
  const out = group({ shown });
  for (const beginning of beginnings) {
    const { words, postings } = await wordsPart(beginning);
    for (const [at, word] of words.entries()) if (word.startsWith(beginning)) {
      out.marks.push(word);
      out.kin.push(placesOf(postings[at]));
    }
  }
  return out;
}

async function groupsOf(text) {
  const all = tokens(text);
  const known = await Promise.all(all.map((one) => wordsPart(one.text)));
  const capitals = text === text.toUpperCase() ? [] : (text.match(/\p{Lu}{2,}/gu) ?? []).map(fold);
  const common = all.map((one, at) => (!capitals.includes(one.text) && Object.hasOwn(known[at].common, one.text) ? known[at].common[one.text] : 0));
  const several = common.filter(Boolean).length > 1;
  const isCommon = (at) => common[at] === 1 || (common[at] === 2 && several);
  const nameAt = (at) => {
    const { names, words } = known[at], { text: word, run } = all[at];
    for (let size = Math.min(index.most_units, all.length - at); size > 0; size -= 1) {
      const own = all.slice(at, at + size), name = joined(own);
      if (Object.hasOwn(names, name) && !(size === 1 && isCommon(at))) return [own, names[name]];
    }
    if (run || isCommon(at) || words.includes(word)) return null;
    const near = Object.keys(names).filter((name) => !name.includes(' ') && alike(word, name));
    return near.length ? [[all[at]], near.flatMap((name) => names[name])] : null;
  };
  const groups = [], left = [];
  for (let at = 0; at < all.length; at += 1) {
    const name = nameAt(at);
    if (name) {
      groups.push(await nameGroup(...name));
      at += name[0].length - 1;
    } else if (all[at].run) {
      const run = [all[at].text];
      while (all[at + 1]?.glued && !nameAt(at + 1)) run.push(all[at += 1].text);
      groups.push(await beginningGroup(run.join(''), run.length > 1 ? run.slice(1).map((next, i) => run[i] + next) : run));
    } else (isCommon(at) ? left : groups).push(await wordGroup(all[at].text));
  }
  return groups.length ? groups : left;
}

/// Where all its words stand.
async function phraseGroup(text) {
  const words = await Promise.all(tokens(text).filter(({ run }) => !run).map((one) => wordGroup(one.text)));
  if (!words.length) return groupsOf(text);
  const within = words.map(({ exact, kin }) => new Map([exact, ...kin].flat().map((place) => [place[0], place])));
  const kin = [[...within[0].values()].filter(([place]) => within.every((one) => one.has(place)))];
  return [group({ shown: `“${text}”`, marks: words.flatMap(({ marks }) => marks), kin })];
}

/// Words, "phrases", -without, begin*, OR.
async function readQuestion(text) {
  const groups = [], excluded = [];
  let plain = '', any = false, not = false;
  for (const [whole, minus, sign, quoted] of text.matchAll(/(-?)(["“«])([^"“”«»]*)["”»]?|\S+/gu)) {
    if (/^(AND|OR|NOT)$/.test(whole)) {
      any ||= whole === 'OR';
      not = whole === 'NOT';
      continue;
    }
    const without = not || minus || /^-./.test(whole), beginning = whole.endsWith('*') && tokens(whole)[0]?.text;
    not = false;
    let own;
    if (sign) own = await phraseGroup(quoted);
    else if (beginning?.length > 2) own = [await beginningGroup(whole, [beginning])];
    else if (without) own = await groupsOf(whole.slice(/^-/.test(whole)));
    if (own) (without ? excluded : groups).push(...own);
    else plain += ` ${whole}`;
  }
  return { groups: [...await groupsOf(plain), ...groups], excluded, any };
}
