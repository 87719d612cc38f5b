import { idFor } from '../../declared/newEntry';
import { conversion, type Draft, type DraftFix, NEW_ENTRY } from '../../draft';
import type { Severity } from '../../problem';
import { scalarText } from '../../template/entries';
import { type Intrinsic, intrinsicOf } from '../../template/intrinsics';
import { hasMacro } from '../../template/macros';
import { type Node, target } from '../../template/node';
import { nodesAt } from '../../template/nodesAt';
import { shiftSpan } from '../../template/shift';
import { HOLE, textOf } from '../../template/symbolic';
import type { TemplateUnit } from '../../template/unit';
import type { Span } from '../../text/range';
import { scanPieces } from '../scan';
import type { ReferenceUse } from '../use';
import { isResolvedAt, problemAt, type ReferenceContext, type ReferenceRule } from './context';

const CODE = 'reference/split';

export const split: ReferenceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: '`Fn::Split` is to divide the value of a reference, but runs before it is resolved.',
  documentation: {
    what:
      'An error where the delimiter cuts through the reference itself, or where `Fn::Select` takes an item that the text has ' +
      'not got as long as the reference stands there unresolved; a warning for `Fn::Split` of one whole reference. To ' +
      'split between references and to select from a list of them is fine.',
    why:
      'Functions run first, references are resolved last. The list has one item, and `Fn::Select` fails with "cannot select ' +
      'nonexistent value at index". A template parameter of type `AWS::SSM::Parameter::Value<List<String>>` is a list.',
    example: [
      'SubnetId: !Select [1, !Split [",", "{{resolve:ssm:/network/subnets}}"]]  # found',
      '# right: "SubnetId: !Select [1, !Ref Subnets]" and, in Parameters:',
      'Subnets: {Type: "AWS::SSM::Parameter::Value<List<String>>", Default: /network/subnets}',
    ].join('\n'),
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-split.html and ' +
      'https://github.com/aws-cloudformation/cfn-lint/issues/2181',
  },
  check,
};

function check({ use, unitOf, transforms }: ReferenceContext): readonly Draft[] {
  const { place, reference } = use;
  if (place === undefined || !place.inside.includes('Fn::Split') || !isResolvedAt(place)) return [];
  const unit = reference.kind === 'malformed' ? undefined : unitOf(use);
  const call = unit && splitAround(use, unit);
  if (unit === undefined || call === undefined) return [];
  const verdict = verdictOf(use, unit, call);
  if (verdict === undefined) return [];
  const byMacro = hasMacro(transforms);
  const severity = verdict.severity === 'error' && byMacro ? 'warning' : verdict.severity;
  const problem = problemAt({ code: CODE, severity, evidence: 'static', message: verdict.message }, use);
  const fix = listFix(use, call, unit);
  return [{ ...problem, ...(fix && { fixes: [fix] }) }];
}

interface SplitCall {
  readonly span: Span;
  readonly delimiter: string;
  readonly source: Node;
  readonly json: boolean;
  /** What a Fn::Select right around it takes; undefined without one, NaN where it is computed. */
  readonly index: number | undefined;
  /** What was cut may be put together again. */
  readonly joined: boolean;
}

/** The innermost Fn::Split that a use is the source of. */
function splitAround({ span }: ReferenceUse, unit: TemplateUnit): SplitCall | undefined {
  const at = span.start - unit.offset;
  const calls = nodesAt(unit.entries(), at).flatMap(node => {
    const call = intrinsicOf(node);
    return call === undefined ? [] : [{ node, call }];
  });
  const position = calls.findLastIndex(({ call }) => call.name === 'Fn::Split');
  const own = calls[position];
  const [delimiterNode, source] = own === undefined ? [] : itemsOf(own.call);
  const delimiter = scalarText(delimiterNode);
  if (own === undefined || source === undefined || !delimiter) return undefined;
  if (source.span.start > at && (source.tag?.span.start ?? source.span.start) > at) return undefined;
  const around = calls[position - 1]?.call;
  const [first, second] = around?.name === 'Fn::Select' ? itemsOf(around) : [];
  const selects = second !== undefined && second === own.node;
  return {
    span: own.call.span,
    delimiter,
    source,
    json: delimiterNode?.kind === 'scalar' && delimiterNode.style === 'json',
    index: selects ? indexOf(first) : undefined,
    joined: calls.slice(0, Math.max(position, 0)).some(({ call }) => call.name === 'Fn::Join'),
  };
}

function itemsOf({ argument }: Intrinsic): readonly Node[] {
  const list = target(argument);
  return list?.kind === 'sequence' ? list.items : [];
}

function indexOf(node: Node | undefined): number {
  const text = scalarText(node);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

interface Verdict {
  readonly severity: Severity;
  readonly message: string;
}

function verdictOf(use: ReferenceUse, unit: TemplateUnit, call: SplitCall): Verdict | undefined {
  for (const { text, from, to } of textsWith(use, unit, call.source)) {
    const whole = from === 0 && to === text.length;
    const verdict = isCut(text, from, to, call.delimiter)
      ? cutVerdict(call, text, from, to)
      : listVerdict(call, text, whole);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

interface TextWithReference {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The texts that may be split, with the units the reference takes there. */
function textsWith(use: ReferenceUse, unit: TemplateUnit, source: Node): readonly TextWithReference[] {
  const at = use.span.start - unit.offset;
  const scope = unit.scopeIn(use.place?.loopVariables);
  return scope.evaluate(source).alternatives.flatMap(({ pieces }) => {
    const found = scanPieces(pieces).find(each => each.spans[0]?.start === at);
    return found === undefined ? [] : [{ text: textOf(pieces), from: found.from, to: found.to }];
  });
}

function isCut(text: string, from: number, to: number, delimiter: string): boolean {
  const at = text.indexOf(delimiter, Math.max(0, from - delimiter.length + 1));
  return at >= 0 && at < to;
}

function cutVerdict(call: SplitCall, text: string, from: number, to: number): Verdict | undefined {
  const { delimiter, index, joined } = call;
  // `!Join ['/', !Split ['.', …]]` makes another reference of it.
  if (joined) return undefined;
  const message = `Fn::Split runs before the reference is resolved, and cuts it apart at: ${delimiter}`;
  const whole = from === 0 && to === text.length;
  if (whole) return { severity: 'error', message };
  if (index === undefined) return { severity: text.includes(HOLE) ? 'warning' : 'error', message };
  // How many items a hole becomes is not known, so neither is which one is taken.
  if (text.includes(HOLE) || Number.isNaN(index)) return { severity: 'warning', message };
  const parts = text.split(delimiter);
  if (index >= parts.length) return beyond(index);
  const start = parts.slice(0, index).reduce((sum, part) => sum + part.length + delimiter.length, 0);
  const end = start + (parts[index]?.length ?? 0);
  return start < to && from < end ? { severity: 'error', message } : undefined;
}

function listVerdict({ delimiter, index }: SplitCall, text: string, whole: boolean): Verdict | undefined {
  if (index !== undefined && !text.includes(HOLE) && index >= text.split(delimiter).length) {
    return beyond(index);
  }
  return whole ? { severity: 'warning', message: ONE_ITEM } : undefined;
}

const ONE_ITEM =
  'Fn::Split runs before the reference is resolved: the list has one item, which becomes the whole value';

function beyond(index: number): Verdict {
  return {
    severity: 'error',
    message: `Fn::Split runs before the reference is resolved, and the text has no item of index: ${index}`,
  };
}

/** A list of Parameter Store is divided at commas. */
function listFix(use: ReferenceUse, call: SplitCall, unit: TemplateUnit): DraftFix | undefined {
  const { reference, whole, knowledge } = use;
  if (reference.kind !== 'ssm' || reference.version !== undefined) return undefined;
  if (call.delimiter !== ',' || !whole || knowledge !== 'known') return undefined;
  // Another branch would be lost.
  if (unit.scopeIn().evaluate(call.source).alternatives.length !== 1) return undefined;
  const newText = call.json ? `{"Ref": "${NEW_ENTRY}"}` : `!Ref ${NEW_ENTRY}`;
  const name = reference.name.text;
  const type = 'AWS::SSM::Parameter::Value<List<String>>';
  const edits = [{ span: shiftSpan(call.span, unit.offset), newText }];
  return conversion(edits, { type, default: name, id: idFor(name) });
}
