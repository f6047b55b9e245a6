import type { QueueGround, Queues } from '../seams';
import { AcdEngine } from './acd/engine';
import { acdQueueView } from './acd/view';
import { Observers } from './engine-ground';
import { OperatorPresence } from './presence';
import { SmartQueueEngine } from './smartqueue/engine';
import { sqTaskViews } from './smartqueue/view';

/** Operators and both queue engines of one cloud. */
export function createQueues(ground: QueueGround): Queues {
  const presence = new OperatorPresence(ground);
  const observers = new Observers();
  const engineGround = { ...ground, presence, observers };
  const acd = new AcdEngine(engineGround);
  const smartQueue = new SmartQueueEngine(engineGround);
  const now = () => ground.clock.now();
  return {
    presence,
    enqueueAcdRequest: (session, args) => acd.enqueue(session, args),
    enqueueTask: (session, args) => smartQueue.enqueue(session, args),
    observe: (observer) => observers.add(observer),
    bindingsChanged() {
      acd.bindingsChanged();
      smartQueue.bindingsChanged();
    },
    liveRequests: () => acd.liveRequests + smartQueue.liveTasks,
    view: {
      status: (userId, queueType) => ({ status: presence.status(userId, queueType), sinceMs: presence.statusSinceMs(userId, queueType) }),
      isPresent: (userId) => presence.isPresent(userId),
      acdQueue: (queueId) => acdQueueView(acd, queueId, now()),
      sqTasks: (queueId) => sqTaskViews(smartQueue, queueId, now()),
      acdHistory: () => acd.history.rows(),
    },
    close() {
      acd.floor.close();
      smartQueue.floor.close();
      presence.close();
    },
  };
}
