import { describe, expect, it } from 'vitest';
import { drawSvg } from '../../../src/report/charts/svg.ts';

const drawn = (label: string, limit: number, alt = 'a name'): Promise<string> =>
  drawSvg(
    {
      width: 100,
      height: 20,
      data: { values: [{ label }] },
      mark: { type: 'text', limit },
      encoding: { text: { field: 'label' } },
    },
    'name',
    alt,
  );

describe('a name on a picture', () => {
  it('is whole where it has seven pixels a character, and cut where it has fewer', async () => {
    expect(await drawn('catch-up', 8 * 7 + 1)).toContain('>catch-up<');
    expect(await drawn('catch-up', 5 * 7)).toMatch(/>catc?…</);
  });

  it('that is markup stays text', async () => {
    expect(await drawn('<b onload="x">', 500)).toContain('&lt;b onload="x"&gt;');
  });
});

describe('the words for those who do not see a picture', () => {
  it('stand in it as they are, with prices that a replacement would take for patterns', async () => {
    const svg = await drawn('name', 500, 'from $1 234 to $& and $2');
    expect(svg.match(/<svg /g)).toHaveLength(1);
    expect(svg).toContain('aria-label="from $1 234 to $&amp; and $2"');
    expect(svg).toContain('<desc id="name-desc">from $1 234 to $&amp; and $2</desc>');
  });
});
