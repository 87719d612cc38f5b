import * as vscode from 'vscode';
import type { HandleDiagnosticsSignature } from 'vscode-languageclient';
import { isAboutTrusted } from '../../core/policy/trusted';
import { type Levels, levelFor } from '../../core/ruleLevels';
import { hideAccounts } from '../session/screenShare';
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
    const affects = ['keyhole.lint', 'keyhole.screenShare'].some(name => event.affectsConfiguration(name));
    if (affects) for (const show of shown.values()) show();
  });
  return {
    handleDiagnostics(uri, diagnostics, next) {
      const show = () =>
        next(
          uri,
          diagnostics
            .filter(({ code, message }) => !isAboutTrusted({ code: codeOf(code), message }, trustedAt(uri)))
            .flatMap(diagnostic => leveled(diagnostic, levelsAt(uri)))
            .map(withoutAccountsShown),
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

function withoutAccountsShown(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const message = hideAccounts(diagnostic.message);
  return message === diagnostic.message ? diagnostic : copied(diagnostic, { message });
}

function leveled(diagnostic: vscode.Diagnostic, levels: Levels): readonly vscode.Diagnostic[] {
  const level = levelFor(codeOf(diagnostic.code), levels);
  if (level === 'off') return [];
  if (level === undefined) return [diagnostic];
  return [copied(diagnostic, { severity: SEVERITIES[level] })];
}

/** A copy keeps what the protocol hung on it: its data, its documentation. */
function copied(diagnostic: vscode.Diagnostic, changes: Partial<vscode.Diagnostic>): vscode.Diagnostic {
  return Object.assign(Object.create(Object.getPrototypeOf(diagnostic)), diagnostic, changes);
}
