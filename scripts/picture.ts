/** Takes the README's picture of the report: node scripts/picture.ts, after the reference run was rendered. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../test/report/browser.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const executablePath = findChromium();
if (executablePath === null) throw new Error('no Chromium was found; set CHROMIUM_PATH');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1250 }, deviceScaleFactor: 1.5 });
  await page.goto(`file://${at('results/reference/report.html')}`);
  await page.screenshot({ path: at('docs/report.png') });
} finally {
  await browser.close();
}
