/** Keys and list indexes from the root of a file. */
export type KeyPath = readonly (string | number)[];

/** What is wrong at one place of an input file, before anyone has looked up its line. */
export interface Mistake {
  readonly path: KeyPath;
  readonly what: string;
  readonly todo: string;
  /** True where the key itself is wrong, not its value. */
  readonly ofKey?: boolean;
}

/** `ingress[1].rate`, `topics[0].configs["segment.bytes"]` */
export function keyText(path: KeyPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (step.includes('.')) return `${text}["${step}"]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** `a, b or c` */
export function oneOf(values: readonly unknown[]): string {
  const words = values.map(String);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
