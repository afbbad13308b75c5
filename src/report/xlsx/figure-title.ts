/** `apache/standard/networkPerBroker` → `network per broker`. */
export const figureTitle = (name: string): string =>
  name
    .slice(name.lastIndexOf('/') + 1)
    .replace(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`)
    .trim();
