import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { z } from 'zod'
import { isSensibleMarkdown } from '../richText.js'
import { contentLimits, type Part, type PartFacts, type PartFinding } from './part.js'
import { lengthProblem, linkProblem, text, textFindings, visibleText, wordsOf } from './texts.js'

/** What `prose` takes: what stands above the text, and how long it is. */
export interface ProseOptions {
  /** Shown above it. Default: the part's name. */
  heading?: string
  /** Fewest characters of markdown. Default 1. */
  minChars?: number
  /** Most characters of markdown. Default 20,000, which is also the most there may be. */
  maxChars?: number
  /** Fewest words, markup aside. Default: any number. */
  minWords?: number
  /** Most words, markup aside. Default: any number. */
  maxWords?: number
}

/** A running text: an introduction, an explanation, a story. Models write markdown, editors see rich text. */
export const prose = (options: ProseOptions = {}): Part<'prose'> => {
  const { heading, minChars, maxChars, minWords, maxWords } = options
  const limited = (schema: z.ZodString) => {
    const least = minChars === undefined ? schema : schema.min(minChars)
    return maxChars === undefined ? least : least.max(maxChars)
  }
  return {
    sort: 'prose',
    heading,
    words: { min: minWords, max: maxWords },
    wireSchema: limited(z.string()),
    schema: limited(z.string().trim()).pipe(text(contentLimits.prose)),
    instructions: [
      'Markdown without HTML and images; headings begin at ###, links are [words](https://…).',
      wordsOf(minWords, maxWords),
    ]
      .filter(Boolean)
      .join(' '),
    check(value, facts) {
      const seen = visibleText(value)
      if (seen === '') return [{ path: '', message: 'it has no words, only markup' }]
      const long = lengthProblem(seen, { min: minWords, max: maxWords, language: facts.language })
      return [
        ...(long ? [{ path: '', message: long }] : []),
        ...markupFindings(value, facts),
        ...textFindings({ sort: 'prose', value }, facts),
      ]
    },
  }
}

/** The first heading that a part may have: the document and the part have the two above it. */
const firstDepth = 3

const markupFindings = (markdown: string, { kit }: PartFacts): PartFinding[] => {
  const find = (message: string): PartFinding => ({ path: '', message })
  if (!isSensibleMarkdown(markdown)) return [find('it has too much markup to be read as markdown; write it plainer')]
  const messages = nodesOf(fromMarkdown(markdown)).flatMap((node): string[] => {
    switch (node.type) {
      case 'html':
        return [`write no HTML, there is ${node.value.split('\n')[0]?.slice(0, 40)}`]
      case 'image':
      case 'imageReference':
        return ['write no images']
      case 'heading':
        return node.depth < firstDepth ? [`headings must begin at level ${firstDepth}: write ### or smaller`] : []
      case 'definition':
        return ['write links as [words](https://…), where they stand']
      case 'link': {
        const problem = linkProblem(node.url, kit?.links)
        // Its words say it already.
        const isBare = node.children.some((child) => child.type === 'text' && child.value === node.url)
        return problem && !(isBare && /^https?:/i.test(node.url)) ? [problem] : []
      }
      default:
        return []
    }
  })
  return [...new Set(messages)].map(find)
}

const nodesOf = (node: Nodes): Nodes[] => [node, ...('children' in node ? node.children.flatMap(nodesOf) : [])]
