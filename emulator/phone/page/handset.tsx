import { useEffect, useRef, useState } from 'preact/hooks';
import { startCall, type CallState, type PhoneCall, type Silence } from './call';
import type { PhoneExchange } from './exchange';
import { Pad } from './pad';
import { durationText, type Words } from './words';

export interface HandsetProps {
  words: Words;
  exchange: PhoneExchange;
  /** From 1. */
  place: number;
  initialFrom: string;
  /** Numbers that lead somewhere. */
  numbers: readonly string[];
  onRemove?: (() => void) | undefined;
}

/** One caller's telephone. */
export function Handset({ words, exchange, place, initialFrom, numbers, onRemove }: HandsetProps) {
  const [from, setFrom] = useState(initialFrom);
  const [chosen, setChosen] = useState<string>();
  const [level, setLevel] = useState(0);
  const [state, setState] = useState<CallState>({ kind: 'idle' });
  const [silence, setSilence] = useState<Silence | null>(null);
  const [isMuted, setMuted] = useState(false);
  const call = useRef<PhoneCall>();
  const to = chosen ?? numbers[0] ?? '';
  const isBusy = !['idle', 'ended', 'noMicrophone', 'noWebrtc'].includes(state.kind);
  const dial = () => {
    setMuted(false);
    call.current = startCall(exchange, { from, to }, { state: setState, silence: setSilence, level: setLevel });
  };
  const press = (key: string) => (isBusy ? call.current?.tone(key) : setChosen(to + key));
  const mute = () => {
    call.current?.mute(!isMuted);
    setMuted(!isMuted);
  };
  return (
    <section class="handset" aria-label={words.caller(place)}>
      <header>
        <h2>{words.caller(place)}</h2>
        {onRemove && !isBusy && <button class="plain" type="button" onClick={onRemove}>{words.remove}</button>}
      </header>
      <p class={`state ${state.kind}`} role="status"><StateText words={words} state={state} /></p>
      <p class="silence" role="alert">{silence !== null && words.silences[silence]}</p>
      <meter class="level" aria-label={words.heard} value={level} max={1} />
      <Field label={words.from} value={from} isFixed={isBusy} onChange={setFrom} />
      <Field label={words.to} value={to} isFixed={isBusy} onChange={setChosen} choices={numbers} />
      <Pad label={words.pad} onPress={press} />
      <div class="actions">
        {isBusy
          ? <button class="hang-up" type="button" onClick={() => call.current?.hangUp()}>{words.hangUp}</button>
          : <button class="call" type="button" disabled={to === ''} onClick={dial}>{words.call}</button>}
        {isBusy && <button class="plain" type="button" aria-pressed={isMuted} onClick={mute}>{isMuted ? words.unmute : words.mute}</button>}
      </div>
    </section>
  );
}

interface FieldProps {
  label: string;
  value: string;
  isFixed: boolean;
  onChange: (value: string) => void;
  choices?: readonly string[];
}

function Field({ label, value, isFixed, onChange, choices = [] }: FieldProps) {
  const list = choices.length > 1 ? `choices-${label}` : undefined;
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="tel" value={value} disabled={isFixed} list={list} autocomplete="off"
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {list && <datalist id={list}>{choices.map((choice) => <option value={choice} key={choice} />)}</datalist>}
    </label>
  );
}

function StateText({ words, state }: { words: Words; state: CallState }) {
  const seconds = useSeconds(state.kind === 'connected' ? state.sinceMs : undefined);
  switch (state.kind) {
    case 'connected':
      return <>{words.states.connected} <time>{durationText(seconds)}</time></>;
    case 'ended':
      return <>{words.states.ended(words.ends.get(state.code) ?? `${state.code} ${state.reason}`)}</>;
    case 'noMicrophone':
    case 'noWebrtc':
      return <>{words[state.kind]}</>;
    case 'idle':
    case 'asking':
    case 'dialling':
    case 'ringing':
    case 'early':
      return <>{words.states[state.kind]}</>;
  }
}

/** Whole seconds since a time, redrawn every second. */
function useSeconds(sinceMs: number | undefined): number {
  const [nowMs, setNowMs] = useState(performance.now());
  useEffect(() => {
    if (sinceMs === undefined) return undefined;
    setNowMs(performance.now());
    const timer = setInterval(() => setNowMs(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, [sinceMs]);
  return sinceMs === undefined ? 0 : Math.max(0, Math.round((nowMs - sinceMs) / 1_000));
}
