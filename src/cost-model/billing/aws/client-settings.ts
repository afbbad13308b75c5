const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 60_000;

/**
 * Settings of every client. Credentials are not among them: they come by the SDK's usual chain (environment, profile,
 * single sign-on, role) and are never read here. One attempt a request, because each is charged and counted: asking
 * again is withBackOff's.
 */
export function clientSettings(region: string | null, endpoint: string | null) {
  return {
    ...(region !== null && { region }),
    ...(endpoint !== null && { endpoint }),
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_WITHIN_MS,
      requestTimeout: ANSWER_WITHIN_MS,
      throwOnRequestTimeout: true,
    },
  };
}
