import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../src/errors.ts';
import { loadTarget } from '../../src/scenarios/target.ts';

const load = (text: string) =>
  loadTarget(`platform: some-platform\nbootstrap: ["127.0.0.1:9092"]\n${text}\n`, {
    file: 'blue.yaml',
    platforms: ['some-platform'],
  }).target;

const refusal = (text: string): string => {
  try {
    load(text);
  } catch (error) {
    if (error instanceof WorkbenchError) return error.problems.map(({ what, at }) => `${at?.key}: ${what}`).join('\n');
  }
  return 'accepted';
};

describe('services beside a cluster', () => {
  it('are kept with the names of their secrets, and nothing that was not said', () => {
    const target = load(`
schemaRegistry: { url: "https://registry.example/v1", usernameEnv: USER_NAME, passwordEnv: PASS, caFile: ca.pem }
kafkaConnect: [{ url: "http://127.0.0.1:8083" }, { url: "http://127.0.0.1:8084", bearerTokenEnv: TOKEN }]`);
    expect(target.schemaRegistry).toEqual({
      url: 'https://registry.example/v1',
      usernameEnv: 'USER_NAME',
      passwordEnv: 'PASS',
      caFile: 'ca.pem',
    });
    expect(target.kafkaConnect).toEqual([
      { url: 'http://127.0.0.1:8083' },
      { url: 'http://127.0.0.1:8084', bearerTokenEnv: 'TOKEN' },
    ]);
    expect(load('')).not.toHaveProperty('schemaRegistry');
    expect(load('')).not.toHaveProperty('kafkaConnect');
  });

  it.each([
    ['schemaRegistry: { url: "ftp://host" }', 'schemaRegistry.url'],
    ['schemaRegistry: { url: "http://host", usernameEnv: A }', 'has one of usernameEnv and passwordEnv'],
    [
      'kafkaConnect: [{ url: "http://host", bearerTokenEnv: A, usernameEnv: B, passwordEnv: C }]',
      'has bearerTokenEnv beside usernameEnv',
    ],
    ['kafkaConnect: []', 'kafkaConnect'],
    ['kafkaConnect: [{ url: "http://host", passwordEnv: B }]', 'kafkaConnect'],
  ])('%s is refused', (text, complaint) => {
    expect(refusal(text)).toContain(complaint);
  });

  it('do not have their secrets repeated where one was written instead of its name', () => {
    const words = refusal('kafkaConnect: [{ url: "http://me:hunter2@host", bearerTokenEnv: "eyJhbGciOi.abc" }]');
    expect(words).toContain('kafkaConnect');
    expect(words).not.toContain('hunter2');
    expect(words).not.toContain('eyJ');
  });
});
