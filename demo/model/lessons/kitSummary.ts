import { countWords, sentencesOf } from '../wording.js'
import type { KitSummaryTask } from './messages.js'
import { oneLine } from './quoting.js'

/** Words of a summary, where none are said. */
const USUAL_WORDS = 400

/** The first sentences of each source with its key, so many that all together stay within the words asked for. */
export function summarizeKit(task: KitSummaryTask): { summary: string } {
  const sources = task.sources.length > 0 ? task.sources : (task.kit?.sources ?? [])
  const each = Math.floor((task.maxWords ?? USUAL_WORDS) / Math.max(1, sources.length))
  const paragraphs = sources.flatMap(({ key, title, text }) => {
    const heading = title ? `${oneLine(title)}: ` : ''
    const said = firstSentences(oneLine(text ?? ''), Math.max(8, each - countWords(heading) - 1))
    return said ? [`${heading}${said} [${key}]`] : []
  })
  return { summary: paragraphs.join('\n\n') }
}

function firstSentences(text: string, most: number): string {
  const taken: string[] = []
  let words = 0
  for (const sentence of sentencesOf(text)) {
    words += countWords(sentence)
    if (words > most && taken.length > 0) break
    taken.push(words > most ? `${sentence.split(/\s+/).slice(0, most).join(' ')} …` : sentence)
    if (words > most) break
  }
  return taken.join(' ')
}
