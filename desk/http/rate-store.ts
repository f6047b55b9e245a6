import type { FastifyRateLimitOptions, FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { Clock, Stopwatch } from '../clock';

/** Counted at once, the longest unseen forgotten first. */
const COUNTED_MOST = 5_000;

/** The plugin's own store counts its windows by the machine's clock: set back, it would refuse people for as long. */
export function rateStore(clock: Pick<Clock, 'stopwatch'>): FastifyRateLimitStoreCtor {
  return class RateStore implements FastifyRateLimitStore {
    private readonly counts = new Map<string, { requests: number; ago: Stopwatch }>();

    incr(key: string, done: (error: Error | null, result: { current: number; ttl: number }) => void, timeWindow = 0): void {
      const known = this.counts.get(key);
      const count = known && known.ago() < timeWindow ? known : { requests: 0, ago: clock.stopwatch() };
      count.requests += 1;
      this.counts.delete(key);
      this.counts.set(key, count);
      const [oldest] = this.counts.keys();
      if (this.counts.size > COUNTED_MOST && oldest !== undefined) this.counts.delete(oldest);
      done(null, { current: count.requests, ttl: Math.ceil(timeWindow - count.ago()) });
    }

    child(_: FastifyRateLimitOptions): FastifyRateLimitStore {
      return new RateStore();
    }
  };
}
