import * as vscode from 'vscode';
import type { Handler } from '../../commands/context';
import { itemsFor } from '../../commands/pickItems';
import { sessionOfNode } from '../../commands/sessionOf';
import { type ItemNode, nameOf } from '../../tree/nodes';
import type { ChangeContext } from '../changeContext';
import { undoOffer } from '../undoOffer';
import { editTags, type NamedItem } from './editTags';
import { createTagQuestions } from './tagQuestions';

export const editTagsCommand =
  (context: ChangeContext): Handler =>
  async (...args) => {
    const { views } = context.explorer.get();
    const [node] = await itemsFor(args, views, ['parameter', 'secret', 'key'], vscode.l10n.t('Edit Tags'));
    const session = node && sessionOfNode(context, node);
    const item = node && itemOf(node);
    if (item === undefined || session === undefined) return;
    const deps = { session, gate: context.gate, questions: createTagQuestions(), offerUndo: undoOffer() };
    if (!(await editTags(item, deps))) return;
    // A view that is filtered or grouped by tags shows what they are now.
    for (const { branches } of Object.values(views))
      for (const branch of branches) if (branch.session === session) branch.tags.again();
  };

/** AWS manages the tags of its own keys, and those of a secret on its way out cannot be changed. */
function itemOf(node: ItemNode): NamedItem | undefined {
  const name = nameOf(node);
  switch (node.kind) {
    case 'parameter':
      return { kind: 'parameter', id: node.metadata.name, name };
    case 'secret':
      return node.metadata.deletedDate === undefined
        ? { kind: 'secret', id: node.metadata.arn, name }
        : undefined;
    case 'key':
      return node.manager === 'CUSTOMER' ? { kind: 'key', id: node.keyId, name } : undefined;
  }
}
