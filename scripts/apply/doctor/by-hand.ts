/** A question of which no session started by a program can find the answer: somebody has to ring, answer or decline. */
export interface ByHand {
  /** Switches of the emulator that the answer sets. */
  switches: readonly string[];
  /** What to do and where the answer shows. */
  how: string;
}

const OPERATOR = 'With one operator signed in on the page and a telephone in your hand, ACD v1 (`engine: \'acd\'`)';
const SMART = 'The same with SmartQueue';

/** Every row of the platform's open questions that `doctor --probe` leaves, with the way to its answer. */
export const BY_HAND: readonly ByHand[] = [
  { switches: ['declineBans', 'declineCode'], how: `${OPERATOR}: call and reject. statusCode stands in the session's log at OperatorFailed; BANNED shows in \`vox status\`.` },
  { switches: ['banHours', 'readyLiftsBan'], how: `${OPERATOR}: let it ring out, set READY from another page at once, and look whether \`vox status\` still says BANNED; else note when it ends.` },
  { switches: ['autoServiceStatus', 'inServiceWhileRinging'], how: `${OPERATOR}: answer a call with the SDK's example page, which sets nothing by itself, and read \`vox status\` during and after it; then set IN_SERVICE while it rings.` },
  { switches: ['operatorCallEvents', 'operatorNumberForm'], how: `${OPERATOR}: the session's log names the events of operatorCall before OperatorReached, and number().` },
  { switches: ['lastOperatorLeaves', 'offlineCountsBanned'], how: `${OPERATOR}: set DND, call, sign out while the caller waits; again with the operator BANNED before the call.` },
  { switches: ['lateOperatorReached', 'cancelAfterReached'], how: `${OPERATOR}: hang up the telephone in the moment of answering, some ten times, and look into the logs.` },
  { switches: ['predictedWaitRefusal'], how: `${OPERATOR}: set the queue's max_waiting_time to 1 and average_service_time to 3600, set DND and call twice.` },
  { switches: ['acdSelection'], how: 'With three operators READY since different times: who rings first, several times over.' },
  { switches: ['lastAgentLeaves', 'statusAfterCancelledRing', 'autoBridge'], how: `${SMART}: sign out while the caller waits; hang up in mid-ring and read the status; answer with a script that bridges nothing and listen.` },
  { switches: ['offlineGraceSeconds'], how: 'Pull the network cable of a READY operator and count until `vox status` says OFFLINE.' },
  { switches: ['replacedPlayback', 'bridgedPlayback', 'audioStarted'], how: 'Call in: PlaybackFinished when a second text replaces the first, and when the operator is bridged; AudioStarted beside Connected. All in the session\'s log.' },
  { switches: ['callTimeoutOutside'], how: `${OPERATOR}: enqueue with VI-CallTimeout 5 and count the seconds of ringing.` },
  { switches: ['barePlus'], how: 'Give a rule the pattern `+?74951234567` and call.' },
  { switches: ['sqKeepsSession'], how: 'Enqueue a task into a queue that holds, without a leg, and look in the history how long the session lived.' },
  { switches: ['terminatingContinuation'], how: 'Write to the log after the one request of Terminating was answered, and look whether the line is there.' },
];
