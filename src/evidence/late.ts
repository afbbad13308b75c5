/**
 * A record is late when the sending loop comes to it more than this after it was due, whether the send buffer
 * then has room or not: ms of our own making. The load generator counts late records and validity limits their share. It stands above
 * the tens of ms that a busy machine of two cores takes from any process; what stays below it is not counted,
 * is part of every latency that begins when a record is due, and is shown as schedule delay.
 */
export const LATE_MS = 50;
