import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { drillChecks } from '../../../src/generators/drillSeries/facts.js'
import { quizFlags } from '../../../src/generators/quiz/flags.js'
import { english } from '../../../src/words/english.js'

test('every check that a drill carries is said in words', () => {
  expect(Object.keys(english.checks)).toEqual([...drillChecks])
  expect(Object.keys(english.flags)).toEqual([...quizFlags, 'near-duplicate'])
})

const admin = 'src/admin'
const files = readdirSync(admin, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
const sources = files.map((file) => ({ file, text: readFileSync(join(admin, file), 'utf8') }))

test('no component says words of its own', () => {
  expect(sources.length).toBeGreaterThan(30)
  expect(sources.flatMap(({ file, text }) => hardCoded(file, text))).toEqual([])
})

test.each([
  ['<p>Loading</p>', 'Loading'],
  ['<Button title="Delete" />', 'Delete'],
  ["<Button label={isNew ? 'Add' : 'Change'} />", 'Add'],
  ["<p>{isNew ? 'Brand new' : name}</p>", 'Brand new'],
  ["say('It is done.')", 'It is done.'],
  ['say(`Made `)', 'Made'],
])('%s would be found', (text, word) => {
  expect(hardCoded('case.tsx', text).map((found) => found.split(': ')[1])).toContain(word.trim())
})

test('no word of the dictionary is left over', () => {
  const code = sources
    .map(({ text }) => text)
    .concat(textsOf('src/collections', /\.ts$/))
    .concat(textsOf('src/kinds', /^form\.ts$/))
    .join('\n')
  const keys = Object.entries(english).flatMap(([group, words]) =>
    namedByServer.has(group) ? [] : Object.keys(words).map((name) => `${group}:${name.replace(/_(one|other)$/, '')}`),
  )
  const isUsed = (key: string) => code.includes(key) || built.some((start) => key.startsWith(start))
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
})

const textsOf = (folder: string, wanted: RegExp): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))

/** Groups whose names are values of fields, names of inputs, names of fields. */
const namedByServer = new Set([
  'advice',
  'checks',
  'flags',
  'inputs',
  'inputValues',
  'fields',
  'difficulties',
  'draftKinds',
  'rowStates',
  'groups',
  'draftLists',
  'games',
  'phases',
  'ledger',
  'ledgerFields',
  'logTypes',
  'logLevels',
  'outcomes',
  'refusals',
  'rules',
  'invalid',
  'ledgerHelp',
  'partSorts',
  'questionSorts',
  'questionSorts',
  'planSources',
  'formats',
  'runKinds',
  'roles',
  'planStates',
  'reviewStates',
  'pieceStates',
  'leaveReasons',
  'runStatuses',
  'stepStatuses',
  'pauseReasons',
  'budgetWindows',
  'budgetOwners',
])
/** Keys that are put together from a value of the code. */
const built = [
  'run:resume',
  'run:pause',
  'position:k',
  'position:q',
  'position:r',
  'position:b',
  'position:n',
  'position:p',
  'plan:lessons',
  'plan:sections',
  'plan:courses',
  'amounts:',
  'shared:',
  'generate:measured',
  'generate:partly',
  'left:minute',
  'left:hour',
  'left:day',
  'refused:minute',
  'refused:hour',
  'refused:day',
  'header:running',
  'header:waiting',
  'header:approval',
  'header:budget',
  'budget:user',
  'budget:role',
  'budget:site',
  'budget:maxTokens',
  'budget:maxCostUsd',
  'usage:tokens',
  'deskActions:',
  'map:addChild',
  'map:addSibling',
  'map:up',
  'map:down',
  'map:indent',
  'map:outdent',
  'mapRefusals:',
  'files:markdown',
  'files:mermaid',
  'files:opml',
  'deskStates:',
  'previewOutcomes:',
  'rejectReasons:',
]

/** Attributes that people read or hear. */
const spoken = /^(alt|label|title|hint|placeholder|description|heading|body|aria-label|aria-description|\w+Label)$/

/** What a file says to people in words of its own, as `file:line: words`. */
const hardCoded = (file: string, text: string): string[] => {
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: string[] = []
  const visit = (node: ts.Node, isSpoken: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return
    // A directive, e.g. 'use client'.
    if (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)) return
    const words = wordsIn(node)
    if (words !== undefined && isSentence(words, isSpoken || ts.isJsxText(node))) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${file}:${line + 1}: ${words.trim()}`)
    }
    node.forEachChild((child) => visit(child, isSpokenPlace(node, isSpoken)))
  }
  visit(source, false)
  return found
}

const wordsIn = (node: ts.Node): string | undefined =>
  ts.isJsxText(node) ||
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node)
    ? node.text
    : undefined

/** Inside a call, e.g. of `words`, a text is a key; what an attribute without a voice holds is no text. */
const isSpokenPlace = (node: ts.Node, isSpoken: boolean): boolean => {
  if (ts.isJsxAttribute(node)) return spoken.test(node.name.getText())
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) return true
  if (ts.isCallExpression(node) || ts.isBinaryExpression(node) || ts.isJsxElement(node)) return false
  return isSpoken
}

/** In a place that people read, any word; elsewhere what has a space or a stop beside a word. */
const isSentence = (text: string, isRead: boolean): boolean => {
  // A class, or an address.
  if (/^\s*(coursewright|field-type|\/)/.test(text)) return false
  return isRead ? /\p{L}{2}/u.test(text) : /\p{L}{2}[ …?!]|\p{L}{2}\.$| \p{L}{2}/u.test(text)
}
