/** One event of the SDK as plain data. */
export interface SdkEvent {
  name: string;
  /** Number of the call in the order the page got to know it, from 0. */
  call?: number;
  [field: string]: unknown;
}

/** What the helpers leave in the page. */
export interface SdkWindow {
  vox: {
    events: SdkEvent[];
    /** A function below, or a method of the SDK. */
    run(name: string, args: readonly unknown[]): Promise<unknown>;
    /** The n-th event of a name, from 0; null when it does not come in time. */
    wait(wanted: { name: string; nth: number; limitMs: number }): Promise<SdkEvent | null>;
  };
}

/** Runs inside the page: nothing of this file exists there. */
export function installSdkHelpers(): void {
  interface SdkObject {
    on(event: string, fn: (event: Record<string, unknown>) => void): void;
    [method: string]: unknown;
  }
  const { VoxImplant } = window as unknown as {
    VoxImplant: { getInstance(): SdkObject; Events: Record<string, string>; CallEvents: Record<string, string> };
  };
  const sdk = VoxImplant.getInstance();
  const events: SdkEvent[] = [];
  const calls: SdkObject[] = [];
  const waiters = new Set<() => void>();
  const tell = (event: SdkEvent): void => {
    if (event.name === 'CallStatsReceived') return;
    events.push(event);
    for (const look of [...waiters]) look();
  };
  const plain = (event: Record<string, unknown>): Record<string, unknown> => JSON.parse(JSON.stringify(event, (key, value: unknown) =>
    ['call', 'client', 'endpoint', 'element', 'stream', 'mediaRenderer'].includes(key) ? undefined : value)) as Record<string, unknown>;
  const follow = (call: SdkObject): number => {
    const index = calls.push(call) - 1;
    for (const [label, name] of Object.entries(VoxImplant.CallEvents)) {
      call.on(name, (event) => tell({ ...plain(event), name: label, call: index }));
    }
    return index;
  };
  for (const [label, name] of Object.entries(VoxImplant.Events)) {
    sdk.on(name, (event) => {
      const call = event['call'] as SdkObject | undefined;
      const facts = call && {
        call: follow(call), number: (call['number'] as () => string)(), displayName: (call['displayName'] as () => string)(),
      };
      tell({ ...plain(event), name: label, ...facts });
    });
  }
  const own: Record<string, (...args: never[]) => unknown> = {
    place: (settings: unknown) => follow((sdk['call'] as (settings: unknown) => SdkObject).call(sdk, settings)),
    call: (index: number, method: string, ...args: unknown[]) => {
      const call = calls[index];
      return (call?.[method] as (...args: unknown[]) => unknown).apply(call, args);
    },
    transfer: (one: number, other: number) => (sdk['transferCall'] as (...args: unknown[]) => void).call(sdk, calls[one], calls[other]),
  };
  const run = async (name: string, args: readonly unknown[]): Promise<unknown> => {
    try {
      const method = own[name] ?? (sdk[name] as (...args: unknown[]) => unknown);
      const result: unknown = await (method as (...args: unknown[]) => unknown).apply(sdk, [...args]);
      return typeof result === 'object' && result !== null ? plain(result as Record<string, unknown>) : result;
    } catch (error) {
      return { rejected: error instanceof Error ? { message: error.message } : plain({ error })['error'] };
    }
  };
  const wait: SdkWindow['vox']['wait'] = ({ name, nth, limitMs }) => new Promise((resolve) => {
    const done = (event: SdkEvent | null): void => {
      waiters.delete(look);
      clearTimeout(timer);
      resolve(event);
    };
    const look = (): void => {
      const found = events.filter((event) => event.name === name)[nth];
      if (found) done(found);
    };
    const timer = setTimeout(() => done(null), limitMs);
    waiters.add(look);
    look();
  });
  Object.assign(window, { vox: { events, run, wait } });
}
