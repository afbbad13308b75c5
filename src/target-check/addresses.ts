/** As configurations write it, an IPv6 address in brackets. */
export const addressOf = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;
