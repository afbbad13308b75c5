import { platformError } from '../errors.ts';
import { type Asking, ask } from './ask.ts';
import { type RangeSeries, rangeSeries } from './range-result.ts';
import { evaluations } from './windows.ts';

export interface RangeQuery {
  /** In messages. */
  readonly name: string;
  /** PromQL over the interval before its time. */
  readonly text: string;
  /** Seconds since 1970; `until` is the first that is not asked. */
  readonly window: { readonly from: number; readonly until: number };
  readonly stepSeconds: number;
}

export interface RangeAnswer {
  /** As told: a series that is told by several requests is there several times. */
  readonly series: readonly RangeSeries[];
  readonly warnings: readonly string[];
}

/**
 * One query over a window, in as many requests as Prometheus answers.
 * @throws WorkbenchError where Prometheus cannot be reached, refuses, or tells no series.
 */
export async function queryRange(
  asking: Asking,
  { name, text, window, stepSeconds }: RangeQuery,
): Promise<RangeAnswer> {
  const series: RangeSeries[] = [];
  const warnings = new Set<string>();
  for (const { start, end } of evaluations(window.from, window.until, stepSeconds)) {
    const parameters = [
      ['query', text],
      ['start', String(start)],
      ['end', String(end)],
      ['step', String(stepSeconds)],
    ] as const;
    const told = await ask(asking, '/api/v1/query_range', parameters, `${name}, ${isoOf(start)} to ${isoOf(end)}`);
    const found = rangeSeries(told.data);
    if (found === null) {
      const todo = 'Check the query: it must tell numbers over time.';
      throw platformError('prometheus', `${asking.access.url} answers ${name} with no series`, todo);
    }
    series.push(...found);
    for (const warning of told.warnings) warnings.add(warning);
  }
  return { series, warnings: [...warnings] };
}

const isoOf = (seconds: number): string => new Date(seconds * 1e3).toISOString();
