import type { Session } from '../../session/session';
import type { Branch } from '../../tree/branch';
import type { FolderNode } from '../../tree/nodes';
import { parametersBelow } from '../../tree/parametersBelow';

/** Names of what is below a folder: as the account has them now or, under a filter, as it is shown. */
export async function namesBelow(
  folder: FolderNode,
  branch: Branch,
  session: Session,
  filtered: boolean,
): Promise<readonly string[]> {
  return (await parametersBelow(folder, branch, session, filtered)).map(({ name }) => name);
}
