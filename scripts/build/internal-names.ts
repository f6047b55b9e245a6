/**
 * Properties of objects that never leave a bundle: the call's states and facts, effects, the channel's books. They
 * get short names in the uploaded script, which every session reads. A name belongs here only if it is in no wire
 * format, not in the settings, not VoxEngine's or the language's, and nowhere in quotes as a property; a test holds
 * that. Words that somebody's own scenario may want to send are left out on purpose.
 */
const NAMES = `
  abort adviceMs adviceUntilMs advised aliveMs aliveUntilMs announceAtMs answeredAtMs arrival asked askPosition attempt begin byeMs byNumber
  callerGone callerId cancelTimer channel comfortAtMs comforts confirmUntilMs consultMs consultUntilMs deliver delivered delivering deskIsUp do
  drainMs drainOne emit endTold ewtMs facts failures firstAliveMs firstOperator forwardedMs fromUri givenBy giver giveUpAtMs guard hangUp hangUpAll
  inFlight isIdle journey lastLegMs lastRequestAtMs leave leg legs line localTime mayCall minute nowMs numberOf offers onlyDeclined outbox
  outcome pending perform phase post probeMs queuedAtMs queueName recorderMs requests retryMs ringGraceMs ringUntilMs saidPosition saying sayNext
  sinceMs sound spent steps stopMessage store tell untilMs verdictMs weekday wiring`;

export const INTERNAL_NAMES: readonly string[] = NAMES.trim().split(/\s+/);

/** For esbuild. */
export const INTERNAL_PROPERTIES = new RegExp(`^(?:${INTERNAL_NAMES.join('|')})$`);
