/** Names and values of VoxEngine's ACD and SmartQueue modules (vendor's typings; platform-facts 3.2, 4.2). */
export const ACDEvents = {
  OperatorReached: 'ACD.OperatorReached',
  OperatorCallAttempt: 'ACD.OperatorCallAttempt',
  OperatorFailed: 'ACD.OperatorFailed',
  Error: 'ACD.Error',
  Waiting: 'ACD.Waiting',
  Queued: 'ACD.Queued',
  Offline: 'ACD.Offline',
  QueueFull: 'ACD.QueueFull',
} as const;

export const SmartQueueEvents = {
  Waiting: 'SmartQueue.Waiting',
  OperatorReached: 'SmartQueue.OperatorReached',
  EnqueueSuccess: 'SmartQueue.EnqueueSuccess',
  TaskDistributed: 'SmartQueue.DistributeTask',
  ClientDisconnected: 'SmartQueue.ClientDisconnected',
  TaskCanceled: 'SmartQueue.TaskCanceled',
  Error: 'SmartQueue.Error',
} as const;

export const SmartQueueTaskStatus = {
  DISTRIBUTING: 'DISTRIBUTING',
  CONNECTING: 'CONNECTING',
  CONNECTED: 'CONNECTED',
  ENDED: 'ENDED',
  FAILED: 'FAILED',
} as const;

export const SmartQueueOperatorSettingsMode = { STRICT: 'STRICT', SMART: 'SMART' } as const;

export const TaskWaitingCode = { SUCCESS: 200, NONE: 500, CANNOT_BE_ESTIMATED: 501, OVERFLOWED: 503 } as const;

export const TerminationStatus = {
  NONE: 0,
  INTERNAL_ERROR: 500,
  NORMAL: 1000,
  TIMEOUT_REACHED: 1001,
  MS_NOT_ANSWERED: 1002,
  QUEUE_EMPTY: 1003,
  MAX_WAITING_TIME_REACHED: 1004,
  MAX_QUEUE_SIZE_REACHED: 1005,
  OPERATOR_NOT_AVAILABLE: 1006,
  CLIENT_TERMINATE: 1100,
  FINISHED_BY_CLIENT: 1201,
  FINISHED_BY_OPERATOR: 1202,
  FAILED: 1203,
  CANCELED: 1204,
  TRANSFERRED: 1205,
} as const;
