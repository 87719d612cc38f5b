/**
 * The one gate every change of something in AWS passes: a trusted workspace, leave to change this account and Region in
 * this session, a last look. In production leave ends by itself, and what would be lost is named by hand.
 */
import { isProduction } from './production';

export interface Change {
  /** `create` loses nothing. The others do, and have the name typed in production. */
  readonly kind: 'create' | 'overwrite' | 'delete';
  /** The question: `Replace the policy of my-app-prod?` */
  readonly question: string;
  /** What a person ought to know before the answer, a sentence each. */
  readonly details: readonly string[];
  /** What the button says: `Apply`. */
  readonly action: string;
  /** The name of what is changed; typed in production. */
  readonly target: string;
  /** What is changed, where that is more than the target: one that is production makes the whole so. */
  readonly names?: readonly string[];
}

/** Who the account is that is changed. */
export interface Account {
  readonly profile: string;
  /** What the person calls the connection. */
  readonly name?: string;
  readonly region: string;
  readonly account?: string;
  readonly endpoint?: string;
  readonly sandbox: boolean;
}

export type Refusal = 'untrusted' | 'read-only';

/** How the gate talks to people. */
export interface Dialogs {
  isTrusted(): boolean;
  /** Turns changes off entirely. */
  isReadOnly(): boolean;
  productionPatterns(): readonly unknown[];
  /** How long leave holds in production. */
  productionMinutes(): number;
  /** Says why nothing is changed. */
  refuse(reason: Refusal): void;
  /** Whether this account may be changed from this window: until it is closed, or for so many minutes. */
  allow(account: Account, minutes: number | undefined): Promise<boolean>;
  confirm(change: Change, account: Account): Promise<boolean>;
  /** Whether the person typed the target's name. */
  type(change: Change, account: Account): Promise<boolean>;
}

export interface Leave {
  readonly account: Account;
  readonly production: boolean;
  /** Milliseconds since 1970; absent: until the window is closed. */
  readonly until?: number;
}

export interface WriteGate {
  /** Whether the change may be made now. */
  pass(change: Change, account: Account): Promise<boolean>;
  /** `pass` for one that was looked at in a review of several; in production the name of what is lost is typed all the same. */
  passReviewed(change: Change, account: Account): Promise<boolean>;
  /** Whether anything may be changed at all; says why where it may not. */
  isOpen(): boolean;
  inProduction(change: Change, account: Account): boolean;
  /** Asks for leave ahead of the first change; whether there is one now. */
  enable(account: Account): Promise<boolean>;
  /** Takes all leave back. */
  end(): void;
  /** What may be changed now; production first. */
  leaves(): readonly Leave[];
  /** Returns how to stop listening. */
  onDidChange(listener: () => void): () => void;
}

export function createWriteGate(dialogs: Dialogs, now: () => number = Date.now): WriteGate {
  /** Leave is given for a session: it is kept nowhere. */
  const given = new Map<string, Leave>();
  const listeners = new Set<() => void>();

  function isOpen(): boolean {
    const reason = !dialogs.isTrusted() ? 'untrusted' : dialogs.isReadOnly() ? 'read-only' : undefined;
    if (reason) dialogs.refuse(reason);
    return reason === undefined;
  }

  async function allowed(account: Account, production: boolean): Promise<boolean> {
    if (!isOpen()) return false;
    const key = keyOf(account, production);
    if (holds(given.get(key))) return true;
    const minutes = production ? dialogs.productionMinutes() : undefined;
    if (!(await dialogs.allow(account, minutes))) return false;
    const until = minutes === undefined ? undefined : now() + minutes * 60_000;
    given.set(key, { account, production, ...(until !== undefined && { until }) });
    tell();
    return true;
  }

  function holds(leave: Leave | undefined): boolean {
    return leave !== undefined && (leave.until === undefined || leave.until > now());
  }

  function isProductive(account: Account, targets: readonly string[]): boolean {
    return !account.sandbox && isProduction(dialogs.productionPatterns(), { ...account, targets });
  }

  const inProduction = ({ target, names = [] }: Change, account: Account) =>
    isProductive(account, [target, ...names]);

  function tell(): void {
    for (const listener of [...listeners]) listener();
  }

  return {
    async pass(change, account) {
      const production = inProduction(change, account);
      if (!(await allowed(account, production))) return false;
      return production && change.kind !== 'create'
        ? dialogs.type(change, account)
        : dialogs.confirm(change, account);
    },
    async passReviewed(change, account) {
      const production = inProduction(change, account);
      if (!(await allowed(account, production))) return false;
      return !production || change.kind === 'create' || dialogs.type(change, account);
    },
    isOpen,
    inProduction,
    enable: account => allowed(account, isProductive(account, [])),
    end() {
      given.clear();
      tell();
    },
    leaves: () =>
      [...given.values()].filter(holds).sort((a, b) => Number(b.production) - Number(a.production)),
    onDidChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Without the account's number (STS did not answer) leave is for the profile alone. */
function keyOf({ profile, account, region, endpoint }: Account, production: boolean): string {
  return JSON.stringify([account ?? `profile ${profile}`, region, endpoint ?? '', production]);
}
