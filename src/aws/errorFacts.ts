import type { FailureCode } from '../core/failure';

export interface Verdict {
  readonly code: FailureCode;
  readonly reason: string;
  readonly resource?: string;
  readonly missingAction?: string;
  readonly explicitDeny?: true;
}

/** What can be read off a thrown thing without trusting its class: bundles and SDK versions do not share those. */
export interface ErrorFacts {
  readonly name: string;
  readonly message: string;
  readonly systemCode: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly fromService: boolean;
}
