import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/commands/problems.ts';
import { WorkbenchError } from '../../src/errors.ts';
import { cloudRefusal, regionRefusal } from '../../src/scenarios/priced-cloud.ts';
import { loadTarget } from '../../src/scenarios/target.ts';

const loadOn = (cloud: string) =>
  loadTarget(`platform: kafka\nstart: {}\ndeployment: { cloud: ${cloud} }`, {
    file: 'here.yaml',
    platforms: ['kafka'],
  }).target.deployment.cloud;

describe('a cloud', () => {
  it.each([
    ['gcp', 'and Google Cloud is not priced'],
    ['Google Cloud', 'and Google Cloud is not priced'],
    ['azure', 'and Microsoft Azure is not priced'],
    ['oci', 'and Oracle Cloud is not priced'],
    ['nimbus', 'which is no cloud that is known here'],
  ])('%s is refused by name', (cloud, why) => {
    expect(cloudRefusal(cloud)?.what).toBe(`is "${cloud}", ${why}: only regions of AWS are so far`);
  });

  it('of a target that has no prices is refused at its line', () => {
    try {
      expect(loadOn('gcp')).toBe('refused');
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      expect(formatProblems(error)).toBe(
        'here.yaml:3:22 deployment.cloud — is "gcp", and Google Cloud is not priced: only regions of AWS are so far\n' +
          '  → write aws to see what the workload would cost there',
      );
    }
  });

  it('may be written in capitals', () => {
    expect(loadOn('AWS')).toBe('aws');
    expect(cloudRefusal(' AWS ')).toBeNull();
  });
});

describe('a region', () => {
  it('without a price book is refused with the one that was probably meant, or with all there are', () => {
    expect(regionRefusal('us-east-1', ['us-east-1'])).toBeNull();
    expect(regionRefusal('us-east1', ['us-east-1', 'eu-west-1'])).toEqual({
      what: 'is "us-east1", and there is no price book of that region',
      todo: 'did you mean "us-east-1"?',
    });
    expect(regionRefusal('mars', ['us-east-1', 'eu-west-1'])?.todo).toBe(
      'write us-east-1 or eu-west-1, or add a price book of it',
    );
  });
});
