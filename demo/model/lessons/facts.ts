import { type Technique, techniqueGroups, techniquesFrom } from '../techniques/technique.js'
import { understanding } from '../techniques/understanding.js'
import { numberOf, sentencesOf, turned } from '../wording.js'
import { hasAny } from './houseStyle.js'
import type { Asked, ContentContext, SentPosition } from './messages.js'
import { namesMoves, oneLine, type Passage, passagesOf, plain, quotable } from './quoting.js'

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
  /** Those that are this text's own, for it uses them, come first. */
  vocabulary: readonly { term: string; meaning: string; group: string | undefined; isOwn: boolean }[]
  grammar: readonly { label: string; body: string }[]
  positions: readonly SentPosition[]
  game: string | undefined
  /** How to understand, check and apply what is taught. Others of the same batch have others. */
  techniques: readonly Technique[]
  /** Chooses among templates. Neighbours of a batch differ by one. */
  turn: number
  /** Which of its run's texts this is, from 1, as far as the key tells. */
  number: number
  /** The last answer was refused, perhaps for asking what others ask already. */
  isAgain: boolean
  /** How often all techniques had their turn before, or the last answer was refused: they are asked about in other ways. */
  round: number
  /** Words and phrases that the kit wants to be left out. */
  avoid: readonly string[]
  /** Titles that are taken. */
  taken: readonly string[]
}

export interface Principle {
  readonly name: string
  readonly explanation: string | undefined
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
  const again = problems.length > 0 ? numberOf(problems.join('\n')) : 0
  const turn = numberOf(topic) + again + number
  // The same for all texts of a run, so that no two of them have the same techniques.
  const run = numberOf(JSON.stringify([curriculum?.subject, kit?.title, profile, context.language]))
  const relevance = wordsOf([topic, asked.focus, asked.objective].filter(Boolean).join(' '))
  const objectives = (curriculum?.objectives ?? []).filter((one) => overlap(relevance, one) > 0)
  const objective =
    asked.objective ??
    turned(
      byRelevance(objectives, relevance, (one) => one),
      number - 1,
    )[0]
  const principles = (curriculum?.principles ?? []).flatMap(({ name, explanation }) => {
    const short = plain(name)
    const said = explanation && quotable(explanation, avoid).join(' ')
    return short ? [{ name: short, explanation: said || undefined }] : []
  })
  const fitting = passagesFor(passagesOf(kit, avoid), relevance, number - 1)
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
    passages: fitting,
    sources: (kit?.sources ?? []).map((source) => ({ key: source.key, title: plain(source.title) })),
    vocabulary: vocabularyOf(kit, fitting, { number, isAgain: again > 0 }),
    grammar: (kit?.grammar ?? []).flatMap(({ label, term, name, body, use, explanation }) => {
      const short = plain(label ?? term ?? name)
      return short ? [{ label: short, body: oneLine(body ?? use ?? explanation ?? short) }] : []
    }),
    positions,
    game: context.game,
    techniques: techniqueGroups.map((group) => chosen(group, run + again + number, avoid)),
    turn,
    number,
    isAgain: again > 0,
    round: Math.floor((number - 1) / understanding.length) + (again ? 1 + (again % 3) : 0),
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

const common = new Set(
  'about after also before both each from have into more most once than that their them then there they this what when which will with your'.split(
    ' ',
  ),
)

/** Words that say what a text is about. */
function wordsOf(text: string): Set<string> {
  return new Set(
    (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).filter((word) => !common.has(word)).map((word) => word.slice(0, 6)),
  )
}

function overlap(words: ReadonlySet<string>, text: string): number {
  return [...wordsOf(text)].filter((word) => words.has(word)).length
}

/** Texts among which the words of a kit without sources are shared out. */
const SHARES = 4

/**
 * The words of a kit, those of this text first: each belongs to the first source that uses it, so that no two texts explain,
 * and ask for, the same. Once all sources had their turn, no words are left.
 */
function vocabularyOf(
  kit: ContentContext['kit'],
  passages: readonly Passage[],
  { number, isAgain }: { number: number; isAgain: boolean },
): Facts['vocabulary'] {
  const keys = [...new Set(passages.map(({ key }) => key))].toSorted()
  const textOf = (source: string) =>
    passages
      .filter(({ key }) => key === source)
      .flatMap(({ sentences }) => sentences)
      .join(' ')
  const words = (kit?.vocabulary ?? []).flatMap(({ term, meaning, group }, index) => {
    const short = plain(term)
    if (!short || !meaning) return []
    const owner = keys.find((key) => hasAny(textOf(key), [short])) ?? keys[index % keys.length]
    const isMine = owner === undefined ? index % SHARES === number - 1 : owner === passages[0]?.key
    const isOwn = isMine && !isAgain && number <= Math.max(keys.length, keys.length === 0 ? SHARES : 0)
    return [{ term: short, meaning: oneLine(meaning), group: plain(group), isOwn }]
  })
  return [...words.filter(({ isOwn }) => isOwn), ...words.filter(({ isOwn }) => !isOwn)]
}

/**
 * The paragraphs of one source, in its order, then those of the others: of the source that fits best for the first text of
 * a run, of the next for the second. Once all had their turn, the first begins further on.
 */
function passagesFor(passages: readonly Passage[], relevance: ReadonlySet<string>, turn: number): Passage[] {
  const keys = [...new Set(passages.map(({ key }) => key))]
  const sources = keys.map((key) => passages.filter((passage) => passage.key === key))
  const ranked = byRelevance(sources, relevance, ([first, ...rest]) =>
    [first?.title, ...[first, ...rest].flatMap((passage) => passage?.sentences ?? [])].join(' '),
  )
  const round = Math.floor(turn / Math.max(1, ranked.length))
  return turned(ranked, turn).flatMap((source) => turned(source, round * 2))
}

/** Those that share the most words with what is asked for first; others stay in their order. */
function byRelevance<T>(items: readonly T[], relevance: ReadonlySet<string>, text: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, score: overlap(relevance, text(item)) }))
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item)
}

/** Those that its three leave, the nearest first. */
export function furtherTechniques({ techniques, turn }: Facts): Technique[] {
  return techniquesFrom(turn + 1).filter((technique) => !techniques.includes(technique))
}
