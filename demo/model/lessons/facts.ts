import { type Technique, techniqueGroups, techniquesFrom } from '../techniques/technique.js'
import { capital, numberOf, sentencesOf, turned, withStop } from '../wording.js'
import type { Asked, ContentContext, SentPosition } from './messages.js'

/** What the texts of one lesson, plan or section may be made of. */
export interface Facts {
  topic: string
  subject: string | undefined
  focus: string | undefined
  /** What the learner can do afterwards, as it goes after `you can`. */
  aim: string | undefined
  /** The objective in the words of the curriculum; questions name it. */
  objective: string | undefined
  level: 'beginner' | 'intermediate' | 'advanced' | undefined
  /** What the learner wants, as it goes after `you want`. */
  wish: string | undefined
  /** Of the curriculum; the one that this text is about first. */
  principles: readonly Principle[]
  /** What the kit says it rests on; prose of some length names one. */
  sources: readonly { key: string; title: string | undefined }[]
  /** Paragraphs of the kit, those that fit best first. */
  passages: readonly Passage[]
  vocabulary: readonly { term: string; meaning: string; group: string | undefined }[]
  grammar: readonly { label: string; body: string }[]
  positions: readonly SentPosition[]
  game: string | undefined
  /** How to understand, check and apply what is taught. Others of the same batch have others. */
  techniques: readonly Technique[]
  /** Chooses among templates. Neighbours of a batch differ by one. */
  turn: number
  /** Which of its run's texts this is, from 1, as far as the key tells. */
  number: number
  /** Words and phrases that the kit wants to be left out. */
  avoid: readonly string[]
  /** Titles that are taken. */
  taken: readonly string[]
}

export interface Principle {
  readonly name: string
  readonly explanation: string | undefined
}

export interface Passage {
  /** As it is cited: `s1`. */
  readonly key: string
  readonly title: string | undefined
  readonly sentences: readonly string[]
}

interface FactsOf {
  context: ContentContext
  asked: Asked
  /** Tells neighbours of a batch apart: `l01`, `l02`. */
  key: string
  /** Other drafts were refused for being too like something else: other words are chosen. */
  problems?: readonly string[]
}

/** Gathers the facts of one text of a message. */
export function factsOf({ context, asked, key, problems = [] }: FactsOf): Facts {
  const { curriculum, kit, profile } = context
  const avoid = (kit?.avoid ?? []).filter((phrase) => phrase.trim())
  const topic = plain(asked.topic) ?? plain(asked.focus) ?? plain(curriculum?.subject) ?? 'This topic'
  const number = Number(/\d+$/.exec(key)?.[0] ?? numberOf(key))
  const turn = numberOf(`${topic}\n${problems.join('\n')}`) + number
  const relevance = wordsOf([topic, asked.focus, asked.objective].filter(Boolean).join(' '))
  const fitting = (curriculum?.objectives ?? []).filter((one) => overlap(relevance, one) > 0)
  const objective =
    asked.objective ??
    turned(
      byRelevance(fitting, relevance, (one) => one),
      number - 1,
    )[0]
  const principles = (curriculum?.principles ?? []).flatMap(({ name, explanation }) => {
    const short = plain(name)
    const said = explanation && tidy(explanation, avoid).join(' ')
    return short ? [{ name: short, explanation: said || undefined }] : []
  })
  const passages = (kit?.sources ?? []).flatMap(({ key: source, title, text }) =>
    paragraphsOf(text ?? '').flatMap((paragraph): Passage[] => {
      const sentences = tidy(paragraph, avoid)
      return sentences.length > 0 ? [{ key: source, title: plain(title), sentences }] : []
    }),
  )
  const positions = context.positions.filter(
    (position) => asked.positions.length === 0 || asked.positions.includes(position.key),
  )
  return {
    topic,
    subject: plain(asked.subject) ?? plain(curriculum?.subject),
    focus: plain(asked.focus),
    aim: objective && aimOf(objective),
    objective: objective && curriculum?.objectives.find((one) => one.trim() === objective.trim()),
    level: levels.find((level) => level === profile?.level?.toLowerCase()),
    wish: wishOf(profile?.goals),
    principles: turned(
      byRelevance(principles, relevance, ({ name, explanation }) => `${name} ${explanation ?? ''}`),
      number - 1,
    ),
    passages: turned(
      byRelevance(passages, relevance, ({ title, sentences }) => `${title ?? ''} ${sentences.join(' ')}`),
      number - 1,
    ),
    sources: (kit?.sources ?? []).map((source) => ({ key: source.key, title: plain(source.title) })),
    vocabulary: (kit?.vocabulary ?? []).flatMap(({ term, meaning, group }) => {
      const short = plain(term)
      return short && meaning ? [{ term: short, meaning: oneLine(meaning), group: plain(group) }] : []
    }),
    grammar: (kit?.grammar ?? []).flatMap(({ label, term, name, body, use, explanation }) => {
      const short = plain(label ?? term ?? name)
      return short ? [{ label: short, body: oneLine(body ?? use ?? explanation ?? short) }] : []
    }),
    positions,
    game: context.game,
    techniques: techniqueGroups.map((group) => chosen(group, turn, avoid)),
    turn,
    number,
    avoid,
    taken: context.existing.flatMap(({ title }) => title ?? []),
  }
}

const levels = ['beginner', 'intermediate', 'advanced'] as const

/** The one whose turn it is, or the next that has no phrase in it which the kit wants to be left out. */
function chosen(techniques: readonly Technique[], turn: number, avoid: readonly string[]): Technique {
  const allowed = techniques.filter((one) => !hasAny(JSON.stringify(one), avoid))
  const from = allowed.length > 0 ? allowed : techniques
  return from[turn % from.length] as Technique
}

/** Whether a text has one of the phrases, as whole words with any usual ending. */
export function hasAny(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => termPattern(phrase).test(text))
}

/** Finds a term as words of their own; its first group is the term, the second an ending. */
export function termPattern(term: string): RegExp {
  const words = term.trim().split(/\s+/).map(escaped).join('\\s+')
  const endings = /\p{L}{5}$/u.test(term) ? "s|es|['’]s|e|n|en|em|ens|ns|a|u|i|y|om" : "s|es|['’]s"
  return new RegExp(`(?<![\\p{L}\\p{N}])(${words})(${endings})?(?![\\p{L}\\p{N}])`, 'giu')
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** `Can win the Lucena position.` → `win the Lucena position`. */
function aimOf(objective: string): string {
  const bare = oneLine(objective)
    .replace(/[.!]+$/, '')
    .replace(/^(?:(?:the )?(?:learner|student)s? |you |i )?(?:can|will be able to|is able to|are able to) /i, '')
  return /^[A-Z][a-z]/.test(bare) ? bare.slice(0, 1).toLowerCase() + bare.slice(1) : bare
}

/** `Knows the rules. Wants to win more.` → `to win more`. */
function wishOf(goals: string | undefined): string | undefined {
  const wish = sentencesOf(oneLine(goals ?? '')).flatMap(
    (sentence) => /^(?:wants?|would like) (to .+?)[.!]*$/i.exec(sentence)?.[1] ?? [],
  )[0]
  return wish && wish.length <= 160 && !namesMoves.test(wish) ? wish : undefined
}

const MAX_NAME = 120

/** A short text as it may stand in a sentence of ours; none where it is too long or seems to name moves. */
function plain(text: string | undefined): string | undefined {
  const line = oneLine(text ?? '').replace(/[.;:,]+$/, '')
  return line && line.length <= MAX_NAME && !namesMoves.test(line) ? line : undefined
}

/** Without markup and line breaks. */
export function oneLine(text: string): string {
  return text
    .replace(/[*_`<>[\]#|\\~]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?])/g, '')
    .trim()
}

const namesMoves = /(?<![a-z])[KQRBN]?[a-h]?x?[a-h][1-8](?!\d)|[O0]-[O0]|\b\d{1,2}\/\d{1,2}\b/

/**
 * The sentences of a paragraph that can be quoted: whole ones, of a sensible length, without addresses, moves (they would
 * be wrong in another position) and what the kit wants to be left out.
 */
function tidy(paragraph: string, avoid: readonly string[]): string[] {
  return sentencesOf(oneLine(paragraph)).filter(
    (sentence) =>
      /[.!?]["”’)]*$/.test(sentence) &&
      /^["“‘(]?[\p{L}\p{N}]/u.test(sentence) &&
      sentence.length >= 20 &&
      sentence.length <= 400 &&
      !/https?:|www\.|@/.test(sentence) &&
      !namesMoves.test(sentence) &&
      !hasAny(sentence, avoid),
  )
}

/** Paragraphs of running text; headings, lists and tables are left out. */
function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .filter((line) => !/^\s*(?:#|[-*+]\s|\d+[.)]\s|\||>|`{3})/.test(line))
        .join(' '),
    )
    .filter((paragraph) => paragraph.trim().length >= 40)
}

/** Words that say what a text is about. */
function wordsOf(text: string): Set<string> {
  return new Set((text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 6)))
}

function overlap(words: ReadonlySet<string>, text: string): number {
  return [...wordsOf(text)].filter((word) => words.has(word)).length
}

/** Those that share the most words with what is asked for first; others stay in their order. */
function byRelevance<T>(items: readonly T[], relevance: ReadonlySet<string>, text: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, score: overlap(relevance, text(item)) }))
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item)
}

/** A sentence made of a text of the request. */
export function sentenceOf(text: string): string {
  return withStop(capital(oneLine(text)))
}

/** Those that its three leave, the nearest first. */
export function furtherTechniques({ techniques, turn }: Facts): Technique[] {
  return techniquesFrom(turn + 1).filter((technique) => !techniques.includes(technique))
}

/** From so many characters on, prose says what it rests on. */
const CHARACTERS_TO_CITE = 250

/** Prose with a source, where the kit has any and none is named yet. */
export function citing(markdown: string, { sources, passages }: Facts): string {
  const source = passages[0] ?? sources[0]
  const isCited = sources.some(({ key }) => markdown.includes(`[${key}]`))
  if (!source || isCited || markdown.length < CHARACTERS_TO_CITE) return markdown
  const line = source.title
    ? `More on it stands in “${source.title}” [${source.key}].`
    : `More on it stands in [${source.key}].`
  return /^\s*[-#]/.test(markdown.split('\n').at(-1) ?? '') ? `${markdown}\n\n${line}` : `${markdown} ${line}`
}
