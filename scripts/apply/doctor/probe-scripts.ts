/**
 * Scripts that run in the cloud, try things out and leave the answers in the
 * application's storage. Plain ES2020; words in CAPITALS are filled in before the upload.
 */
const KEEP = `
const seen = {};
const keep = (key, after) => ApplicationStorage.put(key, JSON.stringify(seen), 600).then(after, after);
const attempt = (work, refused) => { try { return work(); } catch (error) { return refused(String(error)); } };`;

/** Waits for the word of a session that failed, if any comes, and ends itself. */
export const MANNERS_SCRIPT = `"use strict";
const names = typeof SmartQueueEvents === 'undefined' ? 'absent' : 'present';
require(Modules.ApplicationStorage);${KEEP}
seen.modulesBeforeRequire = names;
seen.httpRequestOnStart = 'no';
VoxEngine.addEventListener(AppEvents.HttpRequest, (e) => {
  const text = String(e.content);
  if (text.indexOf('failed:') === 0) seen.systemErrorFlag = text.slice(7);
  else if (text !== 'probe') seen.httpRequestOnStart = 'yes';
});
VoxEngine.addEventListener(AppEvents.Started, () => {
  seen.textEncoding = Crypto.sha256('\\u044f') === UTF8_HASH ? 'utf-8' : 'latin-1';
  attempt(() => {
    VoxEngine.customData('x'.repeat(300));
    const length = String(VoxEngine.customData()).length;
    seen.customDataBytes = length >= 300 ? '2000' : '200';
    if (length < 300) seen.customDataOver = 'truncate';
  }, () => {
    seen.customDataBytes = '200';
    seen.customDataOver = 'throw';
  });
  setTimeout(() => keep('manners', () => setTimeout(() => VoxEngine.terminate(), 3000)), 3000);
});`;

/** A promise that nobody looks after; what comes later is only written where that does not end the session. */
export const REJECTION_SCRIPT = `"use strict";
require(Modules.ApplicationStorage);
VoxEngine.addEventListener(AppEvents.Started, () => {
  Promise.reject(new Error('nobody looks after this'));
  setTimeout(() => {
    ApplicationStorage.put('survived', 'yes', 600).then(() => VoxEngine.terminate());
  }, 1500);
});`;

/** Fails on purpose; its one request in Terminating goes to the session that listens. */
export const FAILURE_SCRIPT = `"use strict";
VoxEngine.addEventListener(AppEvents.Terminating, (e) => {
  Net.httpRequestAsync('LISTENER', { method: 'POST', postData: 'failed:' + (e.systemError === true ? 'true' : 'absent') });
});
VoxEngine.addEventListener(AppEvents.Started, () => setTimeout(() => { throw new Error('failed on purpose'); }, 100));`;

/** Both queue engines with nobody there, and a leg to nobody. */
export const QUEUES_SCRIPT = `"use strict";
require(Modules.ApplicationStorage);
require(Modules.ACD);
require(Modules.SmartQueue);
require(Modules.Conference);${KEEP}
const task = (name, priority, told) => attempt(() => {
  const made = VoxEngine.enqueueTask({ queue: { name: name }, priority: priority, timeout: 20 });
  ['EnqueueSuccess', 'Waiting', 'TaskCanceled', 'Error'].forEach((event) => {
    made.addEventListener(SmartQueueEvents[event], (e) => told(event, e));
  });
}, (why) => told('throw', { description: why }));
const request = (name, told) => attempt(() => {
  const made = VoxEngine.enqueueACDRequest(name, '1');
  ['Queued', 'Offline', 'QueueFull', 'Error'].forEach((event) => made.addEventListener(ACDEvents[event], () => told(event)));
  return made;
}, () => told('throw'));
const places = {};
const refusal = (event, e) => {
  if (event === 'EnqueueSuccess') seen.holdCallsDefault = 'true';
  else if ((e.status || e.type) === 1006) seen.holdCallsDefault = 'false';
};
VoxEngine.addEventListener(AppEvents.Started, () => {
  seen['queue named without its id'] = 'no answer';
  task('vox-probe-default', 50, refusal);
  task('vox-probe-strict', 50, (event, e) => {
    if ((e.status || e.type) === 1006) seen.sqRefusal = event;
  });
  [['first', 90], ['second', 10], ['third', 90]].forEach(([name, priority]) => task('vox-probe-held', priority, (event, e) => {
    seen['queue named without its id'] = event === 'throw' || event === 'Error' ? 'refused: ' + e.description : 'found';
    if (event === 'Waiting') places[name] = e.position;
  }));
  request('PROBE-nowhere', (event) => { seen.unknownQueue = { Error: 'error-event', Offline: 'offline', throw: 'throw' }[event] || 'other'; });
  seen.cancelBeforeVerdict = 'honoured';
  const early = request('PROBE-acd', () => { seen.cancelBeforeVerdict = 'ignored'; });
  if (early) early.cancel();
  request('PROBE-acd', (event) => { seen['ACD v1 with everybody offline'] = event; });
  seen['createConference on an ordinary rule'] = attempt(() => {
    VoxEngine.createConference({ hd_audio: false });
    return 'made';
  }, (why) => 'refused: ' + why);
  seen['require inside a function'] = attempt(() => { require(Modules.IVR); return 'works'; }, (why) => 'refused: ' + why);
  const nobody = VoxEngine.callUser({ username: 'vox-probe-nobody', callerid: '1' });
  nobody.addEventListener(CallEvents.Failed, (e) => {
    seen['code of a call to an unknown user'] = String(e.code);
    seen.deadCall = attempt(() => { nobody.sendMessage('probe'); return 'no-op'; }, () => 'throw');
  });
  setTimeout(() => {
    const { first, second, third } = places;
    if (second > third && third > first) seen.sqPriority = 'larger-first';
    if (second < first && first < third) seen.sqPriority = 'smaller-first';
    keep('queues', () => VoxEngine.terminate());
  }, 18000);
});`;
