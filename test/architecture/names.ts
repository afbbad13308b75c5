import type { Source } from './sources.ts';
import { codeOf } from './sources.ts';

const VAGUE_FOLDERS = ['utils', 'util', 'helpers', 'common', 'shared', 'misc', 'lib'];

/** Folders that say nothing about what they hold. */
export function vagueFolders(sources: readonly Source[]): string[] {
  const folders = new Set(sources.flatMap(({ path }) => path.split('/').slice(0, -1)));
  return VAGUE_FOLDERS.filter((folder) => folders.has(folder));
}

const PLATFORM_FOLDER = /^platforms\/([^/]+)\//;
const PLATFORM_INDEX = 'platforms/index.ts';

/** Below platforms/, but not a platform: what several of them have in common. */
const MACHINERY = ['local', 'object-store', 'cost-parts'];

/** Names of the platforms: the folders below platforms/. */
export function platformNames(sources: readonly Source[]): string[] {
  const folders = sources.flatMap(({ path }) => PLATFORM_FOLDER.exec(path)?.[1] ?? []);
  return [...new Set(folders)].filter((folder) => !MACHINERY.includes(folder));
}

/** "amazon-msk" as code may write it: amazon-msk, amazonMsk, AMAZON_MSK. */
const spellings = (platform: string): RegExp => new RegExp(platform.split('-').join('[-_]?'), 'i');

/** Code outside a platform's own folder that knows its name. One that extends another may know that one. */
export function namedPlatforms(sources: readonly Source[]): string[] {
  const platforms = platformNames(sources);
  return sources
    .filter(({ path }) => path !== PLATFORM_INDEX)
    .flatMap((source) => {
      const own = PLATFORM_FOLDER.exec(source.path)?.[1] ?? '';
      return platforms
        .filter((platform) => !own.startsWith(platform) && spellings(platform).test(codeOf(source)))
        .map((platform) => `${source.path} names ${platform}`);
    });
}
