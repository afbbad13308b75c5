/** The beginning of a request, as every version of the protocol has it, and what follows. */
export interface KafkaRequest {
  readonly apiKey: number;
  readonly clientId: string;
  readonly rest: Buffer;
}

const LENGTH_BYTES = 4;

/** Takes what a client writes on one connection, in pieces, and gives its requests; written for tests alone. */
export function kafkaRequests(onRequest: (request: KafkaRequest) => void): (piece: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (piece) => {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= LENGTH_BYTES && pending.length >= LENGTH_BYTES + pending.readInt32BE(0)) {
      const frame = pending.subarray(LENGTH_BYTES, LENGTH_BYTES + pending.readInt32BE(0));
      pending = pending.subarray(LENGTH_BYTES + frame.length);
      // api_key i16 · api_version i16 · correlation_id i32 · client_id nullable string
      const end = 10 + Math.max(0, frame.readInt16BE(8));
      onRequest({
        apiKey: frame.readInt16BE(0),
        clientId: frame.toString('utf8', 10, end),
        rest: Buffer.from(frame.subarray(end)),
      });
    }
  };
}
