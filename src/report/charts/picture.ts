import type { TopLevelSpec } from 'vega-lite';
import type { Table } from '../table.ts';

/** A picture before it is drawn: what it shows in words, in marks and in numbers. */
export interface Picture {
  readonly id: string;
  /** States what is seen. */
  readonly title: string;
  /** How to read it. */
  readonly caption: string;
  readonly key: readonly KeyEntry[];
  readonly panels: readonly Panel[];
  /** The same points as numbers; none where a table of the page beside it holds them. */
  readonly tables: readonly Table[];
}

export interface Panel {
  readonly id: string;
  /** Names the target where a picture has one panel each. */
  readonly title: string | null;
  /** The picture in words, for those who do not see it. */
  readonly alt: string;
  /** `width` in pixels of the whole drawing, axes included. */
  readonly spec: (width: number) => TopLevelSpec;
}

export interface KeyEntry {
  readonly label: string;
  readonly colour: string;
  readonly mark: 'line' | 'faint-line' | 'dashed-line' | 'dot' | 'triangle' | 'diamond' | 'area' | 'band' | 'hatched';
}
