import type { FaultPlace } from '../../scenarios/fault-types.ts';
import type { FaultCommands } from '../../scenarios/target-types.ts';

const WHERE = '{where}';

/**
 * A program and its arguments with what `{where}` stands for. Where a fault happens to the whole cluster it stands
 * for nothing: an argument that is nothing else is left out.
 */
export function argvFor(argv: readonly string[], place: FaultPlace): readonly string[] {
  const where = whereOf(place);
  return argv
    .filter((argument) => where !== '' || argument !== WHERE)
    .map((argument) => argument.replaceAll(WHERE, where));
}

/** All three of them. */
export function commandsFor(commands: FaultCommands, place: FaultPlace): FaultCommands {
  const { inject, heal, check } = commands;
  return {
    ...commands,
    inject: argvFor(inject, place),
    heal: argvFor(heal, place),
    check: argvFor(check, place),
  };
}

function whereOf(place: FaultPlace): string {
  switch (place.scope) {
    case 'node':
      return String(place.node);
    case 'zone':
      return place.zone;
    case 'member':
      return `${place.group}/${place.member}`;
    case 'producer':
      return String(place.producer);
    case 'cluster':
      return '';
  }
}

/** For people: as it could be typed. */
export const commandLine = (argv: readonly string[]): string =>
  argv
    .map((word) => (/^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
