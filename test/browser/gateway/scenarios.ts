/** Small scenarios of the test cloud, as the cloud would get them. */
export interface TestRule {
  name: string;
  pattern: string;
  script: string;
}

/** Calls the dialled user, and joins the two legs in everything. */
const direct = `
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid, displayName, destination, headers, customData }) => {
  const other = VoxEngine.callUser({
    username: destination, callerid, displayName, extraHeaders: { ...headers, 'VI-CallData': customData || '' },
  });
  const relay = (from, to) => {
    from.addEventListener(CallEvents.MessageReceived, ({ text }) => to.sendMessage(text));
    from.addEventListener(CallEvents.InfoReceived, ({ mimeType, body }) => to.sendInfo(mimeType, body));
    from.addEventListener(CallEvents.OnHold, () => to.sendMessage('held'));
    from.addEventListener(CallEvents.OffHold, () => to.sendMessage('unheld'));
    from.addEventListener(CallEvents.ToneReceived, ({ tone }) => to.sendMessage('tone ' + tone));
    from.addEventListener(CallEvents.Disconnected, ({ headers }) => to.hangup(headers));
    from.handleTones(true);
  };
  relay(call, other);
  relay(other, call);
  other.addEventListener(CallEvents.Ringing, () => call.ring());
  other.addEventListener(CallEvents.Connected, ({ headers }) => {
    call.answer(headers);
    VoxEngine.sendMediaBetween(call, other);
  });
  other.addEventListener(CallEvents.Failed, ({ code }) => call.reject(code));
});`;

/** Speaks before the answer, then plays music, then refuses. */
const early = `
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.startEarlyMedia();
  call.startPlayback('https://sounds.example/music.mp3', { loop: true });
});`;

/** Answers, greets, plays music for a moment, then calls an operator and joins him: as the product does. */
const greeted = `
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  call.addEventListener(CallEvents.Connected, () => call.say('Здравствуйте, вы позвонили в школу'));
  call.addEventListener(CallEvents.PlaybackFinished, () => {
    call.startPlayback('https://sounds.example/music.mp3', { loop: true });
    const operator = VoxEngine.callUser({ username: 'anna', callerid });
    operator.addEventListener(CallEvents.Connected, () => VoxEngine.sendMediaBetween(call, operator));
    operator.addEventListener(CallEvents.Disconnected, () => call.hangup());
    operator.addEventListener(CallEvents.Failed, () => call.hangup());
    call.addEventListener(CallEvents.Disconnected, () => operator.hangup());
  });
  call.answer();
});`;

/** `refuse486` and the like. */
const refuse = `
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => call.reject(Number(destination.slice(6))));`;

export const testNumber = '74951234567';

export const testRules: readonly TestRule[] = [
  { name: 'greeted', pattern: `${testNumber}|greeted`, script: greeted },
  { name: 'early', pattern: 'early', script: early },
  { name: 'refuse', pattern: 'refuse\\d{3}', script: refuse },
  { name: 'direct', pattern: '.*', script: direct },
];
