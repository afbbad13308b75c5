import { type KeyPath, keyText, type Mistake } from '../../scenarios/mistake.ts';
import { growthFits, growthRefusal, HORIZON_MONTHS } from '../../scenarios/production-limits.ts';
import { hoursRefusal } from '../pricing/month-hours.ts';
import { COMPONENT_WORDS } from './ecosystem-words.ts';
import { futureMistakes } from './futures.ts';
import type { SheetInput } from './sheet-schema.ts';
import { checkValues, valuesOf } from './sheet-workload.ts';
import { statedFigures } from './stated-figures.ts';
import { WORKLOAD_WORDS } from './workload-words.ts';
import { hundredth, percentText } from './written-numbers.ts';

type Sections = Partial<SheetInput>;
type Rule = (sections: Sections) => readonly Mistake[];

const RULES: readonly Rule[] = [
  workloadIsOne,
  growthFitsHorizon,
  overlapFitsHorizon,
  figuresAreSaidOnce,
  figuresHaveAHome,
  monthsHaveTheirHours,
  onlyWhatIsReplacedHasACost,
  discountsAreOffOneThing,
  sidesDiffer,
  futuresCanBe,
];

/** Contradictions between the sections that are right by themselves. */
export const sheetContradictions: Rule = (sections) => RULES.flatMap((rule) => rule(sections));

/** What the scenario's rules refuse of it, of its least and of its most. */
function workloadIsOne({ workload }: Sections): readonly Mistake[] {
  if (workload === undefined) return [];
  const { mistakes } = checkValues(valuesOf(workload), (word) => ['workload', word]);
  if (mistakes.length > 0) return mistakes;
  return (['low', 'high'] as const).flatMap(
    (bound) => checkValues(valuesOf(workload, bound), (word) => ['workload', word, bound]).mistakes,
  );
}

/** The schema holds growth against the usual horizon. */
function growthFitsHorizon({ workload, business }: Sections): readonly Mistake[] {
  const months = business?.horizonMonths ?? HORIZON_MONTHS;
  const row = workload?.growthPercentAMonth;
  if (row === undefined || months <= HORIZON_MONTHS) return [];
  const growth = hundredth(row.high ?? row.value);
  if (growthFits(growth, months)) return [];
  const { error, params } = growthRefusal(growth, months);
  return [
    { path: ['workload', 'growthPercentAMonth'], what: `is ${percentText(growth)}, ${error}`, todo: params.todo },
  ];
}

function overlapFitsHorizon(sections: Sections): readonly Mistake[] {
  const months = sections.business?.horizonMonths ?? HORIZON_MONTHS;
  const stated = statedFigures(sections).find(({ figure }) => figure === 'business/overlapMonths');
  const longest = stated === undefined ? 0 : (stated.row.high ?? stated.row.value);
  if (stated === undefined || longest <= months) return [];
  const what = `is ${longest}, longer than the ${months} months over which is reckoned`;
  return [{ path: stated.path, what, todo: `write 0 to ${months}, or a longer horizonMonths` }];
}

function figuresAreSaidOnce(sections: Sections): readonly Mistake[] {
  const stated = statedFigures(sections);
  return stated.flatMap(({ figure, path }, index) => {
    const first = stated.findIndex((other) => other.figure === figure);
    const before = stated[first]?.path ?? [];
    if (first === index) return [];
    return [{ path, what: `says what ${keyText(before)} says`, todo: 'keep one of the two', ofKey: true }];
  });
}

/** Figures that have a word of their own are said by it, so that each stands in one place. */
function figuresHaveAHome({ rates = {}, assumptions = {} }: Sections): readonly Mistake[] {
  const named = [
    ...Object.keys(rates).map((name): KeyPath => ['rates', name]),
    ...Object.keys(assumptions).map((name): KeyPath => ['assumptions', name]),
  ];
  return named.flatMap((path): readonly Mistake[] => {
    const name = String(path[1]);
    const word = Object.entries(WORKLOAD_WORDS).find(([, { figures }]) => figures.includes(name))?.[0];
    if (word !== undefined) {
      return [{ path, what: 'is no assumption', todo: `write workload.${word}`, ofKey: true }];
    }
    const [section] = name.split('/');
    if (section === 'price') return [{ path, what: 'is a price', todo: 'write its key under prices', ofKey: true }];
    if (section !== 'business') return [];
    return [{ path, what: 'belongs to the business case', todo: 'write it under business', ofKey: true }];
  });
}

/** As `--hours-per-month` has it. */
function monthsHaveTheirHours({ assumptions = {} }: Sections): readonly Mistake[] {
  const { hours } = assumptions;
  if (hours === undefined) return [];
  return [hours.value, hours.low, hours.high].flatMap((given): readonly Mistake[] => {
    const refusal = given === undefined ? null : hoursRefusal(given);
    if (refusal === null) return [];
    return [{ path: ['assumptions', 'hours'], what: `is ${given}, ${refusal.what}`, todo: refusal.todo }];
  });
}

function onlyWhatIsReplacedHasACost({ ecosystem = {} }: Sections): readonly Mistake[] {
  return Object.entries(ecosystem).flatMap(([component, part]) => {
    if (part === undefined || part.decision === 'replace') return [];
    return Object.entries(COMPONENT_WORDS[component] ?? {}).flatMap(([word, { ofReplacing }]) => {
      if (!ofReplacing || !(word in part)) return [];
      const what = `is about a replacement, and the decision is to ${part.decision} it`;
      return [
        { path: ['ecosystem', component, word], what, todo: 'remove it, or write decision: replace', ofKey: true },
      ];
    });
  });
}

function discountsAreOffOneThing({ terms }: Sections): readonly Mistake[] {
  return (terms?.discounts ?? []).flatMap(({ vendor, key }, index) => {
    if ((vendor === undefined) !== (key === undefined)) return [];
    const what = vendor === undefined ? 'does not say off what' : 'is off a vendor and off a key';
    return [{ path: ['terms', 'discounts', index], what, todo: 'write vendor: or key:, one of the two' }];
  });
}

function sidesDiffer({ baseline, candidate }: Sections): readonly Mistake[] {
  if (candidate === undefined || baseline !== candidate) return [];
  return [{ path: ['candidate'], what: `is "${candidate}", as the baseline`, todo: 'name another platform' }];
}

function futuresCanBe(sections: Sections): readonly Mistake[] {
  const { futures = [], workload } = sections;
  // Of a workload with mistakes nothing more is said: what follows from them is not another one.
  if (!('workload' in sections)) return [];
  if (workload !== undefined && checkValues(valuesOf(workload), (word) => [word]).mistakes.length > 0) return [];
  return futureMistakes(futures, workload);
}
