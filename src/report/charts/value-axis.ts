import type { LatencyScale } from './scales.ts';

/** A vertical axis with the ticks of its scale; `axis` adds to its looks. */
export const valueAxis = (
  field: string,
  title: string,
  scale: LatencyScale,
  axis: { readonly titleY?: number } = {},
) => ({
  field,
  type: 'quantitative' as const,
  title,
  scale: { type: scale.type, domain: scale.domain, nice: false },
  axis: { values: scale.ticks, format: ',~r', ...axis },
});
