import type { PhoneEvent } from '../state';
import type { Sdk } from './load-sdk';

/** ACDErrorCode.MultipleCredentials: the pushed status came from another connection of this login. */
const SET_ELSEWHERE = 6;

/** Every push of the platform, and whether another connection of the same login caused it. */
export function followStatuses(sdk: Sdk, emit: (event: PhoneEvent) => void): void {
  const client = sdk.getInstance();
  let last: string | null = null;
  client.on(sdk.Events.ACDStatusUpdated, ({ status }: { status: unknown }) => {
    last = String(status);
    emit({ type: 'phone.status', status: last, foreign: false });
  });
  client.on(sdk.Events.ACDError, ({ code }: { code: number }) => {
    if (code !== SET_ELSEWHERE) return;
    // The SDK raises the error beside the update, in either order: told when both have happened.
    queueMicrotask(() => {
      if (last !== null) emit({ type: 'phone.status', status: last, foreign: true });
    });
  });
}
