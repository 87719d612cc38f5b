// STS speaks the AWS Query protocol: a form in, XML out.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
import type { AwsError } from './errors';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

export interface Identity {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

export function identityXml({ account, arn, userId }: Identity, requestId: string): string {
  return `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult><Arn>${escapeXml(arn)}</Arn><UserId>${escapeXml(userId)}</UserId><Account>${escapeXml(account)}</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
}

export function errorXml(error: AwsError, requestId: string): string {
  const type = error.awsError.status >= 500 ? 'Receiver' : 'Sender';
  return `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${queryCode(error)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

/** Query codes go without the suffix: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
function queryCode({ awsError: { code } }: AwsError): string {
  const names: Readonly<Record<string, string>> = {
    AccessDeniedException: 'AccessDenied',
    ExpiredTokenException: 'ExpiredToken',
    ThrottlingException: 'Throttling',
    MissingAuthenticationTokenException: 'MissingAuthenticationToken',
    IncompleteSignatureException: 'IncompleteSignature',
    InternalServerError: 'InternalFailure',
    UnknownOperationException: 'InvalidAction',
  };
  return names[code] ?? code;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, character => `&#${character.charCodeAt(0)};`);
}
