import * as vscode from 'vscode';
import { nameLooksSecret, valueLooksSecret } from '../../core/value/looksSecret';
import type { Session } from '../session/session';
import type { ParameterNode } from '../tree/nodes';
import { parseRevealTarget } from '../value/target';
import type { CommandContext, Handler } from './context';
import { itemsFor } from './pickItems';

/**
 * A value that is no secret opens as a document: saving keeps it in the window, Apply sends it. One that is or may be
 * secret opens masked, in the panel that is edited there.
 */
export const editValue =
  (context: CommandContext): Handler =>
  async (...args) => {
    const { explorer, explored, values } = context;
    const { views, panels } = explorer.get();
    const [node] = await itemsFor(args, views, ['parameter', 'secret'], vscode.l10n.t('Edit Value'));
    const session = node && explored.sessionOf(node.source);
    if (node === undefined || session === undefined) return;
    if (node.kind === 'parameter' && (await isForDocument(node, session))) {
      await values.open(node.metadata.name, { source: node.source, session });
      return;
    }
    const target = parseRevealTarget(node);
    if (target) panels.open(target, session);
  };

async function isForDocument(
  { metadata: { name, type } }: ParameterNode,
  session: Session,
): Promise<boolean> {
  if (type === 'SecureString') return false;
  const { aws } = await session.connect();
  const { value = '' } = await aws.parameters.readPlain(name);
  if (!nameLooksSecret(name) && !valueLooksSecret(value)) return true;
  const open = vscode.l10n.t('Open as Document');
  const reveal = vscode.l10n.t('Show Masked');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} looks like a secret, and is not encrypted.', name),
    {
      modal: true,
      detail: vscode.l10n.t(
        'As a document it can be read by every extension, and unsaved text is kept on disk.',
      ),
    },
    open,
    reveal,
  );
  if (answer === undefined) throw new vscode.CancellationError();
  return answer === open;
}
