import { type Loader, loader, parse, textMetrics, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { withHatching } from './hatching.ts';
import { CHARACTER_PX } from './phase-bands.ts';
import { theme } from './theme.ts';

declare module 'vega' {
  /** Exported, and missing from its types. */
  const textMetrics: { width: (item: { readonly limit?: number }, text: unknown) => number };
}

/** Without a canvas text counts as half as wide again as it is: names would be cut, and pictures made too small. */
textMetrics.width = ({ limit }, text) => {
  const width = String(text).length * CHARACTER_PX;
  return limit === undefined || limit <= 0 ? width : Math.min(width, limit);
};

/** A loader that loads nothing: every value of a picture is in its specification. */
const sealed: Loader = {
  ...loader(),
  load: (uri) => Promise.reject(new Error(`a picture loads nothing, not even ${uri}`)),
  sanitize: (uri) => Promise.resolve({ href: uri }),
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const attribute = (value: string): string => value.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

/** Ids in order of appearance under the picture's own name: stable, and unique over the page. */
function withStableIds(svg: string, id: string): string {
  const names = new Map<string, string>();
  for (const [, name = ''] of svg.matchAll(/ id="([^"]+)"/g)) names.set(name, `${id}-${names.size + 1}`);
  const renamed = (name: string): string => names.get(name) ?? name;
  return svg
    .replace(/ id="([^"]+)"/g, (_, name: string) => ` id="${renamed(name)}"`)
    .replace(/url\(#([^)]+)\)/g, (_, name: string) => `url(#${renamed(name)})`);
}

/**
 * Draws a picture without a browser. `id` names it on the page; `alt` says in words what it shows.
 * Links inside keep it a group for assistive technology; without any it is one image.
 */
export async function drawSvg(spec: TopLevelSpec, id: string, alt: string): Promise<string> {
  const view = new View(parse(compile(spec, { config: theme }).spec), { renderer: 'none', loader: sealed });
  const svg = withStableIds(withHatching(await view.toSVG()), id);
  view.finalize();
  const role = svg.includes('<a ') ? 'group' : 'img';
  // Given as functions: an alternative text with a price such as $1 in it is no pattern of a replacement.
  return svg
    .replace(/^<svg /, () => `<svg role="${role}" aria-label="${attribute(alt)}" aria-describedby="${id}-desc" `)
    .replace(/^<svg [^>]*>/, (tag) => `${tag}<desc id="${id}-desc">${attribute(alt)}</desc>`);
}
