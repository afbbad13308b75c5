import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberAtPath } from '../../src/judge/metric-path.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { renderSideBySide } from '../../src/report/side-by-side.ts';
import { CHROMIUM_ARGUMENTS, findChromium } from './browser.ts';
import { fixture } from './fixture.ts';
import { billedFixture } from './fixture-bill.ts';
import { faultsFixture } from './fixture-faults.ts';
import { HOSTILE, hostileFixture } from './hostile.ts';

/** What must hold of every page holds of these. */
const RUNS = [
  { run: 'the demo', make: fixture },
  { run: 'a run with faults', make: faultsFixture },
  { run: 'a run with a bill', make: billedFixture },
] as const;

describe('the bytes of the page', () => {
  it('are the same every time, even when two pages are drawn at once', async () => {
    const [first, second] = await Promise.all([renderHtml(fixture()), renderHtml(fixture())]);
    expect(second).toBe(first);
  });

  it('say once that the plan was edited, as the caveats do', async () => {
    const judged = fixture();
    const caveats = ['The plan or its thresholds were edited after it was written.'];
    const page = await renderHtml({ ...judged, summary: { ...judged.summary, planEdited: true, caveats } });
    expect(page.match(/edited after/g)).toHaveLength(1);
  });

  it.each(RUNS)('use every id once, in $run', async ({ make }) => {
    const ids = [...(await renderHtml(make())).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

const executablePath = findChromium();

describe.skipIf(executablePath === null)('the page in Chromium', () => {
  let browser: Browser;
  let folder: string;
  const open = async (options: BrowserContextOptions = {}, html?: string): Promise<Page> => {
    const file = join(folder, 'report.html');
    await writeFile(file, html ?? (await renderHtml(fixture())));
    const page = await browser.newPage(options);
    await page.goto(pathToFileURL(file).href);
    return page;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wb-report-'));
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: CHROMIUM_ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('writes nothing to the console and asks the network for nothing', async () => {
    const page = await browser.newPage();
    const seen: string[] = [];
    page.on('console', (message) => seen.push(message.text()));
    page.on('pageerror', (error) => seen.push(String(error)));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) seen.push(request.url());
    });
    const file = join(folder, 'quiet.html');
    await writeFile(file, await renderHtml(fixture()));
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    await page.locator('nav button').click();
    expect(seen).toEqual([]);
    await page.close();
  });

  it('draws marks in every picture, for wide and for narrow windows', async () => {
    const page = await open();
    const marks = await page.evaluate(`[...document.querySelectorAll('figure svg')].map((svg) =>
      svg.querySelectorAll('.mark-line path, .mark-rect path').length)`);
    expect(marks).toHaveLength(2 * 6);
    expect(Math.min(...(marks as number[]))).toBeGreaterThan(0);
    await page.close();
  });

  it.each(RUNS)('shows exactly the figures that stand in summary.json of $run', async ({ make }) => {
    const page = await open({}, await renderHtml(make()));
    const shown = (await page.evaluate(`[...document.querySelectorAll('td[data-metric][data-value]')].map((cell) =>
      [cell.dataset.target, cell.dataset.metric, Number(cell.dataset.value)])`)) as [string, string, number][];
    const { targets } = make().summary;
    expect(shown.length).toBeGreaterThan(2 * 15);
    for (const [name, metric, value] of shown) {
      const target = targets.find((candidate) => candidate.name === name);
      expect(target && numberAtPath(target, metric), `${name} ${metric}`).toBe(value);
    }
    const p99 = page.locator('#figures td[data-target="local-kafka"][data-metric="produce.response.p99"]');
    expect(Number(await p99.textContent())).toBeCloseTo(targets[0]?.produce.response.p99 ?? Number.NaN, 1);
    await page.close();
  });

  it.each(RUNS)('never scrolls sideways on a phone, open or closed, with $run', async ({ make }) => {
    const page = await open({ viewport: { width: 390, height: 844 } }, await renderHtml(make()));
    await page.evaluate(`document.querySelectorAll('details').forEach((each) => { each.open = true; })`);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('keeps text and lines readable against the page in %s', async (colorScheme) => {
    const page = await open({ colorScheme }, await renderHtml(faultsFixture()));
    const low = await page.evaluate(`(() => {
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const rgb = (colour) => {
        context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const luminance = (colour) => rgb(colour).map((v) => v / 255)
        .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
      const ground = luminance(getComputedStyle(document.body).backgroundColor);
      const contrast = (colour) => {
        const [high, dim] = [luminance(colour), ground].sort((a, b) => b - a);
        return (high + 0.05) / (dim + 0.05);
      };
      const text = [...document.querySelectorAll('h1,h2,p,dd,dt,td,th,li,summary,a,figcaption')]
        .map((each) => [each.tagName, contrast(getComputedStyle(each).color), 4.5]);
      const labels = [...document.querySelectorAll('svg text')].map((each) => ['svg text', contrast(getComputedStyle(each).fill), 4.5]);
      const lines = [...document.querySelectorAll('.mark-line path')].map((each) => ['line', contrast(getComputedStyle(each).stroke), 3]);
      return [...text, ...labels, ...lines].filter(([, seen, least]) => seen < least);
    })()`);
    expect(low).toEqual([]);
    const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(background === 'rgb(255, 255, 255)').toBe(colorScheme === 'light');
    await page.close();
  });

  it('prints what is folded away, by the style sheet alone', async () => {
    const page = await open({ javaScriptEnabled: false });
    const row = page.locator('#audit tbody tr').first();
    expect(await row.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await row.isVisible()).toBe(true);
    expect(await page.evaluate(`getComputedStyle(document.getElementById('gates')).breakBefore`)).toBe('page');
    await page.close();
  });

  it('prints where the rows of a long table of points are, instead of hundreds of them', async () => {
    const page = await open({ javaScriptEnabled: false });
    const data = page.locator('details.data').first();
    const pointer = page.getByText(/The \d+ rows of data behind this picture are in report\.csv\./).first();
    expect([await data.isVisible(), await pointer.isVisible()]).toEqual([true, false]);
    await page.emulateMedia({ media: 'print' });
    expect([await data.isVisible(), await pointer.isVisible()]).toEqual([false, true]);
    expect((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThan(17);
    await page.close();
  });

  it('never breaks a number over two lines on a phone', async () => {
    const page = await open({ viewport: { width: 390, height: 844 } }, await renderHtml(faultsFixture()));
    const broken = await page.evaluate(`[...document.querySelectorAll('td.figure')].flatMap((cell) => {
      const word = (cell.textContent ?? '').split(' ')[0];
      const range = document.createRange();
      range.setStart(cell.firstChild, 0);
      range.setEnd(cell.firstChild, word.length);
      return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1 ? [cell.textContent] : [];
    })`);
    expect(broken).toEqual([]);
    await page.close();
  });

  it('has sections on failures and the object store where there were some, and only there', async () => {
    const links = async (make: () => ReturnType<typeof fixture>) => {
      const page = await open({}, await renderHtml(make()));
      const titles = await page.locator('nav a').allTextContents();
      const bands = await page.locator('svg path[fill="var(--fault)"]').count();
      await page.close();
      return { titles: titles.filter((title) => /Failures|Object store/.test(title)), hasBands: bands > 0 };
    };
    expect(await links(fixture)).toEqual({ titles: [], hasBands: false });
    expect(await links(faultsFixture)).toEqual({ titles: ['Failures', 'Object store'], hasBands: true });
  });

  it('keeps every word of a picture within its drawing, wide and narrow', async () => {
    for (const width of [1280, 390]) {
      const page = await open({ viewport: { width, height: 900 } }, await renderHtml(faultsFixture()));
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

  it('opens the lines behind a cost segment when it is selected', async () => {
    const page = await open();
    const lines = page.locator('#lines-apache-kafka-three-zones-network');
    expect(await lines.isVisible()).toBe(false);
    await page.locator('figure .wide a[*|href="#lines-apache-kafka-three-zones-network"] path').first().click();
    await lines.waitFor({ state: 'visible' });
    expect(await lines.textContent()).toContain('Replication across zones');
    await page.close();
  });

  it('has landmarks, ordered headings, named pictures, scoped headers and a skip link that comes first', async () => {
    const page = await open({}, await renderHtml(faultsFixture()));
    const found = (await page.evaluate(`({
      landmarks: ['header', 'nav[aria-label]', 'main'].map((name) => document.querySelectorAll('body > ' + name).length),
      levels: [...document.querySelectorAll('h1,h2,h3,h4')].map((each) => Number(each.tagName[1])),
      unnamed: [...document.querySelectorAll('svg')].filter((svg) =>
        !svg.getAttribute('role') || !svg.getAttribute('aria-label') || !svg.querySelector('desc')).length,
      unscoped: document.querySelectorAll('th:not([scope])').length,
      uncaptioned: [...document.querySelectorAll('table')].filter((table) => !table.caption).length,
    })`)) as { landmarks: number[]; levels: number[]; unnamed: number; unscoped: number; uncaptioned: number };
    expect(found).toMatchObject({ landmarks: [1, 1, 1], unnamed: 0, unscoped: 0, uncaptioned: 0 });
    expect(found.levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of found.levels.entries()) {
      expect(level - (found.levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.close();
  });

  it('shows hostile names as text and runs none of them', async () => {
    const page = await browser.newPage();
    let ran = false;
    page.on('dialog', (dialog) => {
      ran = true;
      void dialog.dismiss();
    });
    await page.setContent(await renderHtml(hostileFixture()));
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('h1').textContent()).toBe(`Measured ${HOSTILE}`);
    expect(ran).toBe(false);
    await page.close();
  });

  it('warns above several runs that come from different scenarios, and only then', async () => {
    const judged = fixture();
    const other = {
      ...judged,
      summary: { ...judged.summary, scenario: { ...judged.summary.scenario, digest: 'sha256:other' } },
    };
    const warning = (runs: (typeof judged)[]) =>
      open({}, renderSideBySide(runs.map((run, index) => ({ judged: run, href: `${index}/report.html` }))));
    const mixed = await warning([judged, other]);
    expect(await mixed.locator('[role=alert]').textContent()).toContain('2 different scenarios');
    await mixed.close();
    const alike = await warning([judged, judged]);
    expect(await alike.locator('[role=alert]').count()).toBe(0);
    expect(await alike.locator('section a[href="1/report.html"]').count()).toBe(1);
    await alike.close();
  });

  it.each([
    ['plain', fixture],
    ['hostile', hostileFixture],
  ])('reads the JUnit file of a run with %s names as XML with true counts', async (_, make) => {
    const page = await browser.newPage();
    const suites = (await page.evaluate(`((xml) => {
      const parsed = new DOMParser().parseFromString(xml, 'application/xml');
      if (parsed.querySelector('parsererror')) return parsed.documentElement.textContent;
      return [...parsed.querySelectorAll('testsuite')].map((suite) => [
        Number(suite.getAttribute('tests')), suite.querySelectorAll('testcase').length,
        Number(suite.getAttribute('failures')), suite.querySelectorAll('failure').length]);
    })(${JSON.stringify(renderJunit(make()))})`)) as number[][];
    // The run itself, and two targets with two repetitions each.
    expect(suites).toHaveLength(3);
    expect(suites.slice(1).every(([tests = 0]) => tests >= 2)).toBe(true);
    for (const [tests, cases, failures, failed] of suites) {
      expect(tests).toBe(cases);
      expect(failures).toBe(failed);
    }
    await page.close();
  });
});
