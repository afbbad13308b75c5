import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const LONGEST_MS = 50_000;

const ELSEWHERE = ['/Applications/LibreOffice.app/Contents/MacOS/soffice'];

/** LibreOffice recalculates a file of another program only where it is told to. */
const ALWAYS_RECALCULATE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** Quoted text, all digits, a file for every sheet. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';

/** @throws Error with how to install it */
function findLibreOffice(environment: NodeJS.ProcessEnv = process.env): string {
  const folders = (environment.PATH ?? '').split(delimiter);
  const found = [...folders.map((folder) => join(folder, 'soffice')), ...ELSEWHERE].find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Error(
    'LibreOffice computes the spreadsheet again and is not here (soffice). ' +
      'Debian: apt-get install --no-install-recommends libreoffice-calc-nogui; macOS: brew install --cask libreoffice',
  );
}

/** Sheets of recalculated workbooks, by the workbook's name: rows of cells as text. */
export async function recalculated(
  workbooks: Readonly<Record<string, Uint8Array>>,
): Promise<Readonly<Record<string, Sheets>>> {
  return inScratch(workbooks, AS_CSV, async (folder) => {
    const files = await readdir(folder);
    const sheets = await Promise.all(
      files.map(
        async (file) => [file.replace(/\.csv$/, ''), csvRows(await readFile(join(folder, file), 'utf8'))] as const,
      ),
    );
    return Object.fromEntries(
      Object.keys(workbooks).map((name) => [
        name,
        new Map(
          sheets.flatMap(([file, rows]) => (file.startsWith(`${name}-`) ? [[file.slice(name.length + 1), rows]] : [])),
        ),
      ]),
    );
  });
}

export type Sheets = ReadonlyMap<string, readonly (readonly string[])[]>;

/** The workbook opened, recalculated and saved as .xlsx again. */
export async function savedAgain(workbook: Uint8Array): Promise<Uint8Array> {
  return inScratch({ workbook }, 'xlsx', (folder) => readFile(join(folder, 'workbook.xlsx')));
}

async function inScratch<T>(
  workbooks: Readonly<Record<string, Uint8Array>>,
  format: string,
  read: (folder: string) => Promise<T>,
): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'workbench-office-'));
  try {
    const settings = join(scratch, 'profile/user');
    await mkdir(settings, { recursive: true });
    await writeFile(join(settings, 'registrymodifications.xcu'), ALWAYS_RECALCULATE);
    for (const [name, bytes] of Object.entries(workbooks)) await writeFile(join(scratch, `${name}.xlsx`), bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(scratch, 'profile'))}`;
    const files = Object.keys(workbooks).map((name) => `${name}.xlsx`);
    await promisify(execFile)(
      findLibreOffice(),
      [profile, '--headless', '--convert-to', format, '--outdir', join(scratch, 'out'), ...files],
      { cwd: scratch, timeout: LONGEST_MS, killSignal: 'SIGKILL' },
    );
    return await read(join(scratch, 'out'));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** RFC 4180. */
function csvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell !== ''));
}
