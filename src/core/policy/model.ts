import type { Entry, MappingNode, Node } from '../template/node';
import type { Guard, Piece } from '../template/symbolic';
import type { Span } from '../text/range';
import type { PolicyText } from './policyText';

/**
 * A policy as statements of principals × actions × conditions, each with its place in the document. Read tolerantly:
 * what cannot be read is left out and marked `open` (it may hold anything) or told in `faults`. Everything carries all
 * the conditions (Fn::If) under which it is there; what contradicts what it stands in is left out.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  readonly node: MappingNode;
  readonly format: 'json' | 'yaml';
  readonly guard: readonly Guard[];
  readonly version?: TextElement;
  readonly id?: TextElement;
  readonly statementEntry?: Entry;
  readonly statements: readonly Statement[];
  /** Statements or elements may be there that are not known: an Fn::Transform, a parameter, something half typed. */
  readonly open: boolean;
  readonly faults: readonly ShapeFault[];
}

export interface Statement {
  readonly node: MappingNode;
  /** `Statement.2`, or `Statement` where it is no list. */
  readonly path: string;
  readonly guard: readonly Guard[];
  readonly sid?: TextElement;
  readonly effect: Effect;
  readonly effectElement?: TextElement;
  readonly principal?: PrincipalElement;
  readonly notPrincipal?: PrincipalElement;
  readonly action?: TextElement;
  readonly notAction?: TextElement;
  readonly resource?: TextElement;
  readonly notResource?: TextElement;
  readonly condition?: ConditionElement;
  /** An element may be there that is not known, or stands there twice. */
  readonly open: boolean;
}

/** `open`: absent, not Allow or Deny, or not the same under all conditions. */
export type Effect = 'Allow' | 'Deny' | 'open';

/** One string or a list of them, which AWS takes to be the same. */
export interface TextElement {
  readonly name: string;
  readonly entry: Entry;
  readonly texts: readonly PolicyText[];
  /** More strings may be there than `texts`. */
  readonly open: boolean;
}

export interface PrincipalElement {
  readonly name: string;
  readonly entry: Entry;
  readonly principals: readonly Principal[];
  readonly open: boolean;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export type Principal =
  /** `"*"`, or `"AWS": "*"`. */
  | { readonly kind: 'everyone'; readonly text: PolicyText }
  /** A whole account: twelve digits, or the ARN of its root. `account` may be a hole (`AWS::AccountId`). */
  | { readonly kind: 'account'; readonly text: PolicyText; readonly account: readonly Piece[] }
  /** A user, role or session. */
  | { readonly kind: 'arn'; readonly text: PolicyText }
  | { readonly kind: 'service'; readonly text: PolicyText }
  | { readonly kind: 'federated'; readonly text: PolicyText }
  | { readonly kind: 'canonical'; readonly text: PolicyText }
  /** Filled in at deployment. */
  | { readonly kind: 'open'; readonly text: PolicyText }
  /** None of the forms there are. */
  | { readonly kind: 'unknown'; readonly text: PolicyText };

export interface ConditionElement {
  readonly name: string;
  readonly entry: Entry;
  readonly tests: readonly ConditionTest[];
  readonly open: boolean;
}

/** `"StringEquals": {"kms:CallerAccount": ["1…", "2…"]}`: one key under one operator. */
export interface ConditionTest {
  readonly operator: string;
  readonly operatorSpan: Span;
  readonly key: string;
  readonly keySpan: Span;
  readonly entry: Entry;
  readonly values: readonly PolicyText[];
  /** More values may be there than `values`. */
  readonly open: boolean;
  readonly guard: readonly Guard[];
}

/** Where a document is not a policy by its shape alone; `policy/syntax` puts it in words. */
export type ShapeFault =
  | {
      readonly kind: 'unknown-element';
      readonly name: string;
      readonly key: Node;
      readonly where: 'policy' | 'statement' | 'principal';
      /** The element it may have been meant as. */
      readonly suggestion?: string;
      /** It is that element but for upper and lower case, and was read as such. */
      readonly caseOnly: boolean;
    }
  | {
      readonly kind: 'wrong-type';
      readonly element: string;
      readonly expected: string;
      readonly span: Span;
      /** AWS may take it all the same: a number where a string belongs. */
      readonly tolerated: boolean;
    }
  | { readonly kind: 'duplicate'; readonly name: string; readonly span: Span; readonly first: Span };
