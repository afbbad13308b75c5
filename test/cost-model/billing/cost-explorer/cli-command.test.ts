import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cliCommand } from '../../../../src/cost-model/billing/cost-explorer/cli-command.ts';
import { overviewQuestion, partsOf } from '../../../../src/cost-model/billing/cost-explorer/questions.ts';
import { ask, SCOPE } from './november.ts';

describe('the command that repeats a question', () => {
  it('reaches the program as it is meant, whatever a tag holds', () => {
    const scope = { ...SCOPE, tags: { team: 'it\'s $HOME; `echo` "all" \\ of * ü' } };
    const question = overviewQuestion(ask({ scope }), partsOf(scope));
    const script = `aws() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${cliCommand(question)}`;
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
    expect(words.slice(0, 4)).toEqual(['ce', 'get-cost-and-usage', '--time-period', 'Start=2026-11-01,End=2026-11-03']);
    expect(JSON.parse(words[words.indexOf('--filter') + 1] ?? '')).toEqual({
      Tags: { Key: 'team', Values: [scope.tags.team], MatchOptions: ['EQUALS'] },
    });
  });
});
