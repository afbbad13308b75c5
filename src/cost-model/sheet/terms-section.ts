import { z } from 'zod';
import { decimalOf } from '../arithmetic/money.ts';
import { LIST_PRICES } from '../prices/net-prices.ts';
import { PURCHASES, type Terms } from '../types/prices.ts';
import { type PlaceOf, withOwn } from './source.ts';
import { day, text } from './text.ts';
import { hundredth, percent } from './written-numbers.ts';

const percentOf = (description: string, example: string) =>
  z.union(percent(100)).meta({ description, examples: [example] });

const currencyCode = z
  .string()
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), {
    error: 'which is no currency of ISO 4217',
    params: { todo: 'write its code of three capital letters, such as EUR, GBP or JPY' },
  })
  .refine((code) => code !== 'USD', {
    error: 'in which prices are already',
    params: { todo: 'remove currency: amounts are in US dollars without it' },
  })
  .meta({ description: 'Into which amounts are converted', examples: ['EUR'] });

const NO_RATE = { error: 'which no currency is worth', params: { todo: 'write how much of it one US dollar is' } };

export const termsSection = z.strictObject({
  discounts: z
    .array(
      z.strictObject({
        vendor: text('Off all prices of this vendor', 'confluent').optional(),
        key: text('Off this price, or all whose keys begin with it', 'aws.ec2').optional(),
        percent: percentOf('How much is taken off', '20%'),
        source: text('Where it is agreed', 'contract of May 2026').optional(),
      }),
    )
    .min(1)
    .optional()
    .meta({ description: 'Off list prices; where several apply, the last one holds' }),
  purchase: z
    .enum(PURCHASES)
    .optional()
    .meta({ description: 'How instances are bought', examples: ['committed-1y'] }),
  currency: z
    .strictObject({
      currency: currencyCode,
      perUsd: z
        .number()
        .min(0)
        .refine((rate) => rate !== 0, NO_RATE)
        .meta({ description: 'How much of it one US dollar is', examples: [0.92] }),
      date: day('Of which day', '2026-11-20'),
      source: text('Who says so', 'European Central Bank'),
    })
    .optional()
    .meta({ description: 'The sheet’s money, in which amounts are shown, too; US dollars without it' }),
  tax: z
    .strictObject({
      percent: percentOf('On top of what the cloud and the vendor are paid', '19%'),
      source: text('Which tax', 'VAT, Germany'),
    })
    .optional()
    .meta({ description: 'Shown beside totals; without it, prices are compared before tax' }),
});

export function termsOf(terms: z.output<typeof termsSection>, place: PlaceOf): Terms {
  const { discounts = [], purchase, currency, tax } = terms;
  return {
    ...LIST_PRICES,
    discounts: discounts.map(({ vendor, key, percent: off, source }, index) => ({
      of: vendor === undefined ? { key: key ?? '' } : { vendor },
      share: hundredth(off),
      source: withOwn(place(['terms', 'discounts', index]), source),
    })),
    ...(purchase === undefined ? {} : { purchase }),
    ...(currency === undefined ? {} : { currency: { ...currency, perUsd: decimalOf(currency.perUsd) } }),
    ...(tax === undefined ? {} : { tax: { share: hundredth(tax.percent), source: tax.source } }),
  };
}
