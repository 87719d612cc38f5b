// /_sandbox/…: how tests and demos in another process steer the sandbox. JSON in, JSON out.
import type { Answer } from './answer';
import type { CallCounter } from './calls';
import { isAwsError } from './errors';
import { type FaultControl, parseFaults } from './faults';

export interface ControlDeps {
  readonly faults: FaultControl;
  readonly calls: CallCounter;
}

/**
 * GET and POST /_sandbox/faults: the faults, as `Fault` or a list of them; `{}` ends them.
 * GET /_sandbox/calls: counts by action and the most calls at one moment; DELETE starts counting anew.
 */
export function control(method: string, path: string, body: string, { faults, calls }: ControlDeps): Answer {
  switch (`${method} ${path}`) {
    case 'GET /_sandbox/faults':
      return json(200, faults.current());
    case 'POST /_sandbox/faults':
      return setFaults(body, faults);
    case 'GET /_sandbox/calls':
      return json(200, calls.counts());
    case 'DELETE /_sandbox/calls':
      calls.reset();
      return json(200, calls.counts());
    default:
      return json(404, { message: `Nothing here: ${method} ${path}` });
  }
}

function setFaults(body: string, faults: FaultControl): Answer {
  try {
    faults.set(parseFaults(JSON.parse(body)));
    return json(200, faults.current());
  } catch (error) {
    if (isAwsError(error) || error instanceof SyntaxError) return json(400, { message: error.message });
    throw error;
  }
}

function json(status: number, body: unknown): Answer {
  return { status, contentType: 'application/json', body: `${JSON.stringify(body)}\n` };
}
