import { z } from 'zod';

const amount = z.string().regex(/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/);

const pageSchema = z.object({
  ResultsByTime: z.array(
    z.object({
      TimePeriod: z.object({ Start: z.string() }),
      Estimated: z.boolean().default(false),
      Groups: z
        .array(
          z.object({
            Keys: z.array(z.string()),
            Metrics: z.object({
              UnblendedCost: z.object({ Amount: amount, Unit: z.string().min(1) }),
              AmortizedCost: z.object({ Amount: amount }).optional(),
              UsageQuantity: z.object({ Amount: amount, Unit: z.string().optional() }).optional(),
            }),
          }),
        )
        .default([]),
      Total: z.record(z.string(), z.object({ Amount: amount })).default({}),
    }),
  ),
});

/** A page of costs as far as it is used; what else AWS sent is not kept. */
export type CostPage = z.infer<typeof pageSchema>;
export type CostGroup = CostPage['ResultsByTime'][number]['Groups'][number];

/** Null where it is no answer of Cost Explorer. */
export const costPage = (value: unknown): CostPage | null => pageSchema.safeParse(value).data ?? null;

export const hasGroups = (pages: readonly CostPage[]): boolean =>
  pages.some(({ ResultsByTime }) => ResultsByTime.some(({ Groups }) => Groups.length > 0));

export const isEstimated = ({ ResultsByTime }: CostPage): boolean => ResultsByTime.some(({ Estimated }) => Estimated);

/** Nothing in it but zeros, grouped or not. */
export const isNothing = (pages: readonly CostPage[]): boolean =>
  pages.every(({ ResultsByTime }) =>
    ResultsByTime.every(
      ({ Groups, Total }) => Groups.length === 0 && Object.values(Total).every(({ Amount }) => Number(Amount) === 0),
    ),
  );
