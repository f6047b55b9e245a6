import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChildProcess } from 'node:child_process';
import { messageOf, openNamespaces, type Namespaces } from '../../support/namespaces';

let machines: Namespaces;
beforeAll(() => {
  machines = openNamespaces();
});
afterAll(() => machines.close());

interface Seen { foreign: string[]; violations: string[]; multicasts: number }

const media = async (...args: string[]) => {
  const child = await machines.inside.run('test/emulator/gateway/media-process.ts', ...args);
  return { child, offer: await messageOf<string>(child), look: () => ask<Seen>(child, 'look') };
};
const browser = async (where: 'inside' | 'outside') => {
  const child = await machines[where].run('test/emulator/gateway/stun-process.ts', machines[where].address);
  await messageOf(child);
  return child;
};
const ask = <T>(child: ChildProcess, message: string): Promise<T> => {
  const answer = messageOf<T>(child);
  child.send(message);
  return answer;
};

test('R53 a browser of this machine is answered; what comes from another machine is dropped before ICE sees it', async () => {
  const { offer, look } = await media();
  const stranger = await browser('outside');
  const answers: unknown[] = [];
  stranger.on('message', (answer) => answers.push(answer));
  stranger.send(offer);
  await expect.poll(async () => (await look()).foreign).toEqual([machines.outside.address]);
  expect(await ask(await browser('inside'), offer)).toEqual({ answeredBy: machines.inside.address });
  expect(answers).toEqual([]);
  expect(await look()).toMatchObject({ violations: [], multicasts: 0 });
});

test('R53 `--media-host` with an address of the machine lets others in', async () => {
  const { offer, look } = await media(machines.inside.address);
  expect(offer.match(/^a=candidate:.*$/gm)).toEqual([expect.stringContaining(` ${machines.inside.address} `)]);
  expect(await ask(await browser('outside'), offer)).toEqual({ answeredBy: machines.inside.address });
  expect(await look()).toMatchObject({ foreign: [], violations: [] });
});
