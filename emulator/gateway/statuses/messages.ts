import { randomUUID } from 'node:crypto';
import type { DeviceListener, OperatorStatus } from '../../platform/lines';
import { textOf, type Params } from '../params';
import type { Handlers, Session } from '../session';
import { isStatusName } from './names';

export const statusHandlers: Handlers = {
  setOperatorACDStatus(session, params) {
    const { uuid, status } = request(params);
    if (!session.operator) return;
    if (!isStatusName(status)) {
      refuse(session, uuid, status);
      return;
    }
    session.services.echoes.asked(session.operator.user.id, { uuid, status, device: session.id });
    session.operator.device.setStatus(status, uuid);
  },
  getOperatorACDStatus(session, params) {
    if (!session.operator) return;
    session.say('onACDStatus', session.operator.user.name, session.operator.device.getStatus(), params.text(0), '');
  },
  setOperatorMessagingStatus(session, params) {
    const { uuid, status } = request(params);
    if (!session.operator) return;
    if (!isStatusName(status)) {
      refuse(session, uuid, status);
      return;
    }
    session.messagingStatus = status;
    session.say('SQMessagingStatusUpdated', session.operator.user.name, status, uuid, '');
  },
  getOperatorMessagingStatus(session, params) {
    if (!session.operator) return;
    session.say('SQMessagingStatusUpdated', session.operator.user.name, session.messagingStatus, params.text(0), '');
  },
};

/**
 * What the platform says about statuses goes to the page. A refusal is a push
 * of the real status under the request's id: the page sees error 2.
 */
export function statusListener(session: Session, userId: number): Pick<DeviceListener, 'status'> {
  return {
    status({ status, requestId, description }) {
      const uuid = requestId
        ?? session.services.echoes.behind(userId, { status, device: session.id })
        ?? `${randomUUID()}_${session.id}`;
      session.say('onACDStatus', session.operator?.user.name ?? '', status, uuid, description ?? '');
    },
  };
}

/** Behind the scenes of `npm start` and tests: a change of the messaging half by the platform. */
export function pushMessagingStatus(session: Session, status: OperatorStatus, description: string): void {
  session.messagingStatus = status;
  session.say('SQMessagingStatusUpdated', session.operator?.user.name ?? '', status, `${randomUUID()}_${session.id}`, description);
}

function request(params: Params): { uuid: string; status: string } {
  const given = params.record(0);
  return { uuid: textOf(given, 'uuid') ?? '', status: textOf(given, 'status') ?? '' };
}

/** Code and text never reach the page, which always sees error 7 (section 4). */
function refuse(session: Session, uuid: string, status: string): void {
  session.services.log(`gateway: refused the status «${status}»; no such name`);
  session.say('onSQStatusError', session.operator?.user.name ?? '', uuid, 7, 'Wrong status name');
}
