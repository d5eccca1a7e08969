import { once } from 'node:events';
import { connect } from 'node:net';

/** Asks a server by inline commands, and gives all that it answers until the last one, which ends the connection. */
export async function ask(url: string, ...commands: string[]): Promise<string> {
  const { password, port } = url.startsWith('unix:') ? { password: '', port: '' } : new URL(url);
  const socket = url.startsWith('unix:')
    ? connect(url.slice('unix://'.length))
    : connect(Number(port), '127.0.0.1');
  const login = password === '' ? [] : [`AUTH ${password}`];
  socket.write([...login, ...commands, 'QUIT', ''].join('\r\n'));
  let answers = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answers += text));
  await once(socket, 'close');
  return answers;
}
