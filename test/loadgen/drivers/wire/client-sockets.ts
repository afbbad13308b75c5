import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** Every connection that this thread opens from now on, until `forget` is called. */
export function clientSockets(): { readonly opened: readonly Socket[]; forget(): void } {
  const opened: Socket[] = [];
  const remember = (message: unknown): void => void opened.push((message as { socket: Socket }).socket);
  subscribe('net.client.socket', remember);
  return { opened, forget: () => void unsubscribe('net.client.socket', remember) };
}

/** Takes connections and answers nothing. */
export async function silentServer(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}
