import {
  SmartQueueOperatorSettingsMode,
  SmartQueueTaskStatus,
  TaskWaitingCode,
  TerminationStatus,
} from '../queues/names';
import { EVENT_NAMES } from './event-names';

/** VoxEngine's other lists of constants, by the name of the list [typings]. */
export const CONSTANTS = {
  Modules: {
    ACD: 'acd',
    AI: 'ai',
    ApplicationStorage: 'applicationstorage',
    ASR: 'asr',
    Avatar: 'avatar',
    Conference: 'conference',
    ElevenLabs: 'elevenlabs',
    Gemini: 'gemini',
    IVR: 'ivr',
    OpenAI: 'openai',
    PushService: 'pushservice',
    Recorder: 'recorder',
    SmartQueue: 'smartqueue',
    StreamingAgent: 'streamingagent',
    Ultravox: 'ultravox',
    Cartesia: 'cartesia',
    Yandex: 'yandex',
    VoximplantAPI: 'voximplantapi',
  },
  TaskWaitingCode,
  TerminationStatus,
  SmartQueueTaskStatus,
  SmartQueueOperatorSettingsMode,
  DTMFType: { ALL: 0, TELEPHONE_EVENT: 1, IN_BAND: 2, SIP_INFO: 3 },
  RecordExpireTime: {
    THREEMONTHS: '',
    SIXMONTHS: '-6m',
    ONEYEAR: '-1y',
    TWOYEARS: '-2y',
    THREEYEARS: '-3y',
    FIVEYEARS: '-5y',
  },
  CallAudioQuality: { HD: 'HD', STANDARD: 'Standard' },
  URLPlayerRequestMethod: { GET: 'GET', POST: 'POST' },
  ConferenceDirection: { SEND: 0, RECEIVE: 1, BOTH: 2 },
  ConferenceMode: { MIX: 0, FORWARD: 1 },
  RecorderProfile: { NHD: 'NHD', VGA: 'VGA', HD: 'HD', FHD: 'FHD', QHD: 'QHD', '4K': '4K' },
  TTSEffectsProfile: {
    WearableClassDevice: 'wearable-class-device',
    HandsetClassDevice: 'handset-class-device',
    HeadphoneClassDevice: 'headphone-class-device',
    SmallBluetoothSpeakerClassDevice: 'small-bluetooth-speaker-class-device',
    MediumBluetoothSpeakerClassDevice: 'medium-bluetooth-speaker-class-device',
    LargeHomeEntertainmentClassDevice: 'large-home-entertainment-class-device',
    LargeAutomotiveClassDevice: 'large-automotive-class-device',
    TelephonyClassApplication: 'telephony-class-application',
  },
  WebSocketAudioEncoding: {
    PCM8: 'PCM8', PCM16_8KHZ: 'PCM8', PCM16: 'PCM16', PCM16_16KHZ: 'PCM16', ALAW: 'ALAW', ULAW: 'ULAW', OPUS: 'OPUS',
  },
  WebSocketReadyState: { CLOSED: 'closed', CLOSING: 'closing', CONNECTING: 'connecting', OPEN: 'open' },
  WebSocketCloseCode: {
    CLOSE_NORMAL: 1000,
    CLOSE_GOING_AWAY: 1001,
    CLOSE_PROTOCOL_ERROR: 1002,
    CLOSE_UNSUPPORTED: 1003,
    CLOSED_NO_STATUS: 1005,
    CLOSE_ABNORMAL: 1006,
    CLOSE_UNSUPPORTED_PAYLOAD: 1007,
    CLOSE_POLICY_VIOLATION: 1008,
    CLOSE_TOO_LARGE: 1009,
    CLOSE_MANDATORY_EXTENSION: 1010,
    CLOSE_SERVER_ERROR: 1011,
    CLOSE_SERVICE_RESTART: 1012,
    CLOSE_TRY_AGAIN_LATER: 1013,
    CLOSE_BAD_GATEWAY: 1014,
    CLOSE_TLS_FAIL: 1015,
  },
} as const;

/** Names that come with a module and are not there before `require` (row 27). */
export const MODULE_LISTS: Readonly<Record<string, readonly string[]>> = {
  acd: ['ACDEvents'],
  smartqueue: [
    'SmartQueueEvents',
    'TaskWaitingCode',
    'TerminationStatus',
    'SmartQueueTaskStatus',
    'SmartQueueOperatorSettingsMode',
  ],
  conference: ['ConferenceEvents', 'ConferenceDirection', 'ConferenceMode'],
  recorder: ['RecorderEvents', 'RecorderProfile'],
  ivr: [],
};

const known = new Map<string, ReadonlySet<string>>(
  Object.entries(EVENT_NAMES).map(([list, members]) => [list, new Set<string>(Object.values(members))]),
);

export function isEventName(list: string, name: unknown): boolean {
  return typeof name === 'string' && (known.get(list)?.has(name) ?? true);
}
