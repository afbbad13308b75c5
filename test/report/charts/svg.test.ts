import { describe, expect, it } from 'vitest';
import { drawSvg } from '../../../src/report/charts/svg.ts';

const drawn = (label: string, limit: number): Promise<string> =>
  drawSvg(
    {
      width: 100,
      height: 20,
      data: { values: [{ label }] },
      mark: { type: 'text', limit },
      encoding: { text: { field: 'label' } },
    },
    'name',
    'a name',
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
