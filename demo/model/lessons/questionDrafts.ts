import { questionFindings } from '../../../src/generators/quiz/questionFindings.js'
import { type Technique, techniqueGroups } from '../techniques/technique.js'
import { capital } from '../wording.js'
import type { Facts, Principle } from './facts.js'
import { standsAlone } from './quoting.js'

/** A question that is not yet cut to what a part asks for. */
export interface QuestionDraft {
  stem: string
  key: string
  /** Why the key is right; names it. */
  explanation: string
  /** What is said where the key is chosen. */
  praise: string
  wrong: readonly (readonly [text: string, why: string])[]
  /** It tests what the request teaches, not how to work on it. */
  isOfFacts: boolean
}

/** On what the request teaches and this text is the one to ask: on words, on principles, on sources. */
export function factQuestions(facts: Facts): QuestionDraft[][] {
  if (facts.isAgain) return []
  return [vocabularyQuestions(facts), principleQuestions(facts), passageQuestions(facts)]
}

/** What a term means, against what others mean. */
function vocabularyQuestions({ vocabulary }: Facts): QuestionDraft[] {
  return vocabulary
    .filter(({ isOwn }) => isOwn)
    .map(({ term, meaning }) => ({
      stem: `What does “${term}” mean?`,
      key: capital(meaning.replace(/\.$/, '')),
      explanation: `“${term}” means: ${meaning.replace(/\.$/, '')}.`,
      praise: `“${term}” is explained in these words.`,
      wrong: nearest(
        vocabulary.filter((other) => other.term !== term && other.meaning !== meaning),
        ({ meaning: other }) => other,
        meaning.length,
      ).map((other) => [capital(other.meaning.replace(/\.$/, '')), `That is what “${other.term}” means.`] as const),
      isOfFacts: true,
    }))
}

/** What the first principle says; each is the first once. */
function principleQuestions({ principles, number }: Facts): QuestionDraft[] {
  if (number > principles.length) return []
  const explained = principles.flatMap((principle) => {
    const saying = principle.explanation && firstSentence(principle.explanation)
    return saying ? [{ ...principle, saying }] : []
  })
  const [own, ...others] = explained
  if (!own || own.name !== principles[0]?.name) return []
  return [
    {
      stem: `“${own.saying}” Which principle says this?`,
      key: own.name,
      explanation: `It is the principle “${own.name}”${restOf(own)}`,
      praise: `The sentence opens “${own.name}”.`,
      wrong: others.map(({ name, saying }) => [name, `This one says: “${saying}”`] as const),
      isOfFacts: true,
    },
    {
      stem: `What does the principle “${own.name}” ask of you?`,
      key: own.saying.replace(/\.$/, ''),
      explanation: `“${own.name}” asks: ${own.saying}`,
      praise: `This is how “${own.name}” begins.`,
      wrong: others.map(({ name, saying }) => [saying.replace(/\.$/, ''), `That is what “${name}” asks.`] as const),
      isOfFacts: true,
    },
  ]
}

function restOf({ explanation }: Principle): string {
  const rest = explanation?.slice(firstSentence(explanation).length).trim()
  return rest ? `. It goes on: “${rest}”` : '.'
}

function firstSentence(text: string): string {
  return /^.+?[.!?](?=\s|$)/.exec(text)?.[0] ?? text
}

/** Characters of a choice that is read at a glance. */
const USUAL_CHOICE = 90

/** Which sentence a source has on its subject, against what others say of theirs. */
function passageQuestions({ passages, number }: Facts): QuestionDraft[] {
  const [read] = passages
  if (!read?.title) return []
  const askable = passages.flatMap(({ key, title, sentences }) =>
    title ? sentences.filter(canBeAsked).map((sentence) => ({ key, title, sentence })) : [],
  )
  const own = askable.filter(({ key }) => key === read.key)
  const others = askable.filter(({ key, title }) => key !== read.key && title !== read.title)
  const sources = new Set(passages.map((passage) => passage.key)).size
  const round = Math.floor((number - 1) / sources)
  if (round >= own.length) return []
  // Neighbours that read the same source, for other topics, are asked for other sentences of it.
  const at = sources % own.length === 0 ? round : (number - 1) % own.length
  return nearest(own, ({ sentence }) => sentence, USUAL_CHOICE)
    .slice(at, at + 1)
    .map(({ key, title, sentence }) => {
      const perSource = nearest(others, (other) => other.sentence, sentence.length)
      const wrong = perSource.filter((one, index) => perSource.findIndex((other) => other.key === one.key) === index)
      return {
        stem: `Which sentence belongs to “${title}” [${key}]?`,
        key: sentence.replace(/\.$/, ''),
        explanation: `“${sentence}” This is what “${title}” says.`,
        praise: `The sentence stands in [${key}].`,
        wrong: wrong.map((other) => [
          other.sentence.replace(/\.$/, ''),
          `This is said about “${other.title}” [${other.key}].`,
        ]),
        isOfFacts: true,
      }
    })
}

/** A sentence that says something alone, and fits a choice. */
function canBeAsked(sentence: string): boolean {
  return (
    sentence.length <= 180 &&
    standsAlone(sentence) &&
    !/\b(?:these|this|those|the (?:first|second|latter|former))\b/i.test(sentence)
  )
}

/** How a technique is asked about: by its own question first, in other ways when it had its turn before. */
export function techniqueQuestion(technique: Technique, { round }: Facts): QuestionDraft {
  const { name, stem, key, because, wrong, gist, doing, exampleOf, example, slip } = technique
  const own = {
    stem,
    key,
    explanation: `${key}: ${because}`,
    praise: `This is “${name}” in practice.`,
    wrong,
    isOfFacts: false,
  }
  const group = techniqueGroups.find((some) => some.includes(technique)) ?? []
  const others = nearest(
    group.filter((other) => other !== technique),
    (other) => other.name,
    name.length,
  )
  const byName = (asked: string) => ({
    stem: asked,
    key: name,
    explanation: `It is “${name}”: one works by ${doing}.`,
    praise: `So “${name}” is meant.`,
    wrong: others.map((other) => [other.name, `“${other.name}” is something else: ${withSmall(other.gist)}`] as const),
    isOfFacts: false,
  })
  if (round === 0) return own
  const forms = [
    own,
    byName(`Which way of working is this: “${gist}”?`),
    byName(`“${exampleOf}”: ${example} Which way of working does this show?`),
    byName(`${slip} Which way of working helps here?`),
  ]
  const fairFirst = [...forms.filter(isFair), ...forms.filter((form) => !isFair(form))]
  return fairFirst[round % fairFirst.length] ?? own
}

function withSmall(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

function nearest<T>(items: readonly T[], text: (item: T) => string, length: number): T[] {
  return [...items].sort((one, other) => Math.abs(text(one).length - length) - Math.abs(text(other).length - length))
}

/** Whether nothing but knowledge gives its answer away, as the gates of questions see it. */
export function isFair({ stem, key, explanation, wrong }: QuestionDraft): boolean {
  const choices = [[key, ''] as const, ...wrong.slice(0, 3)].map(([text, why]) => ({
    text,
    correct: text === key,
    why,
  }))
  return (
    wrong.length > 1 &&
    questionFindings({ sort: 'single', stem, choices, explanation }, { language: 'en' }).length === 0
  )
}

const common = new Set(
  'about all and any are but can did does for from had has have her here his how into its may more most not now off one out she than that the their them then there they this two was were what when where which who why will with you your'.split(
    ' ',
  ),
)

/** The words of a text that say what it is about, by their beginnings. */
export function contentOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? []
  return new Set(words.filter((word) => !common.has(word)).map((word) => word.slice(0, 5)))
}
