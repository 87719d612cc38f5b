/** The defaults of template parameters that name a parameter of Parameter Store, to be checked in an account. */
import type { CatalogAnswer, CatalogId } from '../ports';
import type { Problem } from '../problem';
import type { Rule } from '../rule';
import { scalarText } from '../template/entries';
import type { Node } from '../template/node';
import type { Template, TemplateParameter } from '../template/template';
import { namesParameter } from './parameterTypes';

export interface NamedParameter {
  readonly parameter: TemplateParameter;
  readonly type: string;
  readonly default: Node;
  readonly id: Extract<CatalogId, { kind: 'parameter' }>;
}

/** One of them and what an account answered about it. */
export interface LiveParameterContext extends NamedParameter {
  readonly answer: CatalogAnswer;
}

export type LiveParameterRule = Rule<LiveParameterContext>;

/**
 * Those whose default can be asked about: not public parameters, not ARNs (which another account shares), nothing with a
 * label or version behind it, and no name that somebody marked as not to be seen.
 */
export function namedParametersOf({ parameters }: Pick<Template, 'parameters'>): readonly NamedParameter[] {
  const found: NamedParameter[] = [];
  for (const parameter of parameters.values()) {
    const { type = '', default: fallback, noEcho } = parameter;
    const name = scalarText(fallback);
    if (fallback === undefined || name === undefined || noEcho || !namesParameter(type.trim())) continue;
    if (!/^[\w./-]+$/.test(name) || /^\/?aws\//i.test(name) || name.endsWith('/')) continue;
    found.push({ parameter, type: type.trim(), default: fallback, id: { kind: 'parameter', name } });
  }
  return found;
}

/** A problem at the default. It may be given another value with a deployment, so it is never an error. */
export function parameterProblem(
  { parameter, default: node, answer }: LiveParameterContext,
  rule: Pick<Problem, 'code' | 'severity' | 'message' | 'fixes'>,
): Problem {
  return {
    ...rule,
    evidence: 'live',
    span: node.span,
    logicalId: parameter.name,
    ...(answer.status !== 'unavailable' && { readAt: answer.origin.readAt }),
  };
}
