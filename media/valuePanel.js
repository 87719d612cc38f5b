// The value panel's page. It starts masked, asks for a value only when a person presses Reveal or Edit, and forgets it when
// told to hide. No state is kept: setState would outlive the panel. What is typed goes to the extension, which keeps it in
// memory.
(() => {
  const host = acquireVsCodeApi();
  const texts = JSON.parse(document.body.dataset.texts);
  const mask = document.body.dataset.mask;
  const byId = id => document.getElementById(id);
  const buttons = Object.fromEntries(
    ['reveal', 'hide', 'edit', 'copy', 'save', 'form', 'cancel'].map(id => [id, byId(id)]),
  );
  const [fields, facts, status, countdown, size] = [
    byId('fields'),
    byId('facts'),
    byId('status'),
    byId('countdown'),
    byId('size'),
  ];
  const mayEdit = !buttons.edit.hidden;
  let ticking;
  let fieldCount = 0;
  /** While something is edited: its form and limits. */
  let editing;

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function button(text, label, press) {
    const made = element('button', text, 'secondary');
    made.type = 'button';
    made.setAttribute('aria-label', label);
    made.addEventListener('click', press);
    return made;
  }

  /** Those that are named are shown, in the order of the page. */
  function showButtons(...shown) {
    for (const [id, one] of Object.entries(buttons))
      one.hidden = !shown.includes(id) || (id === 'edit' && !mayEdit);
  }

  function say(message, failed = false) {
    status.textContent = message;
    status.classList.toggle('failed', failed);
  }

  function fieldElement(field) {
    const section = element('section', undefined, 'field');
    if (field.key !== undefined) {
      const heading = element('h2', field.shownKey);
      heading.append(
        button(texts.copy, `${texts.copy} ${field.shownKey}`, () =>
          host.postMessage({ type: 'copy', key: field.key }),
        ),
      );
      section.append(heading);
    }
    section.append(element('pre', field.shown));
    if (field.escaped) section.append(element('p', texts.escaped, 'note'));
    return section;
  }

  function setMasked(message, { failed = false, unsaved = false } = {}) {
    clearInterval(ticking);
    editing = undefined;
    const had = fields.dataset.shown === 'yes';
    fields.replaceChildren(element('pre', mask));
    fields.dataset.shown = 'no';
    countdown.textContent = '';
    size.textContent = '';
    facts.textContent = '';
    say(unsaved ? [message, texts.unsaved].filter(Boolean).join(' ') : message, failed);
    buttons.edit.textContent = unsaved ? texts.continueEditing : texts.edit;
    buttons.cancel.textContent = unsaved ? texts.discard : texts.cancel;
    if (unsaved) showButtons('edit', 'cancel');
    else showButtons('reveal', 'edit', 'copy');
    buttons.reveal.disabled = false;
    buttons.edit.disabled = false;
    if (had && document.activeElement === document.body) (unsaved ? buttons.edit : buttons.reveal).focus();
  }

  function show({ fields: shown, facts: text, seconds, editable }) {
    fields.replaceChildren(...shown.map(fieldElement));
    fields.dataset.shown = 'yes';
    facts.textContent = text;
    say('');
    showButtons('hide', editable ? 'edit' : 'hide', 'copy');
    buttons.edit.disabled = false;
    buttons.hide.focus();
    const end = Date.now() + seconds * 1000;
    const tick = () => {
      const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      countdown.textContent = texts.countdown.replace('{0}', String(left));
      // The extension hides too; whoever is first.
      if (left === 0) setMasked(texts.hidden);
    };
    clearInterval(ticking);
    tick();
    ticking = setInterval(tick, 250);
  }

  function area(text, label) {
    const made = element('textarea');
    made.value = text;
    made.spellcheck = false;
    made.autocomplete = 'off';
    made.rows = 1;
    made.setAttribute('aria-label', label);
    made.addEventListener('input', onTyped);
    return made;
  }

  function entryElement({ key, text, json }) {
    const row = element('section', undefined, 'entry');
    row.dataset.json = json ? 'yes' : 'no';
    const name = element('input');
    name.value = key;
    name.spellcheck = false;
    name.autocomplete = 'off';
    name.setAttribute('aria-label', texts.key);
    const value = area(text, `${texts.value} ${key}`);
    name.addEventListener('input', () => {
      value.setAttribute('aria-label', `${texts.value} ${name.value}`);
      onTyped();
    });
    const remove = button(texts.removeKey, `${texts.removeKey} ${key}`, () => {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      next?.querySelector('input, button')?.focus();
      onTyped();
    });
    const field = ++fieldCount;
    row.dataset.field = String(field);
    const generate = button(texts.generate, `${texts.generate} ${key}`, () =>
      host.postMessage({ type: 'generate', field }),
    );
    row.append(name, value, generate, remove);
    return row;
  }

  function edit({ edit: given, facts: text, maxBytes, hasKeys }) {
    clearInterval(ticking);
    countdown.textContent = '';
    editing = { form: given.form, maxBytes, wasJson: hasKeys };
    facts.textContent = text;
    fields.dataset.shown = 'yes';
    if (given.form === 'keys') {
      const add = button(texts.addKey, texts.addKey, () => {
        const row = entryElement({ key: '', text: '', json: false });
        add.before(row);
        row.querySelector('input').focus();
        onTyped();
      });
      add.id = 'add';
      fields.replaceChildren(...given.entries.map(entryElement), add);
    } else fields.replaceChildren(area(given.text, texts.value));
    buttons.form.textContent = given.form === 'keys' ? texts.asText : texts.asKeys;
    buttons.cancel.textContent = texts.cancel;
    showButtons('save', 'cancel', ...(hasKeys ? ['form'] : []));
    setEnabled(true);
    say('');
    check();
    fields.querySelector('textarea')?.focus();
  }

  function typedEdit() {
    if (editing.form === 'text') return { form: 'text', text: fields.querySelector('textarea').value };
    const entries = [...fields.querySelectorAll('.entry')].map(row => ({
      key: row.querySelector('input').value,
      text: row.querySelector('textarea').value,
      json: row.dataset.json === 'yes',
    }));
    return { form: 'keys', entries };
  }

  function isObject(text) {
    try {
      const parsed = JSON.parse(text);
      return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    } catch {
      return false;
    }
  }

  /** What is wrong is said while one types; the extension looks again. */
  function check() {
    const typed = typedEdit();
    const keys = typed.form === 'keys' ? typed.entries.map(({ key }) => key) : [];
    const problem = keys.includes('')
      ? texts.emptyKey
      : new Set(keys).size < keys.length
        ? texts.duplicate
        : '';
    const whole =
      typed.form === 'text'
        ? typed.text
        : JSON.stringify(Object.fromEntries(typed.entries.map(({ key, text }) => [key, text])));
    const bytes = new TextEncoder().encode(whole).length;
    const tooLarge = bytes > editing.maxBytes;
    size.textContent = texts.bytes
      .replace('{0}', bytes.toLocaleString())
      .replace('{1}', editing.maxBytes.toLocaleString());
    size.classList.toggle('failed', tooLarge);
    const warning = typed.form === 'text' && editing.wasJson && !isObject(typed.text) ? texts.notJson : '';
    say(problem || warning, problem !== '');
    buttons.save.disabled = problem !== '' || tooLarge || bytes === 0;
    buttons.form.disabled = problem !== '' || warning !== '';
    return problem === '';
  }

  /** At every key: a page that is hidden is gone at once, and with it what it had not told. */
  function onTyped() {
    if (check()) host.postMessage({ type: 'draft', edit: typedEdit() });
  }

  function setEnabled(enabled) {
    for (const one of fields.querySelectorAll('input, textarea, button')) one.disabled = !enabled;
    for (const id of ['save', 'form', 'cancel']) buttons[id].disabled = !enabled;
  }

  function save() {
    if (!editing || buttons.save.disabled) return;
    host.postMessage({ type: 'save', edit: typedEdit() });
  }

  function askToHide() {
    host.postMessage({ type: 'hide' });
    setMasked(texts.hidden);
    buttons.reveal.focus();
  }

  const answers = {
    show,
    editing: edit,
    busy() {
      buttons.reveal.disabled = true;
      buttons.edit.disabled = true;
      say(texts.busy);
    },
    hidden: ({ unsaved, message = unsaved ? '' : texts.hidden }) => setMasked(message, { unsaved }),
    failed: ({ message }) => setMasked(message, { failed: true }),
    generated({ field, text }) {
      const value = fields.querySelector(`[data-field="${Number(field)}"] textarea`);
      if (!editing || !value) return;
      value.value = text;
      onTyped();
    },
    saving() {
      setEnabled(false);
      say(texts.saving);
    },
    problem({ message }) {
      if (!editing) return;
      setEnabled(true);
      check();
      if (message) say(message, true);
    },
  };
  window.addEventListener('message', ({ data }) => answers[data.type]?.(data));
  buttons.reveal.addEventListener('click', () => host.postMessage({ type: 'reveal' }));
  buttons.edit.addEventListener('click', () => host.postMessage({ type: 'edit' }));
  buttons.hide.addEventListener('click', askToHide);
  buttons.copy.addEventListener('click', () => host.postMessage({ type: 'copy' }));
  buttons.save.addEventListener('click', save);
  buttons.cancel.addEventListener('click', () => host.postMessage({ type: 'cancel' }));
  buttons.form.addEventListener('click', () => {
    const form = editing.form === 'keys' ? 'text' : 'keys';
    host.postMessage({ type: 'draft', edit: typedEdit(), form });
  });
  document.addEventListener('keydown', event => {
    if (event.key === 's' && (event.ctrlKey || event.metaKey) && editing) {
      event.preventDefault();
      event.stopPropagation();
      save();
    }
    if (event.key !== 'Escape') return;
    if (editing) host.postMessage({ type: 'cancel' });
    else if (fields.dataset.shown === 'yes') askToHide();
  });

  setMasked('');
  buttons.reveal.focus();
  host.postMessage({ type: 'ready' });
})();
