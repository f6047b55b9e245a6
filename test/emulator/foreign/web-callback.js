// Started by the site: calls the manager, then the customer, and joins them.
var call1, call2, data;

VoxEngine.addEventListener(AppEvents.Started, function (e) {
  data = JSON.parse(VoxEngine.customData());
  call1 = VoxEngine.callPSTN(data.manager, "74951234567");
  call1.addEventListener(CallEvents.Connected, onManager);
  call1.addEventListener(CallEvents.Failed, function (e) { Logger.write("manager " + e.code + " " + e.reason); VoxEngine.terminate(); });
  call1.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});

function onManager() {
  call1.say("Connecting to a customer", Language.US_ENGLISH_FEMALE);
  call1.addEventListener(CallEvents.PlaybackFinished, function onSaid() {
    call1.removeEventListener(CallEvents.PlaybackFinished, onSaid);
    call2 = VoxEngine.callPSTN(data.customer, data.manager);
    call2.addEventListener(CallEvents.AudioStarted, function () { call2.sendMediaTo(call1); });
    call2.addEventListener(CallEvents.Connected, function () { VoxEngine.sendMediaBetween(call1, call2); Logger.write("joined"); });
    call2.addEventListener(CallEvents.Failed, function (e) { call1.hangup(); });
    call2.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  });
}
