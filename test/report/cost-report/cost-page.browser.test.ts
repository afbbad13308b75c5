import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import { renderCostHtml } from '../../../src/report/cost-report/html.ts';
import { CHROMIUM_ARGUMENTS, findChromium } from '../browser.ts';
import { answeredClose, answeredIncomplete, answeredInEuros, answeredSix } from '../fixture-answered.ts';

const COSTS = [
  { cost: 'six platforms', make: answeredSix },
  { cost: 'two that are close', make: answeredClose },
  { cost: 'an incomplete side', make: answeredIncomplete },
  { cost: 'euros', make: answeredInEuros },
] as const;

const executablePath = findChromium();

describe.skipIf(executablePath === null)('the cost report in Chromium', () => {
  let browser: Browser;
  let folder: string;
  const open = async (cost: CostResult, options: BrowserContextOptions = {}): Promise<Page> => {
    const file = join(folder, 'cost.html');
    await writeFile(file, await renderCostHtml(cost));
    const page = await browser.newPage(options);
    await page.goto(pathToFileURL(file).href);
    return page;
  };
  const unfold = (page: Page) =>
    page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wb-cost-report-'));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: CHROMIUM_ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(COSTS)('never scrolls sideways, open or closed, with $cost', async ({ make }) => {
    for (const width of [390, 800, 1280]) {
      const page = await open(make, { viewport: { width, height: 900 } });
      await unfold(page);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.close();
    }
  });

  it.each(COSTS)('keeps every word of a picture within its drawing, with $cost', async ({ make }) => {
    for (const width of [1280, 390]) {
      const page = await open(make, { viewport: { width, height: 900 } });
      const outside = await page.evaluate(`[...document.querySelectorAll('figure svg')].flatMap((svg) => {
        const frame = svg.getBoundingClientRect();
        return frame.width === 0 ? [] : [...svg.querySelectorAll('text')].flatMap((text) => {
          const box = text.getBoundingClientRect();
          return box.left < frame.left - 1 || box.right > frame.right + 1 ? [svg.getAttribute('aria-label').slice(0, 40), text.textContent] : [];
        });
      })`);
      expect(outside, String(width)).toEqual([]);
      await page.close();
    }
  });

  it('draws marks in every picture, for wide and for narrow windows', async () => {
    const page = await open(answeredClose);
    const marks = (await page.evaluate(`[...document.querySelectorAll('figure svg')].map((svg) =>
      svg.querySelectorAll('.mark-line path, .mark-rect path, .mark-symbol path').length)`)) as number[];
    expect(marks.length).toBeGreaterThanOrEqual(2 * 10);
    expect(Math.min(...marks)).toBeGreaterThan(0);
    await page.close();
  });

  it('sets every label of a row below the one before', async () => {
    const page = await open(answeredSix, { viewport: { width: 390, height: 900 } });
    const crossed = await page.evaluate(`[...document.querySelectorAll('figure .narrow svg')].flatMap((svg) => {
      const labels = [...svg.querySelectorAll('.mark-text.role-mark > text')].map((each) => each.getBoundingClientRect());
      return labels.slice(1).flatMap((box, at) => (box.top < labels[at].bottom - 2 ? [svg.getAttribute('aria-label').slice(0, 40)] : []));
    })`);
    expect(crossed).toEqual([]);
    await page.close();
  });

  it('opens what an amount comes from without scripts, down to a source with a date', async () => {
    const page = await open(answeredSix, { javaScriptEnabled: false });
    const category = page.locator('details', { has: page.locator('#lines-apache-kafka-block-storage-broker-storage') });
    await category.locator('summary').first().click();
    const explanation = category.locator('details.why').first();
    expect(await explanation.locator('ol').isVisible()).toBe(false);
    await explanation.locator('summary').click();
    expect(await explanation.locator('ol').isVisible()).toBe(true);
    // 100 MiB/s × 604 800 s ÷ 1024 × 3 copies ÷ (1 − 0.4) = 295 312.5 GiB; × $0.08 = $23 625.00
    const words = (await explanation.textContent())?.replace(/[\u2009\u202f]/g, '') ?? '';
    for (const said of ['How $23625.00 comes about', '295312.5 GiB-month × $0.08 = $23625.00', '2024-07-01']) {
      expect(words).toContain(said);
    }
    await page.close();
  });

  it('opens the folded lines of any platform when its segment is selected', async () => {
    const page = await open(answeredSix);
    const lines = page.locator('#lines-amazon-msk-express-network');
    expect(await lines.isVisible()).toBe(false);
    await page.locator('figure .wide a[*|href="#lines-amazon-msk-express-network"] path').first().click();
    await lines.waitFor({ state: 'visible' });
    await page.close();
  });

  it.each(['light', 'dark'] as const)('keeps text readable against the page in %s', async (colorScheme) => {
    const page = await open(answeredSix, { colorScheme });
    const low = await page.evaluate(`(() => {
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const luminance = (colour) => {
        context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map((v) => v / 255)
          .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      };
      const ground = luminance(getComputedStyle(document.body).backgroundColor);
      const contrast = (colour) => {
        const [high, dim] = [luminance(colour), ground].sort((a, b) => b - a);
        return (high + 0.05) / (dim + 0.05);
      };
      const text = [...document.querySelectorAll('h1,h2,h3,h4,p,dd,dt,td,th,li,summary,figcaption,.provenance')]
        .map((each) => [each.tagName, contrast(getComputedStyle(each).color), 4.5]);
      const labels = [...document.querySelectorAll('svg text')].map((each) => ['svg text', contrast(getComputedStyle(each).fill), 4.5]);
      const lines = [...document.querySelectorAll('.mark-line path')].map((each) => ['line', contrast(getComputedStyle(each).stroke), 3]);
      return [...text, ...labels, ...lines].filter(([, seen, least]) => seen < least);
    })()`);
    expect(low).toEqual([]);
    await page.close();
  });

  it('has ordered headings, named pictures and scoped headers', async () => {
    const page = await open(answeredSix);
    const found = (await page.evaluate(`({
      levels: [...document.querySelectorAll('h1,h2,h3,h4')].map((each) => Number(each.tagName[1])),
      unnamed: [...document.querySelectorAll('svg')].filter((svg) =>
        !svg.getAttribute('role') || !svg.getAttribute('aria-label') || !svg.querySelector('desc')).length,
      unscoped: document.querySelectorAll('th:not([scope])').length,
    })`)) as { levels: number[]; unnamed: number; unscoped: number };
    expect(found).toMatchObject({ unnamed: 0, unscoped: 0 });
    for (const [index, level] of found.levels.entries()) {
      expect(level - (found.levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
    await page.close();
  });
});
