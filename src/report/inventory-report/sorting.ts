/** Rows in another order, by a column: figures by their value, words by their letters; what is missing comes last. */
export const sorting = `
const valueOf = (row, column) => {
  const cell = row.cells[column];
  if (cell.dataset.value !== undefined) return Number(cell.dataset.value);
  return cell.title ? null : cell.textContent;
};
const compare = (a, b) => {
  if (a === null || b === null) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
};
for (const table of document.querySelectorAll('[id^=inventory-]:is(table)')) {
  if (table.tBodies.length !== 1 || table.tBodies[0].rows.length < 3) continue;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'sort';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const figures = table.querySelector('td[data-value]:nth-child(' + (column + 1) + ')') !== null;
      const was = head.getAttribute('aria-sort');
      const descends = was === null ? figures : was === 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', descends ? 'descending' : 'ascending');
      const rows = [...table.tBodies[0].rows].map((row) => ({ row, value: valueOf(row, column) }));
      rows.sort((a, b) => (a.value === null) - (b.value === null) || compare(a.value, b.value) * (descends ? -1 : 1));
      table.tBodies[0].append(...rows.map(({ row }) => row));
    });
  });
}
`;
