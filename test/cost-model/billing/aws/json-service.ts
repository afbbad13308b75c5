import { createServer } from 'node:http';
import { signatureFault } from './signature.ts';

/** What a service answers instead: one that is thrown, or put in the queue for the next requests. */
export class Refusal extends Error {
  readonly type: string;
  readonly status: number;
  constructor(type: string, message = 'refused by the stand-in', status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export interface Asked {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

export interface JsonService {
  readonly endpoint: string;
  /** Every request that was answered or refused, in order. */
  readonly asked: readonly Asked[];
  /** Whose credentials it takes those of the stand-in for. */
  account: string;
  /** Before the next answers: a refusal each, or null to let one pass. */
  refuse(...next: readonly (Refusal | null)[]): void;
  close(): Promise<void>;
}

/** A service of AWS that speaks JSON over HTTP, checks every signature and hands the rest to `answer`. */
export async function jsonService(
  { scope, target, contentType }: { scope: { region: string; service: string }; target: string; contentType: string },
  answer: (asked: Asked) => object,
): Promise<JsonService> {
  const asked: Asked[] = [];
  const queue: (Refusal | null)[] = [];
  const service = {
    endpoint: '',
    account: '111111111111',
    asked,
    refuse: (...next: readonly (Refusal | null)[]) => {
      queue.push(...next);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    if (body.startsWith('Action=GetCallerIdentity&')) {
      const fault = signatureFault(request, body, { region: 'us-east-1', service: 'sts' });
      response
        .writeHead(fault === null ? 200 : 403, { 'content-type': 'text/xml' })
        .end(fault === null ? identityOf(service.account) : refusedBySts(fault));
      return;
    }
    try {
      const fault = signatureFault(request, body, scope);
      if (fault !== null) throw new Refusal('InvalidSignatureException', fault, 403);
      if (request.method !== 'POST' || request.headers['content-type'] !== contentType)
        throw new Refusal('UnknownOperationException');
      const [prefix, operation = ''] = String(request.headers['x-amz-target']).split('.');
      if (prefix !== target) throw new Refusal('UnknownOperationException');
      const one = { operation, input: JSON.parse(body) };
      asked.push(one);
      const refusal = queue.shift() ?? null;
      if (refusal !== null) throw refusal;
      const said = JSON.stringify(answer(one));
      response.writeHead(200, { 'content-type': contentType }).end(said);
    } catch (error) {
      const { type, status, message } =
        error instanceof Refusal ? error : new Refusal('InternalFailure', String(error), 500);
      response
        .writeHead(status, { 'content-type': contentType })
        .end(JSON.stringify({ __type: type, message, Message: message }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  service.endpoint = `http://127.0.0.1:${port}`;
  return service;
}

/** In XML, as STS alone of these services still speaks. */
const identityOf = (
  account: string,
): string => `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult><Arn>arn:aws:iam::${account}:user/reader</Arn><UserId>AIDA</UserId><Account>${account}</Account></GetCallerIdentityResult>
  <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

const refusedBySts = (message: string): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
