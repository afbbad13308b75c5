import type { Config } from 'vega-lite';
import { THIN_SPACE } from '../../judge/format.ts';

/** Pixels left of every plot, so that plots above one another share their time axis. */
const LEFT = 70;
const RIGHT = 14;

/** Pixels of a whole picture: beside text on a screen, and on a phone. */
export const WIDE = 760;
export const NARROW = 340;

export const plotWidth = (width: number): number => width - LEFT - RIGHT;

const TEXT_PX = 13;

/** Where a vertical axis names its unit: above the plot, and above phase names where there are any. */
const TITLE_ABOVE = -10;
export const TITLE_ABOVE_PHASES = -44;

/** Colours are the page's own custom properties, so that a picture follows light, dark and print. */
export const theme: Config = {
  aria: false,
  background: 'transparent',
  padding: { left: 0, right: RIGHT, top: 4, bottom: 0 },
  font: 'system-ui',
  locale: { number: { decimal: '.', thousands: THIN_SPACE, grouping: [3], currency: ['$', ''] } },
  view: { stroke: null },
  concat: { spacing: 30 },
  axis: {
    domainColor: 'var(--rule)',
    gridColor: 'var(--rule)',
    gridOpacity: 0.6,
    tickColor: 'var(--rule)',
    labelColor: 'var(--muted)',
    titleColor: 'var(--muted)',
    labelFontSize: TEXT_PX,
    titleFontSize: TEXT_PX,
    titleFontWeight: 'normal',
    labelPadding: 6,
  },
  axisX: { grid: false, titlePadding: 8, labelFlush: true, labelSeparation: 8 },
  axisY: {
    domain: false,
    ticks: false,
    minExtent: LEFT,
    maxExtent: LEFT,
    titleAngle: 0,
    titleAlign: 'left',
    titleAnchor: 'end',
    titleBaseline: 'bottom',
    titleX: -LEFT,
    titleY: TITLE_ABOVE,
  },
  text: { fontSize: TEXT_PX, color: 'var(--muted)' },
  line: { strokeWidth: 1.75, strokeJoin: 'round' },
};
