/** Where a value belongs: a tree of questions, two to four to each of its ends. What is said in them is the client's. */
import type { ParameterTier } from '../catalog/items';
import type { ShapeId } from '../secrets/secretShapes';

export type QuestionId = 'rotation' | 'contents' | 'secrecy' | 'size' | 'plainReaders' | 'secretReaders';

export type AnswerId =
  | 'rotated'
  | 'notRotated'
  | 'database'
  | 'apiKey'
  | 'otherContents'
  | 'plain'
  | 'secret'
  | 'ownFile'
  | 'upTo4K'
  | 'upTo8K'
  | 'upTo64K'
  | 'larger'
  | 'thisAccount'
  | 'programs'
  | 'templates'
  | 'otherAccounts'
  | 'otherRegions';

/** Why it is that place, which the client says in a sentence. */
export type Reason =
  | 'rotates'
  | 'plain'
  | 'plainShared'
  | 'plainOver4K'
  | 'plainOver8K'
  | 'plainOver64K'
  | 'secret'
  | 'secretOver4K'
  | 'secretOver8K'
  | 'secretOver64K'
  | 'inTemplates'
  | 'shared'
  | 'replicated'
  | 'ownFile';

export type Outcome = { readonly kind: 'outcome'; readonly reason: Reason } & (
  | {
      readonly service: 'parameter';
      readonly type: 'String' | 'SecureString';
      readonly tier: Extract<ParameterTier, 'Standard' | 'Advanced'>;
    }
  | {
      readonly service: 'secret';
      /** Absent: any; the form asks. */
      readonly shape?: ShapeId;
      /** No other account can decrypt under aws/secretsmanager. */
      readonly ownKey: boolean;
      /** Each replica costs as much again. */
      readonly replicated: boolean;
    }
  /** Encrypted with a key of KMS and kept by the person. */
  | { readonly service: 'encrypt' }
);

export interface Question {
  readonly kind: 'question';
  readonly id: QuestionId;
  readonly answers: readonly Answer[];
}

export interface Answer {
  readonly id: AnswerId;
  readonly then: Step;
}

export type Step = Question | Outcome;

/** What is still to be asked at most, this question included; 0 at an end. */
export function questionsLeft(step: Step): number {
  return step.kind === 'outcome' ? 0 : 1 + Math.max(...step.answers.map(({ then }) => questionsLeft(then)));
}

/**
 * `String` holds 4 KB, advanced 8 KB, a secret 64 KB. Only an advanced parameter can be shared with accounts; a SecureString is
 * resolved by CloudFormation at eleven properties alone, and in none of another account.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html (a key of one's own)
 */
export const whereToStore: Question = ask('rotation', [
  answer(
    'rotated',
    ask('contents', [
      answer('database', secret('rotates', { shape: 'database' })),
      answer('apiKey', secret('rotates', { shape: 'apiKey' })),
      answer('otherContents', secret('rotates')),
    ]),
  ),
  answer(
    'notRotated',
    ask('secrecy', [
      answer(
        'plain',
        ask('size', [
          answer(
            'upTo4K',
            ask('plainReaders', [
              answer('thisAccount', parameter('plain', 'String', 'Standard')),
              answer('otherAccounts', parameter('plainShared', 'String', 'Advanced')),
            ]),
          ),
          answer('upTo8K', parameter('plainOver4K', 'String', 'Advanced')),
          answer('upTo64K', secret('plainOver8K', { shape: 'text' })),
          answer('larger', parameter('plainOver64K', 'String', 'Standard')),
        ]),
      ),
      answer(
        'secret',
        ask('size', [
          answer('upTo4K', secretReaders(parameter('secret', 'SecureString', 'Standard'))),
          answer('upTo8K', secretReaders(parameter('secretOver4K', 'SecureString', 'Advanced'))),
          answer('upTo64K', secretReaders(secret('secretOver8K'))),
          answer('larger', encrypt('secretOver64K')),
        ]),
      ),
      answer('ownFile', encrypt('ownFile')),
    ]),
  ),
]);

/** @param forPrograms where programs of the account alone read it */
function secretReaders(forPrograms: Outcome): Question {
  return ask('secretReaders', [
    answer('programs', forPrograms),
    answer('templates', secret('inTemplates')),
    answer('otherAccounts', secret('shared', { ownKey: true })),
    answer('otherRegions', secret('replicated', { replicated: true })),
  ]);
}

function ask(id: QuestionId, answers: readonly Answer[]): Question {
  return { kind: 'question', id, answers };
}

function answer(id: AnswerId, then: Step): Answer {
  return { id, then };
}

function parameter(reason: Reason, type: 'String' | 'SecureString', tier: 'Standard' | 'Advanced'): Outcome {
  return { kind: 'outcome', service: 'parameter', reason, type, tier };
}

function secret(
  reason: Reason,
  {
    shape,
    ownKey = false,
    replicated = false,
  }: { readonly shape?: ShapeId; readonly ownKey?: boolean; readonly replicated?: boolean } = {},
): Outcome {
  return { kind: 'outcome', service: 'secret', reason, ...(shape && { shape }), ownKey, replicated };
}

function encrypt(reason: Reason): Outcome {
  return { kind: 'outcome', service: 'encrypt', reason };
}
