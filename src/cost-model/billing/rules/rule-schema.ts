import { z } from 'zod';
import { CATEGORIES } from '../../types/shape.ts';
import { LINE_ITEM_TYPES } from '../types/row.ts';
import { APART } from '../types/rule.ts';
import { patternMistake } from './pattern.ts';

const text = (description: string, example: string) =>
  z
    .string()
    .min(1)
    .meta({ description, examples: [example] });

const pattern = (of: string, example: string) =>
  text(`a regular expression over the whole of ${of}`, example).superRefine((value, context) => {
    const mistake = patternMistake(value);
    if (mistake !== null) context.addIssue({ code: 'custom', message: mistake });
  });

const slug = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'is no name of small letters, digits, dots and dashes');

const price = z.strictObject({
  key: slug.meta({ description: 'a key of the price books', examples: ['aws.s3.standard.put'] }),
  unit: text("the price's unit, as the books have it", 'thousand requests'),
  perUnit: z
    .string()
    .regex(/^(0|[1-9]\d*)(\.\d+)?$/, 'is no plain decimal')
    .meta({ description: 'how many of those one billed unit is, in quotes', examples: ['0.001'] }),
  billedIn: pattern('the unit of which that many are one, where the rule is for any', 'GB-Mo').optional(),
});

export const ruleSchema = z.strictObject({
  name: slug.meta({
    description: 'stands on every line that the rule classifies; unique',
    examples: ['s3-put'],
  }),
  service: pattern('the service', 'AmazonS3').optional(),
  usageType: pattern('the usage type, without its region', 'Requests-Tier1').optional(),
  operation: pattern('the operation', 'PutObject').optional(),
  billedIn: pattern('the unit in which it is billed', 'GB-Mo').optional(),
  lineItemType: z
    .array(z.enum(LINE_ITEM_TYPES))
    .min(1)
    .meta({ description: 'the types of line that it is for', examples: [['Tax']] })
    .optional(),
  into: z
    .strictObject({
      category: z
        .enum(CATEGORIES)
        .meta({ description: 'a category of the model', examples: ['network'] })
        .optional(),
      apart: z
        .enum(APART)
        .meta({ description: 'what is no consumption', examples: ['tax'] })
        .optional(),
    })
    .meta({ description: 'where it belongs: a category, or apart' }),
  price: price.optional(),
  note: text('why, where the name does not say it', 'DELETE is free.').optional(),
});

export const ruleFileSchema = z.strictObject({
  name: text('what the file is called in messages', 'AWS'),
  provider: text('whose lines these rules are for', 'aws'),
  usageTypePrefix: pattern('what may stand before a usage type and says only where', '[A-Z]{3}[0-9]-').optional(),
  rules: z.array(ruleSchema).min(1).meta({ description: 'in order: the first that matches holds' }),
});

export type RuleFile = z.infer<typeof ruleSchema>;
