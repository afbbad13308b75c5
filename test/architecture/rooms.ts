import type { Import, Source } from './sources.ts';
import { importsOf } from './sources.ts';

/** Left is imported by right; rooms that stand together are strangers to each other. */
const ORDER: readonly (readonly string[])[] = [
  ['units', 'random', 'errors', 'exit-status', 'package'],
  ['scenarios'],
  ['evidence'],
  ['kafka'],
  ['http'],
  ['prometheus'],
  ['platforms', 'loadgen', 'faults', 'audit', 'cost-model', 'inventory', 'target-check', 'capture'],
  ['judge'],
  ['scorecard'],
  ['report'],
  ['commands'],
  ['cli'],
];

/** Types that may cross between strangers: who, from whom, in which files. */
const TYPES_BETWEEN_STRANGERS: readonly { from: string; to: string; files: RegExp }[] = [
  { from: 'loadgen', to: 'platforms', files: /./ },
  { from: 'faults', to: 'platforms', files: /./ },
  { from: 'platforms', to: 'cost-model', files: /^platforms\/([^/]+|cost-parts\/[^/]+|[^/]+\/cost)\.ts$/ },
];

/** What the conductor may use of judging. */
const CONDUCTOR_MAY_JUDGE = /^judge\/(validity|thresholds)\.ts$/;

/** Libraries that only some folders know. */
const LIBRARIES: readonly { library: RegExp; folders: RegExp }[] = [
  { library: /^(kafkajs|@platformatic\/kafka)(\/|$)/, folders: /^(kafka|loadgen\/drivers)\// },
  { library: /^(@aws-sdk|@duckdb)\//, folders: /^cost-model\/billing\// },
  { library: /^vega(-|\/|$)/, folders: /^report\// },
];

/** The first folder below src/, or the name of a file that stands in src/ itself. */
const roomOf = (path: string): string => (path.split('/')[0] ?? path).replace(/\.ts$/, '');

const levelOf = (room: string): number => ORDER.findIndex((rooms) => rooms.includes(room));

/** `run` stands between the five and judge. */
const CONDUCTOR_LEVEL = levelOf('judge');

function mayCross(source: Source, imported: Import, from: string, to: string): boolean {
  if (from === to) return true;
  if (to === 'run') return from === 'commands';
  if (from === 'run') {
    if (to === 'judge') return imported.typeOnly || CONDUCTOR_MAY_JUDGE.test(imported.path ?? '');
    return levelOf(to) < CONDUCTOR_LEVEL;
  }
  if (levelOf(to) < levelOf(from)) return true;
  return TYPES_BETWEEN_STRANGERS.some(
    (pair) => pair.from === from && pair.to === to && imported.typeOnly && pair.files.test(source.path),
  );
}

/** Imports against the direction of the rooms, and files in no known room. */
export function wrongWayImports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const from = roomOf(source.path);
    if (from !== 'run' && levelOf(from) < 0) return [`${source.path} stands in no room of the design`];
    return importsOf(source).flatMap((imported) => {
      if (imported.path === null) return [];
      if (imported.path.startsWith('..')) return [`${source.path} reaches out of src/: ${imported.specifier}`];
      const to = roomOf(imported.path);
      return mayCross(source, imported, from, to) ? [] : [`${source.path} may not import ${imported.path}`];
    });
  });
}

/** Libraries imported outside the folders that own them. */
export function strayLibraries(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap(({ specifier }) => {
      const owner = LIBRARIES.find(({ library }) => library.test(specifier));
      return owner === undefined || owner.folders.test(source.path) ? [] : [`${source.path} imports ${specifier}`];
    }),
  );
}
