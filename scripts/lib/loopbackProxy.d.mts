export function startLoopbackProxy(server: {
  readonly port: number;
  readonly token: string;
}): Promise<{ readonly port: number; stop(): Promise<void> }>;
