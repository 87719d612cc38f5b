/** The values of variables: all of them, or none and the reasons. */
import type { Failure, FailureCode } from '../failure';
import type { CallOptions } from '../stores/call';
import { type Sensitive, sensitive } from '../value/sensitive';
import { jsonKeyText } from './jsonKeyText';
import { valueFault } from './limits';
import { type Answers, readReferences, type ValueReader } from './readReferences';
import { answerKey, type Part, partText, type ReferencePart } from './valueParts';
import type { Variable } from './variables';

export interface Unresolved {
  readonly variable: Variable;
  /** A sentence without a value. */
  readonly message: string;
}

export type Resolution =
  | { readonly kind: 'resolved'; readonly values: ReadonlyMap<string, Sensitive<string>> }
  /** One reason for all: nobody answers, or nobody knows who is asking. */
  | { readonly kind: 'hopeless'; readonly failure: Failure }
  | { readonly kind: 'unresolved'; readonly unresolved: readonly Unresolved[] };

export interface ResolveOptions extends CallOptions {
  /** Of Node, for what fits: `linux`, `darwin`, `win32`. */
  readonly platform: string;
}

/** Reads what they refer to because a person asked for it. Never rejects. */
export async function resolveVariables(
  variables: readonly Variable[],
  reader: ValueReader,
  { platform, ...options }: ResolveOptions,
): Promise<Resolution> {
  const references = variables.flatMap(({ parts }) => parts.filter(isReference));
  const answers = await readReferences(references, reader, options);
  const values = new Map<string, Sensitive<string>>();
  const unresolved: Unresolved[] = [];
  for (const variable of variables) {
    const built = build(variable.parts, answers);
    if ('failure' in built) return { kind: 'hopeless', failure: built.failure };
    const fault = 'fault' in built ? built.fault : valueFault(variable.name, built.text.reveal(), platform);
    if (fault !== undefined) unresolved.push({ variable, message: fault });
    else if ('text' in built) values.set(variable.name, built.text);
  }
  return unresolved.length > 0 ? { kind: 'unresolved', unresolved } : { kind: 'resolved', values };
}

type Built =
  | { readonly text: Sensitive<string> }
  | { readonly fault: string }
  | { readonly failure: Failure };

/** What would be told of each in the same words. */
const HOPELESS: ReadonlySet<FailureCode> = new Set([
  'no-credentials',
  'expired',
  'mfa-required',
  'no-region',
  'locked',
  'unreachable',
  'unsupported-region',
  'cancelled',
]);

function build(parts: readonly Part[], answers: Answers): Built {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'text') {
      text += part.text;
      continue;
    }
    const answer = answers.get(answerKey(part));
    if (answer === undefined) return { fault: `There is no answer for the ${partText(part)}` };
    if ('failure' in answer) {
      const { failure } = answer;
      return HOPELESS.has(failure.code) ? { failure } : { fault: failure.message };
    }
    const read = pick(part, answer.value.reveal());
    if ('fault' in read) return { fault: `${sentence(partText(part))}: ${read.fault}` };
    text += read.text;
  }
  return { text: sensitive(text) };
}

function pick(part: ReferencePart, value: string): { readonly text: string } | { readonly fault: string } {
  return part.kind === 'secret' && part.jsonKey !== undefined
    ? jsonKeyText(value, part.jsonKey)
    : { text: value };
}

function isReference(part: Part): part is ReferencePart {
  return part.kind !== 'text';
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
