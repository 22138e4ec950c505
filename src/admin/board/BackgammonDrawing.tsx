import type { Position } from '../../games/backgammon/position.js'
import { geometry, heightOf, placeOf } from './boardGeometry.js'
import { type CheckerStack, checkerStacks } from './checkerStacks.js'
import { Dice } from './Dice.js'

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
