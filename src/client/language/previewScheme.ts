/** Scheme of the read-only documents that show templates with their references resolved. VS Code keeps them in memory alone. */
export const previewScheme = 'keyhole-preview';
