export function withLock<T>(
  file: string,
  work: () => Promise<T> | T,
  options?: { onWait?: () => void; pollMs?: number },
): Promise<T>;
export function isAlive(pid: number): boolean;
