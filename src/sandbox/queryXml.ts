// The AWS Query protocol of STS and IAM: a form in, XML out.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/iam-query.html
import type { AwsError } from './errors';

const namespaces: Readonly<Record<string, string>> = {
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
};
export function resultXml(action: string, result: string, requestId: string): string {
  const [service = '', name = ''] = action.split(':');
  return `<${name}Response xmlns="${namespaces[service] ?? ''}"><${name}Result>${result}</${name}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`;
}

export function errorXml(action: string, error: AwsError, requestId: string): string {
  const [service = ''] = action.split(':');
  const type = error.awsError.status >= 500 ? 'Receiver' : 'Sender';
  return `<ErrorResponse xmlns="${namespaces[service] ?? ''}"><Error><Type>${type}</Type><Code>${queryCode(error)}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

/** `<Name>text</Name>` for each member, in order. */
export function members(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
    .join('');
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
    ValidationException: 'ValidationError',
  };
  return names[code] ?? code;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, character => `&#${character.charCodeAt(0)};`);
}
