import * as vscode from 'vscode';
import type { ParameterType } from '../../core/catalog/items';
import { failureError } from '../../core/failure';
import type { AwsConnection } from '../../core/ports';
import type { LiveDocuments, LiveKind } from './liveDocuments';
import { parseValuePath, type ValuePlace, valuePath, valuePlace } from './valueUri';

export const valueScheme = 'keyhole-parameter';

/** A parameter's name. */
export type ValueDocuments = LiveDocuments<ValuePlace, string>;

/**
 * Values of String and StringList parameters. A SecureString never becomes a document: every extension can read those, and
 * unsaved ones are backed up on disk.
 */
export const valueKind: LiveKind<ValuePlace, string> = {
  scheme: valueScheme,
  path: valuePath,
  parse: parseValuePath,
  read: (aws, { name }) => readPlain(aws, name),
  async open(aws, name) {
    const text = await readPlain(aws, name);
    return { place: valuePlace(aws.region, name, text), text };
  },
};

async function readPlain({ parameters }: AwsConnection, name: string): Promise<string> {
  const { type, value } = await parameters.readPlain(name);
  if (value === undefined) throw secretFailure(name, type);
  return value;
}

function secretFailure(name: string, type: ParameterType) {
  return failureError({
    kind: 'failure',
    code: 'invalid',
    message: vscode.l10n.t(
      'A {0} is not opened as a document, for other extensions could read it: {1}',
      type,
      name,
    ),
    operation: 'open',
    resource: name,
  });
}
