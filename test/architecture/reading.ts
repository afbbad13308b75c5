import type { Source } from './sources.ts';
import { importsOf } from './sources.ts';

/** What looks at somebody's cluster, and must not change it. */
const READERS = /^(inventory|target-check|capture|commands\/target|commands\/scenario)\//;

/** What these may use of the ways to a cluster: the one gate, and what sends nothing. */
const MAY_USE: readonly RegExp[] = [
  /^kafka\/read-only\//,
  /^kafka\/records\//,
  /^kafka\/(address|connection|credentials)\.ts$/,
  // Makes records, and sends none.
  /^loadgen\/record-source\.ts$/,
];
const WAYS_TO_A_CLUSTER = /^(kafka|loadgen|faults|run)(\/|\.ts$)/;
const SOCKETS = /^node:(net|tls|http|https|http2|dgram)$/;

/** Who may do more, what, and why. */
const EXCEPTIONS: readonly { readonly who: string; readonly uses: string; readonly why: string }[] = [
  {
    who: 'target-check/write-ten.ts',
    uses: 'kafka/ten-records.ts',
    why: 'with --write and where load is allowed, ten records through a topic of its own',
  },
];

/** Ways around the one gate in what only reads. */
export function waysAroundTheGate(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => READERS.test(path))
    .flatMap((source) =>
      importsOf(source).flatMap(({ path, specifier, typeOnly }) => {
        if (typeOnly || isAllowed(source.path, path ?? specifier)) return [];
        return [`${source.path} goes around the gate by ${path ?? specifier}`];
      }),
    );
}

function isAllowed(who: string, what: string): boolean {
  if (!WAYS_TO_A_CLUSTER.test(what) && !SOCKETS.test(what)) return true;
  return MAY_USE.some((one) => one.test(what)) || EXCEPTIONS.some((one) => one.who === who && one.uses === what);
}
