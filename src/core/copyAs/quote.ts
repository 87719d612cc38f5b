/**
 * Names come from an account, and an emulator takes any: what is copied is run by somebody, so each is a literal of its
 * language whatever it holds.
 */

/** For a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * For JSON, JavaScript, TypeScript, Java, Go and Python: the escapes that JSON makes mean the same in all of them. Those of
 * characters beyond the BMP do not, which stay as they are.
 */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\ud7ff\ue000-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** For Terraform, where a template stands in quotes. */
export function hclQuoted(text: string): string {
  return quoted(text).replace(/[$%](?=\{)/g, sign => sign + sign);
}

/** For YAML: as it is where nothing in it means anything, else as JSON. */
export function yamlScalar(text: string): string {
  return /^[A-Za-z/][\w./+=@-]*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text)
    ? text
    : quoted(text);
}
