/** `networkPerBroker` → `network per broker`. */
const spoken = (name: string): string =>
  name
    .replace(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`)
    .replaceAll('-', ' ')
    .trim();

/** The name of a figure as a person says it, without the platform that it is of: `price of aws.s3.put`, `engineer rate`. */
export function figureWords(name: string): string {
  const price = /^price\/(.+)\/(\d+)$/.exec(name);
  if (price !== null) return `price of ${price[1]}${price[2] === '0' ? '' : `, tier ${Number(price[2]) + 1}`}`;
  return spoken(name.slice(name.lastIndexOf('/') + 1));
}
