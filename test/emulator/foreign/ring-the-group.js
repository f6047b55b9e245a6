// Rings users one after the other with the old positional form.
var group = ["anna", "boris", "vera"], inbound, pending;

VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  inbound = e.call;
  inbound.addEventListener(CallEvents.Disconnected, function () { if (pending) pending.hangup(); VoxEngine.terminate(); });
  inbound.ring();
  next(0, e);
});

function next(i, e) {
  if (i >= group.length) { inbound.reject(486); return; }
  pending = VoxEngine.callUser(group[i], e.callerid, e.displayName, { "VI-CallTimeout": "15", "X-Group": "sales" }, false, e.scheme);
  pending.addEventListener(CallEvents.Connected, function (event) {
    inbound.answer();
    inbound.addEventListener(CallEvents.Connected, function () { VoxEngine.sendMediaBetween(inbound, event.call); });
    Logger.write("with " + group[i] + " " + event.call.number());
  });
  pending.addEventListener(CallEvents.Failed, function (event) { Logger.write(group[i] + " " + event.code); next(i + 1, e); });
  pending.addEventListener(CallEvents.Disconnected, function () { VoxEngine.terminate(); });
}
