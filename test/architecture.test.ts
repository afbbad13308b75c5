import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedPlatforms, platformNames, vagueFolders } from './architecture/names.ts';
import { impurities } from './architecture/purity.ts';
import { waysAroundTheGate } from './architecture/reading.ts';
import { strayLibraries, wrongWayImports } from './architecture/rooms.ts';
import { importsOf, readSources } from './architecture/sources.ts';

const sources = readSources(join(import.meta.dirname, '../src'));

const file = (path: string, text: string) => ({ path, text });

describe('the source tree', () => {
  it('is read: the files that every room stands on are among those checked', () => {
    expect(sources.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['errors.ts', 'units.ts', 'judge/types/summary.ts']),
    );
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(sources.length);
  });

  it('imports only from left to right', () => {
    expect(wrongWayImports(sources)).toEqual([]);
  });

  it('keeps Kafka clients, cloud SDKs and the chart library in the folders that own them', () => {
    expect(strayLibraries(sources)).toEqual([]);
  });

  it('has no clock, file, network or chance in its pure rooms', () => {
    expect(impurities(sources)).toEqual([]);
  });

  it('names a platform only in its own folder and the index', () => {
    expect(platformNames(sources)).toContain('apache-kafka');
    expect(namedPlatforms(sources)).toEqual([]);
  });

  it('asks somebody’s cluster through the one gate', () => {
    expect(waysAroundTheGate(sources)).toEqual([]);
  });

  it('has no folder whose name says nothing', () => {
    expect(vagueFolders(sources)).toEqual([]);
  });
});

describe('imports', () => {
  it('are found over several lines, as types, as re-exports, dynamically, for effect and as worker files', () => {
    const text = `
import {
  a,
  type B,
} from './b.ts';
import type { C } from '../c.ts';
export { d } from "./d.ts";
import './e.ts';
// import './never.ts';
const f = await import('./f.ts');
const worker = new Worker(new URL('./g.ts', import.meta.url));
import { readFileSync } from 'node:fs';
`;
    expect(
      importsOf(file('room/a.ts', text)).map(({ path, specifier, typeOnly }) => [path ?? specifier, typeOnly]),
    ).toEqual([
      ['room/b.ts', false],
      ['c.ts', true],
      ['room/d.ts', false],
      ['node:fs', false],
      ['room/e.ts', false],
      ['room/f.ts', false],
      ['room/g.ts', false],
    ]);
  });
});

describe('the rule of', () => {
  const imports = (path: string, specifier: string) =>
    wrongWayImports([file(path, `import { x } from '${specifier}';`)]);
  const importsType = (path: string, specifier: string) =>
    wrongWayImports([file(path, `import type { X } from '${specifier}';`)]);

  it('direction lets right import left and never the reverse', () => {
    expect(imports('report/html.ts', '../judge/summary.ts')).toEqual([]);
    expect(imports('judge/summary.ts', '../report/html.ts')).toEqual([
      'judge/summary.ts may not import report/html.ts',
    ]);
    expect(importsType('evidence/write.ts', '../judge/types/summary.ts')).toHaveLength(1);
  });

  it('strangers lets only the agreed types cross', () => {
    expect(imports('loadgen/pacer.ts', '../audit/account.ts')).toHaveLength(1);
    expect(imports('loadgen/pacer.ts', '../platforms/types.ts')).toHaveLength(1);
    expect(importsType('loadgen/pacer.ts', '../platforms/types.ts')).toEqual([]);
    expect(importsType('faults/stall.ts', '../platforms/types.ts')).toEqual([]);
    expect(importsType('platforms/some-platform/cost.ts', '../../cost-model/types/shape.ts')).toEqual([]);
    expect(importsType('platforms/some-platform/start.ts', '../../cost-model/types/shape.ts')).toHaveLength(1);
    expect(importsType('cost-model/arithmetic/formula.ts', '../../platforms/types.ts')).toHaveLength(1);
  });

  it('the conductor lets it judge validity and thresholds, and only commands call it', () => {
    expect(imports('run.ts', './loadgen/load.ts')).toEqual([]);
    expect(imports('run.ts', './judge/validity.ts')).toEqual([]);
    expect(importsType('run.ts', './judge/types/summary.ts')).toEqual([]);
    expect(imports('run.ts', './judge/summarize.ts')).toHaveLength(1);
    expect(imports('run.ts', './report/html.ts')).toHaveLength(1);
    expect(imports('commands/run.ts', '../run.ts')).toEqual([]);
    expect(imports('cli.ts', './run.ts')).toHaveLength(1);
  });

  it('rooms knows every file and lets none reach out of src', () => {
    expect(imports('attic/old.ts', '../units.ts')).toEqual(['attic/old.ts stands in no room of the design']);
    expect(imports('judge/a.ts', '../../test/fixture.ts')).toHaveLength(1);
  });

  it('libraries catches each one outside its folder', () => {
    const stray = (path: string, library: string) => strayLibraries([file(path, `import x from '${library}';`)]);
    for (const library of [
      'kafkajs',
      '@platformatic/kafka',
      '@aws-sdk/client-s3',
      '@duckdb/node-api',
      'vega',
      'vega-lite',
    ]) {
      expect(stray('commands/run.ts', library)).toEqual([`commands/run.ts imports ${library}`]);
    }
    expect(stray('loadgen/drivers/kafkajs.ts', 'kafkajs')).toEqual([]);
    expect(stray('loadgen/pacer.ts', 'kafkajs')).toHaveLength(1);
    expect(stray('report/charts/draw.ts', 'vega')).toEqual([]);
    expect(stray('cost-model/billing/read.ts', '@duckdb/node-api')).toEqual([]);
  });

  it.each([
    ["import { readFileSync } from 'node:fs';", 'imports node:fs'],
    ["import { request } from 'node:http';", 'imports node:http'],
    ["import { spawn } from 'node:child_process';", 'imports node:child_process'],
    ["import { performance } from 'node:perf_hooks';", 'imports node:perf_hooks'],
    ['const now = Date.now();', 'uses the clock'],
    ['const now = new Date();', 'uses the clock'],
    ['const at = performance.now();', 'uses the clock'],
    ['const home = process.env.HOME;', 'uses the process'],
    ['const luck = Math.random();', 'uses chance'],
    ["const page = await fetch('x');", 'uses the network'],
    ['setTimeout(later, 1);', 'uses a timer'],
  ])('purity catches %s', (line, complaint) => {
    expect(impurities([file('judge/a.ts', line)])).toEqual([`judge/a.ts ${complaint}`]);
    expect(impurities([file('evidence/a.ts', line)])).toEqual([]);
  });

  it('purity leaves hashing, given dates and comments alone', () => {
    const text =
      "import { createHash } from 'node:crypto';\nnew Date(startedAt); // never new Date()\n/* Date.now() */";
    expect(impurities([file('judge/a.ts', text)])).toEqual([]);
  });

  it('names catches every spelling of a platform outside its folder', () => {
    const platform = file('platforms/some-platform/index.ts', "export const name = 'some-platform';");
    const naming = (path: string, text: string) => namedPlatforms([platform, file(path, text)]);
    for (const spelling of ['some-platform', 'somePlatform', 'SOME_PLATFORM', 'SomePlatform']) {
      expect(naming('loadgen/a.ts', `if (x === '${spelling}') y();`)).toEqual(['loadgen/a.ts names some-platform']);
    }
    expect(naming('platforms/other/index.ts', "'some-platform'")).toHaveLength(1);
    expect(naming('platforms/some-platform-tiered/index.ts', "'some-platform'")).toEqual([]);
    expect(naming('platforms/index.ts', "import './some-platform/index.ts';")).toEqual([]);
    expect(naming('loadgen/a.ts', '// unlike some-platform')).toEqual([]);
  });

  it('the gate lets what reads import what reads, and one file what writes ten records', () => {
    const around = (path: string, specifier: string) =>
      waysAroundTheGate([file(path, `import { x } from '${specifier}';`)]);
    expect(around('inventory/scan.ts', '../kafka/read-only/reading.ts')).toEqual([]);
    expect(around('inventory/scan.ts', '../kafka/admin.ts')).toEqual([
      'inventory/scan.ts goes around the gate by kafka/admin.ts',
    ]);
    expect(around('target-check/write-ten.ts', '../kafka/ten-records.ts')).toEqual([]);
    expect(around('target-check/check.ts', '../kafka/ten-records.ts')).toHaveLength(1);
    expect(around('capture/live.ts', '../kafka/ten-records/topic.ts')).toHaveLength(1);
    expect(around('commands/target/check.ts', '../../loadgen/load.ts')).toHaveLength(1);
    expect(around('target-check/check.ts', 'node:net')).toHaveLength(1);
    expect(waysAroundTheGate([file('capture/a.ts', "import type { X } from '../kafka/admin.ts';")])).toEqual([]);
  });

  it('folders catches a name that says nothing, at any depth', () => {
    expect(vagueFolders([file('judge/utils/a.ts', '')])).toEqual(['utils']);
    expect(vagueFolders([file('helpers/a.ts', '')])).toEqual(['helpers']);
  });
});
