import { countWords, sentencesOf } from '../wording.js'
import type { KitSummaryTask } from './messages.js'
import { oneLine } from './quoting.js'

/** Words of a summary, where none are said. */
const USUAL_WORDS = 400
/** As the task has it: a word with the blank behind it. */
const CHARACTERS_A_WORD = 10

/** How each source begins, in whole sentences with its key, so long that all together stay within the words asked for. */
export function summarizeKit({ sources, kit, maxWords = USUAL_WORDS }: KitSummaryTask): { summary: string } {
  const all = sources.length > 0 ? sources : (kit?.sources ?? [])
  const words = Math.floor(maxWords / Math.max(1, all.length))
  const paragraphs = all.map(({ key, title, text }) => {
    const characters = words * CHARACTERS_A_WORD - key.length - '\n\n [] '.length
    return `${beginning(oneLine(text ?? title ?? ''), { words: words - 1, characters })} [${key}]`.trim()
  })
  return { summary: paragraphs.join('\n\n') }
}

/** As many sentences as fit; of a first one that is too long, its beginning. */
function beginning(text: string, most: { words: number; characters: number }): string {
  const fits = (part: string) => countWords(part) <= most.words && part.length <= most.characters
  let taken = ''
  for (const sentence of sentencesOf(text)) {
    const longer = `${taken} ${sentence}`.trim()
    if (!fits(longer)) break
    taken = longer
  }
  if (taken) return taken
  const pieces = text.split(' ')
  while (pieces.length > 1 && !fits(`${pieces.join(' ')} …`)) pieces.pop()
  const start = pieces.join(' ')
  return start.length <= most.characters ? start : start.slice(0, Math.max(0, most.characters))
}
