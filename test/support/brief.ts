type Plain = Readonly<Record<string, unknown>>;

/** Data as short as a person can read it: no quotes, prompts by their text. */
export function brief(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(brief).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('text' in value && 'voice' in value) return `«${String(value.text)}»`;
  return `{${Object.entries(value).map(([name, inner]) => `${name}: ${brief(inner)}`).join(', ')}}`;
}

/** Something with a name, and what else it says where it says more. */
export function briefly(name: string, rest: object): string {
  return isEmpty(rest) ? name : `${name} ${brief(rest)}`;
}

/** The fields of `after` that `before` has otherwise; what is gone is undefined. */
export function changed(before: object, after: object): Plain {
  const gone = Object.keys(before).filter((name) => !(name in after)).map((name) => [name, undefined]);
  const other = Object.entries(after).filter(([name, value]) => value !== (before as Plain)[name] && brief(value) !== brief((before as Plain)[name]));
  return Object.fromEntries([...other, ...gone]) as Plain;
}

export function without(value: object, ...names: readonly string[]): Plain {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !names.includes(key)));
}

export function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** A file's name for a moment: `waiting, ACD v1` is `waiting-acd-v1`. */
export function fileNameOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
