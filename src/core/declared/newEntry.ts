import { NEW_PARAMETER, type NewParameter } from '../draft';
import { insertEntry } from '../policy/edit';
import type { Fix } from '../problem';
import { scalarText } from '../template/entries';
import { lazy } from '../template/lazy';
import { target } from '../template/node';
import type { Template } from '../template/template';
import type { TextEdit } from '../text/range';

/** Completes fixes that need a template parameter: takes one that is there, or adds it in the style of the others. */
export type CompleteFix = (fix: Fix, wanted: NewParameter) => Fix | undefined;

export function createNewParameters(text: string, template: Template): CompleteFix {
  // Parameters and resources share their names; what looks like one may be one that is still typed.
  const words = lazy(() => new Set(text.match(/\w+/g)));

  return (fix, wanted) => {
    const known = [...template.parameters.values()].find(
      parameter => parameter.type === wanted.type && scalarText(parameter.default) === wanted.default,
    );
    const id = known?.name ?? freeName(words(), wanted.id);
    const declaration = known === undefined ? declare(text, template, id, wanted) : [];
    if (declaration === undefined) return undefined;
    const named = (from: string) => from.replaceAll(NEW_PARAMETER, id);
    const edits = fix.edits.map(({ span, newText }) => ({ span, newText: named(newText) }));
    return { ...fix, title: named(fix.title), edits: [...declaration, ...edits] };
  };
}

function freeName(words: ReadonlySet<string>, wanted: string): string {
  if (!words.has(wanted)) return wanted;
  if (!words.has(`${wanted}Parameter`)) return `${wanted}Parameter`;
  let number = 2;
  while (words.has(`${wanted}${number}`)) number++;
  return `${wanted}${number}`;
}

function declare(
  text: string,
  template: Template,
  id: string,
  { type, default: value }: NewParameter,
): readonly TextEdit[] | undefined {
  const section = target(template.sections.get('Parameters')?.value);
  if (section?.kind === 'mapping' && section.entries.length > 0) {
    const edit = insertEntry(text, section, 'first', id, {
      kind: 'object',
      entries: [
        ['Type', { kind: 'text', text: type }],
        ['Default', { kind: 'text', text: value }],
      ],
    });
    return edit && [edit];
  }
  if (template.sections.has('Parameters')) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (/^\s*\{/.test(text)) {
    const at = text.indexOf('{') + 1;
    const parameter = JSON.stringify({ [id]: { Type: type, Default: value } });
    return [{ span: { start: at, end: at }, newText: `${eol}  "Parameters": ${parameter},` }];
  }
  const at = /^["']?Resources["']?[ \t]*:/m.exec(text)?.index;
  if (at === undefined) return undefined;
  const lines = ['Parameters:', `  ${id}:`, `    Type: ${type}`, `    Default: ${value}`, ''];
  return [{ span: { start: at, end: at }, newText: lines.join(eol) }];
}

/**
 * A logical id from a parameter's name: the last two parts of its path, `/my-app/prod/database/host` gives
 * `DatabaseHost`. Logical ids are letters and digits.
 */
export function idFor(parameterName: string): string {
  const parts = parameterName.split(/[/:]/).filter(part => /[A-Za-z0-9]/.test(part));
  const id = parts
    .slice(-2)
    .flatMap(part => part.split(/[^A-Za-z0-9]+/))
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .slice(0, 60);
  return /^[A-Za-z]/.test(id) ? id : `Parameter${id}`;
}
