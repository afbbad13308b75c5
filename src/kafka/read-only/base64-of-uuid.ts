/** As Kafka's own tools show ids: 22 characters that a URL may have. */
export const base64OfUuid = (uuid: string): string =>
  Buffer.from(uuid.replaceAll('-', ''), 'hex').toString('base64url');
