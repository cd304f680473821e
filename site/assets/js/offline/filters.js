// Filters, as the service reads them.

function dayOf(text, last) {
  const [year, month = last ? '12' : '01', day = last ? '31' : '01'] = text.split('/').at(last ? -1 : 0).split('-');
  return Number(year + month + day);
}

function filtersOf(query) {
  const { ids, first, last } = index.documents;
  return [...new Set(query.keys())].flatMap((name) => {
    const values = query.getAll(name).filter(Boolean), [facet, use = 'any'] = name.split('.'), place = index.facet[facet];
    const filter = (passes) => [{ name, facet, use, values, passes }];
    if (!values.length) return [];
    if (name === 'in') return filter((row, document) => values.includes(ids[document]));
    if (name === 'from') return filter((row, document) => last[document] >= dayOf(values[0]));
    if (name === 'to') return filter((row, document) => first[document] && first[document] <= dayOf(values[0], true));
    if (place === undefined) return [];
    const known = values.map((value) => index.facets[place].values.indexOf(value));
    const has = (row) => (value, at) => (value === '_none' ? !row[place].length : row[place].includes(known[at]));
    return filter((row) => (use === 'not' ? !values.some(has(row)) : use === 'all' ? values.every(has(row)) : values.some(has(row))));
  });
}
