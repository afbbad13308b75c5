import { describe, expect, it } from 'vitest';
import { findChromium } from './browser.ts';

describe('finding a browser', () => {
  it('takes the path it is given, when there is something', () => {
    expect(findChromium({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
  });

  it('lets tests skip without one, except under CI', () => {
    expect(findChromium({ CHROMIUM_PATH: '/nowhere/chromium' })).toBeNull();
    expect(() => findChromium({ CHROMIUM_PATH: '/nowhere/chromium', CI: 'true' })).toThrow(/no Chromium/);
  });
});
