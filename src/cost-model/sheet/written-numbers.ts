import { z } from 'zod';
import type { Written } from './row.ts';

/** What is wrong with a number, as it follows "is 0, ", and what to do about it. */
export interface Refusal {
  readonly error: string;
  readonly params: { readonly todo: string };
}

type Refuse = (value: number) => Refusal | null;
type Context = z.core.$RefinementCtx<number>;

const accepted: Refuse = () => null;

const refusing = (refuse: Refuse) => (value: number, context: Context) => {
  const refusal = refuse(value);
  if (refusal === null) return;
  context.addIssue({ code: 'custom', message: refusal.error, params: refusal.params });
};

/** Any number of 0 or more. */
export const amount = (refuse: Refuse = accepted): Written => [z.number().min(0).superRefine(refusing(refuse))];

/** Above 0, with what to do about 0. */
export const aboveZero = (refusal: Refusal): Written => amount((value) => (value === 0 ? refusal : null));

export const atLeast = (least: number): Written => [z.number().min(least)];

export const count = (): Written => [z.number().min(1).refine(Number.isInteger, { error: 'not a whole number' })];

/** `3` or `3%`, of at most so many: the number of hundredths. */
export const percent = (most: number, refuse: Refuse = accepted): Written => [
  z.number().min(0).max(most).superRefine(refusing(refuse)),
  percentage((value) => (value > most ? tooMuch(`${most}%`) : refuse(value))),
];

/** `0.08` or `8%`, the share itself. */
export const share = (most = 1): Written => [
  z.number().min(0).max(most),
  percentage((value) => (value > most * 100 ? tooMuch(`${most * 100}%`) : null)).transform(hundredth),
];

const tooMuch = (most: string): Refusal => ({ error: `more than ${most}`, params: { todo: `write ${most} or less` } });

function percentage(refuse: Refuse) {
  return z
    .string()
    .transform((text, context): number => {
      const number = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim())?.[1];
      if (number !== undefined) return Number(number);
      context.addIssue({ code: 'custom', message: 'which is no number, and no percentage such as 3%' });
      return z.NEVER;
    })
    .superRefine(refusing(refuse))
    .meta({ pattern: String.raw`^\s*\d+(\.\d+)?\s*%\s*$` });
}

/** 99.95 → 0.9995, not 0.9994999999999999. */
export const hundredth = (value: number): number => Number((value / 100).toPrecision(15));

/** 0.07 → 7%, not 7.000000000000001%. */
export const percentText = (part: number): string => `${Number((part * 100).toPrecision(15))}%`;
