/** What single UTF-16 units mean in YAML. https://yaml.org/spec/1.2.2/#chapter-5-character-productions */

export const SPACE = 32;
export const BANG = 33;
export const DOUBLE = 34;
export const HASH = 35;
export const AMPERSAND = 38;
export const SINGLE = 39;
export const STAR = 42;
export const COMMA = 44;
export const DASH = 45;
export const COLON = 58;
export const GREATER = 62;
export const QUESTION = 63;
export const BRACKET = 91;
export const BACKSLASH = 92;
export const CLOSE_BRACKET = 93;
export const BRACE = 123;
export const PIPE = 124;
export const CLOSE_BRACE = 125;

const TAB = 9;
export const FEED = 10;
const RETURN = 13;

export function isBreak(unit: number): boolean {
  return unit === FEED || unit === RETURN;
}

export function isBlank(unit: number): boolean {
  return unit === SPACE || unit === TAB;
}

export function isFlowIndicator(unit: number): boolean {
  return (
    unit === COMMA || unit === BRACKET || unit === CLOSE_BRACKET || unit === BRACE || unit === CLOSE_BRACE
  );
}

/** The offset after the line break at `at`; `\r\n` is one. */
export function afterBreak(text: string, at: number): number {
  return text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === FEED ? at + 2 : at + 1;
}

export function lineStartBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isBreak(text.charCodeAt(at - 1))) at--;
  return at;
}
