/** The proxy's thread: an event loop of its own, so that neither it nor the load waits for the other. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromProxy, ProxyJob, ToProxy } from './messages.ts';
import { SecondReports } from './second-reports.ts';
import { ProxyServer } from './server.ts';

const { listen, upstream } = workerData as ProxyJob;
const tell = (message: FromProxy) => parentPort?.postMessage(message);
const reports = new SecondReports((report) => tell({ kind: 'second', report }));
const server = new ProxyServer(upstream, listen, (request) => reports.settled(request));

parentPort?.on('message', (message: ToProxy) => {
  switch (message.kind) {
    case 'begin':
      return reports.begin(message.epochNanos);
    case 'disturb':
      server.disturb(message.how);
      return done(message.number);
    case 'clear':
      server.clear();
      return done(message.number);
    case 'injected':
      return done(message.number);
    case 'passed':
      return done(message.number, server.passed);
    case 'stop':
      server.close();
      // Requests that this cut off are settled when their connections are closed.
      setImmediate(() => {
        reports.end();
        tell({ kind: 'stopped' });
      });
  }
});

const done = (number: number, value = server.injected) => tell({ kind: 'done', number, value });

server.listen().then(
  (port) => tell({ kind: 'listening', port }),
  (error: NodeJS.ErrnoException) => tell({ kind: 'not-listening', code: error.code ?? '', message: error.message }),
);
