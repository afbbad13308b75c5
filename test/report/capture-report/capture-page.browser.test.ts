import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderCaptureHtml } from '../../../src/report/capture-report/html.ts';
import { figure, smallCapture, topic } from '../../capture/scenario/small-capture.ts';
import { CHROMIUM_ARGUMENTS, findChromium } from '../browser.ts';

const executablePath = findChromium();
/** As long as Kafka lets a topic's name be. */
const LONGEST = 'x'.repeat(249);

describe.skipIf(executablePath === null)('the page of a capture in Chromium', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wb-capture-'));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: CHROMIUM_ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('never scrolls sideways, whatever the names are', async () => {
    const partitions = { ...figure(36), how: `of topic ${LONGEST}` };
    const missing = [{ what: `topic ${LONGEST}`, reason: 'not-permitted', why: LONGEST, todo: LONGEST } as const];
    const capture = smallCapture(
      { partitions },
      { topics: [topic(LONGEST, 1_500), topic('clicks', 500)], missing, notes: [`Topic ${LONGEST} is new.`] },
    );
    const file = join(folder, 'capture.html');
    await writeFile(file, await renderCaptureHtml(capture, null));
    for (const width of [390, 800, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      await page.goto(pathToFileURL(file).href);
      await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const name = await page.$$eval('#captured-topics tbody th', ([cell]) => cell?.getBoundingClientRect().width ?? 0);
      expect(name).toBeGreaterThan(90);
      await page.close();
    }
  });
});
