/** A point in the grid: whole numbers are its columns and rows. */
interface GridPoint {
  readonly column: number;
  readonly row: number;
}

/** Of an edge between two cells' corners, where the values change sign. */
interface EdgePoint extends GridPoint {
  readonly edge: string;
}

/**
 * Where a grid of values is zero: marching squares, straight within a cell. Pieces are as long as they can be; cells
 * with a corner that has no value have none of it.
 */
export function frontierOf(grid: readonly (readonly (number | null)[])[]): readonly (readonly GridPoint[])[] {
  const segments: (readonly [EdgePoint, EdgePoint])[] = [];
  for (let row = 0; row + 1 < grid.length; row++) {
    for (let column = 0; column + 1 < (grid[row]?.length ?? 0); column++) {
      segments.push(...segmentsIn(grid, column, row));
    }
  }
  return joined(segments);
}

type Corner = readonly [column: number, row: number, value: number];

function segmentsIn(
  grid: readonly (readonly (number | null)[])[],
  column: number,
  row: number,
): readonly (readonly [EdgePoint, EdgePoint])[] {
  const around = [
    [column, row],
    [column + 1, row],
    [column + 1, row + 1],
    [column, row + 1],
  ] as const;
  const corners = around.flatMap(([x, y]): Corner[] => {
    const value = grid[y]?.[x] ?? null;
    return value === null ? [] : [[x, y, value]];
  });
  if (corners.length < 4) return [];
  const crossed = corners.flatMap((corner, at) => crossing(corner, corners[(at + 1) % 4] as Corner));
  const [a, b, c, d] = crossed;
  if (a === undefined || b === undefined) return [];
  if (c === undefined || d === undefined) return [[a, b]];
  // A saddle: the middle says which corners belong together.
  const middle = corners.reduce((sum, [, , value]) => sum + value, 0);
  const first = corners[0]?.[2] ?? 0;
  return middle < 0 === first < 0
    ? [
        [a, b],
        [c, d],
      ]
    : [
        [d, a],
        [b, c],
      ];
}

function crossing(from: Corner, to: Corner): readonly EdgePoint[] {
  if (from[2] < 0 === to[2] < 0) return [];
  // The same edge of two cells is gone along in two directions: from its lower end it gives one point.
  const [[x, y, low], [toX, toY, high]] = from[0] + from[1] < to[0] + to[1] ? [from, to] : [to, from];
  const share = low / (low - high);
  return [{ edge: `${x} ${y} ${toX} ${toY}`, column: x + share * (toX - x), row: y + share * (toY - y) }];
}

/** Segments that share an edge become one piece. */
function joined(segments: readonly (readonly [EdgePoint, EdgePoint])[]): readonly (readonly GridPoint[])[] {
  const left = new Set(segments);
  const nextAt = (edge: string) => [...left].find(([a, b]) => a.edge === edge || b.edge === edge);
  const follow = (end: EdgePoint): EdgePoint[] => {
    const piece: EdgePoint[] = [];
    for (let edge = end.edge, next = nextAt(edge); next !== undefined; next = nextAt(edge)) {
      left.delete(next);
      const point = next[0].edge === edge ? next[1] : next[0];
      piece.push(point);
      edge = point.edge;
    }
    return piece;
  };
  const pieces: GridPoint[][] = [];
  for (const segment of segments) {
    if (!left.delete(segment)) continue;
    const [a, b] = segment;
    const piece = [...follow(a).toReversed(), a, b, ...follow(b)];
    pieces.push(piece.map(({ column, row }) => ({ column, row })));
  }
  return pieces;
}
