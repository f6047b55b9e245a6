import { describe, expect, it } from 'vitest';
import { hearsSomething } from '../support/audio';
import { useGateway } from './suite';

const suite = useGateway();

/** Two tabs of Boris, and Anna who may call him. */
async function twoTabs() {
  const { world, browser } = suite;
  const [first, second, anna] = await Promise.all([
    world.signedIn(browser, 'boris'), world.signedIn(browser, 'boris'), world.signedIn(browser, 'anna'),
  ]);
  return { first, second, anna };
}

async function ringingTabs() {
  const tabs = await twoTabs();
  await tabs.anna.run('place', { number: 'boris', video: false });
  await Promise.all([tabs.first.next('IncomingCall'), tabs.second.next('IncomingCall')]);
  return tabs;
}

describe('[9.124] two tabs of one user', () => {
  it('share the status; the tab that did not ask sees error 6', async () => {
    const { first, second } = await twoTabs();
    expect(await second.run('setOperatorACDStatus', 'READY')).toBe('READY');
    expect(await first.next('ACDError')).toMatchObject({ code: 6 });
    expect(await first.run('getOperatorACDStatus')).toBe('READY');
    expect((await second.events()).map((event) => event.name)).not.toContain('ACDError');
  });

  it('both ring; the one that did not answer learns that the other did', async () => {
    const { first, second, anna } = await ringingTabs();
    await second.call(0, 'answer');
    expect(await first.next('Disconnected')).toMatchObject({ params: { answeredElsewhere: true } });
    await anna.next('Connected');
    await Promise.all([hearsSomething(anna.page), hearsSomething(second.page)]);
  });

  it('reject() silences its own tab only', async () => {
    const { first, second, anna } = await ringingTabs();
    await first.call(0, 'reject');
    await first.next('Disconnected');
    await second.call(0, 'answer');
    await anna.next('Connected');
  });

  it('decline() ends the call in both', async () => {
    const { first, second, anna } = await ringingTabs();
    await first.call(0, 'decline');
    expect(await anna.next('Failed')).toMatchObject({ code: 603 });
    await second.next('Disconnected');
  });

  it('can be told to leave: ConnectionClosed, and no way back by itself', async () => {
    const { first, second } = await twoTabs();
    suite.world.gateway.kick('boris');
    await Promise.all([first.next('ConnectionClosed'), second.next('ConnectionClosed')]);
    expect((await first.events()).map((event) => event.name)).not.toContain('Reconnecting');
  });
});
