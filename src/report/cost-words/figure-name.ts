import { wordsOf } from '../../cost-model/arithmetic/expression.ts';

/** A figure as a person says it, without the platform that it is of: `price of aws.s3.put`, `engineer rate`. */
export function figureWords(name: string): string {
  const price = /^price\/(.+)\/(\d+)$/.exec(name);
  if (price === null) return wordsOf(name);
  return `price of ${price[1]}${price[2] === '0' ? '' : `, tier ${Number(price[2]) + 1}`}`;
}
