import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TransferCommand, TransferEndCommand } from '../../../contracts/desk-commands';
import { answered, newCall, offered, queued, type TestCall } from './calls';
import type { World } from './world';

type Command = TransferCommand | TransferEndCommand;

/** A call in conversation whose session takes transfer commands; what it makes of them is the test's to say. */
export interface TransferSession {
  call: TestCall;
  got: Command[];
  /** What the session answers to the next commands. */
  applies: boolean;
  /** Tells an event as the session does. */
  tell(event: Parameters<TestCall['tell']>[0]): Promise<void>;
}

export async function talkWithSession(world: World, { callId, operator, franchise = 'center' }: { callId: string; operator: string; franchise?: string }): Promise<TransferSession> {
  const call = answered(offered(queued(newCall({ callId, franchise, startedAtMs: world.clock.now() })), operator), operator);
  const session: TransferSession = {
    call, got: [], applies: true,
    async tell(event) {
      const first = call.events.length;
      await world.post(call.tell(event).batch(first));
    },
  };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString(); });
    request.on('end', () => {
      const command = JSON.parse(body) as Command;
      session.got.push(command);
      void session.tell({
        kind: 'commandResult', atMs: 20_000, commandId: command.commandId, applied: session.applies, why: session.applies ? 'applied' : 'not-current',
      }).then(() => response.writeHead(200).end());
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.close(); server.closeAllConnections(); });
  const accessUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/request/1`;
  await world.post({ ...call.batch(), accessUrl });
  return session;
}
