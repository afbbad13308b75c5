import type { CostQuestion } from './questions.ts';

/** As a shell takes it back: 'it'\''s'. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The same question for the AWS command line, which a reader can repeat: $0.01 a page. Holds no credentials. */
export function cliCommand({ TimePeriod, Granularity, Metrics, GroupBy, Filter }: CostQuestion): string {
  return [
    'aws ce get-cost-and-usage',
    `--time-period Start=${TimePeriod.Start},End=${TimePeriod.End}`,
    `--granularity ${Granularity}`,
    `--metrics ${Metrics?.join(' ')}`,
    ...(GroupBy === undefined
      ? []
      : [`--group-by ${GroupBy.map(({ Type, Key }) => `Type=${Type},Key=${Key}`).join(' ')}`]),
    ...(Filter === undefined ? [] : [`--filter ${quoted(JSON.stringify(Filter))}`]),
  ].join(' ');
}
