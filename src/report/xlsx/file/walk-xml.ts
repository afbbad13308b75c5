import { SaxesParser } from 'saxes';

export interface Visitor {
  /** Names without their namespace's prefix, which each program chooses. */
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** @throws Error where the text is no well-formed XML */
export function walk(xml: string, { open, text, close }: Visitor): void {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) =>
    open?.(local(name), Object.fromEntries(Object.entries(attributes).map(([key, value]) => [local(key), value]))),
  );
  parser.on('text', (piece) => text?.(piece));
  parser.on('cdata', (piece) => text?.(piece));
  parser.on('closetag', ({ name }) => close?.(local(name)));
  parser.write(xml).close();
}
