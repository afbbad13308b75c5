import { existsSync } from 'node:fs';

const COMMON_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Arguments for a browser that opens local files and talks to nobody. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--hide-scrollbars',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Path of a Chromium: CHROMIUM_PATH, else a common place, else null, so that tests skip by name.
 * Under CI=true a missing browser is an error: there nothing is skipped.
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const asked = environment.CHROMIUM_PATH;
  const found = (asked === undefined ? COMMON_PATHS : [asked]).find((path) => existsSync(path)) ?? null;
  if (found === null && environment.CI === 'true') {
    throw new Error(`no Chromium at ${asked ?? COMMON_PATHS.join(', ')}; install one or set CHROMIUM_PATH`);
  }
  return found;
}
