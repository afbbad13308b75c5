import { checkFile, type FileKind } from '../../scenarios/checked-file.ts';
import { jsonSchema } from '../../scenarios/json-schema.ts';
import { PRODUCTION_DEFAULTS } from '../../scenarios/production.ts';
import type { Component, Decision } from '../surroundings/types.ts';
import type { Question } from '../types/request.ts';
import { futuresOf } from './futures.ts';
import { type KnownPrices, sheetAgainstBooks } from './sheet-against-books.ts';
import { sheetContradictions } from './sheet-contradictions.ts';
import { type SheetInput, sheetSchema } from './sheet-schema.ts';
import { checkValues, valuesOf, workloadOverrides } from './sheet-workload.ts';
import { placeIn } from './source.ts';
import { statedFigures, statedOverrides } from './stated-figures.ts';
import { termsOf } from './terms-section.ts';
import type { AssumptionsSheet } from './types.ts';

export const sheetJsonSchema = () => jsonSchema(sheetSchema);

const SHEET: FileKind<typeof sheetSchema.shape> = {
  name: 'assumptions-sheet',
  schema: sheetSchema,
  jsonSchema: sheetJsonSchema(),
  isSecret: () => false,
  notBuiltYet: [],
  contradictions: sheetContradictions,
};

/**
 * Reads an assumptions sheet from the text of its YAML file.
 * @param known what its prices, discounts and names are held against, where that is known
 * @throws WorkbenchError (exit status 2) with every mistake of the file, each with line, column and key.
 */
export function readSheet(text: string, file: string, known: KnownPrices | null = null): AssumptionsSheet {
  const contradictions: typeof SHEET.contradictions = (sections) => [
    ...sheetContradictions(sections),
    ...(known === null ? [] : sheetAgainstBooks(sections, known)),
  ];
  const { values: sheet } = checkFile({ ...SHEET, contradictions }, text, file);
  const place = placeIn(file);
  const { name, owner, approver, date, workload, support, platforms = [], region, budget } = sheet;
  return {
    file,
    name,
    owner: owner ?? null,
    approver: approver ?? null,
    date: date ?? null,
    workload: workloadOf(sheet),
    support: support ?? null,
    overrides: {
      ...(workload === undefined ? {} : workloadOverrides(workload, place)),
      ...statedOverrides(statedFigures(sheet), place),
    },
    ecosystem: decisionsOf(sheet),
    terms: termsOf(sheet.terms, place),
    asked: askedBy(sheet),
    platforms,
    region: region ?? null,
    budget: budget ?? null,
  };
}

function workloadOf({ workload, support }: SheetInput): AssumptionsSheet['workload'] {
  if (workload === undefined) return null;
  const { workload: read } = checkValues(valuesOf(workload), (word) => ['workload', word]);
  return read === null ? null : { ...read, support: support ?? PRODUCTION_DEFAULTS.support };
}

function decisionsOf({ ecosystem }: SheetInput): Readonly<Partial<Record<Component, Decision>>> {
  return Object.fromEntries(
    Object.entries(ecosystem).flatMap(([component, part]) => (part === undefined ? [] : [[component, part.decision]])),
  );
}

/** Only what the sheet says: everything else is asked as usual. */
function askedBy({ baseline, candidate, business, futures, workload }: SheetInput): Partial<Question> {
  const { horizonMonths, firstMonth, fiscalYearStartsIn } = business;
  return {
    ...(baseline === undefined ? {} : { baseline }),
    ...(candidate === undefined ? {} : { candidate }),
    ...(horizonMonths === undefined ? {} : { horizonMonths }),
    ...(firstMonth === undefined ? {} : { firstMonth }),
    ...(fiscalYearStartsIn === undefined ? {} : { fiscalYearStartsIn }),
    ...(futures === undefined ? {} : { futures: futuresOf(futures, workload) }),
  };
}
