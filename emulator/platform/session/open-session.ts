import type { RuleRow } from '../../account/objects';
import { carriedHeaders } from '../legs/headers';
import { FarEnd } from '../legs/far-end';
import { Leg } from '../legs/leg';
import type { DialOptions, Line } from '../lines';
import { LIMITS } from '../limits';
import { runIn } from '../realm/running';
import type { RealmFactory, ScenarioScript } from '../realm/realm';
import type { Core } from './core';
import { Session, type SessionCard } from './session';

export interface SessionOpening {
  core: Core;
  card: SessionCard;
  rule: RuleRow;
  makeRealm: RealmFactory;
}

/** A session without a call (rows 5 and 6). */
export function openSession(opening: SessionOpening): Session {
  const { core } = opening;
  const session = new Session(core, opening.card);
  session.idle.check();
  core.clock.after(0, () => {
    begin(session, opening);
    if (core.switches.httpRequestOnStart === 'yes') {
      session.raiseApp('Application.HttpRequest', { method: 'GET', path: opening.card.accessPath, content: '', headers: [] });
    }
  });
  return session;
}

/** A session for a call from outside: Started, then CallAlerting (rows 3 and 4). */
export function openCall(opening: SessionOpening, dial: DialOptions): { session: Session; line: Line } {
  const { core, card } = opening;
  const session = new Session(core, card);
  const leg = incomingLeg(session, dial);
  core.clock.after(0, () => {
    begin(session, opening);
    if (leg.state !== 'TERMINATED') session.raiseApp('Application.CallAlerting', alertingFields(leg, dial));
  });
  return { session, line: leg.far as FarEnd };
}

function incomingLeg(session: Session, dial: DialOptions): Leg {
  const { core } = session;
  const headers = carriedHeaders(dial.headers, (what) => session.violation(what));
  headers['VI-Client-Type'] = dial.origin;
  const leg = new Leg(session, {
    id: core.nextLegId(),
    incoming: true,
    clientType: dial.origin,
    callerid: dial.from,
    displayName: dial.displayName ?? dial.from,
    number: dial.to,
    headers,
    customData: dial.customData ?? '',
  });
  const far = new FarEnd(leg, { number: dial.to, displayName: '', headers: {}, deviceId: null });
  core.recorder?.line(leg.id, far);
  leg.ends = [far];
  leg.far = far;
  session.addLeg(leg);
  leg.answerWithin(LIMITS.unansweredMs);
  if (core.trace.on) core.trace.emit({ kind: 'leg.in', session: session.id, leg: leg.id, from: dial.from, to: dial.to });
  return leg;
}

/** Global code, then Started (row 3); whatever it throws ends the session (row 2). */
function begin(session: Session, { core, rule, makeRealm }: SessionOpening): void {
  if (session.isOver) return;
  const scripts = scriptsOf(core, rule);
  for (const script of scripts) {
    const newer = core.newerSyntax(script);
    if (newer) session.violation(newer);
  }
  if (core.trace.on) {
    core.trace.emit({ kind: 'session', session: session.id, rule: rule.name, scenarios: scripts.map((one) => one.name) });
  }
  runIn(session, () => {
    session.realm = makeRealm(session);
    session.realm.evaluate(scripts);
  });
  if (!session.isOver) session.raiseApp('Application.Started', session.startedFields());
}

function scriptsOf(core: Core, rule: RuleRow): ScenarioScript[] {
  const scripts: ScenarioScript[] = [];
  for (const id of rule.scenarioIds) {
    const row = core.rows.scenarios.get(id);
    if (row) scripts.push({ name: row.name, text: row.script });
  }
  return scripts;
}

function alertingFields(leg: Leg, dial: DialOptions): Record<string, unknown> {
  const { card, session } = leg;
  const application = session.core.rows.applications.get(session.applicationId);
  const domain = `${application?.name ?? 'app'}.${session.core.rows.accountName}.voximplant.com`;
  const fields: Record<string, unknown> = {
    call: leg.call,
    callerid: card.callerid,
    destination: card.number,
    toURI: `sip:${card.number}@${domain}`,
    fromURI: `sip:${card.callerid}@${domain}`,
    displayName: card.displayName,
    headers: { ...card.headers },
    scheme: '',
  };
  if (dial.customData !== undefined) fields['customData'] = dial.customData;
  return fields;
}
