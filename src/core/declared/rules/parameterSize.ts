import { MAX_VALUE_BYTES } from '../../facts/parameterLimits';
import { insertEntry } from '../../policy/edit';
import type { Fix, Problem } from '../../problem';
import { sourceSpan } from '../../template/node';
import { type Piece, textOf } from '../../template/symbolic';
import {
  type GivenMap,
  type GivenText,
  knownBytes,
  lacks,
  propertiesOf,
  type ResourceContext,
  type ResourceRule,
  resourceProblem,
  surelyTogether,
  textsAt,
} from '../context';

const CODE = 'parameter/size';

const { Standard: STANDARD, Advanced: ADVANCED } = MAX_VALUE_BYTES;

export const parameterSize: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The value of a parameter is too large for its tier.',
  documentation: {
    what:
      'A value of more than 4,096 bytes with `Tier: Standard`, or of more than 8,192 bytes at all. Bytes are counted in ' +
      'UTF-8, and only those that are known: what comes from parameters and references counts nothing. More than 4,096 ' +
      'bytes without `Tier` is a warning: the default tier of the account decides.',
    why:
      'PutParameter refuses the value. An advanced parameter holds up to 8,192 bytes and is charged for; larger values ' +
      'belong into a secret (65,536 bytes) or a bucket.',
    example: ['Tier: Advanced', 'Value: … 5,000 bytes …'].join('\n'),
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
  },
  check,
};

function check(context: ResourceContext): readonly Problem[] {
  if (context.resource.type !== 'AWS::SSM::Parameter') return [];
  return propertiesOf(context).flatMap(properties =>
    textsAt(context, properties, 'Value').flatMap(value => {
      const bytes = knownBytes(value.text);
      if (bytes > ADVANCED) {
        return [
          tooLarge(context, value, `A parameter holds at most ${ADVANCED} bytes, this value has: ${bytes}`),
        ];
      }
      return bytes > STANDARD ? tierProblems(context, properties, value, bytes) : [];
    }),
  );
}

function tierProblems(
  context: ResourceContext,
  properties: GivenMap,
  value: GivenText,
  bytes: number,
): readonly Problem[] {
  if (lacks(properties, 'Tier')) {
    if (context.broken) return [];
    const message = `Without Tier the account's default decides, and a standard parameter holds at most ${STANDARD} bytes, this value has: ${bytes}`;
    const edit = insertEntry(context.text, properties.node, 'first', 'Tier', {
      kind: 'text',
      text: 'Advanced',
    });
    const fixes = edit === undefined ? [] : [{ title: SET_ADVANCED, edits: [edit] }];
    return [{ ...tooLarge(context, value, message), severity: 'warning', fixes }];
  }
  return textsAt(context, properties, 'Tier')
    .filter(tier => tier.text === 'Standard' && surelyTogether(value.guard, tier.guard))
    .map(tier => {
      const message = `A standard parameter holds at most ${STANDARD} bytes, this value has: ${bytes}`;
      const fix = replaceTier(tier.pieces);
      return { ...tooLarge(context, value, message), ...(fix && { fixes: [fix] }) };
    });
}

const SET_ADVANCED = 'Set Tier to Advanced, which is charged for';

/** Where the word stands in one place it is written anew there, inside its quotes. */
function replaceTier(pieces: readonly Piece[]): Fix | undefined {
  const [piece, ...others] = pieces;
  if (piece?.kind !== 'text' || others.length > 0 || textOf(pieces) !== 'Standard') return undefined;
  const span = sourceSpan(piece.source, piece.from, piece.from + piece.text.length);
  return { title: SET_ADVANCED, edits: [{ span, newText: 'Advanced' }] };
}

function tooLarge(context: ResourceContext, { span }: GivenText, message: string): Problem {
  return resourceProblem(context, CODE, 'error', message, { span, path: 'Value' });
}
