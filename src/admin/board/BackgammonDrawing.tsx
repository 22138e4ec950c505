import type { Position } from '../../games/backgammon/position.js'
import { type CheckerStack, checkerStacks, geometry, heightOf, placeOf } from './backgammonDiagram.js'

interface BackgammonDrawingProps {
  position: Position
  hasNumbers?: boolean
}

const { width, height, bar, margin, point: pointWidth, pointHeight, radius } = geometry
const allPoints = Array.from({ length: 24 }, (_, index) => index + 1)

export const BackgammonDrawing = ({ position, hasNumbers = false }: BackgammonDrawingProps) => (
  <svg aria-hidden className="coursewright-backgammon" viewBox={`0 0 ${width} ${height}`}>
    <rect className="coursewright-backgammon__frame" height={height} rx="8" width={width} />
    <rect
      className="coursewright-backgammon__field"
      height={height - 2 * margin}
      width={width - 2 * margin}
      x={margin}
      y={margin}
    />
    {allPoints.map((point) => {
      const { x, isTop } = placeOf(point)
      const edge = isTop ? margin : height - margin
      const tip = isTop ? margin + pointHeight : height - margin - pointHeight
      return (
        <g key={point}>
          <path
            className={`coursewright-backgammon__point coursewright-backgammon__point--${point % 2 ? 'odd' : 'even'}`}
            d={`M${x - pointWidth / 2} ${edge}h${pointWidth}L${x} ${tip}z`}
          />
          {hasNumbers && (
            <text className="coursewright-backgammon__number" x={x} y={isTop ? margin - 8 : height - 8}>
              {point}
            </text>
          )}
        </g>
      )
    })}
    <rect className="coursewright-backgammon__frame" height={height} width={bar} x={(width - bar) / 2} />
    {checkerStacks(position).map((stack) => (
      <Stack key={`${stack.point}${stack.isMover}`} stack={stack} />
    ))}
    {position.dice && <Dice dice={position.dice} />}
  </svg>
)

const Stack = ({ stack: { point, count, isMover } }: { stack: CheckerStack }) => {
  const { x, isTop } = placeOf(point)
  const name = `coursewright-backgammon__checker coursewright-backgammon__checker--${isMover ? 'mover' : 'opponent'}`
  return Array.from({ length: count }, (_, nth) => nth).map((nth) => (
    <circle className={name} cx={x} cy={heightOf({ isTop, nth, count })} key={nth} r={radius} />
  ))
}

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
const Dice = ({ dice }: { dice: readonly [number, number] }) => (
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
