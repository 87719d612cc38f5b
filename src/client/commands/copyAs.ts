import * as vscode from 'vscode';
import type { CopyFormat, CopyItem, CopyPlace } from '../../core/copyAs/item';
import { copyFormats } from '../../core/copyAs/table';
import { hideAccounts } from '../session/screenShare';
import { arnOf, type ItemNode, nameOf } from '../tree/nodes';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';

interface FormatPick extends vscode.QuickPickItem {
  readonly format: CopyFormat;
}

const LAST = 'keyhole.copiedAs';

/** One of many ways to write what is selected, for the place it is going to. Never a value. */
export const copyAs =
  ({ explorer, explored, globalState }: CommandContext): Handler =>
  async (...args) => {
    const title = vscode.l10n.t('Copy As…');
    const nodes = await itemsFor(args, explorer.get().views, ['parameter', 'secret', 'key'], title);
    const written = (format: CopyFormat) =>
      nodes.flatMap(node => {
        const { region = 'us-east-1', account } = explored.sessionOf(node.source)?.state.label ?? {};
        const place: CopyPlace = { region, ...(account && { account }) };
        return format.text(itemOf(node), place) ?? [];
      });
    const picks = copyFormats.flatMap((format): FormatPick[] => {
      const [first] = written(format);
      if (first === undefined) return [];
      const { label, detail } = format;
      return [{ label, description: hideAccounts(summaryOf(first)), ...(detail && { detail }), format }];
    });
    if (picks.length === 0) return;
    const last = globalState.get<unknown>(LAST);
    const inOrder = [...picks].sort((a, b) => Number(b.format.id === last) - Number(a.format.id === last));
    const [only] = nodes;
    const placeHolder = nodes.length === 1 && only ? nameOf(only) : vscode.l10n.t('{0} items', nodes.length);
    const picked = await vscode.window.showQuickPick(inOrder, {
      title,
      placeHolder,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!picked) return;
    await globalState.update(LAST, picked.format.id);
    const texts = written(picked.format);
    await vscode.env.clipboard.writeText(texts.join('\n'));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied as: {0}', picked.label), 4_000);
  };

/** The line that says most: what comes before it is the same for all. */
function summaryOf(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const line = lines.length > 1 ? (lines[1] ?? '') : (lines[0] ?? '');
  return line.trim().replaceAll('$(', '$\u200B(');
}

function itemOf(node: ItemNode): CopyItem {
  const arn = arnOf(node);
  switch (node.kind) {
    case 'parameter': {
      const { name, type, version, keyId } = node.metadata;
      return { kind: 'parameter', name, type, version, ...(arn && { arn }), ...(keyId && { keyId }) };
    }
    case 'secret': {
      const { name, keyId } = node.metadata;
      return { kind: 'secret', name, arn: node.metadata.arn, ...(keyId && { keyId }) };
    }
    case 'key': {
      const [alias] = node.aliases;
      return { kind: 'key', id: node.keyId, arn: node.arn, ...(alias && { alias }) };
    }
  }
}
