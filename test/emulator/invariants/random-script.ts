import fc from 'fast-check';
import { VirtualClock } from '../../../emulator/clock/virtual-clock';
import { parseFaults, type Fault } from '../../../emulator/faults/fault-file';
import { createFaults } from '../../../emulator/faults/fault-plan';
import type { Line, RingingLine } from '../../../emulator/platform/lines';
import { makeSwitches, SWITCH_ROWS, type Switches } from '../../../emulator/switches';
import { addAcdQueue, addSmartQueue } from '../queues/account';
import { world, type World } from '../platform/world';

/** Things a scenario may do; `c` and `d` are calls it has, `p` a player, `r` a request. */
const SCRIPT_ACTIONS = [
  'c.answer()', 'c.hangup()', 'c.reject(486)', 'c.ring()', 'c.startEarlyMedia()', `c.say('words')`,
  `c.startPlayback('http://x/y', { loop: true })`, 'c.stopPlayback()', 'c.record()', 'c.handleTones(true)',
  `c.sendMessage('hello')`, 'c.sendMediaTo(d)', 'c.stopMediaTo(d)', 'VoxEngine.sendMediaBetween(c, d)',
  'VoxEngine.stopMediaBetween(c, d)', `calls.push(VoxEngine.callUser({ username: 'op', callerid: '1' }))`,
  `calls.push(VoxEngine.callPSTN('100', '1'))`, `players.push(VoxEngine.createURLPlayer('http://x/z'))`,
  'if (p) p.sendMediaTo(c)', 'if (p) p.stop()', `Net.httpRequest('http://127.0.0.1/', function () {})`,
  'setTimeout(function () {}, 700)', 'var id = setInterval(function () {}, 10); setTimeout(function () { clearInterval(id); }, 400)',
  `requests.push(VoxEngine.enqueueACDRequest('acd', '1', { headers: { 'VI-CallTimeout': '10' } }))`, 'if (r) r.cancel()',
  `tasks.push(VoxEngine.enqueueTask({ call: c, queue: { name: 'sq' }, timeout: 10 }))`, `if (tasks.length) tasks.pop().end('enough')`,
  'VoxEngine.terminate()', `throw new Error('on purpose')`, `Promise.reject(new Error('late')).catch(function () {})`,
  'VoxEngine.easyProcess(calls[0], c)', `ApplicationStorage.put('k', 'v', 1)`,
] as const;

type FarAction = 'answer' | 'reject' | 'busy' | 'hangup' | 'message' | 'tone' | 'cut';

export interface ScriptPlan {
  seed: number;
  steps: { atMs: number; action: string; left: number; right: number }[];
  far: { atMs: number; action: FarAction; line: number }[];
  switches: Switches;
  faults: Fault[];
}

const moment = fc.integer({ min: 0, max: 40 }).map((tick) => tick * 250);

const faultPlan: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ on: fc.constant('event' as const), name: fc.constantFrom('Call.*', 'ACD.*', 'SmartQueue.*', '*'),
    twice: fc.boolean(), delayMs: fc.nat(3000), probability: fc.constantFrom(0.1, 0.5) }),
  fc.record({ on: fc.constant('event' as const), name: fc.constantFrom('Call.*', 'ACD.*'), crash: fc.constant(true), skip: fc.nat(6), times: fc.constant(1) }),
  fc.record({ on: fc.constant('http' as const), url: fc.constant('*'), fail: fc.constantFrom(-4, -7), delayMs: fc.nat(5000) }),
);

export const scriptPlan: fc.Arbitrary<ScriptPlan> = fc.record({
  seed: fc.nat(),
  steps: fc.array(fc.record({ atMs: moment, action: fc.constantFrom(...SCRIPT_ACTIONS), left: fc.nat(5), right: fc.nat(5) }), { maxLength: 30 }),
  far: fc.array(fc.record({ atMs: moment, action: fc.constantFrom<FarAction>('answer', 'reject', 'busy', 'hangup', 'message', 'tone', 'cut'), line: fc.nat(5) }), { maxLength: 20 }),
  switches: fc.record(Object.fromEntries(SWITCH_ROWS.map((row) => [row.name, fc.constantFrom(...row.values)]))).map((values) => makeSwitches(values)),
  faults: fc.array(faultPlan, { maxLength: 2 }),
});

export interface Played {
  w: World;
  /** Every line there was: how often it ended. */
  ends: Map<string, number>;
}

/** Plays a plan to the end of its session, looking into the cloud after every step of the clock. */
export async function playScript(plan: ScriptPlan, look: (w: World) => void): Promise<Played> {
  const clock = new VirtualClock({ drain: 'flagged' });
  const faults = createFaults(parseFaults({ seed: plan.seed, faults: plan.faults }));
  const w = world(scriptOf(plan), { realm: 'shared', seed: plan.seed, switches: plan.switches, faults }, clock);
  const lines: (Line | RingingLine)[] = [];
  const ends = new Map<string, number>();
  const follow = (line: Line) => {
    lines.push(line);
    const key = `${lines.length}`;
    ends.set(key, 0);
    line.listen({ ended: () => ends.set(key, (ends.get(key) ?? 0) + 1) });
  };
  const user = w.user('op');
  user.acdQueueIds.push(addAcdQueue(w.rows, 'acd', { applicationId: w.applicationId }).id);
  user.sqQueueIds.push(addSmartQueue(w.rows, 'sq', { applicationId: w.applicationId }).id);
  const devices = [1, 2].map(() => w.cloud.connectOperator('op', { queueType: plan.seed % 2 ? 'acd' : 'smartqueue' }, { ring: follow }));
  devices[0]?.setStatus('READY');
  w.cloud.answerAt('pstn', '100', follow);
  clock.after(500, () => follow(w.cloud.dial({ from: '1', to: '74951234567', origin: 'pstn' })));
  for (const step of plan.far) {
    clock.after(500 + step.atMs, () => (step.action === 'cut' ? w.cloud.cut('op') : act(lines[step.line % Math.max(1, lines.length)], step.action)));
  }
  clock.after(200_000, () => {
    w.cloud.cut('op');
    lines.forEach((line) => line.hangup());
  });
  while (clock.pending > 0 && clock.now() < Date.UTC(2026, 0, 5, 14) && clock.step()) look(w);
  return { w, ends };
}

function scriptOf(plan: ScriptPlan): string {
  const steps = plan.steps.map(({ atMs, action, left, right }) => `setTimeout(function () {
    var c = calls[${left} % calls.length], d = calls[${right} % calls.length], p = players[${right} % (players.length || 1)], r = requests[${right} % (requests.length || 1)];
    ${action}; }, ${atMs});`);
  return `require(Modules.ACD); require(Modules.SmartQueue); require(Modules.ApplicationStorage);
    var calls = [], players = [], requests = [], tasks = [];
    VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) { calls.push(e.call); ${steps.join('\n')} });`;
}

function act(line: Line | RingingLine | undefined, action: FarAction): void {
  if (!line) return;
  if (action === 'hangup') line.hangup();
  else if (action === 'message') line.sendMessage('words');
  else if (action === 'tone') line.sendTone('1');
  else if ('answer' in line && action === 'answer') line.answer();
  else if ('reject' in line && action === 'reject') line.reject();
  else if ('reject' in line && action === 'busy') line.reject({ busy: true });
}
