import path from 'node:path';
import * as vscode from 'vscode';
import { type ConfigFault, configFaults } from '../../core/awsConfig/faults';
import { configSections } from '../../core/awsConfig/sections';
import type { Fix, Severity } from '../../core/problem';
import type { Span } from '../../core/text/range';
import { awsFiles } from './awsFiles';

export interface ConfigProblems extends vscode.Disposable {
  /** Shows what is wrong in the file a moment later. */
  look(document: vscode.TextDocument): void;
  forget(document: vscode.TextDocument): void;
}

const PAUSE_MS = 150;

/**
 * Problems of the AWS config file. It may hold keys, so it is looked at here: the language server never sees it. Of the
 * credentials file the names of its profiles are read, and nothing else kept.
 */
export function createConfigProblems(env: Readonly<Record<string, string | undefined>>): ConfigProblems {
  const shown = vscode.languages.createDiagnosticCollection('keyhole-aws-config');
  const { config, credentials } = awsFiles(env);
  const file = new vscode.RelativePattern(vscode.Uri.file(path.dirname(config)), path.basename(config));
  const fixes = new Map<vscode.Diagnostic, Fix>();
  const actions = vscode.languages.registerCodeActionsProvider(
    { scheme: 'file', pattern: file },
    { provideCodeActions: (document, _, { diagnostics }) => actionsOf(document, diagnostics, fixes) },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
  let timer: NodeJS.Timeout | undefined;

  async function check(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const inCredentials = await profilesOfCredentials(credentials);
    if (document.isClosed || document.version !== version) return;
    const region = vscode.workspace.getConfiguration('keyhole.aws').get<string>('region');
    const hasRegion = Boolean(region || env['AWS_REGION'] || env['AWS_DEFAULT_REGION']);
    const faults = configFaults(document.getText(), { inCredentials, hasRegion });
    fixes.clear();
    const diagnostics = faults.map(fault => {
      const diagnostic = diagnosticOf(fault, document);
      if (fault.fix) fixes.set(diagnostic, fault.fix);
      return diagnostic;
    });
    shown.set(document.uri, diagnostics);
  }

  return {
    look(document) {
      clearTimeout(timer);
      timer = setTimeout(() => void check(document), PAUSE_MS);
    },
    forget(document) {
      clearTimeout(timer);
      shown.delete(document.uri);
    },
    dispose() {
      clearTimeout(timer);
      shown.dispose();
      actions.dispose();
    },
  };
}

/** Diagnostics come back as copies: the same place and words make the same one. */
function actionsOf(
  document: vscode.TextDocument,
  asked: readonly vscode.Diagnostic[],
  fixes: ReadonlyMap<vscode.Diagnostic, Fix>,
): vscode.CodeAction[] {
  return [...fixes].flatMap(([diagnostic, { title, edits, preferred = false }]) => {
    const isAsked = asked.some(
      ({ range, message }) => range.isEqual(diagnostic.range) && message === diagnostic.message,
    );
    if (!isAsked) return [];
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    const edit = new vscode.WorkspaceEdit();
    for (const { span, newText } of edits) edit.replace(document.uri, rangeOf(document, span), newText);
    return [Object.assign(action, { edit, isPreferred: preferred, diagnostics: [diagnostic] })];
  });
}

async function profilesOfCredentials(file: string): Promise<ReadonlySet<string>> {
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(file)));
  } catch {
    // There need not be one, and what cannot be read holds nothing for the SDK either.
    return new Set();
  }
  return new Set(configSections(text).map(({ header }) => header));
}

function diagnosticOf({ severity, message, span }: ConfigFault, document: vscode.TextDocument) {
  const diagnostic = new vscode.Diagnostic(rangeOf(document, span), message, SEVERITIES[severity]);
  diagnostic.source = 'keyhole';
  return diagnostic;
}

function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};
