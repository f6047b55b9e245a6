require(Modules.Recorder);
require(Modules.ApplicationStorage);
var recorder, url, answered;

VoxEngine.addEventListener(AppEvents.CallAlerting, async (e) => {
  const call = e.call;
  const local = getLocalTime("Europe/Moscow", new Date());
  call.addEventListener(CallEvents.Connected, () => {
    const isNight = local.getHours() >= 20 || local.getHours() < 9;
    call.say(isNight ? "We are closed, leave a message" : "Leave a message", { voice: VoiceList.Amazon.ru_RU_Tatyana, progressivePlayback: true });
    call.addEventListener(CallEvents.PlaybackFinished, beep);
  });
  call.addEventListener(CallEvents.Disconnected, async () => {
    if (recorder) recorder.stop();
    const saved = await ApplicationStorage.put("voicemail:" + call.callerid(), url || "none", 3600);
    const res = await Net.httpRequestAsync("http://crm.example.com/voicemail", { method: "POST", headers: { "Content-Type": "application/json;charset=utf-8" }, postData: JSON.stringify({ from: call.callerid(), url: saved.value, id: answered }) });
    Logger.write("crm " + res.code + " " + Crypto.md5([call.callerid(), "salt"]).length);
    VoxEngine.terminate();
  });
  answered = uuidgen().length;
  call.handleTones(true);
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => { if (tone === "#") call.hangup(); });
  call.answer();

  function beep() {
    call.removeEventListener(CallEvents.PlaybackFinished, beep);
    recorder = VoxEngine.createRecorder({ hd_audio: true });
    recorder.addEventListener(RecorderEvents.Started, (r) => { url = r.url; });
    call.sendMediaTo(recorder);
    setTimeout(() => call.hangup(), 30 * 1000);
  }
});
