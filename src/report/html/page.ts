import { html, type Markup, Markup as Raw } from './markup.ts';
import { script } from './script.ts';
import { stylesheet } from './stylesheet.ts';

interface Page {
  readonly title: string;
  readonly header: Markup;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly main: Markup;
  /** Of this page alone, beside what every page has. */
  readonly ownStyle?: string;
  readonly ownScript?: string;
}

/** One self-contained file: no address outside it is ever loaded. */
export function page({ title, header, sections, main, ownStyle = '', ownScript = '' }: Page): string {
  const links = sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${new Raw(`${stylesheet}${ownStyle}`)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header>${header}</header>
<nav aria-label="Sections"><ul>${links}</ul></nav>
<main id="main" tabindex="-1">
${main}
</main>
<script>${new Raw(`${script}${ownScript}`)}</script>
</body>
</html>
`.value;
}
