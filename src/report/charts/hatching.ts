const NAME = 'hatching';

/** A fill for marks that lie over others and say that these are not final. */
export const HATCHING = `url(#${NAME})`;

const PATTERN = `<defs><pattern id="${NAME}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2.5" height="6" style="fill:var(--page)"/></pattern></defs>`;

/** Puts the pattern into a drawing that uses it. */
export const withHatching = (svg: string): string =>
  svg.includes(HATCHING) ? svg.replace(/^<svg [^>]*>/, (tag) => `${tag}${PATTERN}`) : svg;
