// The search page without loading it anew. What is asked for, its address and its HTML are those of
// the form and of the links; where anything goes wrong, the browser goes there by itself.

const main = document.querySelector('main');
const form = document.getElementById('find');
const here = () => location.pathname + location.search;
let shown = here();
let asking = new AbortController();

/// Where the form leads, without its empty fields.
function formAddress() {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) fields.append(name, value);
  if (!fields.has('kind')) fields.delete('kinds');
  const query = fields.toString();
  return new URL(form.action).pathname + (query && `?${query}`);
}

/// What a node goes by among its siblings; a row goes by its field.
const keyOf = (node) => node.id || node.firstElementChild?.id;

/// Makes a node what another is. Nodes that stay are kept, and with them the focus, what is
/// unfolded, what is being typed and the live region.
function become(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  for (const { name } of [...old.attributes])
    if (name !== 'open' && !next.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes)
    if (name !== 'open' && old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (old.localName === 'input') {
    old.checked = next.checked;
    if (old !== document.activeElement) old.value = next.value;
  }
  const wanted = new Set([...next.childNodes].map(keyOf));
  const kept = new Map([...old.childNodes].map((node) => [keyOf(node), node]));
  let at = old.firstChild;
  const drop = () => {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  };
  for (const child of [...next.childNodes]) {
    while (at && keyOf(at) && !wanted.has(keyOf(at))) drop();
    const key = keyOf(child);
    const same = key ? kept.get(key) : at && !keyOf(at) ? at : null;
    if (same?.nodeName !== child.nodeName) {
      old.insertBefore(document.importNode(child, true), at);
    } else {
      if (same === at) at = at.nextSibling;
      else old.insertBefore(same, at);
      become(same, child);
    }
  }
  while (at) drop();
}

/// Says again how many there are, even if they are as many as before.
function announce(before) {
  const status = main.querySelector('[role="status"]');
  const text = status.textContent;
  if (text !== before) return; // the change is heard
  status.textContent = '';
  requestAnimationFrame(() => (status.textContent = text));
}

function goToResults() {
  const heading = document.getElementById('results');
  heading.focus({ preventScroll: true });
  const { top } = heading.parentElement.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) heading.parentElement.scrollIntoView();
}

/// Keeps a field under the finger, wherever it stands now.
function stayAt(id, top) {
  const field = document.getElementById(id);
  if (!field?.getClientRects().length) return goToResults();
  field.focus({ preventScroll: true });
  scrollBy(0, field.getBoundingClientRect().top - top);
}

/// Shows the search at an address. `field`: stays in focus; without one the focus goes to the
/// results. `back`: the address is in force already, and the focus is left alone.
async function show(address, { field = null, back = false } = {}) {
  asking.abort();
  const { signal } = (asking = new AbortController());
  document.getElementById('results').parentElement.setAttribute('aria-busy', 'true');
  let page;
  try {
    const response = await fetch(address, { signal });
    page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (!response.ok || response.redirected || !page.getElementById('find')) throw new Error(address);
  } catch {
    if (!signal.aborted) location.assign(address);
    return;
  }
  if (signal.aborted) return;
  if (!back && address !== here()) history.pushState(null, '', address);
  shown = here();
  document.title = page.title;
  for (const link of document.querySelectorAll('link[rel="canonical"], link[rel="alternate"]')) link.remove();
  document.head.append(...page.querySelectorAll('link[rel="canonical"], link[rel="alternate"]'));
  const before = main.querySelector('[role="status"]').textContent;
  const top = field?.getBoundingClientRect().top;
  become(main, page.querySelector('main'));
  become(document.querySelector('footer'), page.querySelector('footer'));
  if (field) stayAt(field.id, top);
  else if (!back) goToResults();
  announce(before);
}

main.addEventListener('change', ({ target }) => {
  if (target.type === 'checkbox' && target.form === form) show(formAddress(), { field: target });
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const active = document.activeElement;
  show(formAddress(), { field: active.name?.startsWith('facet_q.') ? active : null });
});

main.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.pathname !== location.pathname || link.hash || link.download) return;
  event.preventDefault();
  show(link.pathname + link.search);
});

addEventListener('popstate', () => {
  if (here() !== shown) show(here(), { back: true });
});

/// A facet's list shows what is called as its field says, as far as it is there; the rest is found
/// by sending the form.
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
main.addEventListener('input', ({ target }) => {
  if (!target.name?.startsWith('facet_q.')) return;
  const facet = target.closest('fieldset');
  const text = plain(target.value.trim());
  let listed = false;
  for (const row of facet.querySelectorAll('.ep-checks > li')) {
    const called = plain(row.querySelector('label').textContent).includes(text);
    row.hidden = !called && !row.querySelector('input').checked;
    listed ||= called;
  }
  const note = facet.querySelector('[data-unlisted]');
  note.textContent = listed ? '' : note.dataset.unlisted;
  for (const fold of facet.querySelectorAll('details')) fold.open ||= text !== '';
});
