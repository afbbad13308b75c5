import { DEFINITIONS } from '../src/audit/definitions.ts';
import { SETTINGS } from '../src/audit/permitted.ts';
import { markdownTable, withGeneratedPart } from './generated-part.ts';

/** The page on the audit with its tables of findings and of what settings permit renewed. */
export function withAuditTables(page: string): string {
  const findings = Object.entries(DEFINITIONS).map(([name, { is, offsets }]) => [name, is, offsets]);
  const settings = SETTINGS.map(({ setting, permits, why }) => [setting, permits.join(', ') || 'none', why]);
  const withFindings = withGeneratedPart(
    page,
    'src/audit/definitions.ts',
    markdownTable([['finding', 'a record that is', 'its offsets'], ...findings]),
  );
  return withGeneratedPart(
    withFindings,
    'src/audit/permitted.ts',
    markdownTable([['setting', 'permits', 'why'], ...settings]),
  );
}
