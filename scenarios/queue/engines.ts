import type { QueueEngineName } from '../../contracts/call-events';
import { enqueueAcd } from './acd';
import type { Enqueue } from './port';
import { enqueueSmart } from './smartqueue';

/** Both are in every bundle; the settings choose. */
export const ENGINES: Readonly<Record<QueueEngineName, Enqueue>> = { smartqueue: enqueueSmart, acd: enqueueAcd };
