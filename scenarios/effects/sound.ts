import type { Prompt } from '../../contracts/call-settings';
import type { Saying } from '../call/input';
import type { Guard } from '../queue/port';
import { attempt } from './guard';
import { listenTo } from './listen';
import type { Log } from './log';
import { voiceAt } from './voice';

/**
 * What the caller hears. PlaybackFinished says nothing about which playback it
 * ends, so each is stopped before the next starts (a stopped one reports
 * nothing, behaviour 53), and one counts only after its own PlaybackStarted.
 */
export interface Sound {
  /** To what the leg says of its playbacks; before the first of them. */
  listen(): void;
  say(what: Saying, prompt: Prompt): void;
  /** Looped; goes on if it plays already. */
  music(): void;
  quiet(): void;
}

export interface SoundOptions {
  readonly caller: Call;
  readonly musicUrl: string | null;
  /** Also said of a sentence that could not be played. */
  readonly said: (what: Saying) => void;
  readonly guard: Guard;
  readonly log: Log;
}

export function createSound({ caller, musicUrl, said, guard, log }: SoundOptions): Sound {
  const on = listenTo(caller, guard);
  let playing: Saying | 'music' | null = null;
  let started = false;

  const finish = () => {
    const what = playing;
    playing = null;
    if (what !== null && what !== 'music') said(what);
  };
  const quiet = () => {
    if (playing !== null) attempt(log, 'stopping a playback', () => caller.stopPlayback());
    playing = null;
  };
  const play = (what: Saying | 'music', start: () => void) => {
    quiet();
    playing = what;
    started = false;
    if (!attempt(log, `playing ${what}`, start)) finish();
  };

  return {
    listen: () => {
      on(CallEvents.PlaybackStarted, () => {
        started = true;
      });
      on(CallEvents.PlaybackFinished, ({ error }) => {
        if (error !== undefined && error !== '') log(`playing ${playing ?? 'nothing'} failed: ${error}`);
        else if (!started) return;
        finish();
      });
    },
    say: (what, prompt) => play(what, () => speak(caller, prompt)),
    music: () => {
      if (musicUrl === null) quiet();
      else if (playing !== 'music') play('music', () => caller.startPlayback(musicUrl, { loop: true }));
    },
    quiet,
  };
}

function speak(caller: Call, prompt: Prompt): void {
  if ('url' in prompt) return caller.startPlayback(prompt.url);
  const voice = voiceAt(prompt.voice);
  caller.say(prompt.text, voice === undefined ? {} : { voice });
}
