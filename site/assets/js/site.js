// What every page gains from script; none of it is needed.

/// "/" goes to the search box, unless somebody is typing.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const field = document.querySelector('[role="search"] input[name="q"]');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

/// A link to a passage also copies its whole address, and says so.
const copied = document.querySelector('[data-copied]');
if (copied && navigator.clipboard) {
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[data-copy]');
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    try {
      await navigator.clipboard.writeText(link.href);
    } catch {
      return; // not allowed: it is still a link
    }
    copied.textContent = '';
    requestAnimationFrame(() => (copied.textContent = copied.dataset.copied));
  });
}
