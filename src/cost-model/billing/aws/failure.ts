import { EXIT, platformError, WorkbenchError } from '../../../errors.ts';
import type { AwsCall } from './calls.ts';
import { namesOf } from './passing.ts';

interface Kind {
  readonly code: string;
  readonly names: readonly string[];
  readonly what: (call: AwsCall) => string;
  readonly todo: string;
}

const KEPT = 'What was fetched is kept: the same command goes on from there.';

const KINDS: readonly Kind[] = [
  {
    code: 'aws-permission',
    names: ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'Forbidden'],
    what: (call) => `AWS refused ${call}: these credentials lack that permission`,
    todo: 'Ask for the policy in docs/aws-permissions.md; in an organization a member account may also need access to Cost Explorer from the management account.',
  },
  {
    code: 'aws-expired',
    names: ['ExpiredTokenException', 'ExpiredToken', 'RequestExpired', 'TokenRefreshRequired'],
    what: (call) => `the AWS credentials expired at ${call}`,
    todo: `Sign in again (aws sso login, or new credentials). ${KEPT}`,
  },
  {
    code: 'aws-credentials',
    names: ['CredentialsProviderError', 'TokenProviderError'],
    what: (call) => `no usable AWS credentials were found for ${call}`,
    todo: 'Sign in (aws sso login) or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. They are read by the AWS SDK and stored nowhere.',
  },
  {
    code: 'aws-credentials',
    names: [
      'UnrecognizedClientException',
      'InvalidClientTokenId',
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
      'IncompleteSignature',
      'MissingAuthenticationTokenException',
    ],
    what: (call) => `AWS did not accept the credentials of ${call}`,
    todo: `Check which profile is in use (aws sts get-caller-identity) and that this machine's clock is right. ${KEPT}`,
  },
  {
    code: 'aws-throttled',
    names: ['LimitExceededException', 'ThrottlingException', 'Throttling', 'TooManyRequestsException'],
    what: (call) => `AWS limits the rate of ${call}, and went on refusing after six attempts`,
    todo: `Wait some minutes. ${KEPT}`,
  },
  {
    code: 'aws-no-data-yet',
    names: ['DataUnavailableException'],
    what: () => 'Cost Explorer has no data for this account, or none by the hour, yet',
    todo: 'After Cost Explorer or its hourly data is enabled the first costs take about 24 hours. Until then import an export with: workbench bill import FILE',
  },
  {
    code: 'aws-too-old',
    names: ['BillExpirationException'],
    what: () => 'Cost Explorer no longer keeps that period by day',
    todo: 'Choose a later start, or import an export of that month with: workbench bill import FILE',
  },
  {
    code: 'aws-paging',
    names: ['InvalidNextTokenException', 'InvalidNextToken', 'RequestChangedException'],
    what: (call) => `AWS did not take the page token that it gave for ${call}, also after starting over`,
    todo: 'Run the same command again in some minutes.',
  },
  {
    code: 'aws-not-found',
    names: ['ResourceNotFoundException', 'ResourceNotFound'],
    what: (call) => `${call} asked for something that this account does not have`,
    todo: "Check accounts, tags and resources under `billing:` in the target's file.",
  },
  {
    code: 'aws-unreachable',
    names: ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', 'EHOSTUNREACH', 'ETIMEDOUT', 'TimeoutError'],
    what: (call) => `the endpoint of ${call} did not answer`,
    todo: `Check the network, a proxy and AWS_ENDPOINT_URL. ${KEPT}`,
  },
];

/** Only these say in their message what was wrong with the question; others may quote headers, tokens among them. */
const ABOUT_THE_QUESTION = [
  'ValidationException',
  'ValidationError',
  'InvalidParameterValue',
  'InvalidParameterCombination',
];
const LONGEST_MESSAGE = 200;
const CONTROL = /\p{Cc}+/gu;
const PLAIN_NAME = /^[A-Za-z0-9_]{1,60}$/;

/**
 * An SDK's error in the workbench's words. Neither its message nor itself as the cause is passed on, as AWS quotes the
 * signed request, session token included, when a signature does not match.
 */
export function awsFailure(error: unknown, call: AwsCall): WorkbenchError {
  if (error instanceof WorkbenchError) return error;
  const names = namesOf(error);
  const kind = KINDS.find(({ names: known }) => names.some((name) => known.includes(name)));
  if (kind !== undefined) return platformError(kind.code, kind.what(call), kind.todo);
  if (names.some((name) => ABOUT_THE_QUESTION.includes(name))) return aboutTheQuestion(error, call);
  if (error instanceof Error && error.message.startsWith('Region is missing')) {
    const what = `no AWS region is known for ${call}`;
    const todo = "Write `region:` under `billing:` in the target's file, or set AWS_REGION.";
    return new WorkbenchError('aws-region', EXIT.wrongInput, [{ what, todo }]);
  }
  const name = names.find((word) => PLAIN_NAME.test(word)) ?? 'an error without a name';
  return platformError('aws', `${call} failed with ${name}`, `Run it again in some minutes. ${KEPT}`);
}

function aboutTheQuestion(error: unknown, call: AwsCall): WorkbenchError {
  const said = error instanceof Error ? error.message.replace(CONTROL, ' ').trim().slice(0, LONGEST_MESSAGE) : '';
  const what = `AWS refused the question of ${call}: ${said}`;
  const todo =
    "Check the period and what stands under `billing:` in the target's file; hourly costs must be enabled in the billing console first.";
  return platformError('aws-question', what, todo);
}
