import type { Clock } from '../../clock/clock';
import type { GatewayFaults } from '../faults';
import type { Connection } from './connection';

/** Sends a message to a page. */
export type Courier = (name: string, ...params: unknown[]) => void;

/** Slow, late and repeated messages happen here, before they get a number. */
export function createCourier(connection: Connection, clock: Clock, faults: GatewayFaults): Courier {
  return (name, ...params) => {
    const delayMs = faults.slowMs + (faults.lateMs.get(name) ?? 0);
    if (delayMs === 0) deliver(connection, faults, { name, params });
    else clock.after(delayMs, () => deliver(connection, faults, { name, params }));
  };
}

function deliver(connection: Connection, faults: GatewayFaults, message: { name: string; params: unknown[] }): void {
  connection.send(message.name, message.params);
  const repeat = faults.repeat.get(message.name);
  if (repeat === 'message') connection.send(message.name, message.params);
  if (repeat === 'number') connection.repeatLast();
}
