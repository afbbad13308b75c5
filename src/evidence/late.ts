/**
 * A record is late when it is handed over more than this after it was due while the send buffer had room:
 * ms of our own making. The load generator counts late records and validity limits their share. It stands above
 * the tens of ms that a busy machine of two cores takes from any process; what stays below it is not counted,
 * is part of every latency that begins when a record is due, and is shown as schedule delay.
 */
export const LATE_MS = 50;
