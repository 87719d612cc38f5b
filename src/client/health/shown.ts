import * as vscode from 'vscode';
import type { HealthFacts } from '../../core/health/facts';
import { type ReadHealthOptions, readHealth } from '../../core/health/readHealth';
import type { HealthReading } from '../../core/health/reading';
import type { Session, SessionState } from '../session/session';

/** A reading, and the connection it is of. */
export interface ShownHealth {
  readonly reading: HealthReading;
  /** Which of the explorer's, as its nodes say it. */
  readonly source: string | undefined;
  readonly session: Session;
  /** Of the session when it was read: what was named then is acted on in no other. */
  readonly generation: number;
  /** As it was called then. */
  readonly state: SessionState;
  /** Not all files could be looked through for what is scheduled for deletion. */
  readonly filesMissed: boolean;
}

export interface Mentions {
  readonly byArn: HealthFacts['mentions'];
  readonly incomplete: boolean;
}

export interface ReadShown extends Omit<ReadHealthOptions, 'clock' | 'trusted'> {
  /** Looks through the workspace for what is on its way out. */
  readonly mentionsOf: (facts: HealthFacts) => Promise<Mentions>;
}

/** Undefined where something else is connected to by now: it would be shown under a name that is not its own. */
export async function readShown(
  { session, source }: Pick<ShownHealth, 'session' | 'source'>,
  { mentionsOf, ...options }: ReadShown,
): Promise<ShownHealth | undefined> {
  const { aws, generation } = await session.connect();
  // Who it is of is in the head of the page. Beside the reading, which may be stopped.
  const [reading] = await Promise.all([
    readHealth(aws, { ...options, clock: { now: Date.now }, trusted: trustedAccounts() }),
    session.identify(),
  ]);
  if (generation !== session.generation) return undefined;
  const { byArn, incomplete } = await mentionsOf(reading.facts);
  if (generation !== session.generation) return undefined;
  const facts = { ...reading.facts, mentions: byArn };
  const { state } = session;
  return {
    reading: { ...reading, facts },
    source,
    session,
    generation,
    state,
    filesMissed: incomplete,
  };
}

export function isStale({ session, generation }: ShownHealth): boolean {
  return session.generation !== generation;
}

export function trustedAccounts(): readonly unknown[] {
  const accounts: unknown = vscode.workspace.getConfiguration('keyhole.lint').get('trustedAccounts');
  return Array.isArray(accounts) ? accounts : [];
}
