import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ISocketFactory, ISocketFactoryArgs } from 'kafkajs';
import { handOnWholeAnswers } from './whole-answers.ts';

/** As of the library's own sockets. */
const KEEP_ALIVE_AFTER_MS = 60_000;

/** Sockets like the library's own, which says only that one broke and never that a broker closed one. */
export function socketsNamingLoss(onError: (where: string, message: string) => void): ISocketFactory {
  return (args) => {
    const socket = openSocket(args);
    socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS);
    handOnWholeAnswers(socket);
    socket.once('end', () => {
      // After an end of our own it is the broker's farewell.
      if (!socket.writableEnded) onError('broker', `the connection to ${args.host}:${args.port} was closed`);
    });
    return socket;
  };
}

function openSocket({ host, port, ssl, onConnect }: ISocketFactoryArgs): Socket {
  // Null without TLS, whatever the types say.
  const tls: ISocketFactoryArgs['ssl'] | null = ssl;
  if (!tls) return connect({ host, port }, onConnect);
  return connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...tls }, onConnect);
}
