import { shiftSpan } from '../template/shift';
import { type Piece, textOf } from '../template/symbolic';
import type { Span } from '../text/range';
import type { SecretContent } from './secretContent';

/** What a template declares and references name: data for rules, navigation and completion. */
export type Declaration =
  | SecretDeclaration
  | ParameterDeclaration
  | AttachmentDeclaration
  | RotationDeclaration
  | ManagedSecretDeclaration
  | ShareDeclaration;

interface DeclarationBase {
  readonly logicalId: string;
  /** The logical id where it is declared. */
  readonly idSpan: Span;
  readonly resourceType: string;
  /** The name of the condition under which it is made. */
  readonly condition?: string;
  /** In a Fn::ForEach: one of many, and its logical id is none a reference could use. */
  readonly inLoop: boolean;
}

/** `AWS::SecretsManager::Secret` */
export interface SecretDeclaration extends DeclarationBase {
  readonly kind: 'secret';
  /** One for each branch of Fn::If; none where CloudFormation makes the name. */
  readonly names: readonly DeclaredName[];
  readonly content: SecretContent;
}

/** `AWS::SSM::Parameter` */
export interface ParameterDeclaration extends DeclarationBase {
  readonly kind: 'parameter';
  readonly names: readonly DeclaredName[];
  /** `String`, `StringList`; absent where it is not one known text. */
  readonly type?: string;
  readonly tier?: string;
  readonly value?: string;
}

/** `AWS::SecretsManager::SecretTargetAttachment`: adds the connection to a database to a secret. Its Ref is the secret's ARN. */
export interface AttachmentDeclaration extends DeclarationBase {
  readonly kind: 'attachment';
  /** As `symbolicText` has it: a name, or `${Secret}`. */
  readonly secrets: readonly string[];
}

/** `AWS::SecretsManager::RotationSchedule`: a function that may put any key into a secret. Its Ref is the secret's ARN. */
export interface RotationDeclaration extends DeclarationBase {
  readonly kind: 'rotation';
  readonly secrets: readonly string[];
  /** It may be for others too: under a condition, or as somebody fills in. */
  readonly open: boolean;
}

/** The secret a database manages by itself, named by an attribute of the database. */
export interface ManagedSecretDeclaration extends DeclarationBase {
  readonly kind: 'managed-secret';
  readonly attribute: string;
  readonly content: SecretContent;
}

/** `AWS::RAM::ResourceShare`, `AWS::SSM::ResourcePolicy`: let other accounts in. */
export interface ShareDeclaration extends DeclarationBase {
  readonly kind: 'share';
  readonly arns: readonly SharedArn[];
}

export interface SharedArn {
  /** As `symbolicText` has it. */
  readonly text: string;
  readonly span: Span;
}

export interface DeclaredName {
  /** As `symbolicText` has it: names with equal texts are equal, whatever the parameters are. */
  readonly text: string;
  /** Under the defaults of the parameters; absent when something stays open. */
  readonly resolved?: string;
  readonly span: Span;
}

/**
 * Pieces as one text with `${Env}`, `${AWS::Region}`, `${Secret}` or `${Secret.Id}` for their holes; undefined where
 * one is not a name. What the template writes as text keeps apart from that by its own `$`, doubled.
 */
export function symbolicText(pieces: readonly Piece[]): string | undefined {
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') {
      text += plainText(piece.text);
      continue;
    }
    const { hole } = piece;
    if (hole.kind === 'unknown') return undefined;
    text += hole.kind === 'resource' ? variable(hole.logicalId, hole.attribute) : variable(hole.name);
  }
  return text;
}

/** Text without holes as `symbolicText` writes it. */
export function plainText(text: string): string {
  return text.includes('$') ? text.replaceAll('$', '$$$$') : text;
}

export function variable(name: string, attribute?: string): string {
  return attribute === undefined ? `\${${name}}` : `\${${name}.${attribute}}`;
}

/** Whether pieces hold what only a program or a loop fills in later, given what is left of their text then. */
export function isFilledLater(pieces: readonly Piece[], known: string): boolean {
  return textOf(pieces) !== known;
}

/** The same declaration further on in the text. */
export function shiftDeclaration(declaration: Declaration, by: number): Declaration {
  const moved = { ...declaration, idSpan: shiftSpan(declaration.idSpan, by) };
  if (moved.kind === 'share')
    return { ...moved, arns: moved.arns.map(arn => ({ ...arn, span: shiftSpan(arn.span, by) })) };
  if (moved.kind !== 'secret' && moved.kind !== 'parameter') return moved;
  return { ...moved, names: moved.names.map(name => ({ ...name, span: shiftSpan(name.span, by) })) };
}
