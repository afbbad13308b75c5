import { paletteCss } from '../charts/palette.ts';

const LIGHT = `color-scheme:light;--page:#fff;--ink:#1b1f24;--muted:#57606a;--rule:#d5dae0;--band:#f1f3f5;--accent:#0a5ea8;--good:#00694a;--bad:#a8320a;--open:#57606a;--fault:#f0e442;--fault-ink:#6b5d00;${paletteCss('light')}`;
const DARK = `color-scheme:dark;--page:#14171b;--ink:#e8eaed;--muted:#a3abb5;--rule:#363c44;--band:#20252b;--accent:#7cc0f5;--good:#58d6a9;--bad:#f2a071;--open:#a3abb5;--fault:#8a822a;--fault-ink:#e0d75e;${paletteCss('dark')}`;

/** Fixed widths, in percent, for tables of prose that would else be shared out badly. */
const columnWidths = (table: string, widths: readonly number[]): string =>
  [
    `${table}{table-layout:fixed}`,
    `${table} td{overflow-wrap:anywhere}`,
    `${table} .figure{overflow-wrap:normal;white-space:normal}`,
    ...widths.map((width, index) => `${table} thead :nth-child(${index + 1}){width:${width}%}`),
  ].join('\n');

/** Tables of more columns than the text is wide for stand out at both sides on a screen. */
const BROAD_TABLES =
  '#cost-comparison,#cost-matrix,#cost-months,#cost-prices,[id^=bill-reconciliation-],[id^=bill-lines-]';
/** And those that paper is too narrow for. */
const WIDE_TABLES = ':is(#cost-matrix,#cost-months,#cost-prices,#cost-sweep)';

/** Three sizes: --text, --small for tables and pictures, --title. */
export const stylesheet = `
:root{${LIGHT};--text:1rem;--small:.8125rem;--title:1.625rem;--wide:47.5rem}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}
:root[data-theme=dark]{${DARK}}
*{box-sizing:border-box}
body{margin:0 auto;padding:4rem 1.5rem 6rem;max-width:calc(var(--wide) + 3rem);background:var(--page);color:var(--ink);font:var(--text)/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word;-webkit-text-size-adjust:100%}
h1,h2{font-size:var(--title);line-height:1.3;font-weight:600;letter-spacing:-.01em;text-wrap:balance}
h1{margin:.5rem 0 1.25rem;text-wrap:pretty}
h2{margin:0 0 1.25rem}
h3{font-size:var(--text);line-height:1.45;font-weight:600;margin:0 0 .75rem}
p{margin:0 0 1rem;max-width:42rem}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}
main:focus{outline:none}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--page);padding:.5rem 1rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.eyebrow,.standing{color:var(--muted);margin:0}
.banner{border-left:3px solid var(--ink);padding:.125rem 0 .125rem 1rem;margin:1.5rem 0 0;max-width:42rem}
nav{margin:2rem 0 0;padding:.75rem 0;border-block:1px solid var(--rule);display:flex;gap:1rem;align-items:baseline;font-size:var(--small)}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0;padding:0;flex:1}
nav a{color:inherit;text-decoration:none}
nav a:hover{text-decoration:underline}
button{font:inherit;color:inherit;background:none;border:1px solid var(--rule);border-radius:4px;padding:.1rem .6rem;cursor:pointer}
section{margin-top:4.5rem}
section>h3{margin-top:2.5rem}
h3.part{font-size:var(--title);line-height:1.3;letter-spacing:-.01em;margin:4rem 0 0}
h3.part+figure{margin-top:1.5rem}
h4{font-size:var(--text);line-height:1.45;font-weight:600;margin:1.75rem 0 0}
.aside{color:var(--muted);font-size:var(--small);margin:0 0 .25rem}
dl{display:grid;grid-template-columns:8rem 1fr;gap:.5rem 1.5rem;margin:0 0 2rem}
dt{color:var(--muted)}
dd{margin:0;min-width:0}
ul.plain{list-style:none;margin:0;padding:0}
.table{margin:2rem 0 .75rem;font-size:var(--small);line-height:1.45}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:600;font-size:var(--text);padding-bottom:.5rem}
th,td{text-align:left;font-weight:400;vertical-align:baseline;padding:.45rem 1rem .45rem 0;border-bottom:1px solid var(--rule)}
tr>:last-child{padding-right:0}
@media print,(min-width:44rem){
.columns th:first-child{min-width:11rem}
${columnWidths('[id^=lines-]:has(thead :nth-child(7))', [14, 14, 8, 11, 10, 27, 16])}
${columnWidths('[id^=lines-]:not(:has(thead :nth-child(7)))', [19, 18, 12, 12, 12, 27])}
${columnWidths('[id^=findings-]', [11, 11, 31, 17, 16, 14])}
${columnWidths('#cost-assumptions', [22, 16, 16, 12, 34])}
${columnWidths('[id^=bill-lines-]', [20, 14, 14, 11, 11, 10, 10, 10])}
${columnWidths('[id^=bill-measured-]', [24, 26, 16, 22, 12])}
${columnWidths('[id^=bill-not-billed-]', [22, 14, 14, 10, 40])}
${columnWidths('#run-spend-lines', [22, 26, 12, 18, 22])}
${columnWidths('#run-spend', [22, 18, 18, 42])}
${columnWidths('#bill-sources', [14, 16, 10, 16, 44])}
}
@media screen and (min-width:60rem){
.table:has(${BROAD_TABLES}){width:min(100vw - 5rem,74rem);margin-left:calc((min(100vw - 5rem,74rem) - var(--wide))/-2)}
}
:is(#cost-comparison,#cost-matrix,#cost-prices) tbody th[scope=row]{min-width:11rem}
@media screen and (min-width:44rem){
.table:has(${BROAD_TABLES}){overflow-x:auto}
}
thead th{color:var(--muted);vertical-align:bottom;border-color:var(--muted)}
.group th{font-weight:600;padding-top:1.4rem}
.below td{padding:0 0 .45rem}
tr:has(+.below)>*{border-bottom:0}
.why summary{padding:0 0 .2rem;color:var(--muted)}
.why{border:0}
.why :is(p,ol){margin:.35rem 0;max-width:none;font-size:var(--small);line-height:1.5}
.why li{overflow-wrap:anywhere}
.lead{font-weight:600;text-wrap:pretty}
th.right,td.right{text-align:right;font-variant-numeric:tabular-nums lining-nums}
.figure{white-space:nowrap}
.prose{text-align:left}
.prose ul{margin:.15rem 0 0;padding-left:1.1em}
.on-paper{display:none}
.total>*{font-weight:600;border-top:1px solid var(--muted)}
.provenance{color:var(--muted);font-weight:400;font-size:var(--small);margin-left:.5em}
.verdict{font-weight:600;white-space:nowrap}
.verdict::before{content:"";display:inline-block;width:.6em;height:.6em;margin-right:.45em;border:.14em solid currentColor;border-radius:50%}
.verdict.good{color:var(--good)}.verdict.good::before{background:currentColor}
.verdict.bad{color:var(--bad)}.verdict.bad::before{border-radius:0;background:currentColor}
.verdict.open{color:var(--open)}
.notes{font-size:var(--small);line-height:1.5;color:var(--muted);margin-bottom:2rem}
.notes p{margin:0 0 .25rem}
.notes ol{margin:.25rem 0 0;padding-left:1.4em}
sup{line-height:0;font-size:.8em}
sup a{text-decoration:none;padding:.3em}
figure{margin:3rem 0 0}
figcaption{color:var(--muted);font-size:var(--small);line-height:1.5;max-width:42rem;margin-top:.75rem}
svg{display:block;max-width:100%;height:auto;overflow:visible}
svg text{font-family:inherit}
.narrow{display:none}
.panel{margin-top:1.25rem}
.panel-title{font-size:var(--small);font-weight:600;margin:0 0 .5rem}
.key{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0 0 .75rem;padding:0;font-size:var(--small)}
.swatch{display:inline-block;width:1.25em;margin-right:.5em;vertical-align:middle;border-top:2px solid var(--colour)}
.swatch.area{width:.8em;height:.8em;border:0;background:var(--colour);vertical-align:baseline}
.swatch.band{width:1.25em;height:.8em;border:0;border-left:1px solid var(--fault-ink);background:var(--colour);opacity:.75;vertical-align:baseline}
.swatch.hatched{width:1.25em;height:.8em;border:0;background:repeating-linear-gradient(45deg,var(--page) 0 2px,var(--colour) 2px 5px);vertical-align:baseline}
.swatch:is(.triangle,.diamond){width:.65em;height:.65em;border:0;background:var(--colour);vertical-align:baseline;margin-left:.3em}
.swatch.triangle{clip-path:polygon(50% 0,100% 100%,0 100%)}
.swatch.diamond{clip-path:polygon(50% 0,100% 50%,50% 100%,0 50%)}
.swatch.dashed-line{border-top-style:dashed}
.swatch.faint-line{border-top-width:1px;opacity:.6}
.swatch.dot{width:4px;height:4px;border:0;border-radius:50%;background:var(--colour);opacity:.7;margin-left:.4em}
details{border-bottom:1px solid var(--rule)}
details.data{border:0;margin-top:.5rem}
summary{cursor:pointer;padding:.6rem 0;font-size:var(--small)}
details caption{font-size:var(--small);font-weight:400;color:var(--muted)}
summary:hover{color:var(--accent)}
details[open]>summary{font-weight:600}
.data .table{max-height:24rem;overflow:auto;margin-top:1rem}
body:has(.runs){max-width:90rem}
.runs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));column-gap:4rem}
.runs section{min-width:0}
@media (max-width:44rem){
body{padding:1.5rem 1rem 4rem}
section{margin-top:3rem}
.wide{display:none}
.narrow{display:block}
dl{display:block}
dd{margin:0 0 .75rem}
th,td{padding-right:.6rem}
.columns .figure,.stacked .figure{white-space:normal}
.columns :is(td,th){overflow-wrap:anywhere;hyphens:auto}
.columns .figure{overflow-wrap:normal}
[id^=cost-] thead th{overflow-wrap:break-word}
.columns th:first-child{min-width:5.75rem}
.stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stacked table,.stacked tbody,.stacked tr,.stacked th,.stacked td,.stacked caption{display:block}
.stacked tr{border-bottom:1px solid var(--rule);padding:.6rem 0}
.stacked th,.stacked td{border:0;padding:.1rem 0}
.stacked th[scope=row]{font-weight:600}
.stacked td{display:grid;white-space:normal;overflow-wrap:anywhere;grid-template-columns:7.5rem 1fr;gap:.75rem;text-align:left}
.stacked td:empty{display:none}
.prose ul{padding-left:1em}
.stacked td::before{content:attr(data-label);color:var(--muted)}
}
@media print{
:root,:root[data-theme=dark]{${LIGHT};--text:9.5pt;--small:7.5pt;--title:14pt}
body{padding:0;max-width:none;print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav,.skip{display:none}
section,.sheet+section{margin-top:1.5rem}
figure{margin-top:1.5rem}
section>h3{margin-top:1.5rem}
dl{margin-bottom:1rem;row-gap:.2rem}
body{line-height:1.45}
h2{margin-bottom:.75rem}
ul{margin:.5rem 0}
th,td{padding-block:.22rem}
.table{margin:1rem 0 .4rem}
.notes{margin-bottom:1rem}
.group th{padding-top:.7rem}
.on-screen{display:none}
.on-paper{display:block}
a{color:inherit;text-decoration:none}
${WIDE_TABLES} :is(th,td){font-size:5.5pt;padding-right:.3rem;white-space:normal}
${WIDE_TABLES} tbody th[scope=row]{min-width:0}
details .table{--small:7pt;margin-top:.2rem;line-height:1.3}
details :is(th,td){padding-block:.14rem}
details+details,details .table{margin-bottom:.2rem}
details{border:0}
summary{padding:.3rem 0 0}
[id^=lines-] caption{display:none}
details+details [id^=lines-] thead th{padding:0;border:0;font-size:0;line-height:0;visibility:hidden}
figure svg{max-width:76%}
h3{break-inside:avoid}
details::details-content{content-visibility:visible;display:block;block-size:auto}
summary{list-style:none;font-weight:600}
figure:not(:has(.panel+.panel)),.panel,tr,.notes{break-inside:avoid}
.key,.panel-title,.group{break-after:avoid}
h2,h3,caption,summary,thead{break-after:avoid}
.data .table{max-height:none;overflow:visible}
.data .slim{columns:3}
.sheet{break-before:page;break-after:page;margin-top:0}
}
@page{margin:14mm}
`;
