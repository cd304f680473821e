// What was reached once must not be lost unseen.

/** How much of a figure may be lost before it is an error: ties fall this way or that. */
const slack = 0.005;
const guarded = ['nDCG@10', 'right passage in 3'];

/** Floors just under these figures, and what each question scored. */
export function floorsOf(answers, rows) {
  const round = (number) => Math.round(number * 10000) / 10000;
  return {
    floors: Object.fromEntries(rows.map(([name, figures]) =>
      [name, Object.fromEntries(guarded.map((measure) => [measure, round(Math.max(0, figures[measure] - slack))]))])),
    questions: Object.fromEntries(answers
      .filter((one) => one['nDCG@10'] !== undefined)
      .map((one) => [one.question.id, round(one['nDCG@10'])])),
  };
}

/** Lines on questions that got worse, and on figures under their floor. */
export function compare(answers, rows, accepted) {
  const worse = answers
    .filter((one) => one['nDCG@10'] < (accepted.questions[one.question.id] ?? 0) - 0.0001)
    .map((one) => `worse ${one.question.id} "${one.question.text}": ${accepted.questions[one.question.id]} -> ${one['nDCG@10'].toFixed(4)}; now first: ${one.ranked.slice(0, 3).join(', ')}`);
  const under = rows.flatMap(([name, figures]) =>
    Object.entries(accepted.floors[name] ?? {})
      .filter(([measure, floor]) => figures[measure] < floor)
      .map(([measure, floor]) => `under its floor: ${name} ${measure} ${figures[measure].toFixed(4)}, floor ${floor}`));
  return { worse, under };
}
