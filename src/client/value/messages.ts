import type { ValueEntry } from '../../core/value/jsonValue';
import type { ValueField } from './fields';

/** A value as it is typed: one text, or key by key. */
export type Edit =
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'keys'; readonly entries: readonly ValueEntry[] };

/** From the value panel's page to the extension. */
export type PanelRequest =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal' }
  | { readonly type: 'hide' }
  | { readonly type: 'copy'; readonly key?: string }
  | { readonly type: 'edit' }
  /** What is typed so far; `form`: how it is wanted from now on. */
  | { readonly type: 'draft'; readonly edit: Edit; readonly form?: Edit['form'] }
  | { readonly type: 'save'; readonly edit: Edit }
  /** A password for the field the page calls so. */
  | { readonly type: 'generate'; readonly field: number }
  | { readonly type: 'cancel' };

/** To the page. `show` and `editing` alone carry a value, and only after `ready` and a person's press on Reveal or Edit. */
export type PanelMessage =
  /** `unsaved`: what was typed is kept, and not shown. */
  | { readonly type: 'hidden'; readonly unsaved: boolean; readonly message?: string }
  | { readonly type: 'busy' }
  | {
      readonly type: 'show';
      readonly fields: readonly ValueField[];
      readonly facts: string;
      readonly seconds: number;
      readonly editable: boolean;
    }
  | {
      readonly type: 'editing';
      readonly edit: Edit;
      readonly facts: string;
      readonly maxBytes: number;
      /** It can be edited key by key. */
      readonly hasKeys: boolean;
    }
  /** Made by AWS for a field while it is edited. */
  | { readonly type: 'generated'; readonly field: number; readonly text: string }
  | { readonly type: 'saving' }
  /** What was typed stays in the page as it is. */
  | { readonly type: 'problem'; readonly message: string }
  | { readonly type: 'failed'; readonly message: string };

/** The page is ours, but what it posts is checked like everything that comes from outside. */
export function parseRequest(message: unknown): PanelRequest | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  const edit = parseEdit('edit' in message ? message.edit : undefined);
  switch (message.type) {
    case 'ready':
    case 'reveal':
    case 'hide':
    case 'edit':
    case 'cancel':
      return { type: message.type };
    case 'copy': {
      const key = 'key' in message ? message.key : undefined;
      if (key === undefined) return { type: 'copy' };
      return typeof key === 'string' ? { type: 'copy', key } : undefined;
    }
    case 'draft': {
      const form = 'form' in message ? message.form : undefined;
      if (edit === undefined) return undefined;
      return form === 'text' || form === 'keys' ? { type: 'draft', edit, form } : { type: 'draft', edit };
    }
    case 'generate': {
      const field = 'field' in message ? message.field : undefined;
      return typeof field === 'number' && Number.isInteger(field) ? { type: 'generate', field } : undefined;
    }
    case 'save':
      return edit && { type: 'save', edit };
    default:
      return undefined;
  }
}

/** More than any service takes, and little enough for a window to hold. */
const MAX_TEXT = 1_000_000;
const MAX_ENTRIES = 5_000;

function parseEdit(edit: unknown): Edit | undefined {
  if (typeof edit !== 'object' || edit === null || !('form' in edit)) return undefined;
  if (edit.form === 'text' && 'text' in edit)
    return isText(edit.text) ? { form: 'text', text: edit.text } : undefined;
  if (edit.form !== 'keys' || !('entries' in edit) || !Array.isArray(edit.entries)) return undefined;
  if (edit.entries.length > MAX_ENTRIES) return undefined;
  const entries = edit.entries.flatMap(entryOf);
  return entries.length === edit.entries.length ? { form: 'keys', entries } : undefined;
}

function entryOf(entry: unknown): readonly ValueEntry[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const { key, text, json } = Object(entry);
  return isText(key) && isText(text) ? [{ key, text, json: json === true }] : [];
}

function isText(text: unknown): text is string {
  return typeof text === 'string' && text.length <= MAX_TEXT;
}
