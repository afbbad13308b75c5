import { assumed } from './assumed.ts';
import { cloudLine, type Derived } from './lines.ts';

/** A class of storage of S3, as its price keys begin. */
type StorageClass = 'standard' | 'express';

const TITLES: Readonly<Record<StorageClass, string>> = { standard: 'S3 Standard', express: 'S3 Express' };

/**
 * What a run may measure in place of formulas. 0: nothing was, and they hold. Above 0 it stands for all
 * requests of its kind: the first line has them, and the others come to nothing.
 */
export const measuredRequests = assumed({
  putsPerGib: [0, 'request/GiB', null, null, 'of what is written; 0: not measured, the formulas hold'],
  getsPerGib: [0, 'request/GiB', null, null, 'of what is read; 0: not measured, the formulas hold'],
  oneRequestPerGib: [
    1,
    'request/GiB',
    null,
    null,
    'takes off the unit where it is asked whether anything was measured',
  ],
});

/** 1 where a run measured it, else 0. */
export const whetherMeasured: Derived = [
  { name: 'putsAreMeasured', unit: 'fraction', formula: 'min(1, ceil(putsPerGib / oneRequestPerGib))' },
  { name: 'getsAreMeasured', unit: 'fraction', formula: 'min(1, ceil(getsPerGib / oneRequestPerGib))' },
];

/** A sum is multiplied as a whole; what stands in brackets of its own is no sum. */
const asFactor = (formula: string): string => (isSum(formula) ? `(${formula})` : formula);

function isSum(formula: string): boolean {
  let depth = 0;
  for (const sign of formula) {
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (depth === 0 && (sign === '+' || sign === '-')) return true;
  }
  return false;
}

/** What a formula gives where nothing was measured. */
export const unlessPutsMeasured = (formula: string): string => `${asFactor(formula)} * (1 - putsAreMeasured)`;
export const unlessGetsMeasured = (formula: string): string => `${asFactor(formula)} * (1 - getsAreMeasured)`;
/** The same, or all that was measured. */
export const putsOrMeasured = (formula: string): string => `${unlessPutsMeasured(formula)} + writtenGib * putsPerGib`;
export const getsOrMeasured = (formula: string): string => `${unlessGetsMeasured(formula)} + readGib * getsPerGib`;

export const capacity = (item: string, gib: string, explanation: string, storage: StorageClass = 'standard') =>
  cloudLine('object-capacity', {
    item: `${item} (${TITLES[storage]})`,
    book: `aws.s3.${storage}.storage`,
    unit: 'GiB-month',
    quantity: `${gib} * month`,
    explanation,
  });

const requests =
  (verb: 'put' | 'get') =>
  (item: string, count: string, explanation: string, storage: StorageClass = 'standard') =>
    cloudLine('object-requests', {
      item: `${item} (${verb.toUpperCase()}${storage === 'standard' ? '' : `, ${TITLES[storage]}`})`,
      book: `aws.s3.${storage}.${verb}`,
      unit: 'thousand requests',
      quantity: `${count} / requestsPerThousand`,
      explanation,
    });

export const puts = requests('put');
export const gets = requests('get');
