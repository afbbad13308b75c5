import type { Source } from './sources.ts';
import { codeOf, importsOf } from './sources.ts';

/** Rooms without clock, file and network: same input, same output, on any machine and any day. */
const PURE_ROOMS = /^(scenarios|judge|scorecard|cost-model)\//;

/** Files in a pure room that are its edge to the file system. Keep this list short. */
const EDGES = /^(scenarios\/read\.ts$|cost-model\/billing\/)/;

/** Node's modules that only compute. */
const COMPUTING_MODULES = ['node:crypto', 'node:path', 'node:util', 'node:zlib', 'node:buffer', 'node:assert'];

const EFFECTS: readonly { what: string; pattern: RegExp }[] = [
  { what: 'the clock', pattern: /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\./ },
  { what: 'the process', pattern: /\bprocess\./ },
  { what: 'chance', pattern: /\bMath\.random\b|\brandom(UUID|Bytes|Int)\b/ },
  { what: 'the network', pattern: /\bfetch\(/ },
  { what: 'a timer', pattern: /\bset(Timeout|Interval|Immediate)\(/ },
];

/** Effects in the rooms that have none. */
export function impurities(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => PURE_ROOMS.test(path) && !EDGES.test(path))
    .flatMap((source) => [
      ...importsOf(source)
        .filter(({ specifier, typeOnly }) => specifier.startsWith('node:') && !typeOnly)
        .filter(({ specifier }) => !COMPUTING_MODULES.includes(specifier))
        .map(({ specifier }) => `${source.path} imports ${specifier}`),
      ...EFFECTS.filter(({ pattern }) => pattern.test(codeOf(source))).map(({ what }) => `${source.path} uses ${what}`),
    ]);
}
