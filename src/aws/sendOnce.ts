import type { CreateKeyCommand } from '@aws-sdk/client-kms';

/**
 * Takes the SDK's retries away from a command: of what AWS knows no token for, a second try after an answer that was lost
 * makes a second one.
 */
export function sendOnce({ middlewareStack }: Pick<CreateKeyCommand, 'middlewareStack'>): void {
  middlewareStack.add(next => args => next(args), {
    // By the name of the SDK's own, which it stands in for.
    name: 'retryMiddleware',
    step: 'finalizeRequest',
    priority: 'high',
    override: true,
  });
}
