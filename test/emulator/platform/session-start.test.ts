import { describe, expect, it } from 'vitest';
import { addRule, world } from './world';

const REALMS = ['context', 'shared'] as const;

describe.each(REALMS)('how a session starts, %s realm', (realm) => {
  it('[9.1] every session has a scope of its own', async () => {
    const w = world(`var seen = typeof seen === 'undefined' ? 1 : seen + 1; Logger.write('seen ' + seen);`, { realm });
    w.dial();
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.said).toEqual(['seen 1', 'seen 1']);
  });

  it('[9.2] a rule’s scenarios share one global scope, in bound order', async () => {
    const w = world([`var greeting = 'hello'; function shout(text) { return text + '!'; }`, `Logger.write(shout(greeting));`], { realm });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.said).toEqual(['hello!']);
  });

  it('[9.2] the same top-level const in two scenarios kills the session', async () => {
    const w = world([`const name = 1;`, `const name = 2;`], { realm });
    const caller = w.dial();
    await w.clock.runUntilIdle();
    expect(w.cloud.history[0]?.finishReason).toBe('JS session error');
    expect(caller.end).toMatchObject({ wasConnected: false });
  });

  it('[9.3] Started comes once, after global code, before CallAlerting, with seven fields', async () => {
    const w = world(
      `VoxEngine.addEventListener(AppEvents.Started, function (e) {
         Logger.write('started ' + Object.keys(e).filter((key) => key !== 'name').sort().join()); });
       VoxEngine.addEventListener(AppEvents.CallAlerting, function () { Logger.write('alerting'); });
       Logger.write('global');`,
      { realm },
    );
    w.dial();
    await w.clock.runUntilIdle();
    const fields = 'accessSecureURL,accessURL,accountId,applicationId,conference_name,logURL,sessionId';
    expect(w.said).toEqual(['global', `started ${fields}`, 'alerting']);
  });

  it('[9.4] CallAlerting says who calls whom, and only headers that travel', async () => {
    const w = world(`VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { Logger.write(JSON.stringify(e)); });`, { realm });
    w.dial({ displayName: 'Anna', customData: 'data', headers: { 'X-From': 'a', Subject: 'no', 'User-to-User': 'uui' } });
    await w.clock.runUntilIdle();
    expect(JSON.parse(w.said[0] ?? '')).toEqual({
      name: 'Application.CallAlerting',
      call: {},
      callerid: '79161234567',
      destination: '74951234567',
      toURI: 'sip:74951234567@calls.local.voximplant.com',
      fromURI: 'sip:79161234567@calls.local.voximplant.com',
      displayName: 'Anna',
      headers: { 'X-From': 'a', 'User-to-User': 'uui', 'VI-Client-Type': 'pstn' },
      scheme: '',
      customData: 'data',
    });
  });

  it('[9.5] StartScenarios gives Started, its custom data, and no CallAlerting', async () => {
    const w = world(
      `VoxEngine.addEventListener(AppEvents.Started, function (e) { Logger.write(e.sessionId + VoxEngine.customData()); });
       VoxEngine.addEventListener(AppEvents.CallAlerting, function () { Logger.write('alerting'); });`,
      { realm },
    );
    const started = w.cloud.startScenarios({ ruleId: w.rule.id, customData: '-data' });
    await w.clock.runUntilIdle();
    expect(w.said).toEqual([`${started.sessionId}-data`]);
  });

  it.each([['no', []], ['yes', ['request']]] as const)('[9.6] StartScenarios raises HttpRequest: %s', async (setting, said) => {
    const script = `VoxEngine.addEventListener(AppEvents.HttpRequest, function () { Logger.write('request'); });`;
    const w = world(script, { realm, switches: { httpRequestOnStart: setting } });
    w.cloud.startScenarios({ ruleId: w.rule.id });
    await w.clock.runUntilIdle();
    expect(w.said).toEqual(said);
  });

  it('[9.27] the names of a module come with require', async () => {
    const names = ['ACDEvents', 'SmartQueueEvents', 'ApplicationStorage', 'ConferenceEvents', 'RecorderEvents', 'IVR'];
    const script = `require(Modules.ACD); require(Modules.SmartQueue); require(Modules.ApplicationStorage);
      require(Modules.Conference); require(Modules.Recorder); require(Modules.IVR);
      Logger.write([${names.join()}].map((one) => typeof one).join());`;
    const w = world(script, { realm });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.said).toEqual(['object,object,object,object,object,object']);
  });

  it.each([
    ['ACDEvents.Queued', 'ACDEvents is not defined'],
    ['VoxEngine.enqueueACDRequest("q", "1")', "VoxEngine.enqueueACDRequest (needs require of module 'acd')"],
    ['VoxEngine.enqueueTask({})', "VoxEngine.enqueueTask (needs require of module 'smartqueue')"],
  ])('[9.27] without require %s fails by its name', async (code, message) => {
    const w = world(`VoxEngine.addEventListener(AppEvents.Started, function () { ${code}; });`, { realm });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.events.find((event) => event.kind === 'error')?.['message']).toContain(message);
  });

  it('[9.27] with the switch the names are there from the start', async () => {
    const w = world(`Logger.write(ACDEvents.Queued);`, { realm, switches: { modulesBeforeRequire: 'present' } });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.said).toEqual(['ACD.Queued']);
  });

  it('[9.28] require takes the module’s name as text, and refuses what it does not know', async () => {
    const w = world(`require('acd'); Logger.write(ACDEvents.Offline); require('nonsense');`, { realm });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.said).toEqual(['ACD.Offline']);
    expect(w.events.find((event) => event.kind === 'error')?.['message']).toContain("require('nonsense')");
  });

  it('[9.29] nothing of Node or of a browser is there', async () => {
    const names = ['fetch', 'process', 'Buffer', 'console', 'URL', 'window', 'global', 'TextEncoder', 'setImmediate', 'queueMicrotask'];
    const w = world(`Logger.write([${names.map((name) => `typeof ${name}`).join()}].join());`, { realm });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.said).toEqual([names.map(() => 'undefined').join()]);
  });

  it('[9.30] syntax newer than ES2020 is reported with its line', async () => {
    const w = world(`var a = 1;\nvar b = { a };\nb.a ||= 2;`, { realm });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.events.find((event) => event.kind === 'violation')?.['what']).toMatch(/:3 is newer than ES2020/);
  });

  it.each([[262_144, 'Normal termination'], [262_145, 'JS session error']])('[9.31] a script of %i characters: %s', async (length, reason) => {
    const w = world('/'.repeat(2) + 'x'.repeat(length - 2), { realm });
    w.dial();
    await w.clock.runUntilIdle();
    expect(w.cloud.history[0]?.finishReason).toBe(reason);
  });
});

it('[9.1] sessions of two rules do not meet', async () => {
  const w = world(`var mark = 'first'; Logger.write(mark);`);
  const { applicationId } = w;
  addRule(w.rows, { applicationId, pattern: '100', scripts: [`Logger.write(typeof mark);`] });
  w.dial();
  w.dial({ to: '100', applicationId });
  await w.clock.runUntilIdle();
  expect(w.said).toEqual(['first', 'undefined']);
});
