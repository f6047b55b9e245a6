/**
 * The least that a call can be: answered with a sentence, queued with music, joined with the operator. What it costs is
 * the cloud and the people in it; with `posts` it signs and sends as many batches as a usual call of the real scenario.
 */
export function bareScenario({ queueName, posts }: { queueName: string; posts: boolean }): string {
  return `
require(Modules.SmartQueue);
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call: caller }) => {
  ${posts ? POST : 'const post = () => undefined;'}
  const enqueue = () => {
    const task = VoxEngine.enqueueTask({
      call: caller, queue: { name: ${JSON.stringify(queueName)} }, timeout: 20, priority: 50, skills: [], customData: '', extraHeaders: {}, video: false,
    });
    task.addEventListener(SmartQueueEvents.EnqueueSuccess, post);
    task.addEventListener(SmartQueueEvents.OperatorReached, ({ agentCall }) => {
      agentCall.addEventListener(CallEvents.Disconnected, () => caller.hangup());
      VoxEngine.sendMediaBetween(caller, agentCall);
      post();
    });
    caller.startPlayback('https://music.localhost/wait.mp3', { loop: true });
  };
  let isQueued = false;
  caller.addEventListener(CallEvents.Connected, () => caller.say('Hello', {}));
  caller.addEventListener(CallEvents.PlaybackFinished, () => {
    if (!isQueued) enqueue();
    isQueued = true;
  });
  caller.addEventListener(CallEvents.Disconnected, () => {
    post();
    VoxEngine.terminate();
  });
  post();
  caller.answer();
});`;
}

/** As long as the real batches are on the mean, about. */
const POST = `
  const key = VoxEngine.getSecretValue('VOX_DESK_KEY_1');
  const body = JSON.stringify({ version: 1, events: ['x'.repeat(300)] });
  const post = () => {
    const [time, nonce] = [String(Date.now()), uuidgen()];
    const sign = Crypto.hmac_sha256(key, time + '.' + nonce + '.' + body);
    Net.httpRequest('https://desk.localhost/api/calls/events', () => undefined, {
      method: 'POST', postData: body,
      headers: { 'X-Vox-Time': time, 'X-Vox-Nonce': nonce, 'X-Vox-Key': 'VOX_DESK_KEY_1', 'X-Vox-Sign': sign },
    });
  };`;
