/** Kinds of source whose place is read by people as it stands after the colon. */
const PLACES = /^(?:scenario|flag|target):(\S+)(?: \((.*)\))?$/;

/**
 * Where a figure is from, as a person says it: what speaks for an assumption, whose name stands at the head of its
 * row; the words of who wrote a sheet before the place in it.
 */
export function sourceWords(source: string): string {
  const assumed = /^assumption:\S+ \((.*)\)$/s.exec(source);
  if (assumed?.[1] !== undefined) return assumed[1];
  const sheet = /^sheet:(.+?):([^\s:]+)(?: \((.*)\))?$/s.exec(source);
  if (sheet !== null) return withOwn(`${sheet[1]}, ${sheet[2]}`, sheet[3]);
  const place = PLACES.exec(source);
  return place?.[1] === undefined ? source : withOwn(place[1], place[2]);
}

const withOwn = (place: string, own: string | undefined): string => (own === undefined ? place : `${own} (${place})`);
