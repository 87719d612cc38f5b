/**
 * The one gate every change of something in AWS passes: a trusted workspace, leave to change this account in this session,
 * a last look, and where it is production the name typed by hand.
 */
import { isProduction } from './production';

export interface Change {
  /** The question: `Replace the policy of my-app-prod?` */
  readonly question: string;
  /** What a person ought to know before the answer, a sentence each. */
  readonly details: readonly string[];
  /** What the button says: `Apply`. */
  readonly action: string;
  /** The name of what is changed; typed in production. */
  readonly target: string;
}

/** Who the account is that is changed. */
export interface Account {
  readonly profile: string;
  readonly region: string;
  readonly account?: string;
  readonly endpoint?: string;
  readonly sandbox: boolean;
}

/** How the gate talks to people. */
export interface Dialogs {
  isTrusted(): boolean;
  /** `ask` asks once for each account and session, `never` lets nothing through. */
  mode(): 'ask' | 'never';
  productionPatterns(): readonly unknown[];
  /** Says why nothing is changed. */
  refuse(reason: 'untrusted' | 'never'): void;
  /** Whether this account may be changed from this window until it is closed. */
  allow(account: Account): Promise<boolean>;
  confirm(change: Change, account: Account): Promise<boolean>;
  /** Whether the person typed the target's name. */
  type(change: Change, account: Account): Promise<boolean>;
}

export interface WriteGate {
  /** Whether the change may be made now. */
  pass(change: Change, account: Account): Promise<boolean>;
}

export function createWriteGate(dialogs: Dialogs): WriteGate {
  /** Leave is given for a session: it is kept nowhere. */
  const allowed = new Set<string>();

  return {
    async pass(change, account) {
      if (!dialogs.isTrusted()) return refused('untrusted');
      if (dialogs.mode() === 'never') return refused('never');
      const key = keyOf(account);
      if (!allowed.has(key)) {
        if (!(await dialogs.allow(account))) return false;
        allowed.add(key);
      }
      const names = { ...account, target: change.target };
      const production = !account.sandbox && isProduction(dialogs.productionPatterns(), names);
      return production ? dialogs.type(change, account) : dialogs.confirm(change, account);
    },
  };

  function refused(reason: 'untrusted' | 'never'): false {
    dialogs.refuse(reason);
    return false;
  }
}

/** Without the account's number (STS did not answer) leave is for the profile alone. */
function keyOf({ profile, account, endpoint }: Account): string {
  return JSON.stringify([account ?? `profile ${profile}`, endpoint ?? '']);
}
