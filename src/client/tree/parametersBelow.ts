import * as vscode from 'vscode';
import type { ParameterMetadata } from '../../core/catalog/items';
import type { Session } from '../session/session';
import type { Branch } from './branch';
import { type FolderNode, isItemNode, type Node } from './nodes';

/**
 * As the account has them now: a list that is still being read, or was read long ago, does not know all. Under a filter what
 * it shows is meant.
 */
export async function parametersBelow(
  folder: FolderNode,
  branch: Branch,
  session: Session,
  filtered: boolean,
): Promise<readonly ParameterMetadata[]> {
  if (filtered || !folder.path.startsWith('/')) return shownBelow(folder, branch);
  return parametersAt(folder.path, session);
}

/** @param path `/my-app/dev`, or `/` */
export async function parametersAt(path: string, session: Session): Promise<readonly ParameterMetadata[]> {
  const { aws } = await session.connect();
  const found: ParameterMetadata[] = [];
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Looking what is below {0}', path);
  await vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    for await (const page of aws.parameters.describe({ path }, { signal: controller.signal }))
      found.push(...page);
  });
  return found;
}

function shownBelow(node: Node, branch: Branch): readonly ParameterMetadata[] {
  return branch.children(node).flatMap(child => {
    if (child.kind === 'parameter') return [child.metadata];
    return isItemNode(child) ? [] : shownBelow(child, branch);
  });
}
