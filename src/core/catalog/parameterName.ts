import { faultsOfParameterName } from '../declared/rules/parameterName';

/**
 * Whether a parameter can be called that.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html#systemsmanager-PutParameter-request-Name
 */
export function isParameterName(name: string): boolean {
  return faultsOfParameterName(name).length === 0 && !/\/\/|\/$|^$/.test(name);
}
