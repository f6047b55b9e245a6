import { expect, it } from 'vitest';
import type { Mail } from '../../../emulator/platform/http/session-mail';
import { world } from './world';

const MAIL = `'mail.example.org', 'desk@example.org', ['a@example.org', 'b@example.org'], 'Missed call', 'Call back'`;

it('a letter is taken, and does not leave this machine', async () => {
  const w = world(`Net.sendMail(${MAIL}, function (result) { Logger.write(JSON.stringify(result)); }, { login: 'desk', password: 'secret-word' });`);
  w.cloud.startScenarios({ ruleId: w.rule.id });
  await w.clock.runFor(1000);
  expect(w.said).toEqual(['{"code":250}']);
  expect(w.events.find(({ kind }) => kind === 'mail')).toMatchObject({ server: 'mail.example.org', to: 2 });
  expect(JSON.stringify(w.events)).not.toContain('secret-word');
});

it('a test plays the server, and sendMailAsync resolves with what it says', async () => {
  const seen: Mail[] = [];
  const mailWire = (mail: Mail) => (seen.push(mail), { code: 550, error: 'no such user' });
  const w = world(`(async function () { var result = await Net.sendMailAsync(${MAIL}); Logger.write(result.code + ' ' + result.error); })();`, { mailWire });
  w.cloud.startScenarios({ ruleId: w.rule.id });
  await w.clock.runFor(1000);
  expect(w.said).toEqual(['550 no such user']);
  expect(seen).toEqual([{ server: 'mail.example.org', from: 'desk@example.org', to: ['a@example.org', 'b@example.org'], title: 'Missed call', body: 'Call back' }]);
});

it('nothing is sent once the session is over', async () => {
  const w = world(`VoxEngine.addEventListener(AppEvents.Terminating, function () { Net.sendMail(${MAIL}, function () {}); }); VoxEngine.terminate();`);
  w.cloud.startScenarios({ ruleId: w.rule.id });
  await w.clock.runFor(1000);
  expect(w.events.filter(({ kind }) => kind === 'mail')).toEqual([]);
  expect(w.events.find(({ kind }) => kind === 'violation')?.['what']).toBe('Net.sendMail() after the session was terminated');
});
