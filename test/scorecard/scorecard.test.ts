import { describe, expect, it } from 'vitest';
import { LIST_PRICES } from '../../src/cost-model/prices/net-prices.ts';
import { usualQuestion } from '../../src/cost-model/pricing/question.ts';
import type { CostResult, PlatformCost } from '../../src/cost-model/types/result.ts';
import { judgeRun } from '../../src/judge/judge.ts';
import type { RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import type { ClientProfile } from '../../src/scenarios/types.ts';
import { SCORECARD } from '../../src/scorecard/criteria.ts';
import { gateVerdict, scoreRun } from '../../src/scorecard/scorecard.ts';
import type { GateName } from '../../src/scorecard/types.ts';
import { recordsPerSecond } from '../../src/units.ts';
import {
  catchUpPlan,
  pass,
  plan,
  type RunOptions,
  run,
  target,
  withAudit,
  withCatchUp,
  withMetrics,
} from '../judge/evidence-builder.ts';

function score(it: RepetitionEvidence = pass(), options: RunOptions = {}, cost: CostResult | null = null) {
  const evidence = run([it], options);
  const scorecard = scoreRun(judgeRun(evidence).summary, cost, evidence);
  const finding = (id: string) => {
    const found = scorecard.gates.flatMap(({ findings }) => findings).find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`no finding ${id}`);
    return found;
  };
  const gate = (name: GateName) => scorecard.gates.find((candidate) => candidate.gate === name)?.verdict;
  return { scorecard, finding, gate };
}

const STAND_IN: RunOptions = { targets: [target('a', { standIn: true, standInNote: 'one broker' })] };

const client = (change: Partial<ClientProfile>): RunOptions => ({
  plan: plan({ client: { ...plan().client, ...change } }),
});

function costOf(platform: string, change: Partial<PlatformCost> = {}): CostResult {
  const priced: PlatformCost = {
    platform,
    variant: 'standard',
    title: 'Platform, standard',
    platformTitle: 'Platform',
    variantTitle: 'standard',
    targets: platform === 'platform-a' ? ['a'] : ['another'],
    total: '0',
    totalIsLowerBound: false,
    oneTime: '0',
    lineItems: [],
    unpriced: [],
    ...change,
  };
  return {
    schemaVersion: 1,
    currency: 'USD',
    hoursPerMonth: 730,
    region: 'us-east-1',
    pricedAt: '2026-11-20T00:00:00Z',
    priceBook: { name: 'book', date: '2026-11-01', ageDays: 19 },
    workload: plan().production,
    pricesUsed: null,
    terms: LIST_PRICES,
    figures: {},
    prices: {},
    platforms: [priced],
    notPriced: [],
    question: usualQuestion('scorecard', '2026-11-20T00:00:00Z'),
    answers: null,
    measured: [],
  };
}

describe('the scorecard', () => {
  it('has the six gates, each with an owner, a question and two to four criteria', () => {
    const { scorecard } = score();
    expect(scorecard.gates.map(({ title }) => title)).toEqual([
      'Compatibility',
      'Migration',
      'Cost model',
      'Data control',
      'Reliability',
      'Operations',
    ]);
    for (const { owner, question, criteria } of SCORECARD) {
      expect(owner).not.toBe('');
      expect(question).toMatch(/\?$/);
      expect(criteria.length).toBeGreaterThanOrEqual(2);
      expect(criteria.length).toBeLessThanOrEqual(4);
      for (const { evaluator, otherwise } of criteria) expect(evaluator === null).toBe(otherwise !== '');
    }
  });

  it('never proves anything on a stand-in, however well it did, and says why', () => {
    const { scorecard, finding } = score(pass(), STAND_IN, costOf('platform-a'));
    const verdicts = scorecard.gates.flatMap(({ findings, verdict }) => [verdict, ...findings.map((it) => it.verdict)]);
    expect(new Set(verdicts)).toEqual(new Set(['unproven']));
    expect(finding('reliability.lost').statement.replaceAll('\u2009', '_')).toBe(
      'Of 4_800 acknowledged records, 0 were lost and 0 corrupted (acks=all). This does not count as proof: the target is a stand-in on this machine.',
    );
  });

  it('names the next evidence, and the command for it only where one exists', () => {
    const { finding } = score(pass(), STAND_IN);
    expect(finding('reliability.lost').next?.command).toBe(
      'npx workbench run scenarios/test.yaml --target <your target>.yaml',
    );
    expect(finding('cost-model.priced').next?.command).toBe(
      'npx workbench cost scenarios/test.yaml --platform platform-a',
    );
    expect(finding('cost-model.billed').next).toMatchObject({ command: null });
  });

  it('proves what a sound run on a real target shows, and asks for nothing more there', () => {
    const { finding, gate } = score();
    expect(finding('reliability.lost')).toMatchObject({ verdict: 'proven', next: null });
    expect(finding('reliability.order').verdict).toBe('proven');
    expect(finding('compatibility.workload').verdict).toBe('proven');
    expect(finding('compatibility.configs').verdict).toBe('proven');
    expect(finding('data-control.transport').verdict).toBe('proven');
    expect(gate('reliability')).toBe('unproven');
  });

  it.each(['lost', 'corrupted'] as const)('fails reliability for one record %s, even on a stand-in', (harm) => {
    for (const options of [{}, STAND_IN]) {
      const { finding, gate } = score(withAudit(pass(), { [harm]: 1 }), options);
      expect(finding('reliability.lost').verdict).toBe('failed');
      expect(gate('reliability')).toBe('failed');
    }
  });

  it('does not fail reliability for a loss that acks=1 permits, nor prove it without one', () => {
    const one = client({ acks: '1' });
    expect(score(withAudit(pass(), { lost: 1 }), one).finding('reliability.lost').verdict).toBe('unproven');
    expect(score(pass(), one).finding('reliability.lost').verdict).toBe('unproven');
  });

  it('fails for records out of order only where the clients rule it out', () => {
    const shuffled = withAudit(pass(), { reordered: 1 });
    expect(score(shuffled, STAND_IN).finding('reliability.order').verdict).toBe('failed');
    expect(score(shuffled, client({ idempotence: false })).finding('reliability.order').verdict).toBe('unproven');
    expect(score(shuffled, client({ idempotence: false, inFlight: 1 })).finding('reliability.order').verdict).toBe(
      'failed',
    );
  });

  it('asks a tuned side for the order that its own clients promise, not those of the scenario', () => {
    const { plan: narrow = plan() } = client({ idempotence: false, inFlight: 1 });
    const tuned = { of: 'a', client: { ...narrow.client, inFlight: 5 }, planDigest: 'sha256:tuned' };
    const shuffled = withAudit(pass(), { reordered: 1 });
    const { finding } = score(shuffled, { plan: narrow, targets: [target('a', { tuned })] });
    expect(finding('reliability.order').verdict).toBe('unproven');
  });

  it('proves nothing from an invalid or incomplete run', () => {
    const moved = withMetrics(pass(), 'clock', (line) => ({ ...line, wallMinusMonotonicMs: line.second * 1000 }));
    for (const { scorecard } of [score(moved), score(pass(), { ended: null })]) {
      expect(scorecard.gates.flatMap(({ findings }) => findings).some(({ verdict }) => verdict === 'proven')).toBe(
        false,
      );
    }
  });

  it('fails compatibility when a setting is not in force, on a real target only', () => {
    const topics = [{ name: 'wb-1-orders', partitions: 2, replication: 1, configs: { 'segment.bytes': '9' } }];
    const it = pass();
    const other = { ...it, events: it.events.map((e) => (e.kind === 'target-ready' ? { ...e, topics } : e)) };
    expect(score(other).finding('compatibility.configs')).toMatchObject({
      verdict: 'failed',
      statement: 'segment.bytes is 9 instead of 1048576.',
    });
    expect(score(other, STAND_IN).finding('compatibility.configs').verdict).toBe('unproven');
    const own = { targets: [target('a', { topicConfigs: { 'segment.bytes': '9' } })] };
    expect(score(other, own).finding('compatibility.configs').verdict).toBe('proven');
  });

  it('proves the price list only when no line lacks a price', () => {
    const unpriced = [
      {
        category: 'vendor',
        item: 'Licence',
        period: 'month',
        paidTo: 'vendor',
        quantity: '1',
        unit: 'month',
        basis: 'One licence:',
        why: 'no quote',
        expression: { constant: 1 },
        priceKey: 'vendor.licence',
      },
    ] as const;
    expect(score(pass(), {}, costOf('platform-a')).finding('cost-model.priced').verdict).toBe('proven');
    expect(score(pass(), {}, costOf('platform-a', { unpriced })).finding('cost-model.priced')).toMatchObject({
      verdict: 'unproven',
      statement: 'No price is known for: Licence.',
    });
    expect(score(pass(), {}, costOf('another')).finding('cost-model.priced').verdict).toBe('unproven');
    expect(score().finding('cost-model.priced').verdict).toBe('unproven');
  });

  it('does not prove the price list while a line is assumed or undated, and names these', () => {
    const line = {
      category: 'labor',
      period: 'month',
      paidTo: 'team',
      quantity: '1',
      unit: 'hour',
      unitPrice: '1',
      amount: '1',
      explanation: '',
      expression: { constant: 1 },
    } as const;
    const listed = { ...line, item: 'Brokers', provenance: 'list-price', priceSource: 'page', priceDate: '2026-11-01' };
    const guessed = {
      ...line,
      item: 'Hours',
      provenance: 'assumed',
      priceSource: 'assumption:rate',
      priceDate: '2026-11',
    };
    const undated = { ...line, item: 'Tier 2', provenance: 'list-price', priceSource: 'page', priceDate: 'undated' };
    const of = (...lineItems: readonly object[]) =>
      score(pass(), {}, costOf('platform-a', { lineItems: lineItems as PlatformCost['lineItems'] })).finding(
        'cost-model.priced',
      );
    expect(of(listed)).toMatchObject({
      verdict: 'proven',
      statement: 'All 1 lines have a price with a source and a date.',
    });
    expect(of(listed, guessed, undated)).toMatchObject({
      verdict: 'unproven',
      statement: 'Priced by assumption or without a date: Hours, Tier 2.',
    });
  });

  it('holds settings of the topic that asked for them, not of one whose name ends like it', () => {
    const asked = (name: string, value: string) => ({
      name,
      partitions: 1,
      replication: 1,
      configs: { 'segment.bytes': value },
      share: 0.5,
    });
    const planned = plan({ topics: [asked('old-orders', '1'), asked('orders', '2')] });
    const read = (name: string, value: string) => ({
      name: `wb-1-${name}`,
      partitions: 1,
      replication: 1,
      configs: { 'segment.bytes': value },
    });
    const it = pass({ plan: planned });
    const finding = (first: string, second: string) => {
      const topics = [read('old-orders', first), read('orders', second)];
      const events = it.events.map((e) => (e.kind === 'target-ready' ? { ...e, topics } : e));
      return score({ ...it, events }, { plan: planned }).finding('compatibility.configs').verdict;
    };
    expect([finding('1', '2'), finding('2', '1')]).toEqual(['proven', 'failed']);
  });

  it('lists what the cost model does not use, and does not call measured what was not', () => {
    const figure = { name: 'rate a broker', target: 'a', value: 1, unit: 'MiB/s' };
    const cost = (used: boolean) => ({
      ...costOf('platform-a'),
      measured: [
        { ...figure, used, because: used ? [] : ['too slow', 'too small'] },
        ...(used ? [] : [{ ...figure, name: 'ratio', value: null, used, because: ['not yours'] }]),
      ],
    });
    expect(score(pass(), {}, cost(true)).finding('cost-model.measured').verdict).toBe('proven');
    expect(score(pass(), {}, cost(false)).finding('cost-model.measured').statement).toBe(
      'rate a broker (too slow) was measured and is not used by the model; ratio (not yours) was not measured. The section on cost has every reason.',
    );
  });

  it('takes declared service levels as proof or failure, and none as neither', () => {
    const threshold = (value: number): RunOptions => ({
      plan: plan({
        thresholds: [
          {
            id: 'p99',
            metric: 'produce.response.p99',
            phase: null,
            comparator: 'at-most',
            value,
            unit: 'ms',
            abortOnFail: false,
          },
        ],
      }),
    });
    expect(score(pass(), threshold(100)).finding('operations.service-levels').verdict).toBe('proven');
    expect(score(pass(), threshold(1)).finding('operations.service-levels').verdict).toBe('failed');
    expect(score(pass(), { ...threshold(1), ...STAND_IN }).finding('operations.service-levels').verdict).toBe(
      'unproven',
    );
    expect(score().finding('operations.service-levels').verdict).toBe('unproven');
  });

  it('proves catching up only from cold data, to the tail, with producers undisturbed', () => {
    const rate = recordsPerSecond(400);
    const busy = catchUpPlan({ phases: plan().phases.map((phase) => ({ ...phase, fromRate: rate, toRate: rate })) });
    const drained = (during: number, tail: number | null) =>
      score(
        withCatchUp(pass({ plan: busy, response: (second) => (second >= 10 && second < 14 ? during : 1000) }), {
          start: 10,
          tail,
        }),
        { plan: busy },
      ).finding('operations.catch-up');
    expect(drained(1900, 14).verdict).toBe('proven');
    expect(drained(2100, 14)).toMatchObject({ verdict: 'unproven', statement: expect.stringContaining('disturbed') });
    expect(drained(1900, null).statement).toContain('The tail was not reached within 15 s after the last send');
    expect(drained(1900, null).verdict).toBe('unproven');
  });

  it('does not take plain text for control of data', () => {
    const plain = target('a', {
      connect: { kind: 'remote', bootstrap: ['127.0.0.1:9092'], security: { tls: false, caFile: null, sasl: null } },
    });
    expect(score(pass(), { targets: [plain] }).finding('data-control.transport')).toMatchObject({
      verdict: 'unproven',
      statement: 'Clients connected in plain text and without a login.',
    });
  });
});

describe('a gate', () => {
  it('fails with one failed finding, is proven only by all, and never by none', () => {
    expect(gateVerdict([{ verdict: 'proven' }, { verdict: 'failed' }, { verdict: 'unproven' }])).toBe('failed');
    expect(gateVerdict([{ verdict: 'proven' }, { verdict: 'unproven' }])).toBe('unproven');
    expect(gateVerdict([{ verdict: 'proven' }, { verdict: 'proven' }])).toBe('proven');
    expect(gateVerdict([])).toBe('unproven');
  });
});
