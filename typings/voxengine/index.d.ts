/**
 * The slice of VoxEngine that the scenarios use, declared in our own words.
 *
 * Names, mandatory fields and the shapes of events follow the vendor's
 * voxengine.d.ts, so a source that compiles against this file compiles against
 * the vendor's too (with `getSecretValue` added there, which it lacks).
 * Times are in the unit each member names; the platform mixes seconds,
 * milliseconds and minutes.
 */

// ---------------------------------------------------------------- application

declare enum AppEvents {
  Started = 'Application.Started',
  CallAlerting = 'Application.CallAlerting',
  HttpRequest = 'Application.HttpRequest',
  Terminating = 'Application.Terminating',
  Terminated = 'Application.Terminated',
}

declare interface _AppEvents {
  [AppEvents.Started]: _StartedEvent;
  [AppEvents.CallAlerting]: _CallAlertingEvent;
  [AppEvents.HttpRequest]: _HttpRequestEvent;
  [AppEvents.Terminating]: _TerminatingEvent;
  [AppEvents.Terminated]: _TerminatedEvent;
}

/** First event of every session. The two URLs are credentials. */
declare interface _StartedEvent {
  accessURL: string;
  accessSecureURL: string;
  accountId: number;
  applicationId: number;
  logURL: string;
  /** Equals call_session_history_id of the Management API. */
  sessionId: number;
  conference_name: string;
}

/** A call came in; only in sessions that a call started. */
declare interface _CallAlertingEvent {
  call: Call;
  name: string;
  /** May be empty, 'anonymous', or any notation of a number. */
  callerid: string;
  /** What was dialled; rule patterns match this. */
  destination: string;
  toURI: string;
  fromURI: string;
  displayName: string;
  headers: { [header: string]: string };
  customData?: string;
  scheme: string;
}

/** Somebody called the session's access URL. Only X- headers arrive. */
declare interface _HttpRequestEvent {
  method: string;
  path: string;
  content: string;
  headers: { key: string; value: string }[];
}

declare interface _SystemError {
  systemError?: boolean;
}
declare interface _TerminatingEvent extends _SystemError {}
declare interface _TerminatedEvent extends _SystemError {}

// ----------------------------------------------------------------------- call

declare enum CallEvents {
  Connected = 'Call.Connected',
  Disconnected = 'Call.Disconnected',
  Failed = 'Call.Failed',
  MessageReceived = 'Call.MessageReceived',
  PlaybackStarted = 'Call.PlaybackStarted',
  PlaybackFinished = 'Call.PlaybackFinished',
  RecordStarted = 'Call.RecordStarted',
  RecordError = 'Call.RecordError',
  ToneReceived = 'Call.ToneReceived',
}

declare interface _CallEvents {
  [CallEvents.Connected]: _ConnectedEvent;
  [CallEvents.Disconnected]: _DisconnectedEvent;
  [CallEvents.Failed]: _FailedEvent;
  [CallEvents.MessageReceived]: _MessageReceivedEvent;
  [CallEvents.PlaybackStarted]: _PlaybackStartedEvent;
  [CallEvents.PlaybackFinished]: _PlaybackFinishedEvent;
  [CallEvents.RecordStarted]: _RecordStartedEvent;
  [CallEvents.RecordError]: _RecordErrorEvent;
  [CallEvents.ToneReceived]: _ToneReceivedEvent;
}

declare interface _CallEvent {
  call: Call;
  name: string;
  id: string;
}
declare interface _CallHeaderEvent extends _CallEvent {
  headers?: { [header: string]: string };
}
declare interface _ConnectedEvent extends _CallEvent {
  customData?: string;
  headers: { [header: string]: string };
}
declare interface _DisconnectedEvent extends _CallHeaderEvent {
  internalCode: number;
  reason: string;
  /** Seconds. */
  duration: number;
  cost: number;
  direction: string;
}
/** An outbound leg that never connected. */
declare interface _FailedEvent extends _CallHeaderEvent {
  code: number;
  reason: string;
}
declare interface _MessageReceivedEvent extends _CallHeaderEvent {
  text: string;
}
declare interface _PlaybackStartedEvent extends _CallEvent {
  /** Milliseconds. */
  duration: number;
}
declare interface _PlaybackFinishedEvent extends _CallEvent {
  error?: string;
}
declare interface _CallRecordEvent extends _CallEvent {
  url: string;
}
declare interface _RecordStartedEvent extends _CallRecordEvent {}
declare interface _RecordErrorEvent extends _CallEvent {
  error: string;
}
declare interface _ToneReceivedEvent extends _CallEvent {
  tone: string;
  type: string;
}

declare interface StartPlaybackParameters {
  loop?: boolean;
  progressivePlayback?: boolean;
}
declare interface CallSayParameters {
  voice?: Voice;
  progressivePlayback?: boolean;
}
declare interface BaseRecorderParameters {
  hd_audio?: boolean;
  recordNamePrefix?: string;
}
declare interface CallRecordParameters extends BaseRecorderParameters {
  stereo?: boolean;
}

declare interface CallUserParameters {
  username: string;
  callerid: string;
  displayName?: string;
  extraHeaders?: { [header: string]: string };
}

/** One leg. */
declare class Call {
  id(): string;
  /** Where the leg comes from: pstn, sip, user … */
  clientType(): string;
  /** The far end: a number, or an operator's user in one of several forms. */
  number(): string;
  callerid(): string;
  answer(extraHeaders?: { [header: string]: string }): void;
  /** Refuses an unanswered leg with a 3xx-6xx code; Disconnected follows at once. */
  reject(code: number, extraHeaders?: { [header: string]: string }): void;
  /** What is sent before the answer is heard from now on. */
  startEarlyMedia(extraHeaders?: { [header: string]: string }): void;
  /** The ringing tone of a country, e.g. `RU`. */
  playProgressTone(country: string): void;
  hangup(extraHeaders?: { [header: string]: string }): void;
  say(text: string, parameters?: CallSayParameters): void;
  startPlayback(url: string, parameters?: StartPlaybackParameters): void;
  /** Ends what plays now and keeps its PlaybackFinished back. */
  stopPlayback(): void;
  record(parameters: CallRecordParameters): void;
  sendMessage(text: string): void;
  sendMediaTo(mediaUnit: VoxMediaUnit): void;
  stopMediaTo(mediaUnit: VoxMediaUnit): void;
  /** ToneReceived comes only after `handleTones(true)`. */
  handleTones(doHandle: boolean): void;
  addEventListener<T extends keyof _CallEvents>(
    event: CallEvents | T,
    callback: (event: _CallEvents[T]) => void,
  ): void;
  removeEventListener<T extends keyof _CallEvents>(
    event: CallEvents | T,
    callback?: (event: _CallEvents[T]) => void,
  ): void;
}

declare type VoxMediaUnit = Call | Recorder;

// ------------------------------------------------- ACD v1, require(Modules.ACD)

declare enum ACDEvents {
  Queued = 'ACD.Queued',
  Waiting = 'ACD.Waiting',
  Offline = 'ACD.Offline',
  QueueFull = 'ACD.QueueFull',
  OperatorCallAttempt = 'ACD.OperatorCallAttempt',
  OperatorFailed = 'ACD.OperatorFailed',
  OperatorReached = 'ACD.OperatorReached',
  Error = 'ACD.Error',
}

declare interface _ACDEvents {
  [ACDEvents.Queued]: _ACDQueuedEvent;
  [ACDEvents.Waiting]: _ACDWaitingEvent;
  [ACDEvents.Offline]: _ACDOfflineEvent;
  [ACDEvents.QueueFull]: _ACDQueueFullEvent;
  [ACDEvents.OperatorCallAttempt]: _ACDCallAttempt;
  [ACDEvents.OperatorFailed]: _ACDFailedEvent;
  [ACDEvents.OperatorReached]: _ACDReachedEvent;
  [ACDEvents.Error]: _ACDErrorEvent;
}

declare interface _ACDBaseEvent {
  request: ACDRequest;
}
declare interface _ACDQueuedEvent extends _ACDBaseEvent {}
declare interface _ACDOfflineEvent extends _ACDBaseEvent {}
declare interface _ACDQueueFullEvent extends _ACDBaseEvent {}
/** Only as the answer to getStatus(). */
declare interface _ACDWaitingEvent extends _ACDBaseEvent {
  /** Whole minutes, 0 possible. */
  ewt: number;
  /** From 1. */
  position: number;
}
declare interface _ACDCallAttempt extends _ACDBaseEvent {
  operatorCall: Call;
}
/** One attempt is over; the request goes on by itself. */
declare interface _ACDFailedEvent extends _ACDBaseEvent {
  operatorUserName: string;
  statusCode: number;
}
declare interface _ACDReachedEvent extends _ACDBaseEvent {
  operatorCall: Call;
}
declare interface _ACDErrorEvent extends _ACDBaseEvent {
  error: string;
}

declare interface ACDEnqueueParameters {
  /** 1 … 100, 1 is the most urgent. */
  priority: number;
  /** X- headers for the operator's leg, and VI-CallTimeout in seconds (10 … 400). */
  headers?: { [header: string]: string };
  video: boolean;
  customData: string;
}

declare class ACDRequest {
  id(): string;
  /** Answered by a Waiting event; only after Queued. */
  getStatus(): void;
  cancel(): void;
  addEventListener<T extends keyof _ACDEvents>(
    event: ACDEvents | T,
    callback: (event: _ACDEvents[T]) => void,
  ): void;
  removeEventListener<T extends keyof _ACDEvents>(
    event: ACDEvents | T,
    callback?: (event: _ACDEvents[T]) => void,
  ): void;
}

// -------------------------------------- SmartQueue, require(Modules.SmartQueue)

declare enum SmartQueueEvents {
  EnqueueSuccess = 'SmartQueue.EnqueueSuccess',
  Waiting = 'SmartQueue.Waiting',
  TaskDistributed = 'SmartQueue.DistributeTask',
  OperatorReached = 'SmartQueue.OperatorReached',
  ClientDisconnected = 'SmartQueue.ClientDisconnected',
  TaskCanceled = 'SmartQueue.TaskCanceled',
  Error = 'SmartQueue.Error',
}

declare interface _SmartQueueEvents {
  [SmartQueueEvents.EnqueueSuccess]: _SmartQueueEnqueueSuccessEvent;
  [SmartQueueEvents.Waiting]: _SmartQueueWaitingEvent;
  [SmartQueueEvents.TaskDistributed]: _SmartQueueTaskDistributedEvent;
  [SmartQueueEvents.OperatorReached]: _SmartQueueOperatorReachedEvent;
  [SmartQueueEvents.ClientDisconnected]: _SmartQueueClientDisconnectedEvent;
  [SmartQueueEvents.TaskCanceled]: _SmartQueueTaskCanceledEvent;
  [SmartQueueEvents.Error]: _SmartQueueErrorEvent;
}

declare interface _SmartQueueEvent {
  task: SmartQueueTask;
}
declare interface _SmartQueueEnqueueSuccessEvent extends _SmartQueueEvent {}
/** Comes by itself every 10-15 s. */
declare interface _SmartQueueWaitingEvent extends _SmartQueueEvent {
  /** Milliseconds; without meaning unless `code` is SUCCESS. */
  ewt: number;
  position: number;
  code: TaskWaitingCode;
  message: string;
}
/** An operator rings; the only sign that the one before did not answer. */
declare interface _SmartQueueTaskDistributedEvent extends _SmartQueueEvent {
  operatorId: number;
  operatorName: string;
}
declare interface _SmartQueueOperatorReachedEvent extends _SmartQueueEvent {
  agentCall: Call;
}
/** The caller is gone; the task lives on until `cancel` is called. */
declare interface _SmartQueueClientDisconnectedEvent extends _SmartQueueEvent {
  cancel: () => void;
}
declare interface _SmartQueueTaskCanceledEvent extends _SmartQueueEvent {
  status: TerminationStatus;
  description: string;
}
declare interface _SmartQueueErrorEvent extends _SmartQueueEvent {
  type: TerminationStatus;
  description: string;
}

declare enum TaskWaitingCode {
  SUCCESS = 200,
  NONE = 500,
  CANNOT_BE_ESTIMATED = 501,
  OVERFLOWED = 503,
}

declare enum TerminationStatus {
  NONE = 0,
  INTERNAL_ERROR = 500,
  NORMAL = 1000,
  TIMEOUT_REACHED = 1001,
  MS_NOT_ANSWERED = 1002,
  QUEUE_EMPTY = 1003,
  MAX_WAITING_TIME_REACHED = 1004,
  MAX_QUEUE_SIZE_REACHED = 1005,
  OPERATOR_NOT_AVAILABLE = 1006,
  CLIENT_TERMINATE = 1100,
  FINISHED_BY_CLIENT = 1201,
  FINISHED_BY_OPERATOR = 1202,
  FAILED = 1203,
  CANCELED = 1204,
  TRANSFERRED = 1205,
}

declare interface SmartQueue {
  id: number;
  name: string;
}
declare interface SmartQueueSkill {
  name: string;
  level: (1 | 2 | 3 | 4 | 5)[];
}
declare enum SmartQueueOperatorSettingsMode {
  STRICT = 'STRICT',
  SMART = 'SMART',
}
declare interface SmartQueueOperatorSettings {
  operatorId: number;
  mode: SmartQueueOperatorSettingsMode;
  /** Seconds. */
  timeout: number;
}
declare interface SmartQueueTaskParameters {
  call?: Call;
  operatorSettings?: SmartQueueOperatorSettings;
  /** How long one operator rings, seconds. */
  timeout: number;
  /** 1 … 100. Which end is urgent is not documented. */
  priority: number;
  skills: SmartQueueSkill[];
  queue: SmartQueue;
  customData: string;
  extraHeaders?: { [header: string]: string };
  video: boolean;
  scheme: string;
  maxVideoBitrate: number;
}

/** `status` is left out on purpose: the vendor types it so that it cannot be compared. */
declare class SmartQueueTask {
  id: string;
  terminationStatus: TerminationStatus | null;
  clientCall: Call | null;
  agentCall: Call | null;
  settings: SmartQueueTaskParameters;
  end(description: string, terminationStatus?: TerminationStatus): void;
  addEventListener<T extends keyof _SmartQueueEvents>(
    event: SmartQueueEvents | T,
    callback: (event: _SmartQueueEvents[T]) => void,
  ): void;
  removeEventListener<T extends keyof _SmartQueueEvents>(
    event: SmartQueueEvents | T,
    callback?: (event: _SmartQueueEvents[T]) => void,
  ): void;
}

// ------------------------------------------- Recorder, require(Modules.Recorder)

declare enum RecorderEvents {
  Started = 'Recorder.Started',
  Stopped = 'Recorder.Stopped',
  RecorderError = 'Recorder.Error',
}
declare interface _RecorderEvent {
  recorder: Recorder;
}
declare interface _RecorderURLEvent extends _RecorderEvent {
  url: string;
}
declare interface _RecorderStartedEvent extends _RecorderURLEvent {}
declare interface _RecorderStoppedEvent extends _RecorderEvent {
  cost: string;
  /** Seconds. */
  duration: number;
}
declare interface _RecorderErrorEvent extends _RecorderEvent {
  error: string;
}
declare interface _RecorderEvents {
  [RecorderEvents.Started]: _RecorderStartedEvent;
  [RecorderEvents.Stopped]: _RecorderStoppedEvent;
  [RecorderEvents.RecorderError]: _RecorderErrorEvent;
}
declare interface RecorderParameters extends BaseRecorderParameters {
  name?: string;
}
declare class Recorder {
  id(): string;
  mute(doMute: boolean): void;
  stop(): void;
  addEventListener<T extends keyof _RecorderEvents>(
    event: RecorderEvents | T,
    callback: (event: _RecorderEvents[T]) => void,
  ): void;
  removeEventListener<T extends keyof _RecorderEvents>(
    event: RecorderEvents | T,
    callback?: (event: _RecorderEvents[T]) => void,
  ): void;
}

// ------------------------- ApplicationStorage, require(Modules.ApplicationStorage)

declare interface StorageKey {
  key: string;
  value: string;
  expireAt: number;
}
declare interface StoragePage {
  keys: string[];
}
declare namespace ApplicationStorage {
  function get(key: string): Promise<StorageKey | null>;
  /** `pattern` is the part of the key before its first colon. */
  function keys(pattern?: string, count?: number): Promise<StoragePage>;
  /** Key ≤ 200, value ≤ 2000 characters, ttl 0 … 7776000 s. */
  function put(key: string, value: string, ttl: number): Promise<StorageKey>;
  function remove(key: string): Promise<StorageKey>;
}

// ------------------------------------------------------------- without require

declare enum Modules {
  ACD = 'acd',
  ApplicationStorage = 'applicationstorage',
  Recorder = 'recorder',
  SmartQueue = 'smartqueue',
}
declare function require(module: Modules): void;

declare namespace VoxEngine {
  function addEventListener<T extends keyof _AppEvents>(
    event: AppEvents | T,
    callback: (event: _AppEvents[T]) => void,
  ): void;
  function removeEventListener<T extends keyof _AppEvents>(
    event: AppEvents | T,
    callback?: (event: _AppEvents[T]) => void,
  ): void;
  function enqueueACDRequest(
    queue: string,
    callerid: string,
    parameters?: ACDEnqueueParameters,
  ): ACDRequest;
  function enqueueTask(parameters: SmartQueueTaskParameters): SmartQueueTask;
  /** Both directions; each side hears exactly one source, the newest. */
  function sendMediaBetween(mediaUnit1: VoxMediaUnit, mediaUnit2: VoxMediaUnit): void;
  function stopMediaBetween(mediaUnit1: VoxMediaUnit, mediaUnit2: VoxMediaUnit): void;
  function createRecorder(parameters?: RecorderParameters): Recorder;
  function callPSTN(number: string, callerid: string): Call;
  /** Rings every device of a user of the application; events come later, never during the call. */
  function callUser(parameters: CallUserParameters): Call;
  function customData(customData?: string): string;
  /** Ends the session; the running function still runs to its end. */
  function terminate(): void;
  /** A secret of the application, or undefined. Absent from the vendor's typings. */
  function getSecretValue(name: string): string | undefined;
}

declare namespace Net {
  interface HttpRequestOptions {
    method?: string;
    postData?: string | number[];
    headers?: { [key: string]: string };
    /** Seconds, ≤ 90. */
    timeout?: number;
    /** Seconds, ≤ 6. */
    connectionTimeout?: number;
  }
  interface HttpRequestResult {
    /** HTTP status, or 0, -1 … -9 for what never became an answer. */
    code: number;
    text?: string;
    headers?: { key: string; value: string }[];
    error?: string;
  }
  /** Throws beyond 35 requests, active and queued together. */
  function httpRequest(
    url: string,
    callback: (result: HttpRequestResult) => void,
    options?: HttpRequestOptions,
  ): void;
}

declare namespace Crypto {
  function hmac_sha256(key: string, data: string): string;
}

declare namespace Logger {
  function write(message: string): void;
}

/** A text-to-speech voice, an opaque value out of VoiceList. */
declare class Voice {}
/** Groups of voices by provider; looked up by a path from the settings. */
declare namespace VoiceList {
  namespace Amazon {
    const ru_RU_Tatyana: Voice;
  }
}

declare function setTimeout(callback: () => void, timeout?: number): number;
declare function clearTimeout(timeoutID: number): void;
declare function uuidgen(): string;
/** `date` as wall-clock time in an IANA time zone; the session's own clock is UTC. */
declare function getLocalTime(timezone: string, date: Date): Date;
