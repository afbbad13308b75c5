import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inventory } from '../../../src/inventory/types.ts';
import { renderInventoryHtml } from '../../../src/report/inventory-report/html.ts';
import { smallInventory } from '../../inventory/small-inventory.ts';
import { CHROMIUM_ARGUMENTS, findChromium } from '../browser.ts';
import { largeInventory } from './large-inventory.ts';

const executablePath = findChromium();

describe.skipIf(executablePath === null)('the page of an inventory in Chromium', () => {
  let browser: Browser;
  let folder: string;
  const open = async (inventory: Inventory, options: BrowserContextOptions = {}): Promise<Page> => {
    const file = join(folder, 'inventory.html');
    await writeFile(file, renderInventoryHtml(inventory));
    const page = await browser.newPage(options);
    await page.goto(pathToFileURL(file).href);
    return page;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wb-inventory-'));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: CHROMIUM_ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['a small cluster', () => smallInventory],
    ['a large one', largeInventory],
  ])('never scrolls sideways, open or closed, with %s', async (_, make) => {
    for (const width of [390, 800, 1280]) {
      const page = await open(make(), { viewport: { width, height: 900 } });
      await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.close();
    }
  });

  it('sorts by a column, figures by their value and the other way round when asked again', async () => {
    const page = await open(largeInventory());
    const names = async () =>
      page.$$eval('#inventory-topics tbody th', (cells) => cells.slice(0, 2).map((cell) => cell.textContent));
    expect(await names()).toEqual(['topic.of.some.team-299.v1', 'topic.of.some.team-298.v1']);
    const head = page.locator('#inventory-topics thead th', { hasText: 'Size' });
    await head.locator('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await head.locator('button').click();
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect(await names()).toEqual(['topic.of.some.team-250.v1', 'topic.of.some.team-251.v1']);
    await page.locator('#inventory-topics thead th', { hasText: 'Topic' }).first().locator('button').click();
    expect(await names()).toEqual(['topic.of.some.team-250.v1', 'topic.of.some.team-251.v1']);
    await page.close();
  });

  it('runs nothing that a name holds, and says nothing on the console', async () => {
    const file = join(folder, 'hostile.html');
    await writeFile(file, renderInventoryHtml(largeInventory()));
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('dialog', (dialog) => said.push(dialog.message()));
    await page.goto(pathToFileURL(file).href);
    expect(said).toEqual([]);
    await page.close();
  });
});
