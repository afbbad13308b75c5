/** How long a broker holds back a client that passes a quota, ms; nearly every answer begins with it. */
export function throttleIn(body: unknown): number {
  const { throttleTimeMs = 0 } = body as { readonly throttleTimeMs?: number };
  return throttleTimeMs;
}
