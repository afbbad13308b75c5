import type { Inventory } from '../../../inventory/types.ts';
import { left, plainRows, type Table, text } from '../../table.ts';
import { REASON_WORDS, SECTION_NAMES, SECTION_TITLES } from '../words.ts';

/** Section by section, how it was obtained or why it was not. */
export const obtainedTable = ({ sections }: Inventory): Table => ({
  id: 'inventory-obtained',
  title: 'How each section was obtained',
  columns: [left('Section'), left('Obtained'), left('How, or why not')],
  groups: plainRows(
    SECTION_NAMES.map((name) => {
      const reading = sections[name];
      const title = SECTION_TITLES[name];
      if (!reading.obtained) {
        const tone = reading.reason === 'not-asked' || reading.reason === 'not-supported' ? 'open' : 'bad';
        return { title, unit: null, cells: [text(REASON_WORDS[reading.reason], tone), text(reading.why)] };
      }
      const verdict = reading.missing.length === 0 ? text('yes', 'good') : text('in part', 'bad');
      return { title, unit: null, cells: [verdict, text(reading.how)] };
    }),
  ),
  notes: [],
});
