import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readExports } from '../../../../src/cost-model/billing/exports/read-exports.ts';
import { scope } from '../row.ts';
import { curLine, exportCsv, exportFolder, focusLine, without, writeParquet } from './files.ts';

const { folder, put, options, remove } = exportFolder();
afterAll(remove);

const read = (...paths: readonly string[]) => readExports(paths, options());

const good = put('good.csv', exportCsv(curLine()));

describe('a path is refused', () => {
  it('that is not there, with every other one', async () => {
    await expect(read('none.csv', good, 'nor.csv')).rejects.toMatchObject({
      code: 'billing-export',
      exitStatus: 2,
      problems: [{ what: 'there is no none.csv' }, { what: 'there is no nor.csv' }],
    });
  });

  it('that is a folder without data, or neither file nor folder', async () => {
    put('notes/readme.txt', 'x');
    await expect(read('notes')).rejects.toThrow('notes holds no .csv, .csv.gz or .parquet');
    await expect(read('/dev/null')).rejects.toThrow('/dev/null is no file');
  });

  it('that leads out of the given folder, as a file or as a folder', async () => {
    mkdirSync(join(folder, 'inside'));
    put('outside/secret.csv', exportCsv(curLine()));
    symlinkSync(join(folder, 'outside/secret.csv'), join(folder, 'inside/link.csv'));
    symlinkSync(join(folder, 'outside'), join(folder, 'inside/more'));
    await expect(read('inside')).rejects.toMatchObject({
      problems: [{ what: 'inside/link.csv leads out of inside' }, { what: 'inside/more leads out of inside' }],
    });
  });
});

describe('a file is refused', () => {
  it('that is empty, or no text', async () => {
    await expect(read(put('empty.csv', ''))).rejects.toThrow('empty.csv is empty');
    const binary = new Uint8Array([0x50, 0x4b, 0, 0, 1]);
    await expect(read(put('archive.csv', binary))).rejects.toThrow('archive.csv is neither CSV nor Parquet');
  });

  it('that is no bill', async () => {
    await expect(read(put('people.csv', 'name,age\na,1\n'))).rejects.toThrow(
      'people.csv is no export of a bill that is known here: AWS Cost and Usage Report, FOCUS',
    );
  });

  it('that lacks required columns, with what each is needed for', async () => {
    const lacking = without(['line_item_currency_code', 'line_item_usage_type'], [curLine()]);
    await expect(read(put('lacking.csv', exportCsv(...lacking)))).rejects.toThrow(
      'lacking.csv lacks line_item_usage_type (telling what was used: categories and prices go by it), line_item_currency_code (not adding up different currencies)',
    );
    const focus = without(['x_UsageType', 'SkuId', 'ChargeDescription'], [focusLine()]);
    await expect(read(put('focus.csv', exportCsv(...focus)))).rejects.toThrow(
      'focus.csv lacks x_UsageType or SkuMeter or SkuId or ChargeDescription (telling what was used',
    );
  });

  it('that is cut off: Parquet without its end, gzip in the middle', async () => {
    await writeParquet(join(folder, 'whole.parquet'), 'SELECT 1 AS a');
    put('half.parquet', readFileSync(join(folder, 'whole.parquet')).subarray(0, 100));
    await expect(read('half.parquet')).rejects.toThrow('half.parquet is cut off');
    const packed = gzipSync(exportCsv(...Array.from({ length: 50 }, () => curLine())));
    await expect(read(put('half.csv.gz', packed.subarray(0, packed.length - 20)))).rejects.toThrow(
      'half.csv.gz is cut off',
    );
  });

  it('that is damaged: bytes in the middle of Parquet or gzip, a line with other columns', async () => {
    const parquet = readFileSync(join(folder, 'whole.parquet'));
    parquet.fill(0xff, 4, parquet.length - 8);
    await expect(read(put('bad.parquet', parquet))).rejects.toThrow('bad.parquet is damaged or cut off');
    const packed = gzipSync(exportCsv(curLine()));
    packed.fill(0xff, 20, 40);
    await expect(read(put('bad.csv.gz', packed))).rejects.toThrow('bad.csv.gz is damaged');
    await expect(read(put('ragged.csv', `${exportCsv(curLine(), curLine())}one,two\n`))).rejects.toThrow(
      'line 4 of ragged.csv is damaged',
    );
  });

  it('that expands without measure, before it fills anything', async () => {
    const bomb = gzipSync(Buffer.alloc(80 * 1024 ** 2, 'a'));
    await expect(read(put('bomb.csv.gz', bomb))).rejects.toThrow('bomb.csv.gz expands to more than 200 times its size');
  });

  it('with an amount that is no number, without repeating the line', async () => {
    const bad = put('amount.csv', exportCsv(curLine({ line_item_unblended_cost: '12,50 EUR secret' })));
    const error: unknown = await read(bad).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(
      'amount.csv has text in line_item_unblended_cost where a number belongs, in 1 line',
    );
    expect(String(error)).not.toContain('secret');
  });

  it('with lines that have no cost, no day or no currency', async () => {
    const gaps = put(
      'gaps.csv',
      exportCsv(
        curLine({ line_item_unblended_cost: '' }),
        curLine({ line_item_unblended_cost: 'NULL' }),
        curLine({ line_item_usage_start_date: 'yesterday' }),
        curLine({ line_item_currency_code: '' }),
      ),
    );
    await expect(read(gaps)).rejects.toMatchObject({
      problems: [
        { what: '2 lines have not a cost' },
        { what: '1 line has not a day' },
        { what: '1 line has not a currency' },
      ],
    });
  });
});

describe('a scope is refused', () => {
  const scoped = (given: Partial<typeof scope>) => readExports([good], options({ scope: { ...scope, ...given } }));

  it('that matches no line, with the part of it that does not', async () => {
    await expect(scoped({ tags: { team: 'nobody' } })).rejects.toThrow('none of 1 lines has the tag team=nobody');
    await expect(scoped({ accounts: ['999'] })).rejects.toThrow('none of 1 lines has account 999');
    await expect(scoped({ region: 'eu-west-1' })).rejects.toThrow('none of 1 lines has region eu-west-1');
  });

  it('whose parts match different lines', async () => {
    const lines = [curLine({ product_region_code: 'eu-west-1' }), curLine({ line_item_usage_account_id: '2' })];
    const both = { ...scope, accounts: ['2'], region: 'eu-west-1' };
    await expect(readExports([put('two.csv', exportCsv(...lines))], options({ scope: both }))).rejects.toThrow(
      'none of 2 lines has account 2 and region eu-west-1 at once',
    );
  });

  it('that an empty export cannot meet, told apart from one that matches nothing', async () => {
    const [head = ''] = exportCsv(curLine()).split('\n');
    await expect(read(put('head.csv', `${head}\n`))).rejects.toThrow('the export has no lines');
  });

  it('that asks for a column which is not there', async () => {
    const untagged = put(
      'untagged.csv',
      exportCsv(...without(['resource_tags', 'line_item_usage_account_id'], [curLine()])),
    );
    const asked = { ...scope, tags: { team: 'kafka' }, accounts: ['1'] };
    await expect(readExports([untagged], options({ scope: asked }))).rejects.toMatchObject({
      problems: [
        { what: 'untagged.csv has no line_item_usage_account_id: which lines are of an account is not known' },
        { what: 'untagged.csv has no resource_tags or tags: which lines are of the tag team is not known' },
      ],
    });
  });
});

describe('a name with characters of a pattern', () => {
  it('means that file alone', async () => {
    put('n1.csv', exportCsv(curLine({ line_item_unblended_cost: '5' })));
    writeFileSync(join(folder, 'n[1]*.csv'), exportCsv(curLine({ line_item_unblended_cost: '3' })));
    const [source] = await read('n[1]*.csv');
    expect(source?.rows).toMatchObject([{ unblended: '3', lines: 1 }]);
  });
});
