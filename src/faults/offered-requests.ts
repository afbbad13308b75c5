/**
 * What a broker says to take, from its answer to a probe: `api:oldest-newest`, in its own order. Another version of
 * its software nearly always takes others.
 */
export function offeredRequests(answer: Buffer): readonly string[] {
  // ApiVersions Response (Version: 3): length, correlation id, error code, then a compact array.
  let at = 10;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = answer.readUInt8(at++);
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  return Array.from({ length: varint() - 1 }, () => {
    const [api, oldest, newest] = [0, 2, 4].map((offset) => answer.readInt16BE(at + offset));
    at += 6;
    // Tagged fields of an entry: none are defined.
    if (varint() !== 0) throw new RangeError('an entry has fields that are not known');
    return `${api}:${oldest}-${newest}`;
  });
}
