import path from 'node:path';
import * as vscode from 'vscode';
import { matches } from '../connections/connections';
import { type ConnectionDefinition, parseDefinitions } from '../connections/definitions';
import { described } from '../connections/questions';
import type { CommandContext } from './context';
import { defineConnection } from './defineConnection';

interface LabelPick extends vscode.QuickPickItem {
  readonly value:
    | { readonly kind: 'label'; readonly name: string }
    | { readonly kind: 'new' }
    | { readonly kind: 'none' };
}

interface ScopePick extends vscode.QuickPickItem {
  readonly glob: string;
}

/** Binds the file in front, or its folder, to a connection of the person's, by its label, in the settings of the workspace. */
export async function bindFile(context: CommandContext): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const folder = document && vscode.workspace.getWorkspaceFolder(document.uri);
  if (!document || !folder) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Open a file of the workspace first: it is bound to a connection in the workspace settings.',
      ),
    );
    return;
  }
  const relative = path.posix.relative(folder.uri.path, document.uri.path);
  const chosen = await labelFromPerson(relative, filesOf(folder));
  if (chosen === undefined) return;
  if (chosen.kind === 'none') return write(folder, without(filesOf(folder), document, folder));
  const label = chosen.kind === 'new' ? await defineConnection(context, undefined) : chosen.name;
  if (label === undefined) return;
  const scope = await vscode.window.showQuickPick(scopesOf(relative), {
    title: vscode.l10n.t('Use "{0}" for', label),
  });
  if (!scope) return;
  await write(folder, { ...filesOf(folder), [scope.glob]: label });
  // Whoever binds a file here means it.
  await (await context.language.client)?.connections.confirm(label);
}

/** Asks about the connection of the file in front again, which nobody has said yes to. */
export async function useConnection({ language }: CommandContext): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri) await (await language.client)?.askConnection(uri);
}

async function labelFromPerson(
  relative: string,
  files: Readonly<Record<string, string>>,
): Promise<LabelPick['value'] | undefined> {
  const definitions = parseDefinitions(
    vscode.workspace.getConfiguration('keyhole').get<unknown>('connections'),
  );
  const labels = [...definitions].map(
    ([name, definition]: readonly [string, ConnectionDefinition]): LabelPick => ({
      label: name,
      description: described(definition),
      value: { kind: 'label', name },
    }),
  );
  const picks: readonly LabelPick[] = [
    ...labels,
    { label: `$(add) ${vscode.l10n.t('New Connection…')}`, value: { kind: 'new' } },
    ...(Object.keys(files).length > 0
      ? [
          {
            label: `$(circle-slash) ${vscode.l10n.t("The explorer's connection")}`,
            description: vscode.l10n.t('no binding'),
            value: { kind: 'none' } as const,
          },
        ]
      : []),
  ];
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Connection for {0}', relative),
    placeHolder: vscode.l10n.t('Where it will be deployed; what is missing there is an error then'),
    matchOnDescription: true,
  });
  return picked?.value;
}

function scopesOf(relative: string): readonly ScopePick[] {
  const folder = path.posix.dirname(relative);
  return [
    { label: vscode.l10n.t('This file'), description: relative, glob: escaped(relative) },
    ...(folder === '.'
      ? []
      : [
          {
            label: vscode.l10n.t('Its folder'),
            description: `${folder}/**`,
            glob: `${escaped(folder)}/**`,
          },
        ]),
    { label: vscode.l10n.t('The whole workspace folder'), description: '**', glob: '**' },
  ];
}

/** A path as a glob that matches it alone. */
function escaped(relative: string): string {
  return relative.replace(/[*?[\]{}]/g, '[$&]');
}

function filesOf(folder: vscode.WorkspaceFolder): Readonly<Record<string, string>> {
  const settings = vscode.workspace.getConfiguration('keyhole', folder.uri);
  return settings.inspect<Record<string, string>>('files')?.workspaceFolderValue ?? {};
}

function without(
  files: Readonly<Record<string, string>>,
  document: vscode.TextDocument,
  folder: vscode.WorkspaceFolder,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).filter(([glob]) => !matches(folder, glob, document)));
}

async function write(folder: vscode.WorkspaceFolder, files: Readonly<Record<string, string>>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('keyhole', folder.uri);
  const value = Object.keys(files).length > 0 ? files : undefined;
  await settings.update('files', value, vscode.ConfigurationTarget.WorkspaceFolder);
}
