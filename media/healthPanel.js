// The health report's page: sends what is pressed, and shows one service at a time. What was chosen and folded is kept while
// the page is drawn anew.
(() => {
  const host = acquireVsCodeApi();
  const drawing = Number(document.body.dataset.drawing);
  const groups = [...document.querySelectorAll('details.group')];
  const choices = [...document.querySelectorAll('input[name="kind"]')];
  const none = document.getElementById('nothing-of-kind');
  const kept = host.getState() ?? {};
  const state = { kind: kept.kind ?? '', folded: kept.folded ?? [], focus: kept.focus };

  function keep() {
    host.setState(state);
  }

  function filter() {
    for (const group of groups) group.hidden = state.kind !== '' && group.dataset.kind !== state.kind;
    none.hidden = groups.length === 0 || groups.some(group => !group.hidden);
  }

  for (const choice of choices) {
    choice.checked = choice.value === state.kind;
    choice.addEventListener('change', () => {
      state.kind = choice.value;
      keep();
      filter();
    });
  }
  for (const group of groups) {
    group.open = !state.folded.includes(group.dataset.code);
    group.addEventListener('toggle', () => {
      state.folded = groups.filter(each => !each.open).map(each => each.dataset.code);
      keep();
    });
  }

  /** Which button it is, whatever stands before it now. */
  function keyOf(button) {
    return [
      button.dataset.type,
      button.closest('details')?.dataset.code,
      button.getAttribute('aria-label'),
    ].join(' ');
  }

  const buttons = [...document.querySelectorAll('button[data-type]')];
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const { type, at, fix } = button.dataset;
      state.focus = keyOf(button);
      keep();
      host.postMessage({ type, drawing, fix, ...(at !== undefined && { at: Number(at) }) });
    });
  }
  filter();
  const again = buttons.find(button => keyOf(button) === state.focus);
  if (again) again.focus({ preventScroll: true });
})();
