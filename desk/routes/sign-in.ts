import { z } from 'zod';
import type { Me } from '../../contracts/desk-api';
import { ACTS_MOST } from '../../contracts/desk-window';
import type { Scope } from '../config';
import { DirectoryDown } from '../directory/port';
import { ApiError } from '../http/errors';
import { id, word } from '../http/schemas';
import { leads, viewLeadership } from '../lease/leadership';
import { say } from '../live/bus';
import type { Services } from '../services';
import { answerOneTimeKey } from '../sign-in/one-time-key';
import type { RoutePart } from './part';

type Routes =
  | 'POST /api/session' | 'DELETE /api/session' | 'POST /api/session/ticket' | 'POST /api/session/from-ticket'
  | 'GET /api/me' | 'POST /api/one-time-key' | 'POST /api/leadership' | 'POST /api/leadership/screen' | 'POST /api/leadership/acts';

export function signInRoutes(services: Services): RoutePart<Routes> {
  const { sessions, tickets, tokens, leaderships, clock, config } = services;
  return {
    'POST /api/session': {
      access: 'anyone',
      body: z.object({ token: z.string().max(4_000), cookie: z.boolean() }),
      async handle({ body, http }) {
        const who = await tokens.check(body.token).catch((error: unknown) => {
          if (error instanceof ApiError) services.log.warn({ why: error.message }, 'a sign-in was refused');
          throw error;
        });
        const session = await sessions.open(who, body.cookie ? 'cookie' : 'bearer');
        if (body.cookie) http.setSessionCookie(session.token);
        return { session: body.cookie ? null : session.token, expiresInMs: session.expiresInMs };
      },
    },
    'DELETE /api/session': {
      access: 'operator',
      async handle({ scope, http }) {
        await sessions.close(http.session);
        await say(services.db, { kind: 'signedOut', franchise: scope.franchise, operator: scope.operator });
        http.clearSessionCookie();
        return { done: true };
      },
    },
    'POST /api/session/ticket': { access: 'operator', handle: ({ scope }) => tickets.make(scope) },
    'POST /api/session/from-ticket': {
      access: 'anyone',
      body: z.object({ ticket: z.string().max(200), forDay: z.boolean().optional() }),
      async handle({ body }) {
        const who = await tickets.take(body.ticket);
        if (!who) throw new ApiError('signed-out', 'The link is over or was used; open it again where it came from.');
        const { token, expiresInMs } = await sessions.open(who, body.forDay ? 'cookie' : 'bearer');
        return { session: token, expiresInMs };
      },
    },
    'GET /api/me': { access: 'operator', handle: ({ scope }) => describeMe(services, scope) },
    'POST /api/one-time-key': {
      access: 'operator',
      body: z.object({ key: word(500), pageId: id }),
      async handle({ scope, body }) {
        const lease = await leaderships.read(scope);
        if (!leads(lease, body.pageId, clock.now())) throw new ApiError('not-leader', 'Only the leading page connects.');
        const operator = config.operators[scope.operator];
        if (!operator) throw new ApiError('signed-out', 'The operator is no longer in the config.');
        return { hash: answerOneTimeKey({ key: body.key, operator, operatorKey: services.keys.operator }, config) };
      },
    },
    'POST /api/leadership': {
      access: 'operator',
      body: z.object({ pageId: id, action: z.enum(['claim', 'renew', 'release', 'take-over']) }),
      async handle({ scope, body }) {
        const lease = await leaderships.step(scope, body);
        return viewLeadership(lease, body.pageId, clock.now());
      },
    },
    ...callsWindowRoutes(services),
  };
}

const act = z.object({ actId: id, about: word(300).or(z.literal('')), event: z.record(z.string(), z.unknown()) });
type WindowRoutes = 'POST /api/leadership/screen' | 'POST /api/leadership/acts';

function callsWindowRoutes({ leaderships, callsWindows, clock }: Services): RoutePart<WindowRoutes> {
  return {
    'POST /api/leadership/screen': {
      access: 'operator',
      body: z.object({ pageId: id, screen: z.record(z.string(), z.unknown()) }),
      async handle({ scope, body }) {
        const lease = await leaderships.read(scope);
        if (!leads(lease, body.pageId, clock.now())) throw new ApiError('not-leader', 'Only the leading page is shown by others.');
        await callsWindows.pass(scope, body);
        return { done: true };
      },
    },
    'POST /api/leadership/acts': {
      access: 'operator',
      body: z.object({ acts: z.array(act).max(ACTS_MOST) }),
      async handle({ scope, body }) {
        const { leader = null } = viewLeadership(await leaderships.read(scope), '', clock.now());
        const taken = leader !== null && callsWindows.shown(scope, leader) !== undefined;
        if (taken) await callsWindows.pass(scope, body);
        return { taken };
      },
    },
  };
}

async function describeMe({ config, directory }: Services, scope: Scope): Promise<Me> {
  const operator = config.operators[scope.operator];
  const franchise = config.franchises[scope.franchise];
  if (!operator || !franchise) throw new ApiError('signed-out', 'The operator is no longer in the config.');
  const { application, account, node, serverIp } = config;
  const { name, title, region, timeZone } = franchise;
  return {
    operator: operator.user,
    displayName: operator.displayName,
    supervisor: operator.supervisor,
    franchise: { name, title, region, timeZone },
    voximplant: { login: `${operator.user}@${application}.${account}.voximplant.com`, node, queueType: franchise.queueType, serverIp },
    intake: franchise.intake,
    customers: { source: franchise.customers.source, creationUrl: await creationUrl(directory(scope).creationUrl(scope)) },
  };
}

/** An ERP that is down must not keep an operator from his calls. */
async function creationUrl(asked: Promise<string | null>): Promise<string | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DirectoryDown) return null;
    throw error;
  }
}

/** All of an operator's pages lose their session, e.g. when he leaves the company. */
export async function signOutEverywhere(services: Services, who: Pick<Scope, 'franchise' | 'operator'>): Promise<void> {
  await services.db.query('delete from sessions where franchise = $1 and operator = $2', [who.franchise, who.operator]);
  await say(services.db, { kind: 'signedOut', ...who });
}
