import { describe, expect, it } from 'vitest';
import { plainText, table, widthOf } from '../../src/commands/output.ts';
import { formatProblems } from '../../src/commands/problems.ts';
import { inputError } from '../../src/errors.ts';

describe('a table', () => {
  it('aligns each column to its side and leaves no space at the end of a line', () => {
    const rows = [
      ['phase', 'records', 'kind'],
      ['a', '1000', ''],
      ['burst', '5', 'burst'],
    ];
    expect(table(rows, { align: ['left', 'right'] })).toBe(
      ['phase  records  kind', 'a         1000', 'burst        5  burst'].join('\n'),
    );
  });

  it('keeps columns straight beside wide characters and cuts what is too long', () => {
    const rows = [
      ['日本', '|'],
      ['é', '|'],
      ['abcdefgh', '|'],
    ];
    expect(table(rows, { maxWidth: 6 })).toBe(['日本    |', 'é       |', 'abcde…  |'].join('\n'));
    expect(table(rows, { maxWidth: 6 }).split('\n').map(widthOf)).toEqual([9, 9, 9]);
  });
});

describe('text from outside', () => {
  it('cannot move the cursor, colour the terminal, turn the line round or begin a new one', () => {
    expect(plainText('a\u001b[31mred\u0007\u202eb\r\nc\u009b')).toBe('a�[31mred��b c�');
  });
});

describe('problems', () => {
  it('are one line with their place and one with what to do', () => {
    const error = inputError('x', [
      { what: 'is 0', todo: 'raise it', at: { file: 'a.yaml', line: 2, column: 3, key: 'seed' } },
      { what: 'no broker answers', todo: 'start one' },
      { what: 'there is no such file', todo: 'check the path', at: { file: 'b.yaml' } },
    ]);
    expect(formatProblems(error)).toBe(
      'a.yaml:2:3 seed — is 0\n  → raise it\nno broker answers\n  → start one\nb.yaml — there is no such file\n  → check the path',
    );
  });
});
