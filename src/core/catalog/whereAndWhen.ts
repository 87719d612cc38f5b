import type { AnswerOrigin } from '../ports';

/** `dev · 123456789012 · eu-west-1 (read 2026-11-20 08:30 UTC)`: which account said something, and when. */
export function whereAndWhen({ connection, readAt }: AnswerOrigin, more = ''): string {
  return `${connection} (read ${minute(readAt)}${more})`;
}

function minute(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return 'at an unknown time';
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
