// Who asks for what: the credential scope gives the Region, X-Amz-Target (JSON) or Action (Query) the operation.
import type { IncomingHttpHeaders } from 'node:http';
import type { Service } from './context';
import { awsError } from './errors';
import { type Input, parseInput } from './input';
import { kms } from './kms/service';
import { secretsManager } from './secretsManager/service';
import { ssm } from './ssm/service';
import { tagging } from './tagging/service';

const services: Readonly<Record<string, Service>> = {
  AmazonSSM: ssm,
  secretsmanager: secretsManager,
  TrentService: kms,
  ResourceGroupsTaggingAPI_20170126: tagging,
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#add-signature-to-request */
export function regionOfRequest(headers: IncomingHttpHeaders): string {
  const { authorization } = headers;
  if (!authorization)
    throw awsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  const scope =
    /^AWS4-HMAC-SHA256 .*\bCredential=[^/,\s]+\/\d{8}\/([a-z0-9-]{1,40})\/[a-z0-9-]+\/aws4_request/.exec(
      authorization,
    );
  if (!scope?.[1])
    throw awsError(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential' parameter of the form AKID/DATE/REGION/SERVICE/aws4_request.",
    );
  return scope[1];
}

export interface Call {
  readonly operation: string;
  readonly service: Service;
  readonly input: Input;
}

export type ParsedCall =
  | { readonly protocol: 'json'; readonly call: () => Call; readonly action: string }
  | { readonly protocol: 'query'; readonly action: string; readonly form: URLSearchParams };

/** What is asked, before anything is checked: faults strike first, as a network does. */
export function parseCall(headers: IncomingHttpHeaders, body: string): ParsedCall {
  const target = headers['x-amz-target'];
  if (typeof target !== 'string') return parseQuery(headers, body);
  const [prefix = '', operation = ''] = target.split('.');
  const service = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
  return {
    protocol: 'json',
    action: `${service?.prefix ?? 'unknown'}:${operation}`,
    call() {
      if (!service || !Object.hasOwn(service.operations, operation))
        throw awsError('UnknownOperationException', `Keyhole sandbox: ${target} is not in the sandbox.`);
      return { operation, service, input: parseInput(body) };
    },
  };
}

function parseQuery(headers: IncomingHttpHeaders, body: string): ParsedCall {
  const isForm = /^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? '');
  const form = new URLSearchParams(isForm ? body : '');
  // The actions of the Query services have no name of theirs in the form: who signs says whom it is for.
  const service = /\bCredential=[^,\s]*\/iam\/aws4_request/.test(headers.authorization ?? '') ? 'iam' : 'sts';
  return { protocol: 'query', action: `${service}:${form.get('Action') ?? ''}`, form };
}
