import type { Client } from 'pg';

type OnPayload = (payload: string) => void;
const RETRY_MS = 1_000;

/** One connection that only listens; lost, it comes back and says so. Never more than one, and one try at a time. */
export function openListener(connect: () => Client, onError: (error: Error) => void) {
  const channels = new Map<string, Set<OnPayload>>();
  const onResumes: (() => void)[] = [];
  let client: Promise<Client> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const open = async (): Promise<Client> => {
    const fresh = connect();
    fresh.on('error', (error) => { onError(error); fresh.end().catch(onError); });
    fresh.on('notification', ({ channel, payload }) => {
      for (const onPayload of channels.get(channel) ?? []) onPayload(payload ?? '');
    });
    await fresh.connect();
    for (const channel of channels.keys()) await fresh.query(`listen ${quote(channel)}`);
    // Only now: a connection that fails on its way ends too, and whoever opens it tries again.
    fresh.once('end', resumeLater);
    return fresh;
  };
  const resumeLater = (): void => {
    if (closed) return;
    clearTimeout(retry);
    retry = setTimeout(() => {
      client = open();
      client.then(() => onResumes.forEach((fn) => fn()), (error: Error) => { onError(error); resumeLater(); });
    }, RETRY_MS);
    retry.unref();
  };

  return {
    async listen(channel: string, onPayload: OnPayload): Promise<() => Promise<void>> {
      const known = channels.get(channel) ?? new Set<OnPayload>();
      known.add(onPayload);
      channels.set(channel, known);
      client ??= open();
      await (await client).query(`listen ${quote(channel)}`);
      return async () => { known.delete(onPayload); };
    },
    onResume: (fn: () => void) => { onResumes.push(fn); },
    async close(): Promise<void> {
      closed = true;
      clearTimeout(retry);
      await client?.then((open) => open.end(), () => undefined);
    },
  };
}

function quote(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}
