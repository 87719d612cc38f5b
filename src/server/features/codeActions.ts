/**
 * Quick fixes, fixes of all of a kind, and other ways to quote a reference: worked out again from the open version, never
 * taken from what a client sends back.
 */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
  type Diagnostic,
} from 'vscode-languageserver';
import { fixAll, problemsOf } from '../../core/fixAll';
import { policyRewritesAt } from '../../core/policy/language/rewrites';
import type { Fix, Problem } from '../../core/problem';
import { disableFix } from '../../core/suppress/disableFix';
import { type QuotingStyle, requotingsAt } from '../../core/template/requote';
import { contains, type Span, type TextEdit } from '../../core/text/range';
import type { Documents, OpenDocument } from '../documents';
import type { CurrentProblems } from './diagnostics';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.keyhole`;

export const codeActionKinds: readonly string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorRewrite,
  FIX_ALL,
];

export function provideCodeActions(
  connection: Connection,
  documents: Documents,
  problems: CurrentProblems,
): void {
  connection.onCodeAction((params): CodeAction[] => {
    const document = documents.get(params.textDocument.uri);
    if (document === undefined) return [];
    const wants = (kind: string) => isWanted(kind, params.context.only);
    const range = spanOf(document, params);
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix)) {
      const all = problems.of(document);
      const here = all.filter(({ span }) => span.start <= range.end && range.start <= span.end);
      actions.push(
        ...quickFixes(here, document, params.context.diagnostics),
        ...ofAKind(here, all, document),
        ...disabling(here, document, params.context.diagnostics),
      );
    }
    if (wants(CodeActionKind.RefactorRewrite)) {
      actions.push(...requotings(range, document), ...rewrites(range, document));
    }
    // Of the whole file, so only for whoever asks for it by name, as `editor.codeActionsOnSave` does.
    if (params.context.only && wants(FIX_ALL)) actions.push(...everything(problems.of(document), document));
    return actions;
  });
}

/** Kinds are paths: whoever asks for `source` gets `source.fixAll.keyhole`. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  return (
    only === undefined || only.some(asked => kind === asked || kind.startsWith(`${asked}.`) || asked === '')
  );
}

function spanOf({ model }: OpenDocument, { range }: CodeActionParams): Span {
  return { start: model.lines.offsetAt(range.start), end: model.lines.offsetAt(range.end) };
}

function quickFixes(
  here: readonly Problem[],
  document: OpenDocument,
  shown: readonly Diagnostic[],
): readonly CodeAction[] {
  return here.flatMap(problem => (problem.fixes ?? []).map(fix => toAction(fix, problem, document, shown)));
}

/** Last of all: it mends nothing. */
function disabling(
  here: readonly Problem[],
  document: OpenDocument,
  shown: readonly Diagnostic[],
): readonly CodeAction[] {
  const codes = new Set<string>();
  return here.flatMap(problem => {
    const fix = codes.has(problem.code) ? undefined : disableFix(document.model, problem);
    codes.add(problem.code);
    return fix === undefined ? [] : [toAction(fix, problem, document, shown)];
  });
}

/** For each kind of problem at hand that occurs elsewhere too, one action that mends all of them. */
function ofAKind(
  here: readonly Problem[],
  all: readonly Problem[],
  document: OpenDocument,
): readonly CodeAction[] {
  return [...new Set(here.map(({ code }) => code))].flatMap(code => {
    const { count, edits } = fixAll(problemsOf(all, code));
    if (count < 2) return [];
    const title = `Fix all ${count} problems of this kind in the file: ${code}`;
    return [{ title, kind: CodeActionKind.QuickFix, edit: editOf(document, edits) }];
  });
}

/** What may be changed unseen: sure fixes of what the text alone says. An account may not be where the stack goes. */
function everything(all: readonly Problem[], document: OpenDocument): readonly CodeAction[] {
  const sure = all.filter(({ evidence }) => evidence === 'static');
  const { count, edits } = fixAll(sure, { surely: true });
  if (count === 0) return [];
  return [{ title: `Fix what Keyhole can fix (${count})`, kind: FIX_ALL, edit: editOf(document, edits) }];
}

/** Where a reference stands: elsewhere the quoting of a template is not our business. */
function requotings({ start, end }: Span, document: OpenDocument): readonly CodeAction[] {
  const { template, references } = document.model;
  const isHere = references.some(({ spans }) => spans.some(span => contains(span, start)));
  if (template === undefined || start !== end || !isHere) return [];
  return requotingsAt(template, start).map(({ style, edit }) => ({
    title: REQUOTE[style],
    kind: CodeActionKind.RefactorRewrite,
    edit: editOf(document, [edit]),
  }));
}

function rewrites({ start, end }: Span, document: OpenDocument): readonly CodeAction[] {
  if (start !== end) return [];
  return policyRewritesAt(document.model, start).map(({ title, edits }) => ({
    title,
    kind: CodeActionKind.RefactorRewrite,
    edit: editOf(document, edits),
  }));
}

const REQUOTE: Readonly<Record<QuotingStyle, string>> = {
  double: 'Write in double quotes',
  single: 'Write in single quotes',
  plain: 'Write without quotes',
};

function toAction(
  { title, edits, preferred }: Fix,
  problem: Problem,
  document: OpenDocument,
  shown: readonly Diagnostic[],
): CodeAction {
  const { start } = document.model.lines.rangeOf(problem.span);
  const diagnostics = shown.filter(
    ({ code, range }) =>
      code === problem.code && range.start.line === start.line && range.start.character === start.character,
  );
  return {
    title,
    kind: CodeActionKind.QuickFix,
    ...(diagnostics.length > 0 && { diagnostics }),
    ...(preferred && { isPreferred: true }),
    edit: editOf(document, edits),
  };
}

function editOf(
  { uri, version, model }: OpenDocument,
  edits: readonly TextEdit[],
): CodeAction['edit'] & object {
  return {
    documentChanges: [
      {
        textDocument: { uri, version },
        edits: edits.map(({ span, newText }) => ({ range: model.lines.rangeOf(span), newText })),
      },
    ],
  };
}
