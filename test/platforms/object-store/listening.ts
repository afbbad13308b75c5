import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Addresses that a process listens on, as Linux tells it, in the hexadecimal of /proc/net/tcp and tcp6; an IPv4
 * address that a program took as IPv6 ends in FFFF0000 and the address.
 */
export function listensOn(pid: number): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(join(`/proc/${pid}/fd`, fd)))?.[1] ?? [];
      } catch {
        return []; // Closed since it was listed.
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/net/${family}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === LISTEN && inodes.has(fields[9] ?? ''))
      .map((fields) => fields[1] ?? ''),
  );
}

const LISTEN = '0A';
/** 127.0.0.1 in the machine's byte order, as IPv4 and within IPv6. */
const LOOPBACK = /^(0000000000000000FFFF0000)?0100007F:/;

export const isLoopback = (address: string): boolean => LOOPBACK.test(address);
