import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeOf, importsOf, readSources, type Source } from '../../architecture/sources.ts';

const sources = readSources(join(import.meta.dirname, '../../../src'));

/** Every file of src that a thread or program beginning with this one loads. */
function loadedBy(entry: string): readonly Source[] {
  const loaded = new Set([entry]);
  for (const path of loaded) {
    const source = sources.find((candidate) => candidate.path === path);
    for (const imported of source === undefined ? [] : importsOf(source)) {
      if (imported.path !== null && !imported.typeOnly) loaded.add(imported.path);
    }
  }
  return sources.filter(({ path }) => loaded.has(path));
}

const paths = (files: readonly Source[]): readonly string[] => files.map(({ path }) => path);

const WRITES_FILES = /\b(writeFile|appendFile|createWriteStream|writeSync|openSync)/;
const WRITES_HISTOGRAMS = /\b(HistogramLogWriter|encodeInto\w*|deflate\w*)\b/;

const importsCompression = (source: Source): boolean =>
  importsOf(source).some(({ specifier, typeOnly }) => !typeOnly && /^(node:)?zlib$|lz4|snappy|zstd/.test(specifier));

describe('what a sending thread loads', () => {
  const sending = loadedBy('loadgen/workers/produce-worker.ts');

  it('is found through every import: recorder and drivers are part of it', () => {
    expect(paths(sending)).toContain('loadgen/interval-recorder.ts');
    expect(paths(sending)).toContain('kafka/records/compression.ts');
    const conducting = loadedBy('cli.ts');
    expect(paths(conducting.filter((file) => WRITES_HISTOGRAMS.test(codeOf(file))))).not.toEqual([]);
    expect(paths(conducting.filter((file) => WRITES_FILES.test(codeOf(file))))).not.toEqual([]);
  });

  it('holds nothing that writes a file', () => {
    expect(paths(sending.filter((file) => WRITES_FILES.test(codeOf(file))))).toEqual([]);
  });

  it('holds nothing that encodes or compresses a histogram', () => {
    expect(paths(sending.filter((file) => WRITES_HISTOGRAMS.test(codeOf(file))))).toEqual([]);
  });

  it('holds no compression but that of record batches', () => {
    const compressing = paths(sending.filter(importsCompression));
    expect(compressing.filter((path) => !/^(loadgen\/drivers|kafka\/records)\//.test(path))).toEqual([]);
  });
});
