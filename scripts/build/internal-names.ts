/**
 * Properties of objects that never leave a bundle: the call's states and facts, effects, the channel's books. They
 * get short names in the uploaded script, which every session reads. A name belongs here only if it is in no wire
 * format, not in the settings, not VoxEngine's or the language's, and nowhere in quotes as a property; a test holds
 * that. Words that somebody's own scenario may want to send are left out on purpose.
 */
const NAMES = `
  adviceMs adviceUntilMs advised aliveMs announceAtMs answeredAtMs arrival askPosition byNumber callerGone
  cancelTimer comfortAtMs comforts confirmUntilMs delivered delivering deskIsUp do drainMs drainOne endTold ewtMs facts failures
  aliveUntilMs consultMs consultUntilMs firstAliveMs firstOperator forwardedMs fromUri givenBy giver giveUpAtMs hangUpAll inFlight isIdle lastLegMs
  lastRequestAtMs leg legs mayCall nowMs numberOf offers onlyDeclined outbox outcome pending probeMs queueName queuedAtMs recorderMs requests retryMs ringGraceMs
  ringUntilMs saidPosition sayNext saying sinceMs spent stopMessage untilMs verdictMs`;

export const INTERNAL_NAMES: readonly string[] = NAMES.trim().split(/\s+/);

/** For esbuild. */
export const INTERNAL_PROPERTIES = new RegExp(`^(?:${INTERNAL_NAMES.join('|')})$`);
