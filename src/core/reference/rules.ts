import type { ReferenceRule } from './rules/context';
import { notFound } from './rules/notFound';
import { secureNotSupportedHere } from './rules/secureNotSupportedHere';
import { syntax } from './rules/syntax';

/** Every rule about references, in the order of the documentation. */
export const referenceRules: readonly ReferenceRule[] = [syntax, secureNotSupportedHere, notFound];
