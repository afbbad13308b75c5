import type { CostResult } from '../../cost-model/types/result.ts';
import { missingConditions } from '../cost-words/missing-conditions.ts';
import { priceAgeWords } from '../cost-words/price-ages.ts';
import { costSentence, costStrength, withStop } from '../cost-words/sentence.ts';
import { currencyWords, priceTermsWords, taxWords } from '../cost-words/terms.ts';
import { kept, terabytesAMonth, times } from '../format.ts';
import { plain, tableMarkdown } from '../markdown.ts';
import { answerTables, basisTables } from '../tables/cost/every.ts';
import { comparedPlatforms } from '../tables/cost/platforms.ts';

/**
 * The cost as Markdown for a pull request or a wiki: the sentence, what it depends on, every table of answers, and
 * the lines of what is compared, prices and assumptions folded below. The pictures are in the HTML file, and the
 * lines of the other platforms in the CSV file: a page of them all would be too long for either place.
 */
export function renderCostMarkdown(cost: CostResult): string {
  const { workload, hoursPerMonth, region, priceBook, sheet } = cost;
  const people =
    sheet === undefined
      ? []
      : [
          `- Assumptions: ${plain(sheet.name)}, owner ${plain(sheet.owner ?? 'not named')}, approver ${plain(sheet.approver ?? 'not named')}${sheet.date === null ? '' : `, ${plain(sheet.date)}`}`,
        ];
  const others =
    cost.platforms.length > comparedPlatforms(cost).length
      ? ['The lines of the other platforms are in the CSV file and the workbook.', '']
      : [];
  return [
    `# ${plain(withStop(costSentence(cost)))}`,
    '',
    ...costStrength(cost).flatMap((words) => [plain(words), '']),
    ...missingConditions(cost).map(({ of, because }) => `- Still missing, ${plain(`${of}: ${because.join('; ')}`)}`),
    '',
    `- Workload: ${terabytesAMonth(workload.averageIngress, hoursPerMonth)} written, every byte read ${times(workload.fanOut)}, kept ${kept(workload.retentionMs)}`,
    `- Where: AWS only, region ${plain(region)}`,
    `- Prices: ${plain(`${priceTermsWords(cost)}: ${priceBook.name}, ${priceBook.date}. ${priceAgeWords(cost).join(' ')}`)}`,
    `- Money: ${plain(`${currencyWords(cost)}; tax ${taxWords(cost)}`)}`,
    ...people,
    '',
    ...answerTables(cost).map(tableMarkdown),
    '<details><summary>The lines of what is compared, every price and assumption</summary>',
    '',
    ...basisTables(cost, comparedPlatforms(cost)).map(tableMarkdown),
    ...others,
    '</details>',
    '',
  ].join('\n');
}
