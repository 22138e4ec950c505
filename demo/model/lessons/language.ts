import { type Conversation, conversationOn, type Labelled } from '../conversations/conversation.js'
import { capital, joinWords, turned, withStop } from '../wording.js'
import type { Facts } from './facts.js'
import type { AskedPart } from './messages.js'
import { type Outline, type OutlinedEntry, partOf } from './outline.js'
import { asksForGroups, distinct, type WrittenEntry } from './parts.js'
import type { QuestionDraft } from './questionDrafts.js'
import { writeQuestionsOf } from './quiz.js'
import { oneLine } from './quoting.js'

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
  const of = (pattern: RegExp) => pattern.test(part.name)
  const list = (items: readonly Labelled[]) =>
    listed(
      part,
      items.map(([label, body]) => [label, say(body)]),
    )
  const words = wordsFor(talk, facts, plan)
  const grammar = grammarFor(talk, facts, plan)
  const scenarios = planned(plan, /scenario|situation/i) ?? turned(talk.scenarios, facts.turn)
  if (part.sort === 'questions')
    return writeQuestionsOf(part, facts, {
      drafts: questionsOn(talk, turned(words, facts.turn), facts.isAgain),
      ownTo: 6,
    })
  if (of(/approach|overview/i))
    return part.sort === 'prose' ? approachOf({ facts, scenarios, words, grammar }) : undefined
  if (of(/scenario/i)) return list(scenarios)
  if (of(/vocab|\bwords?\b|lexis/i)) return vocabularyOf(part, words)
  if (of(/grammar|function|structure/i)) return list(grammar)
  if (of(/text|reading|story|dialog|conversation/i)) return textOf(part, talk, say)
  if (of(/situation/i)) return part.sort === 'prose' ? say(talk.interaction.situation) : list(scenarios)
  if (of(/role/i)) return list(talk.interaction.roles)
  if (of(/phrase/i)) return list(talk.interaction.phrases)
  if (of(/production|writ|speak/i) || section === 'production')
    return list([...talk.production, ...newWords(talk, words)])
  if (of(/interaction/i) || section === 'interaction') return list(talk.interaction.roles)
  return undefined
}

/** Entries, or the same as paragraphs of prose. */
function listed({ sort, min = 1, max = 60 }: AskedPart, items: readonly Labelled[]): unknown {
  const some = items.slice(0, Math.max(min, max))
  if (sort === 'entries') {
    return distinct(some.map(([label, body]): WrittenEntry => ({ group: null, label, body: withStop(capital(body)) })))
  }
  return sort === 'prose'
    ? some.map(([label, body]) => `**${label}.** ${withStop(capital(body))}`).join('\n\n')
    : undefined
}

function planned(plan: Outline | undefined, fits: RegExp): Labelled[] | undefined {
  const entries = plan ? partOf(plan, fits) : []
  return entries.length > 0 ? entries.map(({ label, body }) => [label, body || label]) : undefined
}

interface Approach {
  facts: Facts
  scenarios: readonly Labelled[]
  words: readonly OutlinedEntry[]
  grammar: readonly Labelled[]
}

function approachOf({ facts, scenarios, words, grammar }: Approach): string {
  const names = scenarios.slice(0, 3).map(([label]) => `“${label}”`)
  const groups = new Set(words.map(({ group }) => group)).size
  const used = Math.min(words.length, MOST_WORDS)
  const forms = grammar.slice(0, 3).map(([label]) => label.slice(0, 1).toLowerCase() + label.slice(1))
  const aim = facts.aim ? ` At its end the learner can ${facts.aim}.` : ''
  return (
    `The lesson on “${facts.topic}” stays with a few situations: ${joinWords(names)}.${aim} ` +
    `${used} words in ${groups} groups come up in a conversation and return in every task. ` +
    `What is practised with them: ${joinWords(forms)}. ` +
    'Learners read first, answer questions on what they have read, then write and speak alone, and at last with others.'
  )
}

/** Those of the plan; else those of the kit, then ours. */
function wordsFor(talk: Conversation, { vocabulary }: Facts, plan: Outline | undefined): OutlinedEntry[] {
  const ofPlan = plan ? partOf(plan, /vocab|words|lexis/i).filter(({ body }) => body !== '') : []
  if (ofPlan.length > 0) return [...ofPlan]
  const ofKit = vocabulary.map(({ term, meaning, group }) => ({
    group: group ?? groupOf(term),
    label: term,
    body: withStop(capital(meaning)),
  }))
  const own = ownWords(talk)
  return distinct([...ofKit.slice(0, MOST_WORDS - own.length / 4), ...own])
}

function ownWords({ vocabulary }: Conversation): OutlinedEntry[] {
  return vocabulary.flatMap(({ bucket, words }) =>
    words.map(([label, meaning, example]) => ({
      group: bucket,
      label,
      body: `${withStop(capital(meaning))} “${example}”`,
    })),
  )
}

/** What a kit's words without groups are sorted by. */
function groupOf(term: string): string {
  if (/^to /i.test(term)) return 'Verbs'
  return term.trim().split(/\s+/).length > 2 ? 'Phrases' : 'Words'
}

/** Most words of a lesson, where the kit does not have more. */
const MOST_WORDS = 30

function vocabularyOf(part: AskedPart, words: readonly OutlinedEntry[]): unknown {
  const { min = 1, max = MOST_WORDS } = part
  const some = distinct(words).slice(0, Math.max(min, Math.min(max, MOST_WORDS)))
  if (part.sort === 'prose') return some.map(({ label, body }) => `- **${label}**: ${body}`).join('\n')
  if (part.sort !== 'entries') return undefined
  const hasGroups = asksForGroups(part)
  return some.map(
    ({ group, label, body }): WrittenEntry => ({ group: hasGroups ? (group ?? 'Words') : null, label, body }),
  )
}

function grammarFor(talk: Conversation, { grammar }: Facts, plan: Outline | undefined): Labelled[] {
  const ofKit = grammar.map(({ label, body }): Labelled => [label, body])
  return planned(plan, /grammar|function|structure/i) ?? [...ofKit, ...talk.grammar]
}

/** A conversation by speaker, then a story by paragraph. */
function textOf(
  { sort, max = 40 }: AskedPart,
  { dialogue, text }: Conversation,
  say: (text: string) => string,
): unknown {
  const story = text.map((paragraph, index): Labelled => [`Story, ${index + 1}`, paragraph])
  if (sort === 'entries') {
    return [...dialogue, ...story]
      .slice(0, max)
      .map(([label, body]): WrittenEntry => ({ group: null, label, body: say(body) }))
  }
  if (sort !== 'prose') return undefined
  const lines = dialogue.map(([speaker, line]) => `**${speaker}:** ${line}`)
  return say([`### A conversation`, ...lines, `### A story`, ...text].join('\n\n'))
}

/** A task for words that are not ours: of the kit, or of a person's plan. */
function newWords(talk: Conversation, words: readonly OutlinedEntry[]): Labelled[] {
  const own = new Set(ownWords(talk).map(({ label }) => label))
  const used = words.filter(({ label }) => !own.has(label)).slice(0, 4)
  if (used.length === 0) return []
  const named = joinWords(used.map(({ label }) => `“${label}”`))
  return [
    [
      'New words in use',
      `Write a sentence of your own with each of these: ${named}. Read them to somebody, who has to say what the words mean.`,
    ],
  ]
}

/** On what is read, then on what words mean; of words alone where others may have asked about the text already. */
function questionsOn(talk: Conversation, words: readonly OutlinedEntry[], isAgain: boolean): QuestionDraft[] {
  const ofTalk = talk.questions.map(
    ({ stem, key, explanation, wrong }): QuestionDraft => ({
      stem,
      key,
      explanation,
      praise: `The text says so: ${key.slice(0, 1).toLowerCase()}${key.slice(1)}.`,
      wrong,
      isOfFacts: true,
    }),
  )
  const explained = distinct(words).map(({ label, body }) => ({ label, meaning: meaningOf(body) }))
  const ofWords = explained.flatMap(({ label, meaning }, index): QuestionDraft[] => {
    const near = turned(explained, index + 1)
      .filter((other) => other.meaning !== meaning && isLike(other.meaning, meaning))
      .slice(0, 3)
    if (near.length < 3) return []
    return [
      {
        stem: `What does “${label}” mean?`,
        key: meaning,
        explanation: `“${label}” means: ${meaning.slice(0, 1).toLowerCase()}${meaning.slice(1)}.`,
        praise: `This is how the lesson explains “${label}”.`,
        wrong: near.map((other) => [other.meaning, `That is “${other.label}”.`] as const),
        isOfFacts: true,
      },
    ]
  })
  return isAgain ? [...ofWords, ...ofTalk] : [...ofTalk, ...ofWords]
}

/** The first sentence of what is said of a word; its example comes after. */
function meaningOf(body: string): string {
  return oneLine((body.split('“')[0] || body).split(/(?<=\.)\s/)[0] ?? body).replace(/\.$/, '')
}

/** Alike in form and length, so that neither gives an answer away. */
function isLike(one: string, other: string): boolean {
  const areVerbs = [one, other].filter((meaning) => /^To /.test(meaning)).length
  return areVerbs !== 1 && one.length <= 2 * other.length && other.length <= 2 * one.length
}
