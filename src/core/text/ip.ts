/** Which IP version a text is an address of; 0: none. As `node:net` has it, which the core cannot import. */
export function isIP(text: string): 0 | 4 | 6 {
  if (isVersion4(text)) return 4;
  return isVersion6(text) ? 6 : 0;
}

function isVersion4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** Groups of up to four hexadecimal digits, `::` once for a run of zeros, the last two perhaps as an IPv4 address. */
function isVersion6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')));
  const last = groups[groups.length - 1];
  const isMixed = last?.includes('.') === true;
  const plain = isMixed ? groups.slice(0, -1) : groups;
  if (isMixed && !isVersion4(last)) return false;
  if (!plain.every(group => /^[\da-f]{1,4}$/i.test(group))) return false;
  const count = plain.length + (isMixed ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}
