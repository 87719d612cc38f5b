import type { Fix, Problem, Severity } from '../../problem';
import type { Rule } from '../../rule';
import { isIP } from '../../text/ip';
import { type PolicyContext, placeOf } from '../context';
import { type TestPlace, testsIn } from '../each';
import { replaceUnits } from '../edit';
import type { PolicyText } from '../policyText';
import { shown } from '../wording';

const CODE = 'policy/network-value';

export const networkValue: Rule<PolicyContext> = {
  code: CODE,
  severity: 'warning',
  evidence: 'static',
  summary: 'No request comes from this address, VPC or endpoint.',
  documentation: {
    what: 'A private address under aws:SourceIp; a value of aws:SourceVpc that is no id of a VPC, or of aws:SourceVpce that is none of an endpoint; and (info) a range whose address has bits behind its mask.',
    why: 'aws:SourceIp is the public address a request comes from; behind a VPC endpoint the key is absent. A private address there matches nothing. Bits behind the mask are ignored, and make the range read as a single host.',
    example:
      '{"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}  →  {"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip',
  },
  check: context =>
    context.broken
      ? []
      : testsIn(context.policy).flatMap(place =>
          place.test.values.flatMap(value => (value.open ? [] : (valueProblem(context, place, value) ?? []))),
        ),
};

function valueProblem(context: PolicyContext, place: TestPlace, value: PolicyText): Problem | undefined {
  const { text } = value;
  const isLike = /like/i.test(place.test.operator);
  switch (place.test.key.toLowerCase()) {
    case 'aws:sourcevpc':
      return isLike || /^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(text) || text.includes('${')
        ? undefined
        : problemOf(context, place, value, 'warning', 'A VPC has an id like vpc-1a2b3c4d, not');
    case 'aws:sourcevpce':
      return isLike || /^vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(text) || text.includes('${')
        ? undefined
        : problemOf(context, place, value, 'warning', 'An endpoint has an id like vpce-1a2b3c4d, not');
    case 'aws:sourceip':
      return isPrivate(text)
        ? problemOf(context, place, value, 'warning', 'No request comes from a private address')
        : hostBits(context, place, value);
    case 'aws:vpcsourceip':
      return hostBits(context, place, value);
    default:
      return undefined;
  }
}

/** https://datatracker.ietf.org/doc/html/rfc1918, loopback, link-local and the shared ones of carriers. */
const PRIVATE: readonly (readonly [network: string, bits: number])[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
];

function isPrivate(text: string): boolean {
  const range = rangeOf(text);
  if (range === undefined) return false;
  return PRIVATE.some(
    ([network, bits]) => range.bits >= bits && masked(range.address, bits) === numberOf(network),
  );
}

function hostBits(context: PolicyContext, place: TestPlace, value: PolicyText): Problem | undefined {
  const range = rangeOf(value.text);
  if (range === undefined || masked(range.address, range.bits) === range.address) return undefined;
  const network = `${textOf(masked(range.address, range.bits))}/${range.bits}`;
  const edit = replaceUnits(value, 0, value.text.length, network);
  const fixes: readonly Fix[] = edit === undefined ? [] : [{ title: `Change to ${network}`, edits: [edit] }];
  return {
    ...problemOf(
      context,
      place,
      value,
      'info',
      `The range is ${network}; bits behind the mask are ignored in`,
    ),
    ...(fixes.length > 0 && { fixes }),
  };
}

interface Range {
  readonly address: number;
  readonly bits: number;
}

/** Of IPv4 alone; an address without a mask is a range of one. */
function rangeOf(text: string): Range | undefined {
  const [address = '', bits = '32', ...more] = text.split('/');
  if (isIP(address) !== 4 || more.length > 0 || !/^\d{1,2}$/.test(bits) || Number(bits) > 32)
    return undefined;
  return { address: numberOf(address), bits: Number(bits) };
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function masked(address: number, bits: number): number {
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) * size;
}

function textOf(address: number): string {
  return [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.');
}

function problemOf(
  context: PolicyContext,
  { statement }: TestPlace,
  { text, span }: PolicyText,
  severity: Severity,
  message: string,
): Problem {
  return {
    code: CODE,
    severity,
    message: `${message}: ${shown(text)}`,
    span,
    evidence: 'static',
    ...placeOf(context, statement, 'Condition'),
  };
}
