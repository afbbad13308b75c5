import { describe, expect, it } from 'vitest';
import { account } from '../../src/audit/account.ts';
import type { RepetitionAudit } from '../../src/evidence/types/audit.ts';
import { auditContradictions } from '../../src/judge/audit-contradictions.ts';
import { summarizeAudits } from '../../src/judge/audit-summary.ts';
import type { RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { outcomes, polled, reading } from '../audit/readings.ts';

/** A pass in which two acknowledged records are lost, three stand there twice, and a group did not read one. */
const auditOf = (repetition: number): RepetitionAudit => ({
  target: 'a',
  repetition,
  ...account([outcomes()], [reading([0, 40], [42, 60], [57, 100])], [polled([0, 40], [42, 99])]),
});

const passOf = (audit: RepetitionAudit): RepetitionEvidence => ({
  target: 'a',
  repetition: audit.repetition,
  samples: [],
  events: [],
  metrics: [],
  brokenMetrics: [],
  audit,
});

const withoutFindings = ({ found: _, findings: __, findingsLeftOut: ___, groups: ____, ...older }: RepetitionAudit) =>
  older;

describe('the audits of several passes', () => {
  it('add up, and every finding says of which pass it is', () => {
    const summary = summarizeAudits([passOf(auditOf(1)), passOf(auditOf(2))]);
    expect(summary).toMatchObject({ acknowledged: 200, delivered: 196, lost: 4, duplicated: 6, findingsLeftOut: 0 });
    expect(summary?.found).toMatchObject({ 'lost-write': 4, duplicate: 6, unseen: 2, reordering: 0 });
    expect(summary?.findings?.map(({ name, repetition }) => `${name} ${repetition}`)).toEqual([
      'lost-write 1',
      'duplicate 1',
      'unseen 1',
      'lost-write 2',
      'duplicate 2',
      'unseen 2',
    ]);
    expect(summary?.groups).toEqual([{ group: 'live', role: 'tail', read: 194, unseen: 2, reread: 0 }]);
  });

  it('name no findings where one pass is of before they were named, and never none found', () => {
    const summary = summarizeAudits([passOf(auditOf(1)), passOf(withoutFindings(auditOf(2)))]);
    expect(summary).toMatchObject({ lost: 4, found: null, findings: null, findingsLeftOut: null, groups: null });
  });
});

describe('an audit', () => {
  const sent = { intended: 100, acknowledged: 100, failed: 0, unknown: 0, unsent: 0 };
  const contradictions = (audit: RepetitionAudit) =>
    auditContradictions(audit, sent as Parameters<typeof auditContradictions>[1]);

  it('does not contradict itself, nor does one of before findings were named', () => {
    expect(contradictions(auditOf(1))).toEqual([]);
    expect(contradictions(withoutFindings(auditOf(1)))).toEqual([]);
  });

  it('contradicts itself where a finding was taken out of it', () => {
    const audit = auditOf(1);
    const findings = audit.findings?.filter(({ name }) => name !== 'duplicate') ?? [];
    expect(contradictions({ ...audit, findings })).toEqual([
      'audit.json contradicts itself: 3 records of duplicate, 0 in its findings',
    ]);
  });

  it('contradicts itself where more is lost than is missing or damaged', () => {
    const audit = auditOf(1);
    const { found } = audit;
    if (found === undefined) throw new Error('no findings');
    const edited = { ...audit, found: { ...found, 'lost-write': 0 }, findings: audit.findings?.slice(1) ?? [] };
    expect(contradictions(edited).join()).toMatch(/2 lost, but 0 lost writes and 0 corrupted/);
  });
});
