import { loadScenario } from '../../src/scenarios/load.ts';
import type { Plan } from '../../src/scenarios/types.ts';

/** A scenario that loads, as YAML, with sections replaced or added. */
export function sampleText(sections: Readonly<Record<string, unknown>> = {}): string {
  const sample = {
    name: 'sample',
    topics: [{ name: 'orders', partitions: 3 }],
    records: { size: '1KiB' },
    ingress: [{ phase: 'steady', rate: '100/s', duration: '5s' }],
    production: {
      ingress: { average: '1MiB/s', peak: '2MiB/s' },
      fanOut: 1,
      retention: '1d',
      partitions: 10,
    },
    ...sections,
  };
  return JSON.stringify(sample, null, 2);
}

export function samplePlan(sections: Readonly<Record<string, unknown>> = {}): Plan {
  return loadScenario(sampleText(sections), { file: 'sample.yaml' }).plan;
}
