import type { Problem, Severity } from '../problem';
import type { SyntaxFault } from '../template/parseResult';
import type { Guard } from '../template/symbolic';
import type { KeyFacts } from './keyFacts';
import type { PolicyKind } from './kind';
import type { PolicyDocument, Statement } from './model';

/** What a policy rule is given. */
export interface PolicyContext {
  /** The whole document the policy's spans are in. */
  readonly text: string;
  readonly policy: PolicyDocument;
  readonly kind: PolicyKind;
  /** Whether functions (`!Ref AWS::AccountId`) work where the policy stands. */
  readonly inTemplate: boolean;
  /** The account of the key or secret, where it is known: twelve digits. */
  readonly account?: string;
  /** It is all of the policy there will be: read from an account, or the argument of a resource. */
  readonly whole?: boolean;
  /** What is known of the key. */
  readonly key?: KeyFacts;
  /** A file's own syntax faults; a template's are told elsewhere. */
  readonly parseFaults: readonly SyntaxFault[];
  /** The text did not parse hereabouts: what looks missing or wrong may be there all the same. */
  readonly broken: boolean;
  /** Logical id of the resource, and the property that holds the policy. */
  readonly logicalId?: string;
  readonly property?: string;
}

/** AWS is only sure to refuse a policy whose kind is known: what would be an error is a warning for the others. */
export function errorIfKnown({ kind }: PolicyContext): Severity {
  return kind === 'unknown' ? 'warning' : 'error';
}

/** Where in the template a problem of a statement (or of the policy) stands, as the fields of a Problem. */
export function placeOf(
  context: PolicyContext,
  statement?: Statement,
  element?: string,
): Pick<Problem, 'logicalId' | 'propertyPath'> {
  const path = [context.property, statement?.path, element].filter(part => part !== undefined).join('.');
  return {
    ...(context.logicalId === undefined ? {} : { logicalId: context.logicalId }),
    ...(context.logicalId === undefined || path === '' ? {} : { propertyPath: path }),
  };
}

/** ` (when IsProd, not IsTest)`, or nothing where it always holds. */
export function whenText(guard: readonly Guard[]): string {
  if (guard.length === 0) return '';
  const names = [...new Set(guard.map(({ condition, holds }) => (holds ? condition : `not ${condition}`)))];
  return ` (when ${names.join(', ')})`;
}
