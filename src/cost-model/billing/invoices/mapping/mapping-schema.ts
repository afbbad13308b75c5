import { z } from 'zod';
import { patternMistake } from '../../rules/pattern.ts';
import { LINE_ITEM_TYPES } from '../../types/row.ts';
import { isDateFormat } from '../values/day.ts';

const text = (description: string, example: string) =>
  z
    .string()
    .min(1)
    .meta({ description, examples: [example] });

const column = (what: string, example: string) =>
  z
    .union([
      text(`the column or path with ${what}`, example),
      z.strictObject({ constant: text('a fixed text', 'USD') }),
    ])
    .meta({ description: `the column or path with ${what}, or { constant: … }`, examples: [example] });

const pattern = z
  .string()
  .min(1)
  .superRefine((value, context) => {
    const mistake = patternMistake(value);
    if (mistake !== null) context.addIssue({ code: 'custom', message: mistake });
  })
  .meta({ description: 'a regular expression over the whole value', examples: ['PROMO_CREDIT'] });

const matching = { column: text('the column or path that decides', 'line_type'), matches: pattern };

const dateFormat = z
  .string()
  .refine(isDateFormat, 'has no YYYY with MM or MMM, and D or DD where it has days')
  .meta({ description: 'how days are written: YYYY, MM, M, MMM (Jan), DD, D', examples: ['MM/DD/YYYY'] });

const mark = (description: string, example: string) =>
  z
    .string()
    .length(1)
    .regex(/[^\d\s()+-]/, 'is a digit, a sign, a bracket or a blank')
    .meta({ description, examples: [example] });

export const mappingSchema = z.strictObject({
  name: text('what the mapping is called in messages', 'Costs API'),
  provider: text('whose invoice it is; rules are chosen by it', 'vendor'),
  shape: z
    .strictObject({
      source: text('where this shape is described', 'the documentation of the costs API'),
      date: text('when that was read', '2026-11-21'),
      note: text('what is to be known about it', 'Column names are ours.').optional(),
    })
    .meta({ description: 'where the shape comes from' }),
  format: z.enum(['csv', 'json']).meta({ description: 'of the file', examples: ['csv'] }),
  lines: text('JSON: the path of the list of lines; a list by itself is read too', 'data').optional(),
  nextPage: text('JSON: the path that has a value as long as another page follows', 'metadata.next').optional(),
  delimiter: z
    .string()
    .length(1)
    .prefault(',')
    .meta({ description: 'CSV: what stands between columns', examples: [';'] }),
  linesBeforeHeader: z
    .int()
    .min(0)
    .prefault(0)
    .meta({ description: 'CSV: lines above the one with the names of columns', examples: [3] }),
  columns: z
    .strictObject({
      day: column('the first day of a line', 'start_date'),
      end: column('the last day, or the first that is no longer part of it', 'end_date').optional(),
      service: column('the product', 'product'),
      meter: column('what is counted', 'line_type'),
      quantity: column('how much', 'quantity').optional(),
      unit: column('the unit of the quantity', 'unit').optional(),
      amount: column('what is charged', 'amount'),
      list: column('what it costs without discounts', 'original_amount').optional(),
      currency: column('the currency', 'currency'),
      resource: column('the cluster', 'resource.id').optional(),
      operation: column('what tells prices of one meter apart', 'tier').optional(),
      region: column('the region', 'region').optional(),
      id: column('what is unique to a line', 'id').optional(),
    })
    .meta({ description: 'which column or path is what' }),
  endIs: z
    .enum(['exclusive', 'inclusive'])
    .prefault('exclusive')
    .meta({ description: 'whether the day in `end` is part of the line', examples: ['inclusive'] }),
  dates: dateFormat.prefault('YYYY-MM-DD'),
  numbers: z
    .strictObject({
      decimal: mark('what stands before cents', '.').prefault('.'),
      group: mark('what stands between thousands', ',').optional(),
      sign: text('what stands before or behind amounts', '$').optional(),
    })
    .prefault({})
    .meta({ description: 'how numbers are written; (1.00) and 1.00- are negative' }),
  kinds: z
    .array(z.strictObject({ ...matching, is: z.enum(LINE_ITEM_TYPES).meta({ description: 'the type of line' }) }))
    .prefault([])
    .meta({ description: 'lines that are no usage; the first that matches holds' }),
  skip: z
    .array(z.strictObject(matching))
    .prefault([])
    .meta({ description: 'lines that repeat others, such as subtotals' }),
  total: z.strictObject(matching).optional().meta({ description: 'the line that must be the sum of all others' }),
  provisionalDays: z
    .int()
    .min(0)
    .prefault(0)
    .meta({ description: 'how many of the last days may still change', examples: [3] }),
  scope: z
    .strictObject({
      resource: text("the name under the target's `resources:` that lists its clusters", 'ClusterId').optional(),
      operation: text(
        'the name there that says what tells prices apart, where no column does',
        'ClusterType',
      ).optional(),
    })
    .prefault({})
    .meta({ description: "what of a target's `resources:` chooses its lines and their prices" }),
});

/** How an invoice is read: data, so that any vendor's can be. */
export type InvoiceMapping = z.infer<typeof mappingSchema>;
export type MappedField = keyof InvoiceMapping['columns'];
export type NumberFormat = InvoiceMapping['numbers'];
