import type { ParameterRule, ResourceRule } from './context';
import { parameterName } from './rules/parameterName';
import { parameterSize } from './rules/parameterSize';
import { secretGenerate } from './rules/secretGenerate';
import { secretRotationSchedule } from './rules/secretRotationSchedule';
import { secretSize } from './rules/secretSize';
import { secureStringInTemplate } from './rules/secureStringInTemplate';
import { templateParameterAmi } from './rules/templateParameterAmi';
import { templateParameterDefault } from './rules/templateParameterDefault';
import { templateParameterType } from './rules/templateParameterType';

/** Rules that look at one template parameter. */
export const parameterRules: readonly ParameterRule[] = [templateParameterType, templateParameterDefault];

/** Rules that look at one resource. */
export const resourceRules: readonly ResourceRule[] = [
  parameterName,
  parameterSize,
  secureStringInTemplate,
  secretGenerate,
  secretSize,
  secretRotationSchedule,
  templateParameterAmi,
];

/** Every rule about what a template declares, in the order of the documentation. */
export const declaredRules = [...parameterRules, ...resourceRules] as const;
