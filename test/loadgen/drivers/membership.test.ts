import { describe, expect, it } from 'vitest';
import { joinedAtLast } from '../../../src/loadgen/drivers/membership.ts';

/** Members whose joins fail one after the other with these errors, as a client library wraps them, and then work. */
function membersThatFail(...apiIds: readonly string[]) {
  const left = [...apiIds];
  const closed: number[] = [];
  let opened = 0;
  const open = () => {
    const number = ++opened;
    return {
      async join() {
        const apiId = left.shift();
        if (apiId === undefined) return;
        throw new AggregateError([Object.assign(new Error(`says ${apiId}`), { apiId })], 'joining failed');
      },
      resume: () => undefined,
      close: async () => {
        closed.push(number);
      },
    };
  };
  return { open, closed, opened: () => opened };
}

describe('a member that joins', () => {
  it('looks for the coordinator again while it moves, each time as a new member, and says so', async () => {
    const { open, closed, opened } = membersThatFail('NOT_COORDINATOR', 'COORDINATOR_LOAD_IN_PROGRESS');
    const said: string[] = [];
    await joinedAtLast(open, (where, message) => said.push(`${where}: ${message}`));
    expect(opened()).toBe(3);
    expect(closed).toEqual([1, 2]);
    expect(said).toEqual(['joining: says NOT_COORDINATOR', 'joining: says COORDINATOR_LOAD_IN_PROGRESS']);
  });

  it('is told at once of what will not pass by itself, and leaves nothing open', async () => {
    const { open, closed } = membersThatFail('GROUP_AUTHORIZATION_FAILED');
    await expect(joinedAtLast(open, () => undefined)).rejects.toThrow('joining failed');
    expect(closed).toEqual([1]);
  });
});
