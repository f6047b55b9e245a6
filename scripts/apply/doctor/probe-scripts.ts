/** Runs in the cloud: tries things out and leaves the answers in the application's storage. Plain ES2020. */
export const MANNERS_SCRIPT = `"use strict";
const seen = { modulesBeforeRequire: typeof SmartQueueEvents === 'undefined' ? 'absent' : 'present', httpRequestOnStart: 'no' };
require(Modules.ApplicationStorage);
VoxEngine.addEventListener(AppEvents.HttpRequest, (e) => {
  if (String(e.content) !== 'probe') seen.httpRequestOnStart = 'yes';
});
VoxEngine.addEventListener(AppEvents.Started, () => {
  seen.textEncoding = Crypto.sha256('\\u044f') === UTF8_HASH ? 'utf-8' : 'latin-1';
  try {
    VoxEngine.customData('x'.repeat(300));
    const length = String(VoxEngine.customData()).length;
    seen.customDataBytes = length >= 300 ? '2000' : '200';
    if (length < 300) seen.customDataOver = 'truncate';
  } catch (error) {
    seen.customDataBytes = '200';
    seen.customDataOver = 'throw';
  }
  setTimeout(() => {
    ApplicationStorage.put('manners', JSON.stringify(seen), 600).then(() => setTimeout(() => VoxEngine.terminate(), 3000));
  }, 1500);
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

/** What a scripted session cannot find out: somebody has to call, ring and decline. */
export const NEEDS_A_CALL: readonly string[] = [
  'statusCode and ban after a declined or ignored offer (75, 76, 77)', 'whether READY alone lifts a ban (78)',
  'IN_SERVICE and AFTER_SERVICE in ACD v1 (86)', 'CallEvents on operatorCall before OperatorReached and number() (80, 131)',
  'the last READY operator leaving while a call is queued (84, 134)', 'Offline with only BANNED operators (63)',
  'PlaybackFinished on replacement (54)', 'the direction of SmartQueue\'s priority (128)',
];
