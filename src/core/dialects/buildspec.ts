import type { ReferenceUse } from '../reference/use';
import { entriesOf, valueAt } from '../template/entries';
import { type Node, target } from '../template/node';
import { parseYaml } from '../template/yaml';
import type { Dialect } from './dialect';
import { fileNameOf, namedRules, parameterUse, secretUse, textOfScalar } from './named';

/**
 * CodeBuild's buildspec: `env/parameter-store` maps variables to names, `env/secrets-manager` to
 * `secret-id:json-key:version-stage:version-id`.
 * https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.parameter-store
 */
export const buildspec: Dialect = {
  id: 'buildspec',
  deploys: false,
  liveRules: namedRules,
  recognises: source => {
    const { languageId = '', text } = source;
    if (languageId !== '' && languageId !== 'yaml') return false;
    if (languageId === '' && !/\.ya?ml$/i.test(source.path)) return false;
    if (!text.includes('parameter-store') && !text.includes('secrets-manager')) return false;
    if (!/^[ \t]+(?:parameter-store|secrets-manager)[ \t]*:/m.test(text)) return false;
    return (
      /buildspec/.test(fileNameOf(source)) || (/^phases[ \t]*:/m.test(text) && /^env[ \t]*:/m.test(text))
    );
  },
  usesIn({ text }) {
    const env = valueAt(parseYaml(text).root, 'env');
    return [
      ...usesIn(valueAt(env, 'parameter-store'), scalar => parameterUse(textOfScalar(scalar))),
      ...usesIn(valueAt(env, 'secrets-manager'), scalar => secretUse(textOfScalar(scalar))),
    ];
  },
  problemsOf: () => [],
};

type Scalar = Extract<Node, { kind: 'scalar' }>;

function usesIn(
  map: Node | undefined,
  useOf: (scalar: Scalar) => readonly ReferenceUse[],
): readonly ReferenceUse[] {
  return entriesOf(map).flatMap(({ value }) => {
    const scalar = target(value);
    // `$NAME` and `${NAME}` are other variables of the build.
    return scalar?.kind === 'scalar' && scalar.value !== '' && !scalar.value.includes('$')
      ? useOf(scalar)
      : [];
  });
}
