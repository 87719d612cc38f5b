/**
 * The ARN of a parameter that another account shares. What follows the name (`:3`, `:label`) is not looked at.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-shared-parameters.html
 */
const PARAMETER_ARN =
  /^arn:aws[a-z0-9-]*:ssm:([a-z]{2,}(?:-[a-z]+)+-\d+):\d{12}:parameter\/[A-Za-z0-9_.\-/]+(?::.+)?$/;

export function isParameterArn(text: string): boolean {
  return PARAMETER_ARN.test(text);
}

/** The Region a parameter's ARN names; undefined for any other text. */
export function regionOfParameterArn(text: string): string | undefined {
  return PARAMETER_ARN.exec(text)?.[1];
}
