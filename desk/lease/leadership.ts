import type { Leadership, LeadershipAction } from '../../contracts/desk-api';

/** How long a page leads without renewing. */
export const LEADERSHIP_MS = 15_000;

/** Which page of one operator talks to Voximplant. Null page: nobody. */
export interface LeadershipLease {
  pageId: string | null;
  expiresAtMs: number;
  /** The page from which a click took it, until that page asks again. */
  takenFrom: string | null;
}

export const NOBODY_LEADS: LeadershipLease = { pageId: null, expiresAtMs: 0, takenFrom: null };

export interface LeadershipRequest { pageId: string; action: LeadershipAction; atMs: number }

/** The next lease; at most one page leads at any time, and only a take-over moves a lease that lives. */
export function stepLeadership(lease: LeadershipLease, request: LeadershipRequest): LeadershipLease {
  const { pageId, action, atMs } = request;
  const mine = lease.pageId === pageId;
  const free = lease.pageId === null || atMs >= lease.expiresAtMs;
  switch (action) {
    case 'claim':
      return mine || free ? lead(lease, request) : lease;
    case 'renew':
      // A sleeping page that wakes after its lease gets it back only if nobody took it.
      return mine ? lead(lease, request) : lease;
    case 'release':
      return mine ? { ...NOBODY_LEADS, takenFrom: lease.takenFrom } : lease;
    case 'take-over':
      return { pageId, expiresAtMs: atMs + LEADERSHIP_MS, takenFrom: mine || free ? null : lease.pageId };
  }
}

/** What one page is told. */
export function viewLeadership(lease: LeadershipLease, pageId: string, nowMs: number): Leadership {
  const expiresInMs = lease.pageId === null ? 0 : Math.max(0, lease.expiresAtMs - nowMs);
  const leader = expiresInMs === 0 ? null : lease.pageId;
  return { leads: leads(lease, pageId, nowMs), expiresInMs, takenOver: lease.takenFrom === pageId, leader };
}

/** Who led last speaks for the operator until another page leads: after a sleep its word may come before its renewal. */
export function speaks(lease: LeadershipLease, pageId: string): boolean {
  return lease.pageId === pageId;
}

export function leads(lease: LeadershipLease, pageId: string, nowMs: number): boolean {
  return lease.pageId === pageId && nowMs < lease.expiresAtMs;
}

function lead(lease: LeadershipLease, { pageId, atMs }: LeadershipRequest): LeadershipLease {
  const takenFrom = lease.takenFrom === pageId ? null : lease.takenFrom;
  return { pageId, expiresAtMs: atMs + LEADERSHIP_MS, takenFrom };
}
