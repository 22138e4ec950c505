import { hierarchy, tree } from 'd3-hierarchy'
import type { Branch, TreeNode } from '../../generators/content/forest.js'

/** Where a node is drawn: a box with its label in a few lines. All lengths are pixels of the drawing. */
interface MapBox<Node extends TreeNode = TreeNode> {
  readonly node: Node
  /** 1 for the root. */
  readonly level: number
  readonly lines: readonly string[]
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface MapLayout<Node extends TreeNode = TreeNode> {
  readonly width: number
  readonly height: number
  readonly boxes: readonly MapBox<Node>[]
  /** Paths of SVG, from each node to those below it. */
  readonly links: readonly string[]
}

export const mapMeasures = { fontSize: 13, lineHeight: 17, padX: 10, padY: 7, gapX: 44, gapY: 10, edge: 8 } as const

/** Of a label; what is longer is shortened, and told whole where it is edited. */
const mostLines = 3
const widestLine = 150

interface LayoutMap<Node extends TreeNode> {
  forest: readonly Branch<Node>[]
  /** The root stands on the right then. */
  isRightToLeft: boolean
}

/** Lays a mind map out from the root to one side, each level a column, so that no two boxes touch. */
export const layoutMap = <Node extends TreeNode>({ forest, isRightToLeft }: LayoutMap<Node>): MapLayout<Node> => {
  const { lineHeight, padX, padY, gapX, gapY, edge } = mapMeasures
  interface Drawn {
    node: Node | undefined
    lines: string[]
    width: number
    height: number
    children: Drawn[]
  }
  const drawn = ({ node, children }: Branch<Node>): Drawn => {
    const lines = linesOf(node.label)
    return {
      node,
      lines,
      width: Math.ceil(Math.max(20, ...lines.map(widthOf))) + 2 * padX,
      height: lines.length * lineHeight + 2 * padY,
      children: children.map(drawn),
    }
  }
  // Several roots hang below one that is not drawn.
  const top: Drawn = { node: undefined, lines: [], width: 0, height: 0, children: forest.map(drawn) }
  const root = tree<Drawn>()
    .nodeSize([1, 1])
    .separation((a, b) => (a.data.height + b.data.height) / 2 + gapY)(hierarchy(top))
  const shown = root.descendants().filter(({ depth }) => depth > 0)
  if (shown.length === 0) return { width: 0, height: 0, boxes: [], links: [] }

  const columns: number[] = []
  for (const { depth, data } of shown) columns[depth] = Math.max(columns[depth] ?? 0, data.width)
  const startOf = (depth: number) => edge + columns.slice(1, depth).reduce((sum, column) => sum + column + gapX, 0)
  const width = startOf(columns.length) - gapX + edge
  const topmost = Math.min(...shown.map(({ x, data }) => x - data.height / 2))
  const height = Math.max(...shown.map(({ x, data }) => x + data.height / 2)) - topmost + 2 * edge

  const boxOf = ({ x, depth, data }: (typeof shown)[number]) => {
    const left = startOf(depth)
    return {
      ...{ lines: data.lines, width: data.width, height: data.height, level: depth },
      x: isRightToLeft ? width - left - data.width : left,
      y: x - data.height / 2 - topmost + edge,
    }
  }
  const boxes = shown.flatMap((point) => (point.data.node ? [{ ...boxOf(point), node: point.data.node }] : []))
  const links = shown.flatMap((point) =>
    (point.children ?? []).map((child) => link(boxOf(point), boxOf(child), isRightToLeft)),
  )
  return { width, height, boxes, links }
}

type Box = Pick<MapBox, 'x' | 'y' | 'width' | 'height'>

const link = (from: Box, to: Box, isRightToLeft: boolean): string => {
  const [startX, endX] = isRightToLeft ? [from.x, to.x + to.width] : [from.x + from.width, to.x]
  const [startY, endY] = [from.y + from.height / 2, to.y + to.height / 2]
  const middle = (startX + endX) / 2
  return `M${startX},${startY}C${middle},${startY} ${middle},${endY} ${endX},${endY}`
}

/** A label in lines that fit: broken between words, within a word only where one is longer than a line. */
const linesOf = (label: string): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of label.trim().split(/\s+/).flatMap(pieces)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer) <= widestLine) line = longer
    else {
      if (line !== '') lines.push(line)
      line = word
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= mostLines) return lines.length === 0 ? ['…'] : lines
  const kept = lines.slice(0, mostLines)
  return [...kept.slice(0, -1), `${shortenedTo(kept.at(-1) ?? '', widestLine - widthOf('…'))}…`]
}

const pieces = (word: string): string[] => {
  if (widthOf(word) <= widestLine) return [word]
  const first = shortenedTo(word, widestLine)
  return [first, ...pieces(word.slice(first.length))]
}

const shortenedTo = (text: string, width: number): string => {
  let kept = ''
  for (const character of segmenter.segment(text)) {
    if (kept !== '' && widthOf(kept + character.segment) > width) break
    kept += character.segment
  }
  return kept
}

/** By what a reader takes for one character, so that no accent or emoji is cut in two. */
const segmenter = new Intl.Segmenter()

/** About as wide as fonts of the panel draw it: there is nothing to measure with before it is drawn. */
const widthOf = (text: string): number => {
  let ems = 0
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue
    ems += /[\u1100-\u11FF\u2E80-\uA4CF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF]|\p{Extended_Pictographic}/u.test(
      character,
    )
      ? 1.05
      : /[MW@%mw]/.test(character)
        ? 0.9
        : /[\p{Lu}]/u.test(character)
          ? 0.7
          : /[iljtf.,:;'|! ]/.test(character)
            ? 0.33
            : 0.58
  }
  return ems * mapMeasures.fontSize
}

/** Whether a text is read from right to left, by its first letter. */
export const isRightToLeft = (text: string): boolean => {
  const [letter = ''] = /\p{L}/u.exec(text) ?? []
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(letter)
}
