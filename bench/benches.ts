import { readdirSync } from 'node:fs'
import path from 'node:path'

const filesIn = (folder: string): string[] =>
  readdirSync(path.join(import.meta.dirname, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => path.parse(name).name)

/** All benches by name, each with its path below this folder: they stand in the folder of their topic, what they use one deeper. */
export const benches: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: topic }) => filesIn(topic).map((name) => [name, `${topic}/${name}`])),
)
