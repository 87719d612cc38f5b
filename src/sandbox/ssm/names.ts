import type { RequestContext } from '../context';
import { awsError, validationError } from '../errors';

/** With the ARN's prefix; https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html (Name) */
const MAX_LENGTH_WITH_ARN = 1_011;
const MAX_LEVELS = 15;

/** Rules for a new name: API_PutParameter.html and systems-manager/latest/userguide/sysman-parameter-name-constraints.html */
export function checkNewName(context: RequestContext, name: string): void {
  if (/^\/?(aws|ssm)(\/|$)/i.test(name)) {
    if (/^\/aws\//i.test(name))
      throw awsError('AccessDeniedException', `No access to reserved parameter name: ${name}.`);
    throw validationError(prefixRule);
  }
  if (/^\/?(aws|ssm)/i.test(name)) throw validationError(prefixRule);
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name)) throw validationError(characterRule);
  if (name.includes('/') && !name.startsWith('/'))
    throw validationError('Parameter name must be a fully qualified name.');
  if (name.endsWith('/') || name.includes('//')) throw validationError(characterRule);
  if (parameterArn(context, name).length > MAX_LENGTH_WITH_ARN)
    throw validationError('Parameter name: it is too long.');
  if (levelsOf(name) > MAX_LEVELS)
    throw awsError(
      'HierarchyLevelLimitExceededException',
      `Hierarchies can have a maximum of ${MAX_LEVELS} levels.`,
    );
}

export interface ParameterId {
  readonly name: string;
  /** What was written after the name, colon included. */
  readonly selector?: string;
}

/** `name`, `name:3`, `name:label` or an ARN of this account and Region with the same endings. */
export function parseParameterId(context: RequestContext, text: string): ParameterId {
  const arn = /^arn:[^:]+:ssm:([^:]*):([^:]*):parameter(\/[^:]*)(:.*)?$/.exec(text);
  if (arn) {
    const [, region, account, path = '', selector] = arn;
    // An ARN of elsewhere names a shared parameter; there is one account here.
    if (region !== context.region || account !== context.account) throw parameterNotFound(text);
    const name = context.state.parameters.get(path) ? path : path.slice(1);
    return withSelector(name, selector);
  }
  const colon = text.indexOf(':');
  return colon < 0 ? { name: text } : withSelector(text.slice(0, colon), text.slice(colon));
}

export function parameterArn({ region, account }: RequestContext, name: string): string {
  return `arn:aws:ssm:${region}:${account}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
}

export function parameterNotFound(name: string) {
  return awsError('ParameterNotFound', `Parameter ${name} not found.`);
}

/** What AccessDenied names as the resource of a request. */
export function deniedResource(context: RequestContext, name: unknown): string {
  if (typeof name !== 'string') return `arn:aws:ssm:${context.region}:${context.account}:*`;
  return name.startsWith('arn:') ? name : parameterArn(context, name.replace(/:[^/]*$/, ''));
}

function withSelector(name: string, selector: string | undefined): ParameterId {
  return selector === undefined ? { name } : { name, selector };
}

function levelsOf(name: string): number {
  return name.split('/').filter(level => level !== '').length;
}

const prefixRule =
  'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_';

const characterRule =
  'Invalid characters in parameter name. Use a mix of letters, numbers and the following 3 symbols .-_ and divide sub-paths by a slash symbol.';
