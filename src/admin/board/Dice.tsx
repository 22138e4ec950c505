import { geometry } from './boardGeometry.js'

const { width, height, bar, margin, point: pointWidth, pointHeight, radius } = geometry
const SIZE = 40

/** Pips of a die on a grid of three by three. */
const pips: Record<number, readonly (readonly [number, number])[]> = {
  1: [[1, 1]],
  2: [
    [0, 0],
    [2, 2],
  ],
  3: [
    [0, 0],
    [1, 1],
    [2, 2],
  ],
  4: [
    [0, 0],
    [0, 2],
    [2, 0],
    [2, 2],
  ],
  5: [
    [0, 0],
    [0, 2],
    [1, 1],
    [2, 0],
    [2, 2],
  ],
  6: [
    [0, 0],
    [0, 1],
    [0, 2],
    [2, 0],
    [2, 1],
    [2, 2],
  ],
}

/** The roll, in the middle of the home boards. */
export const Dice = ({ dice }: { dice: readonly [number, number] }) => (
  <>
    {[0, 1].map((index) => (
      <g key={index} transform={`translate(${width * 0.75 - SIZE + index * (SIZE + 10)} ${(height - SIZE) / 2})`}>
        <rect className="coursewright-backgammon__die" height={SIZE} rx="7" width={SIZE} />
        {(pips[dice[index] ?? 0] ?? []).map(([column, row]) => (
          <circle
            className="coursewright-backgammon__pip"
            cx={10 + column * 10}
            cy={10 + row * 10}
            key={`${column}${row}`}
            r="4"
          />
        ))}
      </g>
    ))}
  </>
)
