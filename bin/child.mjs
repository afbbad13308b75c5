import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Signals that a child must hear when only its parent was told. */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a command in this terminal and resolves to its exit status (128 + number after a signal, so
 * 130 after an interrupt). Rejects when it cannot be started.
 *
 * This process outlives its child, which needs the time to clean up. In a terminal Ctrl-C reaches
 * the child by itself: passed on, it would arrive twice and look like impatience.
 */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const passOn = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const release = () => {
      for (const signal of PASSED_ON) process.off(signal, passOn);
    };
    for (const signal of PASSED_ON) process.on(signal, passOn);
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('exit', (status, signal) => {
      release();
      resolve(status ?? 128 + constants.signals[signal]);
    });
  });
}
