import { readFileSync } from 'node:fs'

interface ContentPosition {
  game: string
  notation: string
  phase: string
  themes: string[]
  difficulty: string
  solution: { best: string; line?: string; alsoBest?: string[]; avoid?: string[]; score?: string }
  source: string
  notes?: string
}

/** The positions of `demo/content/<name>.jsonl`. */
export function readContent(name: string): ContentPosition[] {
  const text = readFileSync(new URL(`../../../demo/content/${name}.jsonl`, import.meta.url), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ContentPosition)
}
