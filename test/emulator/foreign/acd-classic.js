require(Modules.ACD);
var request,
    originalCall,
    callerid,
    statusInterval;

VoxEngine.addEventListener(AppEvents.CallAlerting, handleInboundCall);

function handleInboundCall(e) {
  log("alerting", e);
  originalCall = e.call;
  callerid = e.callerid;
  count++;
  originalCall.addEventListener(CallEvents.Connected, handleCallConnected);
  originalCall.addEventListener(CallEvents.PlaybackFinished, handlePlaybackFinished);
  originalCall.addEventListener(CallEvents.Failed, cleanup);
  originalCall.addEventListener(CallEvents.Disconnected, cleanup);
  originalCall.answer();
}

function cleanup(e) {
  log("cleanup", e);
  if (request) {
    request.cancel();
    request = null;
  }
  clearInterval(statusInterval);
  VoxEngine.terminate();
}

function handlePlaybackFinished(e) {
  e.call.startPlayback(MUSIC, true);
}

function handleCallConnected(e) {
  request = VoxEngine.enqueueACDRequest("support", callerid);
  request.addEventListener(ACDEvents.Queued, function (acdevent) {
    log("queued", acdevent);
    request.getStatus();
    statusInterval = setInterval(request.getStatus, 30000);
  });
  request.addEventListener(ACDEvents.Waiting, function (acdevent) {
    var minutesLeft = acdevent.ewt + 1;
    originalCall.say("You are number " + acdevent.position + ", wait " + pluralMinutes(minutesLeft), Language.US_ENGLISH_FEMALE);
  });
  request.addEventListener(ACDEvents.OperatorReached, function (acdevent) {
    log("reached", acdevent);
    clearInterval(statusInterval);
    VoxEngine.sendMediaBetween(acdevent.operatorCall, originalCall);
    acdevent.operatorCall.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  });
  request.addEventListener(ACDEvents.OperatorFailed, function (e) { log("failed", e); });
  request.addEventListener(ACDEvents.Offline, function (acdevent) {
    originalCall.say("All operators are offline", Language.US_ENGLISH_FEMALE);
    originalCall.removeEventListener(CallEvents.PlaybackFinished);
    originalCall.addEventListener(CallEvents.PlaybackFinished, function () { VoxEngine.terminate(); });
  });
}
