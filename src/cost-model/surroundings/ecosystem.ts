import { assumed, GUESS } from './assumed.ts';
import { COMPONENT_DATA, type CountedComponent, unitsAssumption } from './components.ts';
import { NOTHING, type Part, together } from './part.ts';
import { hoursOnce } from './team.ts';
import { COMPONENT_FIGURES, type Decision } from './types.ts';

/** A component of which there are so many, kept or replaced; one that is dropped has no line. */
export function componentPart(component: CountedComponent, decision: Decision): Part {
  if (decision === 'drop') return NOTHING;
  const { title, counted, hours } = COMPONENT_DATA[component];
  const { units, hours: hoursName } = COMPONENT_FIGURES[component];
  const running = runningPart(component, decision);
  if (decision === 'keep') return running;
  const [value, low, high] = hours;
  const replacing = hoursOnce(
    {
      item: `Replacing: ${lowerFirst(title)}`,
      quantity: `${units} * ${hoursName}`,
      explanation: `Hours to replace each ${counted}:`,
    },
    assumed({ [hoursName]: [value, `engineer-hour/${counted}`, low, high, GUESS] }),
  );
  return together([running, replacing]);
}

function runningPart(component: CountedComponent, decision: 'keep' | 'replace'): Part {
  const { title, counted, paidTo, rate } = COMPONENT_DATA[component];
  const { units, keptRate, replacedRate } = COMPONENT_FIGURES[component];
  const [value, low, high, basis] = rate;
  const isKept = decision === 'keep';
  const rateName = isKept ? keptRate : replacedRate;
  return {
    assumptions: assumed({
      [String(units)]: unitsAssumption(counted),
      [rateName]: [
        value,
        `USD per ${counted}-month`,
        low,
        high,
        isKept ? basis : `as what it replaces, until stated: ${basis}`,
      ],
    }),
    derived: [],
    quantities: [
      {
        category: 'ecosystem',
        period: 'month',
        paidTo,
        item: isKept ? title : `${title}, replaced`,
        price: { assumption: rateName },
        unit: `${counted}-month`,
        quantity: `${units} * month`,
        explanation: isKept
          ? 'As today, and 0 where none is stated:'
          : 'What replaces those of today, 0 if none is stated:',
      },
    ],
  };
}

const lowerFirst = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);
