/** Labels of a version: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html */
export const MAX_LABELS = 10;
const MAX_LENGTH = 100;

export type LabelProblem = 'characters' | 'first' | 'reserved' | 'too-long' | 'too-many' | 'twice';

/** As they are typed: between commas or blanks. */
export function labelsIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(label => label !== '');
}

export function labelProblem(labels: readonly string[]): LabelProblem | undefined {
  if (labels.length > MAX_LABELS) return 'too-many';
  if (new Set(labels).size < labels.length) return 'twice';
  for (const label of labels) {
    if (label.length > MAX_LENGTH) return 'too-long';
    if (!/^[\w.-]+$/.test(label)) return 'characters';
    if (/^\d/.test(label)) return 'first';
    if (/^(?:aws|ssm)/i.test(label)) return 'reserved';
  }
  return undefined;
}
