import { describe, expect, it } from 'vitest';
import { createTestWires } from './wire';

describe('the start of a connection', () => {
  it('names the connection, and sends nothing numbered before the client said what it has', () => {
    const wires = createTestWires();
    const socket = wires.open();
    expect(socket.taken()).toEqual(['id']);
    socket.say('lastrx', 0);
    expect(socket.taken()).toEqual(['lastrx 0', 'msg 1 __createConnection']);
  });

  it('acknowledges each message at once and hands it up, but not pings', () => {
    const wires = createTestWires();
    const socket = wires.connected();
    socket.say('msg', 1, 'login');
    socket.say('msg', 2, '__ping');
    expect(socket.taken()).toEqual(['ack 1', 'ack 2']);
    expect(wires.events).toEqual(['received login']);
  });

  it('ignores what is no frame', () => {
    const wires = createTestWires();
    const socket = wires.connected();
    for (const junk of ['', '{', '[]', '{"type":"msg"}', '{"type":"msg","seq":1}', '{"type":"what","seq":1}']) {
      socket.received(junk);
    }
    expect(socket.taken()).toEqual([]);
  });
});

describe('numbers', () => {
  it('ignores a number already received', () => {
    const wires = createTestWires();
    const socket = wires.connected();
    socket.say('msg', 1, 'login');
    socket.say('msg', 1, 'login');
    expect(wires.events).toEqual(['received login']);
  });

  it('closes the socket with 4001 on a gap and waits for the resume', () => {
    const wires = createTestWires();
    const socket = wires.connected();
    socket.say('msg', 2, 'login');
    expect(socket.taken()).toEqual(['CLOSED 4001']);
    expect(wires.events).toEqual(['unreachable']);
  });

  it('does not acknowledge while the fault is on', () => {
    const wires = createTestWires();
    const socket = wires.connected();
    wires.acknowledges = false;
    socket.say('msg', 1, 'login');
    expect(socket.taken()).toEqual([]);
    expect(wires.events).toEqual(['received login']);
  });

  it('repeats the last message under the same number, as the fault asks', () => {
    const wires = createTestWires();
    const socket = wires.connected();
    const [connection] = wires.connections.living();
    connection?.send('onACDStatus', []);
    connection?.repeatLast();
    expect(socket.taken()).toEqual(['msg 2 onACDStatus', 'msg 2 onACDStatus']);
  });
});

describe('resume', () => {
  function lost() {
    const wires = createTestWires();
    const socket = wires.connected();
    const [connection] = wires.connections.living();
    if (!connection) throw new Error('no connection');
    connection.send('one', []);
    connection.send('two', []);
    socket.say('msg', 1, 'login');
    socket.closed(1006);
    return { wires, connection, socket };
  }

  it('sends what the client lacks, in order, under the old numbers, and what came meanwhile', () => {
    const { wires, connection } = lost();
    connection.send('three', []);
    const socket = wires.open(connection.id);
    expect(socket.taken()).toEqual(['id']);
    socket.say('lastrx', 2);
    expect(socket.taken()).toEqual(['lastrx 1', 'msg 3 two', 'msg 4 three']);
  });

  it('takes what the client sends again only once', () => {
    const { wires, connection } = lost();
    const socket = wires.open(connection.id);
    socket.say('lastrx', 3);
    socket.say('msg', 1, 'login');
    socket.say('msg', 2, 'setOperatorACDStatus');
    expect(wires.events).toEqual([
      'received login', 'unreachable', 'reachable', 'received setOperatorACDStatus',
    ]);
  });

  it('lets go of what was acknowledged', () => {
    const { wires, connection } = lost();
    const socket = wires.open(connection.id);
    socket.say('lastrx', 2);
    socket.say('ack', 3);
    socket.closed(1006);
    const again = wires.open(connection.id);
    again.say('lastrx', 3);
    expect(again.taken()).toEqual(['id', 'lastrx 1']);
  });

  it('replaces a socket that is still open, and hears the old one no more', () => {
    const wires = createTestWires();
    const old = wires.connected();
    const [connection] = wires.connections.living();
    wires.open(connection?.id);
    old.say('msg', 1, 'login');
    old.closed(1000);
    expect(old.taken()).toEqual(['CLOSED 1000']);
    expect(wires.events).toEqual([]);
  });

  it('is possible for 60 s, and then the connection is lost', async () => {
    const { wires, connection } = lost();
    await wires.clock.runFor(59_999);
    expect(connection.isOver).toBe(false);
    await wires.clock.runFor(1);
    expect(wires.events.at(-1)).toBe('over lost');
  });

  it('of a forgotten connection is completed and then closed, so that the page knows at once', () => {
    const socket = createTestWires().open('forgotten');
    socket.say('lastrx', 7);
    expect(socket.taken()).toEqual(['id', 'lastrx 0', 'close 8']);
  });
});

describe('the end of a connection', () => {
  it('by the client: acknowledged, then the socket is closed', () => {
    const wires = createTestWires();
    const socket = wires.connected();
    socket.say('close', 1);
    expect(socket.taken()).toEqual(['ack 1', 'CLOSED 1000']);
    expect(wires.events).toEqual(['over closed']);
  });

  it('by the gateway: a numbered close, nothing after it, the socket closed in time', async () => {
    const wires = createTestWires();
    const socket = wires.connected();
    const [connection] = wires.connections.living();
    connection?.close();
    connection?.send('late', []);
    expect(socket.taken()).toEqual(['close 2']);
    await wires.clock.runFor(6_000);
    expect(socket.taken()).toEqual(['CLOSED 1000']);
    expect(wires.events).toEqual(['over closed']);
  });

  it('1001 says that the page is gone: no waiting', () => {
    const wires = createTestWires();
    wires.connected().closed(1001);
    expect(wires.events).toEqual(['over left']);
  });

  it('R22 10 s without a sign of life: the socket is dropped, the connection waits', async () => {
    const wires = createTestWires();
    const socket = wires.connected();
    await wires.clock.runFor(9_000);
    socket.say('msg', 1, '__ping');
    await wires.clock.runFor(9_999);
    expect(wires.events).toEqual([]);
    await wires.clock.runFor(1);
    expect(socket.taken()).toEqual(['PING', 'ack 1', 'PING', 'CUT']);
    expect(wires.events).toEqual(['unreachable']);
  });

  it('a hidden tab, whose timers run once a minute, is not dropped: its socket answers', async () => {
    const wires = createTestWires();
    const socket = wires.connected();
    for (let second = 0, seq = 0; second < 300; second += 1) {
      await wires.clock.runFor(1_000);
      if (socket.taken().includes('PING')) socket.pong();
      if (second % 60 === 59) socket.say('msg', (seq += 1), '__ping');
    }
    expect(wires.events).toEqual([]);
  });

  it('R22 a page that is asleep for good is dropped, though its socket answers', async () => {
    const wires = createTestWires();
    const socket = wires.connected();
    for (let second = 0; second < 80; second += 1) {
      await wires.clock.runFor(1_000);
      if (socket.taken().includes('PING')) socket.pong();
    }
    expect(wires.events).toEqual(['unreachable']);
  });
});
