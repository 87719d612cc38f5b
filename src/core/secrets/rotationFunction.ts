/** The Lambda function that rotates a secret. */
export interface RotationFunction {
  /** Of the function, which is where its log is. */
  readonly region: string;
  readonly name: string;
}

/**
 * Reads an ARN, with or without a version or alias at its end. Undefined for what is none.
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html (FunctionName)
 */
export function rotationFunctionOf(arn: string): RotationFunction | undefined {
  const [, region, name] =
    /^arn:[a-z-]+:lambda:([a-z0-9-]+):\d{12}:function:([\w-]{1,64})(?::[\w$-]{1,128})?$/.exec(arn) ?? [];
  return region === undefined || name === undefined ? undefined : { region, name };
}

/**
 * Where Lambda writes unless the function is set to write elsewhere, which Secrets Manager does not tell:
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export function logGroupOf({ name }: RotationFunction): string {
  return `/aws/lambda/${name}`;
}
