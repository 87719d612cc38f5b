// One AWS request from its body to its answer, without HTTP around it.
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../core/ports';
import type { RequestContext } from './context';
import { accessDenied, awsError, isAwsError } from './errors';
import type { FaultDecisions, Misbehaviour } from './faults';
import { type ParsedCall, regionOfRequest } from './protocol';
import { queryOperation } from './query';
import { errorXml, resultXml } from './queryXml';
import { regionOf, type SandboxState } from './state';
import { callerOf, userOf } from './stsSession';

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface AnswerDeps {
  readonly state: SandboxState;
  readonly clock: Clock;
  readonly faults: FaultDecisions;
  /** Called after a request that may have changed the state, before its answer goes out. */
  readonly changed: () => void;
}

export function answer(
  parsed: ParsedCall,
  headers: IncomingHttpHeaders,
  requestId: string,
  misbehaviour: Exclude<Misbehaviour, 'drop'> | undefined,
  deps: AnswerDeps,
): Answer {
  try {
    if (misbehaviour) throw misbehaviourError(misbehaviour);
    return parsed.protocol === 'query'
      ? answerQuery(parsed, headers, requestId, deps)
      : answerJson(parsed, headers, deps);
  } catch (thrown) {
    // A fault of the sandbox itself must not echo the request: its message may hold a value.
    const error = isAwsError(thrown)
      ? thrown
      : awsError('InternalServerError', `Keyhole sandbox failed: ${typeName(thrown)}`, 500);
    return parsed.protocol === 'query'
      ? {
          status: error.awsError.status,
          contentType: 'text/xml',
          body: errorXml(parsed.action, error, requestId),
        }
      : json(error.awsError.status, { __type: error.awsError.code, message: error.message });
  }
}

export function contextFor(
  region: string,
  deps: Pick<AnswerDeps, 'state' | 'clock' | 'faults'>,
  touch: () => void,
  callerArn = userOf(deps.state.account).arn,
): RequestContext {
  const { state, clock, faults } = deps;
  return {
    account: state.account,
    region,
    callerArn,
    state: regionOf(state, region),
    elsewhere: other => contextFor(other, deps, touch, callerArn),
    regions: () => [...state.regions.keys()],
    now: () => clock.now(),
    authorize(action, resource) {
      if (faults.denies(action)) throw accessDenied(callerArn, action, resource);
    },
    touch,
  };
}

function answerJson(
  parsed: Extract<ParsedCall, { protocol: 'json' }>,
  headers: IncomingHttpHeaders,
  deps: AnswerDeps,
): Answer {
  const region = regionOfRequest(headers);
  const { arn } = callerOf(deps.state.account, headers, deps.clock.now());
  const { operation, service, input } = parsed.call();
  let touched = !/^(Get|BatchGet|List|Describe|Encrypt|Decrypt|Generate|Sign|Verify)/.test(operation);
  const touch = () => {
    touched = true;
  };
  const context = contextFor(region, deps, touch, arn);
  context.authorize(parsed.action, service.resourceOf(operation, input, context));
  const run = service.operations[operation];
  const output = run?.(input, context) ?? {};
  if (touched) deps.changed();
  return json(200, output);
}

function answerQuery(
  { action, form }: Extract<ParsedCall, { protocol: 'query' }>,
  headers: IncomingHttpHeaders,
  requestId: string,
  { state, clock, faults, changed }: AnswerDeps,
): Answer {
  const operation = queryOperation(action);
  if (!operation.unsigned) regionOfRequest(headers);
  const context = { state, clock, caller: callerOf(state.account, headers, clock.now()) };
  // AWS answers GetCallerIdentity whatever policies say; the fault plan may still ask for a denial.
  if (faults.denies(action)) {
    throw accessDenied(context.caller.arn, action, operation.resourceOf(form, context));
  }
  const result = operation.run(form, context);
  if (operation.writes) changed();
  return { status: 200, contentType: 'text/xml', body: resultXml(action, result, requestId) };
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html */
function misbehaviourError(kind: Exclude<Misbehaviour, 'drop'>) {
  switch (kind) {
    case 'expired':
      return awsError('ExpiredTokenException', 'The security token included in the request is expired');
    case 'throttle':
      return awsError('ThrottlingException', 'Rate exceeded');
    case 'error':
      return awsError('InternalServerError', 'An error occurred on the server side.', 500);
  }
}

function json(status: number, body: object): Answer {
  return { status, contentType: 'application/x-amz-json-1.1', body: JSON.stringify(body) };
}

function typeName(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
