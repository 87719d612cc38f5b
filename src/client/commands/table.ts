import { setScreenShared } from '../session/screenShare';
import { trySandbox } from '../session/trySandbox';
import { chooseParameterSet } from './chooseParameterSet';
import type { CommandTable } from './context';
import { applyDocument, discardDocument, refreshDocument } from './liveDocument';
import { lock } from './lock';
import { previewResolved } from './previewResolved';
import { sessionOfNode } from './sessionOf';
import { refreshAll, viewCommands } from './viewCommands';

/**
 * What is small enough to be there from the start. The others: explorer.ts (about items), tools.ts (seldom asked for),
 * writes.ts (what changes something in AWS). A handler checks its arguments itself: any extension can call a command.
 */
export const eagerCommands: CommandTable = {
  'keyhole.refresh': refreshAll,
  ...viewCommands('parameters'),
  ...viewCommands('secrets'),
  ...viewCommands('keys'),
  'keyhole.refreshDocument': refreshDocument,
  'keyhole.applyDocument': applyDocument,
  'keyhole.discardDocument': discardDocument,
  'keyhole.previewResolved': previewResolved,
  'keyhole.chooseParameterSet': chooseParameterSet,
  'keyhole.trySandbox':
    ({ session }) =>
    () =>
      trySandbox(session),
  'keyhole.leaveSandbox':
    ({ session }) =>
    () =>
      session.choose({ kind: 'aws' }),
  'keyhole.showLog':
    ({ log }) =>
    () =>
      log.show(),
  'keyhole.enableChanges': context => async node => {
    const of = sessionOfNode(context, node);
    if (of) await context.writes.get().enableChanges(of);
  },
  'keyhole.disableChanges':
    ({ writes }) =>
    () =>
      writes.made()?.disableChanges(),
  'keyhole.lock': context => () => lock(context),
  'keyhole.unlock':
    ({ session }) =>
    () =>
      session.unlock(),
  'keyhole.startScreenShare': () => () => setScreenShared(true),
  'keyhole.stopScreenShare': () => () => setScreenShared(false),
};
