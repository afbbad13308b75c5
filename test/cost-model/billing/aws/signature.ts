import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Not anybody's: the stand-ins know these, and no file, error or log may. */
export const ACCESS_KEY = 'AKIAWORKBENCHSTANDIN';
export const SECRET_KEY = 'workbench/stand-in+secret/that-nobody-may-see';
export const SESSION_TOKEN = 'stand-in-session-token-that-nobody-may-see';

const SCHEME =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const keyed = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/**
 * Signature Version 4 as AWS's guide writes it down ("Create a signed AWS API request"), worked out anew from what
 * arrived: null when it is right, otherwise what AWS would answer.
 */
export function signatureFault(
  request: IncomingMessage,
  body: string,
  scope: { region: string; service: string },
): string | null {
  const header = request.headers.authorization;
  if (header === undefined) return 'Missing Authentication Token';
  const [, key = '', day = '', region = '', service = '', signed = '', signature = ''] = SCHEME.exec(header) ?? [];
  if (key !== ACCESS_KEY || region !== scope.region || service !== scope.service)
    return `Credential should be scoped to ${scope.region}/${scope.service}`;
  const names = signed.split(';');
  for (const needed of ['host', 'x-amz-date', 'x-amz-security-token']) {
    if (!names.includes(needed)) return `${needed} must be signed`;
  }
  const headers = names.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`).join('');
  const canonical = [request.method, request.url, '', headers, signed, sha256(body)].join('\n');
  const date = String(request.headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', date, `${day}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const signing = [day, region, service, 'aws4_request'].reduce<string | Buffer>(keyed, `AWS4${SECRET_KEY}`);
  const expected = createHmac('sha256', signing).update(toSign).digest('hex');
  return expected === signature ? null : `The Canonical String for this request should have been '${canonical}'`;
}
