import { familyOf, isNegated, type Operator, operatorOf, takesWildcards } from '../operators';

const WHAT: Readonly<Record<ReturnType<typeof familyOf>, string>> = {
  String: 'text',
  Numeric: 'numbers',
  Date: 'dates',
  Bool: 'true or false',
  Binary: 'bytes, in base64',
  IPAddress: 'addresses, in CIDR notation',
  ARN: 'ARNs, part by part',
  Null: '',
};

/** What an operator asks, in a sentence or two; undefined for one there is not. */
export function operatorHelp(written: string): string | undefined {
  const operator = operatorOf(written);
  const { name } = operator;
  if (name === undefined) return undefined;
  if (name === 'Null')
    return 'Asks whether the key is in the request: `true`, it is absent; `false`, it is there.';
  const wild = takesWildcards(name) ? '; `*` and `?` are wildcards' : '';
  const order = /(Less|Greater)Than(Equals)?$/.exec(name);
  const how =
    order !== null
      ? `are ${order[1] === 'Less' ? 'less' : 'greater'} than ${order[2] === undefined ? '' : 'or equal to '}the value`
      : isNegated(name)
        ? 'are none of the values'
        : 'are one of the values';
  const letters = name.includes('IgnoreCase') ? ', whatever their case' : '';
  return [`Compares ${WHAT[familyOf(name)]}: those that ${how}${letters}${wild}.`, ...traps(operator)].join(
    ' ',
  );
}

/** Where it holds though one might not think so. */
function traps({ qualifier, name, ifExists }: Operator): readonly string[] {
  return [
    ...(qualifier === 'ForAllValues'
      ? ['Of several values all must; **without the key it holds too**.']
      : []),
    ...(qualifier === 'ForAnyValue' ? ['Of several values one must.'] : []),
    ...(ifExists ? ['**Without the key it holds too.**'] : []),
    ...(name !== undefined && isNegated(name) && !ifExists && qualifier === undefined
      ? ['**It holds too where the key is absent.**']
      : []),
  ];
}
