import { entriesOf, withEntries } from '../../core/value/jsonValue';
import { type Sensitive, sensitive } from '../../core/value/sensitive';
import type { FetchedValue } from './fetchValue';
import type { Edit } from './messages';

/** A value that is being edited: in memory alone, and kept while its panel is hidden. */
export interface Draft {
  readonly base: FetchedValue;
  readonly text: Sensitive<string>;
  readonly form: Edit['form'];
}

export function draftOf(base: FetchedValue): Draft {
  const form = entriesOf(base.value.reveal()) ? 'keys' : 'text';
  return { base, text: base.value, form };
}

/** With what was typed, in the form that is wanted from now on; as text where it has no keys. */
export function typedInto(draft: Draft, edit: Edit, form: Edit['form'] = edit.form): Draft {
  const text = edit.form === 'text' ? edit.text : withEntries(draft.text.reveal(), edit.entries);
  return { ...draft, text: sensitive(text), form: form === 'keys' && entriesOf(text) ? 'keys' : 'text' };
}

export function isDirty({ base, text }: Draft): boolean {
  return text.reveal() !== base.value.reveal();
}

export function editOf({ text, form }: Draft): Edit {
  const entries = form === 'keys' ? entriesOf(text.reveal()) : undefined;
  return entries ? { form: 'keys', entries } : { form: 'text', text: text.reveal() };
}

export function hasKeys({ text }: Draft): boolean {
  return entriesOf(text.reveal()) !== undefined;
}

/** Two keys of one name, or one without: what a form can show and JSON cannot hold. */
export function keyProblem(edit: Edit): 'duplicate' | 'empty' | undefined {
  if (edit.form === 'text') return undefined;
  const keys = edit.entries.map(({ key }) => key);
  if (keys.some(key => key === '')) return 'empty';
  return new Set(keys).size < keys.length ? 'duplicate' : undefined;
}
