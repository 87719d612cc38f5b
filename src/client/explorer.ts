/** The entry of dist/explorer.js: the views and what is done with an item of theirs, loaded when one is first looked at. */

import { openInConsole } from './commands/consoleLink';
import type { CommandContext, Handler } from './commands/context';
import { copyArn, copyName, copyReference } from './commands/copy';
import { copyAs } from './commands/copyAs';
import { createParameter } from './commands/createParameter';
import { deleteParameter } from './commands/deleteParameter';
import { openKeyPolicy, openSecretPolicy } from './commands/policies';
import { revealValue } from './commands/reveal';
import { showInExplorer } from './commands/showInExplorer';
import { showVersions } from './commands/showVersions';
import { createExplorer } from './tree/explorer';

export const makeExplorer = createExplorer;

export interface ItemCommands {
  readonly copyAs: Handler;
  readonly copyName: Handler;
  readonly copyArn: Handler;
  readonly copyReference: Handler;
  readonly openInConsole: Handler;
  readonly revealValue: Handler;
  readonly openKeyPolicy: Handler;
  readonly openSecretPolicy: Handler;
  readonly createParameter: Handler;
  readonly deleteParameter: Handler;
  readonly showInExplorer: Handler;
  readonly showVersions: Handler;
}

export function createItemCommands(context: CommandContext): ItemCommands {
  return {
    copyAs: copyAs(context),
    copyName: copyName(context),
    copyArn: copyArn(context),
    copyReference: copyReference(context),
    openInConsole: openInConsole(context),
    revealValue: revealValue(context),
    openKeyPolicy: openKeyPolicy(context),
    openSecretPolicy: openSecretPolicy(context),
    createParameter: createParameter(context),
    deleteParameter: deleteParameter(context),
    showInExplorer: showInExplorer(context),
    showVersions: showVersions(context),
  };
}
