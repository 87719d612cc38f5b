import { NEW_ENTRY, type NewEntry } from '../draft';
import { insertEntry } from '../policy/edit';
import type { Value } from '../policy/written';
import type { Fix } from '../problem';
import { scalarText } from '../template/entries';
import { lazy } from '../template/lazy';
import { target } from '../template/node';
import type { Template } from '../template/template';
import type { TextEdit } from '../text/range';

/** Completes fixes that need a parameter or resource: takes one that is there, or adds it in the style of the others. */
export type CompleteFix = (fix: Fix, wanted: NewEntry) => Fix | undefined;

export function createNewEntries(text: string, template: Template): CompleteFix {
  // Parameters and resources share their names; what looks like one may be one that is still typed.
  const words = lazy(() => new Set(text.match(/\w+/g)));

  return (fix, wanted) => {
    if (wanted.kind === 'hidden') return hide(text, template, fix, wanted.id);
    const known = knownName(template, wanted);
    const id = known ?? freeName(words(), wanted);
    const declaration = known === undefined ? declare(text, template, id, wanted) : [];
    if (declaration === undefined) return undefined;
    const named = (from: string) => from.replaceAll(NEW_ENTRY, id);
    const edits = fix.edits.map(({ span, newText }) => ({ span, newText: named(newText) }));
    return { ...fix, title: named(fix.title), edits: [...declaration, ...edits] };
  };
}

function hide(text: string, { parameters }: Template, fix: Fix, name: string): Fix | undefined {
  const parameter = parameters.get(name);
  const mapping = target(parameter?.entry.value);
  // One that reads Parameter Store shows where the value stands, which NoEcho does not hide.
  if (mapping?.kind !== 'mapping' || parameter?.type?.startsWith('AWS::SSM::')) return undefined;
  if (mapping.entries.some(({ key }) => scalarText(key) === 'NoEcho')) return undefined;
  const edit = insertEntry(text, mapping, 'last', 'NoEcho', { kind: 'text', text: 'true' });
  return edit && { ...fix, edits: [edit] };
}

function knownName({ parameters }: Template, wanted: NewEntry): string | undefined {
  if (wanted.kind !== 'parameter') return undefined;
  const known = [...parameters.values()].find(
    ({ type, default: value }) => type === wanted.type && scalarText(value) === wanted.default,
  );
  return known?.name;
}

function freeName(words: ReadonlySet<string>, { id, kind }: NewEntry): string {
  if (!words.has(id)) return id;
  const withKind = `${id}${kind === 'secret' ? 'Secret' : 'Parameter'}`;
  if (!words.has(withKind)) return withKind;
  let number = 2;
  while (words.has(`${id}${number}`)) number++;
  return `${id}${number}`;
}

function declare(
  text: string,
  template: Template,
  id: string,
  wanted: NewEntry,
): readonly TextEdit[] | undefined {
  const name = wanted.kind === 'secret' ? 'Resources' : 'Parameters';
  const entries = entriesFor(wanted);
  const section = target(template.sections.get(name)?.value);
  if (section?.kind === 'mapping' && section.entries.length > 0) {
    const edit = insertEntry(text, section, 'first', id, objectOf(entries));
    return edit && [edit];
  }
  // A resource stands among others.
  if (template.sections.has(name) || wanted.kind === 'secret') return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (/^\s*\{/.test(text)) {
    const at = text.indexOf('{') + 1;
    const entry = JSON.stringify({ [id]: Object.fromEntries(entries) });
    return [{ span: { start: at, end: at }, newText: `${eol}  "${name}": ${entry},` }];
  }
  const at = /^["']?Resources["']?[ \t]*:/m.exec(text)?.index;
  if (at === undefined) return undefined;
  const lines = entries.map(([key, value]) => `    ${key}: ${value}`);
  return [{ span: { start: at, end: at }, newText: [`${name}:`, `  ${id}:`, ...lines, ''].join(eol) }];
}

type Entries = readonly (readonly [key: string, value: string | Entries])[];

function entriesFor(wanted: NewEntry): Entries {
  switch (wanted.kind) {
    case 'parameter':
      return [
        ['Type', wanted.type],
        ['Default', wanted.default],
      ];
    case 'no-echo':
    case 'hidden':
      return [
        ['Type', 'String'],
        ['NoEcho', 'true'],
      ];
    case 'secret':
      // Letters and digits: databases refuse one sign or another, each its own.
      return [
        ['Type', 'AWS::SecretsManager::Secret'],
        [
          'Properties',
          [
            [
              'GenerateSecretString',
              [
                ['PasswordLength', '32'],
                ['ExcludePunctuation', 'true'],
              ],
            ],
          ],
        ],
      ];
  }
}

function objectOf(entries: Entries): Value {
  return {
    kind: 'object',
    entries: entries.map(([key, value]) => [
      key,
      typeof value === 'string' ? { kind: 'text', text: value } : objectOf(value),
    ]),
  };
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
