/** The entry of dist/explorer.js: the views and what is done with an item of theirs, loaded when one is first looked at. */

import { openInConsole } from './commands/consoleLink';
import { type CommandContext, type CommandTable, type Handlers, handlersOf } from './commands/context';
import { copyArn, copyName, copyReference } from './commands/copy';
import { copyAs } from './commands/copyAs';
import { editValue } from './commands/editValue';
import { addFavourite, removeFavourite } from './commands/favourites';
import { groupByTag, viewAs } from './commands/layoutCommands';
import { openKeyPolicy, openSecretPolicy } from './commands/policies';
import { readMorePublic } from './commands/readMorePublic';
import { revealValue } from './commands/reveal';
import { showRotationLog } from './commands/rotationLog';
import { showInExplorer } from './commands/showInExplorer';
import { showVersions } from './commands/versions/showVersions';
import { createExplorer } from './tree/explorer';

export const makeExplorer = createExplorer;

const itemCommands: CommandTable = {
  'keyhole.copyAs': copyAs,
  'keyhole.copyName': copyName,
  'keyhole.copyArn': copyArn,
  'keyhole.copyReference': copyReference,
  'keyhole.openInConsole': openInConsole,
  'keyhole.showRotationLog': showRotationLog,
  'keyhole.revealValue': revealValue,
  'keyhole.editValue': editValue,
  'keyhole.openKeyPolicy': openKeyPolicy,
  'keyhole.openSecretPolicy': openSecretPolicy,
  'keyhole.showInExplorer': showInExplorer,
  'keyhole.showVersions': showVersions,
  'keyhole.readMorePublic': readMorePublic,
  'keyhole.addFavourite': addFavourite,
  'keyhole.removeFavourite': removeFavourite,
  'keyhole.parameters.viewAsTree': viewAs('parameters', 'tree'),
  'keyhole.parameters.viewAsList': viewAs('parameters', 'list'),
  'keyhole.parameters.groupByTag': groupByTag('parameters'),
  'keyhole.secrets.viewAsTree': viewAs('secrets', 'tree'),
  'keyhole.secrets.viewAsList': viewAs('secrets', 'list'),
  'keyhole.secrets.groupByTag': groupByTag('secrets'),
};

export const createItemCommands = (context: CommandContext): Handlers => handlersOf(itemCommands, context);
