/** The beginning of a text, at most `length` units and an ellipsis; a character is never cut in two. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
  return `${text.slice(0, end)}…`;
}

/** As much of a value as a hover shows. */
export const SHOWN_VALUE = 200;
