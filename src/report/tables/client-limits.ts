import { rate } from '../../judge/format.ts';
import type { ClientLimit, LimitVerdict, Summary } from '../../judge/types/summary.ts';
import { KIB } from '../../units.ts';
import { type Cell, left, missing, plainRows, right, type Table, type Tone, text } from '../table.ts';

const VERDICTS: Readonly<Record<LimitVerdict, { readonly title: string; readonly tone: Tone }>> = {
  carries: { title: 'carries it', tone: 'good' },
  starves: { title: 'starves it', tone: 'bad' },
  full: { title: 'was full', tone: 'bad' },
  unknown: { title: 'not known', tone: 'open' },
};

const NEVER_READY = 'the cluster was never ready';
const NO_SERVICE = 'too few samples in valid repetitions';

/** What each client profile can carry, phase by phase: requests × request size ÷ time of a request. */
export function clientLimitTable({ clientLimits }: Summary): Table {
  return {
    id: 'client-limits',
    title: 'What the client profiles can carry',
    columns: [
      left('Side and phase'),
      right('Planned, MiB/s'),
      right('Requests in flight'),
      right('× KiB a request'),
      right('÷ time of a request, ms'),
      right('= at most, MiB/s'),
      left('The profile'),
    ],
    groups: plainRows(
      clientLimits.map((limit) => ({ title: `${limit.target}, ${limit.phase}`, unit: null, cells: cells(limit) })),
      'modelled',
    ),
    notes: [
      'In flight at once, over all brokers and producers, in the largest requests that the profile makes and the send buffer holds. The time of a request is the median service time of the phase, without the wait for a free request where all were in use.',
      'Starves: the planned rate cannot get through even at the latency that the platform had when nothing waited. Was full: it did not get through, but that latency had grown, so the platform slowed down as well.',
    ],
  };
}

function cells(limit: ClientLimit): readonly Cell[] {
  const { title, tone } = VERDICTS[limit.verdict];
  const kib = limit.requestBytes === null ? null : limit.requestBytes / KIB;
  return [
    shown(limit.plannedMibPerSecond, 'MiB/s', NO_SERVICE),
    shown(limit.requests, 'requests', NEVER_READY),
    shown(kib, 'KiB', NEVER_READY),
    shown(limit.requestMs, 'ms', NO_SERVICE),
    shown(limit.mibPerSecond, 'MiB/s', NO_SERVICE),
    text(title, tone),
  ];
}

function shown(value: number | null, unit: string, why: string): Cell {
  return value === null ? missing(why) : { kind: 'figure', value, text: rate(value), unit };
}
