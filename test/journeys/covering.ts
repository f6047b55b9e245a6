import type { Random } from '../../emulator/clock/random';

export interface Factor {
  name: string;
  values: readonly string[];
}

/** A value for every factor, by name. */
export type Setting = Record<string, string>;

/** Settings in which every pair of values of two factors occurs at least once; as few as greed finds. */
export function pairwise(factors: readonly Factor[], random: Random): Setting[] {
  const open = new Set(pairsOf(factors));
  const settings: Setting[] = [];
  for (let [pair] = open; pair !== undefined; [pair] = open) {
    const setting = grown(pair, { factors, open, random });
    for (const covered of pairsIn(setting)) open.delete(covered);
    settings.push(setting);
  }
  return settings;
}

/** Each value drawn alone. */
export function randomSettings(factors: readonly Factor[], count: number, random: Random): Setting[] {
  return Array.from({ length: count }, () => Object.fromEntries(factors.map(({ name, values }) => [name, random.pick(values)])));
}

/** Every pair that there is, `name=value&name=value` with the names in order. */
export function pairsOf(factors: readonly Factor[]): string[] {
  return factors.flatMap((left, index) =>
    factors.slice(index + 1).flatMap((right) =>
      left.values.flatMap((one) => right.values.map((other) => keyOf([left.name, one], [right.name, other])))));
}

/** The pairs that a setting holds. */
export function pairsIn(setting: Setting): string[] {
  const chosen = Object.entries(setting);
  return chosen.flatMap((one, index) => chosen.slice(index + 1).map((other) => keyOf(one, other)));
}

interface Growth {
  factors: readonly Factor[];
  open: ReadonlySet<string>;
  random: Random;
}

/** From an open pair on, each next factor takes the value that closes most pairs with those chosen. */
function grown(pair: string, { factors, open, random }: Growth): Setting {
  const setting: Setting = Object.fromEntries(pair.split('&').map((part) => part.split('=') as [string, string]));
  const rest = factors.filter(({ name }) => !(name in setting)).map((factor) => ({ factor, order: random.next() }));
  for (const { factor: { name, values } } of rest.sort((left, right) => left.order - right.order)) {
    const gains = values.map((value) => Object.entries(setting).filter((one) => open.has(keyOf(one, [name, value]))).length);
    const most = Math.max(...gains);
    setting[name] = random.pick(values.filter((_, index) => gains[index] === most));
  }
  return setting;
}

function keyOf(...pair: [one: readonly [string, string], other: readonly [string, string]]): string {
  const [one, other] = pair.map(([name, value]) => `${name}=${value}`).sort();
  return `${one}&${other}`;
}
