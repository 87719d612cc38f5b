/**
 * What items become where they are dropped into a text. The rules decide: a reference is taken where the text with it in it
 * has that reference in a place, no error at it, and everything else as it was; else the plain name, with which nothing is
 * lost.
 */
import { referenceTo } from '../catalog/referenceText';
import { plainNameAt } from '../declared/nameCompletion';
import { createAnalyzer, type DocumentModel, type SourceText } from '../document';
import { OPENING } from '../reference/form';
import type { Span } from '../text/range';
import { valuesAdded } from './valuesAdded';

export type DroppedItem =
  | {
      readonly kind: 'parameter';
      readonly name: string;
      readonly type: 'String' | 'StringList' | 'SecureString';
      readonly arn?: string;
    }
  | { readonly kind: 'secret'; readonly name: string; readonly arn: string }
  | { readonly kind: 'key'; readonly name: string; readonly arn: string };

export interface Drop {
  readonly text: string;
  /** Of how many items a name was put where a reference was refused. */
  readonly refused: number;
}

/**
 * Several are items of a list where they are dropped into one, text with commas between in a template's value, and lines
 * elsewhere.
 * @param offset where they are dropped
 */
export function dropText(source: SourceText, offset: number, items: readonly DroppedItem[]): Drop {
  // One for all attempts: what is not touched is not parsed again.
  const analyzer = createAnalyzer();
  const before = analyzer.analyze(source);
  const isYaml = before.kind === 'cloudformation' || /\.ya?ml$/i.test(source.path);
  if (isYaml && lacksBlank(before.text, offset)) {
    const text = `${before.text.slice(0, offset)} ${before.text.slice(offset)}`;
    const drop = dropText({ ...source, text }, offset + 1, items);
    return { ...drop, text: ` ${drop.text}` };
  }
  const names = items.map(({ name }) => name);
  if (before.kind === 'ecs-task-definition')
    return { text: items.map(({ name, arn }) => arn ?? name).join(','), refused: 0 };
  const lead = leadAt(before.text, offset);
  if (before.kind !== 'cloudformation') return { text: names.join(`\n${lead}`), refused: 0 };

  const site: Site = {
    before,
    offset,
    withText: text =>
      analyzer.analyze({
        ...source,
        text: before.text.slice(0, offset) + text + before.text.slice(offset),
      }),
  };
  const forms = new Map<string, Form>();
  const pieces = items.map(item => {
    const alike = item.kind === 'parameter' ? item.type : item.kind;
    const form = forms.get(alike) ?? formOf(item, site);
    forms.set(alike, form);
    return form === 'reference' && item.kind !== 'key' ? referenceTo(item) : item.name;
  });
  const refused = items.filter(({ kind, ...item }) => {
    return forms.get('type' in item ? item.type : kind) === 'refused';
  }).length;
  const text = textsFor(pieces, lead).find(each => isTaken(each, pieces, site));
  return text === undefined ? { text: names.join(','), refused: items.length } : { text, refused };
}

interface Site {
  readonly before: DocumentModel;
  readonly offset: number;
  withText(text: string): DocumentModel;
}

type Form = 'reference' | 'name' | 'refused';

/** Of one of its kind; the others of that kind are as it is. */
function formOf(item: DroppedItem, site: Site): Form {
  const { before, offset, withText } = site;
  if (item.kind === 'key') return 'name';
  if (item.kind === 'parameter' && isName(withText(item.name), offset, item.name)) return 'name';
  // Where a reference stands it is not taken apart.
  if (before.referencesAt(offset).some(({ span }) => span.start < offset && offset < span.end)) return 'name';
  const reference = referenceTo(item);
  return textsFor([reference], '').some(text => isTaken(text, [reference], site)) ? 'reference' : 'refused';
}

/** As they are, and in quotes; several as items of a list before one text. */
function textsFor(pieces: readonly string[], lead: string): readonly string[] {
  const quotes = ['', "'", '"'];
  const between = lead.includes('-') ? `\n${lead}` : ',';
  const list = quotes.map(quote => pieces.map(piece => quote + piece + quote).join(between));
  return pieces.length === 1 ? list : [...list, ...quotes.map(quote => quote + pieces.join(',') + quote)];
}

/** Whether every reference of it is one there, and nothing else is another than before. */
function isTaken(text: string, pieces: readonly string[], { before, offset, withText }: Site): boolean {
  const model = withText(text);
  const [old, now] = [before.template, model.template];
  if (old === undefined || now === undefined || now.faults.length > old.faults.length) return false;
  let end = 0;
  const spans = pieces.map(piece => {
    const start = text.indexOf(piece, end);
    end = start + piece.length;
    return { start: offset + start, end: offset + end };
  });
  const references = spans.filter((_, index) => pieces[index]?.startsWith(OPENING));
  // Cheap questions first: the tree of a large template is not.
  if (!references.every(span => isReference(model, span))) return false;
  const inner = text.replace(/^(['"])(.*)\1$/s, '$2');
  const parted =
    /[[,]\s*$/.test(before.text.slice(Math.max(0, offset - REACH), offset)) &&
    /^\s*[\],]/.test(before.text.slice(offset, offset + REACH));
  const added = valuesAdded(old.root, now.root, { text: inner, values: new Set([...pieces, inner]), parted });
  if (added === undefined || added > 1) return false;
  const errors = model.problems().filter(({ severity }) => severity === 'error');
  return !errors.some(({ span }) => references.some(each => intersects(span, each)));
}

/** Blanks that are looked through for a comma. */
const REACH = 200;

function isReference({ text, referencesAt }: DocumentModel, { start, end }: Span): boolean {
  const reference = text.slice(start, end);
  return referencesAt(start + 1).some(each => each.reference.text === reference && each.place !== undefined);
}

function isName({ template, text }: DocumentModel, offset: number, name: string): boolean {
  const context = template && plainNameAt(text, template, offset);
  return (
    context !== undefined &&
    context.replaceSpan.start <= offset &&
    offset + name.length <= context.replaceSpan.end
  );
}

/** Whether a line ends there with a key, a dash or a tag: without a blank what follows would be a part of it. */
function lacksBlank(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const [rest = ''] = text.slice(offset, offset + REACH).split('\n');
  return (
    /^\s*(?:-\s+)*(?:-|(?:"[^"]*"|'[^']*'|[^\s"'#:-][^:]*):)(?:\s+![\w:]+)?$/.test(line) &&
    /^\s*(?:#|$)/.test(rest)
  );
}

/** How a line begins: an item of a list, or its indentation. */
function leadAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^\s*(?:-\s+)?/.exec(line)?.[0] ?? '';
}

function intersects(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
