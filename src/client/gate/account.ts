import type { Session } from '../session/session';
import type { Account } from './writeGate';

/** Who the session is connected to, once STS has answered or failed to. */
export async function connectedAccount(session: Session): Promise<Account> {
  const { aws } = await session.connect();
  await session.identify();
  const { profile, name, account, sandbox } = session.state.label;
  return {
    profile,
    region: aws.region,
    sandbox,
    ...(name !== undefined && { name }),
    ...(account !== undefined && { account }),
    ...(aws.endpoint !== undefined && { endpoint: aws.endpoint }),
  };
}
