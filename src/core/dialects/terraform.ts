import type { SourceText } from '../detect';
import type { EmbeddedJson } from '../policy/embedded';
import { filledScope, jsonOfPieces } from '../policy/embedded';
import { mayBePolicy, type PolicyKind } from '../policy/kind';
import { lintEmbeddedPolicy } from '../policy/lint';
import type { PlacedPolicy } from '../policy/placedPolicy';
import type { Fix, Problem } from '../problem';
import type { TextEdit } from '../text/range';
import type { Dialect } from './dialect';
import { type HclBody, hclBlockAt } from './hclBlocks';
import { type HclValue, hclValueAt } from './hclValue';
import { type Heredoc, heredocsIn } from './heredocs';
import { documentOf } from './terraformDocument';

/**
 * Policies in Terraform's language: as JSON in heredocs, as what jsonencode is given, and as the blocks of an
 * aws_iam_policy_document. No references: Terraform leaves them as they are.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/iam-policy-documents
 */
export const terraform: Dialect = {
  id: 'terraform',
  deploys: false,
  liveRules: [],
  claims: name => isTerraform({ path: name }),
  recognises: source => isTerraform(source) && mayHoldPolicy(source.text),
  usesIn: () => [],
  policiesIn: ({ text }) => [
    ...encodedIn(text).map(value => encodedPolicy(text, value)),
    ...documentsIn(text).map(documentPolicy),
  ],
  problemsOf: (_, { text }) => [
    ...heredocsIn(text).flatMap(heredoc => problemsIn(text, heredoc)),
    ...encodedIn(text).flatMap(value => problemsOf(text, encodedPolicy(text, value), isPlainEdit)),
    ...documentsIn(text).flatMap(body => problemsOf(text, documentPolicy(body), isInQuotes)),
  ],
};

export function isTerraform({ path, languageId }: Pick<SourceText, 'path' | 'languageId'>): boolean {
  return languageId === 'terraform' || /\.(?:tf|tofu)$/i.test(path);
}

function mayHoldPolicy(text: string): boolean {
  if (text.includes(DOCUMENT)) return true;
  return (text.includes('<<') || text.includes(ENCODE)) && mayBePolicy(text);
}

const ENCODE = 'jsonencode(';
const DOCUMENT = 'aws_iam_policy_document';

/** The arguments of jsonencode, those in comments left out. */
function encodedIn(text: string): readonly HclValue[] {
  const found: HclValue[] = [];
  for (let at = text.indexOf(ENCODE); at >= 0; at = text.indexOf(ENCODE, at + 1)) {
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    if (/(?:^|\s)(?:#|\/\/)/.test(line)) continue;
    const value = hclValueAt(text, at + ENCODE.length);
    if (value === undefined) continue;
    found.push(value);
    at = value.end - 1;
  }
  return found;
}

function documentsIn(text: string): readonly HclBody[] {
  const begin = /^[ \t]*(?=data[ \t]+"?aws_iam_policy_document\b)/gm;
  return [...text.matchAll(begin)].flatMap(
    ({ 0: blank, index }) => hclBlockAt(text, index + blank.length) ?? [],
  );
}

function encodedPolicy(text: string, { root, holes }: HclValue): PlacedPolicy {
  const kind = kindAt(text, root.span.start);
  return { root, scope: filledScope(holes), ...(kind && { kind }) };
}

function documentPolicy({ block, holes }: HclBody): PlacedPolicy {
  return { root: documentOf(block), scope: filledScope(holes) };
}

/** With the fixes that are written here as they are in JSON. */
function problemsOf(
  text: string,
  { root, scope, kind }: PlacedPolicy,
  isSame: (text: string, edit: TextEdit) => boolean,
): readonly Problem[] {
  return lintEmbeddedPolicy({ text, root, faults: [], scope }, kind).map(({ fixes = [], ...rest }) => {
    const same = fixes.filter(({ edits }) => edits.every(edit => isSame(text, edit)));
    return same.length === 0 ? rest : { ...rest, fixes: same };
  });
}

/** What is put together from blocks stands nowhere as a whole: only texts are changed. */
function isInQuotes(text: string, edit: TextEdit): boolean {
  const { start, end } = edit.span;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return (
    edit.newText !== '' &&
    isPlainEdit(text, edit) &&
    !/["\n]/.test(text.slice(start, end)) &&
    line.includes('"')
  );
}

/** Elements are written in another way here; what stands inside of quotes, and what goes, is the same. */
function isPlainEdit(text: string, { span, newText }: TextEdit): boolean {
  return /^[\w:*?./@+=,-]*$/.test(newText) && !text.slice(span.start, span.end).includes('${');
}

function problemsIn(text: string, { start, pieces }: Heredoc): readonly Problem[] {
  const json = jsonOfPieces(pieces);
  if (json === undefined) return [];
  return lintEmbeddedPolicy(json, kindAt(text, start)).map(problem => {
    const fixes = (problem.fixes ?? []).flatMap(fix => placedFix(json, fix) ?? []);
    return { ...json.place(problem), ...(fixes.length > 0 && { fixes }) };
  });
}

/** What stands in a heredoc means itself, but for interpolations. */
function placedFix({ placeEdit }: EmbeddedJson, fix: Fix): Fix | undefined {
  const edits = fix.edits.map(edit =>
    placeEdit({ ...edit, newText: edit.newText.replace(/[$%](?=\{)/g, '$&$&') }),
  );
  return edits.includes(undefined) ? undefined : { ...fix, edits: edits.filter(edit => edit !== undefined) };
}

/** By the resource the heredoc stands in; undefined: by its content. */
function kindAt(text: string, at: number): PolicyKind | undefined {
  const before = text.slice(0, at);
  const block = before.lastIndexOf('\nresource');
  const from = block < 0 && before.startsWith('resource') ? 0 : block + 1;
  // A block that was closed before is not the one.
  if (/^\}/m.test(before.slice(from))) return undefined;
  const [, type = ''] = /^resource\s+"(\w+)"/.exec(before.slice(from)) ?? [];
  return KINDS.get(type);
}

const KINDS: ReadonlyMap<string, PolicyKind> = new Map<string, PolicyKind>([
  ['aws_kms_key', 'key'],
  ['aws_kms_key_policy', 'key'],
  ['aws_kms_replica_key', 'key'],
  ['aws_kms_external_key', 'key'],
  ['aws_kms_replica_external_key', 'key'],
  ['aws_secretsmanager_secret', 'secret'],
  ['aws_secretsmanager_secret_policy', 'secret'],
]);
