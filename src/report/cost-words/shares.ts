/** A share of money: 23%, 4.5%, 581%. */
export function shareWords(share: number): string {
  const percent = Math.abs(share) * 100;
  return `${percent < 10 ? Number(percent.toFixed(1)) : percent.toFixed(0)}%`;
}

/** A share of samples, cut off and not rounded: what is short of all of them never reads 100%. */
export function sampleShareWords(share: number): string {
  if (share <= 0) return 'none';
  if (share < 0.01) return 'fewer than 1%';
  if (share >= 1) return 'all';
  return share > 0.99 ? 'more than 99%' : `${Math.floor(share * 100)}%`;
}
