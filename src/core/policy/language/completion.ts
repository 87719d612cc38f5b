import type { DocumentModel } from '../../document';
import { type ConditionKey, globalConditionKeys, iamService } from '../../facts/iam';
import { servicePrincipals } from '../../facts/servicePrincipals';
import { viaServices } from '../../facts/viaServices';
import { GRANT_OPERATIONS } from '../../keys/grantOperations';
import type { Span } from '../../text/range';
import { keyType } from '../conditionKeys';
import type { PolicyKind } from '../kind';
import type { Statement } from '../model';
import { operatorNames } from '../operators';
import { POLICY_ELEMENT_HELP, PRINCIPAL_HELP, STATEMENT_ELEMENT_HELP } from './elements';
import { operatorHelp } from './operatorHelp';
import { type PolicyPlace, policyAt } from './policyAt';

export interface PolicyItem {
  readonly kind: 'element' | 'action' | 'key' | 'operator' | 'value';
  readonly label: string;
  readonly detail?: string;
  readonly documentation?: string;
  /** With quotes or a colon where they are not there yet. */
  readonly newText: string;
}

export interface PolicyCompletion {
  readonly items: readonly PolicyItem[];
  /** What an item replaces. */
  readonly span: Span;
  /** The principals of the account fit here too: those that begin with it, to be written by `written`. */
  readonly principals?: { readonly prefix: string };
  /** A value as it is to stand here, with quotes where they are not there yet. */
  written(value: string): string;
}

/** What may stand at a place of a policy; undefined outside of policies, and where nothing is known to fit. */
export function policyCompletionAt(model: DocumentModel, offset: number): PolicyCompletion | undefined {
  const place = policyAt(model, offset);
  if (place === undefined) return undefined;
  // Another language has another way to write elements: only what stands in quotes is the same.
  if (model.policies !== undefined && (place.isKey || place.scalar?.style !== 'double')) return undefined;
  const items = itemsFor(place, model.text);
  const isPrincipal = takesPrincipal(place);
  if (items.length === 0 && !isPrincipal) return undefined;
  const span = spanOf(place, offset, model.text);
  const isJson = place.policy.format === 'json';
  const quoted = place.scalar !== undefined && place.scalar.style !== 'plain';
  const behind = model.text.slice(span.end, span.end + 80);
  const hasColon = /^["']?\s*:/.test(behind);
  const written = (bare: string): string => {
    if (quoted || (!isJson && !NEEDS_QUOTES.test(bare))) return bare;
    return isJson ? JSON.stringify(bare) : `'${bare}'`;
  };
  return {
    span,
    written,
    ...(isPrincipal && { principals: { prefix: model.text.slice(span.start, offset) } }),
    items: items.map(item => {
      const text = written(item.newText);
      return { ...item, newText: place.isKey && !hasColon && !quoted ? `${text}: ` : text };
    }),
  };
}

/** In the policy of a key or a secret, `Principal: {AWS: …}`; anywhere, the value of aws:PrincipalArn. */
function takesPrincipal({ path, isKey, kind, scalar }: PolicyPlace): boolean {
  if (isKey || scalar?.tag !== undefined) return false;
  const steps = path.filter(step => typeof step === 'string');
  const [, element, second, third] = steps;
  if (element === 'Principal' || element === 'NotPrincipal') return second === 'AWS' && kind !== 'identity';
  return element === 'Condition' && third?.toLowerCase() === 'aws:principalarn';
}

/** What YAML would read as something else. */
const NEEDS_QUOTES = /^[*&!%@`?[{]|^\d+$|^\d{4}-|: |#/;

/** Inside its quotes. */
function spanOf({ scalar, offset }: PolicyPlace, at: number, text: string): Span {
  if (scalar === undefined) return { start: at, end: at };
  const { start, end } = scalar.span;
  const quote = scalar.style === 'plain' ? 0 : 1;
  const isClosed =
    quote === 1 && end - start > 1 && text.charAt(end - 1 + offset) === text.charAt(start + offset);
  return { start: start + quote + offset, end: Math.max(end - (isClosed ? 1 : 0), start + quote) + offset };
}

function itemsFor(
  { path, isKey, kind, statement, scalar, policy, inTemplate }: PolicyPlace,
  text: string,
): readonly PolicyItem[] {
  const own = isKey && scalar !== undefined ? path.slice(0, -1) : path;
  const [top, ...rest] = own[0] === 'Statement' ? own.slice(1) : own;
  const steps = typeof top === 'number' ? rest : top === undefined ? [] : [top, ...rest];
  const [element, second, third] = steps;
  const inStatement = own[0] === 'Statement';
  if (isKey && !inStatement)
    return elements(
      POLICY_ELEMENT_HELP,
      policy.node.entries.map(({ key }) => (key.kind === 'scalar' ? key.value : '')),
      scalar?.value,
    );
  if (isKey && steps.length === 0) {
    const present = statement?.node.entries.map(({ key }) => (key.kind === 'scalar' ? key.value : '')) ?? [];
    return elements(STATEMENT_ELEMENT_HELP, present, scalar?.value);
  }
  switch (element) {
    case 'Version':
      return values(['2012-10-17']);
    case 'Effect':
      return isKey ? [] : values(['Allow', 'Deny']);
    case 'Action':
    case 'NotAction':
      return isKey ? [] : actions(kind);
    case 'Resource':
      return isKey ? [] : values(['*']);
    case 'Principal':
    case 'NotPrincipal':
      if (isKey) return elements(PRINCIPAL_HELP, [], scalar?.value);
      return second === 'Service'
        ? services()
        : second === 'AWS'
          ? people(policy, kind, scalar)
          : values(['*']);
    case 'Condition':
      if (isKey && second === undefined) return operators();
      if (isKey) return keys(statement, kind);
      return typeof third === 'string'
        ? valuesOf(third, { inTemplate, isSub: scalar?.tag?.name === '!Sub', text })
        : [];
    default:
      return [];
  }
}

/** Those that are not there yet, and the one that is being written. */
function elements(
  help: ReadonlyMap<string, string>,
  present: readonly string[],
  own: string | undefined,
): readonly PolicyItem[] {
  return [...help]
    .filter(([name]) => name === own || !present.includes(name))
    .map(([name, documentation]) => ({ kind: 'element', label: name, documentation, newText: name }));
}

function values(texts: readonly string[]): readonly PolicyItem[] {
  return texts.map(text => ({ kind: 'value', label: text, newText: text }));
}

const SERVICES: Readonly<Record<PolicyKind, readonly string[]>> = {
  key: ['kms'],
  secret: ['secretsmanager'],
  identity: ['kms', 'secretsmanager', 'ssm'],
  unknown: ['kms', 'secretsmanager', 'ssm'],
};

function actions(kind: PolicyKind): readonly PolicyItem[] {
  return SERVICES[kind].flatMap(prefix => {
    const service = iamService(prefix);
    const all = service?.actions ?? [];
    // What no policy of a key or secret is asked about is offered nowhere in one.
    const about =
      kind === 'key' || kind === 'secret' ? all.filter(({ resourceTypes }) => resourceTypes.length > 0) : all;
    return [
      ...about.map(
        ({ name, accessLevel, description }): PolicyItem => ({
          kind: 'action',
          label: `${prefix}:${name}`,
          detail: accessLevel,
          documentation: description,
          newText: `${prefix}:${name}`,
        }),
      ),
      ...wildcards(prefix),
    ];
  });
}

/** Those that AWS writes in its own samples. */
function wildcards(prefix: string): readonly PolicyItem[] {
  const names = prefix === 'kms' ? ['GenerateDataKey*', 'ReEncrypt*', '*'] : ['*'];
  return names.map(name => ({
    kind: 'action',
    label: `${prefix}:${name}`,
    detail: 'wildcard',
    newText: `${prefix}:${name}`,
  }));
}

function operators(): readonly PolicyItem[] {
  return operatorNames.map(name => {
    const documentation = operatorHelp(name);
    return {
      kind: 'operator',
      label: name,
      newText: name,
      ...(documentation !== undefined && { documentation }),
    };
  });
}

/** Of the actions that are there first, then those of every service. */
function keys(statement: Statement | undefined, kind: PolicyKind): readonly PolicyItem[] {
  const own = new Map<string, ConditionKey>();
  for (const { meaning } of statement?.action?.texts ?? []) {
    if (meaning.kind !== 'actions') continue;
    for (const { conditionKeys } of meaning.actions)
      for (const each of conditionKeys) own.set(each.key, each);
  }
  if (own.size === 0) {
    for (const prefix of SERVICES[kind])
      for (const each of iamService(prefix)?.conditionKeys ?? []) own.set(each.key, each);
  }
  const all = [...own.values(), ...globalConditionKeys.filter(({ key }) => !own.has(key))];
  return all
    .filter(({ key }) => !(kind === 'key' && REFUSED.test(key)))
    .map(({ key, type, description }) => {
      const newText = key.replace(/\$\{[^}]*\}|tag-key$/, '');
      return {
        kind: 'key',
        label: key,
        detail: type,
        newText,
        ...(description !== '' && { documentation: description }),
      };
    });
}

/** policy/forbidden-condition-key, and the deprecated. */
const REFUSED = /^(?:aws:ResourceTag|kms:ResourceTag|kms:ResourceAliases|kms:CustomerMasterKey)/;

function services(): readonly PolicyItem[] {
  return servicePrincipals.map(name => ({ kind: 'value', label: name, newText: name }));
}

/** The principals that the policy names already, and everybody. */
function people(
  { statements }: PolicyPlace['policy'],
  kind: PolicyKind,
  typed: PolicyPlace['scalar'],
): readonly PolicyItem[] {
  const known = new Set<string>();
  for (const { principal } of statements) {
    for (const { kind: what, text } of principal?.principals ?? []) {
      // What is being written is no principal yet.
      if ((what === 'account' || what === 'arn') && !text.open && text.node !== typed) known.add(text.text);
    }
  }
  return values(kind === 'identity' ? [] : [...known, '*']);
}

interface Around {
  readonly inTemplate: boolean;
  readonly isSub: boolean;
  readonly text: string;
}

function valuesOf(key: string, { inTemplate, isSub, text }: Around): readonly PolicyItem[] {
  const lower = key.toLowerCase();
  if (lower === 'kms:viaservice') {
    const region =
      inTemplate && isSub ? '${AWS::Region}' : (/\b[a-z]{2}(?:-[a-z]+)+-\d\b/.exec(text)?.[0] ?? 'us-east-1');
    return values(viaServices.map(service => `${service}.${region}.amazonaws.com`));
  }
  if (lower === 'kms:grantoperations') return values(GRANT_OPERATIONS);
  return keyType(key) === 'Bool' ? values(['true', 'false']) : [];
}
