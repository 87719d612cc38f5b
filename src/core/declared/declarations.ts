/** Reads what a part of a template declares. */
import { fill } from '../template/alternatives';
import { valueAt } from '../template/entries';
import { target } from '../template/node';
import { shiftSpan } from '../template/shift';
import { HOLE, type Piece, textOf } from '../template/symbolic';
import type { TemplateUnit } from '../template/unit';
import { branchesAt, propertiesOf, type ResourceText, textsAt, textsOf } from './context';
import {
  type Declaration,
  type DeclaredName,
  isFilledLater,
  type ManagedSecretDeclaration,
  type SharedArn,
  symbolicText,
} from './declaration';
import type { PlacedResources } from './placedResources';
import { resourceText } from './resourceText';
import { contentOf, type SecretContent } from './secretContent';

/** Whether a part of a template may declare anything, by its text alone. */
export function mayDeclare(unit: TemplateUnit): boolean {
  if (unit.kind === 'header' || (unit.kind === 'entries' && unit.section !== 'Resources')) return false;
  return WORDS.some(word => unit.reach(word) !== undefined);
}

const WORDS: readonly string[] = [
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::',
  'AWS::RDS::DB',
  'AWS::RAM::ResourceShare',
  'AWS::SSM::ResourcePolicy',
];

/** The text a template parameter is known to have; undefined where it may be anything. */
export type KnownText = (parameter: string) => string | undefined;

/** What a part declares, in the order of the text, offsets counting in the document. */
export function declarationsIn(
  unit: TemplateUnit,
  placed: PlacedResources,
  knownText: KnownText,
): readonly Declaration[] {
  if (!mayDeclare(unit)) return [];
  const found: Declaration[] = [];
  for (const one of placed(unit)) {
    const { resource, loopVariables } = one;
    const read = READERS.get(resource.type ?? '');
    if (read === undefined) continue;
    const context = resourceText(unit, one);
    const base = {
      logicalId: resource.logicalId,
      idSpan: shiftSpan(resource.keySpan, unit.offset),
      resourceType: resource.type ?? '',
      ...(resource.condition !== undefined && { condition: resource.condition }),
      inLoop: loopVariables.length > 0,
    };
    for (const more of read({ context, knownText, offset: unit.offset })) found.push({ ...base, ...more });
  }
  return found;
}

interface Reading {
  readonly context: ResourceText;
  readonly knownText: KnownText;
  readonly offset: number;
}

type Own<T> = T extends Declaration
  ? Omit<T, 'logicalId' | 'idSpan' | 'resourceType' | 'condition' | 'inLoop'>
  : never;
type Reader = (reading: Reading) => readonly Own<Declaration>[];

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    'AWS::SecretsManager::Secret',
    reading => [{ kind: 'secret', names: namesOf(reading), content: contentOf(reading.context) }],
  ],
  ['AWS::SSM::Parameter', readParameter],
  [
    'AWS::SecretsManager::SecretTargetAttachment',
    reading => [{ kind: 'attachment', secrets: secretsOf(reading) }],
  ],
  ['AWS::SecretsManager::RotationSchedule', readRotation],
  ['AWS::RAM::ResourceShare', reading => [{ kind: 'share', arns: arnsOf(reading, 'ResourceArns') }]],
  ['AWS::SSM::ResourcePolicy', reading => [{ kind: 'share', arns: arnsOf(reading, 'ResourceArn') }]],
  ['AWS::RDS::DBInstance', () => [MANAGED]],
  ['AWS::RDS::DBCluster', () => [MANAGED]],
]);

/**
 * Kept by RDS where ManageMasterUserPassword is true; host and port are not in it. Somebody may still add keys, so it is not certain.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
 */
const MANAGED_CONTENT: SecretContent = { kind: 'json', keys: ['username', 'password'], certain: false };
const MANAGED: Own<ManagedSecretDeclaration> = {
  kind: 'managed-secret',
  attribute: 'MasterUserSecret.SecretArn',
  content: MANAGED_CONTENT,
};

function readParameter(reading: Reading): readonly Own<Declaration>[] {
  const type = onlyText(reading, 'Type');
  const tier = onlyText(reading, 'Tier');
  const value = onlyText(reading, 'Value');
  return [
    {
      kind: 'parameter',
      names: namesOf(reading),
      ...(type !== undefined && { type }),
      ...(tier !== undefined && { tier }),
      ...(value !== undefined && { value }),
    },
  ];
}

/** A property's text where there is one, and all of it known. */
function onlyText({ context }: Reading, key: string): string | undefined {
  const texts = propertiesOf(context).flatMap(map => textsAt(context, map, key));
  const [only] = texts;
  return texts.length === 1 && only !== undefined && !only.open ? only.text : undefined;
}

function namesOf({ context, knownText, offset }: Reading): readonly DeclaredName[] {
  return propertiesOf(context).flatMap(map =>
    textsAt(context, map, 'Name').flatMap(({ pieces, text: known, span }): readonly DeclaredName[] => {
      const text = isFilledLater(pieces, known) ? undefined : symbolicText(pieces);
      if (text === undefined || text === '') return [];
      const resolved = resolve(pieces, knownText);
      return [{ text, ...(resolved !== undefined && { resolved }), span: shiftSpan(span, offset) }];
    }),
  );
}

function secretsOf({ context }: Reading): readonly string[] {
  return propertiesOf(context).flatMap(map =>
    textsAt(context, map, 'SecretId').flatMap(({ pieces }) => symbolicText(pieces) ?? []),
  );
}

function readRotation(reading: Reading): readonly Own<Declaration>[] {
  const { context } = reading;
  const isOpen = propertiesOf(context).some(map => {
    const node = valueAt(map.node, 'SecretId');
    if (node === undefined || context.scope.evaluate(node).unknown !== undefined) return true;
    return textsOf(context, node, map.guard).some(({ pieces }) => symbolicText(pieces) === undefined);
  });
  return [{ kind: 'rotation', secrets: secretsOf(reading), open: isOpen }];
}

function arnsOf({ context, offset }: Reading, key: string): readonly SharedArn[] {
  const texts = propertiesOf(context).flatMap(map =>
    branchesAt(context, map, key).flatMap(({ node, guard }) => {
      const list = target(node);
      const items = list?.kind === 'sequence' ? list.items : [node];
      return items.flatMap(item => textsOf(context, item, guard));
    }),
  );
  return texts.flatMap(({ pieces, span }) => {
    const text = symbolicText(pieces);
    return text === undefined ? [] : [{ text, span: shiftSpan(span, offset) }];
  });
}

/** With what is known of parameters; undefined where something stays open. */
function resolve(pieces: readonly Piece[], knownText: KnownText): string | undefined {
  const filled = fill({ alternatives: [{ guard: [], pieces }] }, hole =>
    hole.kind === 'parameter' ? knownText(hole.name) : undefined,
  );
  const text = textOf(filled.alternatives[0]?.pieces ?? []);
  return text.includes(HOLE) ? undefined : text;
}
