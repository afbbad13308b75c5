/** One file of an export, read once from end to end. */
export interface ExportFile {
  /** Absolute, links resolved. */
  readonly path: string;
  /** As a person gave it. */
  readonly name: string;
  readonly kind: 'csv' | 'gzip' | 'parquet';
  /** How many it has, expanded where it is compressed as a whole. */
  readonly bytes: number;
  /** SHA-256 of its bytes. */
  readonly digest: string;
}
