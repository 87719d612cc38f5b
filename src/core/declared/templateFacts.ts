import { recordAsked } from '../template/asked';
import { scalarText } from '../template/entries';
import type { Template } from '../template/template';
import { regionOfParameterArn } from './parameterArn';

/** What a rule knows of the template beside the declaration at hand. */
export interface TemplateFacts {
  /** The template's transforms, `AWS::Serverless-2016-10-31` and macros by name. */
  readonly transforms: readonly string[];
  /** The same in one text, to be compared part by part at each key. */
  readonly transformsKey: string;
  /** The Regions of the parameter ARNs that are defaults of SSM-typed template parameters, each once, in their order. */
  parameterRegions(): readonly string[];
  /** A template parameter whose value everybody may see: not NoEcho, and not by a reference to a secret as Default. */
  isOpenParameter(name: string): boolean;
}

/** What the rules see of a template as a whole, from its header and its Parameters alone. */
export function templateFactsOf({ transforms, parameters }: Template): TemplateFacts {
  const regions = new Set<string>();
  const open = new Set<string>();
  for (const { name, type, default: fallback, noEcho } of parameters.values()) {
    const text = scalarText(fallback) ?? '';
    if (!noEcho && !/^\{\{resolve:(?:secretsmanager|ssm-secure):/.test(text)) open.add(name);
    if (!type?.startsWith('AWS::SSM::')) continue;
    const region = regionOfParameterArn(text);
    if (region !== undefined) regions.add(region);
  }
  const list = [...regions];
  return {
    transforms,
    transformsKey: transforms.join(),
    parameterRegions: () => list,
    isOpenParameter: name => open.has(name),
  };
}

export interface RecordedFacts {
  readonly facts: TemplateFacts;
  /** Whether all that was asked of the facts is the same in these: typing in Parameters concerns few resources. */
  isSame(now: TemplateFacts): boolean;
}

/** The facts as a rule is given them, remembering what it asked. */
export function recordFacts(facts: TemplateFacts): RecordedFacts {
  const open = recordAsked(facts.isOpenParameter);
  const regions = recordAsked(() => facts.parameterRegions().join());
  return {
    facts: {
      transforms: facts.transforms,
      transformsKey: facts.transformsKey,
      parameterRegions() {
        regions.ask('');
        return facts.parameterRegions();
      },
      isOpenParameter: open.ask,
    },
    isSame: comparing(facts.transformsKey, regions.isSame, open.isSame),
  };
}

/** A function of its own: it lives long, and must not keep the facts of one version alive. */
function comparing(
  transforms: string,
  regions: (now: () => string) => boolean,
  open: (now: (name: string) => boolean) => boolean,
): RecordedFacts['isSame'] {
  return now =>
    now.transformsKey === transforms &&
    regions(() => now.parameterRegions().join()) &&
    open(now.isOpenParameter);
}
