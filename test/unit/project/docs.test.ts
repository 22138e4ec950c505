import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const pages = ['README.md', ...readdirSync('docs').flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : []))]

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')
const anchorsOf = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

test.each(pages)('every link in %s leads to a page and a heading that are there', (page) => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]+))?\)/g)]
  for (const [link, file = '', anchor] of links) {
    const target = file ? path.join(path.dirname(page), file) : page
    expect(existsSync(target), link).toBe(true)
    if (anchor) expect(anchorsOf(target), link).toContain(anchor)
  }
})

test('docs/README.md leads to every page', () => {
  const index = readFileSync('docs/README.md', 'utf8')
  for (const page of pages.map((name) => path.basename(name))) {
    if (page !== 'README.md') expect(index).toContain(`(${page})`)
  }
})

test('README.md has the two commands with which everything begins', () => {
  const readme = readFileSync('README.md', 'utf8')
  for (const command of ['npm ci && npm run demo', 'npm ci && npm test']) expect(readme).toContain(`\n${command}\n`)
})
