const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** Digits: part of the number before the call, tones during it. */
export function Pad({ label, onPress }: { label: string; onPress: (key: string) => void }) {
  return (
    <div class="pad" role="group" aria-label={label}>
      {keys.map((key) => <button type="button" key={key} onClick={() => onPress(key)}>{key}</button>)}
    </div>
  );
}
