import type { LiveCalls, Management } from '../../../contracts/management';
import type { Asker } from '../asker';
import { number, rows, textOr, type Row } from '../read-answer';

/** The calls of queues at this moment. */
export function liveMethods(ask: Asker): Pick<Management, 'live'> {
  return {
    live: async ({ applicationId, sqQueueIds, acdQueueIds }) => {
      const [sq, acd] = await Promise.all([
        sqQueueIds.length === 0
          ? []
          : ask.read('GetSQState', { application_id: applicationId, sq_queue_id: sqQueueIds }, 'the state of the queues')
            .then((body) => rows(body, 'result').map(readSqQueue)),
        acdQueueIds.length === 0
          ? []
          : ask.read('GetACDState', { acd_queue_id: acdQueueIds }, 'the state of the queues')
            .then((body) => rows(body['result'] as Row, 'acd_queues').map(readAcdQueue)),
      ]);
      return [...sq, ...acd];
    },
  };
}

function readSqQueue(row: Row): LiveCalls {
  const tasks = rows(row, 'tasks').filter((task) => textOr(task, 'task_type', 'CALL') === 'CALL');
  const talking = tasks.filter((task) => textOr(task, 'status', '') === 'IN_PROCESSING').length;
  return { queueId: number(row, 'sq_queue_id'), waiting: tasks.length - talking, talking };
}

function readAcdQueue(row: Row): LiveCalls {
  return {
    queueId: number(row, 'acd_queue_id'),
    waiting: rows(row, 'waiting_calls').length,
    talking: rows(row, 'servicing_calls').length,
  };
}
