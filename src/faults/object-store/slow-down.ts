import type { ServerResponse } from 'node:http';
import type { StoreRequest } from './classify.ts';

/** Answers 503 as S3 does when it is asked too often. */
export function answerSlowDown(response: ServerResponse, { bucket, key }: StoreRequest): void {
  const resource = `/${[bucket, key].filter((part) => part !== '').join('/')}`;
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message>' +
    `<Resource>${escaped(resource)}</Resource><RequestId>object-store-proxy</RequestId></Error>`;
  response.writeHead(503, 'Slow Down', {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
