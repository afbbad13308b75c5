/** `2027-01` and the months after it, the first one being month 1. */
export function calendarMonth(firstMonth: string, month: number): string {
  const [year = Number.NaN, first = Number.NaN] = firstMonth.split('-').map(Number);
  return new Date(Date.UTC(year, first - 1 + month - 1, 1)).toISOString().slice(0, 7);
}

/** `FY2027 Q1` of a calendar month: a fiscal year is named by the year in which it ends. */
export function fiscalQuarter(calendar: string, startsIn: number): string {
  const [year = Number.NaN, month = Number.NaN] = calendar.split('-').map(Number);
  const endsNextYear = startsIn > 1 && month >= startsIn;
  const quarter = Math.floor(((month - startsIn + 12) % 12) / 3) + 1;
  return `FY${endsNextYear ? year + 1 : year} Q${quarter}`;
}
