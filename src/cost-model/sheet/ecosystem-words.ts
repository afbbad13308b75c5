import { z } from 'zod';
import { COMPONENT_FIGURES, COMPONENTS, type Component, DECISIONS } from '../surroundings/types.ts';
import { type Row, row, type Written } from './row.ts';
import { amount, share } from './written-numbers.ts';

/** A word about one component, and the assumption that it says. */
interface ComponentWord {
  readonly figure: string;
  readonly written: Written;
  readonly description: string;
  readonly example: number | string;
  /** There is such a figure only where the component is replaced. */
  readonly ofReplacing: boolean;
}

const hoursToReplace = (component: Component, of: string): ComponentWord => ({
  figure: COMPONENT_FIGURES[component].hours,
  written: amount(),
  description: `Hours of engineers to replace ${of}, once`,
  example: 16,
  ofReplacing: true,
});

const counted = (component: Component, units: string): Readonly<Record<string, ComponentWord>> => ({
  units: {
    figure: units,
    written: amount(),
    description: 'How many there are today',
    example: 12,
    ofReplacing: false,
  },
  costAMonth: {
    figure: COMPONENT_FIGURES[component].keptRate,
    written: amount(),
    description: 'What one costs a month, as it is today',
    example: 80,
    ofReplacing: false,
  },
  replacedCostAMonth: {
    figure: COMPONENT_FIGURES[component].replacedRate,
    written: amount(),
    description: 'What one costs a month that replaces it',
    example: 40,
    ofReplacing: true,
  },
  hoursToReplace: hoursToReplace(component, 'one'),
});

/** What is spent decides; its share today is a figure of the workload. */
const shareOfSpend = (component: Component): Readonly<Record<string, ComponentWord>> => ({
  replacedShare: {
    figure: COMPONENT_FIGURES[component].replacedRate,
    written: share(),
    description: 'What replaces it, as a share of what the cloud and the vendor are paid',
    example: '3%',
    ofReplacing: true,
  },
  hoursToReplace: hoursToReplace(component, 'it'),
});

export const COMPONENT_WORDS: Readonly<Record<string, Readonly<Record<string, ComponentWord>>>> = Object.fromEntries(
  COMPONENTS.map((component) => {
    const { units } = COMPONENT_FIGURES[component];
    return [component, units === null ? shareOfSpend(component) : counted(component, units)];
  }),
);

const DESCRIPTIONS: Readonly<Record<Component, string>> = {
  connectors: 'What moves data in and out',
  'schema-registry': 'Schemas and governance',
  'stream-processing': 'Jobs that work on streams',
  'private-networking': 'Private links beyond the platform’s own',
  observability: 'Metrics, logs and traces; their share today is workload.observabilityPercent',
};

const componentSection = (component: Component) => {
  const words = Object.entries(COMPONENT_WORDS[component] ?? {}).map(([name, { written, description, example }]) => {
    return [name, row(written, { description, example }).optional()] as const;
  });
  return z
    .strictObject({
      decision: z
        .enum(DECISIONS)
        .prefault('keep')
        .meta({ description: 'What becomes of it with a move', examples: ['keep'] }),
      ...(Object.fromEntries(words) as Record<string, z.ZodOptional<z.ZodType<Row>>>),
    })
    .optional()
    .meta({ description: DESCRIPTIONS[component] });
};

export const ecosystemSection = z.strictObject(
  Object.fromEntries(COMPONENTS.map((component) => [component, componentSection(component)])) as Record<
    Component,
    ReturnType<typeof componentSection>
  >,
);
