/** The part of a command's stack that is used here, whatever the command. */
interface OneCommand<Handler> {
  readonly middlewareStack: {
    add(
      middleware: (next: Handler) => Handler,
      options: { name: string; step: 'finalizeRequest'; priority: 'high'; override: true },
    ): void;
  };
}

/**
 * Takes the SDK's retries away from a command: of what AWS knows no token for, a second try after an answer that was lost
 * makes a second one.
 */
export function sendOnce<Handler>({ middlewareStack }: OneCommand<Handler>): void {
  middlewareStack.add(next => next, {
    // By the name of the SDK's own, which it stands in for.
    name: 'retryMiddleware',
    step: 'finalizeRequest',
    priority: 'high',
    override: true,
  });
}
