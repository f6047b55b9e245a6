import * as z from 'zod';
import type { VoxConfig } from '../../contracts/config';
import { callerFields, hours, prompt, ringSeconds, seconds, TIMER_SECONDS } from './schema-caller';

/** The shape of `voxfiles.config.ts`; what hangs together is checked by `checks/` afterwards. */
const name = z.string().min(1);

const smartQueue = z.strictObject({
  agentSelection: z.enum(['MOST_QUALIFIED', 'LEAST_QUALIFIED', 'MAX_WAITING_TIME']).optional(),
  taskSelection: z.enum(['MAX_PRIORITY', 'MAX_WAITING_TIME']).optional(),
  holdCallsIfInactiveAgents: z.boolean().nullable().optional(),
  priority: z.number().int().optional(),
  description: z.string().optional(),
});

const acd = z.strictObject({
  priority: z.number().int().optional(),
  autoBinding: z.boolean().optional(),
  serviceProbability: z.number().optional(),
  averageServiceTimeSeconds: seconds.optional(),
  skills: z.array(name).min(1).optional(),
});

const queue = z.strictObject({
  engine: z.enum(['smartqueue', 'acd']),
  name,
  maxWaitSeconds: seconds.optional(),
  maxSize: z.number().int().min(1).optional(),
  smartQueue: smartQueue.optional(),
  acd: acd.optional(),
});

const call = z.strictObject({
  greeting: prompt.optional(),
  music: z.strictObject({ url: z.string().min(1) }).optional(),
  goodbye: prompt.optional(),
  operatorLost: prompt.optional(),
  ringSeconds,
  maxWaitSeconds: seconds,
  reject: z.strictObject({ default: z.enum(['pass', 'drop']), holdoutMs: z.number().int().min(0).max(TIMER_SECONDS * 1000).optional() }),
  wrapUp: z.strictObject({
    limitSeconds: seconds.optional(),
    warnSeconds: z.number().int().min(0).max(TIMER_SECONDS).optional(),
    onLimit: z.enum(['off', 'ready']).optional(),
  }),
  allowTestCalls: z.boolean().optional(),
  ...callerFields,
});

const franchise = z.strictObject({
  title: z.string().min(1),
  region: z.string(),
  numbers: z.array(z.string()),
  timeZone: z.string(),
  queue,
  call,
  hours: hours.optional(),
  customers: z
    .discriminatedUnion('source', [
      z.strictObject({ source: z.literal('own') }),
      z.strictObject({ source: z.literal('erp'), url: z.string().min(1), secret: name }),
    ])
    .optional(),
  desk: z
    .strictObject({
      origins: z.array(z.string()).optional(),
      serviceLevel: z.strictObject({ targetSeconds: seconds, shortAbandonSeconds: z.number().min(0) }).optional(),
      missesInRow: z.number().int().min(1).optional(),
      banLiftSeconds: seconds.optional(),
      graceSeconds: z.number().int().min(0).max(TIMER_SECONDS).optional(),
    })
    .optional(),
});

const environment = z.strictObject({
  account: z.number().int().min(1).optional(),
  accountName: z.string().min(1).optional(),
  credentials: z.string().min(1).optional(),
  node: z.string(),
  deskUrl: z.string().nullable(),
  sessionHosts: z.array(z.string().min(1)),
  retentionDays: z.number().int().min(1).optional(),
  smartQueuePriority: z.enum(['larger-first', 'smaller-first']),
});

const operator = z.strictObject({
  displayName: z.string().min(1),
  franchise: name,
  supervisor: z.boolean().optional(),
  passwordVersion: z.number().int().min(0).optional(),
  skills: z.record(name, z.literal([1, 2, 3, 4, 5])).optional(),
});

const rule = z.strictObject({
  name,
  franchise: name,
  pattern: z.string().min(1),
  exclude: z.string().optional(),
  scenario: name,
});

const mode = z.enum(['manage', 'add-only', 'ignore']);
const ownership = z.strictObject({
  scenarios: mode.optional(),
  rules: mode.optional(),
  queues: mode.optional(),
  skills: mode.optional(),
  operators: mode.optional(),
  bindings: mode.optional(),
  numbers: mode.optional(),
  secrets: mode.optional(),
});

export const writtenConfig = z.strictObject({
  application: z.strictObject({ name, secureRecordStorage: z.boolean().optional() }),
  environments: z.record(name, environment),
  scenarios: z.record(name, z.strictObject({ file: z.string().min(1), asIs: z.boolean().optional() })),
  franchises: z.record(name, franchise),
  operators: z.record(name, operator),
  rules: z.array(rule),
  skills: z.record(name, z.strictObject({ description: z.string().optional() })).optional(),
  secrets: z.record(name, z.strictObject({ fromEnv: name })),
  ownership: ownership.optional(),
}) satisfies z.ZodType<VoxConfig>;
