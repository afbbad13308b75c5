const API_VERSIONS = 18;
/** The first version whose header has tagged fields: one that nobody knows makes a request as long as is wanted. */
const VERSION = 3;
const UNKNOWN_TAG = 9999;
const CLIENT_ID = 'workbench-probe';
const SOFTWARE = ['workbench', '1'] as const;

/** A Kafka request for the API versions, with its length before it and `padding` bytes that mean nothing. */
export function probeRequest(padding: number): Buffer {
  const clientId = Buffer.from(CLIENT_ID);
  const header = Buffer.alloc(10 + clientId.length);
  header.writeInt16BE(API_VERSIONS, 0);
  header.writeInt16BE(VERSION, 2);
  header.writeInt16BE(clientId.length, 8);
  clientId.copy(header, 10);
  const tags = padding === 0 ? [varint(0)] : [varint(1), varint(UNKNOWN_TAG), varint(padding), Buffer.alloc(padding)];
  const body = Buffer.concat([header, ...tags, ...SOFTWARE.map(compactString), varint(0)]);
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

const compactString = (text: string): Buffer => Buffer.concat([varint(text.length + 1), Buffer.from(text)]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest]);
}

/** Whole answers among the bytes so far, by the length that stands before each; what has no such length is none. */
export function wholeAnswers(received: Buffer): number {
  let answers = 0;
  for (let at = 0; at + 4 <= received.length; answers++) {
    const length = received.readInt32BE(at);
    at += 4 + length;
    if (length < 0 || at > received.length) break;
  }
  return answers;
}
