/**
 * What a person reads when pointing at a reference: facts only, as Markdown in which every foreign text is escaped. The
 * value is never here; the client adds it (src/README.md, "Values are radioactive").
 */
import type { ParameterMetadata, SecretMetadata } from '../catalog/items';
import type { CatalogAnswer } from '../ports';
import type { Hole } from '../template/symbolic';
import { codeSpan, escapeMarkdown } from '../text/markdown';
import { contains, type Span } from '../text/range';
import { shorten } from '../text/shorten';
import type { Reference } from './grammar';
import type { ReferenceUse } from './use';

export interface HoverContent {
  readonly markdown: string;
  readonly span: Span;
}

/** The reference at an offset; of several alternatives at one place the first whose item is known. */
export function referenceAt(
  model: { referencesAt(offset: number): readonly ReferenceUse[] },
  offset: number,
): ReferenceUse | undefined {
  const here = model.referencesAt(offset);
  return here.find(use => use.resolved !== undefined) ?? here[0];
}

/**
 * `offset` chooses the part of a split reference the hover belongs to. `deploys`: CloudFormation resolves it; else another
 * service reads what is named, when it needs it.
 */
export function hoverOf(
  use: ReferenceUse,
  answer?: CatalogAnswer,
  offset?: number,
  deploys = true,
): HoverContent {
  const span = use.spans.find(part => offset !== undefined && contains(part, offset)) ?? use.span;
  const shown = use.resolved ?? use.reference;
  const fate = deploys ? deployment(shown) : '';
  const paragraphs = [title(shown), filledFrom(use), ...answerFacts(answer, shown), fate];
  return { markdown: paragraphs.filter(paragraph => paragraph !== '').join('\n\n'), span };
}

function title(reference: Reference): string {
  switch (reference.kind) {
    case 'ssm':
      return `**Parameter** ${name(reference.name.text)}${version(reference.version?.text)}`;
    case 'ssm-secure':
      return `**SecureString parameter** ${name(reference.name.text)}${version(reference.version?.text)}`;
    case 'secretsmanager':
      return `**Secret** ${name(reference.secretId.text)}${secretParts(reference)}`;
    case 'open':
      return '**Dynamic reference** whose name depends on values of the deployment';
    case 'malformed':
      return `**Dynamic reference**: ${escapeMarkdown(reference.fault.message)}`;
  }
}

function name(text: string): string {
  return codeSpan(text.replaceAll('\uFFFC', '…'));
}

function version(text: string | undefined): string {
  return text === undefined ? '' : ` version ${name(text)}`;
}

function secretParts(reference: Extract<Reference, { kind: 'secretsmanager' }>): string {
  const { jsonKey, versionStage, versionId } = reference;
  return [
    jsonKey && ` · JSON key ${name(jsonKey.text)}`,
    versionStage && ` · stage ${name(versionStage.text)}`,
    versionId && ` · version ${name(versionId.text)}`,
  ]
    .filter(Boolean)
    .join('');
}

function filledFrom(use: ReferenceUse): string {
  const filled = use.filled.map(
    hole =>
      `${codeSpan(hole.name)} = ${codeSpan(hole.value)} (${hole.set === undefined ? "the parameter's default" : escapeMarkdown(hole.set)})`,
  );
  const open = use.open.map(hole => `${codeSpan(holeName(hole))} is known at deployment`);
  const guard = use.guard.map(
    ({ condition, holds }) => `condition ${codeSpan(condition)} is ${holds ? 'true' : 'false'}`,
  );
  const lines = [...filled, ...open];
  if (guard.length > 0) lines.push(`Holds when ${guard.join(' and ')}`);
  return lines.map(line => `- ${line}`).join('\n');
}

/** For people: what stands for it in the text. */
export function holeName(hole: Hole): string {
  switch (hole.kind) {
    case 'parameter':
    case 'pseudo':
      return hole.name;
    case 'resource':
      return hole.attribute === undefined ? hole.logicalId : `${hole.logicalId}.${hole.attribute}`;
    case 'unknown':
      return hole.reason;
  }
}

function answerFacts(answer: CatalogAnswer | undefined, reference: Reference): readonly string[] {
  switch (answer?.status) {
    case undefined:
      return [];
    case 'known': {
      const { fact, origin } = answer;
      const facts =
        fact.kind === 'parameter' ? parameterFacts(fact.metadata, reference) : secretFacts(fact.metadata);
      const { description } = fact.metadata;
      return [
        description === undefined ? '' : escapeMarkdown(shorten(description, 299)),
        facts.map(fact => `- ${fact}`).join('\n'),
        readFrom(origin.connection, origin.readAt),
      ];
    }
    case 'absent': {
      const similar = answer.similar?.length
        ? ` Similar names: ${answer.similar.map(codeSpan).join(', ')}.`
        : '';
      return [
        `**Not found** in ${escapeMarkdown(answer.origin.connection)}.${similar}`,
        readFrom(answer.origin.connection, answer.origin.readAt),
      ];
    }
    case 'denied':
      return [`Not readable: ${escapeMarkdown(answer.failure.message)}`];
    case 'unavailable':
      return answer.failure === undefined
        ? []
        : [`The account was not asked: ${escapeMarkdown(answer.failure.message)}`];
  }
}

function parameterFacts(metadata: ParameterMetadata, reference: Reference): string[] {
  const pinned = 'version' in reference ? Number(reference.version?.text) : Number.NaN;
  const behind = metadata.version - pinned;
  return [
    `Type ${escapeMarkdown(metadata.type)}${metadata.tier ? ` · ${escapeMarkdown(metadata.tier)} tier` : ''}`,
    `Latest version ${metadata.version}${behind > 0 ? `; this reference is ${behind} behind` : ''}`,
    ...dated('Modified', metadata.lastModifiedDate),
    ...(metadata.keyId ? [`Key ${codeSpan(metadata.keyId)}`] : []),
  ];
}

function secretFacts(metadata: SecretMetadata): string[] {
  const rotation = metadata.rotationEnabled
    ? `Rotation on${metadata.rotationDays ? `, every ${metadata.rotationDays} days` : ''}`
    : 'Rotation off';
  return [
    ...(metadata.deletedDate ? [`**Scheduled for deletion**: ${day(metadata.deletedDate)}`] : []),
    rotation,
    ...dated('Last rotated', metadata.lastRotatedDate),
    ...dated('Changed', metadata.lastChangedDate),
    `Key ${metadata.keyId ? codeSpan(metadata.keyId) : '`aws/secretsmanager` (the default)'}`,
    ...(metadata.owningService ? [`Managed by ${codeSpan(metadata.owningService)}`] : []),
  ];
}

/**
 * When CloudFormation reads it again. Documented on the pages of the three services, and measured: an unversioned ssm
 * reference is read again on every update that changes anything, a secret's only when its resource changes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function deployment(reference: Reference): string {
  switch (reference.kind) {
    case 'ssm':
    case 'ssm-secure':
      return reference.version === undefined
        ? '_CloudFormation takes the latest version when a stack is created or updated. A new version alone is no change: ' +
            'an update of an unchanged template does not pick it up._'
        : '_CloudFormation takes exactly this version until the template names another._';
    case 'secretsmanager':
      return reference.versionId === undefined && reference.versionStage === undefined
        ? '_CloudFormation takes the version staged AWSCURRENT and reads it again only when this resource changes._'
        : '_CloudFormation takes exactly this version, and reads it again only when this resource changes._';
    case 'open':
    case 'malformed':
      return '';
  }
}

function dated(label: string, time: number | undefined): string[] {
  return time === undefined ? [] : [`${label} ${day(time)}`];
}

/** The day in UTC; an account may report a date no calendar has. */
function day(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? 'at an unknown time' : date.toISOString().slice(0, 10);
}

function readFrom(connection: string, readAt: number): string {
  const date = new Date(readAt);
  const time = Number.isNaN(date.getTime())
    ? ''
    : ` at ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `Read from ${escapeMarkdown(connection)}${time}`;
}
