import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bookText, pricesOf } from '../../../../src/cost-model/prices/offer/book-of-offer.ts';
import { membersOf, parsed } from '../../../../src/cost-model/prices/offer/json-members.ts';
import { readMapping } from '../../../../src/cost-model/prices/offer/mapping.ts';
import { readOffer } from '../../../../src/cost-model/prices/offer/read-offer.ts';
import { readPriceBook } from '../../../../src/cost-model/prices/price-book.ts';
import type { Price } from '../../../../src/cost-model/types/prices.ts';
import { WorkbenchError } from '../../../../src/errors.ts';
import { EC2, linux, type OfferedFixture, offerFile, S3 } from '../fixtures/offer.ts';

const mapping = readMapping(readFileSync(new URL('../../../../price-books/import/aws.yaml', import.meta.url), 'utf8'));

function imported(service: string, region: string, products: readonly OfferedFixture[]) {
  const at = { file: 'index.json', region };
  const offer = readOffer(Buffer.from(offerFile(service, products)), at, mapping);
  return { offer, book: readPriceBook(bookText(pricesOf(offer, mapping), offer, at), 'book.yaml') };
}

const pricesByKey = (prices: readonly Price[]) =>
  Object.fromEntries(prices.map(({ key, unit, tiers }) => [key, [unit, ...tiers.map(({ unitPrice }) => unitPrice)]]));

function refusals(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    expect(error.exitStatus).toBe(2);
    return error.problems.map(({ what }) => what);
  }
  return [];
}

describe('an offer of EC2', () => {
  const { offer, book } = imported('AmazonEC2', 'us-east-1', EC2);

  it('becomes a book in our keys and units: a GiBps of 40.96 is a MiB/s of 0.04', () => {
    expect(pricesByKey(book.prices)).toEqual({
      'aws.ebs.gp3.storage': ['GiB-month', '0.082'],
      'aws.ebs.gp3.throughput': ['MiB/second-month', '0.04'],
      'aws.ec2.m7g.large': ['instance-hour', '0.085'],
      'aws.ec2.m7g.xlarge': ['instance-hour', '0.17'],
      'aws.transfer.cross-zone': ['GiB-direction', '0.01'],
    });
  });

  it('has commitments that pay nothing upfront as options, and no other ones', () => {
    const options = book.prices.find(({ key }) => key === 'aws.ec2.m7g.xlarge')?.options ?? {};
    expect(Object.entries(options).map(([name, { unitPrice }]) => [name, unitPrice])).toEqual([
      ['committed-1y', '0.11'],
      ['committed-3y', '0.075'],
    ]);
    expect(book.prices.find(({ key }) => key === 'aws.ec2.m7g.large')?.options).toBeUndefined();
  });

  it('says of every price which file of which version it is from, and when that was published', () => {
    expect(book).toMatchObject({ vendor: 'aws', region: 'us-east-1', date: '2026-10-15' });
    for (const { provenance, source, date } of book.prices.flatMap(({ tiers }) => tiers)) {
      expect([provenance, source, date]).toEqual([
        'list-price',
        'AWS Price List: index.json, version 20261015120000',
        '2026-10-15',
      ]);
    }
  });

  it('counts what no rule takes and what is of another region', () => {
    expect([offer.products.length, offer.unmapped, offer.ofOtherRegions]).toEqual([6, 1, 1]);
  });
});

describe('an offer of S3', () => {
  it('keeps its tiers in their order, and prices requests by the thousand', () => {
    const { book } = imported('AmazonS3', 'eu-west-1', S3);
    expect(pricesByKey(book.prices)).toEqual({
      'aws.s3.standard.get': ['thousand requests', '0.00042'],
      'aws.s3.standard.put': ['thousand requests', '0.0053'],
      'aws.s3.standard.storage': ['GiB-month', '0.024', '0.023', '0.022'],
    });
    const storage = book.prices.find(({ key }) => key === 'aws.s3.standard.storage');
    expect(storage?.tiers.map(({ upTo }) => upTo)).toEqual([51_200, 512_000, null]);
    expect(book.region).toBe('eu-west-1');
  });
});

describe('an offer of MSK', () => {
  it('tells brokers, express brokers, storage and serverless meters apart', () => {
    const of = (usagetype: string, unit: string, usd: string): OfferedFixture => ({
      sku: usagetype,
      attributes: { regionCode: 'us-west-2', usagetype: `USW2-${usagetype}` },
      onDemand: [[{ unit, usd, begin: '0', end: 'Inf' }]],
    });
    const { book } = imported('AmazonMSK', 'us-west-2', [
      of('Kafka.m7g.large', 'hours', '0.21'),
      of('Express.m7g.large', 'hours', '0.42'),
      of('Kafka.Storage.GP2', 'GB-Mo', '0.11'),
      of('Kafka.Storage.Tiered', 'GB-Mo', '0.065'),
      of('Kafka.DataRetrieval.Tiered', 'GB', '0.0016'),
      of('Express.Storage', 'GB-Mo', '0.12'),
      of('KafkaServerless-ClusterHours', 'hours', '0.8'),
      of('KafkaServerless-In-Bytes', 'GB', '0.13'),
    ]);
    expect(pricesByKey(book.prices)).toEqual({
      'aws.msk.standard.m7g.large': ['instance-hour', '0.21'],
      'aws.msk.express.m7g.large': ['instance-hour', '0.42'],
      'aws.msk.standard.storage': ['GiB-month', '0.11'],
      'aws.msk.tiered.storage': ['GiB-month', '0.065'],
      'aws.msk.tiered.retrieval': ['GiB', '0.0016'],
      'aws.msk.express.storage': ['GiB-month', '0.12'],
      'aws.msk.serverless.cluster': ['cluster-hour', '0.8'],
      'aws.msk.serverless.in': ['GiB', '0.13'],
    });
    // Nobody commits to brokers: whatever is bought for other instances, they cost this.
    const options = book.prices.find(({ key }) => key === 'aws.msk.standard.m7g.large')?.options ?? {};
    expect(Object.entries(options).map(([name, { unitPrice }]) => `${name} ${unitPrice}`)).toEqual([
      'committed-1y 0.21',
      'committed-3y 0.21',
      'spot 0.21',
    ]);
  });
});

describe('a product that a price is taken from', () => {
  const m7g = linux('m7g.large', '0.1');
  const [[demand] = []] = [m7g.onDemand ?? []];
  const wrong = (change: Partial<OfferedFixture>) =>
    refusals(() => imported('AmazonEC2', 'us-east-1', [{ ...m7g, ...change }, linux('m7g.xlarge', '0.2')]));

  it.each<[string, Partial<OfferedFixture>, string]>([
    ['no price', { onDemand: [] }, 'has no price on demand'],
    ['two prices', { onDemand: [demand ?? [], demand ?? []] }, 'has 2 prices on demand'],
    [
      'another unit',
      { onDemand: [[{ unit: 'Secs', usd: '1', begin: '0', end: 'Inf' }]] },
      'is priced per Secs, and per Hrs',
    ],
    ['a negative price', { onDemand: [[{ unit: 'Hrs', usd: '-1', begin: '0', end: 'Inf' }]] }, 'costs "-1"'],
    ['tiers that end', { onDemand: [[{ unit: 'Hrs', usd: '1', begin: '0', end: '10' }]] }, 'has no price above 10'],
    [
      'tiers with a gap',
      {
        onDemand: [
          [
            { unit: 'Hrs', usd: '2', begin: '0', end: '10' },
            { unit: 'Hrs', usd: '1', begin: '20', end: 'Inf' },
          ],
        ],
      },
      'has a tier from 20 where the one before ends at 10',
    ],
  ])('is refused with %s', (_, change, what) => {
    expect(wrong(change)).toEqual([expect.stringContaining(`product SKU-m7g.large ("aws.ec2.m7g.large") ${what}`)]);
  });

  it('is refused where another one gives its key another price, and all such are said at once', () => {
    const said = refusals(() =>
      imported('AmazonEC2', 'us-east-1', [
        m7g,
        { ...linux('m7g.large', '0.11'), sku: 'OTHER' },
        { ...linux('m7g.xlarge', '1'), onDemand: [] },
      ]),
    );
    expect(said).toEqual([
      'two prices for "aws.ec2.m7g.large": products SKU-m7g.large and OTHER',
      'product SKU-m7g.xlarge ("aws.ec2.m7g.xlarge") has no price on demand',
    ]);
  });
});

describe('a file that is no offer', () => {
  const whole = offerFile('AmazonEC2', EC2);

  it.each([
    ['cut off', whole.slice(0, whole.length / 2)],
    ['empty', ''],
    ['a list', '[]'],
    ['a page', '<html></html>'],
    ['another object', '{"offerCode": "AmazonEC2"}'],
    ['without a date', whole.replace('publicationDate', 'date')],
    ['with a term of another form', whole.replace('"priceDimensions"', '"dimensions"')],
  ])('is refused in one sentence: %s', (_, text) => {
    const at = { file: 'index.json', region: 'us-east-1' };
    expect(refusals(() => readOffer(Buffer.from(text), at, mapping))).toEqual([
      expect.stringMatching(/^index\.json is no offer file of the AWS Price List: /),
    ]);
  });
});

describe('the members of a JSON object', () => {
  it.each([
    '{}',
    ' { "a" : 1 , "b":"}" }',
    '{"a":{"b":[{"c":"\\"]"}]},"d":null,"e":[1,2,{"f":-1.5e3}],"\\u0067\\"h":true}',
    '{"ü":"€","a":[],"b":{}}\n',
  ])('are those that JSON.parse finds: %s', (text) => {
    const bytes = Buffer.from(text);
    const members = [...membersOf(bytes)].map((member) => [member.key, parsed(bytes, member)]);
    expect(Object.fromEntries(members)).toEqual(JSON.parse(text));
  });

  it.each(['{', '{"a"', '{"a":', '{"a":1', '{"a":"', '{"a":[1', '{"a" 1}', '{"a":1 "b":2}', '"a"'])(
    'are not made up where the text is broken: %s',
    (text) => {
      const bytes = Buffer.from(text);
      expect(() => [...membersOf(bytes)].map((member) => parsed(bytes, member))).toThrow(SyntaxError);
    },
  );
});
