/** Names of VoxEngine that fail by their name here, and why [typings]. */
export const ABSENT_NAMES: readonly { names: string; why: string }[] = [
  { names: 'VoxEngine.createASR, ASR, ASREvents, ASRLanguage, AMD', why: 'there is no sound to recognise: media is who hears whom' },
  { names: 'VoxEngine.createStreamingAgent, AI, OpenAI, Gemini, ElevenLabs, Ultravox, Cartesia, Yandex, VoximplantAvatar', why: 'conversations with machines are not part of incoming calls' },
  { names: 'VoxEngine.allowWebSocketConnections and AppEvents.WebSocket', why: 'nothing connects to a session from outside but HTTP' },
  { names: 'VoxEngine.callConference, callWhatsappUser, CallList, CCAI, PushService events', why: 'no incoming call uses them' },
  { names: 'Net.sendMail, Net.sendMailAsync, VoximplantAPI, MeasurementProtocol', why: 'they leave this machine' },
  { names: 'The limits of 16 MB of heap and of 8,388,607 characters a string', why: 'Node cannot bound one context; the limit of 1 s a callback holds in a realm of its own' },
  { names: 'Call.transferTo, handleBlindTransfer, notifyBlindTransfer…, enableBeepDetection, video', why: 'no far end here speaks REFER or shows pictures' },
];
