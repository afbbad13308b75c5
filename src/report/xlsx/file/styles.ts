import { element } from './xml.ts';

/** Built-in number formats of the file format keep their numbers; own ones begin here. */
const OWN_FORMATS = { money: 164, quantity: 165, price: 166 } as const;

const FORMAT_CODES: readonly (readonly [number, string])[] = [
  [OWN_FORMATS.money, '#,##0.00'],
  [OWN_FORMATS.quantity, '#,##0.00####'],
  [OWN_FORMATS.price, '0.00##########'],
];

interface Style {
  readonly format?: number;
  /** Index into FONTS. */
  readonly font?: number;
  /** Index into FILLS. */
  readonly fill?: number;
  readonly wrap?: true;
  /** Keeps text off the number beside it. */
  readonly indent?: true;
  /** May be edited although the sheet is protected against slips. */
  readonly unlocked?: true;
}

const FONTS = [
  '<sz val="10"/><name val="Calibri"/>',
  '<b/><sz val="10"/><name val="Calibri"/>',
  '<b/><sz val="14"/><name val="Calibri"/>',
  '<b/><sz val="10"/><color rgb="FFB00020"/><name val="Calibri"/>',
  '<sz val="9"/><color rgb="FF5F6368"/><name val="Calibri"/>',
];
const [BOLD, LARGE, WARNING, SMALL] = [1, 2, 3, 4];

const solid = (rgb: string): string =>
  `<patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill>`;
/** The first two are the format's own. */
const FILLS = [
  '<patternFill patternType="none"/>',
  '<patternFill patternType="gray125"/>',
  solid('FFFFF4CC'),
  solid('FFE8EAED'),
];
const [YELLOW, GREY] = [2, 3];

const STYLES = {
  text: { indent: true },
  prose: { wrap: true },
  title: { font: LARGE },
  head: { font: BOLD, fill: GREY, wrap: true },
  small: { font: SMALL },
  label: { font: BOLD },
  warning: { font: WARNING, wrap: true },
  figure: {},
  money: { format: OWN_FORMATS.money },
  total: { format: OWN_FORMATS.money, font: BOLD },
  quantity: { format: OWN_FORMATS.quantity },
  price: { format: OWN_FORMATS.price },
  input: { fill: YELLOW, unlocked: true },
  inputPrice: { format: OWN_FORMATS.price, fill: YELLOW, unlocked: true },
  inputText: { fill: YELLOW, unlocked: true, wrap: true },
} satisfies Readonly<Record<string, Style>>;

export type StyleName = keyof typeof STYLES;

const NAMES = Object.keys(STYLES) as readonly StyleName[];

/** The number by which a cell names its style. */
export const styleIndex = (name: StyleName): number => NAMES.indexOf(name);

export const isWrapped = (name: StyleName): boolean => 'wrap' in STYLES[name];

function styleElement({ format = 0, font = 0, fill = 0, wrap, indent, unlocked }: Style): string {
  const alignment = element('alignment', {
    vertical: 'top',
    ...(wrap ? { wrapText: 1 } : {}),
    ...(indent ? { horizontal: 'left', indent: 1 } : {}),
  });
  const protection = unlocked ? '<protection locked="0"/>' : '';
  return element(
    'xf',
    {
      numFmtId: format,
      fontId: font,
      fillId: fill,
      borderId: 0,
      xfId: 0,
      applyNumberFormat: 1,
      applyFont: 1,
      applyFill: 1,
      applyAlignment: 1,
      ...(unlocked ? { applyProtection: 1 } : {}),
    },
    `${alignment}${protection}`,
  );
}

const list = (name: string, items: readonly string[]): string => element(name, { count: items.length }, items.join(''));

/** xl/styles.xml */
export function stylesPart(): string {
  const formats = FORMAT_CODES.map(([id, code]) => element('numFmt', { numFmtId: id, formatCode: code }));
  const styles: readonly Style[] = NAMES.map((name) => STYLES[name]);
  return element(
    'styleSheet',
    { xmlns: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main' },
    [
      list('numFmts', formats),
      list(
        'fonts',
        FONTS.map((font) => `<font>${font}</font>`),
      ),
      list(
        'fills',
        FILLS.map((fill) => `<fill>${fill}</fill>`),
      ),
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      list('cellXfs', styles.map(styleElement)),
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    ].join(''),
  );
}
