/** Takes the README's picture of the report: node scripts/picture.ts, after the reference run was rendered. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/report/browser.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const executablePath = findChromium();
if (executablePath === null) throw new Error('no Chromium was found; set CHROMIUM_PATH');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1250 }, deviceScaleFactor: 1 });
  await page.goto(`file://${at('results/reference/report.html')}`);
  // From the table to the end of the first picture.
  const [table, picture] = await Promise.all(
    ['#table', '#pictures figure >> nth=0'].map((selector) => page.locator(selector).boundingBox()),
  );
  if (!table || !picture) throw new Error('the report has no table or no picture');
  const clip = { x: 0, y: table.y - 16, width: 1_000, height: picture.y + picture.height - table.y + 32 };
  await page.screenshot({ path: at('docs/report.png'), clip, fullPage: true });
} finally {
  await browser.close();
}
