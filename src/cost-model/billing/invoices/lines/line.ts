/** One line of an invoice, whatever its format: what stands in each column or path, as it was written. */
export interface InvoiceLine {
  /** CSV: where it ends. */
  readonly line: number | undefined;
  /** JSON: `data[3]`. */
  readonly key: string | undefined;
  /** Only what is there; an empty cell is not. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface InvoiceFile {
  /** As it was given. */
  readonly name: string;
  readonly digest: string;
  readonly lines: readonly InvoiceLine[];
  /** Names that occur: of columns, or paths of any line. */
  readonly columns: ReadonlySet<string>;
  /** It says itself that another page follows. */
  readonly hasNextPage: boolean;
}

export type ReadLines = Pick<InvoiceFile, 'lines' | 'columns' | 'hasNextPage'>;
