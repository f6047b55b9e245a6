import { createRandom, type Random } from '../../../emulator/clock/random';
import type { Clock } from '../../../emulator/clock/clock';
import type { Cloud, CloudOptions } from '../../../emulator/cloud';
import { createCloud } from '../../../emulator/create-cloud';
import type { RingingLine } from '../../../emulator/platform/lines';
import type { TraceEvent } from '../../../emulator/platform/trace';
import { createAccount } from '../../../emulator/account/account';
import { addAcdQueue, addSmartQueue } from '../queues/account';
import { addRule, addUser, NUMBER } from '../platform/world';

/** A scenario that touches most of the platform; what it does hangs on the caller's number. */
const SCRIPT = `require(Modules.ACD); require(Modules.SmartQueue); require(Modules.ApplicationStorage);
VoxEngine.addEventListener(AppEvents.CallAlerting, async function (e) {
  var call = e.call, kind = Number(e.callerid.slice(-1)), request = null, task = null;
  call.addEventListener(CallEvents.Disconnected, function () { if (request) request.cancel(); if (task) task.end('left'); VoxEngine.terminate(); });
  call.addEventListener(CallEvents.ToneReceived, function (t) { Logger.write('tone ' + t.tone); });
  call.addEventListener(CallEvents.MessageReceived, function (m) { call.sendMessage('echo ' + m.text); });
  if (kind === 9) return call.reject(486);
  if (kind === 8) throw new Error('number eight');
  call.answer(); call.handleTones(true);
  call.say('hello ' + Math.random().toFixed(3));
  var advice = await Net.httpRequestAsync('http://127.0.0.1/advice', { method: 'POST', postData: uuidgen() });
  await ApplicationStorage.put('last', e.callerid, 60);
  Logger.write(advice.code + ' ' + (await ApplicationStorage.get('last')).value);
  function bridge(leg) { VoxEngine.sendMediaBetween(call, leg);
    leg.addEventListener(CallEvents.Disconnected, function () { call.hangup(); }); }
  if (kind % 2) {
    request = VoxEngine.enqueueACDRequest('acd', e.callerid, { priority: 1 + kind, headers: { 'VI-CallTimeout': '10' } });
    ['Queued', 'Offline', 'QueueFull', 'OperatorFailed', 'Error'].forEach(function (name) {
      request.addEventListener(ACDEvents[name], function (r) { Logger.write(name + ' ' + (r.operatorUserName || ''));
        if (name === 'Offline' || name === 'QueueFull' || name === 'Error') call.hangup(); }); });
    request.addEventListener(ACDEvents.OperatorReached, function (r) { bridge(r.operatorCall); });
  } else {
    task = VoxEngine.enqueueTask({ call: call, queue: { name: 'sq' }, timeout: 10, priority: 50 });
    task.addEventListener(SmartQueueEvents.TaskCanceled, function (t) { Logger.write('canceled ' + t.status); call.hangup(); });
    task.addEventListener(SmartQueueEvents.ClientDisconnected, function (t) { t.cancel(); });
    task.addEventListener(SmartQueueEvents.OperatorReached, function (t) { bridge(t.agentCall); });
  }
  setTimeout(function () { call.hangup(); }, 60000);
});`;

const NAMES = ['acd', 'smartqueue'].flatMap((queueType) => [0, 1, 2].map((at) => `${queueType}-${at}`));

export interface RandomDay {
  cloud: Cloud;
  trace: TraceEvent[];
  /** What happened at every far end. */
  ends: Map<string, string[]>;
}

export interface DayPlan {
  seed: number;
  calls: number;
  clock: Clock;
  /** Times are divided by this, so that a day fits into a second of real time. */
  hurry?: number;
  options?: Partial<CloudOptions>;
  make?: typeof createCloud;
  /** Takes the events; without it the day keeps them. */
  told?: (event: TraceEvent) => void;
}

/** Sets a day of random calls going; the caller of this runs the clock. */
export function randomDay({ seed, calls, clock, hurry = 1, options = {}, make = createCloud, told }: DayPlan): RandomDay {
  const rows = createAccount({ phoneNumbers: [NUMBER] });
  const applicationId = rows.nextId();
  rows.applications.set(applicationId, { id: applicationId, name: 'calls', secureRecordStorage: false, modifiedMs: 0 });
  addRule(rows, { applicationId, pattern: NUMBER, scripts: [SCRIPT] });
  for (const number of rows.phoneNumbers.values()) number.applicationId = applicationId;
  const queues = { acdQueueIds: [addAcdQueue(rows, 'acd', { applicationId }).id], sqQueueIds: [addSmartQueue(rows, 'sq', { applicationId }).id] };
  for (const name of NAMES) Object.assign(addUser(rows, applicationId, name), queues);
  const random = createRandom(seed);
  const wire = () => (random.next() < 0.2 ? { failure: -4 as const, error: 'no desk' } : { status: 200, delayMs: random.below(100) });
  const cloud = make({ rows, clock, seed, wire, ...options });
  const day: RandomDay = { cloud, trace: [], ends: new Map() };
  cloud.trace.subscribe(told ?? ((event) => day.trace.push(event)));
  for (const queueType of ['acd', 'smartqueue'] as const) {
    for (let i = 0; i < 3; i++) {
      const name = `${queueType}-${i}`;
      signIn(day, { name, queueType, random: random.split(name), hurry });
    }
  }
  for (let i = 0; i < calls; i++) clock.after(Math.floor(random.below(calls * 6000) / hurry), () => dial(day, { random, hurry, number: i }));
  return day;
}

function signIn(day: RandomDay, operator: { name: string; queueType: 'acd' | 'smartqueue'; random: Random; hurry: number }): void {
  const { clock } = day.cloud;
  const { random, hurry } = operator;
  const later = (mostMs: number, fn: () => void) => void clock.after(Math.floor(random.below(mostMs) / hurry), fn);
  const device = day.cloud.connectOperator(operator.name, { queueType: operator.queueType }, {
    ring(line) {
      follow(day, line.legId + operator.name, line);
      const dice = random.next();
      if (dice < 0.6) later(5000, () => line.answer());
      else if (dice < 0.75) later(5000, () => line.reject({ busy: random.next() < 0.5 }));
      if (dice < 0.6) later(30_000, () => line.hangup());
    },
  });
  const ready = () => {
    device.setStatus('ONLINE');
    device.setStatus('READY');
    clock.after(Math.floor(15_000 / hurry), ready);
  };
  later(1000, ready);
}

function dial(day: RandomDay, { random, hurry, number }: { random: Random; hurry: number; number: number }): void {
  const { clock } = day.cloud;
  const line = day.cloud.dial({ from: String(79_160_000_000 + number), to: NUMBER, origin: 'pstn' });
  follow(day, line.legId, line);
  const dice = random.next();
  if (dice < 0.3) clock.after(Math.floor(random.below(20_000) / hurry), () => line.hangup());
  if (dice > 0.6) clock.after(Math.floor(random.below(3000) / hurry), () => line.sendTone(String(random.below(10))));
  if (dice > 0.8) clock.after(Math.floor(random.below(3000) / hurry), () => line.sendMessage(`message ${number}`));
}

function follow(day: RandomDay, key: string, line: Pick<RingingLine, 'listen'>): void {
  const story: string[] = [];
  day.ends.set(key, story);
  line.listen({
    connected: () => story.push('connected'),
    message: (text) => story.push(text),
    hears: (heard) => story.push(`hears ${heard.kind}`),
    ended: (end) => story.push(`ended ${end.code}`),
  });
}
