/** Names of parameters and secrets that stand where a service reads them by itself: looked at as references are. */
import type { SourceText } from '../detect';
import { usesOfPieces } from '../reference/collect';
import { keyUnusable } from '../reference/rules/keyUnusable';
import type { LiveRule } from '../reference/rules/live';
import { notFound } from '../reference/rules/notFound';
import { secretDeleted } from '../reference/rules/secretDeleted';
import { stageNotFound } from '../reference/rules/stageNotFound';
import { unknownSecretKeyLive } from '../reference/rules/unknownSecretKeyLive';
import type { ReferenceUse } from '../reference/use';
import { type ScalarNode, type SourceMap, sourceSpan } from '../template/node';
import type { Piece } from '../template/symbolic';

/** Such services decrypt, and take no versions of parameters. */
export const namedRules: readonly LiveRule[] = [
  notFound,
  stageNotFound,
  secretDeleted,
  keyUnusable,
  unknownSecretKeyLive,
];

/** A text of the document, and where its units stand. */
export interface NamedText {
  readonly text: string;
  readonly source: SourceMap;
}

export function textOfScalar({ value, source }: ScalarNode): NamedText {
  return { text: value, source };
}

/** The parameter of a name, which is units `[from, to)` of the text. */
export function parameterUse(named: NamedText, from = 0, to = named.text.length): readonly ReferenceUse[] {
  const around = surround(named, from, to);
  return usesOfPieces([around('{{resolve:ssm:'), part(named, from, to), around('}}')]);
}

/** `secret-id:json-key:version-stage:version-id`, an ARN being one part; what is left out is the service's default. */
export function secretUse(named: NamedText): readonly ReferenceUse[] {
  const { text } = named;
  const isArn = text.startsWith('arn:');
  const idEnd = isArn ? /^(?:[^:]*:){6}[^:]*/.exec(text)?.[0].length : text.indexOf(':');
  if (idEnd === undefined) return [];
  const end = idEnd < 0 ? text.length : idEnd;
  const around = surround(named, 0, end);
  const pieces: Piece[] = [around('{{resolve:secretsmanager:'), part(named, 0, end)];
  // Keys, stages and ids follow as they do in a reference, SecretString being the only field there is.
  if (text.length > end + 1) pieces.push(around(':SecretString'), part(named, end, text.length));
  return usesOfPieces([...pieces, around('}}')]);
}

/** A file by its name alone, without its folder. */
export function fileNameOf({ path }: Pick<SourceText, 'path'>): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
}

function part({ text, source }: NamedText, from: number, to: number): Piece {
  return { kind: 'text', text: text.slice(from, to), source, from };
}

/** What the dialect leaves out stands where the name does. */
function surround({ source }: NamedText, from: number, to: number): (text: string) => Piece {
  const whole: SourceMap = { kind: 'whole', span: sourceSpan(source, from, to) };
  return text => ({ kind: 'text', text, source: whole, from: 0 });
}
