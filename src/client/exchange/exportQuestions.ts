import path from 'node:path';
import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../core/catalog/items';
import { exchangeFormats } from '../../core/exchange/formats';
import { hideAccounts } from '../session/screenShare';
import { callsToReveal } from '../value/revealMany';
import { wouldBeCommitted } from './committed';
import type { ExportQuestions, Form } from './exporting';
import { isOpenDocument, openText } from './openDocument';

export function createExportQuestions(): ExportQuestions {
  return {
    async goOn(failures, rest) {
      const [failure] = failures.values();
      const action = vscode.l10n.t('Write the Rest');
      const message = vscode.l10n.t('{0} parameters could not be read.', failures.size);
      const detail = hideAccounts([[...failures.keys()].slice(0, 8).join('\n'), failure?.message].join('\n'));
      const actions = rest > 0 ? [action] : [];
      return (
        (await vscode.window.showWarningMessage(message, { modal: true, detail }, ...actions)) === action
      );
    },
  };
}

export async function askForm(of: string, count: number): Promise<Form | undefined> {
  const picks = exchangeFormats.flatMap(format => [
    { label: format.label, description: '', form: { format, nested: false } },
    ...(format.writeNested
      ? [
          {
            label: vscode.l10n.t('{0}, with levels', format.label),
            description: vscode.l10n.t('paths as objects in objects'),
            form: { format, nested: true },
          },
        ]
      : []),
  ]);
  const picked = await vscode.window.showQuickPick(picks, {
    title: vscode.l10n.t('Export {0}: the format', of),
    placeHolder: vscode.l10n.t(
      'Parameters: {0}. Calls to read them: {1} or more',
      count,
      callsToReveal(count),
    ),
    ignoreFocusOut: true,
  });
  return picked?.form;
}

/** Secrets leave AWS only where somebody says so. Undefined: the person went away. */
export async function askSecure(
  of: string,
  parameters: readonly ParameterMetadata[],
): Promise<readonly ParameterMetadata[] | undefined> {
  const plain = parameters.filter(({ type }) => type !== 'SecureString');
  const secure = parameters.length - plain.length;
  if (secure === 0) return plain;
  const picks = [
    ...(plain.length > 0
      ? [
          {
            label: vscode.l10n.t('Without the encrypted ones'),
            description: vscode.l10n.t('{0} of {1}', plain.length, parameters.length),
            chosen: plain,
          },
        ]
      : []),
    {
      label: vscode.l10n.t('With the encrypted ones, in plain text'),
      description:
        secure === 1
          ? vscode.l10n.t('1 secret can be read by whoever can read the file')
          : vscode.l10n.t('{0} secrets can be read by whoever can read the file', secure),
      chosen: parameters,
    },
  ];
  const title = vscode.l10n.t('Export {0}: {1} of {2} are encrypted', of, secure, parameters.length);
  return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.chosen;
}

/** Until it is one that no document shows and no commit takes along, or somebody wants it all the same. */
export async function askTarget(of: string, { format }: Form): Promise<vscode.Uri | undefined> {
  const [extension] = format.extensions;
  const name = of.slice(of.lastIndexOf('/') + 1) || 'parameters';
  let offered = defaultFolder(`${name}.${extension}`);
  for (;;) {
    const target = await vscode.window.showSaveDialog({
      ...(offered && { defaultUri: offered }),
      title: vscode.l10n.t('Export {0}', of),
      saveLabel: vscode.l10n.t('Export'),
      filters: { [format.label]: [...format.extensions], [vscode.l10n.t('All files')]: ['*'] },
    });
    if (target === undefined) return undefined;
    const isOpen = await isOpenDocument(target);
    const warning = isOpen ? openText(target) : await warningOf(target);
    if (warning === undefined) return target;
    const anyway = vscode.l10n.t('Write It Anyway');
    const another = vscode.l10n.t('Choose Another File');
    const actions = isOpen ? [another] : [another, anyway];
    const answer = await vscode.window.showWarningMessage(warning, { modal: true }, ...actions);
    if (answer === anyway) return target;
    if (answer !== another) return undefined;
    offered = target;
  }
}

function defaultFolder(name: string): vscode.Uri | undefined {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder && vscode.Uri.joinPath(folder.uri, name);
}

/** Why somebody may not want it there. */
export async function warningOf(target: vscode.Uri): Promise<string | undefined> {
  const name = path.posix.basename(target.path);
  if (target.scheme !== 'file')
    return vscode.l10n.t('{0} is not on this machine: others may be able to read it.', name);
  switch (await wouldBeCommitted(target.fsPath, vscode.workspace.isTrusted)) {
    case 'no':
      return undefined;
    case 'yes':
      return vscode.l10n.t(
        '{0} is in a git repository and is not ignored: a commit would take it along.',
        name,
      );
    case 'unknown':
      return vscode.l10n.t('{0} is in a git repository, and may be taken along by a commit.', name);
  }
}
