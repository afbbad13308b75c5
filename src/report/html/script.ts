/** Niceties only: the page says everything without them. */
export const script = `
const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');
const shown = () => root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
const toggle = document.createElement('button');
toggle.type = 'button';
const name = () => { toggle.textContent = shown() === 'dark' ? 'Light' : 'Dark'; };
toggle.addEventListener('click', () => { root.dataset.theme = shown() === 'dark' ? 'light' : 'dark'; name(); });
dark.addEventListener('change', name);
name();
document.querySelector('nav').append(toggle);

const openTarget = () => {
  const found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let folded = false;
  for (let within = found?.closest('details'); within; within = within.parentElement.closest('details')) {
    folded ||= !within.open;
    within.open = true;
  }
  if (folded) found.scrollIntoView();
};
addEventListener('hashchange', openTarget);
openTarget();

let closed = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details:not([open])')];
  for (const details of closed) details.open = true;
});
addEventListener('afterprint', () => { for (const details of closed) details.open = false; });
`;
