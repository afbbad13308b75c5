import type { Category } from '../../cost-model/types/shape.ts';
import type { DayPartName } from '../bill-words/day-parts.ts';

interface Colour {
  readonly light: string;
  readonly dark: string;
}

/**
 * Targets, in order: Okabe and Ito's palette (Color Universal Design, 2008), which stays apart for
 * colour-blind readers. Each has a lighter partner of the same palette or a lighter tint on dark ground.
 */
const TARGETS: readonly Colour[] = [
  { light: '#0072b2', dark: '#56b4e9' },
  { light: '#d55e00', dark: '#e69f00' },
  { light: '#00815c', dark: '#2fc79d' },
  { light: '#b8578f', dark: '#e09fc4' },
];

/** Cost categories: Paul Tol's muted scheme (technical note SRON/EPS/TN/09-002), with two greys. */
const CATEGORIES: Readonly<Record<Category, Colour>> = {
  compute: { light: '#332288', dark: '#8f83d8' },
  'broker-storage': { light: '#88ccee', dark: '#88ccee' },
  'wal-storage': { light: '#44aa99', dark: '#44aa99' },
  'object-capacity': { light: '#117733', dark: '#3fa863' },
  'object-requests': { light: '#999933', dark: '#b5b54a' },
  network: { light: '#ddcc77', dark: '#ddcc77' },
  vendor: { light: '#cc6677', dark: '#dd8594' },
  support: { light: '#882255', dark: '#b8578f' },
  ecosystem: { light: '#aa4499', dark: '#c672b8' },
  labor: { light: '#8a8a8a', dark: '#9a9a9a' },
  migration: { light: '#bbbbbb', dark: '#6a6a6a' },
};

/** What a bill has beside categories: Paul Tol's light and bright schemes, and greys. */
const BILL_PARTS: Readonly<Record<Exclude<DayPartName, Category>, Colour>> = {
  unclassified: { light: '#57606a', dark: '#a3abb5' },
  'apart-tax': { light: '#bbbbbb', dark: '#6a6a6a' },
  'apart-credit': { light: '#ee8866', dark: '#ee8866' },
  'apart-refund': { light: '#ffaabb', dark: '#ffaabb' },
  'apart-support': { light: '#882255', dark: '#b8578f' },
  'apart-commitments': { light: '#4477aa', dark: '#77aadd' },
};

/** CSS colour of the target at this place of the plan; fixed over all pictures. */
export const targetColour = (index: number): string => `var(--target-${index % TARGETS.length})`;

export const categoryColour = (category: Category): string => `var(--category-${category})`;

export const billPartColour = (part: DayPartName): string =>
  part in BILL_PARTS ? `var(--part-${part})` : categoryColour(part as Category);

/** The custom properties behind the colours, for one scheme. */
export function paletteCss(scheme: keyof Colour): string {
  return [
    ...TARGETS.map((colour, index) => `--target-${index}:${colour[scheme]}`),
    ...Object.entries(CATEGORIES).map(([category, colour]) => `--category-${category}:${colour[scheme]}`),
    ...Object.entries(BILL_PARTS).map(([part, colour]) => `--part-${part}:${colour[scheme]}`),
  ].join(';');
}
