import { describe, expect, it } from 'vitest';
import type { CloudOptions } from '../../../emulator/cloud';
import type { RingingLine } from '../../../emulator/platform/lines';
import { addAcdQueue } from '../queues/account';
import { watch, world, type Caller, type World } from './world';

const SCRIPT = `require(Modules.ACD);
  VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { e.call.answer();
    var request = VoxEngine.enqueueACDRequest('q', e.callerid, { headers: { 'VI-CallTimeout': '20' } });
    request.addEventListener(ACDEvents.OperatorCallAttempt, function (a) { Logger.write('attempt');
      ['Ringing', 'Connected', 'Failed', 'Disconnected'].forEach(function (name) {
        a.operatorCall.addEventListener(CallEvents[name], function () { Logger.write(name); }); }); });
    request.addEventListener(ACDEvents.OperatorFailed, function (f) { Logger.write('failed ' + f.statusCode); });
    request.addEventListener(ACDEvents.OperatorReached, function () { Logger.write('reached'); }); });`;

async function queued(act: (line: RingingLine, w: World) => void, options: Partial<CloudOptions> = {}): Promise<{ w: World; operator: Caller | undefined }> {
  const w = world(SCRIPT, options);
  const queue = addAcdQueue(w.rows, 'q', { applicationId: w.applicationId });
  w.user('op').acdQueueIds.push(queue.id);
  const rung: Caller[] = [];
  const device = w.cloud.connectOperator('op', { queueType: 'acd' }, { ring: (line) => (rung.push(watch(w.cloud, line)), act(line, w)) });
  device.setStatus('READY');
  w.dial();
  await w.clock.runFor(30_000);
  return { w, operator: rung[0] };
}

describe('[9.80] CallEvents on operatorCall before it is reached', () => {
  it('[9.80] seen: just before OperatorReached, and just before OperatorFailed', async () => {
    const answered = await queued((line, w) => void w.clock.after(1000, () => line.answer()));
    expect(answered.w.said).toEqual(['attempt', 'Ringing', 'Connected', 'reached']);
    const failed = await queued(() => undefined);
    expect(failed.w.said).toEqual(['attempt', 'Ringing', 'Failed', 'failed 408']);
  });

  it('[9.80] hidden: only what comes after the answer', async () => {
    const { w } = await queued((line, own) => {
      own.clock.after(1000, () => line.answer());
      own.clock.after(2000, () => line.hangup());
    }, { switches: { operatorCallEvents: 'no' } });
    expect(w.said).toEqual(['attempt', 'reached', 'Disconnected']);
  });
});

describe('[9.122] the operator’s end of a leg', () => {
  it.each([[500, 480], [5000, 409]])('[9.122] his socket is gone after %i ms: one end, with %i', async (goneMs, code) => {
    const script = SCRIPT;
    const w = world(script);
    const queue = addAcdQueue(w.rows, 'q', { applicationId: w.applicationId });
    w.user('op').acdQueueIds.push(queue.id);
    const rung: Caller[] = [];
    const device = w.cloud.connectOperator('op', { queueType: 'acd' }, {
      ring: (line) => (rung.push(watch(w.cloud, line)), w.clock.after(1000, () => line.answer())),
    });
    device.setStatus('READY');
    w.clock.after(goneMs, () => device.disconnect({ clean: false }));
    w.dial();
    await w.clock.runFor(10_000);
    expect(rung[0]?.story.filter((line) => line.startsWith('ended'))).toEqual([`ended ${code} @${goneMs}`]);
  });

  it('[9.122] answer and reject after the end change nothing', async () => {
    const { w, operator } = await queued((line, own) => void own.clock.after(1000, () => line.reject()));
    const line = operator?.line as RingingLine;
    line.answer();
    line.reject();
    await w.clock.runFor(100);
    expect(operator?.story).toEqual(['ended 603 @1000']);
  });
});

it.each([['user', 'op'], ['user@application', 'op@calls.local.voximplant.com'], ['user.suffix', /^op\.\d+$/]] as const)(
  '[9.131] operatorCall.number() as %s', async (operatorNumberForm, expected) => {
    const script = SCRIPT.replace("Logger.write('attempt');", 'Logger.write(a.operatorCall.number());');
    const w = world(script, { switches: { operatorNumberForm } });
    w.user('op').acdQueueIds.push(addAcdQueue(w.rows, 'q', { applicationId: w.applicationId }).id);
    w.cloud.connectOperator('op', { queueType: 'acd' }).setStatus('READY');
    w.dial();
    await w.clock.runFor(1000);
    expect(w.said[0]).toMatch(expected);
  });
