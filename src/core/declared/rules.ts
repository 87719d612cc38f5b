import type { ParameterRule, ResourceRule, TemplateRule, UnitRule } from './context';
import type { LiveParameterRule } from './live';
import type { LiveShareRule } from './liveShares';
import { bypassLockoutFlag } from './rules/bypassLockoutFlag';
import { hardcodedSecret } from './rules/hardcodedSecret';
import { keyDeletionPolicy } from './rules/keyDeletionPolicy';
import { keyPendingWindow } from './rules/keyPendingWindow';
import { keyRotation } from './rules/keyRotation';
import { keyRotationImpossible } from './rules/keyRotationImpossible';
import { keyRotationPeriod } from './rules/keyRotationPeriod';
import { keyUsageSpec } from './rules/keyUsageSpec';
import { parameterName } from './rules/parameterName';
import { parameterPoliciesTier } from './rules/parameterPoliciesTier';
import { parameterShared } from './rules/parameterShared';
import { parameterSize } from './rules/parameterSize';
import { plainForSecret } from './rules/plainForSecret';
import { secretBlockPublicPolicy } from './rules/secretBlockPublicPolicy';
import { secretCustomerKey } from './rules/secretCustomerKey';
import { secretGenerate } from './rules/secretGenerate';
import { secretRotation } from './rules/secretRotation';
import { secretRotationSchedule } from './rules/secretRotationSchedule';
import { secretSize } from './rules/secretSize';
import { secureStringInTemplate } from './rules/secureStringInTemplate';
import { secureStringValue } from './rules/secureStringValue';
import { sharedDefaultKey } from './rules/sharedDefaultKey';
import { templateParameterAmi } from './rules/templateParameterAmi';
import { templateParameterDefault } from './rules/templateParameterDefault';
import { templateParameterNotFound } from './rules/templateParameterNotFound';
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
  secretBlockPublicPolicy,
  templateParameterAmi,
  plainForSecret,
  keyUsageSpec,
  keyRotationImpossible,
  keyRotationPeriod,
  keyPendingWindow,
  keyRotation,
  keyDeletionPolicy,
  bypassLockoutFlag,
  secretCustomerKey,
  parameterPoliciesTier,
];

/** Rules that look at a part of a template and all its resources. */
export const unitRules: readonly UnitRule[] = [hardcodedSecret];

/** Rules that compare what different parts of a template declare. */
export const templateRules: readonly TemplateRule[] = [secretRotation, parameterShared];

/** Rules that look at what an account answered about the default of a template parameter. */
export const liveParameterRules: readonly LiveParameterRule[] = [
  templateParameterNotFound,
  secureStringValue,
];

/** Rules that look at what an account answered about a parameter that a template shares. */
export const liveShareRules: readonly LiveShareRule[] = [sharedDefaultKey];

/** Every rule about what a template declares, in the order of the documentation. */
export const declaredRules = [
  ...parameterRules,
  ...resourceRules,
  ...unitRules,
  ...templateRules,
  ...liveParameterRules,
  ...liveShareRules,
] as const;
