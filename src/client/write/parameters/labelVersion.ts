/** Gives a version of a parameter other labels. One that another version has moves: whoever reads by it reads this one then. */
import * as vscode from 'vscode';
import type { ParameterVersion } from '../../../core/catalog/items';
import { failureError } from '../../../core/failure';
import type { AwsConnection } from '../../../core/ports';
import type { Change, WriteGate } from '../../gate/writeGate';
import type { Session } from '../../session/session';
import { type Meant, meantTarget } from '../meant';
import type { UndoOffer } from '../undoOffer';

export interface Labelling {
  readonly name: string;
  readonly version: number;
  readonly meant: Meant;
}

export interface LabelDeps {
  readonly session: Session;
  readonly gate: Pick<WriteGate, 'pass'>;
  readonly questions: LabelQuestions;
  readonly offerUndo: UndoOffer;
}

export interface LabelQuestions {
  /** All labels the version is to have; undefined where the person went away. */
  labels(of: Labelling, now: readonly string[]): Promise<readonly string[] | undefined>;
}

/** Which version has a label. */
type Places = ReadonlyMap<string, number>;

/** Whether something was changed. */
export async function labelVersion(labelling: Labelling, deps: LabelDeps): Promise<boolean> {
  const { name, version, meant } = labelling;
  const { account, aws } = await meantTarget(deps.session, meant);
  const before = await placesOf(name, version, aws);
  const now = [...before].filter(([, at]) => at === version).map(([label]) => label);
  const wanted = await deps.questions.labels(labelling, now);
  if (wanted === undefined) return false;
  const after = new Map([...before].filter(([label, at]) => at !== version || wanted.includes(label)));
  for (const label of wanted) after.set(label, version);
  const change = changeFor(
    name,
    before,
    after,
    vscode.l10n.t('Change the labels of version {0} of {1}?', version, name),
  );
  if (change === undefined || !(await deps.gate.pass(change, account))) return false;
  await put(name, before, after, aws);
  deps.offerUndo(vscode.l10n.t('The labels of {0} are changed.', name), async () => {
    const target = await meantTarget(deps.session, { account });
    const back = changeFor(name, after, before, vscode.l10n.t('Put the earlier labels of {0} back?', name));
    if (back && (await deps.gate.pass(back, target.account))) await put(name, after, before, target.aws);
  });
  return true;
}

async function placesOf(name: string, version: number, { parameters }: AwsConnection): Promise<Places> {
  const versions: ParameterVersion[] = [];
  for await (const page of parameters.history(name)) versions.push(...page);
  if (!versions.some(one => one.version === version))
    throw failureError({
      kind: 'failure',
      code: 'not-found',
      message: vscode.l10n.t('Nothing is changed: {0} has no version {1} any longer.', name, version),
      operation: 'label',
      resource: name,
    });
  return new Map(versions.flatMap(one => one.labels.map((label): [string, number] => [label, one.version])));
}

/** There is no conditional labelling: read again as late as can be. */
async function put(name: string, before: Places, after: Places, aws: AwsConnection): Promise<void> {
  const [anyVersion] = [...after.values(), ...before.values()];
  const now = anyVersion === undefined ? before : await placesOf(name, anyVersion, aws);
  if (!isSame(before, now))
    throw failureError({
      kind: 'failure',
      code: 'conflict',
      message: vscode.l10n.t('Nothing is changed: somebody has changed the labels of {0} meanwhile.', name),
      operation: 'label',
      resource: name,
    });
  const moved = [...after].filter(([label, at]) => before.get(label) !== at);
  for (const [version, labels] of byVersion(moved)) await aws.parameters.label(name, version, labels);
  const gone = [...before].filter(([label]) => !after.has(label));
  for (const [version, labels] of byVersion(gone)) await aws.parameters.unlabel(name, version, labels);
}

function byVersion(entries: readonly (readonly [label: string, version: number])[]) {
  const all = new Map<number, string[]>();
  for (const [label, version] of entries) all.set(version, [...(all.get(version) ?? []), label]);
  return all;
}

function isSame(a: Places, b: Places): boolean {
  return a.size === b.size && [...a].every(([label, version]) => b.get(label) === version);
}

/** Undefined where nothing is different. */
function changeFor(name: string, before: Places, after: Places, question: string): Change | undefined {
  const lines = [
    ...[...after].flatMap(([label, version]) => {
      const was = before.get(label);
      if (was === version) return [];
      return was === undefined
        ? [vscode.l10n.t('New: {0} at version {1}', label, version)]
        : [vscode.l10n.t('{0} moves from version {1} to version {2}', label, was, version)];
    }),
    ...[...before].flatMap(([label, version]) =>
      after.has(label) ? [] : [vscode.l10n.t('Removed: {0} from version {1}', label, version)],
    ),
  ];
  if (lines.length === 0) return undefined;
  return {
    kind: 'overwrite',
    question,
    details: [...lines, vscode.l10n.t('Whoever reads the parameter by a label gets the version it is at.')],
    action: vscode.l10n.t('Change'),
    target: name,
  };
}
