import * as vscode from 'vscode';
import type { Views } from '../tree/views';
import { findingNode } from './findingNode';
import type { Follower } from './follower';
import type { HealthPanel } from './healthPanel';
import type { HealthRequest } from './requests';
import { refuseStale, runFix } from './runFix';
import { showItem } from './showItem';

/** What is pressed in the page. Of an older drawing nothing is done: its places are others now. */
export async function answerRequest(
  request: HealthRequest,
  views: () => Views,
  panel: HealthPanel,
  follower: Pick<Follower, 'follow' | 'look'>,
): Promise<void> {
  const { drawn } = panel;
  if (drawn === undefined) return;
  const { shown, report, drawing } = drawn;
  if (request.type === 'again') {
    // As a command: what fails in it is told with what mends it.
    await vscode.commands.executeCommand('keyhole.healthReport', { source: shown.source });
    return;
  }
  if (request.type === 'export') {
    await vscode.commands.executeCommand('keyhole.exportHealthReport');
    return;
  }
  if (request.drawing !== drawing) return;
  if (request.type === 'statement') {
    const notRead = shown.reading.notRead[request.at];
    if (notRead === undefined) return;
    // The failure is the first's; the statement is for all of them.
    const { resource: _, ...failure } = notRead.failure;
    const denied = notRead.items === 1 ? notRead.failure : failure;
    await vscode.commands.executeCommand('keyhole.copyIamStatement', {
      failure: denied,
      source: shown.source,
    });
    return;
  }
  const finding = report.groups.flatMap(({ findings }) => findings)[request.at];
  if (finding === undefined) return;
  if (request.type === 'fix') {
    if (!finding.fixes.includes(request.fix)) return;
    follower.follow(finding, shown);
    const changes = await runFix(finding, request.fix, shown, vscode.commands.executeCommand);
    if (changes) await follower.look(finding);
    return;
  }
  refuseStale(shown);
  const node = findingNode(finding, shown);
  if (node === undefined || (await showItem(node, views()))) return;
  void vscode.window.showInformationMessage(vscode.l10n.t('Not among what is listed: {0}', finding.name));
}
