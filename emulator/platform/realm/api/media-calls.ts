import { ConferenceObject } from '../../media/conference';
import { PlayerObject } from '../../media/player-object';
import { RecorderObject } from '../../media/recorder-object';
import { addressOf, SequencePlayerObject } from '../../media/sequence-player';
import type { Sound } from '../../media/playback';
import { voiceName } from '../voices';
import type { Api, ApiHost } from './api-host';

/** VoxEngine's makers of media units. */
export function makeMediaCalls(host: ApiHost): Api {
  const player = (sound: Sound, options: unknown) => {
    const { onPause } = Object(options) as { onPause?: unknown };
    return guarded(host, 'Player', new PlayerObject(host.session(), sound, { paused: onPause === true }));
  };
  const tone = (script: unknown, options?: unknown) =>
    player({ kind: 'tone', name: String(script), loop: loopOf(options) }, options);
  return {
    createURLPlayer: (request: unknown, options?: unknown) =>
      player({ kind: 'sound', url: addressOf(request), loop: loopOf(options) }, options),
    createTTSPlayer: (text: unknown, options?: unknown) =>
      player({ kind: 'speech', text: String(text), voice: voiceName(options) }, options),
    createToneScriptPlayer: tone,
    createTonePlayer: tone,
    createSequencePlayer: (parameters: unknown) => {
      const { segments } = Object(parameters) as { segments?: unknown };
      const list = Array.isArray(segments) ? (segments as unknown[]) : [];
      return guarded(host, 'SequencePlayer', new SequencePlayerObject(host.session(), list));
    },
  };
}

/** Makers that come with a module, by the module. */
export function makeModuleMedia(host: ApiHost): Record<string, { module: string; make: (...args: unknown[]) => unknown }> {
  return {
    createRecorder: { module: 'recorder', make: () => guarded(host, 'Recorder', new RecorderObject(host.session())) },
    createConference: { module: 'conference', make: () => guarded(host, 'Conference', new ConferenceObject(host.session())) },
    destroyConference: {
      module: 'conference',
      make: (conference) => {
        if (conference instanceof ConferenceObject) conference.stop();
      },
    },
  };
}

/** The old form gives the loop as a bare flag. */
function loopOf(options: unknown): boolean {
  if (options === true) return true;
  return (Object(options) as { loop?: unknown }).loop === true;
}

function guarded<T extends object>(host: ApiHost, kind: string, object: T): T {
  return host.session().guard(kind, object);
}

