import type { DocumentModel } from '../../document';
import type { IamAction, IamService } from '../../facts/iam';
import { codeSpan, escapeMarkdown } from '../../text/markdown';
import type { Span } from '../../text/range';
import { meaningOfAction, worksAcrossAccounts } from '../actions';
import { keyInfo, keyMeaning } from '../conditionKeys';
import type { PolicyKind } from '../kind';
import { serviceLabel } from '../wording';
import { POLICY_ELEMENT_HELP, PRINCIPAL_HELP, STATEMENT_ELEMENT_HELP } from './elements';
import { explainStatement, principalText } from './explain';
import { operatorHelp } from './operatorHelp';
import { type PolicyPlace, policyAt } from './policyAt';

export interface PolicyHover {
  readonly markdown: string;
  readonly span: Span;
}

/** What the action, key, operator, principal or element at a place means; for Sid and Effect what the statement says. */
export function policyHoverAt(model: DocumentModel, offset: number): PolicyHover | undefined {
  const place = policyAt(model, offset);
  const { scalar } = place ?? {};
  if (place === undefined || scalar === undefined) return undefined;
  const markdown = markdownOf(place, scalar.value);
  if (markdown === undefined) return undefined;
  const { start, end } = scalar.span;
  return { markdown, span: { start: start + place.offset, end: end + place.offset } };
}

function markdownOf(place: PolicyPlace, text: string): string | undefined {
  const { path, isKey, kind, statement, policy } = place;
  const [top, ...rest] = path[0] === 'Statement' ? path.slice(1) : path;
  // Statement may be a list or one object.
  const steps = typeof top === 'number' ? rest : [top, ...rest];
  const [element, second, third] = steps;
  if (isKey && path.length === 1) return helpFor(POLICY_ELEMENT_HELP, text);
  const isStatementKey = isKey && steps.length === 1;
  if ((element === 'Sid' || element === 'Effect') && statement !== undefined)
    return explainStatement(statement, kind);
  if (isStatementKey) return helpFor(STATEMENT_ELEMENT_HELP, text);
  switch (element) {
    case 'Action':
    case 'NotAction':
      return actionMarkdown(text, kind);
    case 'Principal':
    case 'NotPrincipal': {
      if (isKey) return helpFor(PRINCIPAL_HELP, text);
      const at = place.scalar?.span.start ?? -1;
      const all = policy.statements.flatMap(one => [
        ...(one.principal?.principals ?? []),
        ...(one.notPrincipal?.principals ?? []),
      ]);
      const found = all.find(({ text: written }) => written.node.span.start === at);
      return found && `Stands for ${principalText(found)}.`.replace(/,\.$/, '.');
    }
    case 'Condition': {
      if (typeof second !== 'string') return undefined;
      if (isKey && third === undefined) return operatorMarkdown(text);
      return isKey || typeof third === 'string'
        ? keyMarkdown(typeof third === 'string' ? third : text, place)
        : undefined;
    }
    default:
      return undefined;
  }
}

function helpFor(help: ReadonlyMap<string, string>, name: string): string | undefined {
  const text = help.get(name);
  return text === undefined ? undefined : `**${escapeMarkdown(name)}**\n\n${text}`;
}

function operatorMarkdown(name: string): string | undefined {
  const help = operatorHelp(name);
  return help === undefined ? undefined : `${codeSpan(name)}\n\n${help}`;
}

const MOST = 25;

function actionMarkdown(text: string, kind: PolicyKind): string | undefined {
  if (text === '*') return 'Every action there is.';
  const meaning = meaningOfAction(text);
  if (meaning.kind !== 'actions') return undefined;
  const { service, actions } = meaning;
  const [only, ...others] = actions;
  if (only !== undefined && others.length === 0 && !/[*?]/.test(text)) return oneAction(service, only, kind);
  const names = actions.slice(0, MOST).map(({ name }) => codeSpan(name));
  const more = actions.length > MOST ? ` and ${actions.length - MOST} more` : '';
  return `Stands for ${actions.length} ${actions.length === 1 ? 'action' : 'actions'} of ${serviceLabel(service.prefix)} today, and for those to come: ${names.join(', ')}${more}.`;
}

function oneAction(service: IamService, action: IamAction, kind: PolicyKind): string {
  const { name, accessLevel, description, resourceTypes } = action;
  const lines = [
    `${codeSpan(`${service.prefix}:${name}`)} · ${escapeMarkdown(accessLevel)}`,
    escapeMarkdown(description),
  ];
  if (kind === 'key' && !resourceTypes.includes('key')) {
    lines.push('It is about no key, so that no key policy is asked about it: only IAM policies are.');
  } else if (kind === 'key') {
    lines.push(
      worksAcrossAccounts(service, action)
        ? 'Principals of other accounts can be given it.'
        : 'For principals of the own account alone.',
    );
  }
  return lines.join('\n\n');
}

function keyMarkdown(key: string, { statement }: PolicyPlace): string | undefined {
  const info = keyInfo(key);
  if (info === undefined) return keyMeaning(key).kind === 'known' ? `${codeSpan(key)}` : undefined;
  const lines = [
    `${codeSpan(key)} · ${TYPES[info.type] ?? escapeMarkdown(info.type)}`,
    ...(info.description === '' ? [] : [escapeMarkdown(info.description)]),
  ];
  const without = (statement?.action?.texts ?? []).flatMap(({ text, meaning }) =>
    /^kms:/i.test(key) &&
    meaning.kind === 'actions' &&
    meaning.service.prefix === 'kms' &&
    !meaning.actions.some(({ conditionKeys }) => conditionKeys.some(one => one.key === info.key))
      ? [codeSpan(text)]
      : [],
  );
  if (without.length > 0) lines.push(`Requests of these actions do not have it: ${without.join(', ')}`);
  return lines.join('\n\n');
}

const TYPES: Readonly<Record<string, string>> = {
  String: 'text',
  ArrayOfString: 'several texts: ForAnyValue or ForAllValues',
  ARN: 'an ARN',
  Bool: 'true or false',
  Numeric: 'a number',
  Date: 'a date',
  IPAddress: 'an address',
};
