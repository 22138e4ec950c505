import { type Conversation, conversationOn, type Labelled } from '../conversations/conversation.js'
import { joinWords, turned, withStop } from '../wording.js'
import type { Facts } from './facts.js'
import type { AskedPart } from './messages.js'
import { type Outline, type OutlinedEntry, partOf } from './outline.js'
import { asksForGroups, distinct, type WrittenEntry } from './parts.js'
import { type QuestionDraft, writeQuestionsOf } from './quiz.js'
import { cited, sentenceOf } from './quoting.js'

interface LanguagePart {
  part: AskedPart
  facts: Facts
  /** The section that the part belongs to; none: the plan. */
  section?: string
  /** The plan, as it stands now: a person may have edited it. */
  plan?: Outline
}

/**
 * A part of a language lesson by its name, or by the section that it stands in; `undefined` where neither says what it is.
 * The words, structures and situations are those of the plan, in a section; those of the kit and of our own, in the plan.
 */
export function writeLanguagePart({ part, facts, section = '', plan }: LanguagePart): unknown {
  const talk = conversationOn(facts.topic)
  const say = (text: string) => text.replaceAll('{topic}', facts.topic)
  const of = (pattern: RegExp) => pattern.test(part.name) || (part.heading !== undefined && pattern.test(part.heading))
  const list = (items: readonly Labelled[]) =>
    listed(
      part,
      items.map(([label, body]) => [label, say(body)]),
    )
  if (part.sort === 'questions') return writeQuestionsOf(part, facts, questionsOn(talk, wordsFor(talk, facts, plan)))
  if (of(/scenario|situation/i)) return list(planned(plan, /scenario|situation/i) ?? turned(talk.scenarios, facts.turn))
  if (of(/vocab|\bwords?\b|lexis/i)) return vocabularyOf(part, wordsFor(talk, facts, plan))
  if (of(/grammar|function|structure/i)) return list(grammarFor(talk, facts, plan))
  if (of(/dialog|conversation/i)) return dialogueOf(part, talk, say)
  if (of(/text|reading|story/i)) return textOf(part, talk, facts, say)
  const isFor = (name: RegExp) => of(name) || name.test(section)
  if (isFor(/production|writ|speak/i)) return list([...talk.production, wordsInUse(wordsFor(talk, facts, plan))])
  if (isFor(/interaction|role|pair/i)) return list(talk.interaction)
  return undefined
}

/** Entries, or the same as a list in prose. */
function listed({ sort, min = 1, max = 60 }: AskedPart, items: readonly Labelled[]): unknown {
  const some = items.slice(0, Math.max(min, Math.min(max, items.length)))
  if (sort === 'entries') {
    return distinct(some.map(([label, body]): WrittenEntry => ({ group: null, label, body: withStop(body) })))
  }
  return sort === 'prose' ? some.map(([label, body]) => `**${label}.** ${withStop(body)}`).join('\n\n') : undefined
}

function planned(plan: Outline | undefined, fits: RegExp): Labelled[] | undefined {
  const entries = plan ? partOf(plan, fits) : []
  return entries.length > 0 ? entries.map(({ label, body }) => [label, body || label]) : undefined
}

/** Those of the plan; else those of the kit, then ours. */
function wordsFor(talk: Conversation, { vocabulary, topic }: Facts, plan: Outline | undefined): OutlinedEntry[] {
  const ofPlan = plan ? partOf(plan, /vocab|words|lexis/i).filter(({ body }) => body !== '') : []
  if (ofPlan.length > 0) return [...ofPlan]
  const ofKit = vocabulary.map(({ term, meaning, group }) => ({ group: group ?? topic, label: term, body: meaning }))
  const own = talk.vocabulary.flatMap(({ bucket, words }) =>
    words.map(([label, body]) => ({ group: bucket, label, body })),
  )
  return distinct([...ofKit, ...own])
}

/** Most words of a lesson, where the part does not say. */
const MOST_WORDS = 30

function vocabularyOf(part: AskedPart, words: readonly OutlinedEntry[]): unknown {
  const { min = 1, max = MOST_WORDS } = part
  const some = words.slice(0, Math.max(min, max))
  if (part.sort === 'prose') return some.map(({ label, body }) => `- **${label}**: ${body}`).join('\n')
  if (part.sort !== 'entries') return undefined
  const hasGroups = asksForGroups(part)
  return distinct(some).map(({ group, label, body }): WrittenEntry => {
    return { group: hasGroups ? (group ?? 'Words') : null, label, body }
  })
}

function grammarFor(talk: Conversation, { grammar }: Facts, plan: Outline | undefined): Labelled[] {
  const ofKit = grammar.map(({ label, body }): Labelled => [label, body])
  return planned(plan, /grammar|function|structure/i) ?? [...ofKit, ...talk.grammar]
}

function dialogueOf({ sort }: AskedPart, { dialogue }: Conversation, say: (text: string) => string): unknown {
  if (sort === 'prose') return dialogue.map(([speaker, line]) => `**${speaker}:** ${say(line)}`).join('\n\n')
  if (sort !== 'entries') return undefined
  // Labels of entries differ, so each turn has its number.
  return dialogue.map(([speaker, line], index): WrittenEntry => {
    return { group: null, label: `${index + 1}. ${speaker}`, body: say(line) }
  })
}

/** Words from which on the kit's own paragraphs are a text to read. */
const WORDS_OF_A_TEXT = 80

/** What the kit has to read, else the dialogue and the story. */
function textOf({ sort }: AskedPart, talk: Conversation, facts: Facts, say: (text: string) => string): unknown {
  if (sort !== 'prose') return undefined
  const dialogue = talk.dialogue.map(([speaker, line]) => `**${speaker}:** ${say(line)}`).join('\n\n')
  const story = talk.text.map(say).join('\n\n')
  const read = facts.passages.slice(0, 3).map((passage) => cited(passage).join(' '))
  const ofKit =
    read.join(' ').split(/\s+/).length >= WORDS_OF_A_TEXT ? [`### From the material\n\n${read.join('\n\n')}`] : []
  return [`### A conversation\n\n${dialogue}`, `### A story\n\n${story}`, ...ofKit].join('\n\n')
}

function wordsInUse(words: readonly OutlinedEntry[]): Labelled {
  const used = turned(words, words.length / 2 - ((words.length / 2) % 1)).slice(0, 4)
  return [
    'Words in use',
    `Write a paragraph of six sentences about your own week in which you use ${joinWords(used.map(({ label }) => `“${label}”`))}.`,
  ]
}

/** On what is read, then on what words mean. */
function questionsOn(talk: Conversation, words: readonly OutlinedEntry[]): QuestionDraft[] {
  const ofTalk = talk.questions.map(
    ({ stem, key, explanation, wrong }): QuestionDraft => ({
      stem,
      key,
      explanation,
      praise: `This can be read there: ${key.slice(0, 1).toLowerCase()}${key.slice(1)}.`,
      wrong,
      isOfFacts: true,
    }),
  )
  const ofWords = words.flatMap(({ label, body }, index): QuestionDraft[] => {
    const others = turned(words, index + 1).filter((other) => other.body && other.body !== body)
    const near = others
      .filter((other) => other.body.length <= 2 * body.length && body.length <= 2 * other.body.length)
      .slice(0, 3)
    if (near.length < 3) return []
    return [
      {
        stem: `What does “${label}” mean?`,
        key: sentenceOf(body).replace(/\.$/, ''),
        explanation: `“${label}” means: ${body.replace(/\.$/, '')}.`,
        praise: `So it is explained in the vocabulary of this lesson, under “${label}”.`,
        wrong: near.map((other) => [sentenceOf(other.body).replace(/\.$/, ''), `That is “${other.label}”.`] as const),
        isOfFacts: true,
      },
    ]
  })
  return [...ofTalk, ...ofWords]
}
