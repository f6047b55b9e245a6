import type { IntakeSettings } from '../contracts/desk-api';

/** What the desk must know of the project's config; `start.ts` derives it from `voxfiles.config.ts`. */
export interface DeskConfig {
  /** Name of the environment, for people. */
  environment: string;
  /** The emulator on this machine: loopback addresses without TLS are allowed. */
  local: boolean;
  /** For operators' logins: `user@application.account.voximplant.com`. */
  application: string;
  account: string;
  node: string;
  /** Only against the emulator. */
  serverIp: string | null;
  /** Host suffixes or CIDR ranges that a session's access URL may have. */
  sessionHosts: readonly string[];
  /** Host suffixes or CIDR ranges where recordings may lie. */
  recordHosts: readonly string[];
  franchises: Readonly<Record<string, DeskFranchise>>;
  operators: Readonly<Record<string, DeskOperator>>;
}

export interface DeskFranchise {
  name: string;
  title: string;
  /** ISO 3166, for numbers written without a country. */
  region: string;
  timeZone: string;
  /** E.164 with plus. */
  numbers: readonly string[];
  queueType: 'ACD' | 'SmartQueue';
  intake: IntakeSettings;
  /** Origins of the pages that embed the element, e.g. `https://erp.example`. */
  origins: readonly string[];
  callers: CallerRules;
  customers: { source: 'own' } | { source: 'erp'; url: string };
  serviceLevel: { targetMs: number; shortAbandonMs: number };
  /** Calls, comments and recordings older than this are deleted; null: kept. */
  retentionDays: number | null;
}

/** For numbers written without a country; a session may be of a franchise that has left the config since. */
export function regionOf({ franchises }: Pick<DeskConfig, 'franchises'>, franchise: string): string {
  return franchises[franchise]?.region ?? 'RU';
}

/** What the desk advises on a caller. */
export interface CallerRules {
  /** Whoever was cut off and calls again within this goes ahead of ordinary callers. */
  returnMs: number;
  /** More calls of one number than this within that time are refused; null: no limit. */
  flood: { calls: number; withinMs: number } | null;
}

export interface DeskOperator {
  user: string;
  displayName: string;
  franchise: string;
  supervisor: boolean;
  passwordVersion: number;
}

/** Secrets, never in the config, an answer or a log. */
export interface DeskKeys {
  /** Shared with the scenarios: `VOX_DESK_KEY_1`, `VOX_DESK_KEY_2`. */
  desk: Readonly<Partial<Record<string, string>>>;
  /** `OPERATOR_KEY`: operators' passwords derive from it. */
  operator: string;
  /** By franchise: how its ERP signs sign-in tokens. */
  erpSignIn: Readonly<Record<string, SignInKey>>;
  /** By franchise: the bearer for the ERP's HTTP API. */
  erpApi: Readonly<Record<string, string>>;
}
export type SignInKey = { kind: 'secret'; secret: string } | { kind: 'public'; pem: string };

/** Who asks; every read and write of a page goes through one. */
export interface Scope {
  franchise: string;
  operator: string;
  supervisor: boolean;
}
