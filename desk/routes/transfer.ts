import { z } from 'zod';
import type { Colleague } from '../../contracts/desk-callers';
import { toIso } from '../../contracts/time';
import { wallAt } from '../clock';
import type { Scope } from '../config';
import { callParams, id, number, word } from '../http/schemas';
import { wholeNumber } from '../lookup/whole-number';
import type { Services } from '../services';
import { reservedOperators } from '../transfer/store';
import type { RoutePart } from './part';

type Routes = 'GET /api/colleagues' | 'POST /api/calls/:callId/transfer' | 'POST /api/calls/:callId/transfer/:transferId';

const target = z.union([z.object({ operator: word(200) }), z.object({ number })]);

export function transferRoutes(services: Services): RoutePart<Routes> {
  const { transfers } = services;
  return {
    'GET /api/colleagues': {
      access: 'operator', handle: async ({ scope }) => ({ colleagues: await listColleagues(services, scope) }),
    },
    'POST /api/calls/:callId/transfer': {
      access: 'operator',
      params: callParams,
      body: z.object({ transferId: id, mode: z.enum(['blind', 'consult']), to: target }),
      handle: ({ scope, params, body }) => transfers.start(scope, params.callId, { ...body, to: readTarget(services, scope, body.to) }),
    },
    'POST /api/calls/:callId/transfer/:transferId': {
      access: 'operator',
      params: z.object({ callId: id, transferId: id }),
      body: z.object({ action: z.enum(['confirm', 'refuse', 'finish', 'takeBack']) }),
      handle: ({ scope, params, body }) => transfers.act(scope, params, body.action),
    },
  };
}

/** Everybody else of the franchise, whoever can take a call first. */
async function listColleagues({ db, clock, config, presences }: Services, scope: Scope): Promise<Colleague[]> {
  const [present, reserved] = await Promise.all([presences.list(scope), reservedOperators(db, scope.franchise)]);
  return Object.values(config.operators)
    .filter(({ franchise, user }) => franchise === scope.franchise && user !== scope.operator)
    .map(({ user, displayName }): Colleague => {
      const said = present.find(({ operator }) => operator === user);
      const presence = said?.presence ?? 'offline';
      return {
        operator: user, displayName, presence, since: said ? toIso(wallAt(clock, said.since)) : null, forMs: said?.forMs ?? null,
        free: presence === 'ready' && !reserved.has(user),
      };
    })
    .sort((left, right) => Number(right.free) - Number(left.free) || left.displayName.localeCompare(right.displayName, 'ru'));
}

function readTarget({ config }: Services, scope: Scope, to: z.infer<typeof target>): z.infer<typeof target> {
  if ('operator' in to) return to;
  return { number: wholeNumber(config, scope, to.number) };
}
