import type { Base, Connection } from '@platformatic/kafka';

/** Names each connection of the client that ended and that the client did not close. */
export function nameLostConnections(client: Base, onError: (where: string, message: string) => void): void {
  const open = new WeakSet<Connection>();
  client.on('client:broker:connect', ({ connection }) => {
    open.add(connection);
    connection.once('closing', () => open.delete(connection));
  });
  client.on('client:broker:disconnect', ({ broker, connection }) => {
    if (open.delete(connection)) onError('broker', `the connection to ${broker.host}:${broker.port} was closed`);
  });
}
