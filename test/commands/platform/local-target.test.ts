import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localTarget } from '../../../src/commands/platform/local-target.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'workbench-test-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

describe('the name of a platform to keep running', () => {
  it('is that of a target which comes with the workbench', () => {
    expect(localTarget('local-kafka-3', cwd)).toMatchObject({ target: { name: 'local-kafka-3' }, nodes: 3 });
  });

  it('is the path of a target file, which goes before a shipped name', () => {
    writeFileSync(join(cwd, 'mine.yaml'), 'name: ours\nplatform: apache-kafka\nstart: { nodes: 3 }\n');
    writeFileSync(join(cwd, 'local-kafka'), 'name: ours\nplatform: apache-kafka\nstart: { nodes: 3 }\n');
    expect(localTarget('mine.yaml', cwd).target.name).toBe('ours');
    expect(localTarget('local-kafka', cwd).nodes).toBe(3);
  });

  it.each([
    ['nothing', 'There is no target file "nothing"'],
    ['missing.yaml', 'there is no such file'],
    ['../local-kafka', 'there is no such file'],
    ['remote.yaml', 'this cluster is not started by the workbench'],
    ['elsewhere.yaml', 'AutoMQ cannot be started here'],
  ])('is refused where it is %s', (name, message) => {
    writeFileSync(join(cwd, 'remote.yaml'), 'platform: apache-kafka\nbootstrap: ["127.0.0.1:9092"]\n');
    writeFileSync(join(cwd, 'elsewhere.yaml'), 'platform: automq\nstart: {}\n');
    expect(() => localTarget(name, cwd)).toThrow(expect.objectContaining({ exitStatus: 2 }));
    expect(() => localTarget(name, cwd)).toThrow(message);
  });
});
