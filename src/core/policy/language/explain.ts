/** A statement in plain English, with what one might not expect of it. */
import { codeSpan } from '../../text/markdown';
import { accountPieces, isOwnAccount } from '../accounts';
import { boundOf } from '../bounds';
import type { PolicyKind } from '../kind';
import type { ConditionTest, Principal, PrincipalElement, Statement, TextElement } from '../model';
import { familyOf, isNegated, operatorOf } from '../operators';
import type { PolicyText } from '../policyText';
import { bindsSource } from '../sources';
import { shown } from '../wording';

/** Markdown. `kind`: what the policy is attached to. */
export function explainStatement(statement: Statement, kind: PolicyKind): string {
  const { effect, principal, notPrincipal, action, notAction, condition } = statement;
  const verb = effect === 'open' ? 'Allows or denies' : effect === 'Allow' ? 'Allows' : 'Denies';
  const who = whoText(principal, notPrincipal, kind);
  const what = whatText(action, notAction, kind);
  const when =
    condition === undefined
      ? 'with no condition'
      : `when ${condition.tests.map(testText).join('; and ')}${condition.open ? '; and more that is filled in later' : ''}`;
  const sentence = `${verb} ${who} ${what}, ${when}.`;
  return [sentence, ...traps(statement).map(trap => `- ${trap}`)].join('\n\n');
}

function whoText(
  principal: PrincipalElement | undefined,
  notPrincipal: PrincipalElement | undefined,
  kind: PolicyKind,
): string {
  if (notPrincipal !== undefined)
    return `everybody in every account but ${listed(notPrincipal.principals.map(one => principalText(one)))}`;
  if (principal === undefined) return kind === 'identity' ? 'whoever has the policy' : 'nobody who is named';
  const all = principal.principals.map(one => principalText(one));
  return listed(principal.open ? [...all, 'whoever is filled in'] : all);
}

/** Whom a principal stands for. */
export function principalText(principal: Principal): string {
  const { kind, text } = principal;
  const name = codeSpan(shown(text.text));
  const [account, ...others] = accountPieces(principal) ?? [];
  const own = account !== undefined && others.length === 0 && isOwnAccount(account);
  switch (kind) {
    case 'everyone':
      return 'anybody with an AWS account, whichever it is,';
    case 'account':
      if (own) return 'any principal of this account that its IAM policies allow';
      return `any principal in account ${account?.kind === 'text' ? codeSpan(account.text) : name} that its administrators allow`;
    case 'arn':
      return /:role\//.test(text.text)
        ? `the role ${name}`
        : /:user\//.test(text.text)
          ? `the user ${name}`
          : name;
    case 'service':
      return `the service ${name}`;
    case 'federated':
    case 'canonical':
    case 'unknown':
    case 'open':
      return name;
  }
}

function whatText(
  action: TextElement | undefined,
  notAction: TextElement | undefined,
  kind: PolicyKind,
): string {
  const thing = kind === 'key' ? 'this key' : kind === 'secret' ? 'this secret' : 'what is named';
  if (notAction !== undefined) return `everything but ${listed(notAction.texts.map(actionText))}`;
  if (action === undefined) return 'nothing that is named';
  if (action.texts.some(({ text }) => text === '*' || /^(?:kms|secretsmanager):\*$/i.test(text))) {
    return `everything with ${thing}`;
  }
  return listed(action.texts.map(actionText));
}

function actionText(text: PolicyText): string {
  const { meaning } = text;
  const many =
    meaning.kind === 'actions' && /[*?]/.test(text.text) ? ` (${meaning.actions.length} actions)` : '';
  return `${codeSpan(shown(text.text))}${many}`;
}

function testText({ key, operator, values, open }: ConditionTest): string {
  const read = operatorOf(operator);
  const { name } = read;
  const known = values.map(({ text }) => codeSpan(shown(text)));
  const list = listed(open ? [...known, 'what is filled in'] : known, 'or');
  if (name === undefined) return `${codeSpan(operator)} of ${codeSpan(key)} holds`;
  if (name === 'Null')
    return `${codeSpan(key)} ${values.some(({ text }) => text === 'true') ? 'is absent' : 'is there'}`;
  const order = /(Less|Greater)Than(Equals)?$/.exec(name);
  const verb =
    order !== null
      ? `is ${order[1] === 'Less' ? 'below' : 'above'}${order[2] === undefined ? '' : ' or equal to'}`
      : familyOf(name) === 'IPAddress'
        ? isNegated(name)
          ? 'is outside of'
          : 'is within'
        : isNegated(name)
          ? 'is not'
          : name.endsWith('Like')
            ? 'is like'
            : 'is';
  const all =
    read.qualifier === 'ForAllValues'
      ? 'every value of '
      : read.qualifier === 'ForAnyValue'
        ? 'a value of '
        : '';
  const absent = read.ifExists || read.qualifier === 'ForAllValues' ? ' (or it is absent)' : '';
  return `${all}${codeSpan(key)} ${verb} ${list}${absent}`;
}

function traps(statement: Statement): readonly string[] {
  const { effect, principal, condition } = statement;
  const found: string[] = [];
  const principals = principal?.principals ?? [];
  if (effect !== 'Allow') return found;
  if (principals.some(({ kind }) => kind === 'everyone')) {
    const bounds = condition?.tests.map(boundOf) ?? [];
    if (condition === undefined) found.push('Every AWS account there is may use it.');
    else if (!condition.open && bounds.every(bound => bound === 'other' || typeof bound === 'object')) {
      found.push('The condition keeps no account out.');
    }
  }
  if (principals.some(({ kind }) => kind === 'service') && !bindsSource(statement)) {
    found.push('The service may do it for any account that asks it to: no condition names the source.');
  }
  return found;
}

function listed(texts: readonly string[], word = 'and'): string {
  const few = texts.length > 6 ? [...texts.slice(0, 5), `${texts.length - 5} more`] : texts;
  if (few.length < 2) return few[0] ?? 'nothing';
  return `${few.slice(0, -1).join(', ')} ${word} ${few.at(-1)}`;
}
