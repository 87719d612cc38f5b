import { homedir } from 'node:os';
import path from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export interface AwsFiles {
  readonly config: string;
  readonly credentials: string;
  /** Folders with the tokens of `aws sso login` and of `aws login`. */
  readonly tokens: readonly string[];
}

/** Where the SDK and the AWS CLI keep settings and tokens. https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html */
export function awsFiles(env: Environment): AwsFiles {
  const home = path.join(homedir(), '.aws');
  return {
    config: env['AWS_CONFIG_FILE'] || path.join(home, 'config'),
    credentials: env['AWS_SHARED_CREDENTIALS_FILE'] || path.join(home, 'credentials'),
    tokens: [
      path.join(home, 'sso', 'cache'),
      env['AWS_LOGIN_CACHE_DIRECTORY'] || path.join(home, 'login', 'cache'),
    ],
  };
}
