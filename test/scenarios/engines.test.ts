import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QueueEvent } from '../../contracts/queue-port';
import { enqueueAcd } from '../../scenarios/queue/acd';
import type { Enqueue, QueueOrder, QueueRequest } from '../../scenarios/queue/port';
import { enqueueSmart } from '../../scenarios/queue/smartqueue';
import { userName } from '../../scenarios/queue/user-name';
import { FakeCall, FakeRequest, installPlatform, type FakePlatform } from './fake-platform';

let platform: FakePlatform;
let heard: string[];
let queue: QueueRequest;
const caller = new FakeCall('79161234567');

beforeEach(() => {
  platform = installPlatform();
  heard = [];
});
afterEach(() => vi.unstubAllGlobals());

function start(engine: Enqueue, wishes: Partial<QueueOrder> = {}): void {
  const order: QueueOrder = {
    caller: caller as unknown as Call, callId: '7', callerId: '+79161234567', queueName: 'center', priority: 25,
    ringSeconds: 20, headers: { 'X-Vox-Call': '7' }, skills: [], first: null, ...wishes,
  };
  queue = engine(order, { emit: (event) => heard.push(inWords(event)), guard: (_what, fn) => fn, attempt });
}

function attempt(_what: string, fn: () => void): void {
  try {
    fn();
  } catch {
    return;
  }
}

function inWords(event: QueueEvent<Call>): string {
  const facts: [string, unknown][] = Object.entries(event).filter(([name]) => name !== 'leg' && name !== 'operatorId');
  return facts.map(([, value]) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
}

/** One after the other, what the platform says. */
function says(...events: [name: string, payload?: object][]): void {
  for (const [name, payload] of events) platform.request.emit(name, payload);
}
const rings = (user: string): [string, object] => ['OperatorCallAttempt', { operatorCall: new FakeCall(user) }];
const failed = (operatorUserName: string, statusCode: number): [string, object] => ['OperatorFailed', { operatorUserName, statusCode }];
const distributed = (operatorName: string): [string, object] => ['TaskDistributed', { operatorId: 1, operatorName }];

describe('ACD v1', () => {
  beforeEach(() => start(enqueueAcd));

  it('[9.61] is asked by queue, caller id, priority and ring limit', () => {
    expect(platform.enqueued).toEqual(['center', '+79161234567', {
      priority: 25, video: false, customData: '7', headers: { 'X-Vox-Call': '7', 'VI-CallTimeout': '20' },
    }]);
  });

  it.each([
    [603, 'rejected'], [486, 'rejected'], [408, 'missed'], [480, 'unreachable'], [487, 'unknown'], [500, 'unknown'],
  ])('[9.76] a ring that ended with %i was %s', (code, cause) => {
    says(['Queued'], rings('op1'), failed('op1', code));
    expect(heard).toEqual(['queued', 'offered op1', `offerEnded op1 ${cause}`]);
  });

  it.each(['op1', 'op1@app.account.voximplant.com', 'op1.suffix', 'sip:op1@app'])('[9.131] knows the operator in %s', (form) => {
    says(rings(form), failed('op1', 603));
    expect(heard).toEqual(['offered op1', 'offerEnded op1 rejected']);
  });

  it('ends an offer before the next even if nobody said so', () => {
    says(rings('op1'), rings('op2'), failed('op1', 603));
    expect(heard).toEqual(['offered op1', 'offerEnded op1 unknown', 'offered op2']);
  });

  it.each([['Offline', 'offline'], ['QueueFull', 'queue-full'], ['Error', 'queue-error']])('[9.138] %s ends it as %s, once', (event, cause) => {
    says([event], [event]);
    expect(heard).toEqual([`unserved ${cause}`]);
  });

  it('[9.68] asks for the position only after the verdict, in milliseconds', () => {
    queue.askPosition();
    says(['Queued']);
    queue.askPosition();
    says(['Waiting', { position: 3, ewt: 2 }]);
    expect(platform.request.deeds).toEqual(['getStatus']);
    expect(heard).toEqual(['queued', 'waiting 3 120000']);
  });

  it('[9.81] leaving cancels, and nothing is heard any more', () => {
    queue.leave();
    queue.leave();
    says(['Offline']);
    expect([platform.request.deeds, heard]).toEqual([['cancel'], []]);
  });

  it('[9.127] a request that outlived its cancel() is cancelled again', () => {
    queue.leave();
    says(['Queued'], rings('op1'));
    expect([platform.request.deeds, heard]).toEqual([['cancel', 'cancel', 'cancel'], []]);
  });

  it('[9.82] a leg that is reached after leaving is hung up', () => {
    const late = new FakeCall('op1');
    queue.leave();
    says(['OperatorReached', { operatorCall: late }]);
    expect([late.deeds, heard]).toEqual([['hangup'], []]);
  });

  it('R9 only the first leg reached counts, and is not hung up by its own echo', () => {
    const [first, second] = [new FakeCall('op1'), new FakeCall('op2')];
    says(['OperatorReached', { operatorCall: first }], ['OperatorReached', { operatorCall: first }], ['OperatorReached', { operatorCall: second }]);
    expect([heard, first.deeds, second.deeds]).toEqual([['reached op1'], [], ['hangup']]);
  });

  it('[9.83] leaves a served request alone', () => {
    says(['OperatorReached', { operatorCall: new FakeCall('op1') }]);
    queue.leave();
    expect(platform.request.deeds).toEqual([]);
  });
});

describe('ACD v1, one operator first', () => {
  const asked: [queue: unknown, request: FakePlatform['request']][] = [];
  const first = { operatorId: 12, queueName: 'center.op1', seconds: 15 };

  /** Each enqueueing gets a request of its own; the last of them is `platform.request`. */
  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = 0;
    vi.stubGlobal('VoxEngine', { enqueueACDRequest: (name: unknown) => {
      if (name === 'gone.op1') throw new Error('there is no such queue');
      platform.request = new FakeRequest();
      asked.push([name, platform.request]);
      return platform.request;
    } });
  });
  afterEach(() => vi.useRealTimers());
  const queues = () => asked.map(([name]) => name);

  it('is asked for in a queue of his own, then all are', () => {
    start(enqueueAcd, { first });
    says(['Queued']);
    vi.advanceTimersByTime(14_999);
    expect(queues()).toEqual(['center.op1']);
    vi.advanceTimersByTime(1);
    expect([queues(), asked[0]?.[1].deeds]).toEqual([['center.op1', 'center'], ['cancel']]);
  });

  it.each([['Offline'], ['QueueFull'], ['Error']])('%s in his queue is not told, all are asked at once', (event) => {
    start(enqueueAcd, { first });
    says([event]);
    expect([queues(), heard]).toEqual([['center.op1', 'center'], []]);
    says(['Queued'], ['Offline']);
    expect(heard).toEqual(['queued', 'unserved offline']);
    vi.advanceTimersByTime(60_000);
    expect(queues()).toHaveLength(2);
  });

  it('R1 a reject goes on to all at once', () => {
    start(enqueueAcd, { first });
    says(['Queued'], rings('op1'), failed('op1', 603));
    expect([queues(), heard]).toEqual([['center.op1', 'center'], ['queued', 'offered op1', 'offerEnded op1 rejected']]);
  });

  it('[9.66] a queue that is not there does no harm', () => {
    start(enqueueAcd, { first: { ...first, queueName: 'gone.op1' } });
    expect([queues(), heard]).toEqual([['center'], []]);
  });

  it('is not cut off in mid-ring, nor in the conversation', () => {
    start(enqueueAcd, { first });
    says(['Queued'], rings('op1'));
    vi.advanceTimersByTime(20_000);
    says(['OperatorReached', { operatorCall: new FakeCall('op1') }]);
    expect([queues(), heard]).toEqual([['center.op1'], ['queued', 'offered op1', 'reached op1']]);
  });

  it('whoever leaves meanwhile is in no queue afterwards', () => {
    start(enqueueAcd, { first });
    says(['Queued']);
    queue.leave();
    vi.advanceTimersByTime(20_000);
    expect([queues(), asked[0]?.[1].deeds]).toEqual([['center.op1'], ['cancel']]);
  });

  it('the first of one is told no position', () => {
    start(enqueueAcd, { first });
    says(['Queued']);
    queue.askPosition();
    vi.advanceTimersByTime(15_000);
    says(['Queued']);
    queue.askPosition();
    expect(asked.map(([, { deeds }]) => deeds)).toEqual([['cancel'], ['getStatus']]);
  });
});

describe('SmartQueue', () => {
  beforeEach(() => start(enqueueSmart));

  it('[9.91] is asked by the name of the queue, never by an id', () => {
    expect(platform.enqueued).toEqual([{
      call: caller, queue: { name: 'center' }, timeout: 20, priority: 25, skills: [], customData: '7',
      extraHeaders: { 'X-Vox-Call': '7' }, video: false,
    }]);
  });

  it('asks for skills by their levels, and for one operator before others', () => {
    start(enqueueSmart, { skills: [{ name: 'en', levels: [3, 4, 5] }], first: { operatorId: 12, queueName: 'center.op1', seconds: 15 } });
    expect(platform.enqueued[0]).toMatchObject({
      skills: [{ name: 'en', level: [3, 4, 5] }], operatorSettings: { operatorId: 12, mode: 'SMART', timeout: 15 },
    });
  });

  it('[9.93] an offer ends unknown, no later than the next', () => {
    says(['EnqueueSuccess'], distributed('op1'), distributed('op2'));
    expect(heard).toEqual(['queued', 'offered op1', 'offerEnded op1 unknown', 'offered op2']);
  });

  it('offers the same operator twice as two offers', () => {
    says(distributed('op1'), distributed('op1'));
    expect(heard).toEqual(['offered op1', 'offerEnded op1 unknown', 'offered op1']);
  });

  it.each([
    [1004, 'timeout'], [1005, 'queue-full'], [1006, 'offline'], [1003, 'offline'], [500, 'queue-error'],
  ])('[9.95] %i ends it as %s, by TaskCanceled as by Error', (status, cause) => {
    says(distributed('op1'), ['TaskCanceled', { status, description: '' }], ['Error', { type: status, description: '' }]);
    expect(heard).toEqual(['offered op1', 'offerEnded op1 unknown', `unserved ${cause}`]);
    heard = [];
    start(enqueueSmart);
    platform.request.emit('Error', { type: status, description: '' });
    expect(heard).toContain(`unserved ${cause}`);
  });

  it('[9.91] gives an expected wait only where the platform has one', () => {
    says(['Waiting', { position: 2, ewt: 90_000, code: 200 }], ['Waiting', { position: 1, ewt: 0, code: 501 }]);
    expect(heard).toEqual(['waiting 2 90000', 'waiting 1 null']);
  });

  it('[9.94] a caller who left is taken out by the platform\'s own cancel, and not ended twice', () => {
    const cancel = vi.fn();
    says(['ClientDisconnected', { cancel }]);
    queue.leave();
    expect(cancel).toHaveBeenCalledOnce();
    expect(platform.request.deeds).toEqual([]);
  });

  it('[9.94] a task that outlived the platform\'s own cancel is ended again', () => {
    says(['ClientDisconnected', { cancel: () => undefined }]);
    queue.leave();
    says(['EnqueueSuccess'], distributed('op1'));
    expect([platform.request.deeds, heard]).toEqual([['end caller left', 'end caller left'], []]);
  });

  it('[9.127] a task that outlived its end() is ended again', () => {
    queue.leave();
    says(['EnqueueSuccess'], distributed('op1'));
    expect([platform.request.deeds.length, heard]).toEqual([3, []]);
  });

  it('[9.82] a leg that is reached after leaving is hung up', () => {
    const late = new FakeCall('op1');
    queue.leave();
    says(['OperatorReached', { agentCall: late }]);
    expect([late.deeds, heard]).toEqual([['hangup'], []]);
  });

  it('R9 the leg says who answered, not the last offer', () => {
    says(distributed('op2'), ['OperatorReached', { agentCall: new FakeCall('op1@app') }]);
    expect(heard).toEqual(['offered op2', 'reached op1']);
  });

  it('goes by the offer where the leg names no user', () => {
    says(distributed('op2'), ['OperatorReached', { agentCall: new FakeCall('79161234567') }]);
    expect(heard).toEqual(['offered op2', 'reached op2']);
  });

  it('[9.135] ends a served task, so that nothing holds the session', () => {
    says(['OperatorReached', { agentCall: new FakeCall('op1') }]);
    queue.leave();
    expect(platform.request.deeds).toEqual(['end served']);
  });

  it('does not end a task that the platform has ended', () => {
    says(['OperatorReached', { agentCall: new FakeCall('op1') }], ['TaskCanceled', { status: 1000, description: '' }]);
    queue.leave();
    expect([platform.request.deeds, heard]).toEqual([[], ['reached op1']]);
  });
});

it('a user name is the part before host and suffix', () => {
  expect(['op_1', 'op-1@x', 'op1.app', 'sips:op1@x'].map(userName)).toEqual(['op_1', 'op-1', 'op1', 'op1']);
});
