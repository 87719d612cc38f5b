// The value panel's page. It starts masked, asks for a value only when a person presses Reveal, and forgets it when told
// to hide. No state is kept: setState would outlive the panel.
(() => {
  const host = acquireVsCodeApi();
  const texts = JSON.parse(document.body.dataset.texts);
  const mask = document.body.dataset.mask;
  const byId = id => document.getElementById(id);
  const [reveal, hide, copy] = [byId('reveal'), byId('hide'), byId('copy')];
  const [fields, facts, status, countdown] = [
    byId('fields'),
    byId('facts'),
    byId('status'),
    byId('countdown'),
  ];
  let ticking;

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function fieldElement(field) {
    const section = element('section', undefined, 'field');
    if (field.key !== undefined) {
      const heading = element('h2', field.shownKey);
      const button = element('button', texts.copy, 'secondary');
      button.type = 'button';
      button.setAttribute('aria-label', `${texts.copy} ${field.shownKey}`);
      button.addEventListener('click', () => host.postMessage({ type: 'copy', key: field.key }));
      heading.append(button);
      section.append(heading);
    }
    section.append(element('pre', field.shown));
    if (field.escaped) section.append(element('p', texts.escaped, 'note'));
    return section;
  }

  function setMasked(message, failed = false) {
    clearInterval(ticking);
    const had = fields.dataset.shown === 'yes';
    fields.replaceChildren(element('pre', mask));
    fields.dataset.shown = 'no';
    countdown.textContent = '';
    facts.textContent = '';
    status.textContent = message;
    status.classList.toggle('failed', failed);
    reveal.hidden = false;
    reveal.disabled = false;
    hide.hidden = true;
    if (had && document.activeElement === document.body) reveal.focus();
  }

  function show({ fields: shown, facts: text, seconds }) {
    fields.replaceChildren(...shown.map(fieldElement));
    fields.dataset.shown = 'yes';
    facts.textContent = text;
    status.textContent = '';
    status.classList.remove('failed');
    reveal.hidden = true;
    hide.hidden = false;
    hide.focus();
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

  function askToHide() {
    host.postMessage({ type: 'hide' });
    setMasked(texts.hidden);
    reveal.focus();
  }

  window.addEventListener('message', ({ data }) => {
    if (data.type === 'show') show(data);
    else if (data.type === 'busy') {
      reveal.disabled = true;
      status.textContent = texts.busy;
      status.classList.remove('failed');
    } else if (data.type === 'hidden') setMasked(texts.hidden);
    else if (data.type === 'failed') setMasked(data.message, true);
  });
  reveal.addEventListener('click', () => host.postMessage({ type: 'reveal' }));
  hide.addEventListener('click', askToHide);
  copy.addEventListener('click', () => host.postMessage({ type: 'copy' }));
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && fields.dataset.shown === 'yes') askToHide();
  });

  setMasked('');
  reveal.focus();
  host.postMessage({ type: 'ready' });
})();
