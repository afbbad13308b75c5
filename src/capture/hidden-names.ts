/** Replaces topics' names in a text by `topic-1`, `topic-2`, …, in the order that is given. */
export function hiddenNames(names: readonly string[]): (text: string) => string {
  const aliases = new Map(names.map((name, index) => [name, `topic-${index + 1}`]));
  // Signs of a name may stand on either side of a shorter one: the longest is looked for first, and whole.
  const longestFirst = names.toSorted((a, b) => b.length - a.length).map((name) => name.replaceAll('.', '\\.'));
  if (longestFirst.length === 0) return (text) => text;
  const pattern = new RegExp(`(?<![A-Za-z0-9._-])(${longestFirst.join('|')})(?![A-Za-z0-9_-])`, 'g');
  return (text) => aliases.get(text) ?? text.replace(pattern, (name) => aliases.get(name) ?? name);
}
