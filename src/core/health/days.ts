export const DAY = 86_400_000;

/** `2026-11-20`, in UTC: the day is all that AWS tells of most of them. */
export function dayOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? 'a day that was not told' : date.toISOString().slice(0, 10);
}

export function daysSince(time: number, now: number): number {
  return Math.floor((now - time) / DAY);
}
