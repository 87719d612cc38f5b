const MAX_LENGTH = 200;

/** A hover shows the beginning; a character is never cut in two. */
export function shorten(value: string): string {
  if (value.length <= MAX_LENGTH) return value;
  const last = value.charCodeAt(MAX_LENGTH - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? MAX_LENGTH - 1 : MAX_LENGTH;
  return `${value.slice(0, end)}…`;
}

/** A plain String whose name says it should have been a SecureString: its value is not shown without being asked for. */
export function looksSecret(name: string): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return /pass(?:word|wd|phrase)?\b|passw|pwd|secret|token|credential|(?:api|access|private|signing|encryption)[-_.]?key/i.test(
    last,
  );
}
