import { z } from 'zod';
import type { OperatorView, SupervisorView } from '../../contracts/desk-journal';
import { toIso } from '../../contracts/time';
import { wallAt } from '../clock';
import { readJobs } from '../care/job-book';
import type { Scope } from '../config';
import { setAside } from '../directory/erp-push';
import { ApiError } from '../http/errors';
import { id, word } from '../http/schemas';
import { begunAtMs } from '../journal/begun';
import { viewWrapUp } from '../lease/wrap-up';
import type { Services } from '../services';
import { openWrapUps, stepStored, wrapUpRules } from '../wrap-up/store';
import type { RoutePart } from './part';

type Routes = 'GET /api/supervisor' | 'POST /api/supervisor/take-out' | 'POST /api/supervisor/release-wrap-up';

export function supervisorRoutes(services: Services): RoutePart<Routes> {
  const { db, clock, config } = services;
  return {
    'GET /api/supervisor': { access: 'supervisor', handle: ({ scope }) => describeTeam(services, scope) },
    'POST /api/supervisor/take-out': {
      access: 'supervisor',
      body: z.object({ callId: id, commandId: id }),
      handle: ({ scope, body: { callId, commandId } }) =>
        services.commands.send(
          { franchise: scope.franchise, callId }, { kind: 'takeOut', commandId, callId, by: scope.operator }, scope.operator),
    },
    'POST /api/supervisor/release-wrap-up': {
      access: 'supervisor',
      body: z.object({ callId: id, operator: word(200) }),
      async handle({ scope, body: { callId, operator } }) {
        const colleague = Object.hasOwn(config.operators, operator) ? config.operators[operator] : undefined;
        if (colleague?.franchise !== scope.franchise) throw new ApiError('not-found', 'There is no such operator.');
        const key = { franchise: scope.franchise, callId, operator };
        const lease = await db.transaction((tx) =>
          stepStored(tx, { ...key, action: { kind: 'close', by: 'supervisor', atMs: clock.now() } }, config));
        return viewWrapUp(lease, clock.now(), wrapUpRules(config, scope.franchise));
      },
    },
  };
}

async function describeTeam(services: Services, scope: Scope): Promise<SupervisorView> {
  const { db, clock, config, jobs, lists, presences } = services;
  const [waiting, present, wrapUps, kept, aside] = await Promise.all([
    lists.waiting(scope), presences.list(scope), openWrapUps(db, scope.franchise),
    readJobs({ db, nowMs: clock.now() }), setAside(services, scope.franchise),
  ]);
  const operators = Object.values(config.operators)
    .filter(({ franchise }) => franchise === scope.franchise)
    .map(({ user, displayName }): OperatorView => {
      const said = present.find(({ operator }) => operator === user);
      const lease = wrapUps.find(({ operator }) => operator === user);
      return {
        operator: user,
        displayName,
        presence: said?.presence ?? 'offline',
        since: said ? toIso(wallAt(clock, said.since)) : null,
        forMs: said?.forMs ?? null,
        wrapUp: lease ? viewWrapUp(lease, clock.now(), wrapUpRules(config, scope.franchise)) : null,
      };
    });
  const begun = await begunAtMs(db, scope, waiting.map(({ callId }) => callId));
  const nowMs = clock.now();
  return {
    waiting: waiting.map((call) => ({ ...call, waitedMs: Math.max(0, nowMs - (begun.get(call.callId) ?? nowMs)) })),
    operators,
    jobs: jobs.map((job) => job.view(kept.get(job.name))),
    setAside: aside,
  };
}
