import { describe, expect, it } from 'vitest';
import { shippedImpacts } from '../../../src/inventory/diff/impacts/read-impacts.ts';
import { judgeDiff } from '../../../src/inventory/diff/thresholds/judge-diff.ts';
import { readDiffThresholds } from '../../../src/inventory/diff/thresholds/read-thresholds.ts';
import { diffMarkdown } from '../../../src/report/target-diff/markdown.ts';
import { config, got, group, refused, topic } from '../../inventory/build-inventory.ts';
import { diffOf } from '../../inventory/diff/differences.ts';

const topics = (value: string, names: readonly string[]) => ({
  topics: got(names.map((name) => topic(name, { configs: [config('retention.ms', value, 'topic')] }))),
});

describe('a diff as Markdown', () => {
  it('says first how many differences there are, then what could not be compared, then each of them', () => {
    const diff = diffOf(topics('2', ['orders']), { ...topics('1', ['orders']), acls: refused('not-permitted', 'no') });
    const text = diffMarkdown(diff, []);
    expect(text.split('\n')[0]).toBe(
      '# 1 difference from old to new: retention and cost \\(1\\); not everything could be compared.',
    );
    expect(text.indexOf('ACLs of B were not permitted: no')).toBeGreaterThan(0);
    expect(text.indexOf('ACLs of B were not permitted: no')).toBeLessThan(text.indexOf('retention.ms of topic orders'));
    expect(text).toContain(
      '| retention.ms of topic orders | 2 \\(set on the topic\\) | 1 \\(set on the topic\\) | override, another value on B |',
    );
  });

  it('of two that are alike says that no difference was found, and never that there is none', () => {
    const same = topics('1', ['orders']);
    expect(diffMarkdown(diffOf(same, same), [])).toContain(
      'No difference was found in what was compared of old and new.',
    );
    const partly = diffMarkdown(diffOf({ groups: refused('failed', 'no') }, {}), []);
    expect(partly.split('\n')[0]).toBe(
      '# No difference was found in what was compared of old and new; not everything could be compared.',
    );
  });

  it('tells once what differs alike on several topics, with their names', () => {
    const names = Array.from({ length: 12 }, (_, at) => `t${at}`);
    const text = diffMarkdown(diffOf(topics('2', names), topics('1', names)), []);
    expect(text).toContain('| retention.ms of 12 topics t0, t1, t10, t11, t2, t3, t4, t5, t6, t7, t8 and t9 |');
    expect(text.match(/retention\.ms of/g)).toHaveLength(1);
  });

  it('keeps names from outside what they are: data', () => {
    const id = 'a | b\n<script>`x` $y$ [z](w)';
    const text = diffMarkdown(diffOf({ groups: got([group(id, { t: 1 })]) }, {}), []);
    expect(text).toContain('| group a \\| b &lt;script&gt;\\`x\\` \\$y\\$ \\[z\\]\\(w\\) |');
  });

  it('tells every rule, and why one could not be decided', () => {
    const diff = diffOf(topics('2', ['orders']), { ...topics('1', ['orders']), acls: refused('failed', 'no') });
    const rules = readDiffThresholds(
      'rules: [{ id: a, where: { kind: config }, atMost: 1 }, { id: b, where: { kind: acl }, atMost: 0 }]',
      'rules.yaml',
    );
    const text = diffMarkdown(diff, judgeDiff(diff, rules, shippedImpacts()));
    expect(text).toContain('- a: passed, 1 found, at most 1');
    expect(text).toContain(
      '- b: cannot be decided \\(0 found, at most 0\\): not compared: ACLs of B were not obtained: no',
    );
  });
});
