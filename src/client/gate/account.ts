import type { AwsConnection } from '../../core/ports';
import type { Session } from '../session/session';
import type { Account } from './writeGate';

/**
 * What a change goes to, and who that is. Taken before the gate and used after it: where something else is connected to
 * while a person answers, its calls fail, and nothing is changed that was not asked about.
 */
export interface Target {
  readonly aws: AwsConnection;
  readonly account: Account;
}

/** Once STS has answered or failed to. */
export async function connectedTarget(session: Session): Promise<Target> {
  const { aws, generation } = await session.connect();
  await session.identify();
  if (generation !== session.generation) return connectedTarget(session);
  const { profile, name, account, sandbox } = session.state.label;
  return {
    aws,
    account: {
      profile,
      region: aws.region,
      sandbox,
      ...(name !== undefined && { name }),
      ...(account !== undefined && { account }),
      ...(aws.endpoint !== undefined && { endpoint: aws.endpoint }),
    },
  };
}

/** Whether a change that was meant for one goes to the same place in the other; an unknown account is none. */
export function isSamePlace(meant: Account, now: Account): boolean {
  const same = meant.region === now.region && meant.endpoint === now.endpoint;
  return same && meant.account !== undefined && meant.account === now.account;
}
