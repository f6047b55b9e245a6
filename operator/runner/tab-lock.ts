/** What tabs of one browser tell each other; the desk's lease decides, this only speeds it up. */
export interface TabChannel {
  /** The leading tab says whether it is in a call. */
  tell(busy: boolean): void;
  lead(): void;
  follow(): void;
  close(): void;
}

export interface TabChannelOptions {
  /** Of one operator at one desk. */
  name: string;
  onOther: (other: 'idle' | 'busy' | null) => void;
  /** The leading tab is gone: its lease may be claimed at once. */
  onFree: () => void;
}

export function openTabChannel({ name, onOther, onFree }: TabChannelOptions): TabChannel {
  const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : null;
  const waiting = new AbortController();
  let release: (() => void) | null = null;
  let asked = false;
  let leads = false;
  if (channel) channel.onmessage = ({ data }: MessageEvent<unknown>) => { if (data === 'idle' || data === 'busy') onOther(data); };

  const wait = () => {
    if (asked || !navigator.locks) return;
    asked = true;
    navigator.locks.request(name, { signal: waiting.signal }, () => new Promise<void>((done) => {
      release = done;
      if (!leads) onFree();
    })).catch(() => undefined);
  };
  return {
    tell: (busy) => channel?.postMessage(busy ? 'busy' : 'idle'),
    lead() {
      leads = true;
      wait();
    },
    follow() {
      // Asked after every happening. A page of another browser may lead, and this one have the lock: giving it back and
      // getting it again each time would claim the lease as fast as the desk can refuse it.
      if (asked && !leads) return;
      leads = false;
      release?.();
      release = null;
      asked = false;
      wait();
    },
    close() {
      waiting.abort();
      release?.();
      channel?.close();
    },
  };
}
