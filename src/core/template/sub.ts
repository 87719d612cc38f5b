import type { Span } from '../text/range';
import { entriesOf, scalarText } from './entries';
import { type Node, type ScalarNode, sourceSpan, target } from './node';

/** A part of an Fn::Sub string: units of the scalar that stay text, or a variable. */
export type SubPart =
  | { readonly kind: 'text'; readonly from: number; readonly to: number }
  | { readonly kind: 'variable'; readonly name: string; readonly span: Span };

/**
 * Splits an Fn::Sub string at its `${Name}`; `${!Literal}` stays text, without the exclamation mark, and so does a
 * `${` that nothing closes.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html
 */
export function subParts(scalar: ScalarNode): readonly SubPart[] {
  const { value } = scalar;
  const parts: SubPart[] = [];
  let done = 0;
  for (let open = value.indexOf('${'); open >= 0; open = value.indexOf('${', open)) {
    const close = value.indexOf('}', open);
    if (close < 0) break;
    const inner = value.slice(open + 2, close);
    // `${a${b}`: the first one is text.
    const nested = inner.lastIndexOf('${');
    if (nested >= 0) {
      open += 2 + nested;
      continue;
    }
    if (inner.startsWith('!')) {
      parts.push({ kind: 'text', from: done, to: open + 2 });
      done = open + 3;
    } else {
      parts.push({ kind: 'text', from: done, to: open });
      const span = sourceSpan(scalar.source, open, close + 1);
      parts.push({ kind: 'variable', name: inner.trim(), span });
      done = close + 1;
    }
    open = close + 1;
  }
  parts.push({ kind: 'text', from: done, to: value.length });
  return parts;
}

/** The keys and values of an Fn::Sub's variable map. */
export function subVariables(argument: Node): readonly { readonly name: string; readonly value: Node }[] {
  const list = target(argument);
  if (list?.kind !== 'sequence') return [];
  return entriesOf(list.items[1]).flatMap(({ key, value }) => {
    const name = scalarText(key);
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
}
