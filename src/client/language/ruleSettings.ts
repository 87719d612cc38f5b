import * as vscode from 'vscode';
import type { HandleDiagnosticsSignature } from 'vscode-languageclient';
import { isAboutTrusted } from '../../core/policy/trusted';
import { type Levels, levelFor } from '../../core/ruleLevels';
import { codeOf } from './diagnosticCode';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const;

export interface RuleSettings extends vscode.Disposable {
  readonly handleDiagnostics: (
    uri: vscode.Uri,
    diagnostics: vscode.Diagnostic[],
    next: HandleDiagnosticsSignature,
  ) => void;
}

/** What `keyhole.lint.rules` makes of problems before they are shown; open documents follow when it changes. */
export function createRuleSettings(): RuleSettings {
  const shown = new Map<string, () => void>();
  const changed = vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration('keyhole.lint')) for (const show of shown.values()) show();
  });
  return {
    handleDiagnostics(uri, diagnostics, next) {
      const show = () =>
        next(
          uri,
          diagnostics
            .filter(({ code, message }) => !isAboutTrusted({ code: codeOf(code), message }, trustedAt(uri)))
            .flatMap(diagnostic => leveled(diagnostic, levelsAt(uri))),
        );
      if (diagnostics.length === 0) shown.delete(uri.toString());
      else shown.set(uri.toString(), show);
      show();
    },
    dispose: () => changed.dispose(),
  };
}

function levelsAt(uri: vscode.Uri): Levels {
  return vscode.workspace.getConfiguration('keyhole.lint', uri).get<Levels>('rules') ?? {};
}

function trustedAt(uri: vscode.Uri): readonly unknown[] {
  const accounts = vscode.workspace.getConfiguration('keyhole.lint', uri).get<unknown>('trustedAccounts');
  return Array.isArray(accounts) ? accounts : [];
}

function leveled(diagnostic: vscode.Diagnostic, levels: Levels): readonly vscode.Diagnostic[] {
  const level = levelFor(codeOf(diagnostic.code), levels);
  if (level === 'off') return [];
  if (level === undefined) return [diagnostic];
  // A copy keeps what the protocol hung on it: its data, its documentation.
  const copy = Object.assign(Object.create(Object.getPrototypeOf(diagnostic)), diagnostic);
  copy.severity = SEVERITIES[level];
  return [copy];
}
