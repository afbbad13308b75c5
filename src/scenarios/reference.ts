import { type JsonSchema, scenarioJsonSchema, targetJsonSchema } from './json-schema.ts';
import { METRICS, RECOVERY_FIGURES, recoveryMetric } from './metrics.ts';

const BEGIN = '<!-- generated from the schemas by scripts/generate.ts: edit those -->';
const END = '<!-- end of the generated part -->';

/** The guide with its reference part renewed. Throws RangeError where the guide has lost its markers. */
export function withReference(guide: string): string {
  const begin = guide.indexOf(BEGIN);
  const end = guide.indexOf(END);
  if (begin < 0 || end < begin) throw new RangeError('the guide does not hold the markers of its generated part');
  return `${guide.slice(0, begin)}${BEGIN}\n\n${reference()}\n${guide.slice(end)}`;
}

function reference(): string {
  return [
    '## Keys of a scenario\n',
    keyTable(scenarioJsonSchema()),
    '## Metrics of thresholds\n',
    table(
      ['metric', 'unit', 'per phase'],
      [
        ...[...METRICS].map(([name, { unit, hasPhases }]) => [code(name), unit, hasPhases ? 'yes' : 'no']),
        ...Object.entries(RECOVERY_FIGURES).map(([figure, unit]) => [
          code(recoveryMetric('<fault>', figure)),
          unit,
          'no',
        ]),
      ],
    ),
    '## Keys of a target\n',
    keyTable(targetJsonSchema()),
  ].join('\n');
}

const keyTable = (schema: JsonSchema): string =>
  table(['key', 'what it is', 'default', 'example'], keyRows(schema, ''));

/** One row a key, in the order of the schema; a list's keys follow its own. */
function keyRows(schema: JsonSchema, prefix: string): readonly (readonly string[])[] {
  const rows = Object.entries(schema.properties ?? {}).flatMap(([key, node]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const isRequired = schema.required?.includes(key) ?? false;
    return [keyRow(path, node, isRequired), ...keyRows(node, path)];
  });
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((node) => keyRows(node, prefix));
  const items = schema.items === undefined ? [] : keyRows(schema.items, `${prefix}[]`);
  return [...rows, ...branches, ...items];
}

function keyRow(path: string, node: JsonSchema, isRequired: boolean): readonly string[] {
  const choices = node.enum === undefined || node.enum.length > 30 ? '' : ` (${node.enum.map(String).join(', ')})`;
  const value = node.const === undefined ? '' : `${code(asYaml(node.const))}: `;
  const example = node.examples?.[0];
  return [
    code(path),
    `${value}${node.description ?? ''}${choices}`,
    isRequired ? '*required*' : node.default === undefined ? '' : code(asYaml(node.default)),
    example === undefined ? '' : code(asYaml(example)),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}

const code = (text: string): string => (text === '' ? '' : `\`${text}\``);
const asYaml = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
