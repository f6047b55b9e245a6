import type { QueueGround, QueueObserver } from '../seams';
import type { OperatorPresence } from './presence';

/** What both engines stand on. */
export interface EngineGround extends QueueGround {
  presence: OperatorPresence;
  observers: Observers;
}

/** Passes on to everybody who measures. */
export class Observers implements QueueObserver {
  private readonly all: QueueObserver[] = [];

  add(observer: QueueObserver): void {
    this.all.push(observer);
  }

  accepted(sessionId: string): void {
    for (const observer of this.all) observer.accepted(sessionId);
  }

  offered(sessionId: string, userId: number): void {
    for (const observer of this.all) observer.offered(sessionId, userId);
  }

  reached(sessionId: string, userId: number): void {
    for (const observer of this.all) observer.reached(sessionId, userId);
  }

  left(sessionId: string): void {
    for (const observer of this.all) observer.left(sessionId);
  }
}
