/** Names of VoxEngine that fail by their name here, and why [typings]. */
export const ABSENT_NAMES: readonly { names: string; why: string }[] = [
  { names: 'VoxEngine.createASR, ASR, ASREvents, ASRLanguage, AMD', why: 'there is no sound to recognise: media is who hears whom' },
  { names: 'VoxEngine.createStreamingAgent, AI, OpenAI, Gemini, ElevenLabs, Ultravox, Cartesia, Yandex, VoximplantAvatar', why: 'conversations with machines are not part of incoming calls' },
  { names: 'VoxEngine.callConference, callWhatsappUser, CallList, CCAI, PushService events', why: 'no incoming call uses them' },
  { names: 'VoximplantAPI, MeasurementProtocol', why: 'they leave this machine' },
  { names: 'Call.handleBlindTransfer, notifyBlindTransfer…, enableBeepDetection, video', why: 'no far end here asks for a transfer, beeps or shows pictures' },
  { names: 'enableStatisticsForIncomingWebsockets and its three likes', why: 'there is no log server that they would fill' },
];
