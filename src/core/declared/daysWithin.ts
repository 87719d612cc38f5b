/** Numbers of days that KMS takes between two bounds. */
import type { Problem, ProblemCode } from '../problem';
import { propertiesOf, type ResourceContext, type ResourceRule, resourceProblem, textsAt } from './context';

export interface Bounds {
  readonly code: ProblemCode;
  readonly property: string;
  readonly types: ReadonlySet<string>;
  readonly least: number;
  readonly most: number;
  /** `A key rotates every`. */
  readonly sentence: string;
}

/** The check of a rule about such a number; what is filled in at deployment is not known. */
export function daysWithin({ code, property, types, least, most, sentence }: Bounds): ResourceRule['check'] {
  return (context: ResourceContext): readonly Problem[] => {
    if (!types.has(context.resource.type ?? '')) return [];
    return propertiesOf(context).flatMap(properties =>
      textsAt(context, properties, property).flatMap(({ text, open, span }) => {
        if (open || !/^[+-]?\d+$/.test(text)) return [];
        const days = Number(text);
        if (days >= least && days <= most) return [];
        const message = `${sentence} ${least} to ${most} days, not: ${text}`;
        return [resourceProblem(context, code, 'error', message, { span, path: property })];
      }),
    );
  };
}
