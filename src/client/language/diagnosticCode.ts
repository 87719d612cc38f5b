/** The code of a diagnostic as text: servers send it bare, or with a link to its documentation. */
export function codeOf(code: string | number | { readonly value: string | number } | undefined): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
