/**
 * The frames of the Web SDK's socket, `version=5`: every frame is one JSON
 * text with a `type`. `msg` and `close` carry a number of their direction.
 */
export type Frame =
  | { type: 'id'; id: string }
  | { type: 'lastrx'; seq: number }
  | { type: 'msg'; seq: number; payload: Payload }
  | { type: 'ack'; seq: number }
  | { type: 'close'; seq: number }
  | { type: 'error' };

export interface Payload {
  name: string;
  params: unknown[];
}

/** Frames that a client sends. undefined: not one of them. */
export function readFrame(text: string): Exclude<Frame, { type: 'id' | 'error' }> | undefined {
  const raw = parse(text);
  if (!raw || !Number.isInteger(raw['seq'])) return undefined;
  const seq = raw['seq'] as number;
  switch (raw['type']) {
    case 'lastrx':
    case 'ack':
    case 'close':
      return { type: raw['type'], seq };
    case 'msg':
      return readMessage(seq, raw['payload']);
    default:
      return undefined;
  }
}

/** `__ping` comes without params. */
function readMessage(seq: number, payload: unknown): Extract<Frame, { type: 'msg' }> | undefined {
  if (!isRecord(payload)) return undefined;
  const name = payload['name'] ?? payload['event'];
  if (typeof name !== 'string') return undefined;
  return { type: 'msg', seq, payload: { name, params: Array.isArray(payload['params']) ? payload['params'] : [] } };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
