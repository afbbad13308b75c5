import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importCommand } from '../../src/commands/prices/import.ts';
import { pricesCommand } from '../../src/commands/prices.ts';
import { readPriceBook } from '../../src/cost-model/prices/price-book.ts';
import type { PriceBook } from '../../src/cost-model/types/prices.ts';
import { EC2, linux, offerFile } from '../cost-model/prices/fixtures/offer.ts';

let folder: string;
let servers: Server[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-prices-'));
  servers = [];
});
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
  rmSync(folder, { recursive: true });
});

const written = (name: string, data: string | Buffer): string => {
  writeFileSync(join(folder, name), data);
  return join(folder, name);
};

function effects() {
  const [out, err]: [string[], string[]] = [[], []];
  return {
    printed: out,
    noted: err,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    cwd: folder,
    now: () => new Date('2026-11-21T08:00:00Z'),
    interruption: () => ({ signal: new AbortController().signal, end: () => {} }),
  };
}

async function prices(...args: string[]) {
  const used = effects();
  await pricesCommand(used).exitOverride().parseAsync(args, { from: 'user' });
  return { out: used.printed.join('\n'), err: used.noted.join('\n') };
}

const MINE = `name: Negotiated
vendor: aws
region: us-east-1
currency: USD
date: 2026-11-01
prices:
  - key: aws.ec2.m7g.xlarge
    unit: instance-hour
    price: 0.1
    low: 0.09
    high: 0.12
    source: our contract
    date: 2026-11-01
    options: { committed-1y: { price: 0.07, source: our contract, date: 2025-11-20 } }
`;

describe('workbench prices list', () => {
  it('prints every price with its tiers, source and age, and which ones to check', async () => {
    const { out } = await prices('list');
    // 2024-07-01 to 2026-11-21 are 873 days; 2026-07-20 to 2026-11-21 are 124.
    expect(out).toMatch(/aws\.ebs\.gp3\.storage +0\.08 +GiB-month +any +2024-07-01, 873 days, check it +infracost/);
    expect(out).toMatch(/aws\.ec2\.m7g\.large +0\.0816 +instance-hour +any +2026-07-20, 124 days +aws\/karpenter/);
    expect(out).toMatch(/0\.022 +GiB-month +up to 512000 +undated +assumption:/);
    expect(out).toMatch(/warpstream\.written +0\.01 +uncompressed GiB +up to 51200 +undated/);
    expect(out).toMatch(/confluent\.enterprise\.ecku +2\.25 +eCKU-hour +any +1\.75–2\.25 +2026-10-04/);
  });

  it('prints options below the price that they are options of', async () => {
    const { out } = await prices('list', '--price-book', written('mine.yaml', MINE));
    expect(out).toMatch(
      /aws\.ec2\.m7g\.xlarge +0\.1 +instance-hour +any +0\.09–0\.12 .*\n +0\.07 +instance-hour +any, committed-1y +2025-11-20, 366 days, check it/,
    );
  });

  it('prints with --stale only those that are older than a year', async () => {
    const { out } = await prices('list', '--stale', '--price-book', written('mine.yaml', MINE));
    expect(out).toContain('aws.ebs.gp3.storage');
    expect(out).toContain('redpanda.serverless.in');
    expect(out).toContain('Negotiated');
    expect(out).not.toContain('confluent');
    expect(out).not.toContain('aws.ec2.m7g.large');
  });

  it('prints the books as JSON, one of one’s own after the shipped ones', async () => {
    const books: PriceBook[] = JSON.parse(
      (await prices('list', '--json', '--price-book', written('mine.yaml', MINE))).out,
    );
    expect(books.at(-1)?.name).toBe('Negotiated');
    expect(books.map(({ name }) => name)).toEqual(expect.arrayContaining(['AWS us-east-1', 'WarpStream us-east-1']));
  });

  it('leaves the shipped books out where one’s own is of another region', async () => {
    const mine = written('mine.yaml', MINE.replace('us-east-1', 'eu-west-1'));
    const books: PriceBook[] = JSON.parse((await prices('list', '--json', '--price-book', mine)).out);
    expect(books.map(({ name }) => name)).toEqual(['Negotiated']);
  });
});

const OF_EC2 = ['--service', 'AmazonEC2', '--region', 'us-east-1'] as const;
const OFFER = offerFile('AmazonEC2', EC2);

async function serving(answer: (server: Server) => void): Promise<string> {
  const server = createServer();
  answer(server);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const sending = (body: string | Buffer) => (server: Server) => {
  server.on('request', (_, response) => response.end(body));
};

describe('workbench prices import aws', () => {
  it('writes a book that is read like any other, and says what it left out', async () => {
    const { out, err } = await prices('import', 'aws', written('index.json', OFFER), ...OF_EC2, '--out', 'ec2.yaml');
    expect(out).toBe('');
    expect(err).toBe(
      '5 prices from 6 products, published 2026-10-15 (version 20261015120000); ' +
        '1 products of us-east-1 have no rule and were left out, as were 1 of other regions or of none.',
    );
    const book = readPriceBook(readFileSync(join(folder, 'ec2.yaml'), 'utf8'), 'ec2.yaml');
    expect(book.prices.map(({ key }) => key)).toContain('aws.ec2.m7g.xlarge');
    // Where the file lies on this machine is no part of its source.
    expect(JSON.stringify(book)).not.toContain(folder);
  });

  it('fetches an offer by HTTP and names the address as its source, without what may be a signature', async () => {
    const url = await serving(sending(OFFER));
    const { out } = await prices('import', 'aws', `${url}/offers/index.json?signature=secret`, ...OF_EC2);
    const tier = readPriceBook(out, 'book.yaml').prices[0]?.tiers[0];
    expect(tier?.source).toBe(`AWS Price List: ${url}/offers/index.json, version 20261015120000`);
    expect(out).not.toContain('secret');
  });

  it('unpacks what is compressed, from disk and by HTTP', async () => {
    const plain = readPriceBook((await prices('import', 'aws', written('a.json', OFFER), ...OF_EC2)).out, 'a').prices;
    const packed = gzipSync(OFFER);
    const url = await serving(sending(packed));
    for (const source of [written('a.json.gz', packed), `${url}/a.json.gz`]) {
      const { prices: read } = readPriceBook((await prices('import', 'aws', source, ...OF_EC2)).out, 'a');
      expect(read.map(({ key, tiers }) => [key, tiers[0]?.unitPrice])).toEqual(
        plain.map(({ key, tiers }) => [key, tiers[0]?.unitPrice]),
      );
    }
  });

  it('writes no book where one is already, and none where a product has no price', async () => {
    const offer = written('index.json', OFFER);
    const there = written('ec2.yaml', 'mine');
    await expect(prices('import', 'aws', offer, ...OF_EC2, '--out', there)).rejects.toMatchObject({ exitStatus: 2 });
    expect(readFileSync(there, 'utf8')).toBe('mine');
    await expect(prices('import', 'aws', offer, ...OF_EC2, '--out', 'none/new.yaml')).rejects.toMatchObject({
      problems: [{ what: 'the folder of none/new.yaml is not there' }],
    });
    const broken = written('broken.json', offerFile('AmazonEC2', [{ ...linux('m7g.large', '1'), onDemand: [] }]));
    await expect(prices('import', 'aws', broken, ...OF_EC2, '--out', 'new.yaml')).rejects.toMatchObject({
      exitStatus: 2,
    });
    expect(() => readFileSync(join(folder, 'new.yaml'))).toThrow('ENOENT');
  });

  it.each([
    [
      'a service that nothing is taken from',
      ['--service', 'AmazonEMR', '--region', 'us-east-1'],
      'nothing is taken from offers of "AmazonEMR"',
    ],
    [
      'an offer of another service',
      ['--service', 'AmazonS3', '--region', 'us-east-1'],
      'is an offer of AmazonEC2, not of AmazonS3',
    ],
    [
      'a region that the offer does not have',
      ['--service', 'AmazonEC2', '--region', 'eu-west-1'],
      'has no product of eu-west-1',
    ],
  ])('refuses %s', async (_, options, what) => {
    await expect(prices('import', 'aws', written('index.json', OFFER), ...options)).rejects.toMatchObject({
      exitStatus: 2,
      problems: [{ what: expect.stringContaining(what) }],
    });
  });

  it('refuses a file that is not there, and one that was cut off while it was compressed', async () => {
    await expect(prices('import', 'aws', 'none.json', ...OF_EC2)).rejects.toMatchObject({
      problems: [{ what: 'the offer file none.json cannot be read: ENOENT' }],
    });
    const cut = written('cut.json.gz', gzipSync(OFFER).subarray(0, 200));
    await expect(prices('import', 'aws', cut, ...OF_EC2)).rejects.toMatchObject({
      problems: [{ what: `${cut} is compressed and cannot be unpacked` }],
    });
  });

  it('says what went wrong where an address gives no offer', async () => {
    const gone = await serving((server) => server.on('request', (_, response) => response.writeHead(404).end()));
    await expect(prices('import', 'aws', `${gone}/x?signature=secret`, ...OF_EC2)).rejects.toMatchObject({
      exitStatus: 4,
      problems: [{ what: `the offer file ${gone}/x cannot be fetched: it answers 404` }],
    });
    await expect(prices('import', 'aws', 'http://127.0.0.1:1/x', ...OF_EC2)).rejects.toMatchObject({ exitStatus: 4 });
  });

  it('takes in no more than its limit, by HTTP, from disk and unpacked', async () => {
    const limits = { bytes: OFFER.length - 1, milliseconds: 60_000 };
    const url = await serving(sending(OFFER));
    const sources = [`${url}/a`, written('a.json', OFFER), written('a.json.gz', gzipSync(OFFER))];
    for (const source of sources) {
      const command = importCommand(effects(), limits).exitOverride();
      await expect(command.parseAsync(['aws', source, ...OF_EC2], { from: 'user' })).rejects.toMatchObject({
        exitStatus: 2,
        problems: [{ what: expect.stringMatching(/is larger than [\d.]+ MiB$/) }],
      });
    }
  });

  it('does not wait for ever for an address that says nothing', async () => {
    const silent = await serving((server) => server.on('request', () => {}));
    const command = importCommand(effects(), { bytes: 1e6, milliseconds: 50 }).exitOverride();
    await expect(command.parseAsync(['aws', `${silent}/x`, ...OF_EC2], { from: 'user' })).rejects.toMatchObject({
      exitStatus: 4,
      problems: [{ what: expect.stringContaining('it took longer than 0.05 seconds') }],
    });
  });
});
