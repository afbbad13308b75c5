import { createHash } from 'node:crypto';
import type { Plan } from './types.ts';

/** SHA-256 of bytes (text: of its UTF-8), as "sha256:" and 64 hexadecimal digits. */
export function digestOf(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/**
 * JSON with sorted keys and no white space: equal values give equal text, whatever order they were built in.
 * Keys that are undefined are left out; numbers that JSON cannot hold are a RangeError.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`JSON cannot hold ${value}`);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const byKey = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${byKey.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** Names everything that will be sent, read and judged, and nothing about where it runs. */
export function planDigest(plan: Plan): string {
  return digestOf(canonicalJson(plan));
}
