import { describe, expect, it } from 'vitest';
import { readInvoices } from '../../../../src/cost-model/billing/invoices/read-invoices.ts';
import type { WorkbenchError } from '../../../../src/errors.ts';
import { scope } from '../row.ts';
import { csvMapping, folderWith, HEADER } from './files.ts';

const read = (files: Readonly<Record<string, string | Buffer>>, more = '', paths = Object.keys(files)) =>
  readInvoices(paths, { mapping: csvMapping(more), scope, from: folderWith(files) });

function problemsOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    const { problems, exitStatus } = error as WorkbenchError;
    return { exitStatus, problems: problems.map(({ what, at }) => [what, at?.line] as const) };
  }
  throw new Error('nothing was thrown');
}

const LINES = `${HEADER}2026-11-01,Kafka,Ingress,10,GiB,0.50,USD
2026-11-01,Kafka,Ingress,5,GiB,0.25,USD
2026-11-02,Kafka,Ingress,4,GiB,0.20,USD
`;

describe('an invoice', () => {
  it('becomes rows of a day and meter each, added up in decimals, in the order of days', () => {
    const source = read({ 'a.csv': LINES });
    expect(source.rows.map(({ day, quantity, unblended, lines }) => [day, quantity, unblended, lines])).toEqual([
      ['2026-11-01', '15', '0.75', 2],
      ['2026-11-02', '4', '0.2', 1],
    ]);
    expect(source).toMatchObject({
      source: 'invoice:ours',
      period: { start: '2026-11-01', end: '2026-11-03' },
      requests: { count: 0, usd: '0' },
    });
  });

  it('with a byte order mark, semicolons, lines above its header and German numbers is read', () => {
    const text = `\uFEFFInvoice 12\nof November\nDate;Product;Meter;Quantity;Unit;Amount;Currency\n03.11.2026;Kafka;Ingress;1.000,5;GiB;"1.234,50 €";EUR\n`;
    const more = `delimiter: ';'\nlinesBeforeHeader: 2\ndates: DD.MM.YYYY\nnumbers: { decimal: ',', group: '.', sign: € }\n`;
    const [row] = read({ 'a.csv': text }, more).rows;
    expect(row).toMatchObject({ day: '2026-11-03', quantity: '1000.5', unblended: '1234.5', currency: 'EUR' });
  });

  it('tells credits from usage by its own words, and leaves out what repeats other lines', () => {
    const more = `kinds: [{ column: Meter, matches: 'Promo.*', is: Credit }]\nskip: [{ column: Meter, matches: Subtotal }]\ntotal: { column: Meter, matches: Total }\n`;
    const text = `${LINES}2026-11-02,Kafka,Promo code,,,(0.95),USD\n,,Subtotal,,,0.00,\n,,Total,,,0.00,\n`;
    const { rows } = read({ 'a.csv': text }, more);
    expect(rows.map(({ lineItemType, unblended }) => [lineItemType, unblended])).toEqual([
      ['Usage', '0.75'],
      ['Usage', '0.2'],
      ['Credit', '-0.95'],
    ]);
  });

  it('whose total is not the sum of its lines is refused at its line', () => {
    const more = 'total: { column: Meter, matches: Total }\n';
    expect(problemsOf(() => read({ 'a.csv': `${LINES},,Total,,,0.96,\n` }, more))).toEqual({
      exitStatus: 2,
      problems: [['its total is not the sum of its lines, 0.95', 5]],
    });
  });

  it('by the month covers the month, stands on its first day, and says so', () => {
    const text = `${HEADER}2026-11,Kafka,Ingress,10,GiB,0.50,USD\n`;
    const source = read({ 'a.csv': text }, 'dates: YYYY-MM\n');
    expect(source.period).toEqual({ start: '2026-11-01', end: '2026-12-01' });
    expect(source.rows[0]?.day).toBe('2026-11-01');
    expect(source.losses).toEqual(['1 of 1 lines are of several days: day by day each stands on the first of them']);
  });

  it('whose last days may still change marks those alone', () => {
    const days = read({ 'a.csv': LINES }, 'provisionalDays: 1\n').rows;
    expect(days.map(({ day, provisional }) => [day, provisional])).toEqual([
      ['2026-11-01', false],
      ['2026-11-02', true],
    ]);
  });
});

describe('files of an invoice', () => {
  it('that are the same count once, and that is said', () => {
    const source = read({ 'a.csv': LINES, 'b.csv': LINES });
    expect(source.rows.reduce((lines, row) => lines + row.lines, 0)).toBe(3);
    expect(source.losses).toEqual(['a.csv and b.csv have the same content: counted once']);
    expect(source.digest).toBe(read({ 'c.csv': LINES }).digest);
  });

  it('are told by the pair that is alike, whatever little a third one has in common with both', () => {
    const line = (meter: number, amount: string) => `2026-11-01,Kafka,meter ${meter},1,GB,${amount},USD\n`;
    const lines = (from: number, to: number, amount: string) =>
      HEADER + Array.from({ length: to - from }, (_, at) => line(from + at, amount)).join('');
    // Ten lines each: a has four of b's, c all of them.
    const files = { 'a.csv': lines(0, 10, '1'), 'b.csv': lines(6, 16, '1'), 'c.csv': lines(6, 16, '2') };
    expect(() => read({ 'a.csv': files['a.csv'], 'b.csv': files['b.csv'] })).not.toThrow();
    expect(() => read(files)).toThrow('b.csv and c.csv have 10 lines in common');
  });

  it('with the same lines are refused, also where an amount was corrected', () => {
    const corrected = LINES.replace('0.20', '0.21');
    expect(problemsOf(() => read({ 'a.csv': LINES, 'b.csv': corrected })).problems).toEqual([
      ['a.csv and b.csv have 3 lines in common, which would count twice', undefined],
    ]);
  });

  it('of different meters on the same days are one invoice', () => {
    const egress = LINES.replaceAll('Ingress', 'Egress');
    expect(read({ 'a.csv': LINES, 'b.csv': egress }).rows).toHaveLength(4);
  });
});

describe('refused is', () => {
  it('every line that cannot be read, with its number and column, and nothing of what it says', () => {
    const text = `${HEADER}2026-11-31,Kafka,Ingress,ten,GiB,0.50,USD\n2026-11-02,Kafka,Ingress,1,GiB,,USD\n`;
    const { problems } = problemsOf(() => read({ 'a.csv': text }));
    expect(problems).toEqual([
      ['Date has no date such as YYYY-MM-DD', 2],
      ['Quantity has no number as the mapping writes them', 2],
      ['Amount is empty', 3],
    ]);
  });

  it('the eleventh such mistake and all that follow in one sentence', () => {
    const text = HEADER + '2026-11-01,Kafka,Ingress,1,GiB,x,USD\n'.repeat(25);
    const { problems } = problemsOf(() => read({ 'a.csv': text }));
    expect(problems).toHaveLength(11);
    expect(problems.at(-1)?.[0]).toBe('a.csv has 15 more such mistakes');
  });

  it('a missing column, with what it is needed for; one that is worth having is a loss', () => {
    const text = 'Date,Product,Meter,Quantity,Amount,Currency\n2026-11-01,Kafka,Ingress,10,0.50,USD\n';
    expect(read({ 'a.csv': text }).losses).toEqual(['a.csv has no Unit: the unit of quantities is not known']);
    expect(problemsOf(() => read({ 'a.csv': text.replace('Amount', 'Sum') })).problems).toEqual([
      ['a.csv has no Amount, which is needed for amounts', undefined],
    ]);
  });

  it('what makes two currencies of one total', () => {
    const text = `${LINES}2026-11-02,Kafka,Egress,4,GiB,0.20,EUR\n`;
    expect(problemsOf(() => read({ 'a.csv': text })).problems[0]?.[0]).toBe('a.csv: EUR and USD do not make one total');
  });

  it.each([
    ['an empty file', '', 'a.csv is empty'],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), 'a.csv is a workbook or an archive'],
    ['a PDF', '%PDF-1.7', 'a.csv is a PDF'],
    ['what is compressed', Buffer.from('1f8b0800', 'hex'), 'a.csv is compressed'],
    ['another encoding', Buffer.from(LINES, 'utf16le'), 'a.csv is no text in UTF-8'],
    ['another delimiter', LINES.replaceAll(',', ';'), 'a.csv has no columns in line 1 with "," between them'],
    ['a column that stands twice', LINES.replace('Unit', 'Meter'), 'a.csv has two columns Meter'],
    [
      'a line of fewer columns',
      `${LINES}2026-11-03,Kafka\n`,
      'a.csv has a line with more or fewer columns than its header',
    ],
    [
      'a quote that never ends',
      `${LINES}2026-11-03,"Kafka\n`,
      'a.csv ends within quotes: it is cut off, or a quote is missing',
    ],
    ['a file without lines', HEADER, 'nothing is charged in a.csv'],
  ])('%s', (_, content, what) => {
    const { exitStatus, problems } = problemsOf(() => read({ 'a.csv': content }));
    expect(exitStatus).toBe(2);
    expect(problems.map(([said]) => said)).toEqual([what]);
  });

  it('a path that is not there, and a folder', () => {
    expect(problemsOf(() => read({}, '', ['none.csv'])).problems[0]?.[0]).toBe('there is no none.csv');
    expect(problemsOf(() => read({}, '', ['.'])).problems[0]?.[0]).toBe('. is no file');
  });
});
