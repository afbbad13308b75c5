import { FAULT_KIND_NAMES, type FaultScope, faultShape } from '../src/scenarios/fault-kinds.ts';
import { markdownTable, withGeneratedPart } from './generated-part.ts';

const WHERE: Readonly<Record<FaultScope, string>> = {
  node: 'a node',
  zone: 'a zone',
  member: 'a member of a group',
  producer: 'a producer',
  cluster: '–',
};

/** The page on faults with its table of kinds renewed. */
export const withFaultKinds = (page: string): string =>
  withGeneratedPart(page, 'src/scenarios/fault-kinds.ts', markdownTable([HEAD, ...rows()]));

const HEAD = ['kind', '`where`', 'needs', 'takes', 'healed when'];

const rows = (): readonly (readonly string[])[] =>
  FAULT_KIND_NAMES.map((kind) => {
    const { scope, lasts, required, optional, healed } = faultShape(kind);
    const needs = [...(lasts === 'until-healed' ? ['duration'] : []), ...required];
    const takes = [...(lasts === 'procedure' ? ['duration'] : []), ...optional];
    const where = kind.startsWith('network-') ? 'a node, or none for all' : WHERE[scope];
    return [`\`${kind}\``, where, needs.join(', ') || '–', takes.join(', ') || '–', healed];
  });
