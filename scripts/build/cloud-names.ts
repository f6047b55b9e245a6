/**
 * What a scenario finds in the cloud. VoxEngine's names are those of the
 * vendor's voxengine.d.ts (November 2025); the language is ES2020, which is what
 * the oldest engine that the vendor documents has (platform-facts 1.7).
 */
const LANGUAGE = `
  Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float32Array
  Float64Array Function Infinity Int16Array Int32Array Int8Array JSON Map Math NaN Number Object Promise Proxy
  RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError
  Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet arguments decodeURI decodeURIComponent
  encodeURI encodeURIComponent escape globalThis isFinite isNaN parseFloat parseInt undefined unescape`;

const ALWAYS = `
  AMD AppEvents BasePlayer CCAI Call CallAudioQuality CallEvents CallList Crypto DTMFType Endpoint Language Logger
  MeasurementProtocol Modules Net PhoneNumber Player PlayerEvents RecordExpireTime SequencePlayer
  SequencePlayerEvents TTSEffectsProfile URLPlayerRequestMethod Voice VoiceList VoxEngine WebSocket
  WebSocketAudioEncoding WebSocketCloseCode WebSocketEvents WebSocketReadyState base64_decode base64_encode
  bytes2hex bytes2str clearInterval clearTimeout getLocalTime hex2bytes levenshtein_distance setInterval setTimeout
  str2bytes uuidgen`;

/** Names that are there only after `require(Modules.X)`: module → globals, and members of VoxEngine. */
const BEHIND_REQUIRE: Readonly<Record<string, string>> = {
  ACD: 'ACDEvents ACDRequest enqueueACDRequest',
  AI: 'AI DialogflowLanguage DialogflowModel DialogflowModelVariant DialogflowSsmlVoiceGender',
  ASR: `ASR ASRDictionary ASREvents ASRLanguage ASRModel ASRModelList ASRProfileList TranscriptionProvider createASR`,
  ApplicationStorage: 'ApplicationStorage',
  Avatar: 'VoximplantAvatar',
  Cartesia: 'Cartesia',
  Conference: `Conference ConferenceDirection ConferenceEvents ConferenceMode createConference destroyConference`,
  ElevenLabs: 'ElevenLabs',
  Gemini: 'Gemini',
  IVR: 'IVR IVRState',
  OpenAI: 'OpenAI',
  Recorder: `
    ConferenceRecorder Recorder RecorderDirection RecorderEvents RecorderLabelFont RecorderLabelPosition
    RecorderLabelTextAlign RecorderLayout RecorderObjectFit RecorderProfile createRecorder`,
  SmartQueue: `
    SmartQueueEvents SmartQueueOperatorSettingsMode SmartQueueTask TaskWaitingCode TerminationStatus enqueueTask`,
  StreamingAgent: 'StreamingAgent StreamingAgentEvents createStreamingAgent',
  Ultravox: 'Ultravox',
  VoximplantAPI: 'VoximplantAPI',
  Yandex: 'Yandex',
};

const modules = new Map(
  Object.entries(BEHIND_REQUIRE).flatMap(([module, names]) => words(names).map((name) => [name, module] as const)),
);
const known = new Set([...words(LANGUAGE), ...words(ALWAYS), ...modules.keys()]);

/** The member of `Modules` that a name needs, or undefined. */
export function moduleOf(name: string): string | undefined {
  return modules.get(name);
}

export function isModule(name: string): boolean {
  return name in BEHIND_REQUIRE || name === 'PushService';
}

export function isKnownInCloud(name: string): boolean {
  return known.has(name);
}

/** What people reach for out of habit, and what the cloud has instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  fetch: 'use Net.httpRequestAsync',
  XMLHttpRequest: 'use Net.httpRequestAsync',
  console: 'use Logger.write',
  process: 'take settings from vox:settings, secrets from VoxEngine.getSecretValue',
  require: 'write `require(Modules.X);` alone on its line, without using its result',
  crypto: 'use Crypto or uuidgen',
  Buffer: 'use base64_encode and str2bytes',
  btoa: 'use base64_encode',
  atob: 'use base64_decode',
  URL: 'take the address apart by hand',
  URLSearchParams: 'use encodeURIComponent',
  TextEncoder: 'use str2bytes',
  TextDecoder: 'use bytes2str',
  setImmediate: 'use setTimeout(fn, 0)',
  queueMicrotask: 'use Promise.resolve().then(fn)',
  structuredClone: 'copy the fields by hand',
  localStorage: 'use ApplicationStorage',
  eval: 'write the code out',
};
const NODE = new Set(['process', 'Buffer', 'require', 'module', 'exports', '__dirname', '__filename', 'global', 'setImmediate']);
const BROWSER = new Set(words(`
  window document navigator location history localStorage sessionStorage indexedDB fetch XMLHttpRequest Headers Request
  Response FormData Blob File FileReader Worker Audio Image Notification alert confirm prompt self
  requestAnimationFrame performance crypto console URL URLSearchParams TextEncoder TextDecoder AbortController
  AbortSignal Event EventTarget btoa atob structuredClone queueMicrotask`));

/** What a name is that the cloud does not have, and what to do. */
export function describeForeign(name: string): { what: string; remedy: string } {
  const kind = NODE.has(name) ? 'a global of Node' : BROWSER.has(name) ? 'a global of browsers' : 'no global of VoxEngine';
  return { what: `\`${name}\` is ${kind}; the cloud does not have it`, remedy: INSTEAD[name] ?? 'define it, or do without' };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
