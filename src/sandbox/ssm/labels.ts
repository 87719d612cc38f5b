import type { Operation } from '../context';
import { awsError, constraintError, validationError } from '../errors';
import { optionalInteger, optionalTexts, requiredText } from '../input';
import type { StoredParameterVersion } from '../state';
import { existing, latestOf } from './read';

const MAX_LABELS = 10;

/**
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html: a label is at one version
 * of a parameter, so it moves; labels that break the rules come back as InvalidLabels.
 */
export const labelParameterVersion: Operation = (input, context) => {
  const labels = optionalTexts(input, 'Labels', { min: 1, max: MAX_LABELS });
  if (!labels) throw constraintError('Labels', 'Member must not be null');
  if (labels.some(label => label === '' || label.length > 100))
    throw validationError('A label has between 1 and 100 characters.');
  const parameter = existing(context, requiredText(input, 'Name', { min: 1, max: 2_048 }));
  const asked = optionalInteger(input, 'ParameterVersion') ?? latestOf(parameter).version;
  if (!parameter.versions.some(version => version.version === asked))
    throw versionNotFound(parameter.name, asked);
  const valid = labels.filter(isValid);
  const versions = parameter.versions.map(version => relabelled(version, valid, version.version === asked));
  context.state.parameters.set(parameter.name, { ...parameter, versions });
  return { InvalidLabels: labels.filter(label => !isValid(label)), ParameterVersion: asked };
};

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UnlabelParameterVersion.html */
export const unlabelParameterVersion: Operation = (input, context) => {
  const labels = optionalTexts(input, 'Labels', { min: 1, max: MAX_LABELS });
  if (!labels) throw constraintError('Labels', 'Member must not be null');
  const parameter = existing(context, requiredText(input, 'Name', { min: 1, max: 2_048 }));
  const asked = optionalInteger(input, 'ParameterVersion');
  const at = parameter.versions.find(({ version }) => version === asked);
  if (!at) throw versionNotFound(parameter.name, asked);
  const versions = parameter.versions.map(version =>
    version === at ? { ...at, labels: at.labels.filter(label => !labels.includes(label)) } : version,
  );
  context.state.parameters.set(parameter.name, { ...parameter, versions });
  return {
    RemovedLabels: labels.filter(label => at.labels.includes(label)),
    InvalidLabels: labels.filter(label => !at.labels.includes(label)),
  };
};

function versionNotFound(name: string, version: number | undefined) {
  return awsError(
    'ParameterVersionNotFound',
    `Systems Manager could not find version ${version} of ${name}. Verify the version and try again.`,
  );
}

function relabelled(
  version: StoredParameterVersion,
  labels: readonly string[],
  here: boolean,
): StoredParameterVersion {
  const others = version.labels.filter(label => !labels.includes(label));
  if (!here) return { ...version, labels: others };
  const all = [...others, ...labels];
  if (all.length > MAX_LABELS)
    throw awsError(
      'ParameterVersionLabelLimitExceeded',
      `A parameter version can have a maximum of ${MAX_LABELS} labels.`,
    );
  return { ...version, labels: all };
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html */
function isValid(label: string): boolean {
  return /^[a-zA-Z_.-][a-zA-Z0-9_.-]*$/.test(label) && !/^(aws|ssm)/i.test(label);
}
