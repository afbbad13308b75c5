import { type KeyPath, keyText } from '../../scenarios/mistake.ts';

/** The place of a key in the sheet, as a figure's source: `sheet:tco.yaml:rates.engineerRate`. */
export type PlaceOf = (path: KeyPath) => string;

export const placeIn =
  (file: string): PlaceOf =>
  (path) =>
    `sheet:${file}:${keyText(path)}`;

/** A place in the sheet, and the source that stands there. */
export const withOwn = (place: string, source: string | undefined): string =>
  source === undefined ? place : `${place} (${source})`;
