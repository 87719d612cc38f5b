import * as vscode from 'vscode';
import type { Session } from '../../session/session';
import type { Branch } from '../../tree/branch';
import { type FolderNode, isItemNode, type Node } from '../../tree/nodes';

/**
 * As the account has them now: a list that is still being read, or was read long ago, does not know all. Under a filter what
 * it shows is meant.
 */
export async function namesBelow(
  folder: FolderNode,
  branch: Branch,
  session: Session,
  filtered: boolean,
): Promise<readonly string[]> {
  if (filtered || !folder.path.startsWith('/')) return shownBelow(folder, branch);
  const { aws } = await session.connect();
  const names: string[] = [];
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Looking what is below {0}', folder.path);
  await vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    for await (const page of aws.parameters.describe({ path: folder.path }, { signal: controller.signal }))
      names.push(...page.map(({ name }) => name));
  });
  return names;
}

function shownBelow(node: Node, branch: Branch): readonly string[] {
  return branch.children(node).flatMap(child => {
    if (child.kind === 'parameter') return [child.metadata.name];
    return isItemNode(child) ? [] : shownBelow(child, branch);
  });
}
