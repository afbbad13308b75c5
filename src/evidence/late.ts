/**
 * A record is late when it is handed over more than this after it was due while the send buffer had room:
 * ms of our own making. The load generator counts late records, validity limits their share, and lateness up
 * to this many ms may be part of every latency: below it no difference is claimed to be the platform's.
 */
export const LATE_MS = 10;
